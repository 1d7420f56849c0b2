"""Student's t, as far as forecasts need it: learnt from misses, as quantiles, and as density.

The module statistics takes longer to import than all else that measures, and has no t.
"""

from __future__ import annotations

from functools import lru_cache
from math import erf, exp, lgamma, log, pi, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

NORMAL_90 = 1.2816
"""The 90 % quantile of the normal distribution: an end of the 80 % range."""

POINTS = 40
"""Values that stand for a distribution: each is the middle of an equal share of it."""

_FREE = 7
"""The degrees of freedom before anything is known; each miss adds one."""

_BEFORE = 1.0
"""How many misses weigh as much as what is taken for granted of how far they lie apart."""

_LOGISTIC = 1.7
"""What makes a logistic distribution most like a normal one."""

_MOST = 50.0
"""Beyond it an exponential says nothing more."""


class Student(Struct, frozen=True, gc=False):
    """A t distribution of what is missed: around `shift`, of `free` degrees of freedom.

    Its squared scale is `scale` times a variance that is given, and `more`.
    """

    shift: float
    scale: float
    more: float
    free: int

    def width(self, variance: float) -> float:
        """The scale of the t for something whose own variance is this."""
        return sqrt(self.scale * variance + self.more)

    def towards(self, other: Student, part: float) -> Student:
        """One between this and another, both of the same freedom; `part` is from 0 to 1."""
        return Student(
            self.shift + part * (other.shift - self.shift),
            self.scale + part * (other.scale - self.scale),
            self.more + part * (other.more - self.more),
            self.free,
        )

    def log_density(self, value: float, variance: float) -> float:
        """The logarithm of the density at a value."""
        width = self.width(variance)
        away = (value - self.shift) / width
        return _peak(self.free) - log(width) - (self.free + 1) / 2 * log(1 + away**2 / self.free)

    def log_beyond(self, value: float, variance: float) -> float:
        """The logarithm of the share beyond a value, about: that of a logistic distribution."""
        away = (value - self.shift) / self.width(variance)
        return -log(1 + exp(min(_LOGISTIC * away, _MOST)))


class Misses(Struct, frozen=True, gc=False):
    """Sums of misses, each over its variance: of one, of itself, and of its square."""

    count: int
    ones: float
    values: float
    squares: float

    @classmethod
    def of(cls, misses: Iterable[tuple[float, float]]) -> Misses:
        """The sums of misses with their variances."""
        count, ones, values, squares = 0, 0.0, 0.0, 0.0
        for miss, variance in misses:
            count += 1
            ones += 1 / variance
            values += miss / variance
            squares += miss * miss / variance
        return cls(count, ones, values, squares)

    def learned(self, doubt: float | None, without: tuple[float, float] | None = None) -> Student:
        """The posterior of the misses, but for one of them.

        `doubt` is the standard deviation of their mean before any is known, around 0; None where
        nothing at all is known of it. It is larger where the misses say so themselves (empirical
        Bayes: Efron and Morris, Journal of the American Statistical Association 68, 1973).
        """
        count, ones, values, squares = self.count, self.ones, self.values, self.squares
        if without:
            miss, variance = without
            count -= 1
            ones -= 1 / variance
            values -= miss / variance
            squares -= miss * miss / variance
        weight = ones
        if doubt:
            beyond = (values / ones) ** 2 - 1 / ones if ones else 0.0
            weight += 1 / max(doubt**2, beyond)
        shift = values / weight
        apart = max(squares - 2 * shift * values + shift * shift * ones, 0.0)
        scale = (_BEFORE + apart) / (_BEFORE + count)
        return Student(shift, scale, 1 / weight, _FREE + count)


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
