"""What a snapshot and a journal come to. Pure, over bytes; `follower` reads them from the disk.

A change counts only on the snapshot that it was made on, since two devices count on from the same
one. Where another program has put a different snapshot in its place, the documents of the journal
are merged into that one by their `uid`, for a doc id may mean another document there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.store.db import journal
from lastmile_tui.store.db.snapshot import Meta, Snapshot, joined
from lastmile_tui.store.db.union import unite

if TYPE_CHECKING:
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.journal import Changes
    from lastmile_tui.store.db.union import Merge

    Changed: TypeAlias = set[tuple[str, str]]

UNREADABLE: Final = "A change in the journal cannot be read; lastmile doctor says more."
REPLACED: Final = "Another program replaced the data file; the changes made here were merged in."


class ReplayState:
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
        """A new snapshot is due: the files as they are do not lead to the tables, or not well."""
        self.unsaved = False
        """The tables hold what stands in no file."""
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


def put_together(found: Snapshot | None, lines: bytes, merge: Merge, schema: int) -> ReplayState:
    """Put a file and its journal together; where there is no file it is a new one of `schema`."""
    read = found or Snapshot(Meta(schema=schema), {})
    state = ReplayState(read)
    if read.mended:
        state.notes.append("Some values of the data file had to be mended.")
    taken = read.meta.taken
    if taken and len(lines) >= taken and crc32(memoryview(lines)[:taken]) == read.meta.taken_crc:
        # The last compaction was ended before it could empty the journal.
        state.offset, state.crc, state.ahead = taken, read.meta.taken_crc, True
    follow(state, lines[state.offset :], merge)
    return state


def follow(state: ReplayState, tail: bytes, merge: Merge) -> Changed:
    """Take in what the journal holds behind `state.offset`; what it changed."""
    changed: Changed = set()
    strays: dict[str, dict[str, Raw | None]] = {}
    end = tail.rfind(b"\n") + 1
    for line in tail[:end].split(b"\n")[:-1]:
        record = journal.decode(line)
        if record is None:
            state.damage(UNREADABLE)
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
        state.ahead = state.unsaved = True
        state.note(REPLACED)
        changed |= state.apply(_merged(state, strays, merge))
    return changed


def take_over(state: ReplayState, old: ReplayState, merge: Merge) -> bool:
    """Bring the documents of an old state into a file that another device wrote in its place.

    Whether there was anything to bring: a file that descends from the old one stands as it is,
    but for what the old state held and was not written yet.
    """
    was, now = old.meta, state.meta
    descends = was.gen in (now.gen, *now.lineage)
    if not was.db or was.db != now.db or (descends and not old.unsaved):
        return False
    union = unite(state.tables, old.tables, merge, top=state.top)
    if not union.changes:
        return False
    state.meta = msgspec.structs.replace(now, lineage=joined(was, now))
    state.apply(union.changes)
    state.ahead = state.unsaved = True
    state.note(REPLACED)
    return True


def _merged(
    state: ReplayState, strays: dict[str, dict[str, Raw | None]], merge: Merge
) -> dict[str, dict[str, Raw]]:
    """Give the changes that bring documents made on another snapshot into these tables."""
    others: dict[str, dict[str, Raw]] = {}
    for name, table in strays.items():
        others[name] = {doc_id: raw for doc_id, raw in table.items() if raw is not None}
        if len(others[name]) < len(table):
            state.note("A removal could not be carried over to the replaced data file.")
    top = {name: max(state.top.get(name, 0), *map(int, table), 0) for name, table in strays.items()}
    union = unite(state.tables, others, merge, top=top, keep_refused=False)
    if union.refused:
        state.damage("A change could not be merged into the replaced data file.")
    return union.changes
