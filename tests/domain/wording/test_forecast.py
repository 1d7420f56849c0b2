"""A forecast in words."""

from __future__ import annotations

from datetime import date

import pytest

from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.wording.forecast import say_forecast_briefly, say_ranges
from support.domain.forecasts import forecast

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("likely", "wide", "words"),
    [
        ((4, 4), (4, 4), "25 Nov, in 4 of 5 cases"),
        ((0, 0), (0, 0), "today, in 4 of 5 cases"),
        ((4, 6), (4, 6), "25-27 Nov, in 4 of 5 cases"),
        ((4, 4), (4, 5), "25 Nov in 1 of 2 cases, 25-26 Nov in 4 of 5"),
        ((40, HORIZON), (40, HORIZON + 20), "after 31 Dec, in 4 of 5 cases"),
        ((40, 60), (39, HORIZON + 20), "31 Dec-20 Jan in 1 of 2 cases, after 30 Dec in 4 of 5"),
        ((HORIZON, HORIZON), (HORIZON, HORIZON), "years from now, in 4 of 5 cases"),
    ],
)
def test_two_ranges_are_said_once_where_they_are_the_same(likely, wide, words):
    assert say_ranges(forecast(wide, likely), SATURDAY) == words


@pytest.mark.parametrize(
    ("wide", "words"),
    [
        ((4, 4), "forecast 25 Nov"),
        ((4, 6), "forecast 25-27 Nov"),
        ((40, HORIZON), "forecast after 31 Dec"),
        ((HORIZON, HORIZON), "forecast years from now"),
    ],
)
def test_a_lane_has_room_for_the_wide_range(wide, words):
    assert say_forecast_briefly(forecast(wide), SATURDAY) == words
