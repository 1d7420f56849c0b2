"""Writing the data file and its journal; `storage` checks the rights and holds the lock."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import journal, snapshot
from lastmile_tui.store.db.own.moved import finished_lines, note_path, note_taken, take_along
from lastmile_tui.store.db.own.ring import keep, leave
from lastmile_tui.store.db.snapshot import META, Meta
from lastmile_tui.store.disk import files, new_files
from lastmile_tui.store.disk.lock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from lastmile_tui.store.db.documents import Tables
    from lastmile_tui.store.db.journal import Changes
    from lastmile_tui.store.db.reader import FileReader
    from lastmile_tui.store.db.replay import Changed
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
        self._alone: journal.Alone | None = None
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
            record = journal.JournalRecord(
                state.seq + 1,
                meta.db,
                meta.gen,
                changes,
                file.place.device,
                self._run,
                self._seconds(),
                journal.crcs_of(changes, state.tables),
            )
            line = journal.encode_parts(record)
            file.doubtful, old = line, file.seen[1]
            seen = files.append(file.journal, line, at=state.offset, durable=self._durable)
        file.doubtful = ()
        file.seen = file.seen[0], seen
        state.seq += 1
        self._alone = None
        begins = not state.offset
        state.offset += sum(map(len, line))
        state.crc = journal.crc_of(line, state.crc)
        if begins:
            self._alone = journal.Alone(record, state.offset, state.crc)
        state.apply(changes)
        file.review_missing()
        if seen.size != state.offset or (old and old.inode != seen.inode):
            state.ahead = state.unsaved = True  # the journal was replaced by another program
            try:
                self.compact()
            except StoreError as error:  # the change is saved all the same
                self.postpone(str(error), seen.size)

    def compact(
        self, tables: Tables | None = None, schema: int | None = None, more: bytes = b""
    ) -> None:
        """Write a new snapshot, of other tables if given, and move the journal into the ring.

        `more` are lines that go there, too. Raises StoreError without losing a change.
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
            file.review_missing()
            former = file.place.of_names(meta.former)
            keep(
                file.place.ring(meta.db),
                self._lines(meta, more, former),
                meta,
                tables,
                file.merge,
                now=self._seconds(),
                missing=file.missing is not None,
                durable=self._durable,
            )
            if file.seen[1]:
                # Only now that the new name is on the disk: else a power cut may bring the old
                # file back, without its journal.
                what = "The disk failed while the data file was written"
                files.cut(file.journal, 0, durable=self._durable, what=what)
            with files.store_errors("What was taken into the file could not be removed"):
                for path in former:
                    path.unlink(missing_ok=True)
        file.adopt(meta, tables, seen)
        self.compact_at = self.limit

    def _lines(self, meta: Meta, more: bytes, former: Collection[Path]) -> bytes | journal.Alone:
        """What goes into the ring: one change that is the whole journal is not read from it."""
        alone, state = self._alone, self._file.state
        if alone and not more and not former and alone[1:] == (state.offset, state.crc):
            return alone
        return more + b"".join(map(finished_lines, (*former, self._file.place.journal(meta.db))))

    def rewrite(self, tables: Tables, schema: int) -> Path | None:
        """Write tables of another schema, and give the copy of the old file that is kept."""
        path, state, copy = self._file.path, self._file.state, None
        if self._file.seen[0]:
            kept = path.with_name(f"{path.name}.schema-{state.meta.schema}")
            copy = new_files.copy_to_free_name(path, kept)
        own = {name: table for name, table in state.tables.items() if name == META}
        self.compact(own | tables, schema)
        return copy

    def put(self, data: bytes) -> FileStamp:
        """Put a whole file in the place of ours, whose journal is empty; the state is read anew."""
        file = self._file
        with self._noting_failure():
            temp, seen = file.place.temp, file.seen[0]
            return files.replace(file.path, data, seen=seen, durable=self._durable, temp=temp)

    def establish(self) -> None:
        """Write a new file if there is none, and a journal that says that it is known here."""
        file = self._file
        if file.seen[0] is None or not file.state.meta.db:
            self.compact()
        if file.seen[1] is None:
            with self._noting_failure():
                seen = files.append(file.journal, (), at=0, durable=self._durable)
            file.seen = file.seen[0], seen

    def postpone(self, why: str, pending: int) -> None:
        """Note why a journal of `pending` bytes was not compacted, and let it grow on."""
        self.sentences.append(why)
        self.compact_at = pending + self.limit

    def settle(self) -> None:
        """Write what the files lack; then a change only adds to the journal. Raises StoreError."""
        if self._file.state.ahead:
            self.compact()

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

    def join(self, other: Meta, *, whole: bool) -> Changed:
        """Take the names of another database on; what its journals here change in the file."""
        file, state = self._file, self._file.state
        if other.names <= state.meta.names:
            return set()
        state.meta = snapshot.joined_meta(state.meta, other, whole=whole)
        file.place.take_back(other.names)
        changed = file.take_former_in()
        self.compact()
        return changed

    def take_over(self, timeout: float) -> None:
        """Set aside what was known of a file that is begun anew, and take in what is old.

        Raises StoreError without losing a change, LockedError where an older version writes.
        """
        file = self._file
        if file.lost:
            file.place.set_aside(file.state.meta.names)
            file.lost = None
        if file.old:
            with FileLock(file.place.old_lock, timeout).hold():
                self._take_old_in()
        if not self._run:
            note_path(file.place)
        if olds := file.old_places:
            self.compact(more=b"".join(old.lines for old in olds))
            for old in olds:
                take_along(file.place, old, file.state.meta.names, file.backups)
            note_taken(file.place, olds)
            file.old_places = ()

    def _take_old_in(self) -> None:
        """Take the journal of an older version in for good, and remove it; its lock is ours."""
        file = self._file
        lines = file.take_old_in()
        place, state = file.place, file.state
        if state.odd:
            self._copy_aside(place.old_journal)
        if state.ahead:
            self.compact(more=lines)
        with files.store_errors(f"{place.old_journal} could not be removed"):
            place.old_journal.unlink(missing_ok=True)
            place.old_lock.unlink(missing_ok=True)
        file.old = None

    def leave_missing(self) -> None:
        """Forget what is missing in the file. Raises StoreError."""
        file = self._file
        if file.missing:
            ring = file.place.ring(file.state.meta.db)
            leave(ring, file.missing, file.state.meta, now=self._seconds(), durable=self._durable)
            file.missing = None

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
            copy = new_files.copy_aside(path, when)
            self.sentences.append(f"A copy of the damaged file is kept: {copy}.")

    @contextmanager
    def _noting_failure(self) -> Iterator[None]:
        """Remember a failure that leaves the disk in doubt."""
        try:
            yield
        except files.ChangedFileError as error:
            self.failure = str(error)
            raise
