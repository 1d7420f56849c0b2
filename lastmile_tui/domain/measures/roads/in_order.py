"""Goals in the order of a day or an instant of theirs, kept so while they change."""

from __future__ import annotations

from bisect import bisect_right, insort
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lastmile_tui.domain.model.goal import Goal

_Day = TypeVar("_Day", bound=date)


class GoalsInOrder(Generic[_Day]):
    """The uids of goals by what `at` gives of each, the earliest first; None leaves one out."""

    def __init__(self, goals: Iterable[Goal], at: Callable[[Goal], _Day | None]) -> None:
        self._at = at
        self._pairs = sorted([(day, goal.uid) for goal in goals if (day := at(goal)) is not None])

    def add(self, goal: Goal) -> None:
        """Put a goal in its place."""
        if (day := self._at(goal)) is not None:
            insort(self._pairs, (day, goal.uid))

    def discard(self, goal: Goal) -> None:
        """Take a goal out, if it is there."""
        if (day := self._at(goal)) is not None:
            index = bisect_right(self._pairs, (day, goal.uid)) - 1
            if index >= 0 and self._pairs[index] == (day, goal.uid):
                del self._pairs[index]

    def since(self, day: _Day) -> int:
        """How many are later."""
        return len(self._pairs) - bisect_right(self._pairs, (day, "~"))  # behind every uid

    def last(self, count: int) -> list[str]:
        """So many at the end."""
        return [uid for _, uid in self._pairs[-count:]] if count else []

    def is_among_last(self, goal: Goal, count: int) -> bool:
        """Whether a goal is one of so many at the end, or would be."""
        day, end = self._at(goal), self._pairs[-count:]
        return day is not None and (len(end) < count or (day, goal.uid) >= end[0])
