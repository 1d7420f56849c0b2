"""Two versions of the data file as one, and what each side has that the other lacks. Pure.

The same two versions give the same bytes in either order, and where one has all that the other
has, the bytes of that one: so that devices end with the same file, and nothing is sent for nothing.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.conflicts import Conflict, conflicts_of
from lastmile_tui.store.copies.git_driver import merge_snapshots
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.schema import SCHEMA
from lastmile_tui.store.db.snapshot import META, Snapshot  # msgspec reads types
from lastmile_tui.store.db.union import events_of, uid_of
from lastmile_tui.store.splice import goes_on, merge_raw, own_ids
from lastmile_tui.store.sync.failures import Failure, OtherDatabaseError, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lastmile_tui.store.db.documents import Raw

    Documents = dict[tuple[str, str], bytes]
    """Documents by table and id."""

    Devices = dict[str, str]
    """The devices of events, by their ids."""

    Counts = Mapping[str, int]
    """Changes by the device that made them."""


class Combined(msgspec.Struct, frozen=True):
    """One file of two; `from_theirs` are the changes that ours lacked, and so the other way."""

    data: bytes
    from_ours: Counts
    from_theirs: Counts
    conflicts: tuple[Conflict, ...] = ()


_OURS: Final = "Our file"
_THEIRS: Final = "The file of the other side"

_PASSING: Final = frozenset(("gen", "seq", "taken", "taken_crc", "top", "lineage", "crc"))
"""What a file says of itself that each version says anew."""


class _Side(msgspec.Struct, frozen=True):
    """A version as it was read, and views of all its documents."""

    snapshot: Snapshot
    documents: Mapping[tuple[str, str], Raw]


class _Bytes:
    """A version as a key: large files are compared at once, but a hash reads all of one."""

    def __init__(self, data: bytes, what: str) -> None:
        self.data, self.what = data, what

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bytes) and self.data == other.data

    def __hash__(self) -> int:
        return len(self.data)


def _parsed(data: bytes, what: str = "The data file") -> _Side | None:
    """Read a version, which one sync compares with several others; None if it is blank."""
    return _parse(_Bytes(data, what))


@lru_cache(maxsize=3)
def _parse(version: _Bytes) -> _Side | None:
    found = snapshot.decode(version.data, version.what)
    if found is None:
        return None
    listed = {
        (name, doc_id): raw
        for name, table in found.tables.items()
        if name != META
        for doc_id, raw in table.items()
    }
    return _Side(found, listed)


def snapshot_in(data: bytes) -> Snapshot | None:
    """What is in a version, most often read by now, for one who goes on from it."""
    found = _parsed(data)
    if found is None:
        return None
    tables = {name: dict(table) for name, table in found.snapshot.tables.items()}
    return msgspec.structs.replace(found.snapshot, tables=tables)


def forget() -> None:
    """Let go of the versions that were read."""
    _parse.cache_clear()


def combine(base: Callable[[], bytes], ours: bytes, theirs: bytes) -> Combined:
    """Merge two versions; `base` gives what they came from, and each may be blank.

    Raises SyncError where one cannot be read whole, where they are of two databases
    (OtherDatabaseError), and where the result would lack a change of either.
    """
    if snapshot.is_blank(theirs):
        return Combined(ours, changes_in(ours), {})
    if ours == theirs:
        return Combined(ours, {}, {})
    here, there = _read(ours, _OURS), _read(theirs, _THEIRS)
    if here is None or there is None:
        return Combined(theirs, {}, changes_in(theirs))
    _require_kin(here, there)
    mine, other = _apart(here, there)
    from_ours, from_theirs = _missing(mine, other)
    alike = _about(here.snapshot) == _about(there.snapshot)
    # Equal but for what the storage keeps of itself:
    if alike and not from_ours and there.snapshot.pristine and _covers(other, mine):
        merged = theirs
    elif alike and not from_theirs and here.snapshot.pristine and _covers(mine, other):
        merged = ours
    else:
        merged = _merged(base, here, there)
        _require_all(merged, here, there)
    conflicts = conflicts_of(mine.values(), other.values()) if from_theirs else ()
    return Combined(merged, _by_device(from_ours), _by_device(from_theirs), conflicts)


def only_adds(ours: bytes, theirs: bytes) -> bool:
    """Whether ours surely has all that theirs has, and more, as it is after changes here.

    `combine` would give our bytes then. Raises SyncError as it does.
    """
    here, there = _read(ours, _OURS), _read(theirs, _THEIRS)
    if here is None or there is None or not here.snapshot.pristine:
        return False
    _require_kin(here, there)
    if _about(here.snapshot) != _about(there.snapshot):
        return False
    mine, other = _apart(here, there)
    return not _covers(other, mine) and _covers(mine, other)


def _merged(base: Callable[[], bytes], here: _Side, there: _Side) -> bytes:
    try:
        return merge_snapshots(base, here.snapshot, there.snapshot)
    except StoreError as error:
        raise SyncError(Failure.DAMAGED, f"The two files cannot be merged: {error}") from error


def _require_all(merged: bytes, *sides: _Side) -> None:
    """Check that the bytes of a file have every event of both sides; SyncError otherwise."""
    united = _parsed(merged)
    if any(_missing(*_apart(side, united))[0] for side in sides):
        raise SyncError(
            Failure.INCOMPLETE,
            "The merged file would lack a change of one side, so nothing was written. "
            "lastmile doctor tells more.",
        )


def _require_kin(here: _Side, there: _Side) -> None:
    """Check that two versions can be merged; SyncError otherwise."""
    ours, theirs = here.snapshot.meta, there.snapshot.meta
    if not ours.names & theirs.names:
        raise OtherDatabaseError(len(here.documents), len(there.documents))
    if ours.schema != theirs.schema:
        older = "This device" if ours.schema < theirs.schema else "The other side"
        why = f"{older} has a file of an older lastmile: open it with this one once."
        raise SyncError(Failure.NOT_OURS, why)


def _covers(rest: Documents, other: Documents) -> bool:
    """Whether a version has all that another has, so that its bytes can stay as they are.

    Given is what stands apart in each. A document is known by its uid, for it may have another id
    on another device.
    """
    places = {uid: place for place, raw in rest.items() if (uid := uid_of(raw))}
    for (table, _), raw in other.items():
        place = places.get(uid_of(raw) or "")
        if place is None or place[0] != table:
            return False
        if rest[place] == raw or goes_on(rest[place], raw):
            continue
        try:
            if merge_raw(rest[place], raw, table) != rest[place]:
                return False
        except StoreError:
            return False
    return True


def _about(side: Snapshot) -> dict[str, Any]:
    """What a file says of itself that does not change with each version."""
    own: dict[str, Any] = {
        doc_id: msgspec.json.decode(raw) for doc_id, raw in side.tables.get(META, {}).items()
    }
    first = own.get("1", {})
    own["1"] = {name: value for name, value in first.items() if name not in _PASSING}
    return own


def changes_in(data: bytes) -> dict[str, int]:
    """The changes in a file, by device."""
    found = _parsed(data)
    return _by_device(_events(found.documents.values())) if found else {}


def waiting(ours: bytes, theirs: bytes) -> tuple[int, int]:
    """How many changes only our file has, and only that of the other side. Raises SyncError."""
    here, there = _read(ours, _OURS), _read(theirs, _THEIRS)
    if here and there:
        _require_kin(here, there)
    from_ours, from_theirs = _missing(*_apart(here, there))
    return len(from_ours), len(from_theirs)


def _apart(here: _Side | None, there: _Side | None) -> tuple[Documents, Documents]:
    """The documents of either side that do not stand in the other, in the same place and alike.

    Bytes are compared much faster than views, and a copy of all of them costs more than one each.
    """
    mine, other = (side.documents if side else {} for side in (here, there))
    apart: Documents = {}
    beside = {place: bytes(raw) for place, raw in other.items() if place not in mine}
    for place, raw in mine.items():
        one, two = bytes(raw), bytes(other.get(place, b""))
        if one != two:
            apart[place] = one
            if two:
                beside[place] = two
    return apart, beside


def _missing(mine: Documents, other: Documents) -> tuple[Devices, Devices]:
    """The events of either side that the other lacks, with their devices.

    Given is what stands apart in each; what both begin with is not read. An event is in one goal
    only, wherever that stands.
    """
    ours = _events(raw for place, raw in mine.items() if place not in other)
    theirs = _events(raw for place, raw in other.items() if place not in mine)
    for place, raw in mine.items():
        if place in other:
            here, beside = own_ids(raw, other[place])
            ours |= here
            theirs |= beside
    return (
        {event_id: device for event_id, device in ours.items() if event_id not in theirs},
        {event_id: device for event_id, device in theirs.items() if event_id not in ours},
    )


def _events(documents: Iterable[Raw]) -> Devices:
    """The ids of all events, with their devices; none of what other programs wrote otherwise."""
    found: Devices = {}
    for raw in documents:
        found |= events_of(raw)
    return found


def _by_device(events: Mapping[str, str]) -> dict[str, int]:
    return dict(Counter(events.values()))


def _read(data: bytes, what: str) -> _Side | None:
    """Read a version whole; None if it is blank. `what` begins the sentence of a failure.

    Raises SyncError.
    """
    try:
        found = _parsed(data, what)
    except StoreError as error:
        why = clean_line(str(error)).partition(". ")[0].rstrip(".")
        if b"<<<<<<< " in data:
            why = f"{what} has the marks of a merge that was not finished"
        raise SyncError(
            Failure.BY_HAND,
            f"{why}. Nothing was merged: put a whole file on that branch, such as with git revert.",
        ) from error
    if found is None:
        return None
    read = found.snapshot
    if read.problem or not read.meta.db:
        why = read.problem or "it is not a data file of lastmile"
        raise SyncError(Failure.NOT_OURS, f"{what} cannot be used: {why}; nothing was merged.")
    if read.meta.schema > SCHEMA:
        raise SyncError(
            Failure.NOT_OURS, f"{what} is from a newer lastmile: update lastmile on this device."
        )
    return found
