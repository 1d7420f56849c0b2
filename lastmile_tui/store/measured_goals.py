"""Goals with their logs and measures, one by one: no more than a few logs are in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.msgpack import Decoder

from lastmile_tui.errors import LastmileError
from lastmile_tui.store import two_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.measures.measurer import Measurer
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore

MANY = 500
"""Goals from which a second process is worth its start, and the memory that it takes."""

PART = 25
"""Goals that a process hands over at once: a second core waits for no more than these."""


class _Texts(Struct):
    """The texts of some goals, and what is to be said of the first that could not be read."""

    texts: list[str]
    trouble: str


_reader: Final = Decoder(_Texts)


class MeasuredGoals:
    """Some goals of a file, each read when it is its turn.

    One that cannot be read is left out, so that the others are whole, and raised at the end.
    """

    def __init__(
        self, goals: Iterable[Goal], store: GoalStore, measurer: Measurer, today: date
    ) -> None:
        self._goals = [*goals]
        self._store, self._measurer, self._today = store, measurer, today
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

    def texts(self, say: Callable[[ExportedGoal], str]) -> Iterator[str]:
        """What `say` makes of each goal; of many in two processes."""
        if len(self._goals) < MANY or not two_processes.possible():
            yield from map(say, self)
            return
        self._measurer.know_finished(self._today)  # which both need, before there are two

        def work(goals: list[Goal]) -> _Texts:
            some = MeasuredGoals(goals, self._store, self._measurer, self._today)
            return _Texts([*map(say, some)], str(some._trouble or ""))

        parts = [self._goals[at : at + PART] for at in range(0, len(self._goals), PART)]
        for done in two_processes.in_two(work, parts, _reader):
            yield from done.texts
            if done.trouble:
                self._trouble = self._trouble or LastmileError(done.trouble)

    def raise_trouble(self) -> None:
        """Raise what the first goal that could not be read has raised."""
        if self._trouble:
            raise self._trouble
