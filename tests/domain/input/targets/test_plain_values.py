"""Two values without a unit, alone behind a colon: `Weight: 82 to 75`, and what only looks so."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from support.domain.goals import stamp

TODAY = date(2026, 11, 30)


def plan(line):
    return read_line(line, partial(match_date, today=TODAY))


@pytest.mark.parametrize(
    ("line", "title", "start", "end", "due"),
    [
        ("Weight: 82 to 75", "Weight", 82, 75, None),
        ("Weight: from 82 to 75", "Weight", 82, 75, None),
        ("Weight: 82 to 75 by 31 dec", "Weight", 82, 75, date(2026, 12, 31)),
        ("Weight: 82 to 75 due 31 dec #health", "Weight", 82, 75, date(2026, 12, 31)),
        ("Rating: 1200 up to 1400", "Rating", 1200, 1400, None),
        ("Debt: 3,400 to 0", "Debt", 3400, 0, None),
        ("Cigarettes: 20 to 0", "Cigarettes", 20, 0, None),
        ("Marathon: 3.5 to 3.2", "Marathon", 3.5, 3.2, None),
    ],
)
def test_it_is_a_target_between_two_values(line, title, start, end, due):
    found = plan(line)
    assert (found.title, found.unit, found.due) == (title, "units", due)
    assert found.way.start == start
    assert found.way.down is (end < start)
    assert round(sum(stage.miles for stage in found.stages), 6) == round(abs(end - start), 6)


@pytest.mark.parametrize(
    "line",
    [
        "Chapters 1 to 3",
        "Read chapters 1 to 3",
        "Read: chapters 1 to 3",
        "Chapters: 1 to 3",
        "Pages: 1 to 340",
        "Shift: 9 to 5",
        "Shift: 22 to 6",
        "Ratio: 3 to 5",
        "Accounts: 2025 to 2026",
        "Weight 82 to 75",
        "Weight: 82 to 75 or so",
        "Route: 82 to 75 > bus home",
        "Trams: 82 to 75, then 12",
        "Weight: 75 to 75",
    ],
)
def test_what_may_be_something_else_has_no_values(line):
    assert plan(line).way is None


@pytest.mark.parametrize("line", ["Weight: 82 to 75", "Debt: 3,400 to 0", "Shift: 9 to 5"])
def test_the_line_of_such_a_goal_is_read_as_that_goal(line):
    made = add(plan(line), stamp(0)).goal
    again = plan(write_line(made))
    assert (again.title, again.unit, again.way) == (made.title, made.unit, made.way)
