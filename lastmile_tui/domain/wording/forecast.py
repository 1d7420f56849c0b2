"""A forecast in words: on the page of a road, in its lane, and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates import When, say_due, say_span
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.measures.course import MOVES_NEEDED
from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.numbers import fixed

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.measures.forecast import Forecast
    from lastmile_tui.domain.measures.last_mile import Factor
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal


_LABEL = "forecast "
"""What begins a sentence that has no label."""


def say_forecast(goal: Goal, measures: Measures, factor: Factor, today: date) -> str:
    """Both ranges, and what the person's own last miles add to them, to stand behind a label.

    It is empty once a goal ended.

    Of last miles nothing is said as long as too few are known (`Factor.claimed`).
    """
    if goal.sealed or goal.let_go:
        return ""
    if measures.forecast is None:
        return say_no_forecast(goal, measures).removeprefix(_LABEL)
    words = say_ranges(measures.forecast, today)
    if goal.state(today) is State.PARKED and goal.parked_until:
        words += f"; it comes back {say_due(When(goal.parked_until), today)}"
    if factor.claimed and f"{factor.value:.1f}" != "1.0":
        words += f"; your last miles take {fixed(factor.value, 1)} times as long"
    return words


def say_no_forecast(goal: Goal, measures: Measures) -> str:
    """Why there is no forecast of a goal."""
    if goal.sealed:
        return "it is sealed"
    if goal.let_go:
        return "it was let go"
    if goal.to_go <= 0:
        return "only the seal is left"
    moves = len(measures.course.moves)
    return f"{_LABEL}after {MOVES_NEEDED} days with progress ({moves} so far)"


def say_wide_range(goal: Goal, measures: Measures, today: date) -> str:
    """The wide range alone, or why there is none."""
    if measures.forecast is None:
        return say_no_forecast(goal, measures)
    often = " in 4 of 5 cases" if SPELLED.get() else " (80 %)"
    return f"{say_range(measures.forecast.wide, today)}{often}"


def say_ranges(forecast: Forecast, today: date) -> str:
    """The ranges that hold half and four fifths of the cases.

    What lies at the horizon or beyond it is told as `after 3 Dec`, or not at all. Two ranges that
    read the same are said once.
    """
    half, most = (say_range(days, today) for days in (forecast.likely, forecast.wide))
    if half == most:
        return f"likely {most}"
    if SPELLED.get():
        return f"likely {half}; in 4 of 5 cases {most}"
    return f"likely {half} (80 %: {most})"


def say_forecast_briefly(forecast: Forecast, today: date) -> str:
    """The wide range in a few words: `forecast 2–9 Dec`."""
    return f"forecast {say_range(forecast.wide, today)}"


def say_range(days: tuple[int, int], today: date) -> str:
    """A range in days from a day, as far as the horizon."""
    first, last = days
    if last < HORIZON:
        return say_span(first, last, today)
    return f"after {say_span(first, first, today)}" if first < HORIZON else "years from now"
