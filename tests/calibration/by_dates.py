"""People who work towards a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calibration.habits import around
from calibration.stories import Sketch

if TYPE_CHECKING:
    from random import Random

    from calibration.habits import Habits


def _met(dice: Random, days: int, late: float) -> int:
    """Days after a date so many days away on which it is done: most just before it, some after."""
    if dice.random() < late:
        return max(dice.choice((1, 1, 2, 3, 5, 8)), round(days * dice.uniform(0.0, 0.2)))
    return -dice.choice((0, 0, 0, 1, 1, 2, 3))


def deadline(dice: Random, me: Habits, begun: int) -> Sketch:
    """Little until the date is near: the share done grows as a power of the time.

    Half of these people count pages, a few on most days.
    """
    days = max(round(me.duration(dice)), 12)
    due = begun + days
    end = days + _met(dice, days, 0.1 + 0.3 * me.taste)
    power = around(dice, 2.5 + 2.5 * me.taste, 0.2)
    if me.markers % 2:
        sketch = Sketch(begun, [25.0] * 4, unit="pages", due=due)
        for number in range(1, end):
            share = (number / end) ** power * dice.uniform(0.9, 1.1)
            if dice.random() < 0.7:
                sketch.go(begun + number, min(round(100 * share, 1), 99.5) - sketch.position)
        sketch.go(begun + end, 100.0)
    else:
        count = max(me.markers, 4)
        sketch = Sketch(begun, [1.0] * count, due=due)
        now = 0.0
        for index in range(1, count + 1):
            at = end * (index / count) ** (1 / power)
            jitter = dice.uniform(-0.3, 0.3) * (at - now) if index < count else 0.0
            now = max(at + jitter, now)
            sketch.advance(begun + round(now))
    if sketch.reached > due and dice.random() < 0.5:
        sketch.put_off(due, due + dice.choice((2, 3, 5, 7, 10)))
    return sketch


def put_off_twice(dice: Random, me: Habits, begun: int) -> Sketch:
    """A date that was hoped for, another one, and the third that is met or nearly."""
    days = max(round(me.duration(dice)), 16)
    first = begun + round(days * dice.uniform(0.45, 0.65))
    second = begun + round(days * dice.uniform(0.7, 0.85))
    third = begun + days
    count = max(me.markers, 4)
    sketch = Sketch(begun, [1.0] * count, due=first)
    sketch.put_off(first - dice.choice((0, 1, 3)), second)
    sketch.put_off(second - dice.choice((0, 1, 3)), third)
    end = max(third + _met(dice, days, 0.3), second + 1)
    steps = sorted(dice.random() ** (0.6 + 0.4 * me.taste) for _ in range(count - 1))
    for step in steps:
        sketch.advance(begun + int(step * (end - begun)))
    sketch.advance(end)
    return sketch
