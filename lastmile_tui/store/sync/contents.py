"""Two versions of the data file as one, and what each side has that the other lacks. Pure.

The same two versions give the same bytes in either order, and where one has all that the other
has, the bytes of that one: so that devices end with the same file, and nothing is sent for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.git_driver import merge_files
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.schema import SCHEMA
from lastmile_tui.store.db.snapshot import META
from lastmile_tui.store.sync.conflicts import Conflict, conflicts_of
from lastmile_tui.store.sync.failures import Failure, SyncError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.snapshot import Snapshot

    Counts = Mapping[str, int]
    """Changes by the device that made them."""


class Combined(msgspec.Struct, frozen=True):
    """One file of two; `from_theirs` are the changes that ours lacked, and so the other way."""

    data: bytes
    from_ours: Counts
    from_theirs: Counts
    conflicts: tuple[Conflict, ...] = ()


class OtherDatabaseError(SyncError):
    """The two files were begun apart from each other."""

    def __init__(self, ours: int, theirs: int) -> None:
        super().__init__(
            Failure.NOT_OURS,
            "The other side has goals that were begun apart from yours "
            f"({theirs:,} there, {ours:,} here): nothing was changed.",
        )
        self.ours, self.theirs = ours, theirs


class _Event(msgspec.Struct):
    id: str
    dev: str = ""


class _EventIds(msgspec.Struct):
    uid: str = ""
    events: list[_Event] = []


_logged = msgspec.json.Decoder(_EventIds)


def combine(base: bytes, ours: bytes, theirs: bytes) -> Combined:
    """Merge two versions; `base` is what they came from, and each may be blank.

    Raises SyncError where one cannot be read whole, where they are of two databases
    (OtherDatabaseError), and where the result would lack a change of either.
    """
    if ours == theirs or not theirs.strip():
        return Combined(ours, {} if theirs.strip() else changes_in(ours), {})
    here, there = read_file(ours, "Our file"), read_file(theirs, "The file of the other side")
    if here is None or there is None or not _are_kin(here, there):
        return Combined(theirs, {}, changes_in(theirs))
    try:
        merged = merge_files(base, ours, theirs)
    except StoreError as error:
        raise SyncError(Failure.DAMAGED, f"The two files cannot be merged: {error}") from error
    united = snapshot.decode(merged)
    assert united is not None  # noqa: S101 # the driver never gives a blank file
    # Where one side has it all its bytes stay as they are: no generation is made for nothing.
    sides = ((there, theirs), (here, ours))
    whole = (data for side, data in sides if side.pristine and _same(side, united))
    merged = next(whole, merged)
    if any(True for side, _ in sides for _ in _missing(side, united)):
        raise SyncError(
            Failure.INCOMPLETE,
            "The merged file would lack a change of one side, so nothing was written. "
            "lastmile doctor tells more.",
        )
    from_ours, from_theirs = _news(there, here), _news(here, there)
    return Combined(merged, from_ours, from_theirs, conflicts_of(_goals(here), _goals(there)))


def _are_kin(here: Snapshot, there: Snapshot) -> bool:
    """Whether two versions can be merged; not where ours has nothing, and is of another database.

    Raises SyncError.
    """
    if here.meta.db != there.meta.db:
        if not any(True for _ in _documents(here)):
            return False
        raise OtherDatabaseError(_count(here), _count(there))
    if here.meta.schema != there.meta.schema:
        older = "This device" if here.meta.schema < there.meta.schema else "The other side"
        why = f"{older} has a file of an older lastmile: open it with this one once."
        raise SyncError(Failure.NOT_OURS, why)
    return True


def changes_in(data: bytes) -> dict[str, int]:
    """The changes in a file, by device."""
    found = snapshot.decode(data)
    return _by_device(_events(_documents(found))) if found else {}


def lacking(data: bytes, other: bytes) -> dict[str, int]:
    """The changes of another version that a file lacks, by device."""
    if data == other:
        return {}
    here, there = snapshot.decode(data), snapshot.decode(other)
    if there is None:
        return {}
    return _news(here, there) if here else _by_device(_events(_documents(there)))


def read_file(data: bytes, what: str) -> Snapshot | None:
    """Read a version whole; None if it is blank. `what` begins the sentence of a failure.

    Raises SyncError.
    """
    try:
        found = snapshot.decode(data, what)
    except StoreError as error:
        why = clean_line(str(error)).partition(". ")[0].rstrip(".")
        raise SyncError(Failure.BY_HAND, f"{why}; nothing was merged.") from error
    if found is None:
        return None
    if found.problem or not found.meta.db:
        why = found.problem or "it is no data file of lastmile"
        raise SyncError(Failure.NOT_OURS, f"{what} cannot be used: {why}; nothing was merged.")
    if found.meta.schema > SCHEMA:
        raise SyncError(
            Failure.NOT_OURS, f"{what} is from a newer lastmile: update lastmile on this device."
        )
    return found


def _same(one: Snapshot, two: Snapshot) -> bool:
    """Whether two versions say the same but for what the storage keeps of itself."""
    names = {*one.tables, *two.tables} - {META}
    return all(one.tables.get(name, {}) == two.tables.get(name, {}) for name in names)


def _documents(side: Snapshot) -> Iterator[Raw]:
    for name, table in side.tables.items():
        if name != META:
            yield from table.values()


def _count(side: Snapshot) -> int:
    return sum(1 for _ in _documents(side))


def _news(here: Snapshot, there: Snapshot) -> dict[str, int]:
    """The changes that `there` has and `here` lacks, by device."""
    return _by_device(_missing(there, here))


def _missing(side: Snapshot, of: Snapshot) -> Iterator[_Event]:
    """The events of one side that another version lacks; equal documents are not read."""
    same = {bytes(raw) for raw in _documents(of)}
    different = [raw for raw in _documents(side) if bytes(raw) not in same]
    if different:
        uids = {_read(raw).uid for raw in different}
        known = {
            event.id
            for raw in _documents(of)
            for logged in (_read(raw),)
            if logged.uid in uids
            for event in logged.events
        }
        yield from (event for event in _events(different) if event.id not in known)


def _events(found: Iterable[Raw]) -> Iterator[_Event]:
    for raw in found:
        yield from _read(raw).events


def _read(raw: Raw) -> _EventIds:
    """What a document logs; nothing of one that another program has written otherwise."""
    try:
        return _logged.decode(raw)
    except (ValueError, RecursionError):
        return _EventIds()


def _by_device(events: Iterable[_Event]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for event in events:
        counts[event.dev] = counts.get(event.dev, 0) + 1
    return counts


def _goals(side: Snapshot) -> dict[str, Raw]:
    return {logged.uid: raw for raw in _documents(side) for logged in (_read(raw),) if logged.uid}
