"""Every call to the disk of every operation: the last one made, or one that fails."""

from __future__ import annotations

import os
import random
import shutil
from typing import NamedTuple

import pytest

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import journal, replay, snapshot, storage, writer
from lastmile_tui.store.db.own import ring
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.place import place_of
from support.store.bad_files import framed
from support.store.database import merge
from support.store.disk_operations import OPERATIONS, STATE, journal_of, private_of
from support.store.faulty_disk import ERRORS, SHORT, Disk, lay_out, mixtures

DURABLE = list(OPERATIONS.values())
EVERY = [*DURABLE, STATE]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """Let no real disk be waited for: when that is done is what counts here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def play(operation, root, disk):
    """Make all the steps; what is wrong with what the store shows meanwhile, and the store."""
    path = root / operation.place
    db, wrong = None, []
    for step in operation.steps:
        with disk.unwatched():
            wanted = step.then(disk.told)
        disk.tried.append(wanted)
        try:
            db = operation.open(path) if db is None else db
            step.do(db)
            done = True
        except StoreError as error:
            done = False
            wrong += [] if str(error).endswith(".") else [f"it says {error!s}"]
        except Exception as error:  # noqa: BLE001 - whatever else reaches a user is wrong
            return [f"{error!r} is raised"], db
        if db is None:
            continue
        if operation is not STATE:
            db.storage.refresh()
        with disk.unwatched():
            shown = operation.content(db)
        if done:
            disk.tell(wanted)
        elif step.whole and shown == wanted:  # until a power cut, perhaps
            disk.told, disk.tried = wanted, [*disk.tried, disk.told]
        if shown != disk.told:
            wrong.append(f"it shows {shown}, not {disk.told}, done: {done}")
    return wrong, db


def start(operation, root):
    """Prepare a folder; the disk that is to be watched."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    path = root / operation.place
    operation.prepare(path)
    disk = Disk(root)
    disk.tell(operation.look(path))
    return disk


def finds(operation, root, may):
    """Start anew on what is left; what is wrong with that."""
    path = root / operation.place
    try:
        found = operation.look(path)
        kept = operation.holds(path)
    except Exception as error:  # noqa: BLE001 - whatever it is, the file is lost
        return f"{error!r}"
    if found not in may:
        return f"{found}, not one of {may}"
    return "" if kept else "the copy is lost"


def record(operation, root, monkeypatch, **fails):
    """Make the steps and note down what the disk holds after each call."""
    disk = start(operation, root)
    disk.fails = fails.get("fails", {})
    with disk.watched(monkeypatch, recording=True):
        wrong, _ = play(operation, root, disk)
    assert not wrong or fails.get("mutant"), wrong
    return disk


def cuts(operation, disk, root, left, sample=None, *, first=False):
    """Cut the power at every moment; how many states there are, and what is lost in which.

    The `first` loss is enough to tell that there are any.
    """
    states = [
        (number, how, state, moment.may)
        for number, moment in enumerate(disk.moments)
        for how, state in mixtures(moment, str(root))
    ]
    ever = [found for moment in disk.moments for found in moment.may]
    lost = []
    chosen = sample(states) if sample else states
    for number, how, state, may in chosen:
        shutil.rmtree(left, ignore_errors=True)
        lay_out(state, root, left)
        if wrong := finds(operation, left, ever if operation is STATE else may):
            lost.append(f"moment {number}, {how}: {wrong}")
            if first:
                break
    return len(chosen), lost


class Fault(NamedTuple):
    """An error that one call meets, or each from that one on."""

    number: int
    error: int | str
    stays: bool


def faults_of(operation, root, monkeypatch):
    """All faults that an operation can meet."""
    disk = start(operation, root)
    with disk.watched(monkeypatch):
        wrong, _ = play(operation, root, disk)
    assert wrong == []
    return [
        Fault(number, error, stays)
        for number, call in enumerate(disk.calls)
        for error in (*ERRORS, *([SHORT] if call == "write" else []))
        for stays in (False, True)
    ]


