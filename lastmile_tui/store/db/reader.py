"""The state of a data file in memory, kept up with what other processes write; it only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import replay
from lastmile_tui.store.db.documents import are_alike
from lastmile_tui.store.db.journal import finished
from lastmile_tui.store.db.own.gaps import find_missing
from lastmile_tui.store.db.own.known import known_db, known_file, with_known_names
from lastmile_tui.store.db.own.moved import find_old_places, lines_elsewhere, rings_of
from lastmile_tui.store.db.own.ring import missing_in
from lastmile_tui.store.db.read_ahead import ReadAhead
from lastmile_tui.store.db.replay import ReplayState
from lastmile_tui.store.db.snapshot import META, Snapshot
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.grace import Grace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lastmile_tui.errors import KnownFile
    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.own.gaps import Missing
    from lastmile_tui.store.db.own.moved import OldPlace
    from lastmile_tui.store.db.replay import Changed
    from lastmile_tui.store.db.snapshot import Meta
    from lastmile_tui.store.db.union import Merge
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.disk.place import FilePlace

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
        self,
        place: FilePlace,
        merge: Merge,
        schema: int,
        *,
        ahead: ReadAhead | None = None,
        backups: Path | None = None,
        grace: Grace | None = None,
    ) -> None:
        self.place: Final = place
        self.path: Final = place.path
        self.unreadable = ""
        """Why the current file cannot be read; the state is then that of the last one."""
        self._behind = False
        """Whether the state is older than the last snapshot seen, which cannot be read."""
        self.doubtful: Sequence[Raw] = ()
        """A line in parts whose write failed, and that may yet be at the journal's end."""
        self.lost: KnownFile | None = None
        """What is known where the file is missing, or another one: it must not be written."""
        self.missing: Missing | None = None
        """What this machine did and the file lacks."""
        self.old: FileStamp | None = None
        """The journal of an older version beside the file, merged in only in memory."""
        self.old_places: tuple[OldPlace, ...] = ()
        """Where the file was before; what was kept there is merged in only in memory, too."""
        self.merge: Final = merge
        self._schema = schema
        self._ahead, self.backups = ahead or ReadAhead(), backups
        self._grace = grace or Grace()
        self._since: float | None = None
        """When the file was first seen missing or half written; None while it is whole."""
        self.state, self.seen = self._read_patiently()

    @property
    def journal(self) -> Path:
        """The journal of the database that is in the file."""
        return self.place.journal(self.state.meta.db)

    @property
    def meta(self) -> Meta:
        """What the file says of itself, `seq` with the changes in the journal."""
        return msgspec.structs.replace(self.state.meta, seq=self.state.seq)

    @property
    def sound(self) -> FileStamp | None:
        """The stamp of the file where it was as lastmile wrote it when it was last read."""
        return self.seen[0] if self.state.pristine and not self.unreadable else None

    def image(self) -> tuple[Meta, Tables]:
        """All that the file holds; StoreError where not all of it can be read."""
        state = self.state
        if bad := self.unreadable or state.problem:
            raise StoreError(f"The data file cannot be read whole: {bad.rstrip('.')}.")
        meta = msgspec.structs.replace(self.meta, top=dict(state.top))
        return meta, {name: dict(table) for name, table in state.tables.items()}

    @property
    def is_current(self) -> bool:
        """Whether the files are as they were last seen, and nothing is missing in them."""
        try:
            now = files.stamp(self.path), files.stamp(self.journal)
        except StoreError:
            return False
        return now == self.seen and not (self.missing or self.lost or self.in_doubt)

    @property
    def closed(self) -> str:
        """Why what is in the file does not allow to write it."""
        if self.unreadable:
            return self.unreadable
        if self.state.problem:
            return f"The data file is open for reading only: {self.state.problem}."
        if self.state.meta.schema > self._schema:
            return "The data file is from a newer lastmile: it is open for reading only."
        return ""

    @property
    def in_doubt(self) -> bool:
        """Whether the file was just seen missing or half written, which may pass."""
        return self._since is not None

    def catch_up(self) -> Changed:
        """Read what was written since; returns the documents that changed."""
        now: Seen = (None, None)
        try:
            now = files.stamp(self.path), files.stamp(self.journal)
            if now == self.seen:
                return self._be_sure()
            if now[0] is None:
                return self._follow(now) if self.seen[0] is None or self._is_sure() else set()
            stays = now[0] == self.seen[0] and not self._behind
            changed = self._follow(now) if stays else self._reload()
            return set() if changed is None else self._be_sure(changed)
        except StoreError as error:
            if isinstance(error.__cause__, OSError):  # it may pass without changing a stamp
                self.unreadable, self.seen = str(error), (self.seen[0], _NEVER)
            elif self._is_sure():
                self.unreadable, self.seen, self._behind = str(error), now, True
            return set()

    def wait_for_it(self) -> Changed:
        """Look again while the file is half there, for as long as that may pass."""
        changed: Changed = set()
        while self.in_doubt:
            self._grace.wait()
            changed |= self.catch_up()
        return changed

    def _is_sure(self) -> bool:
        """Tell whether the file has been missing or half there for long enough."""
        if self._since is None:
            self._since = self._grace.clock()
        if not self._grace.is_over(self._since):
            return False
        self._since = None
        return True

    def _be_sure(self, changed: Changed | None = None) -> Changed:
        self._since = None
        return changed or set()

    def read_again(self) -> Changed:
        """Read the files even if they look unchanged; returns the documents that changed."""
        self.seen = self.seen[0], _NEVER
        return self.catch_up()

    def take_old_in(self) -> bytes:
        """Merge the journal of an older version as it is now, under its lock, and give it."""
        lines, self.old = files.read(self.place.old_journal)
        replay.merge_journal(self.state, lines, self.merge)
        return finished(lines)

    def take_former_in(self) -> Changed:
        """Merge what is left in the journals of former names, and compare with their rings."""
        state = self.state
        changed: Changed = set()
        for name in state.meta.former:
            changed |= replay.merge_journal(state, self._former(name), self.merge)
        self.missing = self._missing(state)
        return changed

    def expect(self, found: Snapshot | None, seen: FileStamp) -> None:
        """Take in what was just written, when next looking, without reading it."""
        self._ahead.give(found, seen)

    def adopt(self, meta: Meta, tables: Tables, seen: FileStamp) -> None:
        """Continue from a snapshot that was just written, with an empty journal."""
        self.state = ReplayState(Snapshot(meta, tables, pristine=True))
        self.seen = seen, files.stamp(self.journal)
        self.doubtful = ()

    def _follow(self, now: Seen) -> Changed:
        state = self.state
        if now[0] is None and self.seen[0] is not None:
            self._mark_unsaved("The data file was removed; the next change writes it again.")
        lines, read = files.read(self.journal)
        if files.stamp(self.path) != now[0]:
            return self._reload() or set()
        if crc32(memoryview(lines)[: state.offset]) != state.crc:
            # Else the compaction that merged it has now emptied it: nothing is lost.
            if (state.offset, state.crc) != (state.meta.taken, state.meta.taken_crc):
                self._mark_unsaved(
                    "The journal beside the data file was removed; its changes are kept."
                )
            state.offset = state.crc = 0
        self.seen, self.unreadable = (now[0], read), ""
        tail = lines[state.offset :]
        tail = b"" if tail == b"".join(self.doubtful) else tail
        changed = replay.replay_lines(state, tail, self.merge, self.place.device)
        self.review_missing()
        return changed

    def review_missing(self) -> None:
        """Look whether what was missing is there now."""
        if self.missing:
            self.missing = find_missing(self.missing.tables, self.state.tables, self.merge)

    def _mark_unsaved(self, sentence: str) -> None:
        """Continue with the tables in memory, which are no longer in the files."""
        self.state.note(sentence)
        self.state.ahead = self.state.unsaved = True

    def _reload(self) -> Changed | None:
        """Read a file that was replaced; None for one that was emptied, which changes nothing."""
        old, missing = self.state, self.missing
        state, seen = self._read()
        if old.meta.db and self.lost and self.lost.found != "another":
            self.lost, self.missing = None, missing
            if self._is_sure():
                self._mark_unsaved("The data file was emptied; the next change writes it again.")
                self.seen = seen[0], self.seen[1]
            return None
        self.state, self.seen = state, seen
        self.unreadable, self._behind = "", False
        replay.merge_old_state(self.state, old, self.merge)
        self.review_missing()
        return _difference(old.tables, self.state.tables)

    def _read_patiently(self) -> tuple[ReplayState, Seen]:
        """Read the files, and again while there is half a file where one is known."""
        while True:
            try:
                found = self._read()
            except StoreError as error:
                passing = not isinstance(error.__cause__, OSError) and known_db(self.place)
                if not passing or self._is_sure():
                    raise
            else:
                away = self.lost is not None and self.lost.found != "another"
                if not (away and self.lost and self.lost.changes) or self._is_sure():
                    self._since = None
                    return found
            self._grace.wait()

    def _read(self) -> tuple[ReplayState, Seen]:
        for _ in range(_TRIES):
            found, seen = self._ahead.take(self.path)
            found = self._named(found)
            lines, journal = files.read(self.place.journal(found.meta.db if found else ""))
            old, self.old = files.read(self.place.old_journal)
            self.lost = self._known(found, seen, journal)
            state = replay.build_state(found, lines, self.merge, self._schema, self.place.device)
            self.old_places = find_old_places(self.place, state.meta)
            former = map(self._former, state.meta.former)
            for more in (old, *former, *lines_elsewhere(self.old_places)):
                if more:
                    replay.merge_journal(state, more, self.merge)
            self.missing = self._missing(state)
            # A compaction first replaces the file, then moves what is beside it into the ring.
            if files.stamp(self.path) == seen:
                break
        return state, (seen, journal)

    def _missing(self, state: ReplayState) -> Missing | None:
        """What the rings of all names of the database have, and the file lacks."""
        rings = rings_of(self.place, state.meta, self.old_places)
        try:
            return missing_in(rings, state.meta, state.tables, self.merge)
        except StoreError as error:
            state.note(f"{error} lastmile doctor says what to do.")
            return None

    def _former(self, name: str) -> bytes:
        """What this machine had not yet taken into a file of a former name: it stays there."""
        return files.read(self.place.journal(name))[0]

    def _named(self, found: Snapshot | None) -> Snapshot | None:
        """The file with all names that its database is known by here."""
        if found is None:
            return None
        meta = with_known_names(found.meta, self.place)
        return found if meta is found.meta else msgspec.structs.replace(found, meta=meta)

    def _known(
        self, found: Snapshot | None, seen: FileStamp | None, journal: FileStamp | None
    ) -> KnownFile | None:
        """What is known of another file than this one; None where this is the known one."""
        if found is None:
            return known_file(self.place, self.backups, "empty" if seen else "missing")
        if journal or not found.meta.db:
            return None
        return known_file(self.place, self.backups, "another", found.meta.names)


def _difference(old: Tables, new: Tables) -> Changed:
    return {
        (name, doc_id)
        for name in (old.keys() | new.keys()) - {META}
        for before, after in ((old.get(name, {}), new.get(name, {})),)
        for doc_id in before.keys() | after.keys()
        if not are_alike(before.get(doc_id), after.get(doc_id))
    }
