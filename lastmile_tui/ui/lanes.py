"""The lineup that is shown, and the one of the road, kept up to date change by change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.lineup import Look, Part, line_up
from lastmile_tui.ui.board import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.domain.lineup import Lineup

FEW = 64
"""Up to this many changed goals are put in place one by one; more are sorted anew."""


class Lanes:
    """Goals in their order; `date_of` gives the local date of an instant."""

    def __init__(
        self,
        goals: Mapping[str, Goal],
        today: date,
        date_of: Callable[[datetime], date],
    ) -> None:
        self._goals, self._date_of = goals, date_of
        self._active = line_up(goals.values(), Look(), today)
        self.lineup: Lineup = self._active
        """What is shown."""
        self._days = self._count_days()

    @property
    def tally(self) -> Tally:
        """What the header counts."""
        return Tally(self._active.total, len(self.stretch), self._days)

    @property
    def stretch(self) -> tuple[Goal, ...]:
        """All goals of the final stretch."""
        sections = self._active.sections
        return next(section.goals for section in sections if section.part is Part.STRETCH)

    def look_at(self, look: Look) -> None:
        """Show the goals of another look."""
        today, same = self._active.today, look == self._active.look
        self.lineup = self._active if same else line_up(self._goals.values(), look, today)

    def sort_anew(self, today: date) -> None:
        """Sort all goals, on a day that may be another one."""
        self._active = line_up(self._goals.values(), Look(), today)
        self._days = self._count_days()
        self.look_at(self.lineup.look)

    def follow(self, changed: Sequence[tuple[Goal | None, Goal | None]]) -> None:
        """Follow changes that the goals hold already: pairs of what was and what is."""
        if len(changed) > FEW:
            self.sort_anew(self._active.today)
            return
        same = self.lineup is self._active
        for old, new in changed:
            self._days += self._days_behind(new) - self._days_behind(old)
            self._active = self._active.with_goal(old, new)
            if not same:
                self.lineup = self.lineup.with_goal(old, new)
        if same:
            self.lineup = self._active

    def _count_days(self) -> int:
        return sum(map(self._days_driven, self.stretch))

    def _days_behind(self, goal: Goal | None) -> int:
        """The days of work behind a goal, when it is in the final stretch."""
        if goal is None or not goal.in_stretch(self._active.today):
            return 0
        return self._days_driven(goal)

    def _days_driven(self, goal: Goal) -> int:
        """The days since a goal was started."""
        if goal.started is None:
            return 0
        return max((self._active.today - self._date_of(goal.started)).days, 0)
