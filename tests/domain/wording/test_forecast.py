"""A forecast in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go
from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.wording.forecast import (
    say_forecast,
    say_forecast_briefly,
    say_ranges,
    say_wide_range,
)
from support.domain.forecasts import forecast
from support.domain.history import TODAY, begun, history, measured

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("likely", "wide", "words"),
    [
        ((4, 4), (4, 4), "likely 25 Nov"),
        ((0, 0), (0, 0), "likely today"),
        ((4, 6), (4, 6), "likely 25–27 Nov"),
        ((4, 4), (4, 5), "likely 25 Nov (80 %: 25–26 Nov)"),
        ((40, HORIZON), (40, HORIZON + 20), "likely after 31 Dec"),
        ((40, 60), (39, HORIZON + 20), "likely 31 Dec – 20 Jan (80 %: after 30 Dec)"),
        ((HORIZON, HORIZON), (HORIZON, HORIZON), "likely years from now"),
    ],
)
def test_two_ranges_are_said_once_where_they_are_the_same(likely, wide, words):
    assert say_ranges(forecast(wide, likely), SATURDAY) == words


@pytest.mark.parametrize(
    ("wide", "words"),
    [
        ((4, 4), "forecast 25 Nov"),
        ((4, 6), "forecast 25–27 Nov"),
        ((40, HORIZON), "forecast after 31 Dec"),
        ((HORIZON, HORIZON), "forecast years from now"),
    ],
)
def test_a_lane_has_room_for_the_wide_range(wide, words):
    assert say_forecast_briefly(forecast(wide, wide), SATURDAY) == words


ROAD = "Book: a > b > c > d > e"


def page(*beats, today=TODAY, **changes):
    """What the page of a goal says of its forecast."""
    record = history(ROAD, begun(30), *beats)
    goal = replace(record.goal, **changes)
    measurer = Measurer([goal], {goal.uid: record.log}.__getitem__)
    return say_forecast(goal, measurer.measure(goal, today), measurer.factor(goal), today)


DRIVEN = ((20, advance), (12, advance), (4, advance))


def test_of_a_parked_goal_it_says_when_it_comes_back():
    back = page(*DRIVEN, parked_until=TODAY + timedelta(10))
    assert back.endswith("; it comes back Wed 2 Dec, in 10 days")
    assert "comes back" not in page(*DRIVEN, parked_until=TODAY)
    assert "comes back" not in page(*DRIVEN)


@pytest.mark.parametrize(
    ("beats", "words"),
    [
        ((), "after 3 days with progress (0 so far)"),
        (DRIVEN[:2], "after 3 days with progress (2 so far)"),
        ((*DRIVEN, (3, advance), (2, advance)), "only the seal is left"),
        ((*DRIVEN, (2, let_go)), ""),
        ((*DRIVEN, (3, advance), (2, advance), (1, seal)), ""),
    ],
)
def test_where_there_is_none_the_page_says_why_or_nothing_of_what_ended(beats, words):
    assert page(*beats) == words


@pytest.mark.parametrize(
    ("beats", "words"),
    [
        ((*DRIVEN, (2, let_go)), "it was let go"),
        ((*DRIVEN, (3, advance), (2, advance), (1, seal)), "it is sealed"),
        ((*DRIVEN, (3, advance), (2, advance)), "only the seal is left"),
        (DRIVEN[:1], "forecast after 3 days with progress (1 so far)"),
    ],
)
def test_a_list_of_forecasts_always_says_why_there_is_none(beats, words):
    record = history(ROAD, begun(30), *beats)
    assert say_wide_range(record.goal, measured(record), TODAY) == words


def test_a_list_of_forecasts_has_the_wide_range():
    record = history(ROAD, begun(30), *DRIVEN)
    assert say_wide_range(record.goal, measured(record), TODAY).endswith(" (80 %)")
