"""Reads a data file and its journal, broken or not; nothing is written or locked.

`checks` describes the result in sentences, and `repair` writes the file anew.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from lastmile_tui.domain.model.fold import fold
from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import merge, read_log
from lastmile_tui.store.db import journal, replay, snapshot
from lastmile_tui.store.db.own.known import known_db, with_known_names
from lastmile_tui.store.db.own.moved import find_old_places, lines_elsewhere, rings_of
from lastmile_tui.store.db.own.ring import missing_in
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.snapshot import Meta, Snapshot
from lastmile_tui.store.db.union import uid_of
from lastmile_tui.store.disk import files
from lastmile_tui.store.doctor.mend import why_broken
from lastmile_tui.store.doctor.salvage import SalvagedFile, salvage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.store.db.own.gaps import Missing
    from lastmile_tui.store.db.own.moved import OldPlace
    from lastmile_tui.store.db.replay import ReplayState
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.disk.grace import Grace
    from lastmile_tui.store.disk.place import FilePlace

_TRIES: Final = 20
"""How often a file that is replaced while it is read is read again."""


class Examination(msgspec.Struct, frozen=True):
    """A data file and its journal as they were read.

    `state` has everything that can be read or salvaged, with the journal applied; None if the file
    cannot be opened. `broken` has, by doc id, why a goal cannot be read.
    """

    place: FilePlace
    seen: FileStamp | None = None
    size: int = 0
    journal: Path | None = None
    journal_size: int = 0
    closed: str = ""
    """Why the file cannot be opened."""
    old_size: int = 0
    """Bytes of the journal that an older version left beside the file."""
    journal_closed: str = ""
    """Why the journal cannot be opened."""
    unreadable: str = ""
    """Why the file is no JSON."""
    found: Snapshot | None = None
    salvaged: SalvagedFile | None = None
    state: ReplayState | None = None
    missing: Missing | None = None
    """What this machine did and the file lacks."""
    broken: dict[str, str] = {}
    twice: tuple[str, ...] = ()
    """The uids that more than one document has."""
    bad_lines: tuple[int, ...] = ()
    """The lines of the journal, from 1, that cannot be read."""

    @property
    def path(self) -> Path:
        """The data file itself, if a link to it was given."""
        return self.place.path

    @property
    def logs(self) -> Iterator[Log]:
        """The logs of the goals that can be read, one by one, each read when it is its turn."""
        for raw in self.state.tables.get(GOALS, {}).values() if self.state else ():
            with suppress(StoreError):
                yield read_log(bytes(raw))

    @property
    def open_logs(self) -> Iterator[Log]:
        """The logs of the goals that were not removed."""
        return (log for log in self.logs if not fold(log).get("deleted"))

    @property
    def blank(self) -> bool:
        """Whether there is a file, but an empty one."""
        return self.seen is not None and not (self.closed or self.unreadable or self.found)

    @property
    def lost(self) -> bool:
        """Whether something of the snapshot is missing."""
        missing = self.state is not None and self.found is None and bool(self.state.tables)
        return bool(self.unreadable) or missing or bool(self.found and self.found.problem)

    @property
    def newer(self) -> bool:
        """Whether a later lastmile wrote the file: it must not be changed."""
        return self.state is not None and self.state.meta.schema > SCHEMA


class _Files(NamedTuple):
    """A file and its journals as they were read together; `closed` says why one was not."""

    data: bytes
    seen: FileStamp | None
    found: Snapshot | None
    unreadable: str
    salvaged: SalvagedFile | None
    journal: Path
    lines: bytes
    old: bytes
    closed: str


def examine(place: FilePlace, grace: Grace | None = None) -> Examination:
    """Read a file and its journal, whatever is in their place; never raises.

    One that is half there, or gone though it is known, is read again while `grace` lasts.
    """
    try:
        read = _read(place)
        since = grace.clock() if grace else 0.0
        while grace and _may_pass(place, read) and not grace.is_over(since):
            grace.wait()
            read = _read(place)
        found = _examined(place, read)
        for _ in range(_TRIES):
            if not found.missing or files.stamp(place.path) == read.seen:
                break  # else a compaction has moved into the ring what the read file lacks
            read = _read(place)
            found = _examined(place, read)
    except StoreError as error:
        return Examination(place, closed=str(error))
    return found


def _may_pass(place: FilePlace, read: _Files) -> bool:
    """Whether another program may be about to write the file."""
    blank = snapshot.is_blank(read.data) and not read.closed
    return bool(read.unreadable) or (blank and bool(place.known()))


def _read(place: FilePlace) -> _Files:
    """Read all in one state, since a compaction may come in between."""
    for _ in range(_TRIES):
        data, seen = files.read(place.path)
        unreadable, found = "", None
        try:
            found = _named(snapshot.decode(data), place)
        except StoreError as error:
            unreadable = str(error)
        saved = salvage(data) if unreadable or (found and found.problem) else None
        journal_path = _journal(place, found, saved)
        lines, old, closed = b"", b"", ""
        try:
            lines, _stamp = files.read(journal_path)
            old, _stamp = files.read(place.old_journal)
        except StoreError as error:
            closed = str(error)
        if files.stamp(place.path) == seen:
            break
    return _Files(data, seen, found, unreadable, saved, journal_path, lines, old, closed)


def _named(found: Snapshot | None, place: FilePlace) -> Snapshot | None:
    """The file with all names that its database is known by here, as the reader has it."""
    with suppress(StoreError):  # what is in the way of that is told of the journal
        if found and found.meta.db:
            return msgspec.structs.replace(found, meta=with_known_names(found.meta, place))
    return found


def _journal(place: FilePlace, found: Snapshot | None, saved: SalvagedFile | None) -> Path:
    """The journal of the database in the file; of a file that does not say, the known one."""
    db = found.meta.db if found else saved.meta.db if saved and saved.meta else ""
    return place.journal(db or known_db(place))


def _examined(place: FilePlace, read: _Files) -> Examination:
    found, saved, lines = read.found, read.salvaged, read.lines
    base = found
    if saved and not found:
        about = _with_db(saved.meta or Meta(db=known_db(place)), lines)
        base = Snapshot(about, {**saved.tables}, pristine=saved.meta is not None)
    if base is None:
        base = Snapshot(Meta(db=known_db(place), schema=SCHEMA), {})
    state = replay.build_state(base, lines, merge, SCHEMA, place.device)
    olds = find_old_places(place, state.meta)
    for lines_of_old in (read.old, *lines_elsewhere(olds)):
        if lines_of_old:
            replay.merge_journal(state, lines_of_old, merge)
    goals = state.tables.get(GOALS, {})
    broken = {
        doc_id: why for doc_id, raw in goals.items() if (why := why_broken(raw, state.meta.schema))
    }
    uids = Counter(uid for raw in goals.values() if (uid := uid_of(raw)))
    return Examination(
        place,
        seen=read.seen,
        size=len(read.data),
        journal=read.journal,
        journal_size=len(lines),
        old_size=len(read.old),
        journal_closed=read.closed,
        unreadable=read.unreadable,
        found=found,
        salvaged=saved,
        state=state,
        missing=_missing(place, olds, state, whole=not read.unreadable),
        broken=broken,
        twice=tuple(uid for uid, count in uids.items() if count > 1),
        bad_lines=_bad_lines(lines),
    )


def _missing(
    place: FilePlace, olds: Iterable[OldPlace], state: ReplayState, *, whole: bool
) -> Missing | None:
    """What the file lacks of the rings; one that is not whole proves nothing by its generation."""
    meta = state.meta if whole else msgspec.structs.replace(state.meta, gen="", lineage=())
    with suppress(StoreError):
        return missing_in(rings_of(place, meta, olds), meta, state.tables, merge)
    return None


def _with_db(meta: Meta, lines: bytes) -> Meta:
    """Take the name of the database from the journal of this snapshot, which is not damaged."""
    record = journal.decode(lines.partition(b"\n")[0])
    if record and meta.gen and record.gen == meta.gen:
        return msgspec.structs.replace(meta, db=record.db)
    return meta


def _bad_lines(lines: bytes) -> tuple[int, ...]:
    whole = journal.finished(lines).split(b"\n")[:-1]
    return tuple(n for n, line in enumerate(whole, 1) if journal.decode(line) is None)
