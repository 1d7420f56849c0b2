"""A review over a day: the place in it, what was answered, leaving, undoing, and the next day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, note
from lastmile_tui.domain.changes.status import park
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.review.answers import LEADS_ON, Answer, allowed, answering, no_change
from lastmile_tui.domain.review.queue import LIMIT, Review, Scope
from lastmile_tui.errors import GoalError
from support.domain.history import TODAY, at, begun, history
from support.domain.review import begin, do, move_of, titles

ROADS = (
    history("Door: a >> b", begun(5), (4, advance), (3, advance), uid=1),
    history("Near: a > b > c > d >> e", begun(9), *[(8, advance)] * 4, uid=2),
    history("Blocked: a > b > c > d >> e", begun(9), (8, advance), (7, note, "rain"), uid=3),
    history("Planned: a > b", begun(2), uid=4),
    history("Back: a > b > c", begun(9), (8, advance), (6, park, TODAY - timedelta(1)), uid=5),
    *(history(f"Dream {number}: a > b", begun(40), uid=number) for number in range(10, 20)),
)

QUEUE = Review(TODAY, ("a", "b", "c"))


# The place


def test_the_ends_of_a_review_stop_every_step():
    assert (QUEUE.uid, QUEUE.left) == ("a", 3)
    assert QUEUE.step(-1) == QUEUE
    assert QUEUE.step(2).uid == "c"
    last = QUEUE.step(9)
    assert (last.uid, last.left, last.step(1), last.step(-1).uid) == (None, 0, last, "c")
    assert QUEUE.to_end() == last


def test_a_place_is_that_of_a_goal_and_stays_for_a_goal_that_is_not_asked_about():
    assert QUEUE.go_to("c").uid == "c"
    assert QUEUE.step(1).go_to("z") == QUEUE.step(1)
    assert QUEUE.step(1).go_to(None) == QUEUE.step(1)


@pytest.mark.parametrize(
    ("gone", "place"),
    [("", "b"), ("a", "b"), ("c", "b"), ("b", "c"), ("bc", None), ("abc", None)],
)
def test_where_goals_are_gone_the_place_is_that_of_the_next_one(gone, place):
    held = QUEUE.step(1).without(gone)
    assert held.uid == place
    assert held.queue == tuple(uid for uid in "abc" if uid not in gone)


def test_a_review_of_nothing_is_its_last_page():
    assert begin([]) == Review(TODAY)
    assert begin([]).uid is None


# A day


class Day:
    """A file while its review is answered, left, undone and begun again."""

    def __init__(self):
        self.records = {made.goal.uid: made for made in ROADS}
        self.start = self.records
        self.done = []
        self.held = self.begin()

    def begin(self):
        held = begin(self.records.values())
        answered = {uid for uid, _ in self.done}
        assert set(held.queue[: held.at]) == answered
        assert answered.isdisjoint(held.queue[held.at :])
        assert len(held.queue) == len(set(held.queue)) == LIMIT
        return held

    def stamp(self):
        return at(0, 200 + sum(len(made.log) for made in self.records.values()))

    def answer(self, number):
        """Give the goal of the page one of the answers that it may be given."""
        if self.held.uid is None:
            return
        made = self.records[self.held.uid]
        answers = allowed(made.goal, Scope.DAILY, TODAY)
        if not answers:
            return
        answer = answers[number % len(answers)]
        move = answering(move_of(answer, made.goal, TODAY, len(made.log)), Scope.DAILY)
        if answer is Answer.SAME and made.goal.reviewed == TODAY:
            with pytest.raises(GoalError, match="stands already"):
                move(made, self.stamp())
        else:
            self.records = self.records | {made.goal.uid: move(made, self.stamp())}
            self.done.append((made.goal.uid, made))
        if answer in LEADS_ON:
            self.held = self.held.step(1)

    def undo(self, _=0):
        """Take back the newest answer of all."""
        if self.done:
            uid, before = self.done.pop()
            after = undo(self.records[uid], self.stamp())
            assert shown(after) == shown(before)
            self.records = self.records | {uid: after}

    def turn(self, number):
        self.held = self.held.step(number - 5)

    def leave(self, _):
        """Leave, and begin again at the place that was left."""
        place = self.held.uid
        again = self.begin().go_to(place)
        assert place is None or again.uid == place
        self.held = again


def shown(made):
    """What stands of a goal: its fields but the last change, and its registers."""
    registers = {
        name: {key: held for key, held in value.items() if held is not None}
        if isinstance(value, dict)
        else value
        for name, value in fold(made.log).items()
        if not (isinstance(value, dict) and value.get("gone"))
    }
    return replace(made.goal, changed=made.goal.created), registers


steps = st.tuples(
    st.sampled_from([Day.answer, Day.answer, Day.answer, Day.turn, Day.leave, Day.undo]),
    st.integers(0, 9),
)


@settings(max_examples=40)
@given(st.lists(steps, max_size=30))
def test_whatever_happens_in_a_day_nothing_is_asked_twice_and_all_can_be_undone(acts):
    day = Day()
    first = day.held
    for act, number in acts:
        act(day, number)
    day.begin()
    while day.done:
        day.undo()
    assert day.begin().queue == first.queue
    for uid, made in day.records.items():
        assert shown(made) == shown(day.start[uid])


def test_an_answer_that_was_undone_is_asked_for_again():
    made = do(ROADS[3], no_change)
    assert begin([made]).uid is None
    again = begin([do(made, undo)])
    assert (again.uid, again.at) == (made.goal.uid, 0)


def test_what_left_the_road_by_its_answer_stays_among_the_answered():
    parked = do(ROADS[3], answering(move_of(Answer.PARK, ROADS[3].goal, TODAY), Scope.DAILY))
    held = begin([parked, ROADS[0]])
    assert titles(held, [parked, ROADS[0]]) == ["Planned", "Door"]
    assert (held.at, held.rest) == (1, 0)


def test_what_was_answered_first_stands_first():
    one, other = do(ROADS[0], no_change, number=620), do(ROADS[1], no_change, number=610)
    assert titles(begin([one, other]), [one, other]) == ["Near", "Door"]


# The day turns


def stamp_at(calendar, day, hour, minute):
    instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=calendar.zone)
    return Stamp(ulid(instant, minute), instant, "dev", calendar.date_of(instant))


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
    ],
)
@pytest.mark.parametrize("after", [-1, 0, 1])
def test_an_answer_counts_for_the_old_day_until_four_at_night(zone, change, after):
    calendar, day = Calendar(ZoneInfo(zone)), change + timedelta(after)
    made = replace(ROADS[3], log=ROADS[3].log[:1])
    late = no_change(made, stamp_at(calendar, day, 3, 59))
    assert late.goal.reviewed == day - timedelta(1)
    assert begin([late], day - timedelta(1)).uid is None
    assert begin([late], day).uid == made.goal.uid
    early = no_change(late, stamp_at(calendar, day, 4, 0))
    assert early.goal.reviewed == day
    assert begin([early], day).uid is None
    assert begin([early], day + timedelta(1)).uid == made.goal.uid


def test_missed_days_do_not_pile_up():
    records = [do(made, no_change, days_ago=1) for made in ROADS]
    for missed in range(5):
        held = begin(records, TODAY + timedelta(missed))
        assert len(held.queue) == len(set(held.queue)) == LIMIT
        assert (held.at, held.rest) == (0, len(ROADS) - LIMIT)


def test_a_new_day_asks_anew_and_keeps_every_answer():
    records = [do(made, answering(advance, Scope.DAILY)) for made in ROADS[1:4]]
    tomorrow = begin(records, TODAY + timedelta(1))
    assert (tomorrow.at, len(tomorrow.queue)) == (0, 3)
    assert all(made.goal.reviewed == TODAY for made in records)
