"""Measures of the goals of a file: what is taken anew, and what is kept."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance, back, note, nudge, reach
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.seal import reopen, seal
from lastmile_tui.domain.changes.status import let_go, park, resume, turn
from lastmile_tui.domain.measures.attention import MOST
from lastmile_tui.domain.measures.finished_goals import FINISHED
from lastmile_tui.domain.measures.last_mile import Factor, LastMile
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.measures.reasons import ReasonKind
from lastmile_tui.domain.model.record import undo
from lastmile_tui.errors import StoreError
from support.domain.goals import Step, changes, driven, take
from support.domain.history import TODAY, at, begun, history, watch

BOOK = "Book: a > b > c > d >> e"
TOMORROW = TODAY + timedelta(days=1)


class File:
    """Goals with their logs, as a store holds them, that counts how often a log is read."""

    def __init__(self, *records):
        self.records = {record.goal.uid: record for record in records}
        self.read = Counter()
        goals = [record.goal for record in records]
        self.watch = Measurer(goals, self.log_of)

    def log_of(self, uid):
        self.read[uid] += 1
        return self.records[uid].log

    def do(self, record, days_ago, move, *args, number=900):
        """Make a move and let the watch follow; the new record."""
        after = move(record, at(days_ago, number), *args)
        self.put(after)
        return after

    def put(self, record):
        old = self.records.get(record.goal.uid)
        self.records[record.goal.uid] = record
        self.watch.change(old.goal if old else None, record.goal)

    def measure(self, record, today=TODAY):
        return self.watch.measure(record.goal, today)


def book(*beats, line=BOOK, uid=0, due=None):
    return history(line, begun(20), *beats, uid=uid, due=due)


def started(title, days_ago, uid, added=12):
    """A goal that was started on a day, added after `BOOK` came into its stretch."""
    return history(f"{title}: a > b > c", begun(added), (days_ago, advance), uid=uid)


# What is kept


def test_measures_are_the_same_object_until_something_changes():
    made = book((18, advance))
    file = File(made)
    first = file.measure(made)
    assert file.measure(made) is first
    file.measure(made, TOMORROW)
    assert file.measure(made, TOMORROW) is file.measure(made, TOMORROW)
    after = file.do(made, 0, note, "x")
    assert file.measure(after) is not first
    assert file.measure(after).course.entries == first.course.entries + 1


def test_a_log_is_read_when_its_goal_is_looked_at_and_once_for_each_change():
    one, other = book((18, advance)), started("Boat", 9, uid=500)
    file = File(one, other)
    assert file.read == {}
    for day in range(5):
        file.measure(one, TODAY + timedelta(days=day))
    assert file.read == {one.goal.uid: 1}
    after = file.do(one, 0, note, "x")
    assert file.read == {one.goal.uid: 1}
    for _ in range(3):
        file.measure(after)
        file.measure(other)
    assert file.read == {one.goal.uid: 2, other.goal.uid: 1}


def test_what_another_goal_does_leaves_the_measures_of_a_touched_one_as_they_are():
    made, other = book((18, advance), (0, advance)), started("Boat", 9, uid=500)
    file = File(made, other)
    first = file.measure(made)
    file.do(other, 3, note, "x")
    assert file.measure(made) is first


def test_what_another_goal_does_leaves_those_that_are_not_in_their_stretch_as_they_are():
    resting, driven = book((12, reach, 1)), book(uid=1)
    file = File(resting, driven)
    before = file.measure(resting)
    file.do(driven, 0, advance)
    assert file.measure(resting) is before


def test_another_goal_that_is_started_is_seen_without_reading_the_log_again():
    made = book((18, reach, 3), (9, note, "x"))
    file = File(made)
    first = file.measure(made)
    assert ReasonKind.MOVED_ON not in kinds(first)
    file.put(started("Boat", 5, uid=500))
    told = reason(file.measure(made), ReasonKind.MOVED_ON)
    assert (told.name, told.count) == ("Boat", 1)
    assert file.read[made.goal.uid] == 1
    assert file.measure(made).course is first.course


def kinds(measures):
    return {reason.kind for reason in measures.attention.reasons}


def reason(measures, kind):
    return next(reason for reason in measures.attention.reasons if reason.kind is kind)


# The others


def moved_on(watch, made):
    """How many others were started since the work on a goal, or else driven, and which last."""
    reasons = watch.measure(made.goal, TODAY).attention.reasons
    return [(one.count, one.name) for one in reasons if one.kind is ReasonKind.MOVED_ON]


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ([], []),
        ([started("Boat", 10, uid=500)], []),
        ([started("Boat", 9, uid=500)], []),  # the same evening
        ([started("Boat", 8, uid=500)], [(1, "Boat")]),
        ([started("Boat", 5, uid=500), started("Car", 3, uid=700)], [(2, "Car")]),
        ([started("Car", 3, uid=700), started("Boat", 5, uid=500)], [(2, "Car")]),
        ([history("Boat: a > b", begun(30), (19, advance), (4, advance), uid=500)], [(1, "")]),
        ([started("Boat", 5, uid=500, added=16)], [(1, "Boat")]),
        ([started("Boat", 5, uid=500, added=18)], [(1, "")]),  # the evening of the gate
        ([started("Boat", 5, uid=500, added=20)], [(1, "")]),
        ([started("Boat", 5, uid=500, added=19), started("Car", 3, uid=700)], [(1, "Car")]),
        ([started("Car", 5, uid=700), started("Boat", 3, uid=500, added=90)], [(1, "Car")]),
        ([history("Boat: a > b", begun(4), (2, note, "x"), uid=500)], []),
    ],
)
def test_the_others_are_those_driven_and_started_since_the_last_work(others, found):
    made = book((18, reach, 3), (9, note, "x"))
    assert moved_on(watch(made, *others), made) == found


@pytest.mark.parametrize(
    ("parked", "found"),
    [
        ([], 1),
        ([(20, park, TODAY - timedelta(days=6))], 0),
        ([(20, park, TODAY), (6, resume)], 0),
        ([(20, let_go), (6, resume)], 0),
        ([(20, park, TODAY - timedelta(days=12))], 1),
        ([(20, park, TODAY - timedelta(days=6)), (19, undo)], 1),
    ],
)
def test_what_was_driven_while_a_goal_was_parked_is_not_held_against_it(parked, found):
    """The other one was driven ten days ago."""
    other = history("Boat: a > b > c", begun(50), (40, advance), (10, advance), uid=500)
    beats = [begun(34), (33, advance), (32, advance), (31, advance), (30, advance)]
    made = history(BOOK, *beats, *parked)
    assert moved_on(watch(made, other), made) == [(1, "")] * found


def test_a_goal_is_not_among_its_own_others():
    made = book((18, reach, 3), (9, advance))
    assert moved_on(watch(made), made) == []


def test_a_goal_that_left_the_file_was_not_driven_for_it():
    made, other = book((18, reach, 3), (9, note, "x")), started("Boat", 5, uid=500)
    file = File(made, other)
    assert moved_on(file.watch, made) == [(1, "Boat")]
    gone = file.do(other, 2, remove)
    assert moved_on(file.watch, made) == []
    file.do(gone, 1, undo, number=950)
    assert moved_on(file.watch, made) == [(1, "Boat")]
    file.watch.change(file.records[other.goal.uid].goal, None)
    assert moved_on(file.watch, made) == []


def test_a_start_that_was_undone_is_none():
    made, other = book((18, reach, 3), (9, note, "x")), started("Boat", 5, uid=500)
    file = File(made, other)
    file.do(other, 4, undo)
    assert moved_on(file.watch, made) == []


# The person's last mile


def finished(uid, stretch, added=100, verb=seal):
    """Four miles of five days each, then one mile in so many days."""
    beats = [(added - 5 * number, advance) for number in range(1, 5)]
    end = added - 20 - stretch
    return history(BOOK, begun(added), *beats, (end, nudge, 1.0), (end, verb), uid=uid)


def test_without_a_finished_goal_there_is_no_factor():
    assert watch(book((18, advance))).last_mile == LastMile()


def test_the_factor_comes_from_the_goals_that_are_sealed_or_let_go():
    """Twice, four times and just as long a mile, with three more of what is assumed."""
    records = (finished(100, 10), finished(200, 20), finished(300, 5))
    found = watch(*records)
    assert found.last_mile.markers == Factor(pytest.approx((8 * 1.5**3) ** (1 / 6)), 3)
    assert found.factor(records[0].goal) == found.last_mile.markers
    let = finished(400, 10, verb=let_go)
    held = watch(let, book((18, advance))).last_mile
    assert held.markers == Factor(pytest.approx((2 * 1.5**3) ** (1 / 4)), 1)


def test_counting_goals_have_a_factor_of_their_own():
    words = history("Novel target 500 words", begun(9), (5, nudge, 100), uid=900)
    found = watch(finished(100, 10), finished(200, 20), words)
    assert found.factor(words.goal) == Factor(pytest.approx(1.0))
    assert found.last_mile.markers.goals == 2


def test_finished_goals_that_say_nothing_are_not_counted():
    short = history("Short > a", begun(9), (5, advance), (4, seal), uid=600)
    assert watch(finished(100, 10), short).last_mile.markers.goals == 1


def test_the_newest_thirty_finished_goals_tell():
    slow = [finished(1_000 * number, 40, added=300) for number in range(1, 6)]
    quick = [finished(1_000 * number, 5) for number in range(10, 10 + FINISHED)]
    assert watch(*slow, *quick).last_mile.markers == Factor(
        pytest.approx(1.5 ** (3 / (FINISHED + 3))), FINISHED
    )


def test_the_factor_follows_seals_reopenings_and_undos():
    made = finished(100, 10)
    file = File(made, book((18, advance)))
    known = file.watch.last_mile
    assert known.markers.goals == 1
    opened = file.do(made, 9, reopen)
    assert file.watch.last_mile == LastMile()
    again = file.do(opened, 8, undo, number=950)
    assert file.watch.last_mile == known
    file.do(again, 7, remove, number=990)
    assert file.watch.last_mile == LastMile()


def test_a_slow_last_mile_moves_the_forecasts_of_other_goals_and_no_log_is_read_for_it():
    made = book((6, advance), (3, advance), (0, advance))
    file = File(made)
    before = file.measure(made).forecast
    file.put(finished(100, 40))
    file.put(finished(200, 40))
    assert file.measure(made).forecast.middle > before.middle
    assert file.read[made.goal.uid] == 1


def test_a_sealed_and_a_let_go_goal_have_a_course_and_nothing_else():
    for made in (finished(100, 10), finished(100, 10, verb=let_go)):
        found = watch(made).measure(made.goal, TODAY)
        assert (found.attention.level, found.forecast, found.stake) == (0, None, None)
        assert found.course.in_stretch == TODAY - timedelta(days=80)


# The most endangered first


def three():
    quiet = history("Quiet: a > b > c > d >> e", begun(20), (18, reach, 3), (0, note, "x"), uid=100)
    owed = history(
        "Owed: a > b > c > d >> e", begun(20), (18, reach, 3), (16, turn, "mine"), uid=300
    )
    door = history("Door: a > b > c > d >> e", begun(20), (8, reach, 4), uid=500)
    return quiet, owed, door


def test_the_most_endangered_come_first_whatever_their_order():
    quiet, owed, door = three()
    seen = watch(quiet, owed, door)
    for goals in ([quiet, owed, door], [door, owed, quiet], [owed, quiet, door]):
        found = seen.endangered([record.goal for record in goals], TODAY)
        assert [goal.title for goal, _ in found][-1] == "Quiet"
        levels = [measures.attention.level for _, measures in found]
        assert levels == sorted(levels, reverse=True)
        assert levels[0] == MOST


def test_at_one_level_who_is_due_first_and_then_who_was_longest_untouched_comes_first():
    old = book((0, reach, 3), uid=100, line="Old: a > b > c > d >> e")
    new = book((0, reach, 3), uid=300, line="New: a > b > c > d >> e")
    due = book((0, reach, 3), uid=500, due=40, line="Due: a > b > c > d >> e")
    found = watch(new, old, due).endangered([new.goal, old.goal, due.goal], TODAY)
    assert [measures.attention.level for _, measures in found] == [0, 0, 0]
    assert [goal.title for goal, _ in found] == ["Due", "Old", "New"]


def test_the_worst_is_the_first_of_the_endangered_and_no_more_is_measured_than_needed():
    quiet, owed, door = three()
    file = File(quiet, owed, door)
    goals = [record.goal for record in (quiet, owed, door)]
    worst = file.watch.worst(goals, TODAY)
    looked = sum(file.read.values())
    assert worst == file.watch.endangered(goals, TODAY)[0]
    assert looked < len(goals)
    assert file.watch.worst([], TODAY) is None


# It never matters when it was looked at


@given(driven(size=8), st.lists(changes, max_size=6), st.integers(0, 60))
def test_a_watch_that_followed_every_change_says_what_a_new_one_says(made, steps, days):
    other = started("Boat", 5, uid=500)
    file = File(made, other)
    today = made.event.day + timedelta(days=days)
    for one in steps:
        file.measure(made, today)
        after = take(made, one)
        if after is made:
            continue
        file.put(after)
        made = after
    fresh = watch(made, other)
    assert file.measure(made, today) == fresh.measure(made.goal, today)
    assert file.measure(other, today) == fresh.measure(other.goal, today)
    assert file.watch.last_mile == fresh.last_mile


def test_taking_a_change_back_gives_the_measures_that_were():
    made = book((18, reach, 3), (9, note, "x"))
    file = File(made)
    before = file.measure(made)
    after = take(made, Step(back))
    file.put(after)
    assert file.measure(after).course != before.course
    again = take(after, Step(undo))
    file.put(again)
    assert file.measure(again) == before


def test_a_log_that_cannot_be_read_takes_nothing_else_away():
    broken = history("Done: a >> b", begun(9), (8, advance), (7, advance), (6, seal))
    well = history("Live: a >> b", begun(5), (4, advance), uid=500)

    def log_of(uid):
        if uid == broken.goal.uid:
            raise StoreError("The log of a goal in the file cannot be read.")
        return well.log

    held = Measurer([broken.goal, well.goal], log_of)
    assert held.last_mile.markers.goals == 0
    found = held.endangered([broken.goal, well.goal], TODAY)
    assert [goal.title for goal, _ in found] == ["Live"]
    assert held.worst([broken.goal, well.goal], TODAY)[0].title == "Live"
