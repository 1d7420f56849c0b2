"""Writing the data file and its journal; `storage` checks the rights and holds the lock."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from lastmile_tui.store.db import journal, snapshot
from lastmile_tui.store.db.snapshot import Meta
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lastmile_tui.store.db.documents import Tables
    from lastmile_tui.store.db.journal import Changes
    from lastmile_tui.store.db.reader import FileReader
    from lastmile_tui.store.disk.files import FileStamp


class Writer:
    """Writes the state of a `FileReader`; the arguments are those of `JournalStorage`."""

    def __init__(
        self,
        file: FileReader,
        new_id: Callable[[], str],
        seconds: Callable[[], int],
        *,
        durable: bool,
        limit: int,
    ) -> None:
        self._file, self._durable = file, durable
        self._new_id, self._seconds = new_id, seconds
        self._run = ""
        self.limit = self.compact_at = limit
        """The sizes of the journal that call for a compaction: by default, and now."""
        self.failure = ""
        """Why the disk is in doubt; `recover` must come before any other write."""
        self.sentences: list[str] = []
        """What else was done to the files, for the user."""

    def add(self, changes: Changes) -> None:
        """Add changes to the journal, and apply them to the state once they are on the disk.

        Raises StoreError with nothing changed.
        """
        file = self._file
        with self._noting_failure():
            self._prepare()
            state = file.state
            meta = state.meta
            self._run = self._run or self._new_id()
            line = journal.encode(
                journal.JournalRecord(
                    state.seq + 1,
                    meta.db,
                    meta.gen,
                    changes,
                    file.place.device,
                    self._run,
                    self._seconds(),
                    journal.crcs_of(changes, state.tables),
                )
            )
            file.doubtful = line
            seen = files.append(file.journal, line, at=state.offset, durable=self._durable)
        file.doubtful = b""
        file.seen = file.seen[0], seen
        state.seq += 1
        state.offset += len(line)
        state.crc = crc32(line, state.crc)
        state.apply(changes)

    def compact(self, tables: Tables | None = None, schema: int | None = None) -> None:
        """Write a new snapshot, of other tables if given, and empty the journal.

        Raises StoreError without losing a change.
        """
        file, state = self._file, self._file.state
        if state.damaged:
            self._copy_aside(file.journal)
        if state.mended:
            self._copy_aside(file.path)
        tables = state.tables if tables is None else tables
        meta = Meta(
            db=state.meta.db or self._new_id(),
            gen=self._new_id(),
            seq=state.seq,
            schema=state.meta.schema if schema is None else schema,
            taken=state.offset,
            taken_crc=state.crc,
            top=state.top,
            lineage=snapshot.next_lineage(state.meta),
            former=state.meta.former,
        )
        with self._noting_failure():
            data = partial(snapshot.encode_parts, meta, tables)
            temp = file.place.temp
            seen = files.replace(
                file.path, data, seen=file.seen[0], durable=self._durable, temp=temp
            )
            if file.seen[1]:
                # Only now that the new name is on the disk: else a power cut may bring the old
                # file back, without its journal.
                what = "The disk failed while the data file was written"
                files.cut(file.journal, 0, durable=self._durable, what=what)
        file.adopt(meta, tables, seen)
        self.compact_at = self.limit

    def put(self, data: bytes) -> FileStamp:
        """Put a whole file in the place of ours, whose journal is empty; the state is read anew."""
        file = self._file
        with self._noting_failure():
            return files.replace(file.path, data, seen=file.seen[0], durable=self._durable)

    def establish(self) -> None:
        """Write a new file if there is none, and a journal that says that it is known here."""
        file = self._file
        if file.seen[0] is None or not file.state.meta.db:
            self.compact()
        if file.seen[1] is None:
            with self._noting_failure():
                seen = files.append(file.journal, b"", at=0, durable=self._durable)
            file.seen = file.seen[0], seen

    def postpone(self, why: str, pending: int) -> None:
        """Note why a journal of `pending` bytes was not compacted, and let it grow on."""
        self.sentences.append(why)
        self.compact_at = pending + self.limit

    def recover(self) -> None:
        """Write everything that was acknowledged to new files, after the disk has failed.

        Data of a failed fsync is not synced again: it might pass for saved without being it.
        """
        file = self._file
        if file.seen[1]:
            with self._noting_failure():  # a refused line must not come back
                files.cut(file.journal, file.state.offset, durable=self._durable)
        self.compact()
        self.failure = ""
        self.sentences.append("The disk works again: all that is shown is saved.")

    def take_over(self) -> None:
        """Take the journal of an older version in for good, and remove it; its lock is ours.

        Raises StoreError without losing a change.
        """
        file = self._file
        file.take_old_in()
        place, state = file.place, file.state
        if state.odd:
            self._copy_aside(place.old_journal)
        if state.ahead:
            self.compact()
        with files.store_errors(f"{place.old_journal} could not be removed"):
            place.old_journal.unlink(missing_ok=True)
            place.old_lock.unlink(missing_ok=True)
        file.old = None

    def _prepare(self) -> None:
        """Prepare the files so that a change can be added."""
        state = self._file.state
        if not state.settled:
            self.compact()
        elif state.torn:
            files.cut(self._file.journal, state.offset, durable=self._durable)
            self.sentences.append("The last change was not finished; it was left out.")

    def _copy_aside(self, path: Path) -> None:
        if files.stamp(path):
            when = files.file_time(datetime.fromtimestamp(self._seconds(), UTC))
            copy = files.copy_aside(path, when)
            self.sentences.append(f"A copy of the damaged file is kept: {copy}.")

    @contextmanager
    def _noting_failure(self) -> Iterator[None]:
        """Remember a failure that leaves the disk in doubt."""
        try:
            yield
        except files.ChangedFileError as error:
            self.failure = str(error)
            raise
