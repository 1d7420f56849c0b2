"""People whose goals are made of markers: each function makes up one goal of its kind."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from calibration.habits import around
from calibration.stories import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from calibration.habits import Habits

    Slower = Callable[[float], float]
    """How many times longer a mile takes at a share of the road."""

MILES = (0.5, 1.0, 1.0, 1.0, 2.0, 3.0)
"""Lengths of markers that people give, where they give any."""


def _road(dice: Random, me: Habits, begun: int) -> Sketch:
    count = max(me.markers + dice.choice((-2, -1, 0, 0, 0, 1, 2)), 4)
    lengths = [dice.choice(MILES) if me.taste > 0.6 else 1.0 for _ in range(count)]
    return Sketch(begun, lengths)


def _set_out(dice: Random, begun: int) -> float:
    """Goals are planned some days before anything is done."""
    return begun + dice.choice((0, 0, 1, 2, 5)) + dice.random()


def _drive(
    dice: Random,
    me: Habits,
    sketch: Sketch,
    gap: Callable[[float], float],
    between: Callable[[float, float], float] = lambda now, _: now,
) -> Sketch:
    """Marker by marker: `gap` is the days that some miles take from here on.

    One in five markers is driven in two halves. `between` may put something before a leg, and says
    when that is over.
    """
    now = _set_out(dice, sketch.begun)
    halves = 0.2 if me.taste > 0.3 else 0.0
    while not sketch.arrived:
        index, end = 0, sketch.lengths[0]
        while end <= sketch.position + 1e-6:
            index += 1
            end += sketch.lengths[index]
        now = between(now, sketch.position / sketch.distance)
        miles = end - sketch.position
        days = gap(miles)
        if dice.random() < halves and miles >= 1:
            sketch.go(int(now + days * 0.5), miles * 0.5)
        now += days
        sketch.advance(int(now))
    return sketch


def _legs(
    dice: Random, me: Habits, begun: int, *, slower: float = 1.0, noise: float | None = None
) -> Sketch:
    """Each leg takes its own time, whatever the one before did; the stretch `slower` times more."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    last = around(dice, slower * me.last, 0.2)
    spread = me.noise if noise is None else noise

    def gap(miles: float) -> float:
        behind = sketch.position >= sketch.gate - 1e-6
        return around(dice, mile * miles, spread) * (last if behind else 1.0)

    return _drive(dice, me, sketch, gap)


def independent(dice: Random, me: Habits, begun: int) -> Sketch:
    return _legs(dice, me, begun)


def slower(dice: Random, me: Habits, begun: int) -> Sketch:
    return _legs(dice, me, begun, slower=1.5)


def much_slower(dice: Random, me: Habits, begun: int) -> Sketch:
    return _legs(dice, me, begun, slower=4.0)


def written_later(dice: Random, me: Habits, begun: int) -> Sketch:
    """Legs of their own time, all written down on Sunday evenings, each with its day."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    now = _set_out(dice, begun)
    while not sketch.arrived:
        now += around(dice, mile, me.noise)
        sunday = int(now) + (6 - int(now)) % 7
        sketch.advance(int(now), written=sunday)
    return sketch


def slow_end(dice: Random, me: Habits, begun: int) -> Sketch:
    """Even until the last marker or two, which then take their time; nothing is seen meanwhile."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    last = around(dice, 2.0 + 2.0 * me.taste, 0.3)

    def gap(miles: float) -> float:
        end = sketch.position >= sketch.distance * 0.75
        return around(dice, mile * miles, 0.35) * (last if end else 1.0)

    return _drive(dice, me, sketch, gap)


