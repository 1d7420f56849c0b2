"""Roads made twice, split and joined: no mile and no entry is lost, and one undo takes all back."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.cli.output import json_text
from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.changes.roads.duplicate import another_title, duplicate
from lastmile_tui.domain.changes.roads.join import join
from lastmile_tui.domain.changes.roads.split import split_at, split_at_marker
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.export.as_json import VERSION, whole_goal_json
from lastmile_tui.domain.figures.road import now_at
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.event_log import EventLog
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.text import TITLE_LIMIT
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import GoalError
from lastmile_tui.exchange.json import own
from lastmile_tui.store.codec import merge, read_record, write_record
from support.domain.export import measured
from support.domain.goals import START, TODAY, do, goal_from, stamp, step, take_all
from support.exchange import brought, local
from support.exchange import given as given_file

ROAD = "Thesis: a > b > c > d >> e #uni @Ann ! bound"
RUN = "Run target 100 km: 25 km > half 50 km > 100 km"
OTHER = "Talk: x > y"


def goal(line, *moves, begun=0):
    dev = "four" if begun else "one"  # ids of the tests are by minute and device
    made = add(read_line(line, lambda _: None), stamp(begun, dev))
    for number, move in enumerate(moves, 1):
        made = move(made, stamp(begun + 2 * number, dev))
    return made


def later(*records):
    return (max(one.event.at for one in records) - START) // timedelta(minutes=1) + 1


def halves(made, index=1, title=""):
    number = later(made)
    return split_at_marker(made, stamp(number), stamp(number + 1), index, title)


def joined(one, two):
    number = later(one, two)
    return join(one, two, stamp(number), stamp(number + 1))


def titles(made):
    return [marker.title for marker in made.goal.markers]


def texts(*records):
    """The entries of logs, but for those about the whole road."""
    whole = ("split", "joined", "added")
    return Counter(
        (entry.day, entry.text)
        for one in records
        for entry in entries(one.log)
        if entry.kind not in whole and not entry.text.endswith("’ was added as a road of its own")
    )


def driven(made):
    return round(sum(leg.miles for leg in course_of(made.goal, made.log).legs), 6)


def test_a_split_road_goes_on_as_two_and_each_keeps_its_history():
    made = goal(
        ROAD, drive.advance, drive.advance, drive.advance,
        lambda one, at: edit.rename_marker(one, at, 3, "D"),
        lambda one, at: drive.note(one, at, "cold"),
        lambda one, at: status.plan_step(one, at, "print"),
    )  # fmt: skip
    first, second = halves(made)
    assert (titles(first), titles(second)) == (["a", "b"], ["c", "D", "e"])
    assert (first.goal.position, second.goal.position) == (2, 1)
    assert (first.goal.title, second.goal.title) == ("Thesis", "Thesis (2)")
    assert [one.text for one in entries(first.log)] == [
        "added", "reached ‘a’", "reached ‘b’", "note: cold", "next step: print",
        "split: the rest goes on as ‘Thesis (2)’",
    ]  # fmt: skip
    assert [one.text for one in entries(second.log)] == [
        *("added", "reached ‘c’", "marker renamed to ‘D’", "split off from ‘Thesis’")
    ]
    assert second.goal.next_step.text == "print"
    assert first.goal.next_step is None
    assert [item.text for item in second.goal.seal] == ["bound"]
    assert second.goal.tags == made.goal.tags
    assert second.goal.final_from == made.goal.final_from
    assert second.goal.created == made.goal.created


def test_a_drive_across_the_place_is_in_both():
    made = goal(ROAD, lambda one, at: drive.reach(one, at, 3))
    first, second = halves(made)
    assert [one.text for one in entries(first.log)][1] == "reached ‘b’"
    assert [one.text for one in entries(second.log)][1] == "reached ‘d’"
    assert (driven(first), driven(second)) == (2, 2)


AT = [
    # line, how far, where it is split, what each is at and of, the markers of both
    (RUN, 60, 40, (40, 40), (20, 60), ["25 km", "40 km"], ["half 50 km", "60 km"]),
    (RUN, 30, 50, (30, 50), (0, 50), ["25 km", "half 50 km"], ["50 km"]),
    (RUN, 100, 99.5, (99.5, 99.5), (0.5, 0.5), ["25 km", "half 50 km", "99.5 km"], ["0.5 km"]),
    ("Save: 10 € target 10 €", 4, 3, (3, 3), (1, 7), ["2.5 €", "3 €"], ["2 €", "4.5 €", "7 €"]),
]


@pytest.mark.parametrize(("line", "far", "at", "one", "two", "here", "there"), AT)
def test_a_counting_goal_is_split_at_an_amount(  # noqa: PLR0917 # a row of the table
    line, far, at, one, two, here, there
):
    made = goal(
        line,
        lambda it, when: drive.nudge(it, when, far / 2),
        lambda it, when: drive.drive_to(it, when, far),
    )
    first, second = split_at(made, stamp(9), stamp(10), at)
    assert (first.goal.position, first.goal.distance) == one
    assert (second.goal.position, second.goal.distance) == two
    assert (titles(first), titles(second)) == (here, there)
    assert driven(first) + driven(second) == far


def test_a_goal_between_two_values_is_split_at_a_value():
    made = goal("Diet 82 kg to 75 kg", lambda it, when: drive.drive_to(it, when, 77))
    first, second = split_at(made, stamp(9), stamp(10), 4)
    assert (now_at(first.goal), now_at(second.goal)) == (78, 77)
    assert second.goal.way.start == 78


@pytest.mark.parametrize("now", [83, 82, 81, 78, 77, 75, 74])
@pytest.mark.parametrize("cut", [0.5, 4, 6.5])
def test_the_parts_of_a_way_have_as_far_to_go_as_the_whole(now, cut):
    made = goal("Diet 82 kg to 75 kg", lambda it, when: drive.drive_to(it, when, 80.5))
    made = drive.drive_to(made, stamp(4), now)
    halves = split_at(made, stamp(9), stamp(10), cut)
    assert sum(one.goal.to_go for one in halves) == made.goal.to_go
    assert now_at(halves[1].goal) == min(now, 82 - cut)
    again = join(*halves, stamp(11), stamp(12))[0].goal
    assert (now_at(again), again.to_go) == (now, made.goal.to_go)


def test_another_road_has_a_title_that_none_has():
    beside = [goal("Run: a > b").goal]
    for _ in range(3):
        beside.append(goal(f"{another_title(beside[0], beside=beside)}: a > b").goal)
    assert [one.title for one in beside] == ["Run", "Run (2)", "Run (3)", "Run (4)"]
    assert another_title(beside[1], beside=beside) == "Run (5)"
    assert another_title(goal("Photos (1987)").goal) == "Photos (1987) (2)"
    assert another_title(beside[0], " Walk ", beside) == "Walk"
    long = goal("x" * TITLE_LIMIT).goal
    assert another_title(long, beside=[long]).endswith("x (2)")
    assert len(another_title(long, beside=[long])) == TITLE_LIMIT


def test_two_roads_become_one():
    one = goal(ROAD, drive.advance, drive.advance)
    two = goal(
        OTHER, drive.advance, lambda it, at: roadblocks.block(it, at, "waiting", who="Bo"), begun=1
    )
    made, gone = joined(one, two)
    assert titles(made) == ["a", "b", "x", "c", "d", "e", "y"]
    assert (made.goal.position, made.goal.reached) == (3, 3)
    assert gone.goal.deleted
    assert [entry.text for entry in entries(gone.log)][-1] == "gone into ‘Thesis’"
    assert texts(made) == texts(one, two)
    assert [entry.text for entry in entries(made.log)] == [
        "added", "note: ‘Talk’ was added as a road of its own", "reached ‘a’", "reached ‘x’",
        "reached ‘b’",
        "roadblock: waiting on Bo", "joined with ‘Talk’",
    ]  # fmt: skip
    assert [block.who for block in made.goal.roadblocks] == ["Bo"]
    assert driven(made) == 3
    amounts = joined(
        goal(RUN, lambda it, at: drive.nudge(it, at, 40)), goal(f"Bike {RUN[4:]}", begun=1)
    )[0]
    assert (amounts.goal.position, amounts.goal.distance) == (40, 200)


REFUSED = [
    (lambda: halves(goal(ROAD), 4), "the last marker"),
    (lambda: halves(goal(ROAD), 9), "no marker 10"),
    (lambda: split_at(goal(RUN), stamp(9), stamp(10), 100), "not on the way"),
    (lambda: split_at(goal(RUN), stamp(9), stamp(10), -1), "not on the way"),
    (lambda: halves(goal("T: a > b > c", *[drive.advance] * 3, seal.seal)), "is sealed"),
    (lambda: halves(goal(ROAD, lambda it, at: status.let_go(it, at, "no"))), "was let go"),
    (lambda: halves(goal(ROAD, edit.remove)), "was removed"),
    (lambda: joined(*[goal(ROAD)] * 2), "with itself"),
    (lambda: joined(goal(RUN), goal(OTHER, begun=1)), "km and miles"),
    (lambda: joined(goal(RUN), goal("Diet 9 km to 3 km", begun=1)), "from one value to another"),
    (lambda: joined(goal(OTHER), goal("T > a", drive.advance, seal.seal, begun=1)), "is sealed"),
    (
        lambda: joined(
            goal(f"A: {' > '.join(['x'] * 150)}"), goal(f"B: {' > '.join(['x'] * 60)}", begun=1)
        ),
        "at most 200",
    ),
]


@pytest.mark.parametrize(("make", "words"), REFUSED)
def test_what_cannot_be_done_is_refused_with_a_sentence(make, words):
    with pytest.raises(GoalError, match=words) as error:
        make()
    assert str(error.value).endswith(".")


def test_a_second_road_is_a_fresh_one():
    made = goal(
        ROAD,
        drive.advance,
        lambda it, at: seal.tick(it, at, 0),
        lambda it, at: edit.explain(it, at, "so"),
    )
    again = duplicate(made.goal, stamp(30)).goal
    assert (again.title, again.position, again.why) == ("Thesis (2)", 0, "so")
    assert [(one.title, one.miles) for one in again.markers] == [
        (one.title, one.miles) for one in made.goal.markers
    ]
    assert [(item.text, item.done) for item in again.seal] == [("bound", False)]
    assert duplicate(goal("Diet 82 kg to 75 kg").goal, stamp(30), "Again").goal.way.start == 82


drives = st.lists(
    st.one_of(
        step(drive.advance),
        step(drive.back),
        step(drive.nudge, st.sampled_from([0.3, 1.5, -0.4])),
        step(drive.note, st.sampled_from(["one", "two"])),
        step(drive.reach, st.integers(0, 4)),
        step(edit.rename_marker, st.integers(0, 4), st.sampled_from(["new", "newer"])),
    ),
    max_size=10,
)


def state(made):
    return (
        made.goal.markers,
        made.goal.position,
        made.goal.seal,
        [one.text for one in entries(made.log)],
    )


@given(drives, st.integers(1, 3))
def test_a_split_loses_no_mile_and_no_entry_and_is_taken_back(steps, index):
    made = take_all(goal_from(ROAD), steps)
    first, second = halves(made, index)
    assert round(first.goal.position + second.goal.position, 6) == made.goal.position
    found = texts(first, second)
    assert found.total() >= texts(made).total()
    notes = {
        key: count for key, count in texts(made).items() if key[1].startswith(("note", "marker"))
    }
    assert all(found[key] == count for key, count in notes.items())
    undone = do(first, record.undo)
    assert state(undone) == state(made)
    assert do(second, record.undo).goal.deleted
    again = do(undone, record.redo)
    assert state(again) == state(first)
    assert not do(do(second, record.undo), record.redo).goal.deleted


@given(drives, drives)
def test_a_join_loses_no_mile_and_no_entry_and_is_taken_back(steps, others):
    one, two = take_all(goal_from(ROAD), steps), take_all(goal(OTHER, begun=1), others, "four")
    made, gone = joined(one, two)
    assert made.goal.position == round(one.goal.position + two.goal.position, 6)
    assert len(standing(made.log)) == len(standing(one.log)) + len(standing(two.log)) + 1
    assert texts(made).total() == texts(one, two).total()
    undone = do(made, record.undo)
    assert state(undone) == state(one)
    assert state(do(undone, record.redo)) == state(made)
    back = do(gone, record.undo)
    assert not back.goal.deleted
    assert state(back) == state(two)


@given(drives, drives)
def test_halves_and_joined_roads_come_through_merge_and_export(steps, others):
    made = take_all(goal_from(ROAD), steps)
    elsewhere = do(made, drive.note, "elsewhere", dev="eleven")
    first, second = halves(made)
    whole, _ = joined(first, take_all(goal(OTHER, begun=1), others, "four"))
    for one in (first, second, whole):
        assert state(read_record(write_record(one))) == state(one)
        assert state(record_of(one.goal.uid, EventLog(one.log))) == state(one)
        document = whole_goal_json((one.goal, one.log, measured(one)), TODAY)
        text = json_text({"version": VERSION, "goals": [document]})
        (again,) = brought(own.read(given_file("g.json", text), local()))
        assert titles(again) == titles(one)
        assert again.goal.position == one.goal.position
    ways = [
        read_record(merge(write_record(one), write_record(other)))
        for one, other in ((first, elsewhere), (elsewhere, first))
    ]
    assert state(ways[0]) == state(ways[1])
    assert titles(ways[0]) == titles(first)
    assert "note: elsewhere" in [entry.text for entry in entries(ways[0].log)]


def test_entries_of_a_new_road_have_names_of_their_own_also_those_of_one_instant():
    made = goal(ROAD, drive.advance, drive.advance, drive.advance)
    head = made.log[0].id[:10]
    log = [replace(event, id=f"{head}{number:0>16}") for number, event in enumerate(made.log)]
    _, two = halves(record_of(made.goal.uid, EventLog(log)))
    names = [event.id for event in two.log]
    assert len({*names}) == len(names)
    assert "added" in {event.kind for event in standing(two.log)}


def test_a_marker_that_was_split_off_and_joined_again_comes_along_when_it_is_split_off_anew():
    one = goal("Pot: a > b > c")
    whole, _ = joined(*halves(one))
    first, second = halves(whole)
    assert (titles(first), titles(second)) == (["a", "b"], ["c"])
