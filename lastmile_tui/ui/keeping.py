"""The file's copies: the backup of each day, and what other devices left beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.copies_words import say_gains, say_roads
from lastmile_tui.domain.describe import counted
from lastmile_tui.errors import GoalError
from lastmile_tui.store.backups import make_daily
from lastmile_tui.store.copies import find_copies, nominees
from lastmile_tui.store.emptied import say_emptied
from lastmile_tui.store.merging import merge_copies
from lastmile_tui.when import say_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lastmile_tui.domain.clock import Calendar
    from lastmile_tui.domain.copies_words import Brought
    from lastmile_tui.store.copies import Copy
    from lastmile_tui.store.files import Stamp
    from lastmile_tui.store.goals import GoalStore


class Keeping:
    """What is done for the file in the background; `backups` is the folder for it."""

    def __init__(self, store: GoalStore, backups: Path, calendar: Calendar) -> None:
        self._store, self._backups, self._calendar = store, backups, calendar
        self._copies: tuple[Copy, ...] = ()
        self._seen: tuple[tuple[str, Stamp], ...] = ()

    def emptied(self, today: date) -> str:
        """What to say of a file without goals whose newest backup has some; else empty."""
        return say_emptied(self._store, self._backups, self._calendar, today) or ""

    def look(self, today: date) -> str:
        """Back the file up where that is due, and look for copies; what went wrong. In a thread."""
        seen = nominees(self._store.storage.path)
        if seen != self._seen:
            self._seen, self._copies = seen, find_copies(self._store.storage)
        return make_daily(self._store, self._backups, today)

    @property
    def notice(self) -> str:
        """What the header says of the copies that bring something, or else are damaged."""
        if held := sum(copy.brings for copy in self._copies):
            return f"{counted(held, 'copy', 'copies')} to merge"
        damaged = sum(bool(copy.problem) for copy in self._copies)
        return counted(damaged, "damaged copy", "damaged copies") if damaged else ""

    def told(self, today: date, key: str) -> list[str]:
        """A sentence for each copy; `key` merges them."""
        say_day = partial(say_short, today=today)
        return [
            copy.problem
            or f"A copy beside the file has {copy.say(say_day, self._store.device)}"
            f"{_on(copy.brought)}. {key} merges it."
            for copy in self._copies
            if copy.problem or copy.brings
        ]

    def merge(self, today: date) -> str:
        """Merge the copies into the file, and put them aside; what was merged.

        Raises GoalError where there is none, StoreError with nothing changed.
        """
        copies = [copy for copy in self._copies if not copy.problem]
        if not copies:
            damaged = (copy.problem for copy in self._copies)
            none = "No copy from another device lies beside the file."
            raise GoalError(next(damaged, none))
        merged = merge_copies(self._store, copies, self._backups)
        self._copies = tuple(copy for copy in self._copies if copy.problem)
        brought = say_gains(merged.gains, partial(say_short, today=today), self._store.device)
        told = ["Merged a copy that held nothing new."]
        if brought:
            told = [f"Merged {brought}{_on(merged.brought)}."]
        if merged.kept:
            copy = "The copy is" if len(merged.kept) == 1 else "The copies are"
            told.append(f"{copy} kept in {self._backups / 'merged'}.")
        return "\n".join([*told, *merged.sentences])


def _on(brought: Sequence[Brought]) -> str:
    return f", on {say_roads(brought)}" if brought else ""
