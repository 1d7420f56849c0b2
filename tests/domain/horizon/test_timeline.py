"""The days of a goal, from its log, its plan and its forecast; and how much falls into a week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lastmile_tui.domain.changes import edit, roadblocks, status
from lastmile_tui.domain.export.as_json import reached_on
from lastmile_tui.domain.horizon.as_json import timeline_json
from lastmile_tui.domain.horizon.load import load_of
from lastmile_tui.domain.horizon.timeline import GoalTimeline, MarkerDay, timeline_of
from lastmile_tui.domain.horizon.wording import say_load, say_timeline, say_waiting
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.measures.measurer import Measures
from support.domain.clocks import TODAY, days_ago, road, stamp_of
from support.domain.forecasts import forecast

LINE = "Ship the thesis: outline > draft > print >> handed in"


def changed(record, move, *args, **named):
    return move(record, stamp_of(record.event.at, record.event), *args, **named)


def made(*days, line=LINE, due=date(2026, 12, 20), markers=((1, 3), (2, 10))):
    """A goal that moved on these days, with a due date and dates of markers in December."""
    record = changed(road(*days, line=line), edit.redate, due)
    for index, day in markers:
        record = changed(record, edit.redate_marker, index, date(2026, 12, day))
    return record


def timeline(record, foretold=None, today=TODAY):
    measures = Measures(course_of(record.goal, record.log, today), forecast=foretold)
    return timeline_of(record.goal, measures, reached_on(record.log, today), today)


@pytest.fixture
def thesis():
    return made(days_ago(30), days_ago(20), days_ago(9))


def test_reached_markers_stand_on_their_days_and_the_others_on_their_dates(thesis):
    line = timeline(thesis)
    assert [(stage.title, stage.on) for stage in line.reached] == [
        ("outline", TODAY - timedelta(20)),
        ("draft", TODAY - timedelta(9)),
    ]
    assert [(stage.number, stage.on) for stage in line.planned] == [(3, date(2026, 12, 10))]
    assert line.moved == (TODAY - timedelta(20), TODAY - timedelta(9))
    assert line.due == date(2026, 12, 20)


def test_a_forecast_is_a_range_of_days_and_late_where_the_due_date_stands_before(thesis):
    line = timeline(thesis, forecast(wide=(2, 30), likely=(10, 20)))
    assert line.wide == (TODAY + timedelta(2), TODAY + timedelta(30))
    assert line.likely == (TODAY + timedelta(10), TODAY + timedelta(20))
    assert line.late == 0
    assert timeline(thesis, forecast(wide=(25, 60), likely=(30, 40))).late == 4


def test_a_range_beyond_what_is_foretold_is_none(thesis):
    line = timeline(thesis, forecast(wide=(3650, 3650), likely=(3650, 3650)))
    assert line.wide is None


def test_without_measures_only_what_the_goal_itself_says_is_there(thesis):
    line = timeline_of(thesis.goal, None, {}, TODAY)
    assert (line.moved, line.reached, line.wide) == (None, (), None)
    assert line.due == date(2026, 12, 20)


def test_what_ended_is_planned_no_more(thesis):
    gone = changed(thesis, status.let_go, "no time")
    line = timeline(gone, forecast())
    assert (line.due, line.planned, line.wide, line.step) == (None, (), None, None)
    assert line.ended == gone.goal.let_go.on


@pytest.mark.parametrize("until", [TODAY + timedelta(1), TODAY + timedelta(40)])
def test_a_parked_goal_has_the_day_on_which_it_comes_back(thesis, until):
    parked = changed(thesis, status.park, until)
    assert timeline(parked).back == until
    assert timeline(parked, today=until).back is None


def test_words_name_every_day_and_json_too(thesis):
    planned = changed(thesis, status.plan_step, "call", TODAY + timedelta(2))
    line = timeline(planned, forecast(wide=(25, 60), likely=(30, 40)))
    assert say_timeline(line, TODAY) == (
        "next step Tue 1 Dec; print by Thu 10 Dec; due Sun 20 Dec; late by 4 days at least;"
        " likely 29 Dec – 8 Jan, 80 %: 24 Dec – 28 Jan; last moved Fri 20 Nov"
    )
    found = timeline_json(planned.goal, line, TODAY)
    assert found["late"] == 4
    assert found["range"] == {"from": TODAY + timedelta(25), "to": TODAY + timedelta(60)}
    assert [stage["title"] for stage in found["planned"]] == ["print"]


def test_roads_that_cross_are_told_on_both_sides(thesis):
    kitchen = changed(thesis, roadblocks.block, roadblocks.ROAD, who="Floor", road="uid of it")
    line = timeline_of(kitchen.goal, None, {}, TODAY, held_up=("Move in",))
    assert say_timeline(line, TODAY) == (
        "waits for ‘Floor’; ‘Move in’ waits for it; print by Thu 10 Dec; due Sun 20 Dec"
    )
    found = timeline_json(kitchen.goal, line, TODAY)
    assert (found["waits_for"], found["held_up"]) == (["Floor"], ["Move in"])
    gone = timeline(changed(kitchen, status.let_go))
    assert gone.waits == ()
    many = GoalTimeline(waits=("A", "B", "C", "D"), held_up=("X", "Y"))
    assert say_timeline(many, TODAY) == ("waits for ‘A’, ‘B’ and 2 more; ‘X’ and ‘Y’ wait for it")
    assert say_waiting(GoalTimeline(held_up=("X",))) == ""


def test_in_a_narrow_line_both_sides_are_told_of_roads_with_long_titles():
    long = ("Lay the floor of the kitchen", "Paint the walls of the kitchen", "C", "D")
    one = GoalTimeline(waits=long[:1], held_up=long[1:2], due=TODAY)
    assert say_timeline(one, TODAY, 54).startswith(
        "waits for ‘Lay the flo…’; ‘Paint the w…’ waits for it; due "
    )
    many = GoalTimeline(waits=long[:3], held_up=long[1:])
    assert say_timeline(many, TODAY, 54) == (
        "waits for ‘Lay the f…’ and 2 more; ‘Paint the…’ and 2 more wait for it"
    )


def test_the_day_of_a_marker_that_passed_is_not_said_as_one_to_come():
    today = date(2026, 11, 30)
    days = [("price", today - timedelta(1)), ("papers", today), ("keys", today + timedelta(1))]
    stages = tuple(MarkerDay(number, *each) for number, each in enumerate(days))
    said = say_timeline(GoalTimeline(planned=stages), today)
    assert said == "price was due yesterday; papers by today; keys by tomorrow"


def test_a_week_counts_what_is_due_and_the_markers_ahead_of_roads_that_go_on(thesis):
    volvo = made(
        days_ago(3), line="Sell it: listed > sold", due=date(2026, 12, 11), markers=[(0, 9)]
    )
    gone = changed(volvo, status.let_go)
    load = load_of([thesis.goal, volvo.goal, gone.goal])
    assert load == {date(2026, 12, 7): 3, date(2026, 12, 14): 1}
    assert say_load(load, TODAY) == "3 in the week of Mon 7 Dec, 1 in the week of Mon 14 Dec"
    assert say_load(load, date(2026, 12, 8)).startswith("3 this week")
