"""When: the clock, the zone, the dates people write and the words for them.

The only package that imports pendulum, and only inside functions that need it: importing pendulum
takes 40 ms, which neither `lastmile list` nor the first frame of the app may spend. What reads
dates is imported when it is first asked for, since most commands read none.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from lastmile_tui.dates.clocks import Clock, FixedClock, SystemClock, read_instant
from lastmile_tui.dates.words import (
    When,
    has_passed,
    say_date,
    say_days,
    say_due,
    say_past,
    say_plain,
    say_short,
    say_span,
)
from lastmile_tui.dates.zones import zone

if TYPE_CHECKING:
    from lastmile_tui.dates.past import read_past
    from lastmile_tui.dates.reader import DateMatch, match_date, read_date
    from lastmile_tui.dates.suffix import doubt_at_end, split_date

__all__ = [
    "Clock",
    "DateMatch",
    "FixedClock",
    "SystemClock",
    "When",
    "doubt_at_end",
    "has_passed",
    "match_date",
    "read_date",
    "read_instant",
    "read_past",
    "say_date",
    "say_days",
    "say_due",
    "say_past",
    "say_plain",
    "say_short",
    "say_span",
    "split_date",
    "zone",
]

_READERS = {
    "DateMatch": "reader",
    "match_date": "reader",
    "read_date": "reader",
    "read_past": "past",
    "doubt_at_end": "suffix",
    "split_date": "suffix",
}
"""The modules of what is imported when it is asked for."""


def __getattr__(name: str) -> object:
    """Import a reader of dates; AttributeError for what is none."""
    if name not in _READERS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_READERS[name]}"), name)
