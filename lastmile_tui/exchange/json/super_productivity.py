"""Super Productivity's backups: JSON with all its data, of the present and of older versions.

A project is a road, a task with subtasks one of its own. What was finished is moved to an archive:
`taskArchive` before 11, `archiveYoung` and `archiveOld` since; there all of it lies below `data`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.objects import whole
from lastmile_tui.exchange.json.values import day, day_and_time, instant, rest, text
from lastmile_tui.exchange.keys import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime, time, tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "super-productivity"

COUNTER = "a counter, which has no end"
REPEATS = "a task that repeats (those it made are brought in by themselves)"

_USED = frozenset(
    (
        *("id", "title", "isDone", "notes", "projectId", "parentId"),
        *("subTaskIds", "tagIds", "taskIds", "backlogTaskIds", "noteIds", "isArchived"),
        *("theme", "worklogExportSettings", "advancedCfg", "_hideSubTasksMode", "hideSubTasksMode"),
        *("_showSubTasksMode", "issueIntegrationCfgs", "dayCfg", "icon"),
    )
)
"""What becomes a part of an item, what stands in both of two that name each other, and looks."""

_ARCHIVES = ("archiveYoung", "archiveOld")
_WITHIN = ("data", "state", "mainModelData")
"""Names below which all data lies, by version."""

_OWN = frozenset(
    ("TODAY", "INBOX_PROJECT", "INBOX", "EM_URGENT", "EM_IMPORTANT", "KANBAN_IN_PROGRESS")
)
"""Projects and tags that it has by itself."""

_OLD = frozenset(
    ("taskArchive", "globalConfig", "taskRepeatCfg", "simpleCounter", "lastLocalSyncModelChange")
)


def recognises(file: GivenFile) -> float:
    """By the names of its parts."""
    names = file.names
    if "crossModelVersion" in names or {"task", "project", "globalConfig"} <= names:
        return 0.95
    if "task" in names and names & _OLD:
        return 0.9
    within = '"entities"' in file.head and '"ids"' in file.head
    return 0.9 if within and ({"data", "timestamp"} <= names or "project" in names) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All projects and tasks, also those of the archives; ImportFileError where there are none."""
    found = whole(file)
    for _ in range(len(_WITHIN)):
        within = [found[name] for name in _WITHIN if isinstance(found, dict) and name in found]
        found = within[0] if within and "task" not in found else found
    if not isinstance(found, dict) or not isinstance(found.get("task"), dict):
        raise ImportFileError(
            f"{file.name} has no tasks of Super Productivity; export a backup there, in the"
            " settings below Sync & Export."
        )
    return _Backup(found, local.zone).reading()


