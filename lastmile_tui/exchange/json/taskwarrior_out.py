"""Goals as Taskwarrior imports them: a task for each marker, as `task export` prints one.

An import by Taskwarrior erases what a task had and the file lacks: so all that a task was brought
in with is written back, but for what was changed here. Dates are only written in the one form that
2.6 takes for UTC, and texts as they are: it breaks signs that are escaped in two halves.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from lastmile_tui.domain.export.as_json import reached_at
from lastmile_tui.domain.measures.roads.crossroads import first_roads
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import TAGS_LIMIT
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.exchange.history import word
from lastmile_tui.exchange.json.taskwarrior import ANNOTATION, ORIGIN, OWN_ID, WAITS_FOR
from lastmile_tui.exchange.json.values import instant, text, texts
from lastmile_tui.exchange.keys import own_key, own_uuid
from lastmile_tui.exchange.sources import Source, by_marker, seen_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal, Marker
    from lastmile_tui.exchange.files import Local

    Task = dict[str, Any]

_DATES = ("due", "end", "entry", "modified", "reviewed", "scheduled", "start", "until", "wait")
_PART = re.compile(r" \(\d+\)$")
_NEVER = Source(ORIGIN, "", "", {}, {})


def write(exported: Iterable[ExportedGoal], local: Local) -> Iterator[str]:
    """The tasks of all goals as a JSON array, one a line."""
    line = ""
    yield "[\n"
    for goal, log, _ in exported:
        for task in _TasksOut(goal, log, local).all():
            if line:
                yield f"{line},\n"
            line = msgspec.json.encode(task).decode()
    yield f"{line}\n]\n" if line else "]\n"


class _TasksOut:
    """The tasks of a goal."""

    def __init__(self, goal: Goal, log: Log, local: Local) -> None:
        self._goal, self._log, self._local = goal, log, local
        self._whole, self._sources = by_marker(log, ORIGIN)
        self._reached = reached_at(log, local.today)
        known = [self._whole or _NEVER, *self._sources.values()]
        kept = [name for one in known for name in texts(one.kept.get("tags"))]
        self._kept_tags = {word(name) for name in kept}

    def all(self) -> Iterator[Task]:
        """A task for each marker, and one for the goal where it is a task over there."""
        goal, whole = self._goal, self._whole
        lone = whole is not None and "project" not in whole.kept
        markers = list(zip(goal.markers, goal.ends, strict=True))
        if lone and len(markers) == 1 and not self._sources:
            markers = []
        made = [self._of_marker(*marker) for marker in markers]
        if lone and whole is not None:
            own = self._task(whole, goal.title, goal.due, goal.due_time, done=goal.to_go <= 0)
            own.pop("project", None)
            own.pop(OWN_ID, None)
            if made:
                others = [task["uuid"] for task in made]
                own["depends"] = [*dict.fromkeys([*own.get("depends", []), *others])]
            made.append(own)
        elif goal.state(self._local.today) is State.DOOR:
            made.append(self._end())
        if roads := " ".join(first_roads(goal)):
            still = next((one for one in made if one["status"] != "completed"), None)
            if still:
                still[WAITS_FOR] = roads
        if made:
            still = next((one for one in made if one["status"] != "completed"), made[-1])
            self._annotate(still)
        yield from made

    def _end(self) -> Task:
        """What is left to do on a road of which all is reached that is not sealed."""
        goal, at = self._goal, _utc(self._goal.touched)
        own = {"uuid": own_uuid(own_key(goal.uid)), "description": f"Seal {goal.title}"}
        more = {"project": self._project, "status": "pending", OWN_ID: own_key(goal.uid)}
        return own | {"entry": at, "modified": at} | more

    def _of_marker(self, marker: Marker, end: float) -> Task:
        source = self._sources.get(marker.id)
        goal = self._goal
        due, at = marker.due, None
        if source is None and due is None and marker is goal.markers[-1]:
            due, at = goal.due, goal.due_time
        return self._task(
            source or _NEVER, marker.title, due, at, done=end <= goal.position, marker=marker
        )

    def _task(
        self,
        source: Source,
        title: str,
        due: date | None,
        at: time | None,
        *,
        done: bool,
        marker: Marker | None = None,
    ) -> Task:
        """A task as it was brought in, with what is otherwise here."""
        goal, kept = self._goal, _in_order(source.kept)
        name = source.key or own_key(goal.uid, marker.id if marker else "")
        same = title == source.seen.get("title")
        task = kept | {
            "uuid": name if _is_uuid(name) else own_uuid(name),
            "description": kept.get("description", title) if same else title,
            "entry": kept.get("entry") or _utc(goal.created),
            "project": self._project,
        }
        self._set_status(task, self._reached.get(marker.id) if marker else goal.sealed, done=done)
        if source is _NEVER or due != seen_due(source.seen):
            task["due"] = self._midnight(due, at) if due else None
        self._set_tags(task)
        if source is _NEVER:
            task[OWN_ID] = name
        task = {key: value for key, value in task.items() if value not in (None, [])}
        beside = {"uuid", "description", "project"}
        now = {key: value for key, value in task.items() if key not in beside}
        was = {
            key: value
            for key, value in kept.items()
            if key not in beside and value not in (None, [])
        }
        if not same or now != was or self._renamed:
            task["modified"] = _utc(goal.touched)
        return task

    @property
    def _project(self) -> str:
        """The project that it came from, unless it was renamed here."""
        goal, whole = self._goal, self._whole
        if whole is None or "project" not in whole.kept:
            return goal.title
        return goal.title if self._renamed else text(whole.kept["project"])

    @property
    def _renamed(self) -> bool:
        """Whether the goal has another title here than over there."""
        if self._whole is None:
            return False
        title = self._whole.seen.get("title", "")
        return title not in (self._goal.title, _PART.sub("", self._goal.title))

    def _set_status(self, task: Task, reached: datetime | None, *, done: bool) -> None:
        goal, was = self._goal, task.get("status")
        state = goal.state(self._local.today)
        if done:
            if was != "completed" or "end" not in task:
                task["end"] = _utc(reached or goal.touched)
            task["status"] = "completed"
            return
        task["status"] = "waiting" if was == "waiting" else "pending"
        task["end"] = None
        if state is State.LET_GO and goal.let_go:
            task |= {"status": "deleted", "end": self._midnight(goal.let_go.on)}
        elif state is State.PARKED and goal.parked_until:
            hides = [instant(task.get(name)) for name in ("wait", "scheduled")]
            days = [at.astimezone(self._local.zone).date() for at in hides if at]
            if goal.parked_until not in days:
                task |= {"status": "waiting", "wait": self._midnight(goal.parked_until)}

    def _set_tags(self, task: Task) -> None:
        """The tags that it had and that the goal still has, and those that were added here."""
        had = texts(task.get("tags"))
        here = set(self._goal.tags)
        if len(self._kept_tags) <= TAGS_LIMIT:
            had = [name for name in had if word(name) in here]
        task["tags"] = had + [name for name in self._goal.tags if name not in self._kept_tags]

    def _annotate(self, task: Task) -> None:
        """Add the notes that were written here."""
        brought = {
            name
            for event in self._log
            if event.kind == EventKind.IMPORTED
            for name in event.revives
        }
        notes = [
            event
            for event in standing(self._log)
            if event.kind == EventKind.NOTE and event.id not in brought and event.text
        ]
        if not notes:
            return
        found = task.setdefault("annotations", [])
        taken = {one.get("entry") for one in found}
        for event in notes:
            at = event.at
            while _utc(at) in taken:  # two in a second are one annotation over there
                at += timedelta(seconds=1)
            taken.add(_utc(at))
            found.append({"entry": _utc(at), "description": event.text})
        task["modified"] = _utc(self._goal.touched)

    def _midnight(self, day: date, at: time | None = None) -> str:
        """A local day or time as an instant, which Taskwarrior shows as that again."""
        return _utc(datetime.combine(day, at or time(), self._local.zone))


def _in_order(kept: Task) -> Task:
    """What was kept, with dates, lists and annotations as the present versions write them."""
    task = {key: value for key, value in kept.items() if not key.startswith(ANNOTATION)}
    for name in _DATES:
        if name in task and (at := instant(task[name])):
            task[name] = _utc(at)
    for name in ("depends", "tags"):
        if name in task:
            task[name] = texts(task[name])
    old = [
        {"entry": _utc(at), "description": text(value)}
        for key, value in kept.items()
        if key.startswith(ANNOTATION) and (at := instant(key.removeprefix(ANNOTATION)))
    ]
    given = task.get("annotations")
    found = (
        [_annotation(one) for one in given if isinstance(one, dict)]
        if isinstance(given, list)
        else []
    )
    return task | {"annotations": found + old} if found or old else task


def _annotation(one: dict[str, Any]) -> dict[str, Any]:
    at = instant(one.get("entry"))
    return one | {"entry": _utc(at)} if at else one


def _utc(at: datetime) -> str:
    try:
        at = at.astimezone(UTC)
    except OverflowError:
        at = at.replace(tzinfo=UTC)
    return f"{at.year:04}{at:%m%dT%H%M%SZ}"


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name.casefold()
    except ValueError:
        return False
