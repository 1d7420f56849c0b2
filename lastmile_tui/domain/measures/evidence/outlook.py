"""What the driving of one goal says of the days that are left, before anything else is known.

The same is asked of a goal under way today, and of a finished one on an evening of its past.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.measures.course import Leg

LEGS = 40
"""The newest legs that are looked at: people change."""

FADING = 0.93
"""How much a leg weighs beside the one after it: the fourteenth from the end half as much."""

_PRIOR_LEGS = 6.0
_PRIOR_SPREAD = 0.3
"""Legs are taken to vary by as much of their mean, squared, as if so many had been seen."""

_MOST_SPREAD = 4.0
"""More than this is one strange leg among few."""

_A_LEG = 0.8
"""The variance of one leg to come counts as this at most: a longer road never ends sooner."""

_STILL = 0.3
"""How much a silence beyond the usual adds to it, times its squared logarithm over the usual."""

_CARRY = 0.6
"""At most so much of how one leg differs goes on in the next one."""

_EVEN = 1e-9
"""Legs that vary by less of their mean, squared, are even: the rest is rounding."""

_GOES_ON = 0.3
"""How much of a trend is taken to go on, and how much of it widens a range."""

_WIDENS = 0.25
_TREND_LEGS = 6
"""Legs under which no trend is seen."""

_AT_ONCE = 0.5
"""The shortest a road can take, in days: what is done tonight counts as a day."""


class Ahead(Struct, frozen=True, gc=False):
    """The road that is left on an evening: miles before the final stretch and in it.

    `share` is how much of the whole way is driven, `silent` the days since the last progress.
    `due` are the days until the due date and `window` all that the goal had until then, None
    without one. `grown` is how many times longer the road has become, `gone` the days since it was
    begun, and `counting` whether it counts something (pages, kilometres).
    """

    before: float
    stretch: float
    share: float
    silent: float
    gone: float
    due: int | None = None
    window: int = 0
    grown: float = 1.0
    counting: bool = False


class Outlook(Struct, frozen=True, gc=False):
    """What the driving says: the `days` to the end of the road, and those `waited` for a move.

    `loss` is the variance of the logarithm of the days that comes from how the legs vary, in
    themselves and because there are so few of them. `drive` are the days that the miles
    take by themselves, even where they are less than a leg.
    """

    days: float
    waited: float
    loss: float
    drive: float


def outlook_of(legs: Sequence[Leg], ahead: Ahead, factor: float) -> Outlook:
    """What one or more legs say of a road ahead, if the stretch takes `factor` times longer.

    The days are those of renewal: a road takes whole legs, of which the silence has passed a part
    where legs are even, and none of it where they come at random. The variance of a ratio of means
    is that of Cochran, Sampling Techniques, 3rd ed., 6.4.
    """
    taken = []
    weight, weights, squares, miles, days = 1.0, 0.0, 0.0, 0.0, 0.0
    for leg in reversed(legs[-LEGS:]):
        took = leg.days / factor if leg.final else leg.days
        taken.append((leg.miles, took, weight))
        weights += weight
        squares += weight * weight
        miles += weight * leg.miles
        days += weight * took
        weight *= FADING
    gap, length = days / weights, miles / weights
    enough = weights * weights / squares
    spread = _spread(taken, days / miles, gap, enough)
    slow = (days + max(ahead.silent - gap, 0.0)) / miles  # a silence has no miles, but its days
    trend = _trend(taken, spread)
    left = ahead.before + ahead.stretch
    miles = ahead.before + ahead.stretch * factor
    drive = miles * slow
    miles += max(length - left, 0.0)
    count = max(left / length, 1.0)
    still = log(max(ahead.silent / gap, 1.0)) ** 2 * _STILL
    loss = min(spread + still, _A_LEG) / count + spread / enough + (_WIDENS * trend) ** 2
    return Outlook(
        days=max(miles * slow * exp(-_GOES_ON * trend), _AT_ONCE),
        waited=min(ahead.silent, gap) * max(1 - spread, 0.0),
        loss=min(loss, _MOST_SPREAD),
        drive=drive,
    )


def _spread(
    taken: Sequence[tuple[float, float, float]], slow: float, gap: float, enough: float
) -> float:
    """The variance of a leg's days about those that its miles should take, over the mean squared.

    Shrunk to what is usual, and larger where one leg is like the one before it (the effective
    number of observations of an autocorrelated series: Bayley and Hammersley 1946).
    """
    surplus = carried = last = 0.0
    total = 0.0
    for miles, took, weight in taken:
        differs = took - miles * slow
        surplus += weight * differs * differs
        carried += weight * differs * last
        total += weight
        last = differs
    if surplus < _EVEN * gap * gap:
        surplus = carried = 0.0
    seen = surplus / total * enough / max(enough - 1, 1.0) / (gap * gap)
    known = enough / (enough + _PRIOR_LEGS)
    carry = min(max(carried / surplus if surplus else 0.0, 0.0) * known, _CARRY)
    spread = min(seen, _MOST_SPREAD) * known + _PRIOR_SPREAD * (1 - known)
    return spread * (1 + carry) / (1 - carry)


def _trend(taken: Sequence[tuple[float, float, float]], spread: float) -> float:
    """The logarithm of the pace of the newer half of the legs over that of the older half.

    Less what chance would make of it (positive-part James and Stein 1961).
    """
    count = len(taken)
    if count < _TREND_LEGS:
        return 0.0
    half = count // 2
    newer, older = (
        sum([miles for miles, *_ in part]) / sum([took for _, took, _ in part])
        for part in (taken[:half], taken[half:])
    )
    found = log(newer / older)
    chance = spread * (1 / half + 1 / (count - half))
    return found * max(1 - chance / (found * found), 0.0) if found else 0.0
