"""The diary: on which days a review was finished, on one device and on two."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.examples.templates import all_templates
from lastmile_tui.domain.export.as_json import goals_json
from lastmile_tui.domain.review import diary
from lastmile_tui.domain.review.diary import DIARY, days_of, finish, finished
from lastmile_tui.domain.review.queue import Review
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.views.lineup import Look, View, line_up
from lastmile_tui.errors import GoalError, NotFoundError
from lastmile_tui.store.codec import merge, read_goal, read_record, write_record
from support.domain.history import TODAY, at, begun, history, watch
from support.domain.review import begin as begin_review
from support.domain.review import look

ROAD = history("Road: a > b", begun(3))


def kept(days_ago, dev="one"):
    """A diary in which a device finished the reviews of so many days ago."""
    made = None
    for number in sorted(days_ago, reverse=True):
        stamp = replace(at(number), dev=dev)
        made = finish(made, stamp) if made else diary.begin(stamp)
    return made


def days(*days_ago):
    return {TODAY - timedelta(number) for number in days_ago}


def test_a_finished_review_is_a_day_of_the_diary():
    made = kept([5, 3, 0])
    assert days_of(made.log) == days(5, 3, 0)
    assert (made.goal.uid, made.goal.diary, made.goal.title) == (DIARY, True, "Diary")


def test_the_review_of_a_day_is_finished_once():
    made = kept([1, 0])
    goals = {DIARY: made.goal}
    assert finished(goals, TODAY)
    assert not finished(goals, TODAY + timedelta(1))
    assert not finished({}, TODAY)
    with pytest.raises(GoalError, match="stands already"):
        finish(made, at(0, 5))
    with pytest.raises(GoalError, match="stands already"):
        finish(diary.begin(at(0)), at(0, 5))


def test_a_day_is_that_of_the_stamp_wherever_its_instant_lies():
    late = replace(at(0), day=TODAY - timedelta(1))
    assert days_of(diary.begin(late).log) == days(1)


@settings(max_examples=30)
@given(st.sets(st.integers(0, 20), min_size=1), st.sets(st.integers(0, 20), min_size=1))
def test_the_diaries_of_two_devices_merge_to_the_days_of_both(here, there):
    docs = write_record(kept(here)), write_record(kept(there, "other"))
    both = read_record(merge(*docs))
    assert read_record(merge(*docs[::-1])) == both
    assert days_of(both.log) == days(*here, *there)
    assert both.goal.diary
    assert both.goal.reviewed == TODAY - timedelta(min(here | there))
    again = finish(both, at(-1))
    assert days_of(again.log) == days(-1, *here, *there)


def test_the_diary_is_read_from_a_file_as_it_was_written():
    made = kept([2, 1])
    assert read_record(write_record(made)) == made
    raw = msgspec.json.encode(write_record(made))
    assert read_goal(raw) == made.goal


# Hidden everywhere


@pytest.mark.parametrize("view", View)
def test_no_view_shows_the_diary(view):
    made = kept([1, 0])
    lineup = line_up([made.goal, ROAD.goal], Look(view), TODAY)
    assert made.goal not in lineup.goals
    assert lineup.with_goal(None, made.goal) == lineup
    assert lineup.with_goal(made.goal, None) == lineup


def test_no_query_finds_the_diary():
    made = kept([0])
    assert line_up([made.goal], Look(View.ALL, query="diary"), TODAY).total == 0
    for reference in ("diary", DIARY, DIARY[:6]):
        with pytest.raises(NotFoundError):
            find([made.goal, ROAD.goal], reference)


def test_the_list_for_scripts_is_without_the_diary():
    records = [kept([0]), ROAD]
    held, logs = watch(*records), {made.goal.uid: made.log for made in records}
    lineup = line_up([made.goal for made in records], Look(View.ALL), TODAY)
    told = ((goal, logs[goal.uid], held.measure(goal, TODAY)) for goal in lineup.goals)
    assert [goal["title"] for goal in goals_json(told, TODAY)["goals"]] == ["Road"]


def test_no_goal_is_measured_against_the_diary():
    near = history("Near: a >> b", begun(9), (8, advance))
    alone = watch(near).measure(near.goal, TODAY)
    assert watch(kept([0]), near).measure(near.goal, TODAY) == alone
    held = watch(near)
    held.change(None, kept([0]).goal)
    assert held.measure(near.goal, TODAY) == alone


def test_the_diary_is_asked_about_in_no_review_and_is_no_template():
    made = kept([40, 35])
    for day in (TODAY, made.goal.reviewed):
        assert begin_review([made], day) == Review(day)
        assert look([made], day).queue == ()
    assert all_templates([made.goal]) == all_templates([])
    assert not made.goal.in_stretch(TODAY)


def test_a_day_that_was_taken_back_counts_no_more_until_it_is_finished_again():
    record = diary.begin(at(1))
    record = diary.finish(record, at(0))
    assert finished({record.goal.uid: record.goal}, TODAY)
    record = diary.reopen(record, at(0, 1))
    assert not finished({record.goal.uid: record.goal}, TODAY)
    assert days_of(record.log) == {at(1).day}
    record = diary.finish(record, at(0, 2))
    assert days_of(record.log) == {at(1).day, TODAY}
