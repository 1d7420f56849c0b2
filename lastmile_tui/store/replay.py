"""What a snapshot and a journal come to. Pure, over bytes.

A change counts only on the snapshot that it was made on, since two devices count on from the same
one. Where another program has put a different snapshot in its place, the documents of the journal
are merged into that one by their `uid`, for a doc id may mean another document there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.store import documents, journal
from lastmile_tui.store.snapshot import Meta, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.store.documents import Raw
    from lastmile_tui.store.journal import Changes

    Merge: TypeAlias = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
    Changed: TypeAlias = set[tuple[str, str]]


class State:
    """The tables as they are, and how far the journal has been read."""

    def __init__(self, read: Snapshot) -> None:
        self.meta, self.tables, self.pristine = read.meta, read.tables, read.pristine
        self.mended, self.problem = read.mended, read.problem
        self.seq = read.meta.seq
        self.offset = 0
        """Bytes of the journal that were read, up to the end of a line."""
        self.crc = 0
        """CRC-32 of those bytes."""
        self.torn = False
        """Half a line stands at the journal's end."""
        self.damaged = False
        """The journal holds something that could not be used, so that it is worth a copy."""
        self.ahead = False
        """The tables no longer follow from the files as they are: a new snapshot is due."""
        self.notes: list[str] = []
        self.top = {
            name: max(read.meta.top.get(name, 0), *map(int, table))
            for name, table in read.tables.items()
            if table
        }

    def note(self, sentence: str) -> None:
        """Tell the user, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def damage(self, sentence: str) -> None:
        """Tell that the journal holds something that cannot be used."""
        self.note(sentence)
        self.damaged = self.ahead = True

    @property
    def settled(self) -> bool:
        """Changes can be added to the journal."""
        return self.pristine and not self.ahead

    def apply(self, changes: Changes) -> Changed:
        """Take changes in; what they changed."""
        changed: Changed = set()
        for name, table in changes.items():
            if table is None:
                changed |= {(name, doc_id) for doc_id in self.tables.pop(name, {})}
                self.top.pop(name, None)
                continue
            here = self.tables.setdefault(name, {})
            for doc_id, raw in table.items():
                if here.get(doc_id) != raw:
                    changed.add((name, doc_id))
                if raw is None:
                    here.pop(doc_id, None)
                else:
                    here[doc_id] = raw
                self.top[name] = max(self.top.get(name, 0), int(doc_id))
            if not here:
                self.top.pop(name, None)
        return changed


def restore(found: Snapshot | None, lines: bytes, merge: Merge, schema: int) -> State:
    """Put a file and its journal together; where there is no file it is a new one of `schema`."""
    read = found or Snapshot(Meta(schema=schema), {})
    state = State(read)
    if read.mended:
        state.notes.append("Some values of the data file had to be mended.")
    taken = read.meta.taken
    if taken and len(lines) >= taken and crc32(memoryview(lines)[:taken]) == read.meta.taken_crc:
        # The last compaction was ended before it could empty the journal.
        state.offset, state.crc, state.ahead = taken, read.meta.taken_crc, True
    follow(state, lines[state.offset :], merge)
    return state


def follow(state: State, tail: bytes, merge: Merge) -> Changed:
    """Take in what the journal holds behind `state.offset`; what it changed."""
    changed: Changed = set()
    strays: dict[str, dict[str, Raw | None]] = {}
    end = tail.rfind(b"\n") + 1
    for line in tail[:end].split(b"\n")[:-1]:
        record = journal.decode(line)
        if record is None:
            state.damage("A change in the journal cannot be read.")
            state.seq += 1
        elif state.meta.db and record.db != state.meta.db:
            state.damage("The journal holds changes of another data file; they were left out.")
        elif record.gen != state.meta.gen or not state.pristine:
            for name, table in record.changes.items():
                strays.setdefault(name, {}).update(table or {})
        else:
            if record.seq != state.seq + 1:
                state.damage("Changes are missing from the journal.")
            state.seq = record.seq
            changed |= state.apply(record.changes)
    state.offset += end
    state.crc = crc32(memoryview(tail)[:end], state.crc)
    state.torn = end < len(tail)
    if strays:
        state.ahead = True
        state.note("Another program replaced the data file; the changes made here were merged in.")
        changed |= state.apply(_merged(state, strays, merge))
    return changed


def _merged(
    state: State, strays: dict[str, dict[str, Raw | None]], merge: Merge
) -> dict[str, dict[str, Raw | None]]:
    """Give the changes that bring documents made on another snapshot into these tables."""
    changes: dict[str, dict[str, Raw | None]] = {}
    for name, table in strays.items():
        here = {**state.tables.get(name, {})}
        places = {uid: doc_id for doc_id, raw in here.items() if (uid := _uid(raw))}
        spare = max(state.top.get(name, 0), *map(int, table), 0)
        for doc_id, mine in table.items():
            if mine is None:
                state.note("A removal could not be carried over to the replaced data file.")
                continue
            uid = _uid(mine)
            place = places.get(uid) if uid else None
            if place is not None:
                here[place] = _one(state, name, (mine, here[place]), merge)
            elif uid is not None or mine not in here.values():
                spare += 1
                place = doc_id if doc_id not in here else str(spare)
                here[place] = mine
        changes[name] = {**here}
    return changes


def _one(state: State, name: str, both: tuple[Raw, Raw], merge: Merge) -> Raw:
    """Make one of two documents of one uid; the data file's where they cannot be merged."""
    try:
        mine, theirs = (documents.decode(raw, name, "") for raw in both)
        return documents.encode(merge(mine, theirs))
    except Exception:  # noqa: BLE001 - no failure of the caller's function may keep the file shut
        state.damage("A change could not be merged into the replaced data file.")
        return both[1]


class _Named(msgspec.Struct):
    uid: str | None = None


_named = msgspec.json.Decoder(_Named)


def _uid(raw: Raw) -> str | None:
    try:
        return _named.decode(raw).uid
    except (ValueError, RecursionError):
        return None
