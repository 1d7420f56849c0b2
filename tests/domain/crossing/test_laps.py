"""The next lap of a road: what it takes along, and what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.crossing.again import again
from lastmile_tui.domain.crossing.laps import (
    begin_again,
    following,
    newest,
    next_uid,
    repeat,
    say_new_lap,
)
from lastmile_tui.domain.crossing.rule import LapStart
from lastmile_tui.domain.figures.road import now_at
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.model.fold import goal_of
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.wording.events import entries, say_change
from lastmile_tui.domain.wording.whole.laps import say_laps
from lastmile_tui.errors import GoalError
from support.domain.history import TODAY, at, begun, history

MARKED = partial(edit.redate_marker, index=1, due=TODAY - timedelta(4))


def sealed_tax():
    return history(
        "Tax return: papers > filled in*2 >> sent #money @Ana ! receipt ! paid",
        begun(30),
        (29, edit.explain, "the law"),
        (29, lambda record, stamp: edit.redate(record, stamp, TODAY - timedelta(2))),
        (29, MARKED),
        (28, drive.advance),
        (20, drive.advance),
        (12, drive.advance),
        (11, lambda record, stamp: roadblocks.block(record, stamp, "waiting", who="Ana")),
        (8, lambda record, stamp: seal.tick(record, stamp, 0, evidence="mail")),
        (6, seal.seal),
    )


def lap_of(before, days, rule=None, ago=0):
    return begin_again(before, LapStart(TODAY + timedelta(days), rule), at(ago))


def test_a_lap_has_the_road_and_its_words_but_not_its_past():
    before = sealed_tax()
    lap = lap_of(before, 7)
    old, new = before.goal, lap.goal
    assert (new.title, new.why, new.unit, new.tags) == (old.title, old.why, old.unit, old.tags)
    assert new.people == old.people
    assert [(each.title, each.miles) for each in new.markers] == [
        (each.title, each.miles) for each in old.markers
    ]
    assert new.final_index == old.final_index
    assert [(item.text, item.done, item.evidence) for item in new.seal] == [
        ("receipt", False, ""),
        ("paid", False, ""),
    ]
    assert (new.position, new.roadblocks, new.turn, new.sealed) == (0, (), None, None)
    assert [entry.text for entry in entries(lap.log)] == ["added as lap 2"]


def test_its_dates_are_as_far_from_its_begin_as_they_were():
    lap = lap_of(sealed_tax(), 7).goal  # 37 days after the first one was added
    assert lap.due == TODAY + timedelta(35)
    assert lap.markers[1].due == TODAY + timedelta(33)


def test_it_is_parked_until_its_day_and_comes_back_by_itself():
    lap = lap_of(sealed_tax(), 7).goal
    day = TODAY + timedelta(7)
    assert (lap.state(TODAY), lap.state(day)) == (State.PARKED, State.PLANNED)
    assert lap.is_back(day)
    assert lap_of(sealed_tax(), 0).goal.state(TODAY) is State.PLANNED


def test_it_knows_which_it_follows_and_says_what_that_took():
    before = sealed_tax()
    lap = lap_of(before, 7)
    assert (lap.goal.lap.number, lap.goal.lap.follows) == (2, before.goal.uid)
    assert say_laps(lap.goal) == "lap 2; last lap: 22 days, last mile 14 days"
    assert say_new_lap(lap.goal, TODAY) == (
        "Lap 2 begins Sun 29 Nov, in 7 days · Tax return · last lap: 22 days, last mile 14 days"
    )
    assert say_change(lap) == "Added as lap 2 · Tax return"


def test_two_devices_make_the_same_lap_of_the_same_parts():
    before = sealed_tax()
    one, two = lap_of(before, 7), begin_again(before, LapStart(TODAY), replace(at(1), dev="phone"))
    assert one.goal.uid == two.goal.uid == next_uid(before.goal.uid)
    assert [each.id for each in one.goal.markers] == [each.id for each in two.goal.markers]
    assert [each.id for each in one.goal.seal] == [each.id for each in two.goal.seal]
    assert one.event.id != two.event.id


def test_a_lap_that_was_taken_back_is_made_again_as_if_new():
    before = sealed_tax()
    gone = undo(drive.advance(lap_of(before, 7), at(0, 5)), at(0, 6))
    gone = undo(gone, at(0, 7))
    assert gone.goal.deleted
    back = begin_again(before, LapStart(TODAY), at(0, 8), gone).goal
    assert not back.deleted
    assert back.state(TODAY) is State.PLANNED
    assert (back.parked_until, back.due) == (None, TODAY + timedelta(28))
    with pytest.raises(GoalError, match=r"^Lap 2 of ‘Tax return’ is there already"):
        begin_again(before, LapStart(TODAY), at(0, 9), lap_of(before, 7))


def test_only_what_is_sealed_begins_again_and_a_rule_is_for_what_is_under_way():
    open_road = history("Tax return: a >> b", begun(3))
    with pytest.raises(GoalError, match="not sealed yet"):
        lap_of(open_road, 7)
    with pytest.raises(GoalError, match="type how often, such as every month"):
        repeat(open_road, at(0), "in 1 week")
    with pytest.raises(GoalError, match="does not begin again by itself"):
        repeat(open_road, at(0), "never")
    with pytest.raises(GoalError, match="only what was sealed begins again"):
        repeat(status.let_go(open_road, at(1)), at(0), "every month")
    ruled = repeat(open_road, at(0), "every month")
    assert say_change(ruled) == "Begins again every month on the 19th · Tax return"
    assert ruled.goal.again.since == TODAY - timedelta(3)
    for line in ("every month", "every month on the 19th"):
        with pytest.raises(GoalError, match="how it stands already"):
            repeat(ruled, at(0, 1), line)
    stopped = repeat(ruled, at(0, 2), "never")
    assert stopped.goal.again is None
    assert say_change(stopped) == "Does not begin again · Tax return"
    assert undo(stopped, at(0, 3)).goal.again == ruled.goal.again


def test_a_rule_with_a_day_says_it_and_the_next_lap_begins_on_it():
    ruled = repeat(history("Rent: a >> b", begun(30)), at(3), "every month on the 15th")
    assert say_change(ruled) == "Begins again every month on the 15th · Rent"
    assert say_laps(ruled.goal) == "again every month on the 15th"
    sealed = seal.seal(drive.reach(ruled, at(2), 1), at(1))
    lap = begin_again(sealed, following(sealed, TODAY), at(0))
    assert lap.goal.lap.begins == date(2026, 12, 15)
    assert say_laps(lap.goal).startswith("lap 2, again every month on the 15th; ")
    with pytest.raises(GoalError, match="how it stands already"):
        repeat(lap, at(0, 1), "every month on the 15th")


def test_a_line_is_about_the_last_lap_and_a_second_one_is_not_made():
    before = sealed_tax()
    lap = lap_of(before, 7)
    goals = {each.goal.uid: each.goal for each in (before, lap)}
    assert newest(before.goal, goals) == lap.goal
    ruled = again(before, "every month", goals, TODAY)
    assert (ruled.uid, ruled.make) == (lap.goal.uid, None)
    with pytest.raises(GoalError, match=r"^Lap 2 of ‘Tax return’ is there already"):
        again(before, "in 1 week", goals, TODAY)
    made = again(before, "in 1 week", {before.goal.uid: before.goal}, TODAY)
    assert made.make(at(0)).goal.lap.begins == TODAY + timedelta(7)


def test_the_days_of_laps_do_not_drift_from_lap_to_lap():
    begins, lap = [], repeat(history("Rent: a >> b", begun(30)), at(30, 1), "every month")
    for days_ago in (28, 3):
        ended = seal.seal(drive.reach(lap, at(days_ago, 1), 1), at(days_ago, 2))
        change = again(ended, "every month", {}, at(days_ago).day)
        lap = change.make(at(days_ago, 3))
        begins.append(lap.goal.lap.begins)
    assert begins == [date(2026, 11, 23), date(2026, 12, 23)]


def test_a_lap_of_a_goal_of_values_goes_from_the_same_one_to_the_same():
    before = history(
        "Winter weight: 82 kg to 75 kg",
        begun(30),
        (12, partial(drive.drive_to, position=75.0)),
        (6, seal.seal),
    )
    lap = lap_of(before, 7).goal
    assert lap.way == before.goal.way is not None
    assert now_at(lap) == 82


def test_a_rule_is_never_written_on_a_lap_that_is_sealed_itself():
    before = sealed_tax()
    lap = seal.seal(drive.reach(lap_of(before, 0, ago=4), at(3), index=2), at(3, 1))
    goals = {each.goal.uid: each.goal for each in (before, lap)}
    with pytest.raises(GoalError, match=r"^Lap 2 of ‘Tax return’ is there already"):
        again(before, "every month", goals, TODAY)


def test_the_day_from_which_a_rule_counts_may_lie_ahead():
    ruled = repeat(history("Tax return: a >> b", begun(3)), at(0), "every month from 15 dec")
    assert ruled.goal.again.since > TODAY
    assert goal_of(ruled.goal.uid, ruled.log, TODAY).again == ruled.goal.again


def test_days_off_the_road_are_none_of_what_a_lap_took():
    road = "Swim: lake > bay >> sea ! dry"
    beats = [(29, drive.advance), (9, drive.advance), (5, drive.advance), (4, seal.seal)]
    straight = history(road, begun(30), *beats)
    parked = partial(status.park, until=TODAY - timedelta(11))
    rested = history(road, begun(30), beats[0], (21, parked), *beats[1:])
    assert lap_of(straight, 0).goal.lap.days == 25
    assert lap_of(rested, 0).goal.lap.days == 16


def test_a_lap_that_was_driven_and_removed_is_made_again_as_if_new():
    before = sealed_tax()
    first = lap_of(before, 7)
    gone = drive.advance(first, at(0, 5))
    gone = roadblocks.block(gone, at(0, 6), "waiting", who="Bo")
    gone = seal.tick(edit.tag(gone, at(0, 7), "late"), at(0, 8), 0, evidence="mail")
    gone = edit.remove(edit.remove_marker(gone, at(0, 9), 0), at(0, 10))
    back = begin_again(before, LapStart(TODAY + timedelta(7)), at(0, 11), gone)
    new = replace(first.goal, touched=back.goal.touched, changed=back.goal.changed)
    assert replace(back.goal, created=new.created) == new
    assert not course_of(back.goal, back.log).moves
    assert undo(back, at(0, 12)).goal.deleted
