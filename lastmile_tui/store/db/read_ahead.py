"""Reading the data file while something else is done, such as importing the user interface.

Most of reading leaves the interpreter to others: at 10,000 goals 30 ms that a start does not wait
for.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from lastmile_tui.store.db.snapshot import Snapshot
    from lastmile_tui.store.disk.files import FileStamp

    Found = tuple[Snapshot | None, FileStamp | None]


class ReadAhead:
    """What a file held when it was begun, for the first who asks; everyone else reads anew."""

    def __init__(self, path: Path | None = None) -> None:
        self._found: Found | None = None
        self._thread: Thread | None = None
        if path:
            real = Path(os.path.realpath(path))
            self._thread = Thread(target=self._read, args=[real], daemon=True)
            self._thread.start()

    def take(self, path: Path) -> Found:
        """What a file holds, and its stamp.

        Raises StoreError for a file that cannot be read.
        """
        if self._thread:
            self._thread.join()
            self._thread = None
            found, self._found = self._found, None
            if found and found[1] == files.stamp(path):
                return found
        return _read(path)

    def _read(self, path: Path) -> None:
        with suppress(StoreError):  # told to who takes it, and reads anew
            self._found = _read(path)


def _read(path: Path) -> Found:
    data, seen = files.read(path)
    return snapshot.decode(data), seen
