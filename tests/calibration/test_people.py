"""Simulated people do what their kind says, in logs that the domain itself has written."""

from __future__ import annotations

from functools import cache
from statistics import mean, median

import pytest

from calibration.kinds import LEARNT_FROM, NAMES, TWELVE, person_of
from calibration.replay import Life
from calibration.stories import Sketch, day_of, play
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.undo import standing

PEOPLE = 3


def ended(story):
    *_, (day, record) = play(story)
    return record, course_of(record.goal, record.log, day_of(day))


@cache
def finished(kind):
    """The finished goals of a few people, with their logs and courses."""
    stories = [story for number in range(PEOPLE) for story in person_of(kind, number, 2).stories]
    return [(story, *ended(story)) for story in stories if story.came is not None]


def kinds_of(record):
    return [event.kind for event in standing(record.log)]


def pace(legs):
    return sum(leg.miles for leg in legs) / sum(leg.days for leg in legs)


def gain(course):
    """The pace of the later half of the legs over that of the earlier one."""
    middle = len(course.legs) // 2
    return pace(course.legs[middle:]) / pace(course.legs[:middle])


def are_alike(legs):
    days = [leg.days for leg in legs]
    return max(days) - min(days) <= 1 + 0.35 * max(days)


def stretch_ratio(course):
    before, behind = ([leg for leg in course.legs if leg.final is at] for at in (False, True))
    return pace(before) / pace(behind)


@pytest.mark.parametrize("kind", NAMES)
def test_every_goal_ends_at_its_last_marker_on_the_day_that_is_said(kind):
    for story, record, course in finished(kind):
        assert record.goal.sealed
        assert course.at_door == day_of(story.came)
        assert course.begun <= day_of(story.begun)


@pytest.mark.parametrize("kind", NAMES)
def test_a_person_is_always_the_same_and_another_number_is_another_one(kind):
    once, again, other = person_of(kind, 0, 2), person_of(kind, 0, 2), person_of(kind, 1, 2)
    days = [[beat.day for story in each.stories for beat in story.beats] for each in (once, again)]
    assert days[0] == days[1]
    assert days[0] != [beat.day for story in other.stories for beat in story.beats]
    assert sum(story.came is not None for story in once.stories[: once.teach]) >= LEARNT_FROM


@pytest.mark.parametrize("kind", NAMES)
def test_one_goal_of_each_person_dies_in_its_stretch(kind):
    (dead,) = [story for story in person_of(kind, 0, 2).stories if story.came is None]
    records = [record for day, record in play(dead) if day <= dead.last]
    assert records[-1].goal.state(day_of(dead.last)) is State.STRETCH
    assert dead.over >= dead.last + 21


WAYS = {
    "weekends": lambda rows: all(day.weekday() >= 5 for *_, course in rows for day in course.moves),
    "steady": lambda rows: median(course.stride for *_, course in rows) == 1,
    "batches": lambda rows: median(course.stride for *_, course in rows) >= 5,
    "rising": lambda rows: mean(gain(course) > 1 for *_, course in rows) > 0.8,
    "falling": lambda rows: mean(gain(course) < 1 for *_, course in rows) > 0.8,
    "last mile 4 times slower": lambda rows: (
        2.2 < median(stretch_ratio(course) for *_, course in rows) < 7
    ),
    "last mile 1.5 times slower": lambda rows: (
        1.1 < median(stretch_ratio(course) for *_, course in rows) < 2.3
    ),
    "splits": lambda rows: all(
        are_alike(course.legs[1 : len(course.legs) // 2]) for *_, course in rows
    ),
    "scope grows": lambda rows: all(
        EventKind.MARKER_ADDED in kinds_of(record) for _, record, _ in rows[:3]
    ),
    "breaks": lambda rows: any(EventKind.PARKED in kinds_of(record) for _, record, _ in rows),
    "check lists": lambda rows: median(
        sum(kind == EventKind.REACHED for kind in kinds_of(record)) / len(course.moves)
        for _, record, course in rows
    ) > 1.3,
    "deadlines": lambda rows: mean(
        0 <= (record.goal.due - course.at_door).days <= 3 for _, record, course in rows
    ) > 0.5,
    "put off twice": lambda rows: all(len(course.delays) == 2 for *_, course in rows),
    "written down later": lambda rows: all(
        event.at.weekday() == 6
        for _, record, _ in rows
        for event in record.log
        if event.kind == EventKind.REACHED
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WAYS)
def test_people_do_as_their_kind_says(kind):
    assert WAYS[kind](finished(kind))


def test_twelve_goals_stand_side_by_side_and_one_of_them_moves_a_day():
    rows = [row for row in finished(TWELVE) if row[0].begun]
    beside = person_of(TWELVE, 0, 12).stories[12:24]
    assert max(story.begun for story in beside) - min(story.begun for story in beside) <= 14
    moves = [day for story in beside for day in ended(story)[1].moves]
    assert len(rows) > 12
    assert len({*moves}) == len(moves)


def test_a_sketch_knows_the_gate_as_the_goal_does():
    for lengths in ([1.0] * 5, [1.0] * 4, [3.0, 0.5, 0.5, 1.0], [2.0, 1.0, 0.5], [1.0, 9.0]):
        sketch = Sketch(0, lengths)
        while not sketch.arrived:
            sketch.advance(3)
        record, _ = ended(sketch.finish(0))
        assert sketch.gate == pytest.approx(record.goal.final_start)


def test_evenings_are_told_by_what_was_known_then():
    """Five finished goals are known, and of the goal itself nothing that comes later."""
    life = Life(person_of("independent legs", 0, 3)).live()
    assert life.evenings
    for evening in life.evenings:
        assert len(evening.finished) == LEARNT_FROM
        assert evening.course.touched <= day_of(evening.day)
        assert evening.goal.to_go > 0
        assert evening.came == evening.story.came - evening.day >= 1
