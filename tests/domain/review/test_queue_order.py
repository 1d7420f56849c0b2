"""Which goals a daily review asks about, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go, park
from lastmile_tui.domain.examples.templates import save_template
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.picks.last_mile import pick
from lastmile_tui.domain.review import diary, queue
from lastmile_tui.domain.review.answers import no_change
from lastmile_tui.domain.review.queue import LIMIT, LONG, MEASURED
from support.domain.history import TODAY, at, begun, history, measured
from support.domain.review import begin, do, titles


def planned(title, uid, days_ago=3):
    return history(f"{title}: a > b > c > d >> e", begun(days_ago), uid=uid)


def driving(title, uid, days_ago=3, due=None):
    beats = [(days_ago, advance)]
    return history(f"{title}: a > b > c > d >> e", begun(days_ago + 1), *beats, uid=uid, due=due)


def in_stretch(title, uid, days_ago=3, due=None):
    beats = [(days_ago, advance)] * 4
    return history(f"{title}: a > b > c > d >> e", begun(days_ago + 1), *beats, uid=uid, due=due)


def at_door(title, uid, days_ago=3):
    return history(f"{title}: a >> b", begun(days_ago + 1), *[(days_ago, advance)] * 2, uid=uid)


def asked(*records, day=TODAY):
    return titles(begin(records, day), records)


# The order


def test_the_end_of_the_road_comes_first_whatever_worries_more():
    late = driving("Late", 0, days_ago=60, due=-30)
    near, door = in_stretch("Near", 10, days_ago=1), at_door("Door", 20, days_ago=2)
    assert measured(late).attention.level > measured(near).attention.level
    assert asked(late, near, door) == ["Door", "Near", "Late"]


def test_what_worries_more_comes_first():
    late, quiet = driving("Late", 10, due=-1), driving("Quiet", 0, days_ago=4)
    assert asked(quiet, late) == ["Late", "Quiet"]


def test_of_equal_worry_the_longest_untouched_comes_first():
    made = [planned("New", 0, 2), planned("Old", 10, 9), planned("Older", 20, 10)]
    assert asked(*made) == ["Older", "Old", "New"]


def test_what_was_worked_on_today_comes_last_even_at_the_door():
    door = do(at_door("Door", 0), note, "they called")
    near = do(in_stretch("Near", 10), nudge, 0.1)
    assert asked(door, near, planned("Planned", 20)) == ["Planned", "Door", "Near"]


def test_work_that_was_undone_today_is_no_work():
    near = do(do(in_stretch("Near", 10), nudge, 0.1), undo)
    assert asked(planned("Planned", 20), near) == ["Near", "Planned"]


@pytest.mark.parametrize("answer", [no_change, pick])
def test_an_answer_alone_is_no_work(answer):
    before = in_stretch("Near", 10, days_ago=9)
    near = do(before, answer, days_ago=1)
    assert near.goal.touched == before.goal.touched
    assert measured(near).attention == measured(before).attention


POOL = [
    *(planned(f"P{number}", number, days_ago=4) for number in range(4)),
    *(driving(f"D{number}", number, due=-1) for number in range(10, 13)),
    *(in_stretch(f"S{number}", number, days_ago=number - 19) for number in range(20, 23)),
    *(at_door(f"T{number}", number, days_ago=0) for number in range(30, 32)),
]
SAME_INSTANT = [
    replace(made, goal=replace(made.goal, touched=POOL[0].goal.touched)) for made in POOL
]


@settings(max_examples=25)
@given(st.sampled_from([POOL, SAME_INSTANT]), st.randoms(use_true_random=False))
def test_the_order_is_the_same_however_the_goals_stand_in_the_file(pool, dice):
    shuffled = dice.sample(pool, len(pool))
    assert begin(shuffled) == begin(pool)
    assert len(set(begin(pool).queue)) == LIMIT


# Who is on the road


def test_goals_beside_the_road_are_never_asked_about():
    gone = [
        do(planned("Parked", 0), park, TODAY + timedelta(1)),
        do(at_door("Sealed", 10), seal),
        do(planned("Let go", 20), let_go),
        do(planned("Removed", 30), remove),
        save_template(planned("Template", 40), "Template", at(1, 450)),
        diary.begin(at(2, 50)),
    ]
    assert asked(*gone, planned("Planned", 60)) == ["Planned"]
    assert begin(gone).rest == 0


def test_a_parked_goal_is_asked_about_from_the_day_on_which_it_comes_back():
    made = do(planned("Back", 0), park, TODAY, days_ago=2)
    assert asked(made, day=TODAY - timedelta(1)) == []
    assert asked(made) == ["Back"]


def test_goals_that_cannot_be_measured_are_left_out_and_counted_with_the_rest():
    made = planned("Planned", 0)
    held = queue.begin([made.goal], lambda _: None, TODAY)
    assert (held.queue, held.rest) == ((), 1)


# Ten of sixty


def crowd(count=60, oldest=5):
    """Stretch goals that all matter more than the one planned road, untouched so many days."""
    near = [in_stretch(f"S{number:02}", number, days_ago=6) for number in range(count - 1)]
    return [planned("Dream", 90, days_ago=oldest), *near]


def test_ten_of_sixty_are_asked_about_and_the_rest_is_told():
    held = begin(crowd())
    assert (len(held.queue), held.rest, held.at, held.left) == (LIMIT, 50, 0, LIMIT)


def test_the_rest_stays_while_the_ten_are_answered():
    records = crowd()
    for answered in range(LIMIT + 1):
        held = begin(records)
        assert (held.rest, held.at, held.left) == (50, answered, LIMIT - answered)
        records = [answer_if(made, held.uid) for made in records]


@pytest.mark.parametrize(("days_ago", "is_asked"), [(LONG, True), (LONG - 1, False)])
def test_the_last_place_is_kept_for_what_nobody_looked_at_for_long(days_ago, is_asked):
    found = asked(*crowd(oldest=days_ago))
    assert ("Dream" in found) is is_asked
    assert found.index("Dream") == LIMIT - 1 if is_asked else found[-1] == "S09"


def test_a_planned_goal_without_dates_is_asked_once_and_again_after_long():
    records = crowd(oldest=40)
    records[0] = do(records[0], no_change, days_ago=LONG)
    assert "Dream" in asked(*records)
    records[0] = do(records[0], no_change, days_ago=LONG - 1)
    assert "Dream" not in asked(*records)


def test_every_road_left_alone_has_its_turn_within_as_many_days_as_there_are():
    dreams = [planned(f"Dream {number}", 200 + number, days_ago=40) for number in range(4)]
    records = [*dreams, *crowd(20)]
    seen = []
    for ago in range(4, 0, -1):
        day = TODAY - timedelta(ago)
        last = begin(records, day).queue[-1]
        seen += [made.goal.title for made in records if made.goal.uid == last]
        records = [answer_if(made, last, days_ago=ago) for made in records]
    assert sorted(seen) == [made.goal.title for made in dreams]


def answer_if(made, uid, days_ago=0):
    return do(made, no_change, days_ago=days_ago) if made.goal.uid == uid else made


def test_leaving_after_any_answer_and_beginning_again_asks_about_the_same_goals():
    records = crowd(oldest=40)
    first = begin(records)
    for answered in range(LIMIT + 1):
        held = begin(records)
        assert held.queue == first.queue
        assert (held.at, held.rest) == (answered, 50)
        records = [answer_if(made, held.uid) for made in records]


def test_long_is_counted_in_local_days():
    """Midnight in UTC is one at night in Berlin, which belongs to the day before."""
    instant = datetime.combine(TODAY - timedelta(LONG - 1), datetime.min.time(), UTC)
    stamp = Stamp(ulid(instant, 9), instant, "dev", instant.date() - timedelta(1))
    records = crowd(oldest=40)
    records[0] = note(records[0], stamp, "a late thought")
    assert asked(*records)[-1] == "Dream"


# A thousand goals


FAR, NEAR, DATED = planned("Far", 0, 5), in_stretch("Near", 10, 2), driving("Dated", 20, due=-1)
KNOWN = {made.goal.title: measured(made) for made in (FAR, NEAR, DATED)}


def begin_of_many(goals):
    """A review, and the goals that were measured for it."""
    calls = []

    def measure(goal):
        calls.append(goal.uid)
        return KNOWN[goal.title]

    return queue.begin(goals, measure, TODAY), calls


def copies(made, count, **changes):
    return [replace(made.goal, uid=f"{made.goal.uid}{n:04}", **changes) for n in range(count)]


def test_of_a_thousand_goals_the_likeliest_are_measured_and_asked_about():
    oldest = replace(FAR.goal, uid="oldest", touched=at(90).at)
    some_day = copies(FAR, 1000, due=TODAY + timedelta(300))
    held, calls = begin_of_many([*some_day, oldest, NEAR.goal, DATED.goal])
    assert held.queue[:3] == (NEAR.goal.uid, DATED.goal.uid, "oldest")
    assert held.rest == 1003 - LIMIT
    assert len(calls) <= MEASURED


def test_no_more_are_measured_however_many_there_are_of_each_kind():
    sometime = copies(FAR, 300)
    held, calls = begin_of_many([*copies(NEAR, 300), *copies(DATED, 300), *sometime])
    assert len(held.queue) == LIMIT
    assert len(calls) == len(set(calls)) <= MEASURED


def test_all_goals_are_measured_while_they_are_few_enough():
    _, calls = begin_of_many(copies(FAR, MEASURED))
    assert len(calls) == MEASURED
