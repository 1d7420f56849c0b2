"""What is said on the way into the stretch, at the door, and of a sealed goal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance, note, nudge, reach
from lastmile_tui.domain.changes.seal import remove_seal_item, seal, tick
from lastmile_tui.domain.measures.last_mile import Factor
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.wording import finish
from support.domain.history import TODAY, begun, history, measured

ROAD = "Book: a > b > c > d >> e > f ! read ! bound"


def course_of(record):
    return measured(record).course


def left(*beats, line=ROAD, factor=1.0, goals=3):
    made = history(line, *beats)
    return finish.say_stretch_left(made.goal, course_of(made), Factor(factor, goals))


def test_markers_items_and_days_at_the_own_pace_are_left():
    """Four miles in eight days, so two miles take four."""
    assert left(begun(8), (5, reach, 0), (1, reach, 2), (0, reach, 3)) == (
        "2 markers and 2 seal items, about 4 days at your pace"
    )


@pytest.mark.parametrize(("factor", "days"), [(0.5, "2 days"), (1.5, "6 days"), (0.01, "1 day")])
def test_the_last_mile_factor_makes_the_days_more_or_fewer(factor, days):
    words = left(begun(8), (5, reach, 0), (1, reach, 2), (0, reach, 3), factor=factor)
    assert words.endswith(f", about {days} at your pace")


@pytest.mark.parametrize("goals", [0, 1, 2])
def test_under_three_finished_goals_the_days_are_not_said_to_be_the_persons_pace(goals):
    words = left(begun(8), (5, reach, 0), (1, reach, 2), (0, reach, 3), factor=1.5, goals=goals)
    assert words.endswith(", about 6 days")


def test_one_of_each_is_told_in_the_singular():
    words = left(begun(8), (4, reach, 1), (1, reach, 3), (0, tick, 0), (0, advance))
    assert words.startswith("1 marker and 1 seal item, ")


def test_without_an_open_item_only_the_markers_are_left():
    words = left(begun(8), (8, tick, 0), (7, tick, 1), (5, reach, 0), (1, reach, 2), (0, reach, 3))
    assert words == "2 markers, about 4 days at your pace"


def test_without_a_road_before_the_stretch_no_days_are_promised():
    line = "All: >> a > b > c"
    assert left(begun(8), (4, advance), line=line) == "2 markers and 1 seal item"


@pytest.mark.parametrize(
    "beats",
    [
        [(0, reach, 3)],
        [(0, advance), (0, advance), (0, advance), (0, advance)],
        [(4, reach, 1), (0, reach, 3)],
    ],
)
def test_before_the_third_day_of_progress_no_pace_is_claimed(beats):
    assert left(begun(8), *beats) == "2 markers and 2 seal items"


def test_a_marker_driven_in_part_is_left():
    assert left(begun(8), (4, reach, 1), (0, nudge, 2.5)).startswith("2 markers and")


@pytest.mark.parametrize(
    ("beats", "words"),
    [
        ([], "the last marker is reached; to seal it: read, and 1 more"),
        ([(0, tick, 0)], "the last marker is reached; to seal it: bound"),
        ([(0, tick, 0), (0, tick, 1)], "the last marker is reached; only the seal is missing"),
        (
            [(0, remove_seal_item, 0), (0, remove_seal_item, 0)],
            "the last marker is reached; only the seal is missing",
        ),
    ],
)
def test_at_the_door_the_next_item_is_named(beats, words):
    assert finish.say_door(history(ROAD, begun(8), (0, reach, 5), *beats).goal) == words


@pytest.mark.parametrize(
    ("beats", "ended", "words"),
    [
        ([(30, advance)], 0, "30 days from the first mile to the seal"),
        ([(30, advance), (2, reach, 5)], 2, "28 days from the first mile to the seal"),
        ([(1, reach, 5)], 0, "1 day from the first mile to the seal"),
        ([(0, reach, 5)], 0, "1 day from the first mile to the seal"),
    ],
)
def test_the_days_count_from_the_first_mile(beats, ended, words):
    made = history(ROAD, begun(90), *beats)
    assert finish.say_days(course_of(made), TODAY - timedelta(days=ended)) == words


def test_thousands_of_days_are_told_in_groups():
    made = history(ROAD, begun(1_300), (1_234, advance))
    assert finish.say_days(course_of(made), TODAY).startswith("1,234 days")


@pytest.mark.parametrize(
    ("line", "beats", "words"),
    [
        (ROAD, [(5, reach, 5)], "6 mi"),
        (ROAD, [(5, nudge, 1.5)], "1.5 mi"),
        ("Words target 50000 words > all 50000", [(5, advance)], "50,000 words"),
    ],
)
def test_the_distance_is_what_was_driven(line, beats, words):
    assert finish.say_distance(history(line, begun(9), *beats).goal) == words


def test_entries_are_those_that_stand():
    made = history(ROAD, begun(9), (5, advance), (4, note, "x"), (3, undo))
    assert finish.say_entries(course_of(made)) == "2 log entries"
    assert finish.say_entries(course_of(history(ROAD, begun(9)))) == "1 log entry"


def stretch(days):
    """Four miles at five days each, then two in so many days."""
    beats = [begun(60), *((60 - 5 * number, advance) for number in range(1, 5))]
    made = history(ROAD, *beats, (40 - days, reach, 5), (40 - days, seal))
    return finish.say_stretch(made.goal, course_of(made), TODAY - timedelta(days=40 - days))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (10, "the final stretch went as the rest of the road"),
        (11, "the final stretch went as the rest of the road"),
        (12, "a mile of the final stretch took 1.2 times as long as before it"),
        (25, "a mile of the final stretch took 2.5 times as long as before it"),
        (9, "a mile of the final stretch took 90 % of the time before it"),
        (5, "a mile of the final stretch took 50 % of the time before it"),
    ],
)
def test_the_stretch_is_compared_with_the_road_before_it(days, words):
    assert stretch(days) == words


def test_nothing_is_compared_where_there_was_no_road_before():
    made = history("Short > a", begun(9), (5, advance), (4, seal))
    assert finish.say_stretch(made.goal, course_of(made), TODAY) == ""
