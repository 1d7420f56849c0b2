"""A goal that came from another database: what tells it, and is taken back with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import Event, EventKind
from lastmile_tui.domain.model.record import record_of

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.record import Record


def unite(record: Record, stamp: Stamp, before: Registers | None, *, database: str) -> Record:
    """Add the event of a union to a goal that has all events of both databases.

    It writes nothing, so that nothing of the other device is overwritten; when it is undone, the
    registers are as they were `before`, and a goal that was not here, None, is removed. All events
    with the same name of a `database` are undone together.
    """
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day, kind=EventKind.UNITED.value,
        was={"deleted": True} if before is None else before, text=database,
    )  # fmt: skip
    return record_of(record.goal.uid, event_log(record.log).with_event(event))
