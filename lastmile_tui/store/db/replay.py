"""The state that a snapshot and a journal add up to. Pure, over bytes; `reader` reads the files.

A change applies only to the snapshot that it was made on, since two devices may continue the same
one. If another program has replaced the snapshot, the documents of the journal are merged into the
new one by their `uid`, since a doc id may mean another document there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.store.db import journal
from lastmile_tui.store.db.snapshot import Meta, Snapshot, joined_lineage, joined_names
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
        """Bytes of the journal that have been read, up to the end of a line."""
        self.crc = 0
        """CRC-32 of those bytes."""
        self.torn = False
        """Whether the journal ends in half a line."""
        self.damaged = False
        """Whether the journal has something that cannot be used, so that it is worth a copy."""
        self.ahead = False
        """Whether a new snapshot is due, since the files do not add up to the tables."""
        self.unsaved = False
        """Whether the tables have something that is in no file."""
        self.notes: list[str] = []
        self.top = {
            name: max(read.meta.top.get(name, 0), *map(int, table))
            for name, table in read.tables.items()
            if table
        }

    def note(self, sentence: str) -> None:
        """Add a sentence for the user, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def damage(self, sentence: str) -> None:
        """Note that the journal has something that cannot be used."""
        self.note(sentence)
        self.damaged = self.ahead = True

    @property
    def settled(self) -> bool:
        """Whether changes can be added to the journal."""
        return self.pristine and not self.ahead

    def apply(self, changes: Changes) -> Changed:
        """Apply changes; returns the documents that they changed."""
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


def build_state(found: Snapshot | None, lines: bytes, merge: Merge, schema: int) -> ReplayState:
    """The state of a file and its journal; a new one of `schema` if there is no file."""
    read = found or Snapshot(Meta(schema=schema), {})
    state = ReplayState(read)
    if read.mended:
        state.notes.append("Some values of the data file had to be mended.")
    taken = read.meta.taken
    if taken and len(lines) >= taken and crc32(memoryview(lines)[:taken]) == read.meta.taken_crc:
        # The last compaction was killed before it could empty the journal.
        state.offset, state.crc, state.ahead = taken, read.meta.taken_crc, True
    replay_lines(state, lines[state.offset :], merge)
    return state


def replay_lines(state: ReplayState, tail: bytes, merge: Merge) -> Changed:
    """Apply the journal from `state.offset` on; returns the documents that it changed."""
    changed: Changed = set()
    stray: dict[str, dict[str, Raw | None]] = {}
    end = tail.rfind(b"\n") + 1
    for line in tail[:end].split(b"\n")[:-1]:
        record = journal.decode(line)
        if record is None:
            state.damage(UNREADABLE)
            state.seq += 1
        elif state.meta.db and record.db not in state.meta.names:
            state.damage("The journal holds changes of another data file; they were left out.")
        elif (record.db, record.gen) != (state.meta.db, state.meta.gen) or not state.pristine:
            for name, table in record.changes.items():
                stray.setdefault(name, {}).update(table or {})
        else:
            if record.seq != state.seq + 1:
                state.damage("Changes are missing from the journal.")
            state.seq = record.seq
            changed |= state.apply(record.changes)
    state.offset += end
    state.crc = crc32(memoryview(tail)[:end], state.crc)
    state.torn = end < len(tail)
    if stray:
        state.ahead = state.unsaved = True
        state.note(REPLACED)
        changed |= state.apply(_merge_strays(state, stray, merge))
    return changed


def merge_old_state(state: ReplayState, old: ReplayState, merge: Merge) -> bool:
    """Merge the documents of an old state into a file that another device replaced.

    Returns whether that changed anything. A file that descends from the old one already has its
    documents, except those that were not written yet.
    """
    was, now = old.meta, state.meta
    descends = was.gen in (now.gen, *now.lineage)
    if not was.names & now.names or (descends and not old.unsaved):
        return False
    union = unite(state.tables, old.tables, merge, top=state.top)
    if not union.changes:
        return False
    db, former = joined_names(was, now)
    lineage = joined_lineage(was, now)
    state.meta = msgspec.structs.replace(now, db=db, former=former, lineage=lineage)
    state.apply(union.changes)
    state.ahead = state.unsaved = True
    state.note(REPLACED)
    return True


def _merge_strays(
    state: ReplayState, stray: dict[str, dict[str, Raw | None]], merge: Merge
) -> dict[str, dict[str, Raw]]:
    """The changes that merge documents made on another snapshot into these tables."""
    others: dict[str, dict[str, Raw]] = {}
    for name, table in stray.items():
        others[name] = {doc_id: raw for doc_id, raw in table.items() if raw is not None}
        if len(others[name]) < len(table):
            state.note("A removal could not be carried over to the replaced data file.")
    top = {name: max(state.top.get(name, 0), *map(int, table), 0) for name, table in stray.items()}
    union = unite(state.tables, others, merge, top=top, keep_refused=False)
    if union.refused:
        state.damage("A change could not be merged into the replaced data file.")
    return union.changes
