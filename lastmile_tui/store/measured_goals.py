"""Goals with their logs and measures, one by one: no more than one log is in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.measures.measurer import Measurer
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore


class MeasuredGoals:
    """Some goals of a file, each read when it is its turn.

    One that cannot be read is left out, so that the others are whole, and raised at the end.
    """

    def __init__(
        self, goals: Iterable[Goal], store: GoalStore, measurer: Measurer, today: date
    ) -> None:
        self._goals, self._store, self._measurer, self._today = goals, store, measurer, today
        self._trouble: LastmileError | None = None

    def __iter__(self) -> Iterator[ExportedGoal]:
        for goal in self._goals:
            try:
                log = self._store.log(goal.uid)
                measures = self._measurer.measure_once(goal, log, self._today)
            except LastmileError as error:
                self._trouble = self._trouble or error
            else:
                yield goal, log, measures

    def raise_trouble(self) -> None:
        """Raise what the first goal that could not be read has raised."""
        if self._trouble:
            raise self._trouble
