"""What stays the same from goal to goal of one person, drawn once for each."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

SHORTEST, LONGEST = 10.0, 330.0
"""Days that goals are meant to take."""

FEWEST, MOST = 5, 30
"""Markers of a goal; one every five days, more or less."""


def around(dice: Random, middle: float, sigma: float) -> float:
    """A lognormal number by its median."""
    return middle * exp(dice.gauss(0.0, sigma))


class Habits(NamedTuple):
    """`length` is the usual duration of a goal in days, `goals` how much these differ.

    `noise` is the spread of the logarithms of single gaps, `last` how many times longer a mile of
    the stretch takes than its kind says. A due date is set on a share `dues` of goals, `hope` times
    the duration away (under 1: too early). `goals` is small for people whose goals are all alike.
    """

    length: float
    goals: float
    noise: float
    last: float
    dues: float
    hope: float
    markers: int
    taste: float
    """From 0 to 1, for what only some kinds have."""

    def duration(self, dice: Random) -> float:
        """How long the next goal would take, in days."""
        return min(max(around(dice, self.length, self.goals), SHORTEST), LONGEST)


def habits(dice: Random) -> Habits:
    length = exp(dice.uniform(log(18), log(200)))
    return Habits(
        length=length,
        goals=dice.choice((0.05, 0.2, 0.5)),
        noise=dice.uniform(0.3, 0.9),
        last=around(dice, 1.0, 0.2),
        dues=dice.choice((0.0, 0.0, 0.1, 0.4)),
        hope=around(dice, 0.9, 0.2),
        markers=round(min(max(length / around(dice, 5.0, 0.6), FEWEST), MOST)),
        taste=dice.random(),
    )