def suffer(operation, fault, root, monkeypatch):
    """Let a fault happen, and what is wrong then, at the next start, and when it is over."""
    disk = start(operation, root)
    if fault.stays:
        disk.fails_after = fault.number, fault.error
    else:
        disk.fails = {fault.number: fault.error}
    with disk.watched(monkeypatch):
        wrong, db = play(operation, root, disk)
    may = [disk.told, *disk.tried]
    if told := finds(operation, root, may):
        wrong.append(f"the next start finds {told}")
    path = root / operation.place
    try:
        db = operation.open(path) if db is None else db
        if operation is STATE:
            disk.tell(("night", "d1\n"))
        else:
            db.storage.refresh()
            shown = operation.content(db)
            before = shown if any(step.whole for step in operation.steps) else disk.told
            operation.final.do(db)
            disk.tell(operation.final.then(before))
        if told := operation.mended(path, db):
            wrong.append(f"when it is over {told}")
    except Exception as error:  # noqa: BLE001 - a disk that works must be written to
        wrong.append(f"when it is over {error!r}")
    if told := finds(operation, root, [disk.told, *disk.tried]):
        wrong.append(f"when it is over the next start finds {told}")
    return disk, wrong


def some(count, seed):
    chance = random.Random(seed)
    return lambda every: chance.sample(every, min(count, len(every)))


@pytest.mark.parametrize("name", [*OPERATIONS, "state"])
def test_a_kill_or_a_power_cut_at_any_call_loses_nothing(name, tmp_path, monkeypatch):
    operation = OPERATIONS.get(name, STATE)
    disk = record(operation, tmp_path / "on", monkeypatch)
    count, lost = cuts(operation, disk, tmp_path / "on", tmp_path / "left", some(60, name))
    assert lost == []
    assert count == 60


@pytest.mark.parametrize("name", [*OPERATIONS, "state"])
def test_whatever_call_fails_it_is_told_and_nothing_is_lost(name, tmp_path, monkeypatch):
    operation = OPERATIONS.get(name, STATE)
    faults = faults_of(operation, tmp_path / "on", monkeypatch)
    for fault in some(25, name)(faults):
        disk, wrong = suffer(operation, fault, tmp_path / "on", monkeypatch)
        assert wrong == [], (fault, disk.calls[fault.number])
        assert disk.met or fault.error == SHORT


@pytest.mark.parametrize("name", ["change", "compaction", "torn tail", "replaced snapshot"])
def test_a_power_cut_after_a_failure_that_was_recovered_from_loses_nothing(
    name, tmp_path, monkeypatch
):
    operation = OPERATIONS[name]
    calls = record(operation, tmp_path / "on", monkeypatch).calls
    for number in [number for number, call in enumerate(calls) if call == "fsync"]:
        disk = record(operation, tmp_path / "on", monkeypatch, fails={number: ERRORS[0]})
        assert disk.met == [("fsync", ERRORS[0])]
        _, lost = cuts(operation, disk, tmp_path / "on", tmp_path / "left", some(25, number))
        assert lost == []


def no_sync(patch):
    patch.setattr(private_files, "sync", lambda _: None)


def no_sync_of_folders(patch):
    patch.setattr(private_files, "sync_folder", lambda _: None)


def journal_emptied_first(patch):
    replace = files.replace

    def early(path, data, **options):
        if path.exists():
            files.cut(journal_of(path), 0, durable=True)
        return replace(path, data, **options)

    patch.setattr(files, "replace", early)


def crc_not_checked(patch):
    decode = journal.decode

    def trusting(line):
        return decode(framed(line.partition(b'"rec":')[2][:-1])[:-1])

    patch.setattr(journal, "decode", trusting)


def doc_ids_compared_across_generations(patch):
    replay_lines = replay.replay_lines

    def as_if_its_own(state, tail, merge, device):
        for line in tail.splitlines():
            state.apply(journal.decode(line).changes)
        return replay_lines(state, b"", merge, device)

    patch.setattr(replay, "replay_lines", as_if_its_own)


def shown_before_it_is_saved(patch):
    needed = storage.needed

    def eager(changes, tables):
        new = needed(changes, tables)
        for name, table in new.items():
            kept = {doc_id: raw for doc_id, raw in table.items() if raw is not None}
            tables.setdefault(name, {}).update(kept)
        return new

    patch.setattr(storage, "needed", eager)


