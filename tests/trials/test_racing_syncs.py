"""Two machines: on each one process writes notes while another runs `lastmile sync`; 20 kills."""

from __future__ import annotations

import random
import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from support.trials.machine import Machine, needs

pytestmark = [pytest.mark.long, needs("git")]

NOTES, KILLS = 250, 5
"""Of each writer; and of each of the two writers and the two that sync."""


class Worker:
    """Runs commands one after another and is killed in some of them."""

    def __init__(self, machine, seed, turns):
        self.machine, self._chance = machine, random.Random(seed)
        self._fatal = set(self._chance.sample(range(turns), KILLS))
        self.kills = 0

    def do(self, number, *words):
        """Run a verb, which is killed on the way if its turn is one of those."""
        if number not in self._fatal:
            return self.machine.run(*words).code == 0
        done = self.machine.killed(self._chance.random(), *words, alone=self._chance.random() < 0.5)
        self.kills += not done
        if done:  # it was finished before its kill, which comes another time
            self._fatal.add(number + 1)
        return done


def write(worker):
    texts = [f"{worker.machine.name} {number:03}" for number in range(NOTES)]
    return {text for n, text in enumerate(texts) if worker.do(n, "note", "swim", text)}


def sync_while(worker, working):
    """Sync again and again; how often it was done, and how often not."""
    ends = [0, 0]
    number = count()
    while working() or worker.kills < KILLS:
        ends[not worker.do(next(number), "sync")] += 1
    return ends


def test_500_notes_beside_racing_syncs_and_20_kills_are_on_both(tmp_path, figures):
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    desk, laptop = Machine(tmp_path, "desk"), Machine(tmp_path, "laptop")
    desk.begin()
    assert desk.run("sync", "init", str(remote)).code == 0
    assert laptop.run("sync", "init", str(remote)).code == 0
    workers = [Worker(machine, n, NOTES) for n, machine in enumerate((desk, laptop))]
    syncing = [Worker(machine, n, 40) for n, machine in enumerate((desk, laptop), 10)]
    with ThreadPoolExecutor() as threads:
        writing = [threads.submit(write, worker) for worker in workers]
        racing = [
            threads.submit(sync_while, worker, lambda: not all(one.done() for one in writing))
            for worker in syncing
        ]
        said = set().union(*(one.result() for one in writing))
        ends = [one.result() for one in racing]
    after = [[machine.run("sync").code for machine in (desk, laptop)] for _ in range(2)]
    lost = {machine.name: sorted(said - machine.notes()) for machine in (desk, laptop)}
    same = desk.path.read_bytes() == laptop.path.read_bytes()
    kills = sum(worker.kills for worker in (*workers, *syncing))
    figures(f"{len(said)} notes acknowledged, {kills} kills, syncs done and not {ends}, at the end")
    figures(f"{after}; the same bytes: {same}; lost: {lost}")
    assert lost == {"desk": [], "laptop": []}
    assert same
    assert after[-1] == [0, 0]
    assert kills == 4 * KILLS
