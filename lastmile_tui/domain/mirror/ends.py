"""The figures of goals that were sealed or let go: where their roads ended, and how fast."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from lastmile_tui.domain.measures.course import median
from lastmile_tui.domain.measures.evidence.student import NORMAL_90
from lastmile_tui.domain.measures.last_mile import PRIOR_GOALS, logarithms, prior_of
from lastmile_tui.domain.mirror.figures import Ends, FactorRange, Split
from lastmile_tui.domain.model.numbers import FINEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.last_mile import Ratio
    from lastmile_tui.domain.model.goal import Goal

PRIOR_SPREAD = log(2)
"""How far single goals lie around a person's factor before any is known: twice or half of it."""


def let_go_on(goal: Goal) -> date | None:
    """The day a goal was let go; None when it was not, or was sealed on another device."""
    return goal.let_go.on if goal.let_go and not goal.sealed else None


def ended_on(goal: Goal) -> date | None:
    """The day a goal was sealed or let go; None while it is open."""
    return goal.seal_day or let_go_on(goal)


def ends_of(let_go: Iterable[Goal]) -> Ends:
    """Where roads ended that were let go: position over distance, as the road is today.

    The tenths hold 0 up to and without 10 %, and so on; the last one holds 100 % as well. Both
    lengths are counted in whole steps, so that 70 % is never 69.99 %.
    """
    counts = [0] * 10
    shares = []
    for goal in let_go:
        whole = max(round(goal.distance / FINEST), 1)
        driven = min(round(goal.position / FINEST), whole)
        counts[min(driven * 10 // whole, 9)] += 1
        shares.append(driven / whole)
    return Ends(tuple(counts), median(shares) if shares else None)


def split_of(goal: Goal, course: Course) -> Split | None:
    """The days of a sealed goal before its final stretch, in it, and at its last marker.

    All are days on the road. Before are those from its start to the day since when it was behind
    the gate as it reached the last marker first. The start is the first mile less the planning
    before it, which counts from the day the goal was added, but as the longest later gap between
    two days with progress at most: so do its legs in `course`, and a goal that lay planned for a
    year was not driven for one. The wait at the last marker lasts until the first seal: one that
    was taken back and set again does not lengthen it. None for a goal that is not sealed, or whose
    whole road is final stretch.
    """
    sealed, gate = goal.seal_day, course.last_mile or course.in_stretch
    if sealed is None or gate is None or not goal.final_start:
        return None
    before = 0
    if course.moves:
        planning = course.days(course.begun, course.moves[0])
        gaps = (max(course.days(day, later), 1) for day, later in pairwise(course.moves))
        if (longest := max(gaps, default=None)) is not None:
            planning = min(planning, longest)
        before = course.days(course.moves[0], gate) + planning
    door = course.first_door or sealed
    end = course.first_seal or sealed
    return Split(goal.title, sealed, before, course.days(gate, door), course.days(door, end))


def factor_range_of(ratios: Iterable[Ratio]) -> FactorRange:
    """The last-mile factor as `factor_of` gives it, with the range that holds it 4 in 5 times.

    It is that of the kind of goals of which more are known, markers before counting ones.

    The logarithms of the ratios are taken as normal around the logarithm of the factor, with a
    variance that is not known either. They are counted from that of the prior of the kind, p:
    x = log r - log p. Under the conjugate prior of `PRIOR_GOALS` goals around 0 that spread by
    `PRIOR_SPREAD`, the mean has Student's t distribution with n + PRIOR_GOALS = N degrees of
    freedom around m = sum(x) / N and the scale
    sqrt(PRIOR_GOALS * PRIOR_SPREAD^2 + sum(x^2) - N * m^2) / N
    (Gelman et al., Bayesian Data Analysis, 3rd ed., 3.3: normal data with a conjugate prior). The
    range goes from its 10 % to its 90 % quantile: 0.52 to 1.93 times the prior without any goal.
    """
    ratios = tuple(ratios)
    counting = sum(ratio.counting for ratio in ratios) > len(ratios) / 2
    prior = prior_of(counting=counting)
    values = [ratio.value for ratio in ratios if ratio.counting is counting]
    parts = [part - log(prior) for part in logarithms(values)]
    weight = len(parts) + PRIOR_GOALS
    mean = sum(parts) / weight
    squares = PRIOR_GOALS * PRIOR_SPREAD**2 + sum(part**2 for part in parts)
    reach = _student(weight) * sqrt(max(squares - weight * mean**2, 0.0)) / weight
    low, value, high = (prior * exp(mean + step) for step in (-reach, 0.0, reach))
    return FactorRange(value, low, high, len(parts), counting)


def _student(free: int) -> float:
    """The 90 % quantile of Student's t with three degrees of freedom or more, right to 0.001.

    Its expansion in the normal quantile to the third term: Abramowitz and Stegun, 26.7.5.
    """
    z = NORMAL_90
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / free + second / free**2 + third / free**3
