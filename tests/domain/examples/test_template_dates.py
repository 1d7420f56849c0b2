"""Templates keep dates as what is counted from the start, or back from the due date."""

from datetime import date, timedelta
from functools import partial

import pytest

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.examples.template_dates import say_sample_days
from lastmile_tui.domain.examples.templates import (
    Template,
    new_goal,
    plan_of,
    sample_goal,
    save_template,
    template_of,
)
from lastmile_tui.domain.input.quick_add import read_line
from support.domain.goals import TODAY, do, goal_from, stamp

LATER = date(2027, 5, 3)
today, later = partial(match_date, today=TODAY), partial(match_date, today=LATER)


def template(line):
    made = add(read_line(line, today), stamp(0))
    return template_of(save_template(made, "own", stamp(1)).goal)


ROADS = [
    ("T: a > b", "T: a > b"),
    ("T: a > draft by +4w > c due +6w", "T: a > draft by -2w > c due +6w"),
    ("T: a by +3d > draft by +10d > c", "T: a by +3d > draft by +10d > c"),
    ("T: a > b >> c *2 by +6w due +6w", "T: a > b >> c*2 by -0d due +6w"),
    ("T: a > late by +50d > c due +45d", "T: a > late by +50d > c due +45d"),
    ("T: a by today > b due +1d 18:00", "T: a by -1d > b due +1d 18:00"),
    ("T: a by 2025-12-24 > b by +1w", "T: a > b by +1w"),
    ("T: a by -1w > b due 2025-12-24", "T: a > b"),
    ("T: 10 by +2w > 20 target 42 km due +6w", "T: 10 by -4w > 20 > 42 km target 42 km due +6w"),
]


@pytest.mark.parametrize(("line", "written"), ROADS)
def test_a_template_after_a_dated_road_counts_its_days(line, written):
    assert template(line).line.partition(" ! ")[0] == written


@pytest.mark.parametrize("line", [line for line, _ in ROADS])
def test_a_road_after_it_has_the_same_days_from_its_own_start(line):
    again = plan_of(template(line), "", later)
    before = read_line(line, today)
    begun = [day for day in (before.due, *(one.due for one in before.stages)) if day]
    kept = sorted(day - TODAY for day in begun if day >= TODAY)
    found = [again.due, *(stage.due for stage in again.stages)]
    assert sorted(day - LATER for day in found if day) == kept
    assert all("lies behind the due date" in words for words in again.remarks)


def test_a_due_date_of_its_own_takes_the_markers_along():
    made = template("T: a by +1d > draft by +4w > c due +6w")
    plan = plan_of(made, "Mine due 1 sep", later)
    assert plan.due == date(2027, 9, 1)
    assert [stage.due for stage in plan.stages] == [
        date(2027, 9, 1) - timedelta(days=41), date(2027, 8, 18), None,
    ]  # fmt: skip
    short = plan_of(made, "Mine due 10 may", later)
    assert short.stages[1].due == date(2027, 4, 26)
    assert "Mon 26 Apr is in the past." in short.remarks


def test_what_lies_behind_the_due_date_is_told_of_the_one_that_counts():
    made = Template("own", "", "T: a by +5w > b by +6w > c due +3w")
    assert plan_of(made, "Mine due in 12 weeks", later).remarks == ()
    assert plan_of(made, "", later).remarks == (
        "‘a’ (7 Jun) and 1 other marker lie behind the due date, 24 May.",
    )
    plain = Template("own", "", "T: a by +5w > b by +6w > c")
    assert "lie behind the due date, 17 May" in " ".join(
        plan_of(plain, "Mine due in 2 weeks", later).remarks
    )


def test_a_line_with_offsets_is_a_template_too_and_its_sample_says_both():
    own = Template("own", "", "T: a by +3d > draft by -2w > c due +6w")
    goal = sample_goal(own, today, TODAY)
    assert say_sample_days(goal, TODAY)[2:] == [""]
    assert say_sample_days(goal, TODAY)[1] == "by Mon 30 Mar (-2w)"
    assert new_goal(own, plan_of(own, "", later), stamp(0)).goal.due == LATER + timedelta(weeks=6)


def test_a_goal_without_a_known_day_counts_from_its_creation():
    made = do(goal_from("T: a > b"), edit.redate, due=TODAY + timedelta(days=9))
    assert template_of(save_template(made, "own", stamp(1)).goal).line.endswith(
        "due +9d ! it is really finished"
    )
