"""A road that is split and joined again is what it was; a joined road ends as its second does."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.changes.roads.join import join
from lastmile_tui.domain.changes.roads.split import split_at, split_at_marker
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.figures.road import now_at, place_of
from lastmile_tui.domain.horizon.load import daily_load
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.model import record
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import GoalError
from support.domain.goals import START, do, goal_from, stamp, step, take_all

ROADS = [
    "Thesis: a > b > c > d >> e > f #uni @Ann ! bound ! paid due 24 dec",
    "Thesis: a > b >> c > d > e by 3 dec > f",
    "Thesis: a*3 > b > c > d > e > f",
]
AMOUNTS = ["Run target 100 km: 25 km > half 50 km > 100 km", "Save: 10 € target 10 €"]
VALUES = ["Diet 82 kg to 75 kg", "Grow: 10 kg to 110 kg", "Debt: 3400 € to 0"]

NICHOLAS, CHRISTMAS = date(2026, 12, 6), date(2026, 12, 24)

beside = [
    step(edit.redate, st.sampled_from([CHRISTMAS, None])),
    step(drive.note, st.sampled_from(["one", "two"])),
    step(status.plan_step, st.just("print")),
    step(roadblocks.block, st.just("waiting"), who=st.just("Bo")),
    step(status.turn, st.sampled_from(["mine", "theirs"])),
    step(seal.tick, st.just(0)),
    step(seal.add_seal_item, st.just("signed")),
]
drives = st.lists(
    st.one_of(
        step(drive.advance),
        step(drive.back),
        step(drive.nudge, st.sampled_from([0.3, 1.5, -0.4])),
        step(drive.reach, st.integers(0, 5)),
        step(edit.rename_marker, st.integers(0, 5), st.sampled_from(["new", "newer"])),
        step(edit.redate_marker, st.integers(0, 5), st.sampled_from([NICHOLAS, None])),
        *beside,
    ),
    max_size=8,
)
counts = st.lists(
    st.one_of(step(drive.nudge, st.integers(-9, 40)), step(drive.advance), *beside), max_size=8
)


def two_stamps(*records):
    number = (max(one.event.at for one in records) - START).total_seconds() // 60 + 1
    return stamp(int(number)), stamp(int(number) + 1)


def road(made):
    """All of a goal that a person sees as its road, and what hangs on it."""
    goal = made.goal
    rest = (goal.title, goal.why, goal.due, goal.tags, goal.people, goal.turn, goal.next_step)
    blocks = [replace(block, since=made.log[0].day) for block in goal.roadblocks]
    place = (place_of(goal), now_at(goal), goal.way, goal.unit)
    return goal.markers, goal.final_index, goal.seal, blocks, place, rest


def driven(made):
    return round(sum(leg.miles for leg in course_of(made.goal, made.log).legs), 6)


@given(st.sampled_from(ROADS), drives, st.integers(0, 4))
def test_a_road_that_is_split_and_joined_is_the_road_that_it_was(line, steps, index):
    made = take_all(goal_from(line), steps)
    first, second = split_at_marker(made, *two_stamps(made), index)
    again, gone = join(first, second, *two_stamps(first, second))
    assert road(again) == road(made)
    assert driven(again) == driven(made)
    assert gone.goal.deleted
    assert not [one for one in entries(again.log) if one.text.startswith(("note: ‘", "note: spl"))]
    assert road(do(again, record.undo)) == road(first)


@given(st.sampled_from([*AMOUNTS, *VALUES]), counts, st.floats(0.01, 0.99))
def test_what_counts_is_the_same_again_too(line, steps, share):
    made = take_all(goal_from(line), steps)
    at = max(round(made.goal.distance * share, 1), 0.1)
    first, second = split_at(made, *two_stamps(made), at)
    again, _ = join(first, second, *two_stamps(first, second))
    assert road(again) == road(made)
    assert driven(again) == driven(made)


@given(st.sampled_from(VALUES), counts, counts, counts)
def test_values_of_both_halves_are_where_the_last_half_begun_is(line, steps, more, others):
    made = take_all(goal_from(line), steps)
    first, second = split_at(made, *two_stamps(made), 4)
    first, second = take_all(first, more), take_all(second, others)
    again, _ = join(first, second, *two_stamps(first, second))
    begun = second if second.goal.position > 0 else first
    assert now_at(again.goal) == now_at(begun.goal)
    assert again.goal.distance == made.goal.distance


def test_a_half_that_was_changed_keeps_its_changes():
    made = goal_from(AMOUNTS[0])
    first, second = split_at(made, stamp(5), stamp(6), 40)
    first = do(first, edit.rename_marker, 1, "the bridge")
    first = do(first, seal.add_seal_item, "seen")
    second = do(second, seal.tick, 0)
    again, _ = join(first, second, *two_stamps(first, second))
    assert [one.title for one in again.goal.markers] == [
        *("25 km", "the bridge", "half 50 km", "100 km")
    ]
    assert [(one.text, one.done) for one in again.goal.seal] == [
        *(("it is really finished", True), ("seen", False))
    ]


STRETCHES = [
    # two roads, how many markers of the second are reached, the joined road's final stretch
    ("A: a > b >> c", "B: x > y >> z", 0, ["z"]),
    ("A: a > b > c", "B: x > y >> z", 0, ["z"]),
    ("A: a >> b > c", "B: v > w > x > y > z", 0, ["z"]),
    ("A: a > b >> c", "B: x >> y > z", 2, ["z"]),
    ("A: a > b >> c", "B: x >> y", 2, ["c"]),
]


@pytest.mark.parametrize(("one", "two", "reached", "stretch"), STRETCHES)
def test_the_final_stretch_of_a_joined_road_is_that_of_the_second(one, two, reached, stretch):
    first = add(read_line(one, lambda _: None), stamp(0))
    second = add(read_line(two, lambda _: None), stamp(1, "four"))
    if reached:
        second = do(second, drive.reach, reached - 1, dev="four")
    made, _ = join(first, second, *two_stamps(first, second))
    assert [marker.title for marker in made.goal.markers[made.goal.final_index :]] == stretch


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("Diet 82 kg to 75 kg", "Run target 9 kg", "‘Diet’ goes from one value to another, and ‘R"),
        ("Run target 9 kg", "Diet 82 kg to 75 kg", "‘Diet’ goes from one value to another, and ‘R"),
        ("Diet 82 kg to 75 kg", "More 74 kg to 70 kg", "‘Diet’ ends at 75 kg and ‘More’ begins at"),
        ("Diet 82 kg to 75 kg", "Eat 75 kg to 80 kg", "One falls and the other rises"),
    ],
)
def test_roads_between_values_are_joined_where_one_ends_and_the_other_begins(one, two, words):
    first = add(read_line(one, lambda _: None), stamp(0))
    second = add(read_line(two, lambda _: None), stamp(1, "four"))
    with pytest.raises(GoalError, match=words) as error:
        join(first, second, *two_stamps(first, second))
    assert str(error.value).endswith(".")


def test_the_log_of_a_joined_road_says_what_the_second_one_was():
    _, second = split_at_marker(goal_from(ROADS[0]), stamp(3), stamp(4), 1)
    other = add(read_line("Talk: x > y", lambda _: None), stamp(1, "four"))
    made, _ = join(other, second, *two_stamps(second))
    assert {one.text for one in entries(made.log)} == {
        *(
            "added",
            "note: ‘Thesis (2)’ was added as a road of its own",
            "note: split off from ‘Thesis’",
            "joined with ‘Thesis (2)’",
        )
    }


def test_roads_between_values_that_meet_are_one_though_they_were_never_split():
    first = do(add(read_line("Diet 82 kg to 75 kg", lambda _: None), stamp(0)), drive.nudge, 7)
    second = add(read_line("More 75 kg to 70 kg", lambda _: None), stamp(1, "four"))
    second = do(second, drive.nudge, 2, dev="four")
    made, _ = join(first, second, *two_stamps(first, second))
    assert (now_at(made.goal), made.goal.distance, made.goal.way.start) == (73, 12, 82)


DUES = [
    # when the whole road is due, the date of its second marker, behind which one it is split
    (CHRISTMAS, time(18), NICHOLAS, 1, NICHOLAS),
    (CHRISTMAS, time(18), NICHOLAS, 0, None),
    (CHRISTMAS, None, date(2026, 12, 31), 1, date(2026, 12, 31)),
    (None, None, NICHOLAS, 1, NICHOLAS),
    (None, None, None, 1, None),
]


@pytest.mark.parametrize(("due", "at", "marker", "index", "first_due"), DUES)
def test_the_due_date_is_of_the_end_and_the_first_part_has_that_of_its_last_marker(
    due, at, marker, index, first_due
):
    made = goal_from(ROADS[2])
    made = do(made, edit.redate, due, at) if due else made
    made = do(made, edit.redate_marker, 1, marker) if marker else made
    whole = made.goal.due, made.goal.due_time
    first, second = split_at_marker(made, *two_stamps(made), index)
    assert (second.goal.due, second.goal.due_time) == whole
    assert (first.goal.due, first.goal.due_time) == (first_due, None)
    undone = do(first, record.undo)
    assert (undone.goal.due, undone.goal.due_time) == whole
    again, _ = join(first, second, *two_stamps(first, second))
    assert (again.goal.due, again.goal.due_time) == whole
    undone = do(again, record.undo)
    assert undone.goal.due == first.goal.due
    days = daily_load([first.goal, second.goal])
    assert sum(days.values()) == sum(daily_load([made.goal]).values())


def test_a_due_date_that_a_split_or_a_join_gives_is_no_putting_off():
    made = do(goal_from(ROADS[2]), edit.redate_marker, 1, NICHOLAS)
    made = do(made, edit.redate, CHRISTMAS)
    made = do(made, edit.redate, date(2026, 12, 26))
    first, second = split_at_marker(made, *two_stamps(made), 1)
    again, _ = join(first, second, *two_stamps(first, second))
    assert again.goal.due == date(2026, 12, 26)
    found = [course_of(road.goal, road.log).delays for road in (first, second, again)]
    assert found == [(2,), (), (2,)]
    later = do(again, edit.redate, date(2026, 12, 29))
    assert course_of(later.goal, later.log).delays == (2, 3)


def test_a_first_part_that_was_given_a_date_keeps_it_where_it_is_the_later_one():
    made = do(goal_from(), edit.redate, CHRISTMAS)
    first, second = split_at_marker(made, *two_stamps(made), 0)
    first = do(first, edit.redate, date(2026, 12, 31))
    again, _ = join(first, second, *two_stamps(first, second))
    assert again.goal.due == date(2026, 12, 31)


def test_an_amount_within_a_marker_has_no_date():
    made = do(goal_from(AMOUNTS[0]), edit.redate, CHRISTMAS)
    first, second = split_at(made, stamp(5), stamp(6), 40)
    assert (first.goal.due, second.goal.due) == (None, CHRISTMAS)
