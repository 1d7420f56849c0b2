"""Student's t, as far as forecasts need it: quantiles at fixed shares, and densities.

The module statistics takes longer to import than all else that measures, and has no t.
"""

from __future__ import annotations

from functools import lru_cache
from math import erf, exp, lgamma, log, pi, sqrt

POINTS = 40
"""Values that stand for a distribution: each is the middle of an equal share of it."""


@lru_cache(maxsize=64)
def points_of(free: int) -> tuple[float, ...]:
    """The quantiles of t with so many degrees of freedom, 3 or more, at the middle of each share.

    By Wallace's approximation, turned round (Annals of Mathematical Statistics 30, 1959): it is
    off by less than a hundredth from 3 degrees on.
    """
    by = (8 * free + 3) / (8 * free + 1)
    return tuple(
        (1 if z > 0 else -1) * sqrt(free * (exp((z * by) ** 2 / free) - 1)) for z in _normal()
    )


def log_density(value: float, scale: float, free: int) -> float:
    """The logarithm of the density of t, `scale` times as wide, at a value."""
    return _peak(free) - log(scale) - (free + 1) / 2 * log(1 + (value / scale) ** 2 / free)


@lru_cache(maxsize=64)
def _peak(free: int) -> float:
    return lgamma((free + 1) / 2) - lgamma(free / 2) - log(free * pi) / 2


@lru_cache(maxsize=1)
def _normal() -> tuple[float, ...]:
    """The same of the normal distribution, by bisection of its distribution function."""
    return tuple(_normal_quantile((index + 0.5) / POINTS) for index in range(POINTS))


def _normal_quantile(share: float) -> float:
    low, high = -8.0, 8.0
    for _ in range(50):
        middle = (low + high) / 2
        if (1 + erf(middle / sqrt(2))) / 2 < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
