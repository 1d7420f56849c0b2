"""What this machine keeps of its syncs, beside the repository: the address, and a log of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime  # noqa: TC003 # msgspec reads the types of the fields
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.locations import SYNC
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from pathlib import Path

MOST_ENTRIES: Final = 1000
"""How many syncs the log keeps."""


class SyncState(Struct, frozen=True, omit_defaults=True):
    """How syncing stands: the address, the last sync, and why the last try failed.

    `stamp` is that of the data file when it was the one at the commit `head`, `blob` its id there.
    """

    url: str = ""
    last: datetime | None = None
    tried: datetime | None = None
    failure: int = 0
    sentence: str = ""
    stamp: tuple[int, int, int] | None = None
    head: str = ""
    blob: str = ""
    commits: int = 0
    """How many were made since the repository was packed."""


class SyncEntry(Struct, frozen=True, omit_defaults=True):
    """One sync that did something: changes by device, goals in conflict, changes brought back."""

    at: datetime
    sent: dict[str, int] = {}
    received: dict[str, int] = {}
    conflicts: tuple[str, ...] = ()
    back: int = 0


_DAMAGED: Final = (
    "{}, which says where goals are sent, cannot be read; the goals are safe. lastmile sync init "
    "URL, with the address that you use, sets it up again."
)

_state: Final = msgspec.json.Decoder(SyncState)
_entry: Final = msgspec.json.Decoder(SyncEntry)


class Memory:
    """The files of one data file's syncs, in a private folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.repository = folder / SYNC
        self._state, self._log = folder / "sync.json", folder / "sync.log"

    def load(self) -> SyncState:
        """How syncing stands; anew where that cannot be read."""
        with suppress(OSError, StoreError, ValueError):
            return _state.decode(files.read(self._state)[0])
        return SyncState()

    @property
    def damage(self) -> str:
        """Why the state cannot be read, and what to do; empty where it can, or there is none."""
        try:
            data, seen = files.read(self._state)
            if seen:
                _state.decode(data)
        except (StoreError, ValueError):
            return _DAMAGED.format(self._state)
        return ""

    def save(self, state: SyncState) -> None:
        """Keep how syncing stands. StoreError where the disk refuses.

        The disk is waited for only where more is new than the time.
        """
        old = self.load()
        known = replace(old, last=state.last, tried=state.tried) == state
        temp = self._state.with_name(".~sync.json.tmp")
        files.make_folder(self.folder)
        with files.store_errors(f"{self._state} could not be written"):
            temp.unlink(missing_ok=True)  # a killed process left it: nobody else writes now
            data = msgspec.json.encode(state) + b"\n"
            with private_files.temporary_file(temp, data, durable=not known):
                temp.replace(self._state)

    def note(self, entry: SyncEntry) -> None:
        """Add a sync to the log; the oldest go when it is full."""
        lines = self._lines()[-MOST_ENTRIES + 1 :]
        with files.store_errors(f"{self._log} could not be written"):
            private_files.replace(
                self._log, b"".join(line + b"\n" for line in (*lines, msgspec.json.encode(entry)))
            )

    def entries(self) -> list[SyncEntry]:
        """The syncs, oldest first; what cannot be read is left out."""
        found = []
        for line in self._lines():
            with suppress(ValueError):
                found.append(_entry.decode(line))
        return found

    def _lines(self) -> list[bytes]:
        with suppress(OSError, StoreError):
            return files.read(self._log)[0].splitlines()
        return []
