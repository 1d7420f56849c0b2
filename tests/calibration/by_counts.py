"""People who count something: pages, kilometres, words; day by day until the target is there."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

from calibration.habits import around
from calibration.stories import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from calibration.habits import Habits

LIMIT = 500
"""Days after which whoever still counts does all the rest."""


class Moment(NamedTuple):
    """A day of the one who counts: what is done and left by then, and what is usual a day."""

    day: int
    share: float
    left: float
    usual: float


def _count(dice: Random, me: Habits, begun: int, amount: Callable[[Moment], float]) -> Sketch:
    """A target in four quarters; `amount` says what a day brings."""
    days = me.duration(dice)
    usual = dice.choice((1.0, 2.0, 5.0, 20.0, 500.0))
    target = max(round(days), 8) * usual
    sketch = Sketch(begun, [target / 4] * 4, unit="pages")
    first = begun + dice.choice((0, 0, 1, 3))
    for number in range(LIMIT):
        if sketch.arrived:
            return sketch
        left = sketch.distance - sketch.position
        moment = Moment(first + number, 1 - left / sketch.distance, left, usual)
        sketch.go(first + number, amount(moment))
    sketch.go(first + LIMIT, target)
    return sketch


def steady(dice: Random, me: Habits, begun: int) -> Sketch:
    """Nearly every day nearly the same."""
    often, pace = 0.8 + 0.2 * me.taste, around(dice, 1.0, 0.2)

    def amount(now: Moment) -> float:
        return around(dice, now.usual * pace, 0.25) if dice.random() < often else 0.0

    return _count(dice, me, begun, amount)


def weekends(dice: Random, me: Habits, begun: int) -> Sketch:
    """Saturdays and Sundays only."""
    often, pace = 0.6 + 0.35 * me.taste, around(dice, 3.5, 0.2)

    def amount(now: Moment) -> float:
        free = now.day % 7 >= 5 and dice.random() < often
        return around(dice, now.usual * pace, 0.4) if free else 0.0

    return _count(dice, me, begun, amount)


def batches(dice: Random, me: Habits, begun: int) -> Sketch:
    """Worked on daily, good weeks and bad ones, and written down once a week or two."""
    every, pace = 7 if me.taste < 0.6 else 14, around(dice, 1.0, 0.2)
    waiting, since, week = 0.0, 0, 1.0

    def amount(now: Moment) -> float:
        nonlocal waiting, since, week
        if now.day % 7 == 0:
            week = around(dice, 1.0, 0.2 + 0.5 * me.noise)
        waiting += around(dice, now.usual * pace * week, 0.4) * (dice.random() < 0.8)
        since += 1
        if waiting < now.left and dice.random() > (since / every) ** 4:
            return 0.0
        done, waiting, since = waiting, 0.0, 0
        return done

    return _count(dice, me, begun, amount)


def _trend(dice: Random, me: Habits, begun: int, *, to: float) -> Sketch:
    """The amount of a day grows `to` times from the first day to the last one."""
    times = to ** (0.5 + me.taste)

    def amount(now: Moment) -> float:
        if dice.random() > 0.75:
            return 0.0
        return around(dice, now.usual, 0.4) * times ** (now.share - 0.5)

    return _count(dice, me, begun, amount)


def rising(dice: Random, me: Habits, begun: int) -> Sketch:
    return _trend(dice, me, begun, to=4.0)


def falling(dice: Random, me: Habits, begun: int) -> Sketch:
    return _trend(dice, me, begun, to=0.25)


def _poisson(dice: Random, mean: float) -> int:
    """Knuth's way, which is quick where the mean is small."""
    limit, count, product = exp(-mean), 0, dice.random()
    while product > limit:
        count += 1
        product *= dice.random()
    return count


def beeminder(dice: Random, me: Habits, begun: int) -> Sketch:
    """A rate that was promised: some days nothing, and much when the line is near.

    How eager they are changes every few weeks; some drop it for a while, pay, and go on.
    """
    often, cram = 0.3 + 0.5 * me.taste, dice.uniform(1.0, 4.0)
    done, number, away = 0.0, 0, 0
    eager = around(dice, 1.0, 0.3)

    def amount(now: Moment) -> float:
        nonlocal done, number, away, eager
        if dice.random() < 1 / 25:
            eager = around(dice, 1.0, 0.4)
        if away:
            away -= 1
            return 0.0
        if dice.random() < 1 / 150:
            away = dice.randint(4, 20)
        number += 1
        buffer = done / now.usual - number
        if buffer < 0 and dice.random() < 0.9:
            today = _poisson(dice, cram) + 1.0
        elif dice.random() < often:
            today = _poisson(dice, eager / often * (0.9 if buffer < 10 else 0.5))
        else:
            today = 0.0
        done += today * now.usual
        return today * now.usual

    return _count(dice, me, begun, amount)
