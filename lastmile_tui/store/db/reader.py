"""The state of a data file in memory, kept up with what other processes write; it only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import replay
from lastmile_tui.store.db.read_ahead import ReadAhead
from lastmile_tui.store.db.replay import ReplayState
from lastmile_tui.store.db.snapshot import META, Snapshot
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.store.db.documents import Tables
    from lastmile_tui.store.db.replay import Changed
    from lastmile_tui.store.db.snapshot import Meta
    from lastmile_tui.store.db.union import Merge
    from lastmile_tui.store.disk.files import FileStamp

    Seen: TypeAlias = tuple[FileStamp | None, FileStamp | None]

_NEVER: Final = files.FileStamp(0, 0, 0)
"""A stamp that no file has, so that the file is read again."""

_TRIES: Final = 100
"""How often a file that is replaced while it is read is read again."""


class FileReader:
    """The tables that a snapshot and its journal add up to; reads both without a lock.

    Raises StoreError if the file cannot be read.
    """

    def __init__(
        self, path: Path, merge: Merge, schema: int, ahead: ReadAhead | None = None
    ) -> None:
        self.path: Final = path
        self.journal: Final = files.beside(path, "journal")
        self.unreadable = ""
        """Why the current file cannot be read; the state is then that of the last one."""
        self._behind = False
        """Whether the state is older than the last snapshot seen, which cannot be read."""
        self.doubtful = b""
        """A line whose write failed, and that may yet be at the journal's end."""
        self._merge, self._schema = merge, schema
        self._ahead = ahead or ReadAhead()
        self.state, self.seen = self._read()

    def catch_up(self) -> Changed:
        """Read what was written since; returns the documents that changed."""
        now: Seen = (None, None)
        try:
            now = files.stamp(self.path), files.stamp(self.journal)
            if now == self.seen:
                return set()
            stays = now[0] == self.seen[0] and not self._behind
            return self._follow(now) if stays or now[0] is None else self._reload()
        except StoreError as error:
            self.unreadable = str(error)
            if isinstance(error.__cause__, OSError):  # it may pass without changing a stamp
                self.seen = self.seen[0], _NEVER
            else:
                self.seen, self._behind = now, True
            return set()

    def read_again(self) -> Changed:
        """Read the files even if they look unchanged; returns the documents that changed."""
        self.seen = self.seen[0], _NEVER
        return self.catch_up()

    def adopt(self, meta: Meta, tables: Tables, seen: FileStamp) -> None:
        """Continue from a snapshot that was just written, with an empty journal."""
        self.state = ReplayState(Snapshot(meta, tables, pristine=True))
        self.seen = seen, files.stamp(self.journal)
        self.doubtful = b""

    def _follow(self, now: Seen) -> Changed:
        state = self.state
        if now[0] is None and self.seen[0] is not None:
            self._mark_unsaved("The data file was removed; the next change writes it again.")
        lines, read = files.read(self.journal)
        if files.stamp(self.path) != now[0]:
            return self._reload()
        if crc32(memoryview(lines)[: state.offset]) != state.crc:
            # Else the compaction that merged it has now emptied it: nothing is lost.
            if (state.offset, state.crc) != (state.meta.taken, state.meta.taken_crc):
                self._mark_unsaved(
                    "The journal beside the data file was removed; its changes are kept."
                )
            state.offset = state.crc = 0
        self.seen, self.unreadable = (now[0], read), ""
        tail = lines[state.offset :]
        return replay.replay_lines(state, b"" if tail == self.doubtful else tail, self._merge)

    def _mark_unsaved(self, sentence: str) -> None:
        """Continue with the tables in memory, which are no longer in the files."""
        self.state.note(sentence)
        self.state.ahead = self.state.unsaved = True

    def _reload(self) -> Changed:
        old = self.state
        self.state, self.seen = self._read()
        self.unreadable, self._behind = "", False
        replay.merge_old_state(self.state, old, self._merge)
        return _difference(old.tables, self.state.tables)

    def _read(self) -> tuple[ReplayState, Seen]:
        for _ in range(_TRIES):
            found, seen = self._ahead.take(self.path)
            lines, journal = files.read(self.journal)
            if files.stamp(self.path) == seen:
                break
        return replay.build_state(found, lines, self._merge, self._schema), (seen, journal)


def _difference(old: Tables, new: Tables) -> Changed:
    return {
        (name, doc_id)
        for name in (old.keys() | new.keys()) - {META}
        for before, after in ((old.get(name, {}), new.get(name, {})),)
        for doc_id in before.keys() | after.keys()
        if before.get(doc_id) != after.get(doc_id)
    }
