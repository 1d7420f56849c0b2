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
"""What no look at a file gives, so that it is read again."""

_TRIES: Final = 100
"""How often a file that is replaced while it is read is read again."""


class FileReader:
    """What a snapshot and its journal come to; reading changes neither, and needs no lock.

    Raises StoreError for a file that cannot be read.
    """

    def __init__(
        self, path: Path, merge: Merge, schema: int, ahead: ReadAhead | None = None
    ) -> None:
        self.path: Final = path
        self.journal: Final = files.beside(path, "journal")
        self.unreadable = ""
        """Why the file that is there now cannot be read; the state is the one before."""
        self._behind = False
        """The state is older than the snapshot that was seen, which cannot be read."""
        self.doubtful = b""
        """A line that was not acknowledged, and that may stand at the journal's end."""
        self._merge, self._schema = merge, schema
        self._ahead = ahead or ReadAhead()
        self.state, self.seen = self._read()

    def catch_up(self) -> Changed:
        """Take in what was written since; the documents that changed."""
        now: Seen = (None, None)
        try:
            now = files.stamp(self.path), files.stamp(self.journal)
            if now == self.seen:
                return set()
            stays = now[0] == self.seen[0] and not self._behind
            return self._follow(now) if stays or now[0] is None else self._reload()
        except StoreError as error:
            self.unreadable = str(error)
            if isinstance(error.__cause__, OSError):  # it may go away and leave no trace
                self.seen = self.seen[0], _NEVER
            else:
                self.seen, self._behind = now, True
            return set()

    def read_again(self) -> Changed:
        """Take in the files even where they look as they did; the documents that changed."""
        self.seen = self.seen[0], _NEVER
        return self.catch_up()

    def adopt(self, meta: Meta, tables: Tables, seen: FileStamp) -> None:
        """Go on from a snapshot that was just written, with an empty journal."""
        self.state = ReplayState(Snapshot(meta, tables, pristine=True))
        self.seen = seen, files.stamp(self.journal)
        self.doubtful = b""

    def _follow(self, now: Seen) -> Changed:
        state = self.state
        if now[0] is None and self.seen[0] is not None:
            self._keep("The data file was removed; the next change writes it again.")
        lines, read = files.read(self.journal)
        if files.stamp(self.path) != now[0]:
            return self._reload()
        if crc32(memoryview(lines)[: state.offset]) != state.crc:
            # Else the compaction that took it in has now emptied it, and there is nothing to tell.
            if (state.offset, state.crc) != (state.meta.taken, state.meta.taken_crc):
                self._keep("The journal beside the data file was removed; its changes are kept.")
            state.offset = state.crc = 0
        self.seen, self.unreadable = (now[0], read), ""
        tail = lines[state.offset :]
        return replay.follow(state, b"" if tail == self.doubtful else tail, self._merge)

    def _keep(self, sentence: str) -> None:
        """Go on with what is in memory: it is no longer in the files."""
        self.state.note(sentence)
        self.state.ahead = self.state.unsaved = True

    def _reload(self) -> Changed:
        old = self.state
        self.state, self.seen = self._read()
        self.unreadable, self._behind = "", False
        replay.take_over(self.state, old, self._merge)
        return _difference(old.tables, self.state.tables)

    def _read(self) -> tuple[ReplayState, Seen]:
        for _ in range(_TRIES):
            found, seen = self._ahead.take(self.path)
            lines, journal = files.read(self.journal)
            if files.stamp(self.path) == seen:
                break
        return replay.put_together(found, lines, self._merge, self._schema), (seen, journal)


def _difference(old: Tables, new: Tables) -> Changed:
    return {
        (name, doc_id)
        for name in (old.keys() | new.keys()) - {META}
        for before, after in ((old.get(name, {}), new.get(name, {})),)
        for doc_id in before.keys() | after.keys()
        if before.get(doc_id) != after.get(doc_id)
    }
