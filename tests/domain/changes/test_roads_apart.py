"""Roads that are split and joined on devices which do not know of each other: nothing vanishes."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.split import split_at, split_at_marker
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.event_log import EventLog
from lastmile_tui.domain.model.events import TOGETHER, EventKind, Stamp, ulid
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.picks import last_mile
from lastmile_tui.errors import GoalError
from support.domain.goals import START, stamp

NUMBERS = count()


class Side:
    """A device with all goals of a file; its clock may run behind or ahead."""

    def __init__(self, name, *records, ahead=0):
        self.name, self.goals = name, {one.goal.uid: one for one in records}
        self.clock = START + timedelta(days=1, minutes=ahead)

    def stamp(self, *_):
        self.clock += timedelta(minutes=1)
        seen = max((one.event.at for one in self.goals.values()), default=self.clock)
        at = max(self.clock, seen + timedelta(microseconds=1))
        number = next(NUMBERS) * 0x9E3779B97F4A7C15F39D % 2**80
        return Stamp(ulid(self.clock, number), at, self.name, at.date())

    def keep(self, *records):
        self.goals |= {one.goal.uid: one for one in records}
        return records

    def do(self, uid, move, *args, **named):
        return self.keep(move(self.goals[uid], self.stamp(), *args, **named))[0]

    def join(self, one, two):
        self.keep(*join_both([self.goals[one], self.goals[two]], self.stamp))

    def split(self, uid, index, title=""):
        made = self.goals[uid], self.stamp(), self.stamp(), index, title
        return self.keep(*split_at_marker(*made))[1].goal.uid

    def undo(self, *uids):
        for uid in uids:
            self.do(uid, record.undo)

    def take_in(self, other):
        for uid, theirs in other.goals.items():
            own = self.goals.get(uid)
            events = {event.id: event for event in (*(own.log if own else ()), *theirs.log)}
            self.goals[uid] = record_of(uid, EventLog(events.values()))

    @property
    def there(self):
        return {uid: one.goal for uid, one in self.goals.items() if not one.goal.deleted}

    @property
    def titles(self):
        return sorted(goal.title for goal in self.there.values())


def meet(*sides):
    for side in (*sides, *sides):
        for other in sides:
            side.take_in(other)
    shown = [{uid: one.goal for uid, one in side.goals.items()} for side in sides]
    assert all(one == shown[0] for one in shown)


def marks(goal):
    return [marker.title for marker in goal.markers]


def roads(*lines):
    """Goals whose uids rise, and whose markers have names of their own."""
    plans = [read_line(line, lambda _: None) for line in lines]
    made = [add(plan, stamp(at)) for at, plan in enumerate(plans)]
    return [record_of(f"{at:016}", one.log) for at, one in enumerate(made)]


def two_sides(*lines, later="b"):
    """Two devices that know the same goals, the uids of these, and who has the later clock."""
    made = roads(*lines)
    one, two = (Side(name, *made, ahead=10 * (name == later)) for name in "ab")
    return one, two, *(each.goal.uid for each in made)


BOTH = ("Pot: p1 > p2", "Pan: q1 > q2")


@pytest.mark.parametrize("later", ["a", "b"])
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_roads_that_were_joined_crosswise_one_stands_with_all_of_both(later, turned):
    one, two, pot, pan = two_sides(*BOTH, later=later)
    one.do(pot, drive.note, "mine")
    two.do(pan, drive.note, "yours")
    one.take_in(two)
    two.take_in(one)
    one.join(*((pan, pot) if turned else (pot, pan)))
    two.join(*((pot, pan) if turned else (pan, pot)))
    meet(one, two)
    assert one.titles == ["Pot"]
    assert sorted(marks(one.goals[pot].goal)) == ["p1", "p2", "q1", "q2"]
    assert {"mine", "yours"} <= {event.text for event in standing(one.goals[pot].log)}
    one.undo(pot, pan)
    assert len(one.titles) == 1
    one.undo(pot, pan)
    assert one.titles == ["Pan", "Pot"]


@pytest.mark.parametrize("later", ["a", "b"])
@pytest.mark.parametrize("turned", [False, True])
def test_what_one_drove_before_a_crosswise_join_is_there_too(later, turned):
    one, two, pot, pan = two_sides(*BOTH, later=later)
    two.do(pan if turned else pot, drive.note, "only here")
    one.join(pot, pan)
    two.join(pan, pot)
    meet(one, two)
    seen = {event.text for uid in one.there for event in standing(one.goals[uid].log)}
    assert "only here" in seen


@pytest.mark.parametrize("later", ["a", "b"])
@pytest.mark.parametrize(
    ("move", "args"),
    [
        (drive.advance, ()),
        (drive.note, ("fried",)),
        (edit.add_marker, (0, "q0")),
        (edit.rename, ("Wok",)),
        (seal.seal, ()),
    ],
)
def test_a_road_that_went_into_another_is_back_for_what_was_done_in_it_elsewhere(later, move, args):
    one, two, pot, pan = two_sides(*BOTH, later=later)
    if move is seal.seal:
        one.do(pan, drive.reach, 1)
        two.take_in(one)
    one.join(pot, pan)
    two.do(pan, move, *args)
    meet(one, two)
    assert {pot, pan} == one.there.keys()
    one.join(pot, pan) if move is not seal.seal else one.do(pan, edit.remove)
    meet(one, two)
    assert {pot} == one.there.keys()


def test_a_road_that_was_only_looked_at_or_given_up_elsewhere_stays_gone():
    one, two, pot, pan = two_sides(*BOTH)
    one.join(pot, pan)
    two.do(pan, last_mile.pick)
    two.do(pan, status.let_go, "No time")
    two.do(pan, edit.remove)
    meet(one, two)
    assert {pot} == one.there.keys()


@pytest.mark.parametrize("later", ["a", "b"])
def test_who_removes_a_road_does_not_remove_what_went_into_it_elsewhere(later):
    one, two, pot, pan = two_sides(*BOTH, later=later)
    one.join(pot, pan)
    two.do(pot, edit.remove)
    meet(one, two)
    assert one.titles == ["Pot"]
    assert marks(one.goals[pot].goal) == ["p1", "p2", "q1", "q2"]
    two.do(pot, edit.remove)
    meet(one, two)
    assert one.titles == []


@pytest.mark.parametrize("later", ["a", "b"])
def test_a_split_that_is_taken_back_leaves_what_was_done_in_its_second_road(later):
    one, two, pot = two_sides("Pot: p1 > p2 > p3", later=later)
    new = one.split(pot, 0, "Rest")
    meet(one, two)
    one.undo(pot, new)
    two.do(new, drive.note, "stirred")
    meet(one, two)
    assert one.titles == ["Pot", "Rest"]
    two.undo(new)
    meet(one, two)
    assert one.titles == ["Pot"]


def test_an_amount_that_two_devices_split_off_is_in_the_first_part_once():
    one, two, run = two_sides("Run target 100 km: 25 km > 100 km")
    for side, place in ((one, 40), (two, 60)):
        side.keep(*split_at(side.goals[run], side.stamp(), side.stamp(), place))
    meet(one, two)
    assert one.goals[run].goal.distance == 60
    assert len(one.goals[run].goal.markers) == 2


def test_an_amount_that_was_counted_behind_a_split_elsewhere_is_there():
    one, two, run = two_sides("Run target 100 km: 25 km > 100 km")
    one.keep(*split_at(one.goals[run], one.stamp(), one.stamp(), 50))
    two.do(run, drive.drive_to, 70)
    meet(one, two)
    goal = one.goals[run].goal
    assert (goal.position, goal.distance, marks(goal)) == (70, 100, ["25 km", "100 km"])


FOUR = "Pot: p1 > p2 > p3 > p4"
BEHIND = [
    (drive.advance, ()),
    (edit.rename_marker, (3, "Wok")),
    (edit.remove_marker, (2,)),
    (edit.add_marker, (3, "p3b")),
    (edit.add_marker, (4, "p5")),
    (seal.tick, (0,)),
    (seal.reword_seal_item, (0, "it holds")),
    (seal.seal, ()),
]


def on_two_sides(move, later):
    one, two, pot = two_sides(FOUR, later=later)
    one.do(pot, edit.redate, date(2026, 12, 20))
    two.take_in(one)
    if move in (drive.advance, seal.seal):
        two.do(pot, drive.reach, 3 if move is seal.seal else 1)
    if move is seal.seal:
        two.do(pot, seal.tick, 0)
        one.take_in(two)
    return one, two, pot


@pytest.mark.parametrize("later", ["a", "b"])
@pytest.mark.parametrize(("move", "args"), BEHIND)
def test_a_road_that_was_split_is_whole_for_what_was_done_behind_the_cut(later, move, args):
    one, two, pot = on_two_sides(move, later)
    new = one.split(pot, 1)
    one.do(pot, edit.add_marker, 2, "mine")
    two.do(pot, move, *args)
    theirs = two.goals[pot].goal
    meet(one, two)
    goal = one.goals[pot].goal
    assert {*marks(goal)} == {*marks(theirs), "mine"}
    assert (goal.seal, goal.due, goal.sealed) == (theirs.seal, theirs.due, theirs.sealed)
    assert goal.position == theirs.position
    assert new in one.there
    one.undo(new)
    if not goal.sealed:
        two.split(pot, 0)
    meet(one, two)
    assert goal.sealed or marks(one.goals[pot].goal) == ["p1"]


@pytest.mark.parametrize("later", ["a", "b"])
def test_a_split_stands_for_what_was_done_before_the_cut_or_by_who_knew_of_it(later):
    one, two, pot = two_sides(FOUR, later=later)
    one.split(pot, 1)
    two.do(pot, drive.advance)
    two.do(pot, drive.note, "elsewhere")
    two.do(pot, edit.rename_marker, 0, "first")
    meet(one, two)
    assert marks(one.goals[pot].goal) == ["first", "p2"]
    for side in (one, two):
        side.do(pot, edit.add_marker, 2, f"more of {side.name}")
        meet(one, two)
    two.do(pot, drive.reach, 3)
    two.do(pot, seal.tick, 0)
    two.do(pot, seal.seal)
    meet(one, two)
    goal = one.goals[pot].goal
    assert {*marks(goal)} == {"first", "p2", "more of a", "more of b"}
    assert goal.sealed


@pytest.mark.parametrize("later", ["a", "b"])
@pytest.mark.parametrize("met", [False, True])
def test_a_split_that_is_undone_leaves_what_was_driven_elsewhere(later, met):
    one, two, pot = two_sides(FOUR, later=later)
    one.do(pot, drive.reach, 0)
    two.take_in(one)
    new = one.split(pot, 1)
    two.do(pot, drive.reach, 3)
    if met:
        meet(one, two)
    one.undo(*((new,) if met and later == "b" else (pot, new)))
    meet(one, two)
    assert one.titles == ["Pot"]
    assert marks(one.goals[pot].goal) == ["p1", "p2", "p3", "p4"]
    assert one.goals[pot].goal.position == 4


@pytest.mark.parametrize("later", ["a", "b"])
def test_a_road_is_whole_for_good_whatever_is_taken_back_once_that_is_known(later):
    one, two, pot = two_sides(FOUR, later=later)
    new = one.split(pot, 1)
    two.do(pot, edit.rename_marker, 3, "Wok")
    meet(one, two)
    one.do(new, edit.remove)
    one.do(pot, drive.note, "mine")
    one.undo(pot, pot, pot)
    meet(one, two)
    assert marks(one.goals[pot].goal) == ["p1", "p2", "p3", "p4"]


def test_a_part_that_the_split_made_is_no_half_part_when_the_road_is_whole():
    one, two, run = two_sides("Run target 100 km: 25 km > 100 km")
    one.keep(*split_at(one.goals[run], one.stamp(), one.stamp(), 50))
    one.do(run, edit.rename_marker, 1, "half")
    one.do(run, seal.tick, 0)
    two.do(run, drive.drive_to, 70)
    meet(one, two)
    assert marks(one.goals[run].goal) == ["25 km", "100 km"]
    assert all(item.text for item in one.goals[run].goal.seal)


WHATS = ("join", "split", "drive", "note", "seal", "let go", "meet", "marker")
TAKEN_BACK = ("undo", "redo", "remove")


def steps(*whats):
    places = st.integers(0, 50)
    return st.tuples(st.integers(0, 2), st.sampled_from(whats), places, places)


class Ledger:
    """All that was ever done, by words that stand once."""

    def __init__(self, *records):
        self.markers = {marker.title for one in records for marker in one.goal.markers}
        self.notes, self.reached = set(), set()


def take_back(side, what, uid):
    if what == "remove":
        side.do(uid, edit.remove)
        return
    whole = side.goals[uid].event.set.get(TOGETHER)
    both = [other for other, its in side.goals.items() if its.event.set.get(TOGETHER) == whole]
    for other in both if whole else [uid]:
        side.do(other, record.undo if what == "undo" else record.redo)


def step(side, ledger, what, first, second):
    here = [uid for uid, goal in sorted(side.there.items()) if not goal.sealed and not goal.let_go]
    if not here:
        return
    one, two = here[first % len(here)], here[second % len(here)]
    match what:
        case "join":
            side.join(one, two)
        case "split":
            side.split(one, second % len(side.goals[one].goal.markers))
        case "drive":
            before = side.goals[one]
            made = side.do(one, drive.advance)
            assert made.event.kind == EventKind.REACHED, before
            ledger.reached.add(made.event.text)
        case "note":
            ledger.notes.add(side.do(one, drive.note, f"note {next(NUMBERS)}").event.text)
        case "marker":
            made = side.do(one, edit.add_marker, second % 5, f"m{next(NUMBERS)}")
            ledger.markers.add(made.event.text)
        case "seal":
            with suppress(GoalError):
                side.do(one, drive.reach, len(side.goals[one].goal.markers) - 1)
                ledger.reached.add(side.goals[one].event.text)
            side.do(one, seal.seal)
        case "let go":
            side.do(one, status.let_go, "No time")
        case "rename":
            end = len(side.goals[one].goal.markers) - 1
            side.do(one, edit.rename_marker, min(second, end), f"m{next(NUMBERS)}")
        case _:
            take_back(side, what, one)


def lived(number, taken, ahead):
    """Devices that did all this apart and met at the end, and what they did."""
    made = roads("A: m0000 > m0001 > m0002", "B: m0003 > m0004", "C: m0005 > m0006")
    ledger = Ledger(*made)
    sides = [Side("abc"[at], *made, ahead=ahead[at]) for at in range(number)]
    for at, what, first, second in taken:
        side = sides[at % number]
        if what == "meet":
            side.take_in(sides[first % number])
            continue
        with suppress(GoalError):
            step(side, ledger, what, first, second)
        for uid, one in side.goals.items():
            assert record_of(uid, EventLog(one.log)).goal == one.goal
    meet(*sides)
    return sides[0], ledger


@settings(max_examples=300)
@given(st.integers(2, 3), st.lists(steps(*WHATS), max_size=14), st.permutations([0, 30, 60]))
def test_nothing_that_was_done_on_any_device_is_seen_nowhere(number, taken, ahead):
    side, ledger = lived(number, taken, ahead)
    assert ledger.markers <= {title for goal in side.there.values() for title in marks(goal)}
    entries = [event for uid in side.there for event in standing(side.goals[uid].log)]
    assert ledger.notes <= {event.text for event in entries}
    assert ledger.reached <= {event.text for event in entries if event.kind == EventKind.REACHED}


@given(
    st.integers(2, 3),
    st.lists(steps(*WHATS, "rename", *TAKEN_BACK), max_size=14),
    st.permutations([0, 30, 60]),
)
def test_all_devices_end_the_same_whatever_was_taken_back(number, taken, ahead):
    side, _ = lived(number, taken, ahead)
    assert side.goals.keys() >= {f"{at:016}" for at in range(3)}


@given(
    st.integers(0, 2),
    st.lists(steps("drive", "marker", "rename", "seal"), min_size=1, max_size=6),
    st.lists(steps("drive", "marker", "note"), max_size=3),
    st.sampled_from("ab"),
)
def test_a_split_takes_away_nothing_that_was_done_elsewhere(index, there, here, later):
    one, two, pot = two_sides(FOUR, later=later)
    one.split(pot, index)
    ledger = Ledger(two.goals[pot])
    for side, taken in ((one, here), (two, there)):
        for _, what, _, second in taken:
            with suppress(GoalError):
                step(side, ledger, what, 0, second)
    driven, mine = two.goals[pot].goal, one.goals[pot].goal
    meet(one, two)
    goal = one.goals[pot].goal
    assert {*marks(driven)} <= {mark for road in one.there.values() for mark in marks(road)}
    assert {*marks(mine)} - {"p1", "p2", "p3", "p4"} <= {*marks(goal)}
    assert goal.sealed == driven.sealed
    if driven.position > index + 1:
        assert {*marks(driven)} <= {*marks(goal)}
        assert {item.id for item in driven.seal} == {item.id for item in goal.seal}
