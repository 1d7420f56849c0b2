"""Which goals are loud on the Highway: the five that need attention most.

Others that need it keep one quiet mark and are counted: who is alarmed by everything is by nothing.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal

MOST_LOUD = 5
"""Goals that are loud at once: more than this nobody begins with."""

LOUD_LEVEL = 2
"""The level of attention from which a goal is loud."""

LOOKED_AT = 60
"""The first goals of the Highway, by date, among which the loudest are found at any number."""


def say_quiet(quiet: int, room: int) -> str:
    """How many goals need attention beside the loud ones, in so many cells; empty without room."""
    need = "needs" if quiet == 1 else "need"
    words = (f"five stand out, and {quiet} more {need} attention", f"+{quiet} more")
    return next((each for each in words if quiet and len(each) <= room), "")


class Loudness:
    """Measures as the Highway shows them. `hushed` keeps what is shown of quiet goals."""

    def __init__(
        self,
        goals: Iterable[Goal],
        gauge: Callable[[Goal], Measures | None],
        hushed: dict[str, tuple[Measures, Measures]],
    ) -> None:
        self._goals, self._gauge, self._hushed = goals, gauge, hushed

    def measure(self, goal: Goal) -> Measures | None:
        """The measures of a goal, quieter where five others need attention more."""
        measures = self._gauge(goal)
        if measures is None or measures.attention.level < LOUD_LEVEL or goal.uid in self._loudest:
            return measures
        cached = self._hushed.get(goal.uid)
        if cached is None or cached[0] is not measures:
            cached = (measures, replace(measures, attention=measures.attention.hushed))
            self._hushed[goal.uid] = cached
        return cached[1]

    def count_quiet(self) -> int:
        """How many goals need attention beside the loud ones."""
        return len(self._ranked) - len(self._loudest)

    @cached_property
    def _ranked(self) -> list[str]:
        """The goals that need attention, the most first; at one level in their order."""
        found = []
        for goal in islice(self._goals, LOOKED_AT):
            measures = self._gauge(goal)
            if measures and measures.attention.level >= LOUD_LEVEL:
                found.append((-measures.attention.level, goal.uid))
        return [uid for _, uid in sorted(found, key=lambda pair: pair[0])]

    @cached_property
    def _loudest(self) -> frozenset[str]:
        return frozenset(self._ranked[:MOST_LOUD])
