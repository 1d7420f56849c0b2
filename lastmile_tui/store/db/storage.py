"""The storage under TinyDB: a snapshot that any TinyDB reads, and a journal of what came after.

`lastmile.json` changes only by being replaced whole. Each change is one line at the end of the
journal, and is there for good when `commit` returns. The journal is taken into a new snapshot,
"compacted", when it has grown, on request, and when the storage is closed.

The files are read without a lock; to write, the lock is held. Lock and journal are in the private
folder of the file on this machine, as `disk.place` names them.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.reader import FileReader
from lastmile_tui.store.db.rights import FileRights, Report
from lastmile_tui.store.db.snapshot import META
from lastmile_tui.store.db.views import FileView, TableView, changes_to, needed
from lastmile_tui.store.db.writer import Writer
from lastmile_tui.store.disk.files import OvertakenError
from lastmile_tui.store.disk.lock import PATIENCE, FileLock
from lastmile_tui.store.disk.place import place_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lastmile_tui.store.db.documents import Tables
    from lastmile_tui.store.db.read_ahead import ReadAhead
    from lastmile_tui.store.db.replay import Changed
    from lastmile_tui.store.db.rights import Health
    from lastmile_tui.store.db.snapshot import Meta, Snapshot
    from lastmile_tui.store.db.union import Merge
    from lastmile_tui.store.db.views import Content, Wanted
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.disk.grace import Grace


_TRIES: Final = 20
"""How often what is written again and again by other machines is read and written again."""


class JournalStorage(FileView):
    """One data file, shared with other threads and processes.

    `private` is its folder on this machine, and `device` who writes here. `new_id` gives names
    that are never given twice, `merge(mine, theirs)` makes one document of two that have the same
    `uid`, and `seconds` tells the time, in seconds since 1970.
    `schema` is that of a new file, and the newest that is written to. `timeout` is in seconds;
    `limit` is the size of the journal, in bytes, that calls for a compaction. Without `durable`
    no disk is waited for, and a power cut may lose changes.

    A file that is missing, or another one, where an older one is known in `private` or among the
    `backups`, is not written: a change raises LostFileError. With `begin` it is begun anew, and
    what was known is set aside. `grace` is for a file that is half there.
    Raises StoreError for a file that cannot be read.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        private: Path,
        device: str,
        new_id: Callable[[], str],
        merge: Merge,
        seconds: Callable[[], int],
        schema: int = 1,
        durable: bool = True,
        read_only: bool = False,
        begin: bool = False,
        timeout: float = PATIENCE,
        limit: int = 1 << 20,
        ahead: ReadAhead | None = None,
        backups: Path | None = None,
        grace: Grace | None = None,
    ) -> None:
        place = place_of(path, private, device)
        super().__init__(
            FileReader(place, merge, schema, ahead=ahead, backups=backups, grace=grace)
        )
        self._lock = FileLock(self._file.place.lock, timeout)
        self._writer = Writer(self._file, new_id, seconds, durable=durable, limit=limit)
        self.rights = FileRights(self._file, read_only=read_only, begin=begin)
        self._closed = self._inside = False
        self._guard = RLock()
        self._news: Changed = set()
        self._take_in()

    @property
    def health(self) -> Health:
        """Whether changes can be saved; after `failed` the next change tries the disk again."""
        if self._writer.failure:
            return "failed"
        return "read-only" if self.rights.bar else "ok"

    @property
    def settled(self) -> bool:
        """Whether the files add up to what is in memory."""
        return self._file.state.settled and not self._writer.failure

    @property
    def is_current(self) -> bool:
        """Whether the files are as they were last seen, and what is in memory is in them."""
        return self._file.is_current and self.settled and self.health == "ok"

    @property
    def report(self) -> Report:
        """What happened to the files since they were opened, and last why nothing is saved."""
        lock = "" if self._lock.works else "This disk has no locks: open the file only once."
        last = (lock, self._writer.failure or self.rights.bar)
        return Report((*self._writer.sentences, *filter(None, last)))

    def leave_missing(self) -> None:
        """Leave what is missing for good: it is not told again. Raises StoreError."""
        with self.transaction():
            self._writer.leave_missing()

    def image(self) -> tuple[Meta, Tables]:
        """Give all that the file holds now, its journal taken in, for a copy of it.

        Raises StoreError where not all of it can be read.
        """
        self.catch_up()
        with self._guard:
            return self._file.image()

    def catch_up(self) -> None:
        """Take in what is new, unless another thread has the file: it has done so."""
        if self._guard.acquire(blocking=False):
            try:
                if not self._inside and not self._closed:
                    self._take_in()
            finally:
                self._guard.release()

    def refresh(self) -> frozenset[tuple[str, str]]:
        """Take in what other processes have written, without waiting for anyone.

        Gives the table and the doc id of each document that others have changed since the last
        call, also where `read` or `transaction` took the change in.
        """
        self.catch_up()
        news, self._news = self._news, set()
        return frozenset(news)

    def read(self) -> dict[str, TableView]:  # type: ignore[override]  # a mapping each
        """Give TinyDB the tables; a document is decoded when it is looked at."""
        self.catch_up()
        tables = self._file.state.tables
        return {name: TableView(name, raw) for name, raw in tables.items() if name != META}

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the tables equal to `data`, in one change."""
        with self.transaction():
            self.commit(changes_to(data, self._file.state.tables))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the file, brought up to date: nobody else writes to it until the end.

        Each `commit` within is saved by itself, and an exception takes none back. A transaction
        may stand in another.
        After a failure of the disk all that is known is first written to a new snapshot.
        Raises LockedError, ReadOnlyError, and StoreError where the disk fails still.
        """
        with self._guard:
            if self._inside:
                yield
                return
            if self.rights.bar:
                self.rights.look()
                self._take_in()  # the file may have been mended
            self._news |= self._file.wait_for_it()
            self._check()
            self._file.place.make_folders(known=bool(self.meta.db))
            with self._lock.hold():
                self._repeat(self._begin)
                self._inside = True
                try:
                    yield
                    if self.pending > self._writer.compact_at:
                        self._compact_if_possible()
                finally:
                    self._inside = False

    def commit(self, changes: Wanted) -> None:
        """Save changes of any documents of any tables as one; return when they are on the disk.

        Table -> doc id -> the whole document, as a dict or as JSON; None removes it, and in the
        place of a table drops that. What is as it was is not written.
        Raises StoreError with nothing changed.
        """
        with self.transaction():
            if self._writer.failure:  # of an earlier change of this transaction
                raise StoreError(self._writer.failure)
            if new := needed(changes, self._file.state.tables):
                self._writer.add(new)

    def compact(self) -> None:
        """Take the journal into a new snapshot, if it has any; StoreError loses no change."""
        if self._compaction_due():
            self._repeat(self._compact)

    def join(self, other: Meta, *, whole: bool) -> None:
        """Go by the names of another database too, whose documents were brought in.

        If that was the `whole` of them, the next snapshot descends from the other one. A device
        that still has that goes on with this file. Raises StoreError.
        """
        self._repeat(partial(self._join, other, whole=whole))

    def settle(self) -> None:
        """Take over what was kept of the file where it was before, if it was moved. StoreError."""
        if self._file.old_places and self.health == "ok":
            with self.transaction():
                """Which takes it over, as any does."""

    def establish(self) -> None:
        """Make the file if there is none, and let this machine know the one that is there."""
        with self.transaction():
            self._writer.establish()

    def rewrite(self, tables: Mapping[str, Mapping[str, Content]], *, schema: int) -> Path | None:
        """Replace all tables by those of another schema.

        Gives the copy of the old file that is kept beside it, `lastmile.json.schema-<old>`.
        Raises StoreError with nothing changed.
        """
        with self.transaction():
            new = documents.encode_all(tables)
            self.compact()
            return self._writer.rewrite(new, schema)

    def put(self, data: bytes, found: Snapshot | None) -> FileStamp:
        """Put a whole file, such as a merged one, in the place of ours; returns its stamp.

        It has all that ours has, whose journal is empty; `found` is what it was read as.
        Raises StoreError with nothing changed.
        """
        with self.transaction():
            self.compact()
            seen = self._writer.put(data)
            self._file.expect(found, seen)
            self._take_in()
            return seen

    def close(self) -> None:
        """Compact what is pending; a failure of that is reported, and the journal stays."""
        with self._guard:
            if self.health != "read-only" and not self._closed:
                self._compact_if_possible()
            self._closed = True

    def _begin(self) -> None:
        """Take in what is new, and bring the files to where a change is only added."""
        self._take_in()
        self._news |= self._file.wait_for_it()
        self._check()
        self._writer.take_over(self._lock.timeout)
        if self._writer.failure:
            self._news |= self._file.read_again()
            self._check()
            self._writer.recover()
        self._writer.settle()

    def _repeat(self, work: Callable[[], None]) -> None:
        """Do work that begins by taking in what is new; again where it was overtaken.

        Machines that share only the folder of the file do that: each has its own lock. Not within
        a transaction: what that writes is made of what it has read.
        """
        with self._guard:
            for _ in range(0 if self._inside else _TRIES):
                with suppress(OvertakenError):
                    work()
                    return
            work()

    def _compact(self) -> None:
        with self.transaction():
            if self._compaction_due():  # still, for nobody else has done it
                self._writer.compact()

    def _join(self, other: Meta, *, whole: bool) -> None:
        with self.transaction():
            self._news |= self._writer.join(other, whole=whole)

    def _compaction_due(self) -> bool:
        self.catch_up()
        return self.pending > 0 or self._file.state.ahead or self._writer.failure != ""

    def _compact_if_possible(self) -> None:
        try:
            self.compact()
        except StoreError as error:
            self._writer.postpone(str(error), self.pending)

    def _check(self) -> None:
        if self._closed:
            raise StoreError("The data file has been closed.")
        self.rights.check()

    def _take_in(self) -> None:
        self._news |= self._file.catch_up()
        notes = self._file.state.notes
        self._writer.sentences += notes
        notes.clear()