class _Backup:
    """A backup, made items."""

    def __init__(self, found: dict[str, Any], zone: tzinfo) -> None:
        self._found, self._zone = found, zone
        self._unread: list[Left] = []
        self._tags = {
            name: text(one.get("title"))
            for name, one in _entities(found.get("tag"))
            if name not in _OWN
        }
        archived = found.get("archivedProjects")
        archived = archived if isinstance(archived, dict) else {}
        self._projects = dict(_entities(found.get("project")))
        for name, one in archived.items():
            if isinstance(one, dict):
                inner = one.get("projectData", one)
                if isinstance(inner, dict):
                    self._projects.setdefault(text(inner.get("id")) or name, inner)
        self._tasks: dict[str, dict[str, Any]] = {}
        for part in (found.get("task"), *self._archives()):
            for name, one in _entities(part):
                self._tasks.setdefault(name, one)

    def _archives(self) -> Iterator[Any]:
        """The archives, the older kind first."""
        yield self._found.get("taskArchive")
        for name in _ARCHIVES:
            archive = self._found.get(name)
            yield archive.get("task") if isinstance(archive, dict) else None

    def reading(self) -> Reading:
        notes: dict[str, list[Remark]] = {}
        for _, note in _entities(self._found.get("note")):
            remark = Remark(text(note.get("content")), instant(note.get("created")))
            notes.setdefault(text(note.get("projectId")), []).append(remark)
        projects = [
            Item(
                f"project/{name}",
                text(one.get("title")) or name,
                group=True,
                created=instant(one.get("created")),
                remarks=tuple(notes.pop(name, ())),
                extra=rest(one, _USED),
            )
            for name, one in self._projects.items()
            if name not in _OWN
        ]
        items = [self._item(name, self._tasks[name]) for name in self._in_order()]
        skipped = [
            Left("a note of no project", remark.text[:100])
            for rest_of_them in notes.values()
            for remark in rest_of_them
        ]
        skipped += [
            Left(reason, text(one.get("title")))
            for part, reason in (("simpleCounter", COUNTER), ("taskRepeatCfg", REPEATS))
            for _, one in _entities(self._found.get(part))
        ]
        kept = [item for item in items if item is not None]
        return Reading(ORIGIN, (*projects, *kept), tuple(skipped), tuple(self._unread))

    def _in_order(self) -> list[str]:
        """The ids of tasks: in the order of projects and of their tasks, then the others."""
        lists = [
            one.get(name)
            for one in self._projects.values()
            for name in ("taskIds", "backlogTaskIds")
        ]
        lists += [one.get("subTaskIds") for one in self._tasks.values()]
        named = [text(one) for each in lists if isinstance(each, list) for one in each]
        return [*dict.fromkeys(name for name in (*named, *self._tasks) if name in self._tasks)]

    def _item(self, name: str, task: dict[str, Any]) -> Item | None:
        title = text(task.get("title"))
        if not title.strip():
            self._unread.append(Left("has no title", name))
            return None
        above, project = text(task.get("parentId")), text(task.get("projectId"))
        parent = f"project/{project}" if project in self._projects and project not in _OWN else ""
        if above in self._tasks:
            parent = f"task/{above}"
        done = bool(task.get("isDone"))
        finished = self._moment(task, "doneOn", title)
        created = self._moment(task, "created", title)
        due, at = self._due(task, title)
        notes = text(task.get("notes"))
        about: dict[str, Any] = {}
        if notes.strip():
            about = (
                {"why": notes}
                if task.get("subTaskIds") or not parent
                else {"remarks": (Remark(notes, created),)}
            )
        tags = task.get("tagIds")
        return Item(
            f"task/{name or fingerprint(title)}",
            title,
            parent=parent,
            status=Status.DONE if done else Status.OPEN,
            created=created,
            finished=finished or _last_day(task) if done else None,
            due=due,
            due_time=at,
            tags=tuple(
                self._tags[text(one)]
                for one in (tags if isinstance(tags, list) else ())
                if self._tags.get(text(one))
            ),
            extra=rest(task, _USED),
            **about,
        )

    def _due(self, task: dict[str, Any], title: str) -> tuple[date | None, time | None]:
        """Its deadline; without one the day or the time for which it is planned."""
        for timed, days in (("deadlineWithTime", "deadlineDay"), ("dueWithTime", "dueDay")):
            at = self._moment(task, timed, title)
            if at is not None:
                return day_and_time(at, self._zone)
            if value := task.get(days):
                if found := day(value):
                    return found, None
                self._left(days, value, title)
        return day_and_time(self._moment(task, "plannedAt", title), self._zone)

    def _moment(self, task: dict[str, Any], name: str, title: str) -> datetime | None:
        """An instant in milliseconds since 1970."""
        value = task.get(name)
        at = instant(value) if value else None
        if value and at is None:
            self._left(name, value, title)
        return at

    def _left(self, name: str, value: Any, title: str) -> None:
        self._unread.append(Left(f"has a date that is none, {name}: {value!s:.40}", title))


def _last_day(task: dict[str, Any]) -> date | None:
    """The last day on which time was spent on a task: older versions tell no other end of it."""
    spent = task.get("timeSpentOnDay")
    days = [found for one in spent if (found := day(one))] if isinstance(spent, dict) else []
    return max(days, default=None)


def _entities(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entities of a part by their ids, in its order."""
    if not isinstance(part, dict):
        return
    entities, ids = part.get("entities"), part.get("ids")
    if not isinstance(entities, dict):
        return
    first = [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []
    for name in dict.fromkeys((*first, *entities)):
        one = entities.get(name)
        if isinstance(one, dict):
            yield name, one
