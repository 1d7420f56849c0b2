"""The targets that read what a disk may hold: the data file and its journal."""

from __future__ import annotations

import re
from zlib import crc32

import msgspec

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.input.detour import detour
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_changes import revision
from lastmile_tui.domain.model.events import TICK
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.errors import LastmileError, NotFoundError, StoreError
from lastmile_tui.store import codec
from lastmile_tui.store.db import documents, journal, snapshot
from lastmile_tui.store.db.replay import build_state
from lastmile_tui.store.db.snapshot import META, Meta, Snapshot
from lastmile_tui.store.migrations import migrate
from support.fuzz.checks import (
    NOW,
    TODAY,
    as_texts,
    assert_clean,
    assert_told,
    dates,
    in_time,
    look_at,
    stamp,
)

_CRC = re.compile(rb',"crc":\d+\}')
_MARK = b"!"
"""Begins a line of a journal that is given its right checksum: a fuzzer finds none by itself."""


def loader(data: bytes) -> None:
    """A file is read, in part, or not; what was read can be written, and reads back the same."""
    with in_time():
        for each in {data, sealed(data)}:
            try:
                found = snapshot.decode(each)
            except StoreError as error:
                assert_told(error)
                continue
            if found is not None:
                _look_at_tables(found.tables, found.meta)


def sealed(data: bytes) -> bytes:
    """A file with the right checksum in its first line, where it has one."""
    place = _CRC.search(data, 0, data.find(b"\n", 12) + 1)
    if not place:
        return data
    head, body = data[: place.start()], data[place.end() :]
    return b'%s,"crc":%d}%s' % (head, crc32(body, crc32(head)), body)


def _look_at_tables(tables, meta: Meta, *, change: bool = True) -> None:
    """What the storage keeps, what the goals in it come to, and with `change` what moves make."""
    written = snapshot.encode(meta, tables)
    again = snapshot.decode(written)
    assert again is not None
    assert again.pristine
    assert _plain(again.tables) == _plain(tables)
    assert again.meta == meta
    if meta.schema < 1:
        tables = _migrated(tables)
    goals, held = {}, {}
    for doc_id, raw in tables.get("goals", {}).items():
        try:
            goal = codec.read_goal(bytes(raw))
        except StoreError as error:
            assert_told(error)
            continue
        assert_clean(as_texts(goal))
        goals[goal.uid], held[goal.uid] = goal, (doc_id, bytes(raw))

    def log_of(uid):
        if uid not in held:
            raise NotFoundError("It is not there.")
        return codec.read_log(held[uid][1])

    look_at(list(goals.values()), log_of)
    for uid in goals if change else ():
        _change(*held[uid])


def _migrated(tables):
    whole = {}
    for name, table in tables.items():
        if name != META:
            try:
                whole[name] = {key: documents.decode(raw, name, key) for key, raw in table.items()}
            except StoreError:
                return {}
    try:
        made = migrate(whole, 0, stamp)
    except StoreError as error:
        assert_told(error)
        return {}
    return {
        name: {key: documents.encode(doc) for key, doc in table.items()}
        for name, table in made.items()
    }


def _plain(tables):
    """The tables that hold something, without what is the storage's own."""
    own = {META: {k: v for k, v in tables.get(META, {}).items() if k != "1"}}
    shown = {**tables, **own}
    return {
        name: {doc_id: bytes(raw).replace(b"\n", b" ") for doc_id, raw in table.items()}
        for name, table in shown.items()
        if name != META or table
    }


def _rewrite(record, at):
    """Change a goal through its form, where the goal has a title to show there."""
    text = write_form(record.goal).replace("## Seal list", "- more\n\n## Seal list")
    move = revision(text, record.goal, dates)
    return move(record, at) if move else record


_MOVES = (
    drive.advance,
    drive.back,
    undo,
    redo,
    _rewrite,
    lambda record, at: edit.add_marker(record, at, 1, "more", 2.0),
    lambda record, at: edit.remove_marker(record, at, 0),
    lambda record, at: edit.rename_marker(record, at, 0, "other"),
    lambda record, at: edit.reorder_markers(record, at, [m.id for m in record.goal.markers[::-1]]),
    lambda record, at: edit.tag(record, at, "more"),
    lambda record, at: seal.add_seal_item(record, at, "more"),
    lambda record, at: seal.move_seal_item(record, at, 0, 1),
    lambda record, at: seal.tick(record, at, 0),
    seal.seal,
    seal.reopen,
    roadblocks.clear,
    lambda record, at: status.turn(record, at, "theirs"),
    lambda record, at: status.let_go(record, at, "enough", kind="no time"),
    lambda record, at: detour(record, at, "x > y >> z"),
)


def _change(doc_id: str, raw: bytes) -> None:
    """Change and undo a goal, which keeps what it cannot read, or is refused."""
    for move in _MOVES:
        try:
            doc = documents.decode(raw, "goals", doc_id)
            record = codec.read_record(doc)
            if len(record.log) > 50:  # all moves of a long log take long
                return
            after = move(record, stamp(max(record.event.at + TICK, NOW)))
            new = documents.encode(codec.write_record(after, doc))
        except LastmileError as error:
            assert_told(error)
            continue
        goal = codec.read_goal(new)
        assert goal == after.goal
        assert_clean(as_texts(goal))
        assert codec.read_log(new) == after.log
        goal.state(TODAY)


def framed(data: bytes) -> bytes:
    """A journal with right checksums where a line begins with the mark."""
    lines = []
    for line in data.split(b"\n"):
        body = line.removeprefix(_MARK)
        lines.append(b'{"crc":"%08x","rec":%s}' % (crc32(body), body) if line != body else line)
    return b"\n".join(lines)


_BASE = Snapshot(
    Meta(db="db", gen="g", seq=2, schema=1),
    {"goals": {"1": b'{"uid":"u1","n":1}', "2": b'{"uid":"u2","n":2}'}},
    pristine=True,
)


def journal_target(data: bytes) -> None:
    """A journal is taken in, or told to be damaged; the tables it leads to can be written."""
    lines = framed(data)
    with in_time():
        for line in lines.split(b"\n"):
            if record := journal.decode(line):
                again = journal.decode(journal.encode(record)[:-1])
                assert again == record
        foreign = msgspec.structs.replace(_BASE, pristine=False)
        for base in (None, _copy(_BASE), _copy(foreign)):
            for device in ("d", "another"):
                state = build_state(base and _copy(base), lines, codec.merge, 1, device)
                for sentence in state.notes:
                    assert sentence.endswith(".")
                assert state.offset <= len(lines)
                meta = msgspec.structs.replace(state.meta, seq=state.seq, top=state.top)
                _look_at_tables(state.tables, meta, change=False)


def _copy(found: Snapshot) -> Snapshot:
    tables = {name: dict(table) for name, table in found.tables.items()}
    return msgspec.structs.replace(found, tables=tables)
