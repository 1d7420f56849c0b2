"""Parked days are no days of driving, wherever they lie in a history and however they ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.changes.drive import advance, note, nudge, reach
from lastmile_tui.domain.changes.seal import reopen, seal
from lastmile_tui.domain.changes.status import let_go, park, resume
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.measures.last_mile import ratio_of
from lastmile_tui.domain.measures.stake import stake_of
from lastmile_tui.domain.mirror.ends import split_of
from lastmile_tui.domain.model.record import redo, undo
from support.domain.history import TODAY, begun, history

ROAD = "Book: a > b > c > d > e > f >> g > h"
GATE, DOOR = 5, 7


def ago(days):
    return TODAY - timedelta(days=days)


def course(*beats, line=ROAD):
    made = history(line, *beats)
    return course_of(made.goal, made.log)


def whole_days(days, spell):
    """How a goal may be off the road on so many whole days: beats after which it is back.

    It is parked `days + spell` days ago in the evening, and back `days - 1` days ago.
    """
    start, end = days + spell, days - 1
    middle = days + max(spell // 2, 1)
    return {
        "until a day": [(start, park, ago(end))],
        "unparked early": [(start, park, ago(end) + timedelta(90)), (end, resume)],
        "parked for good": [(start, park, date.max), (end, resume)],
        "resumed and parked again": [
            (start, park, ago(end)),
            (start, resume),
            (start, park, ago(end)),
        ],
        "parked longer": [(start, park, ago(end) - timedelta(1)), (middle, park, ago(end))],
        "parked shorter": [(start, park, ago(end) + timedelta(9)), (middle, park, ago(end))],
        "let go and taken up": [(start, let_go), (end, resume)],
        "parked, then let go": [(start, park, ago(end)), (middle, let_go), (end, resume)],
        "taken back and done again": [(start, park, ago(end)), (start, undo), (start, redo)],
    }


WAYS = tuple(whole_days(9, 4))


def figures(made, ended=TODAY):
    """What parked days may not change."""
    found = course_of(made.goal, made.log)
    split = split_of(made.goal, found)
    return (
        [(leg.miles, leg.days, leg.final) for leg in found.legs],
        found.gaps,
        found.rhythm,
        found.stride,
        found.pace,
        found.in_stretch and found.days(found.in_stretch, ended),
        found.at_door and found.days(found.at_door, ended),
        ratio_of(made.goal, found, ended),
        split and (split.before, split.stretch, split.door),
        (stake := stake_of(made.goal, found, ended)) and stake.days,
    )


MOVES = {
    "advance": (advance,),
    "nudge": (nudge, 0.3),
    "note": (note, "x"),
    "back": (nudge, -0.2),
}


@st.composite
def journeys(draw):
    """Beats of a goal that sets out, wanders, and may come to its end, to its seal or be let go."""
    gaps = draw(st.lists(st.integers(0, 12), min_size=4, max_size=14))
    kinds = [draw(st.sampled_from([*MOVES, "advance", "advance"])) for _ in gaps]
    days = [sum(gaps[number:]) for number in range(len(gaps))]
    beats = [begun(sum(gaps) + draw(st.integers(0, 30)))]
    place = 0.0
    for day, kind in zip(days, kinds, strict=True):
        move = (note, "y") if place + 1.3 > DOOR or (kind == "back" and place < 1) else MOVES[kind]
        place += {advance: 1.0, nudge: 0.3, note: 0.0}[move[0]]
        beats.append((day, *move))
    end = draw(st.sampled_from(["open", "door", "sealed", "let go"]))
    if end in ("door", "sealed"):
        beats.append((draw(st.integers(0, gaps[-1])), reach, DOOR))
    if end in ("sealed", "let go"):
        beats.append((0, seal if end == "sealed" else let_go))
    return beats


@given(journeys(), st.integers(1, 60), st.integers(1, 200), st.sampled_from(WAYS))
def test_a_spell_off_the_road_changes_no_figure_of_driving(beats, place, spell, way):
    """What comes before the spell is shifted back, which is the same as the other way round."""
    days = min(place, beats[0][0])
    if days < 1:
        return
    earlier = [(day + spell, *rest) for day, *rest in beats if day >= days]
    later = [beat for beat in beats if beat[0] < days]
    with_spell = history(ROAD, *earlier, *whole_days(days, spell)[way], *later)
    assert figures(with_spell) == figures(history(ROAD, *beats))


def parking(until, verb=park):
    def move(record, stamp):
        return verb(record, stamp, until)

    return move


@pytest.mark.parametrize(
    ("spell", "days"),
    [
        ([], 12),
        ([(31, park, ago(21))], 3),
        ([(31, park, date.max), (21, resume)], 3),
        ([(31, park, ago(-300)), (21, resume)], 3),
        ([(31, park, ago(-30))], 2),
        ([(31, park, ago(26)), (26, park, ago(21))], 4),
        ([(31, park, ago(26)), (28, park, ago(21))], 3),
        ([(31, park, ago(9)), (28, park, ago(21))], 3),
        ([(31, park, ago(30))], 12),
        ([(31, park, ago(29))], 11),
        ([(31, park, ago(21)), (31, resume)], 12),
        ([(31, park, ago(21)), (25, undo)], 12),
        ([(31, park, ago(21)), (31, undo), (25, redo)], 3),
        ([(31, park, ago(21)), (25, resume), (24, undo)], 3),
        ([(31, park, ago(21)), (25, note, "thought of it")], 3),
        ([(25, on_day(parking(ago(21)), ago(31)))], 3),
        ([(31, let_go), (21, resume)], 3),
        ([(31, let_go), (25, undo)], 12),
        ([(31, park, ago(26)), (28, let_go), (21, resume)], 3),
    ],
)
def test_the_days_of_a_leg_are_those_on_which_it_could_be_driven(spell, days):
    """Driven 32 and 20 days ago; parked 31 days ago until 21 days ago are nine whole days."""
    found = course(begun(40), (36, advance), (32, advance), *spell, (20, advance))
    assert [leg.days for leg in found.legs][1:] == [4, days]


@pytest.mark.parametrize(
    ("spell", "in_stretch", "at_door"),
    [
        ([], 30, 20),
        ([(28, park, ago(22))], 25, 20),
        ([(25, park, ago(10)), (20, reach, DOOR)], 26, 20),
        ([(18, park, ago(8))], 21, 11),
        ([(18, park, date.max), (8, resume)], 21, 11),
        ([(18, park, ago(8)), (7, park, ago(2))], 17, 7),
        ([(18, park, ago(-1))], 12, 2),
        ([(18, park, ago(8)), (9, undo)], 30, 20),
        ([(18, seal), (8, reopen)], 21, 11),
        ([(18, let_go), (8, resume)], 21, 11),
    ],
)
def test_parked_in_the_stretch_or_at_its_end_the_days_there_stand_still(spell, in_stretch, at_door):
    beats = [(30, reach, GATE), (20, reach, DOOR), *spell]
    if any(move is reach for _, move, *_ in spell):
        beats.remove((20, reach, DOOR))
    beats.sort(key=lambda beat: -beat[0])
    found = course(begun(40), *beats)
    assert (found.in_stretch, found.at_door) == (ago(30), ago(20))
    assert found.days(found.in_stretch, TODAY) == in_stretch
    assert found.days(found.at_door, TODAY) == at_door


@pytest.mark.parametrize(
    ("spell", "touched", "back", "rest"),
    [
        ([], 32, None, 32),
        ([(31, park, ago(21))], 32, 21, 21),
        ([(31, park, ago(9)), (21, resume)], 32, 21, 21),
        ([(31, let_go), (21, resume)], 32, 21, 21),
        ([(31, seal), (21, reopen)], 31, 21, 21),
        ([(31, park, ago(21)), (20, park, ago(5))], 32, 5, 5),
        ([(31, park, ago(21)), (12, note, "x")], 12, 21, 12),
        ([(31, park, ago(21)), (25, note, "x")], 25, 21, 21),
        ([(31, park, ago(21)), (25, undo)], 32, None, 32),
        ([(31, park, ago(0))], 32, 0, 0),
        ([(31, park, ago(-4))], 32, -4, 32),
        ([(31, let_go)], 32, None, 32),
    ],
)
def test_a_goal_that_comes_back_starts_afresh(spell, touched, back, rest):
    found = course(begun(40), (36, reach, 3), (32, reach, DOOR), *spell)
    assert (found.touched, found.back) == (ago(touched), None if back is None else ago(back))
    assert found.rest(TODAY) == rest


def test_parking_and_coming_back_are_no_work():
    plain = course(begun(40), (36, advance), (32, advance), (20, advance))
    parked = course(
        begun(40), (36, advance), (32, advance), (30, park, ago(22)), (25, resume), (20, advance)
    )
    assert parked.touches == plain.touches


@pytest.mark.parametrize(
    ("after", "stretch", "door"),
    [
        ([(18, seal)], 10, 2),
        ([(18, seal), (10, reopen), (1, seal)], 10, 2),
        ([(18, seal), (10, reopen), (9, nudge, -2), (5, reach, DOOR), (1, seal)], 10, 2),
        ([(18, seal), (10, reopen), (9, seal), (8, reopen), (0, seal)], 10, 2),
        ([(18, nudge, -2), (10, reach, DOOR), (1, seal)], 10, 19),
        ([(18, nudge, -4), (15, reach, DOOR), (1, seal)], 10, 19),
        ([(18, seal), (17, undo), (1, seal)], 10, 19),
        ([(18, park, ago(8)), (6, seal)], 10, 5),
        ([(20, seal)], 10, 0),
    ],
)
def test_a_seal_taken_back_and_set_again_lengthens_nothing(after, stretch, door):
    made = history(ROAD, begun(40), (30, reach, GATE), (20, reach, DOOR), *after)
    split = split_of(made.goal, course_of(made.goal, made.log))
    assert (split.stretch, split.door) == (stretch, door)


@pytest.mark.parametrize(
    ("spell", "days"),
    [
        ([], 30),
        ([(20, park, ago(10))], 21),
        ([(20, let_go), (10, resume)], 21),
        ([(20, park, ago(10)), (8, park, ago(3))], 17),
        ([(20, park, ago(10)), (15, undo)], 30),
    ],
)
def test_days_off_the_road_are_not_at_stake(spell, days):
    made = history(ROAD, begun(40), (30, advance), *spell)
    assert stake_of(made.goal, course_of(made.goal, made.log), TODAY).days == days


def test_the_last_day_there_is_ends_nothing():
    """A seal on it, and a goal that is parked until it."""
    made = history(ROAD, begun(40), (30, reach, DOOR), (20, park, date.max))
    found = course_of(made.goal, made.log)
    assert (found.back, found.days(ago(30), date.max)) == (date.max, 11)
