"""A person's own order of roads: one move changes one goal, and all devices see one order."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.roads.order import Gap, gap_beside, key
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.value.order import between
from lastmile_tui.domain.views.lineup import Look, Sort, line_up
from lastmile_tui.domain.views.steps import neighbours
from lastmile_tui.domain.wording.events import say_event
from lastmile_tui.errors import GoalError
from lastmile_tui.store.codec import merge, read_record, write_record
from support.domain.goals import START, TODAY, add, do, read_line, stamp

NAMES = ("Run", "Swim", "Read", "Write", "Sew")


def roads(names=NAMES):
    """A goal for each name, begun a minute after the one before."""
    return {
        name: add(read_line(name, lambda _: None), stamp(number))
        for number, name in enumerate(names)
    }


def order(made):
    goals = [one.goal for one in made.values()]
    return [goal.title for goal in line_up(goals, Look(sort=Sort.OWN), TODAY).goals]


def place(made, name, where, other, dev="one"):
    goals = [one.goal for one in made.values()]
    gap = gap_beside(made[name].goal, made[other].goal, goals, behind=where == "after")
    return {**made, name: do(made[name], gap.move, dev=dev)}


PLACED = [
    (("Write", "before", "Run"), ["Write", "Run", "Swim", "Read", "Sew"]),
    (("Run", "after", "Sew"), ["Swim", "Read", "Write", "Sew", "Run"]),
    (("Sew", "after", "Run"), ["Run", "Sew", "Swim", "Read", "Write"]),
    (("Read", "before", "Swim"), ["Run", "Read", "Swim", "Write", "Sew"]),
    (("Run", "before", "Swim"), ["Run", "Swim", "Read", "Write", "Sew"]),
]


@pytest.mark.parametrize(("move", "wanted"), PLACED)
def test_one_move_changes_one_goal_and_undo_takes_it_back(move, wanted):
    made = roads()
    assert order(made) == list(NAMES)
    after = place(made, *move)
    assert order(after) == wanted
    assert [name for name in NAMES if after[name] is not made[name]] == [move[0]]
    assert say_event(after[move[0]].event) == f"placed {move[1]} ‘{move[2]}’"
    assert after[move[0]].goal.touched == made[move[0]].goal.touched
    assert order({**after, move[0]: do(after[move[0]], record.undo)}) == list(NAMES)


@given(st.lists(st.tuples(*[st.sampled_from(NAMES)] * 2, st.booleans()), max_size=40))
def test_any_moves_come_to_the_order_that_they_say(moves):
    made, wanted = roads(), list(NAMES)
    for name, other, behind in moves:
        if name == other:
            with pytest.raises(GoalError):
                place(made, name, "after", other)
            continue
        wanted.remove(name)
        wanted.insert(wanted.index(other) + behind, name)
        if order(made) == wanted:  # it stands there already, maybe by another key
            continue
        made = place(made, name, "after" if behind else "before", other)
    assert order(made) == wanted


def test_two_devices_that_move_roads_come_to_one_order():
    base = roads()
    mine = place(place(base, "Sew", "before", "Run"), "Read", "after", "Sew")
    theirs = place(place(base, "Sew", "after", "Swim", "two"), "Write", "before", "Run", "two")
    orders = []
    for one, other in ((mine, theirs), (theirs, mine)):
        both = {
            name: read_record(merge(write_record(one[name]), write_record(other[name])))
            for name in NAMES
        }
        orders.append(order(both))
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == sorted(NAMES)


@pytest.mark.parametrize(("name", "by", "passed"), [("Run", 1, "Swim"), ("Sew", -1, "Write")])
def test_a_step_passes_the_next_road_of_its_section(name, by, passed):
    made = roads()
    lineup = line_up([one.goal for one in made.values()], Look(sort=Sort.OWN), TODAY)
    index = lineup.index(made[name].goal)
    found, beyond = neighbours(lineup, index, by)
    assert (found.title, beyond.title) == (passed, "Read")
    assert neighbours(lineup, index, -by) is None


def test_a_thousand_moves_into_one_gap_keep_short_keys():
    low, high = "m0", "m1"
    dice = random.Random(1)
    for _ in range(1000):
        middle = between(low, high)
        assert low < middle < high
        low, high = (middle, high) if dice.random() < 0.5 else (low, middle)
    assert len(low) < 400


def test_where_there_is_no_room_it_says_so():
    for gap in (Gap("m", "m0", "here"), Gap("b", "a", "here"), Gap("a", "a", "here")):
        with pytest.raises(GoalError, match="no room here"):
            do(roads()["Run"], gap.move)


def test_goals_that_were_never_moved_stand_as_they_were_begun():
    made = roads()
    keys = [key(made[name].goal) for name in NAMES]
    assert keys == sorted(keys)
    assert made["Sew"].goal.created - START == timedelta(minutes=4)
