"""The file's backups, and what other devices left beside it: found, told and merged."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from lastmile_tui.dates import SystemClock
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import say_device_changes
from lastmile_tui.errors import GoalError
from lastmile_tui.store.backup.backups import make_daily
from lastmile_tui.store.backup.lost_goals import say_emptied
from lastmile_tui.store.backup.packer import finish_later
from lastmile_tui.store.copies.conflicts import say_conflicts, say_how_many
from lastmile_tui.store.copies.find import FOLDER, find_copies, look_for_copies
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.store.copies.own import leave, say_back
from lastmile_tui.store.copies.wording import past_day, say_brought, say_copies

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.store.goals import GoalStore


class FileCopies:
    """What is done for the file in the background; `backups` is the folder for it."""

    def __init__(self, store: GoalStore, backups: Path) -> None:
        self._store, self._backups = store, backups
        self._copies: tuple[Copy, ...] = ()
        self._seen: tuple[object, ...] = ()

    def emptied(self, today: date) -> str:
        """What to say of a file without goals whose newest backup has some; else empty."""
        return say_emptied(self._store, self._backups, self._store.calendar, today) or ""

    def look(self, today: date) -> str:
        """Back up where that is due, and look for copies; what went wrong. Runs in a thread.

        A large file is packed by a process of its own: keys and the end do not wait for it.
        """
        self.find()
        failure = make_daily(self._store, self._backups, today)
        return failure or finish_later(self._backups, SystemClock().now().timestamp())

    def find(self) -> None:
        """Look for copies, where there may be others than the last time."""
        seen = (*look_for_copies(self._store.storage.path), self._store.storage.missing)
        if seen != self._seen:
            self._seen, self._copies = seen, find_copies(self._store.storage)

    @property
    def notice(self) -> str:
        """What the header says of the copies that bring something, or else are damaged."""
        if any(copy.own for copy in self._copies):
            return "changes missing"
        if count := sum(copy.has_changes for copy in self.mergeable):
            return f"{counted(count, 'copy', 'copies')} to merge"
        if self.foreign:
            return f"{counted(len(self.foreign), 'file')} to unite"
        damaged = sum(bool(copy.problem) for copy in self._copies)
        return counted(damaged, "damaged copy", "damaged copies") if damaged else ""

    def sentences(self, today: date, key: str) -> list[str]:
        """A sentence for each copy; `key` merges them."""
        return say_copies(self._copies, today, self._store.device, key)

    @property
    def mergeable(self) -> list[Copy]:
        """The copies that are merged without a question."""
        return [copy for copy in self._copies if not (copy.problem or copy.foreign)]

    @property
    def foreign(self) -> tuple[Copy, ...]:
        """The other data files that may be united with this one."""
        return tuple(copy for copy in self._copies if copy.foreign and not copy.problem)

    @property
    def own(self) -> Copy | None:
        """What this machine did and the file lacks."""
        return next((copy for copy in self._copies if copy.own), None)

    @property
    def kept_in(self) -> Path:
        """The folder of what was merged or left."""
        return self._backups / FOLDER

    def leave(self) -> str:
        """Leave what is missing, and say where it is kept. Raises StoreError with nothing left."""
        path = leave(self._store, self._backups, SystemClock().now())
        self._copies = tuple(copy for copy in self._copies if not copy.own)
        back = f"Left. lastmile merge {quote(str(path))} brings it back."
        return back if path else "Nothing is missing in the file."

    def describe(self, copy: Copy, today: date) -> str:
        """What a copy holds, in short."""
        return copy.say(past_day(today), self._store.device)

    def merge(self, today: date, other: Copy | None = None) -> str:
        """Merge the copies into the file, or unite it with an `other` one; what was merged.

        They are put aside. Raises GoalError where there is none, StoreError with nothing changed.
        """
        copies = self.mergeable if other is None else [other]
        if not copies:
            damaged = (copy.problem for copy in self._copies)
            none = "No copy from another device lies beside the file."
            raise GoalError(next(damaged, none))
        merged = merge_copies(self._store, copies, self._backups)
        self._copies = tuple(copy for copy in self._copies if copy not in copies)
        say_day, device = past_day(today), self._store.device
        changes = say_device_changes(merged.device_changes, say_day, device)
        sentences = ["Merged a copy that held nothing new."]
        if changes:
            more = say_brought(merged.goal_changes) + say_how_many(merged.conflicts)
            sentences = [f"Merged {changes}{more}."]
            sentences += say_conflicts(merged.conflicts, device)
        sentences += say_back(self._store, copies, "one undo")
        if other is not None:
            sentences.append("The two are one data file now; one undo takes that back.")
        if any(copy.blob for copy in copies):
            name = quote(self._store.storage.path.name)
            sentences.append(f"git waits to be told that it is merged: git add {name}")
        if merged.moved:
            copy = "The copy is" if len(merged.moved) == 1 else "The copies are"
            sentences.append(f"{copy} kept in {self.kept_in}.")
        return "\n".join([*sentences, *merged.sentences])