def coasting(dice: Random, me: Habits, begun: int) -> Sketch:
    """In the stretch work goes on as often, but each time a little is done."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    now = _set_out(dice, begun)
    while sketch.position < sketch.gate - 1e-6:
        now += around(dice, mile, me.noise)
        sketch.advance(int(now))
    share = dice.uniform(0.2, 0.6)
    while not sketch.arrived:
        now += around(dice, mile, me.noise)
        sketch.go(int(now), max(round(share * dice.uniform(0.5, 1.5), 1), 0.1))
    return sketch


def moods(dice: Random, me: Habits, begun: int) -> Sketch:
    """Good weeks and bad ones: the logarithm of the pace keeps nine tenths of itself each leg."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    keep, total = 0.85, 0.5 + 0.5 * me.taste
    mood = dice.gauss(0.0, total)

    def gap(miles: float) -> float:
        nonlocal mood
        mood = keep * mood + dice.gauss(0.0, total * (1 - keep**2) ** 0.5)
        return around(dice, mile * miles, 0.25) * exp(mood)

    return _drive(dice, me, sketch, gap)


def bursts(dice: Random, me: Habits, begun: int) -> Sketch:
    """Most gaps are short, and few very long (Pareto)."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    shape = 1.2 + 0.6 * me.taste
    scale = mile * (shape - 1) / shape

    def gap(miles: float) -> float:
        return min(scale * miles * dice.paretovariate(shape), 150.0)

    return _drive(dice, me, sketch, gap)


def grows(dice: Random, me: Habits, begun: int) -> Sketch:
    """Markers are added on the way, more for some people than for others."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    left = dice.randint(1, 1 + round(me.taste * 4))

    def gap(miles: float) -> float:
        return around(dice, mile * miles, me.noise)

    def between(now: float, share: float) -> float:
        nonlocal left
        if left and share > 0.3 and dice.random() < 0.35:
            sketch.grow(int(now), dice.choice((0.5, 1.0, 1.0)))
            left -= 1
        return now

    return _drive(dice, me, sketch, gap, between)


def breaks(dice: Random, me: Habits, begun: int) -> Sketch:
    """Once or twice the goal is parked, or nobody says that there is a holiday."""
    sketch = _road(dice, me, begun)
    mile = me.duration(dice) / sketch.distance
    left = dice.randint(1, 2)

    def gap(miles: float) -> float:
        return around(dice, mile * miles, me.noise)

    def between(now: float, share: float) -> float:
        nonlocal left
        if not left or share < 0.15 or dice.random() > 0.3:
            return now
        left -= 1
        pause = dice.randint(7, 45)
        if dice.random() < 0.6:
            sketch.park(int(now), int(now) + pause)
            if dice.random() < 0.3:
                pause = dice.randint(3, pause)
                sketch.unpark(int(now) + pause - 1)
            return now + pause
        return now + min(pause, 21)

    return _drive(dice, me, sketch, gap, between)


def check_list(dice: Random, me: Habits, begun: int) -> Sketch:
    """Many small markers, several ticked on a day, then nothing for a while; a few are left over.

    How many are ticked at once is geometric, and what lies between has a long tail.
    """
    count = dice.randint(6, 30)
    sketch = Sketch(begun, [1.0] * count)
    on = dice.uniform(0.5, 0.85)
    rest = me.duration(dice) / max(count * (1 - on), 3)
    spread = 0.5 + 0.6 * me.taste
    leftover, slower = dice.uniform(0.0, 0.25) * count, around(dice, 2.0, 0.3)
    now = _set_out(dice, begun)
    while not sketch.arrived:
        sketch.advance(int(now))
        late = count - sketch.position <= leftover
        if dice.random() > on or late:
            now += around(dice, rest, spread) * (slower if late else 1.0)
    return sketch


def splits(dice: Random, me: Habits, begun: int) -> Sketch:
    """Legs nearly alike, as kilometres of a marathon, which get slower after three quarters."""
    count = dice.randint(8, 20)
    sketch = Sketch(begun, [1.0] * count)
    leg = max(me.duration(dice) / count, 1.0)
    wall = 1.0 + dice.uniform(0.0, 0.5) * (0.4 + me.taste)

    def gap(_: float) -> float:
        share = sketch.position / sketch.distance
        return around(dice, leg, 0.05) * (wall if share >= 0.75 else 1.0)

    return _drive(dice, me._replace(taste=0.0), sketch, gap)  # no leg is halved
