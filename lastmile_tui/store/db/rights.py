"""Whether a data file may be written, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from lastmile_tui.errors import LostFileError, ReadOnlyError
from lastmile_tui.owners import say_owner
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from lastmile_tui.errors import KnownFile
    from lastmile_tui.store.db.reader import FileReader


Health: TypeAlias = Literal["ok", "read-only", "failed"]


class Report(Struct, frozen=True):
    """What the user should know of the files, in sentences, oldest first."""

    sentences: tuple[str, ...] = ()


class FileRights:
    """The rights to write what a reader reads; the arguments are those of `JournalStorage`."""

    def __init__(self, file: FileReader, *, read_only: bool, begin: bool) -> None:
        self._file, self._read_only, self.begin = file, read_only, begin
        self._barred = False
        self.look()

    def look(self) -> None:
        """Look whether the disk allows to write the file."""
        self._barred = self._read_only or not files.can_write(self._file.path)

    @property
    def lost(self) -> KnownFile | None:
        """What is known of an older file, where this one is missing or another one."""
        return None if self.begin else self._file.lost

    @property
    def adrift(self) -> bool:
        """Whether the file is gone or cannot be read: memory has what it said before."""
        file = self._file
        return file.in_doubt or bool(file.unreadable) or file.state.unsaved

    @property
    def bar(self) -> str:
        """Why nothing may be saved; empty where it may."""
        lost = str(LostFileError(self.lost)) if self.lost else ""
        barred = f"{self._file.path.name} is open for reading only." if self._barred else ""
        return lost or self._file.closed or barred

    def check(self) -> None:
        """Raise LostFileError or ReadOnlyError where nothing may be saved."""
        if self.lost:
            raise LostFileError(self.lost)
        if reason := self.bar:
            owner = say_owner(self._file.path) if self._barred and not self._read_only else ""
            raise ReadOnlyError(f"{reason[:-1]}: {owner}." if owner else reason)
