"""What a goal shows of its road in its own figures: amounts, or values where it goes between two.

46.2 of 100 km    79.4 kg, from 82 to 75
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.goal import amount, measure
from lastmile_tui.domain.model.numbers import rounded

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal


def figure(goal: Goal, place: float) -> float:
    """The figure at a place of the road: the place itself, or the value that it has there."""
    return goal.way.value(place) if goal.way else place


def place_at(goal: Goal, value: float) -> float:
    """The place of the road at which it has a figure; beyond both ends of it, too."""
    return goal.way.place(value) if goal.way else value


def place_of(goal: Goal) -> float:
    """How far it is, beyond the ends of its road, too."""
    return rounded(goal.position + goal.beyond)


def now_at(goal: Goal) -> float:
    """The figure by now."""
    return figure(goal, place_of(goal))


def say_at(goal: Goal, place: float) -> str:
    """The figure at a place with its unit: `46.2 km`, `79.4 kg`."""
    return measure(figure(goal, place), goal.unit)


def say_now(goal: Goal) -> str:
    """The figure by now with its unit."""
    return measure(now_at(goal), goal.unit)


def say_of(goal: Goal) -> str:
    """How far it is of how much."""
    if goal.way:
        ends = amount(goal.way.start), amount(figure(goal, goal.distance))
        return f"{say_now(goal)}, from {ends[0]} to {ends[1]}"
    return f"{amount(goal.position)} of {measure(goal.distance, goal.unit)}"


def say_to_go(goal: Goal) -> str:
    """What is left: `1.6 mi to go`, or with the value `79.4 kg, 4.4 to go`."""
    if goal.way:
        return f"{say_now(goal)}, {amount(goal.to_go)} to go"
    return say_rest(goal)


def say_rest(goal: Goal) -> str:
    """What is left, beside a place that is said already: `4.4 kg to go`."""
    return f"{measure(goal.to_go, goal.unit)} to go"


def say_beyond(goal: Goal, whole: float) -> str:
    """What of an amount is not counted, since a road has an end; values go on behind theirs."""
    over = rounded(whole - goal.distance)
    if goal.way or not goal.counting or over <= 0:
        return ""
    verb = "is" if over == 1 else "are"
    return f"{measure(over, goal.unit)} beyond the {amount(goal.distance)} {verb} not counted"
