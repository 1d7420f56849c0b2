"""Two machines: on each one process writes notes while another runs `lastmile sync`; 20 kills."""

from __future__ import annotations

import random
import subprocess
from itertools import count, takewhile

import pytest

from support.trials.beside import beside
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


def write(worker, both):
    """Write notes one after another; those that were acknowledged."""
    texts = [f"{worker.machine.name} {number:03}" for number in range(NOTES)]
    turns = takewhile(lambda _: both.going(), enumerate(texts))
    return {text for number, text in turns if worker.do(number, "note", "swim", text)}


def sync_beside(worker, both, writing):
    """Sync again and again; how often it was done, and how often not."""
    ends, number = [0, 0], count()
    while both.going(*writing) or (both.going() and worker.kills < KILLS):
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
    with beside() as both:
        writing = [both.start(write, worker, both) for worker in workers]
        racing = [both.start(sync_beside, worker, both, writing) for worker in syncing]
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
