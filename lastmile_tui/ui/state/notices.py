"""What the file reports: a few words in the header while true, and each sentence once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.store.goals import GoalStore

_NOTICES = {"ok": "", "read-only": "read-only file", "failed": "nothing is saved"}


class Notices:
    """What there is to know of a file; each sentence is given once."""

    def __init__(self, store: GoalStore) -> None:
        self._store = store
        self._given: set[str] = set()
        self.copies = ""
        """What the header says of copies that lie beside the file."""
        self.sync = ""
        """What the header says of a sync that could not be done."""
        self.emptied = ""
        """What to say of a file that may have lost its goals, for as long as it has none."""

    @property
    def silent(self) -> bool:
        """Whether there was nothing to make known."""
        return not (self._given or self.notice)

    @property
    def notice(self) -> str:
        """What the header says of the file, in a few words."""
        empty = "empty file" if self.emptied and not self._store.goals else ""
        return _NOTICES[self._store.storage.health] or empty or self.copies or self.sync

    def new_sentences(self, more: Iterable[str] = ()) -> tuple[str, ...]:
        """What the user should know of the file, and `more`; each sentence once."""
        known = [*self._store.storage.report.sentences, *filter(None, [self.emptied]), *more]
        if broken := len(self._store.broken):
            goals = counted(broken, "goal")
            known.append(f"{goals} of the file cannot be read; lastmile list says which.")
        new = tuple(sentence for sentence in known if sentence not in self._given)
        self._given.update(new)
        return new

    def untold(self) -> list[str]:
        """What came of changes, such as a hook that failed, until that is confirmed."""
        return self._store.listener.untold() if self._store.listener else []

    def confirm(self) -> None:
        """Keep that this was shown: it is for no other process to show, nor for the next one."""
        if self._store.listener:
            self._store.listener.confirm()
