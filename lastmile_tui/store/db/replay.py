"""The state that a snapshot and a journal add up to. Pure, over bytes; `reader` reads the files.

A change applies only where this device made it, to the snapshot and to the documents that it was
made on, since two devices may continue the same snapshot, and a journal may have been copied or
synchronised together with the folder that it is in. All others are merged by the `uid` of their
documents, since a doc id may mean another document there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

from lastmile_tui.store.db import journal
from lastmile_tui.store.db.snapshot import Meta, Snapshot, joined_meta
from lastmile_tui.store.db.union import unite

if TYPE_CHECKING:
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.journal import Changes, JournalRecord
    from lastmile_tui.store.db.union import Merge

    Changed: TypeAlias = set[tuple[str, str]]

UNREADABLE: Final = "A change in the journal cannot be read; lastmile doctor says more."
REPLACED: Final = "Another program replaced the data file; the changes made here were merged in."
FOREIGN: Final = "Changes of another device stood in the journal; they were merged in."

Layers: TypeAlias = "list[dict[str, dict[str, Raw | None]]]"
"""Documents to merge, one layer after the other."""


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
        self.odd = False
        """Whether the journal of an older version has something that cannot be used."""
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


def build_state(
    found: Snapshot | None, lines: bytes, merge: Merge, schema: int, device: str
) -> ReplayState:
    """The state of a file and its journal, as `device` reads it; a new one if there is no file."""
    read = found or Snapshot(Meta(schema=schema), {})
    state = ReplayState(read)
    if read.mended:
        state.notes.append("Some values of the data file had to be mended.")
    taken = read.meta.taken
    if taken and len(lines) >= taken and crc32(memoryview(lines)[:taken]) == read.meta.taken_crc:
        # The last compaction was killed before it could empty the journal.
        state.offset, state.crc, state.ahead = taken, read.meta.taken_crc, True
    replay_lines(state, lines[state.offset :], merge, device)
    return state


def replay_lines(state: ReplayState, tail: bytes, merge: Merge, device: str) -> Changed:
    """Apply the journal of `device` from `state.offset` on; returns the documents that changed."""
    changed: Changed = set()
    strays: Layers = []
    replaced = False
    end = tail.rfind(b"\n") + 1
    for line in tail[:end].split(b"\n")[:-1]:
        record = journal.decode(line)
        if record is None:
            state.damage(UNREADABLE)
            state.seq += 1
        elif state.meta.db and record.db not in state.meta.names:
            state.damage("The journal holds changes of another data file; they were left out.")
        elif (record.db, record.gen) != (state.meta.db, state.meta.gen) or not state.pristine:
            replaced = True
            _add_stray(strays, record)
        elif _is_next(record, state, device):
            state.seq = record.seq
            changed |= state.apply(record.changes)
        else:
            if record.device == device:
                _count(record, state)
            _add_stray(strays, record)
    state.offset += end
    state.crc = crc32(memoryview(tail)[:end], state.crc)
    state.torn = end < len(tail)
    if strays:
        state.ahead = state.unsaved = True
        merged = _merge_strays(state, strays, merge)
        if replaced:
            state.note(REPLACED)
        elif merged:
            state.note(FOREIGN)
        changed |= merged
    return changed


def merge_journal(state: ReplayState, lines: bytes, merge: Merge) -> Changed:
    """Merge the journal of an older version, or of a former database, in; what it changed.

    What cannot be used of it makes the state `odd`.
    """
    strays: Layers = []
    for line in journal.finished(lines).split(b"\n")[:-1]:
        record = journal.decode(line)
        if record is None or (state.meta.db and record.db not in state.meta.names):
            state.odd = True
        else:
            _add_stray(strays, record)
    changed = _merge_strays(state, strays, merge)
    if changed:
        state.ahead = state.unsaved = True
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
    state.meta = joined_meta(now, was, whole=True)
    state.apply(union.changes)
    state.ahead = state.unsaved = True
    state.note(REPLACED)
    return True


def _is_next(record: JournalRecord, state: ReplayState, device: str) -> bool:
    """Tell whether a change of this generation can be applied as it is."""
    own = record.device == device and record.run != ""
    return own and record.seq == state.seq + 1 and record.follows(state.tables)


def _count(record: JournalRecord, state: ReplayState) -> None:
    """Count a change of this device that does not follow the one before."""
    if record.seq != state.seq + 1:
        state.damage("Changes are missing from the journal.")
    state.seq = max(state.seq, record.seq)


def _add_stray(layers: Layers, record: JournalRecord) -> None:
    """Add the documents of a change to the last layer, or to a new one.

    In a layer a document follows the one with its doc id; of two others both are merged.
    """
    if not layers or not _continues(layers[-1], record):
        layers.append({})
    for name, table in record.changes.items():
        layers[-1].setdefault(name, {}).update(table or {})


def _continues(layer: dict[str, dict[str, Raw | None]], record: JournalRecord) -> bool:
    """Tell whether a change was made on the documents of a layer, where it has the same."""
    if not record.run:  # of an older version, whose journal one writer at a time wrote
        return True
    for name, table in record.changes.items():
        here, was = layer.get(name, {}), record.was.get(name, {})
        for doc_id in here.keys() & (table or {}).keys():
            old = here[doc_id]
            if (None if old is None else crc32(old)) != was.get(doc_id):
                return False
    return True


def _merge_strays(state: ReplayState, layers: Layers, merge: Merge) -> Changed:
    """Merge documents that were made on another snapshot, or elsewhere, into these tables."""
    changed: Changed = set()
    for stray in layers:
        others: dict[str, dict[str, Raw]] = {}
        for name, table in stray.items():
            others[name] = {doc_id: raw for doc_id, raw in table.items() if raw is not None}
            if len(others[name]) < len(table):
                state.note("A removal could not be carried over to the replaced data file.")
        top = {
            name: max(state.top.get(name, 0), *map(int, table), 0) for name, table in stray.items()
        }
        union = unite(state.tables, others, merge, top=top, keep_refused=False)
        if union.refused:
            state.damage("A change could not be merged into the replaced data file.")
        changed |= state.apply(union.changes)
    return changed
