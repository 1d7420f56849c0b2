"""What is written off if a goal stops here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance, back, note, nudge
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go
from lastmile_tui.domain.measures.stake import Stake, say_stake
from lastmile_tui.domain.model.record import undo
from support.domain.history import TODAY, begun, history, measured

ROAD = "Book: a > b > c"


def stake(*beats, line=ROAD):
    return measured(history(line, *beats)).stake


def test_nothing_is_at_stake_before_the_first_mile():
    assert stake(begun(90), (60, note, "soon")) is None


def test_the_miles_the_days_since_the_first_of_them_and_the_entries_are_at_stake():
    found = stake(begun(90), (60, advance), (20, note, "slow"), (10, nudge, 0.5))
    assert found == Stake(miles=1.5, days=60, entries=4)


@pytest.mark.parametrize("days", [0, 1, 4, 6])
def test_nothing_is_at_stake_in_the_first_week(days):
    made = history(ROAD, begun(3), (0, nudge, 0.1))
    assert measured(made, today=TODAY + timedelta(days)).stake is None


@pytest.mark.parametrize("days", [7, 8, 30])
def test_what_was_driven_is_at_stake_from_a_week_after_the_first_of_it(days):
    made = history(ROAD, begun(3), (0, nudge, 0.1))
    stands = measured(made, today=TODAY + timedelta(days)).stake
    assert stands == Stake(miles=0.1, days=days, entries=2)


def test_it_is_counted_in_the_unit_of_the_goal():
    found = stake(begun(9), (8, nudge, 14), line="Words target 100 words: half 50 > all 100")
    assert found == Stake(miles=14, days=8, entries=2, unit="words")


def test_undone_entries_are_not_at_stake():
    assert stake(begun(9), (8, advance), (4, note, "x"), (3, undo)).entries == 2


def test_a_goal_that_was_driven_back_to_its_start_has_nothing_to_lose():
    assert stake(begun(9), (8, advance), (4, back)) is None


@pytest.mark.parametrize("end", [(0, seal), (0, let_go, "enough")])
def test_what_is_sealed_or_let_go_is_no_longer_at_stake(end):
    assert stake(begun(9), (8, advance), (7, advance), (6, advance), end) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Stake(5.4, 113, 17), "113 days, 5.4 mi and 17 log entries"),
        (Stake(1, 1, 1), "1 day, 1 mi and 1 log entry"),
        (Stake(0.1, 2, 2), "2 days, 0.1 mi and 2 log entries"),
        (Stake(48_500, 1_200, 3_001, "words"), "1,200 days, 48,500 words and 3,001 log entries"),
    ],
)
def test_it_is_told_in_one_phrase(value, words):
    assert say_stake(value) == words
