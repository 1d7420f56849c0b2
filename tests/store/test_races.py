"""Three processes on one file, of which some are killed and some stopped, and one that looks on.

Each tells through a pipe of every change that it has been told is saved: the goal and the event.
"""

from __future__ import annotations

import os
import random
import signal
from contextlib import suppress
from functools import partial
from select import select
from time import monotonic

import pytest

from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.errors import LastmileError
from lastmile_tui.store import goals
from lastmile_tui.store.db.table import DeltaTable, LastmileDB
from support.store.database import forked, open_db, stock
from support.store.goal_store import Clock, open_store, plan

WRITERS = 3
LINES = (
    "Sell the car: listed > driven > agreed >> signed",
    "Run: start > half > three quarters >> finish [km 10]",
    "One sentence",
)


def one_change(store, chance):
    """Make some change; what tells of it: the goal and the event."""
    uids = sorted(uid for uid, goal in store.goals.items() if not goal.hidden)
    kind = chance.randrange(10)
    if not uids or (kind == 0 and len(uids) < 40):
        record = store.add(plan(chance.choice(LINES)))
    elif kind == 1:
        record = store.undo()
    elif kind == 2:
        number = DeltaTable(store.storage, "beside").insert({"n": chance.random()})
        return f"beside {number}"
    else:
        move = chance.choice(
            [
                *(drive.advance, drive.back, seal.seal, seal.reopen),
                partial(drive.note, text="x" * chance.randrange(500)),
                partial(edit.rename, title=f"Called {chance.random()}"),
            ]
        )
        record = store.change(chance.choice(uids), move)
    return f"{record.goal.uid} {record.log[-1].id}"


def write(path, who, pipe):
    """Make changes until the end; now and then stop with the lock in hand."""
    chance = random.Random(who)
    goals.LastmileDB = partial(LastmileDB, limit=20_000)
    store = open_store(path, who=who, clock=Clock())
    while True:
        if chance.random() < 0.01:
            with suppress(LastmileError), store.storage.transaction():
                os.kill(os.getpid(), signal.SIGSTOP)
        if chance.random() < 0.05:
            with suppress(LastmileError):
                store.storage.compact()
        with suppress(LastmileError):
            os.write(pipe, one_change(store, chance).encode() + b"\n")
        with suppress(LastmileError):
            store.refresh()


class Race:
    """The processes, and what they have told."""

    def __init__(self, path, seed):
        self.path, self.chance, self.seed = path, random.Random(seed), seed
        self.writers, self.told = {}, []
        self.started = self.kills = self.stops = self.looks = 0

    def start(self):
        reading, writing = os.pipe()
        self.started += 1
        who = f"d{self.seed}-{self.started}"
        pid = forked(lambda: write(self.path, who, writing))
        os.close(writing)
        self.writers[pid] = [reading, b""]

    def hear(self, patience):
        """Take in what the writers tell, at least something if it comes in time."""
        ready, _, _ = select([pipe for pipe, _ in self.writers.values()], [], [], patience)
        for pid, (pipe, _) in self.writers.items():
            if pipe in ready:
                self.read(pid)

    def read(self, pid):
        pipe, before = self.writers[pid]
        new = os.read(pipe, 65536)
        *lines, rest = (before + new).split(b"\n")
        self.told += [tuple(line.decode().split()) for line in lines]
        self.writers[pid][1] = rest
        return new

    def kill(self, pid):
        """Kill a process, whatever it does; a stopped one too."""
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        while self.read(pid):
            pass
        os.close(self.writers.pop(pid)[0])
        self.kills += 1

    def look(self):
        """Read as stock TinyDB does, and as the next start."""
        self.looks += 1
        if self.path.exists():
            stock(self.path)
            assert open_db(self.path, read_only=True).storage.report.sentences[:-1] == ()

    def turn(self):
        """Let something happen to somebody."""
        self.hear(0.02)
        pid = self.chance.choice(sorted(self.writers))
        match self.chance.randrange(8):
            case 0:
                self.kill(pid)
                self.start()
            case 1 | 2:
                os.kill(pid, signal.SIGSTOP)
                self.stops += 1
        self.look()
        for each in self.writers:
            if self.chance.random() < 0.5:
                os.kill(each, signal.SIGCONT)

    def run(self, goes_on):
        for _ in range(WRITERS):
            self.start()
        try:
            while goes_on():
                self.turn()
        finally:
            for pid in list(self.writers):
                self.kill(pid)
        return self.check()

    def check(self):
        """Find everything that was told; how many changes are there that nobody told of."""
        stock(self.path)
        with open_store(self.path) as store:
            assert store.broken == {}
            assert store.storage.report.sentences == ()
            beside = set(store.storage.raw("beside"))
            found = {(uid, event.id) for uid in store.goals for event in store.log(uid)}
        found |= {("beside", number) for number in beside}
        assert set(self.told) <= found
        assert len(self.told) == len(set(self.told))
        stock(self.path)
        return len(found) - len(self.told)


def test_processes_that_are_killed_and_stopped_lose_nothing(tmp_path):
    race = Race(tmp_path / "lastmile.json", seed=1)
    untold = race.run(lambda: race.looks < 60 or len(race.told) < 100)
    assert untold <= race.kills
    assert race.kills > WRITERS
    assert race.stops > 5


@pytest.mark.long
def test_processes_lose_nothing_in_half_a_minute(tmp_path, capsys):
    race, end = Race(tmp_path / "lastmile.json", seed=2), monotonic() + 30
    untold = race.run(lambda: monotonic() < end)
    with capsys.disabled():
        print(  # noqa: T201 - the figures asked for
            f"\n{race.started} processes, {race.kills} kills, {race.stops} stops, {race.looks} "
            f"looks, {len(race.told)} changes told and none lost, {untold} on their way"
        )
    assert untold <= race.kills
