"""Amounts as people write them down: what came, the total, and the day of a run."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, seal
from lastmile_tui.domain.input.drives.how_far import how_far, read_driven
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import DateError, GoalError
from support.domain.goals import do, goal_from

TODAY = date(2026, 3, 2)  # a Monday
YESTERDAY, FRIDAY = date(2026, 3, 1), date(2026, 2, 27)
RUN = "Run target 100 km"


def at_40(line=RUN):
    return do(goal_from(line), drive.nudge, 40.2)


WRITTEN = [
    # the values of the task
    ("6", 46.2, TODAY),
    ("6 yesterday", 46.2, YESTERDAY),
    ("=46.2", 46.2, TODAY),
    # their kin
    ("6 km", 46.2, TODAY),
    ("6km yesterday", 46.2, YESTERDAY),
    ("yesterday 6", 46.2, YESTERDAY),
    ("=46.2 on fri", 46.2, FRIDAY),
    ("= 46.2 km", 46.2, TODAY),
    ("+6", 46.2, TODAY),
    ("+ 6 3 days ago", 46.2, FRIDAY),
    ("6.5 27 feb", 46.7, FRIDAY),
    ("6k", 46.2, TODAY),
    ("500 m", 40.7, TODAY),
    ("6 today", 46.2, TODAY),
    ("-0.2", 40.0, TODAY),
    ("=12", 12.0, TODAY),
    ("=0", 0.0, TODAY),
    ("70", 100.0, TODAY),
    ("=200", 100.0, TODAY),
]


@pytest.mark.parametrize(("text", "position", "day"), WRITTEN)
def test_an_amount_is_one_entry_on_its_day(text, position, day):
    before = at_40()
    after = do(before, how_far(before.goal, TODAY).read(text))
    assert after.goal.position == position
    assert len(after.log) == len(before.log) + 1
    newest = next(entry for entry in entries(after.log, TODAY) if entry.id == after.event.id)
    assert newest.day == day


MEANINGS = [
    ("", ""),
    ("6", "+6 km, to 46.2 of 100 km"),
    ("6 yesterday", "+6 km, to 46.2 of 100 km · yesterday"),
    ("=46.2 on fri", "+6 km, to 46.2 of 100 km · Fri 27 Feb"),
    ("=30.2", "-10 km, to 30.2 of 100 km"),
    ("=200", "+59.8 km, to 100 of 100 km · 100 km beyond the 100 are not counted"),
]


@pytest.mark.parametrize(("text", "words"), MEANINGS)
def test_what_an_amount_means_is_said_while_it_is_typed(text, words):
    assert how_far(at_40().goal, TODAY).meaning(text) == words


REFUSED = [
    ("", GoalError, "Type it like 6, 6 yesterday, or =46.2 for the total."),
    ("far", GoalError, "‘far’ is not a number of km; type it like 6, 6 yesterday, or"),
    ("6 kg", DateError, "‘kg’ is not a day"),
    ("yesterday", GoalError, "‘yesterday’ is not a number of km"),
    ("6 tomorrow", GoalError, "is still ahead"),
    ("6 yestrday", DateError, "‘yestrday’ is not a day; write it like yesterday"),
    ("==", GoalError, "‘==’ is not a number of km"),
    ("0", GoalError, "Say how far to drive"),
    ("=40.2", GoalError, "‘Run’ stands at 40.2 km already."),
]


@pytest.mark.parametrize(("text", "error", "words"), REFUSED)
def test_what_is_no_amount_is_refused_in_a_sentence(text, error, words):
    made = at_40()
    with pytest.raises(error, match=words.replace(".", r"\.")):
        do(made, how_far(made.goal, TODAY).read(text))


def test_the_comma_of_a_locale_and_hours_by_the_clock_are_read():
    comma = read_driven("6,5 yesterday", at_40().goal, TODAY, Notation.COMMA)
    assert (comma.value, comma.day) == (6.5, YESTERDAY)
    hours = do(goal_from("Practise target 10 hours"), drive.nudge, 1.0)
    assert read_driven("1:30", hours.goal, TODAY).value == 1.5
    assert read_driven("=5h30 yesterday", hours.goal, TODAY).is_total


def test_a_road_without_a_unit_takes_miles():
    made = goal_from("Thesis: draft > edits")
    line = how_far(made.goal, TODAY)
    assert line.title == "How many mi"
    assert do(made, line.read("0.5")).goal.position == 0.5


def test_a_goal_that_has_ended_asks_nothing():
    ended = do(do(goal_from(RUN), drive.nudge, 100.0), seal.seal)
    with pytest.raises(GoalError, match="is sealed; reopen it first"):
        how_far(ended.goal, TODAY)


def test_the_roads_beside_it_are_written_down_where_it_starts():
    made = goal_from(RUN)
    after = do(made, how_far(made.goal, TODAY, others=2).read("6"))
    assert after.event.set["beside"] == 2


@given(
    st.integers(1, 400).map(lambda tenths: tenths / 10),
    st.integers(0, 400).map(lambda tenths: tenths / 10),
)
def test_an_amount_and_its_total_come_to_the_same(start, come):
    made = do(goal_from(RUN), drive.nudge, start)
    read = partial(read_driven, goal=made.goal, today=TODAY)
    total = round(start + come, 1)
    if come:
        assert do(made, read(f"{come}").move).goal == do(made, read(f"={total}").move).goal


def test_what_lies_beyond_the_end_is_told_while_it_is_typed():
    meaning = how_far(at_40().goal, TODAY).meaning
    over = "+59.8 km, to 100 of 100 km · 20 km beyond the 100 are not counted"
    assert meaning("79.8") == meaning("=120") == over
