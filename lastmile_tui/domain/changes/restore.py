"""Bringing a goal back to how it stood, as one more change of it.

What a restore takes away counts no more, and what it brings back counts as when it was done: it is
no work, reaches no marker, and taking it back leaves every figure as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import DAY, EventKind
from lastmile_tui.domain.model.record import change, record_of
from lastmile_tui.domain.model.undo import standing

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.record import Record


def bring_back(
    record: Record, stamp: Stamp, back: Registers, then: Log | None, *, text: str
) -> Record:
    """Write the registers of `differences.changed_registers`; `then` is the log of that time.

    None removes a goal that was not there. `text` is the day in ISO 8601, or empty where a restore
    is taken back. What only tells something, such as a note, stays as it is.
    """
    after = change(record, stamp, EventKind.RESTORED, back, text=text)
    if then is None:
        return after
    now, was = (
        {event.id for event in standing(log) if any(not name.startswith(DAY) for name in event.set)}
        for log in (record.log, then)
    )
    event = replace(after.event, drops=sorted(now - was), revives=sorted(was - now))
    return record_of(record.goal.uid, event_log(record.log).with_event(event))
