"""When: the clock, the zone, the dates people write and the words for them.

The only package that imports pendulum, and only inside functions that need it: importing pendulum
takes 40 ms, which neither `lastmile list` nor the first frame of the app may spend.
"""

from lastmile_tui.when.clocks import Clock, FixedClock, SystemClock, read_instant
from lastmile_tui.when.looking_back import read_past
from lastmile_tui.when.reading import When, match_date, read_date
from lastmile_tui.when.saying import (
    say_date,
    say_days,
    say_due,
    say_plain,
    say_ranges,
    say_short,
    say_span,
)
from lastmile_tui.when.trailing import split_date
from lastmile_tui.when.zones import zone

__all__ = [
    "Clock",
    "FixedClock",
    "SystemClock",
    "When",
    "match_date",
    "read_date",
    "read_instant",
    "read_past",
    "say_date",
    "say_days",
    "say_due",
    "say_plain",
    "say_ranges",
    "say_short",
    "say_span",
    "split_date",
    "zone",
]
