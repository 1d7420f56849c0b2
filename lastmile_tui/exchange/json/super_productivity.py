"""Super Productivity's backup: projects are roads, their tasks and sub-tasks markers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Reading, Remark, Status
from lastmile_tui.exchange.json.boards import Instants, rest
from lastmile_tui.exchange.json.objects import whole
from lastmile_tui.exchange.json.values import day, day_and_time, instant, listed, text, texts

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "super-productivity"

_INBOX = ("", "INBOX_PROJECT", "INBOX")
_TIMED = ("deadlineWithTime", "dueWithTime", "plannedAt")
"""Times by which a task is due: a deadline goes before what is planned, as older versions do."""

_TODAY = ("TODAY",)
"""Tags and projects that the app makes by itself, and that say nothing."""

_USED = (
    *(
        "id",
        "title",
        "notes",
        "projectId",
        "tagIds",
        "subTaskIds",
        "subTasks",
        "parentId",
        "isDone",
    ),
    *("doneOn", "created", "dueDay", "dueWithTime", "plannedAt"),
)


def recognises(file: GivenFile) -> float:
    """By the parts of a backup, at the top or below `data`."""
    names = file.names
    if "crossModelVersion" in names:
        return 0.95
    parts = {
        "task",
        "project",
        "tag",
        "simpleCounter",
        "taskRepeatCfg",
        "archiveYoung",
        "globalConfig",
    }
    return min(0.95, 0.25 * len(parts & names)) if {"task", "project"} <= names else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All tasks, those of the archive included."""
    backup = whole(file)
    data = backup
    for name in _WITHIN:
        data = data.get(name, data) if isinstance(data, dict) and "task" not in data else data
    if not isinstance(data, dict) or not isinstance(data.get("task"), dict):
        raise ImportFileError(f"{file.name} is no backup; make one in the settings of the app.")
    return _TaskBackup(data, local).reading()


_WITHIN = ("mainModelData", "data", "state")
"""Names below which all lies, by version."""


class _TaskBackup:
    def __init__(self, data: dict[str, Any], local: Local) -> None:
        self._data, self._local, self._moments = data, local, Instants()
        self._tags = {
            text(one.get("id")): text(one.get("title")) for one in _entities(data.get("tag"))
        }
        self._notes: dict[str, list[Remark]] = {}
        for note in _entities(data.get("note")):
            if words := text(note.get("content")):
                remark = Remark(words, instant(note.get("created")))
                self._notes.setdefault(text(note.get("projectId")), []).append(remark)

    def reading(self) -> Reading:
        data = self._data
        archives = [data.get("archiveYoung"), data.get("archiveOld"), data.get("taskArchive")]
        found: dict[str, dict[str, Any]] = {}
        for store in (data.get("task"), *archives):
            inner = store.get("task", store) if isinstance(store, dict) else None
            for task in _entities(inner):
                found.setdefault(text(task.get("id")), task)
        groups = [
            self._project(one)
            for one in _entities(data.get("project"))
            if text(one.get("id")) not in _INBOX
        ]
        items = (*groups, *map(self._task, found.values()))
        return Reading(ORIGIN, items, unread=tuple(self._moments.unread))

    def _project(self, one: dict[str, Any]) -> Item:
        key = text(one.get("id"))
        return Item(
            key=f"project {key}",
            title=text(one.get("title")),
            group=True,
            remarks=tuple(self._notes.get(key, ())),
            extra=rest(one, "id", "title", "taskIds", "backlogTaskIds", "noteIds"),
        )

    def _task(self, one: dict[str, Any]) -> Item:
        title, project = text(one.get("title")), text(one.get("projectId"))
        created, done = self._moments.read(one, "created", title), bool(one.get("isDone"))
        timed = next((name for name in _TIMED if one.get(name)), "dueWithTime")
        at = None if one.get("deadlineDay") else self._moments.read(one, timed, title)
        local = day_and_time(at, self._local.zone)
        planned = one.get("deadlineDay") or one.get("dueDay")
        due = day(planned) if planned else None
        extra = rest(one, *_USED)
        if planned and not due:
            self._moments.read({"dueDay": "none"} | one, "dueDay", title)
            extra["dueDay"] = planned
        notes, parts = text(one.get("notes")), texts(one.get("subTaskIds"))
        parent = text(one.get("parentId"))
        return Item(
            key=text(one.get("id")),
            title=title,
            parent=parent or (f"project {project}" if project not in _INBOX else ""),
            status=Status.DONE if done else Status.OPEN,
            created=created,
            finished=(self._moments.read(one, "doneOn", title) or _last_day(one)) if done else None,
            due=local[0] or due,
            due_time=local[1],
            why=notes if parts else "",
            tags=tuple(
                name
                for one in texts(one.get("tagIds"))
                if one not in _TODAY and (name := self._tags.get(one))
            ),
            remarks=(Remark(notes, created),) if notes and not parts else (),
            extra=extra,
        )


def _entities(store: Any) -> list[dict[str, Any]]:
    """The objects of a part of the backup, in their order."""
    if not isinstance(store, dict) or not isinstance(entities := store.get("entities"), dict):
        return []
    order = {name: place for place, name in enumerate(texts(store.get("ids")))}
    return sorted(listed(entities), key=lambda one: order.get(text(one.get("id")), len(order)))


def _last_day(task: dict[str, Any]) -> date | None:
    """The last day on which time was spent on a task: older versions tell no other end of it."""
    spent = task.get("timeSpentOnDay")
    return max(filter(None, map(day, spent)), default=None) if isinstance(spent, dict) else None
