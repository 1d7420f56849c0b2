"""How syncing stands, without the network: what waits to be sent, as of the last fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates import say_short
from lastmile_tui.domain.model.text import counted
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.sync.contents import waiting
from lastmile_tui.store.sync.failures import Failure, SyncError, shown_url
from lastmile_tui.store.sync.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.sync.git import Git
    from lastmile_tui.store.sync.memory import Memory


_ANOTHER: Final = (
    "The data file is another one than was synced from here: nothing is sent or received."
)


class SyncStatus(Struct, frozen=True):
    """The address, the last sync, the changes on either side, and what is wrong.

    That is so `now`, or else was so at the last try.
    """

    set_up: bool
    url: str = ""
    last: datetime | None = None
    ahead: int = 0
    behind: int = 0
    failure: int = 0
    sentence: str = ""
    now: bool = False

    def lines(self, wall: Callable[[datetime], datetime], today: date) -> list[str]:
        """The same in words."""
        if not self.set_up:
            return [self.sentence or "Syncing is not set up; lastmile sync init URL does that."]
        place = shown_url(self.url) or "a repository on this machine only"
        lines = [f"with:        {place}"]
        if self.last:
            at = wall(self.last)
            lines.append(f"last sync:   {say_short(min(at.date(), today), today)} {at:%H:%M}")
        else:
            lines.append("last sync:   never")
        lines.append(f"to send:     {counted(self.ahead, 'change')}")
        if self.url:
            lines.append(f"to receive:  {counted(self.behind, 'change')}, as of the last sync")
        if self.sentence:
            when = "now:     " if self.now else "last try:"
            lines.append(f"{when}    {self.sentence}")
        return lines


def look(store: GoalStore, memory: Memory, git: Git) -> SyncStatus:
    """Look, and write nothing; what would keep a sync from counting is told as it is now."""
    state = memory.load()
    if not (state.last or state.url) or not memory.repository.is_dir():
        return SyncStatus(set_up=False, sentence=memory.damage)
    ahead = behind = 0
    failure, sentence = state.failure, state.sentence
    try:
        ahead, behind = _waiting(store, Repository(git), state.url)
    except SyncError as error:
        failure, sentence = int(error.failure), str(error)
    return SyncStatus(
        set_up=True,
        url=state.url,
        last=state.last,
        ahead=ahead,
        behind=behind,
        failure=failure,
        sentence=sentence,
        now=sentence != state.sentence,
    )


def _waiting(store: GoalStore, repository: Repository, url: str) -> tuple[int, int]:
    """How many changes only our file has, and only the other side. Raises SyncError."""
    (there,) = repository.read(repository.fetched if url else repository.head)
    meta, tables = store.storage.image()
    if meta.db and store.storage.rights.lost:
        raise SyncError(Failure.NOT_OURS, _ANOTHER)
    ours = snapshot.encode(meta, tables) if meta.db else b""  # no goal was added yet
    return waiting(ours, there.data)
