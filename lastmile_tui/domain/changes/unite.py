"""A goal that came from another database: what tells it, and is taken back with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import DAY, Event, EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import record_of

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.record import Record


def unite(
    record: Record,
    stamp: Stamp,
    before: tuple[Registers, Log] | None,
    *,
    database: str,
    kind: EventKind = EventKind.UNITED,
) -> Record:
    """Add the event of a union to a goal that has all events of both databases.

    It writes nothing, so that nothing of the other device is overwritten; when it is undone, the
    registers and the log are as they were `before`, and a goal that was not here, None, is removed.
    The registers are those that differ. All events with the same name of a `database` are undone
    together. An import is told of likewise (`kind`), by a name of its own; of a goal that it makes
    nothing is left to be undone once the import is.
    """
    log = united(record.log, stamp, before, database=database, kind=kind)
    return record_of(record.goal.uid, log)


def united(
    log: Log,
    stamp: Stamp,
    before: tuple[Registers, Log] | None,
    *,
    database: str,
    kind: EventKind = EventKind.UNITED,
) -> Log:
    """The log with the event that `unite` adds."""
    was: Registers = {"deleted": True}
    came = [event.id for event in log] if kind is EventKind.IMPORTED else []
    if before is not None:
        changed, earlier = before
        was = changed | _days_before(log, earlier)
        here = {event.id for event in earlier}
        came = [event.id for event in log if event.id not in here]
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day, kind=kind.value,
        was=was, text=database, revives=came,
    )  # fmt: skip
    return event_log(log).with_event(event)


def _days_before(log: Log, earlier: Log) -> Registers:
    """The days that a person had given to what was done, where they are others now."""
    now, then = fold(log), fold(earlier)
    names = sorted(name for name in now.keys() | then.keys() if name.startswith(DAY))
    return {name: then.get(name) for name in names if now.get(name) != then.get(name)}
