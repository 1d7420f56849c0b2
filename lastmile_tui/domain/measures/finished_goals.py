"""What the goals that ended last tell of a person, looked at once and kept until one is changed."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from lastmile_tui.domain.measures.evidence.experience import Experience, Finished, experience_of
from lastmile_tui.domain.measures.last_mile import (
    LastMile,
    Ratio,
    factor_of,
    last_mile_of,
    ratio_of,
)
from lastmile_tui.domain.measures.past import finished_of, track_record_of
from lastmile_tui.domain.measures.rhythm import StretchRests, longest_of, slower_of, usual_longest
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.track_record import TrackRecord
    from lastmile_tui.domain.model.goal import Goal

    Pasts = dict[str, tuple[Goal, Finished | None]]
    """How sealed goals went, by their uid; None of those that teach nothing."""

FINISHED = 30
"""The goals that ended last, which tell how a person drives."""


class FinishedGoals:
    """Goals that were sealed or let go, the newest first; `pasts` has what is known of each.

    A log that cannot be read tells nothing, and takes nothing else away.
    """

    def __init__(
        self, goals: Sequence[Goal], course_of: Callable[[Goal], Course], pasts: Pasts
    ) -> None:
        self.goals = goals
        self._course_of, self._known = course_of, pasts
        self._rests: dict[bool, StretchRests] = {}

    @cached_property
    def last_mile(self) -> LastMile:
        """How this person drives the last mile."""
        return last_mile_of(self._ratios())

    @cached_property
    def experience(self) -> Experience:
        """What the goals teach about forecasts."""
        return experience_of(self._pasts)

    @cached_property
    def track_record(self) -> TrackRecord:
        """What was said of the goals on their way, by what was known then."""
        return track_record_of(self._pasts)

    def rests(self, goal: Goal) -> StretchRests:
        """How this person rests in the stretch.

        Until enough goals are finished that is as many times longer than before it as a mile takes
        longer there.
        """
        if goal.counting not in self._rests:
            prior = self.last_mile.factor(goal).value
            slower, longest = self._rested
            self._rests[goal.counting] = StretchRests(
                factor_of(slower, prior).value, usual_longest(longest)
            )
        return self._rests[goal.counting]

    @cached_property
    def _rested(self) -> tuple[list[float], list[int]]:
        """How many times longer each goal rested in its stretch, and at most how many days."""
        slower: list[float] = []
        longest: list[int] = []
        for goal in self.goals:
            with suppress(LastmileError):
                if not goal.sealed:
                    continue
                course = self._course_of(goal)
                if times := slower_of(course):
                    slower.append(times)
                if days := longest_of(course):
                    longest.append(days)
        return slower, longest

    def _ratios(self) -> Iterator[Ratio]:
        for goal in self.goals:
            with suppress(LastmileError):
                ended = goal.ended
                if ended and (value := ratio_of(goal, self._course_of(goal), ended)):
                    yield Ratio(value, goal.counting)

    @cached_property
    def _pasts(self) -> list[Finished]:
        return [past for goal in self.goals if goal.sealed and (past := self._past(goal))]

    def _past(self, goal: Goal) -> Finished | None:
        known = self._known.get(goal.uid)
        if known is None or known[0] is not goal:
            past = None
            with suppress(LastmileError):
                past = finished_of(goal, self._course_of(goal))
            known = self._known[goal.uid] = (goal, past)
        return known[1]
