"""Where a data file is, and the private files of this machine that belong to it.

    lock            the lock of the data file
    <db>.journal    the changes since the snapshot, of the database that is in the file
    <db>.ring       the last changes of this machine in the file, as `db.own.ring` keeps them
    tmp             a snapshot that is being written
    path, taken     whose folder it is, and what was taken over, as `db.own.moved` keeps them

In the folder of the data file, which others may synchronise, only the data file is ever made, and
copies of it. Older versions kept `.~NAME.journal` and `.~NAME.lock` there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import crc32

from msgspec import Struct

from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FORMER: Final = "former"
"""The folder of what was known before a file was begun anew, in the private one."""

JOURNAL: Final = ".journal"
RING: Final = ".ring"
"""How the names of the files end that have the last changes of this machine."""

_KINDS: Final = (f"*{JOURNAL}", f"*{RING}")
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class FilePlace(Struct, frozen=True):
    """A data file as it really is, the private folder of it, and the device that writes here."""

    path: Path
    private: Path
    device: str = ""

    @property
    def lock(self) -> Path:
        return self.private / "lock"

    @property
    def temp(self) -> Path:
        return self.private / "tmp"

    @property
    def old_journal(self) -> Path:
        """The journal of older versions, beside the data file."""
        return files.beside(self.path, "journal")

    @property
    def old_lock(self) -> Path:
        return files.beside(self.path, "lock")

    @property
    def is_away(self) -> bool:
        """Whether not even the folder of the file is there, as where a stick is not plugged in."""
        return not os.path.isdir(self.path.parent)  # noqa: PTH112 # which raises nothing

    def make_folders(self, *, known: bool) -> None:
        """Make the folders of the file and of what is private.

        Raises StoreError, also where the file is `known` and its folder is gone, such as with a
        stick: one in its place would take the changes.
        """
        if known and self.is_away:
            raise StoreError(
                f"The folder {self.path.parent} is not there any more: nothing was saved. If it is "
                "on a stick or another disk, plug that in and try again; else make the folder."
            )
        files.make_folder(self.path.parent)
        files.make_folder(self.private)

    def known(self) -> tuple[Path, ...]:
        """The journals and rings in the private folder, what was written last at the end."""
        with files.store_errors(f"The folder {self.private} cannot be read"):
            found = [
                (each.lstat().st_mtime_ns, each)
                for kind in _KINDS
                for each in self.private.glob(kind)
            ]
        return tuple(path for _, path in sorted(found))

    def of_names(self, names: Iterable[str]) -> tuple[Path, ...]:
        """The rings and journals of former databases that are still there."""
        paths = (path for name in names for path in (self.ring(name), self.journal(name)))
        return tuple(path for path in paths if path.exists())

    def set_aside(self, names: Collection[str]) -> tuple[Path, ...]:
        """Move what is known of databases of other names into a folder that nobody reads.

        Returns where it is now. Raises StoreError.
        """
        own = {_file_name(name) for name in names}
        others = [path for path in self.known() if path.stem not in own]
        former = self.private / FORMER
        if others:
            files.make_folder(former)
            with files.store_errors(f"{former} cannot be written"):
                for path in others:
                    path.replace(former / path.name)
        return tuple(former / path.name for path in others)

    def has_aside(self, names: Iterable[str]) -> bool:
        """Whether anything was set aside of databases of these names."""
        paths = (path for name in names for path in (self.journal(name), self.ring(name)))
        return any((self.private / FORMER / path.name).exists() for path in paths)

    def take_back(self, names: Iterable[str]) -> None:
        """Move back what was set aside of databases of these names. Raises StoreError."""
        former = self.private / FORMER
        with files.store_errors(f"{self.private} cannot be written"):
            for name in names:
                for path in (self.journal(name), self.ring(name)):
                    aside = former / path.name
                    if aside.exists() and not path.exists():
                        aside.replace(path)

    def journal(self, db: str) -> Path:
        """The journal of a database; of no database, a path where there is none."""
        return self.private / f"{_file_name(db)}{JOURNAL}"

    def ring(self, db: str) -> Path:
        """The ring of a database."""
        return self.private / f"{_file_name(db)}{RING}"


def place_of(path: str | os.PathLike[str], private: Path, device: str = "") -> FilePlace:
    """The place of a data file, where a link to it may be given."""
    return FilePlace(Path(os.path.realpath(path)), private, device)


def _file_name(db: str) -> str:
    """The name of a database as a file's; what stands in a file may be anything."""
    return db if _PLAIN.fullmatch(db) else f"db-{crc32(db.encode(errors='replace')):08x}"
