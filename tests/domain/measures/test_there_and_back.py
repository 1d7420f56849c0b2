"""Going forward and back at once leaves all that is measured as it was."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, back, drive_to, note, nudge, reach
from lastmile_tui.domain.changes.status import park
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.mirror.gather import trace_of
from lastmile_tui.domain.model.events import ulid
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.domain.review.outcomes import outcome
from lastmile_tui.errors import GoalError
from support.domain.history import TODAY, at, begun, history, measured

ROAD = "Road: a > b > c > d > e > f >> g > h"
STEADY = [(20, advance), (15, advance), (11, advance), (8, advance)]
LATE = [*STEADY, (5, advance), (4, advance), (3, advance)]


def then(record, *moves, days_ago=0, minutes=1, first=600):
    """Moves after each other on one day, so many minutes apart."""
    for number, move in enumerate(moves):
        record = move(record, at(days_ago, first + number * minutes))
    return record


def left(record):
    """All that is found of a record: its measures, instants, what the mirror and a review see."""
    goal = record.goal
    instants = (goal.created, goal.started, goal.driven, goal.touched)
    seen = structs.replace(trace_of(goal, record.log, TODAY), goal=None)
    came = structs.replace(outcome(record, TODAY), goal=None)
    return measured(record), instants, seen, came


FORTH = partial(nudge, miles=0.3)
BACK, LESS = partial(nudge, miles=-0.3), partial(nudge, miles=-0.1)

AWAY_AND_BACK = {
    "a marker and back": (advance, back),
    "a marker, undone": (advance, undo),
    "a part and back": (FORTH, BACK),
    "a part, undone": (FORTH, undo),
    "two markers and back one by one": (advance, advance, back, back),
    "a jump and back to where it began": (partial(reach, index=5), partial(reach, index=3)),
    "a jump into the stretch and back": (partial(reach, index=6), partial(reach, index=3)),
    "undone, redone and driven back": (advance, undo, redo, back),
    "there, a part back, and the rest": (FORTH, LESS, BACK, partial(nudge, miles=0.1)),
    "back first and forward again": (back, advance),
    "twice": (advance, back, advance, back),
    "a total, and the one before": (partial(drive_to, position=5), partial(drive_to, position=4)),
}  # fmt: skip


@pytest.mark.parametrize("days_ago", [0, 2, 6])
@pytest.mark.parametrize("moves", AWAY_AND_BACK.values(), ids=AWAY_AND_BACK)
def test_there_and_back_within_a_day_leaves_no_trace(moves, days_ago):
    before = history(ROAD, begun(22), *STEADY)
    after = then(before, *moves, days_ago=days_ago)
    assert after.goal.position == before.goal.position
    assert left(after) == left(before)


@pytest.mark.parametrize("moves", [(advance, back), (FORTH, BACK), (advance, undo)])
@pytest.mark.parametrize("beats", [(), STEADY[:1], LATE], ids=["planned", "begun", "in stretch"])
def test_it_leaves_none_wherever_the_goal_stands(beats, moves):
    before = history(ROAD, begun(22), *beats)
    assert left(then(before, *moves)) == left(before)


def test_across_midnight_it_does_neither_within_an_hour():
    before = history(ROAD, begun(22), *STEADY)
    late, early = at(1, 700), at(0, 0)
    late = replace(
        late,
        at=late.at.replace(hour=23, minute=50),
        id=ulid(late.at.replace(hour=23, minute=50), 1),
    )
    for hour, traceless in ((0, True), (3, False)):
        instant = early.at.replace(hour=hour, minute=20)
        stamp = replace(early, at=instant, id=ulid(instant, 2))
        after = back(advance(before, late), stamp)
        assert (left(after) == left(before)) is traceless


@pytest.mark.parametrize(
    ("there", "again"),
    [((advance,), (back,)), ((FORTH,), (BACK,)), ((advance, advance), (back, back))],
)
def test_who_comes_back_on_a_later_day_has_driven(there, again):
    before = history(ROAD, begun(22), *STEADY)
    after = then(then(before, *there, days_ago=3), *again)
    assert TODAY - timedelta(3) in measured(after).course.touches
    assert measured(after).course.touched == TODAY


@pytest.mark.parametrize(
    "beside", [partial(note, text="soon"), partial(park, until=TODAY + timedelta(3))]
)
def test_what_was_done_in_between_counts_as_it_does_alone(beside):
    before = history(ROAD, begun(22), *STEADY)
    alone, between = then(before, beside), then(before, advance, beside, back)
    assert measured(between).course.touches == measured(alone).course.touches
    assert measured(between).course.legs == measured(alone).course.legs


def test_the_leg_that_follows_is_as_long_as_without_it():
    before = history(ROAD, begun(22), *STEADY)
    slipped = then(before, advance, back, days_ago=5)
    plain, after = then(before, advance, days_ago=1), then(slipped, advance, days_ago=1)
    assert measured(after).course.legs == measured(plain).course.legs
    assert left(after) == left(plain)


DRIVES = st.lists(
    st.tuples(st.integers(0, 25), st.sampled_from([advance, back, FORTH, BACK])), max_size=12
).map(lambda beats: sorted(beats, key=lambda beat: -beat[0]))


@given(
    DRIVES, st.lists(st.sampled_from([0.1, 0.4, 1.0, 2.5]), min_size=1, max_size=4), st.booleans()
)
def test_whatever_was_driven_before_there_and_back_leaves_no_trace(beats, ways, undoes):
    before = history(ROAD, begun(26))
    for number, (days_ago, move) in enumerate(beats, 1):
        try:
            before = move(before, at(days_ago, number))
        except GoalError:
            continue
    place, after = before.goal.position, before
    for number, miles in enumerate(ways):
        if after.goal.to_go:
            after = nudge(after, at(0, 600 + number), miles)
    if undoes:
        for number in range(len(after.log) - len(before.log)):
            after = undo(after, at(0, 640 + number))
    elif after.goal.position != place:
        after = nudge(after, at(0, 640), place - after.goal.position)
    assert after.goal.position == place
    if not any(days_ago == 0 for days_ago, _ in beats):
        assert left(after) == left(before)
    assert course_of(after.goal, after.log).legs == course_of(before.goal, before.log).legs
