"""What stands beside a forecast, in words."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.measures.possible import Possible
from lastmile_tui.domain.measures.track_record import TrackRecord
from lastmile_tui.domain.wording.track_record import (
    say_evidence,
    say_past_forecast,
    say_past_forecasts,
    say_possible,
    say_record,
)
from support.domain.forecasts import TODAY, said
from support.domain.history import begun, history

GOAL = history("Book: a > b > c > d", begun(9), (8, advance)).goal
NOVEL = replace(GOAL, unit="words")
TWO_DAYS = "it takes 0.8 mi a day for 2 days, counting today"


@pytest.mark.parametrize(
    ("days", "finished", "words"),
    [
        (12, 4, "progress on 12 days of this road, and 4 finished roads"),
        (3, 1, "progress on 3 days of this road, and 1 finished road"),
        (1, 0, "progress on 1 day of this road; no finished road to learn from yet"),
    ],
)
def test_a_forecast_says_what_it_rests_on(days, finished, words):
    assert say_evidence(days, finished) == words


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        (0, 0, ""),
        (1, 0, "1 forecast known so far; from 10 on it says how many held"),
        (4, 5, "9 forecasts known so far; from 10 on it says how many held"),
        (7, 3, "7 of your 10 forecasts so far held (80 % promised)"),
        (31, 9, "31 of your 40 forecasts so far held (80 % promised)"),
        (31, 19, "21 of your last 40 forecasts held (80 % promised)"),
        (0, 12, "0 of your 12 forecasts so far held (80 % promised)"),
    ],
)
def test_the_record_says_how_many_ranges_held_of_those_that_count(right, wrong, words):
    came = [5] * right + [30] * wrong
    record = TrackRecord(
        tuple(said(days, day=TODAY + timedelta(number)) for number, days in enumerate(came))
    )
    assert say_record(record) == words


@pytest.mark.parametrize(
    ("day", "share", "wide", "came", "words"),
    [
        (date(2026, 3, 12), 0.5, (22, 39), 28, "12 Mar, half way: 3–20 Apr; it came 9 Apr"),
        (
            date(2026, 3, 12), 0.75, (5, 30), 2,
            "12 Mar, three quarters of the way: 17 Mar – 11 Apr; it came 14 Mar",
        ),
        (
            date(2026, 3, 12), 0.9, (1, 1), 1,
            "12 Mar, nine tenths of the way: 13 Mar; it came 13 Mar",
        ),
        (
            date(2026, 3, 12), 0.84, (0, 0), 0,
            "12 Mar, 84 % of the way: the same day; it came the same day",
        ),
        (
            date(2025, 12, 20), 0.51, (5, 30), 15,
            "20 Dec 2025, half way: 25 Dec – 19 Jan; it came 4 Jan 2026",
        ),
        (
            date(2025, 3, 1), 0.3, (5, 3650), 15,
            "1 Mar 2025, 30 % of the way: after 6 Mar; it came 16 Mar",
        ),
    ],
)  # fmt: skip
def test_what_was_said_is_told_with_the_place_and_what_came(day, share, wide, came, words):
    assert say_past_forecast(said(came, day=day, share=share, wide=wide), TODAY) == words


@pytest.mark.parametrize(
    ("shares", "shown"),
    [
        ((), []),
        ((0.5, 0.75, 0.9), ["half way", "three quarters of the way", "nine tenths of the way"]),
        ((0.3, 0.5, 0.7, 0.85, 0.95), ["half way", "70 % of the way", "85 % of the way"]),
        ((0.2, 0.3), []),
        ((0.62,), ["62 % of the way"]),
    ],
)
def test_three_places_are_told_of_as_far_as_something_was_said_there(shares, shown):
    forecasts = [said(9, share=share) for share in shares]
    sentences = [*say_past_forecasts(forecasts, TODAY)]
    assert [words.partition(", ")[2].partition(":")[0] for words in sentences] == shown


@pytest.mark.parametrize(
    ("possible", "words"),
    [
        (Possible(1.6, 2), TWO_DAYS),
        (Possible(2, 3), "it takes 0.67 mi a day for 3 days, counting today"),
        (Possible(1.6, 4), "it takes 0.4 mi a day for 4 days, counting today"),
        (
            Possible(1.6, 2, 9, 3),
            f"{TWO_DAYS}; you drove as much in 3 of 9 such spells",
        ),
        (
            Possible(1.6, 2, 12, 0),
            f"{TWO_DAYS}; you never yet drove as much in 2 days",
        ),
        (Possible(2, 1, 12, 1), "it takes 2 mi today; you drove as much on 1 of 12 days"),
        (Possible(2, 1, 12, 0), "it takes 2 mi today; you never yet drove as much in 1 day"),
        (Possible(2, 1, 12, 12), "it takes 2 mi today; you drove as much on 12 of 12 days"),
        (Possible(6.4, 135), "it takes 6.4 mi in 135 days, counting today"),
        (Possible(0.01, 3000), "it takes 0.01 mi in 3,000 days, counting today"),
        (Possible(10, 3), "it takes 3.4 mi a day for 3 days, counting today"),
        (Possible(1, 10), "it takes 1 mi in 10 days, counting today"),
    ],
)
def test_a_due_date_takes_a_pace_and_it_is_said_how_often_that_was_driven(possible, words):
    assert say_possible(possible, GOAL, TODAY) == words


@pytest.mark.parametrize(
    ("to_go", "days", "pace"),
    [(50_000, 30, "1,667 words a day"), (9_999, 3_000, "3.4 words a day"), (7, 7, "1 words a day")],
)
def test_a_pace_is_told_in_the_goals_unit_and_is_enough(to_go, days, pace):
    assert say_possible(Possible(to_go, days), NOVEL, TODAY).startswith(f"it takes {pace} for")


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "in fewer than 1 of 10 cases; it takes 2 mi today"),
        (0.04, "in fewer than 1 of 10 cases; it takes 2 mi today"),
        (0.06, "in about 1 of 10 cases; it takes 2 mi today"),
        (0.25, "in about 1 of 4 cases; it takes 2 mi today"),
        (0.45, "in about 5 of 10 cases; it takes 2 mi today"),
        (0.31, "in about 3 of 10 cases; it takes 2 mi today"),
        (0.94, "in about 9 of 10 cases; it takes 2 mi today"),
        (0.96, "in more than 9 of 10 cases; it takes 2 mi today"),
        (None, "it takes 2 mi today"),
    ],
)
def test_a_chance_is_told_in_tenths(chance, words):
    assert say_possible(Possible(2, 1), GOAL, TODAY, chance) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "it comes back after its due date"),
        (1, "it takes 3 mi on Wed 25 Nov"),
        (6, "it takes 0.5 mi a day for 6 days, once it is back on Wed 25 Nov"),
    ],
)
def test_a_parked_goal_takes_its_pace_once_it_is_back(days, words):
    parked = replace(GOAL, parked_until=TODAY + timedelta(3))
    assert say_possible(Possible(3, days), parked, TODAY) == words


def test_who_listens_hears_every_word():
    token = SPELLED.set(True)
    try:
        assert (
            say_possible(Possible(2, 2), GOAL, TODAY)
            == "it takes 1 mile a day for 2 days, counting today"
        )
        each = said(28, day=date(2026, 3, 12), wide=(22, 39))
        assert say_past_forecast(each, TODAY) == (
            "12 March, half way: 3 to 20 April; it came 9 April"
        )
    finally:
        SPELLED.reset(token)
