"""When: the clock, the zone, the dates people write and the words for them.

The only package that imports pendulum, and only inside functions that need it: importing pendulum
takes 40 ms, which neither `lastmile list` nor the first frame of the app may spend.
"""

from lastmile_tui.dates.clocks import Clock, FixedClock, SystemClock, read_instant
from lastmile_tui.dates.past import read_past
from lastmile_tui.dates.reader import DateMatch, match_date, read_date
from lastmile_tui.dates.suffix import doubt_at_end, split_date
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
