"""Goals that devices with wrong clocks, and people who travel, changed one after the other."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import TICK, Stamp, ulid

NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)
TODAY = NOW.date()
VOLVO = "Sell the Volvo: listed > test drives > price agreed > papers signed > handed over"

note = partial(drive.note, text="seen")


def stamp_of(wall, after=None, dev="laptop-abcdefgh", zone=UTC):
    """The stamp that a device gives whose clock says `wall`, and that saw an event."""
    at = max(wall, after.at + TICK) if after else wall
    number = hash((wall, at, dev)) & 0xFFFF
    return Stamp(ulid(wall, number), at, dev, Calendar(zone).date_of(wall))


def day(text):
    """Ten o'clock of a day."""
    return datetime.combine(date.fromisoformat(text), NOW.time(), UTC)


def road(*walls, move=drive.advance, line=VOLVO):
    """A goal that was added, and changed after it, when the clocks said these days."""
    first, *rest = walls
    record = add(read_line(line, lambda _: None), stamp_of(_wall(first)))
    for wall in rest:
        done, dev = (wall, "laptop-abcdefgh") if not isinstance(wall, tuple) else wall
        record = move(record, stamp_of(_wall(done), record.event, dev))
    return record


def _wall(text):
    return day(text) if isinstance(text, str) else text


def days_ago(count):
    return (NOW - timedelta(count)).date().isoformat()
