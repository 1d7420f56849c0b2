"""The rate of a counting goal: what it takes a day until it is due, and what it was so far."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import drive, seal, status
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.measures.measurer import Measures
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.wording.whole.rate import say_rate_of
from lastmile_tui.ui.drawing.facts import facts_of

BEGUN = date(2026, 12, 1)


def stamp(day, number):
    at = datetime(day.year, day.month, day.day, 12, number % 60, tzinfo=UTC)
    return Stamp(ulid(at, number), at, "one", day)


def made(line, *drives):
    """A goal of the first of December, with amounts by the days since."""
    record = add(read_line(line, partial(match_date, today=BEGUN)), stamp(BEGUN, 0))
    for number, (day, value) in enumerate(drives, 1):
        move = value if callable(value) else partial(drive.drive_to, position=value)
        record = move(record, stamp(BEGUN + timedelta(day), number))
    return record


def rate(record, day, now=None):
    return say_rate_of(record.goal, course_of(record.goal, record.log), BEGUN + timedelta(day), now)


RUN = "Run target 100 km due 31 dec"
DIET = "Diet 82 kg to 75 kg due 31 dec"
SLOW = "Diet 82 kg to 75 kg due 1 jul"
PARK = partial(status.park, until=date(2026, 12, 21))

SAID = [
    # the value of the task: on 11 Dec 36 km of 10 days, and 64 for 21 days
    (RUN, [(0, 10), (5, 25), (9, 36)], 10, "3.1 km a day needed, yours 3.6"),
    # its kin
    (RUN, [(0, 10), (5, 25), (10, 37)], 10, "3.0 km a day needed, yours 3.4"),
    (RUN, [], 10, "4.8 km a day needed"),
    (RUN, [(10, 37)], 10, "3.0 km a day needed"),
    (RUN, [(0, 0.5), (9, 1)], 10, "4.8 km a day needed, yours 0.1"),
    ("Run target 100 km", [(0, 10), (9, 36)], 10, ""),
    ("Run: a > b due 31 dec", [(0, 1)], 10, ""),
    (RUN, [(0, 10), (9, 100)], 10, ""),
    # down
    (DIET, [(0, 81.8), (9, 79.9)], 10, "0.24 kg a day needed, yours 0.21"),
    (DIET, [(0, 81), (9, 83)], 10, "0.39 kg a day needed, yours goes the other way"),
    (SLOW, [(0, 81.9), (9, 81.5)], 10, "0.23 kg a week needed, yours 0.35"),
    ("Debt 3400 € to 0 due 31 dec", [(0, 3000), (9, 2400)], 10, "115 € a day needed, yours 100"),
    # days off the road count in neither
    (RUN, [(0, 10), (9, 20), (10, PARK)], 10, "7.3 km a day needed, yours 2.0"),
    (RUN, [(0, 10), (9, 20), (10, PARK)], 22, "8.9 km a day needed, yours 1.5"),
    (RUN, [(0, 10), (10, partial(status.park, until=date(2027, 1, 5)))], 10, ""),
    # the due day, and after it
    (RUN, [(0, 10), (29, 90)], 30, "10 km needed today, yours 3.0 a day"),
    (RUN, [(0, 10), (30, 93)], 30, "7.0 km needed today, yours 3.0 a day"),
    (RUN, [(0, 10), (30, 93)], 33, "7.0 km still needed, yours 2.8 a day"),
    (RUN, [(0, 10), (1, partial(status.let_go, reason="no"))], 10, ""),
    (RUN, [(0, 10), (1, 100), (2, seal.seal)], 10, ""),
]  # fmt: skip


@pytest.mark.parametrize(("line", "drives", "day", "words"), SAID)
def test_a_rate_says_what_it_takes_and_what_it_was(line, drives, day, words):
    assert rate(made(line, *drives), day) == words


def test_a_due_time_that_has_passed_is_over():
    record = made(f"{RUN} 18:00", (0, 10), (29, 90))
    for hour, words in ((17, "10 km needed today"), (19, "10 km still needed")):
        assert rate(record, 30, datetime(2026, 12, 31, hour, tzinfo=UTC)).startswith(words)


def test_a_lane_has_it_where_there_is_room():
    record = made(RUN, (0, 10), (5, 25), (9, 36))
    measures = Measures(course_of(record.goal, record.log))
    fact = facts_of(record.goal, date(2026, 12, 11), measures)[-1]
    assert (fact.text, fact.brief) == ("3.1 km a day needed, yours 3.6", "3.1 km a day needed")