def written_in_place(patch):
    def overwrite(path, data, *, seen, **_):
        del seen
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        private_files.write(fd, data if isinstance(data, bytes) else b"".join(data()))
        private_files.sync(fd)
        os.close(fd)
        private_files.sync_folder(path.parent)
        return files.stamp(path)

    patch.setattr(files, "replace", overwrite)


def mark_before_the_snapshot(patch):
    replace = files.replace

    def early(path, data, **options):
        if path.suffix == ".json":
            found = snapshot.decode(data if isinstance(data, bytes) else b"".join(data()))
            place = place_of(path, private_of(path))
            lines, _ = files.read(place.journal(found.meta.db))
            options = dict(options)
            how = {"now": 0, "missing": False, "durable": True}
            ring.keep(place.ring(found.meta.db), lines, found.meta, found.tables, merge, **how)
            if path.exists():
                files.cut(place.journal(found.meta.db), 0, durable=True)
        return replace(path, data, **options)

    patch.setattr(files, "replace", early)
    patch.setattr(writer, "keep", lambda *_, **__: None)


def no_fsync_of_the_ring_before_the_cut(patch):
    keep = writer.keep
    patch.setattr(
        writer, "keep", lambda *places, **options: keep(*places, **{**options, "durable": False})
    )


def no_ring(patch):
    patch.setattr(writer, "keep", lambda *_, **__: None)


MUTANTS = {
    mark_before_the_snapshot: ("compaction",),
    no_fsync_of_the_ring_before_the_cut: ("compaction with a stale file after it",),
    no_ring: ("compaction with a stale file after it",),
    no_sync: ("change", "compaction"),
    no_sync_of_folders: ("first change in a new folder", "compaction"),
    journal_emptied_first: ("compaction",),
    crc_not_checked: ("change",),
    doc_ids_compared_across_generations: ("replaced snapshot",),
    written_in_place: ("compaction",),
}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_store_that_is_less_careful_is_caught(mutant, tmp_path, monkeypatch):
    for name in MUTANTS[mutant]:
        operation = OPERATIONS[name]
        mutant_free = start(operation, tmp_path / "on").told
        with monkeypatch.context() as patch:
            mutant(patch)
            disk = start(operation, tmp_path / "on")
            disk.tell(mutant_free)
            with disk.watched(patch, recording=True):
                wrong, _ = play(operation, tmp_path / "on", disk)
            _, lost = cuts(operation, disk, tmp_path / "on", tmp_path / "left", first=True)
        assert wrong or lost, name


def test_a_change_that_is_shown_before_it_is_saved_is_caught(tmp_path, monkeypatch):
    shown_before_it_is_saved(monkeypatch)
    operation, root = OPERATIONS["change"], tmp_path / "on"
    found = [
        suffer(operation, fault, root, monkeypatch)[1]
        for fault in faults_of(operation, root, monkeypatch)[::5]
    ]
    assert any("it shows" in wrong for each in found for wrong in each)


@pytest.mark.long
def test_every_state_and_every_fault(tmp_path, monkeypatch, capsys):
    on, left = tmp_path / "on", tmp_path / "left"
    steps = calls = states = errors = 0
    lost = []
    for operation in EVERY:
        disk = record(operation, on, monkeypatch)
        steps, calls = steps + len(operation.steps), calls + len(disk.calls)
        count, wrong = cuts(operation, disk, on, left)
        states, lost = states + count, lost + wrong
        for fault in faults_of(operation, on, monkeypatch):
            _, wrong = suffer(operation, fault, on, monkeypatch)
            errors, lost = errors + 1, lost + [f"{fault}: {each}" for each in wrong]
    for operation in DURABLE:
        for number in range(len(record(operation, on, monkeypatch).calls)):
            disk = record(operation, on, monkeypatch, fails={number: ERRORS[0]})
            count, wrong = cuts(operation, disk, on, left, some(20, number))
            states, lost = states + count, lost + wrong
    with capsys.disabled():
        print(  # noqa: T201 - the figures asked for
            f"\n{len(EVERY)} operations of {steps} steps and {calls} calls: {states} states after "
            f"a kill or a power cut, {errors} errors, {len(lost)} losses"
        )
    assert lost == []
