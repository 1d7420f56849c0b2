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
from lastmile_tui.store.copies.git_driver import merge_snapshots
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.schema import SCHEMA
from lastmile_tui.store.db.snapshot import META, Snapshot  # msgspec reads types
from lastmile_tui.store.db.union import events_of, uid_of
from lastmile_tui.store.splice import merge_raw, own_ids
from lastmile_tui.store.sync.conflicts import Conflict, conflicts_of
from lastmile_tui.store.sync.failures import Failure, OtherDatabaseError, SyncError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Documents = Mapping[tuple[str, str], bytes]
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
    """A version as it was read, and all its documents."""

    snapshot: Snapshot
    documents: Documents


@lru_cache(maxsize=3)
def _parsed(data: bytes, what: str = "The data file") -> _Side | None:
    """Read a version, which one sync compares with several others; None if it is blank."""
    found = snapshot.decode(data, what)
    if found is None:
        return None
    listed = {
        (name, doc_id): bytes(raw)
        for name, table in found.tables.items()
        if name != META
        for doc_id, raw in table.items()
    }
    return _Side(found, listed)


def forget() -> None:
    """Let go of the versions that were read."""
    _parsed.cache_clear()


def combine(base: bytes, ours: bytes, theirs: bytes) -> Combined:
    """Merge two versions; `base` is what they came from, and each may be blank.

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
    mine, other = here.documents, there.documents
    from_ours, from_theirs = _missing(mine, other)
    # Equal but for what the storage keeps of itself:
    if not from_ours and there.snapshot.pristine and _covers(there, here):
        merged = theirs
    elif not from_theirs and here.snapshot.pristine and _covers(here, there):
        merged = ours
    else:
        merged = _merged(base, here, there)
        _require_all(merged, mine, other)
    conflicts = conflicts_of(_different(mine, other), _different(other, mine))
    return Combined(merged, _by_device(from_ours), _by_device(from_theirs), conflicts)


def _merged(base: bytes, here: _Side, there: _Side) -> bytes:
    try:
        return merge_snapshots(base, here.snapshot, there.snapshot)
    except StoreError as error:
        raise SyncError(Failure.DAMAGED, f"The two files cannot be merged: {error}") from error


def _require_all(merged: bytes, *sides: Documents) -> None:
    """Check that the bytes of a file have every event of both sides; SyncError otherwise."""
    united = _parsed(merged)
    both = united.documents if united else {}
    if any(_missing(side, both)[0] for side in sides):
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


def _covers(whole: _Side, other: _Side) -> bool:
    """Whether a version has all that another has, so that its bytes can stay as they are.

    A document is known by its uid, for it may have another id on another device.
    """
    if _about(whole.snapshot) != _about(other.snapshot):
        return False
    rest = _different(whole.documents, other.documents)
    places = {uid: place for place, raw in rest.items() if (uid := uid_of(raw))}
    for (table, _), raw in _different(other.documents, whole.documents).items():
        place = places.get(uid_of(raw) or "")
        if place is None or place[0] != table:
            return False
        if rest[place] == raw:
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


def lacking(data: bytes, other: bytes) -> dict[str, int]:
    """The changes of another version that a file lacks, by device; both were read before."""
    if data == other:
        return {}
    here, there = _parsed(data), _parsed(other)
    of = here.documents if here else {}
    return _by_device(_missing(there.documents, of)[0]) if there else {}


def waiting(ours: bytes, theirs: bytes) -> tuple[int, int]:
    """How many changes only our file has, and only that of the other side. Raises SyncError."""
    here, there = _read(ours, _OURS), _read(theirs, _THEIRS)
    mine, other = (side.documents if side else {} for side in (here, there))
    from_ours, from_theirs = _missing(mine, other)
    return len(from_ours), len(from_theirs)


def _missing(mine: Documents, other: Documents) -> tuple[Devices, Devices]:
    """The events of either side that the other lacks, with their devices.

    Equal documents are not read, and of others not what both begin with. An event is in one goal
    only, wherever that stands.
    """
    ours = _events(raw for place, raw in mine.items() if place not in other)
    theirs = _events(raw for place, raw in other.items() if place not in mine)
    for place, raw in mine.items():
        there = other.get(place, raw)
        if there != raw:
            here, beside = own_ids(raw, there)
            ours |= here
            theirs |= beside
    return (
        {event_id: device for event_id, device in ours.items() if event_id not in theirs},
        {event_id: device for event_id, device in theirs.items() if event_id not in ours},
    )


def _different(side: Documents, of: Documents) -> Documents:
    return {place: raw for place, raw in side.items() if of.get(place) != raw}


def _events(documents: Iterable[bytes]) -> Devices:
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
        why = read.problem or "it is no data file of lastmile"
        raise SyncError(Failure.NOT_OURS, f"{what} cannot be used: {why}; nothing was merged.")
    if read.meta.schema > SCHEMA:
        raise SyncError(
            Failure.NOT_OURS, f"{what} is from a newer lastmile: update lastmile on this device."
        )
    return found
