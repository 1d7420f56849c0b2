"""The notes of all goals for the filter, read little by little once somebody filters."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.domain.views.query import note_text
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal


class NoteIndex:
    """Reads logs into `notes`, the plain texts of notes by uid."""

    def __init__(self, read_log: Callable[[str], Log], notes: dict[str, str]) -> None:
        self._read_log, self._notes = read_log, notes

    def unread(self, goals: Mapping[str, Goal]) -> list[str]:
        """The uids of the goals whose notes are not known yet."""
        return [uid for uid, goal in goals.items() if uid not in self._notes and not goal.hidden]

    def read(self, uids: Iterable[str]) -> None:
        """Read the notes of some goals; a log that cannot be read has none."""
        for uid in uids:
            self._notes[uid] = ""
            with suppress(LastmileError):
                self._notes[uid] = note_text(self._read_log(uid))

    def follow(self, uids: Iterable[str]) -> None:
        """Read again the notes of goals that have changed, if they were read at all."""
        self.read([uid for uid in uids if uid in self._notes])
