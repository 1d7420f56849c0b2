"""A date that was moved, and what follows it, which may be pushed by as much.

The text of such an event says from which day to which: `draft: 2026-12-03 > 2026-12-07`, with `-`
for none and `+2` behind it where two dates were pushed along.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.record import Record, change, together
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastmile_tui.domain.model.events import Event, Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move

NO_DAY = "-"
"""What stands in the place of a day where there is none."""

_MARKER = "marker:"
_MOVED = (
    *(EventKind.DUE, EventKind.MARKER_DUE),
    *(EventKind.MARKER_RENAMED, EventKind.MARKER_MEASURED),
)
"""What may have moved a date, that of a marker beside its title or its length."""


class Push(Struct, frozen=True):
    """What follows a date that was moved: the marker `title`, or the due date where it is empty.

    `names` are the registers of the dates that follow, each of which moves by so many days.
    """

    title: str
    days: int
    names: tuple[str, ...]

    @property
    def move(self) -> Move:
        """The move that pushes them."""
        return partial(_push, push=self)


def moved(old: date | None, new: date | None, title: str = "") -> str:
    """The text of an event that moved a date."""
    days = f"{old or NO_DAY} > {new or NO_DAY}"
    return f"{title}: {days}" if title else days


def following(goal: Goal, marker: str, since: date) -> tuple[str, ...]:
    """The registers of the dates that follow that of a marker by its id, or the due date.

    Behind a marker those of the markers ahead from that day on, and the due date; what follows the
    due date are the markers ahead, which are planned towards it.
    """
    return tuple(_following(goal, marker, since))


def offered(record: Record) -> Push | None:
    """What follows the date that the newest change moved; None where it moved none, or only it."""
    event, goal = record.event, record.goal
    if event.kind not in _MOVED or goal.ended or goal.hidden:
        return None
    found = [*_moved_by(event)]
    if len(found) != 1:
        return None
    name, old, new = found[0]
    marker = name.removeprefix(_MARKER) if name.startswith(_MARKER) else ""
    names = following(goal, marker, old)
    if not names or old == new:
        return None
    title = next((one.title for one in goal.markers if one.id == marker), "")
    return Push(title, (new - old).days, names)


def pushing(move: Move) -> Move:
    """A move of a date with what follows it, as one change."""

    def both(record: Record, stamp: Stamp) -> Record:
        after = move(record, stamp)
        push = offered(after)
        if push is None:
            return after
        text = f"{after.event.text} +{len(push.names)}"
        return together(record, stamp, [move, push.move], EventKind(after.event.kind), text)

    return both


def push_along(record: Record, stamp: Stamp) -> Record:
    """Move what follows the date that the newest change moved, by as many days."""
    there(record.goal)
    push = offered(record)
    if push is None:
        raise GoalError("No date was moved just now that others follow; move one first.")
    return push.move(record, stamp)


def _push(record: Record, stamp: Stamp, push: Push) -> Record:
    goal = there(record.goal)
    dates = {f"{_MARKER}{marker.id}": marker.due for marker in goal.markers} | {"due": goal.due}
    changes: dict[str, Any] = {}
    for name in push.names:
        if day := dates.get(name):
            later = _later(day, push.days).isoformat()
            changes[name] = later if name == "due" else {"due": later}
    if not changes:
        raise GoalError("No date follows any more; nothing was changed.")
    text = f"{len(changes)} {push.days:+d} {push.title}".rstrip()
    return change(record, stamp, EventKind.PUSHED, changes, text=text)


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        raise GoalError("A date would leave the calendar; nothing was changed.") from None


def _following(goal: Goal, marker: str, since: date) -> Iterator[str]:
    behind = not marker
    for one, end in zip(goal.markers, goal.ends, strict=True):
        if behind and one.due and end > goal.position and (not marker or one.due >= since):
            yield f"{_MARKER}{one.id}"
        behind = behind or one.id == marker
    if marker and goal.due and goal.due >= since:
        yield "due"


def _moved_by(event: Event) -> Iterator[tuple[str, date, date]]:
    """The registers of dates that an event moved, from a day to another."""
    for name, value in event.set.items():
        read: Callable[[Any], Any]
        if name == "due":
            read = str
        elif name.startswith(_MARKER) and isinstance(value, dict) and "due" in value:
            read = _due_of
        else:
            continue
        days = [_day(read(each)) for each in (event.was.get(name), value)]
        if days[0] and days[1]:
            yield name, days[0], days[1]


def _due_of(part: object) -> object:
    return part.get("due") if isinstance(part, dict) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
