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

    def change(self, old: Goal | None, new: Goal | None) -> None:
        """Follow a change of one goal: it came, went, or stands at another place, as few do."""
        before = None if old is None else self._at(old)
        after = None if new is None else self._at(new)
        if old and new and before == after and old.uid == new.uid:
            return
        if old and before is not None:
            index = bisect_right(self._pairs, (before, old.uid)) - 1
            if index >= 0 and self._pairs[index] == (before, old.uid):
                del self._pairs[index]
        if new and after is not None:
            insort(self._pairs, (after, new.uid))

    def since(self, day: _Day) -> int:
        """How many are later."""
        return len(self._pairs) - bisect_right(self._pairs, (day, "~"))  # behind every uid

    def last(self, count: int) -> list[str]:
        """So many at the end."""
        return [uid for _, uid in self._pairs[-count:]] if count else []

    def is_among_last(self, goal: Goal, count: int) -> bool:
        """Whether a goal is one of so many at the end, or would be."""
        if (day := self._at(goal)) is None:  # as most are
            return False
        return len(self._pairs) < count or (day, goal.uid) >= self._pairs[-count]
