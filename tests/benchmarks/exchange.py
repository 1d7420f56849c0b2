"""`lastmile sync` against git: nothing new against a fetch, changes against reading both files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, ratio
from large import READ, first_goal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench import Bench

GOALS, ENTRIES = 1_000, 100
TARGET = 1.5
BRANCHES = "+refs/heads/*:refs/fetched/*"


def run(bench: Bench) -> Iterator[Row]:
    if shutil.which("git") is None:
        return
    remote, path = bench.folder / "remote.git", bench.folder / "shared.json"
    goals = GOALS // (10 if bench.quick else 1)
    bench.python("data.py", goals, path, ENTRIES)
    subprocess.run(["git", "init", "-q", "--bare", remote], env=bench.env, check=True)
    desk, laptop = (_Device(bench, name, path) for name in ("desk", "laptop"))
    desk.run("sync", "init", str(remote))
    laptop.run("sync", "init", str(remote))
    for device in (desk, laptop):
        device.run("sync")
    fetch = ["git", "-C", str(desk.repository), "fetch", "-q", str(remote), BRANCHES]
    nothing, git = [], []
    for _ in bench.rounds(18):
        nothing.append(desk.run("sync"))
        git.append(_seconds(fetch, desk.env))
    mine, theirs = min(nothing), min(git)
    yield ratio("lastmile sync, nothing new / git fetch", mine, theirs, TARGET)
    goal, merging, reading = first_goal(path), [], []
    for number in bench.rounds(6):
        for device in (desk, laptop):
            device.run("note", goal, f"note {number}")
        laptop.run("sync")
        merging.append(desk.run("sync"))
        words = [sys.executable, "-c", READ, str(desk.path), str(laptop.path)]
        reading.append(_seconds(words, desk.env))
    mine, theirs = min(merging), min(reading)
    what = f"lastmile sync, both changed / reading both, {goals:,} goals x {ENTRIES}"
    yield ratio(what, mine, theirs, TARGET)


class _Device:
    """A home of its own with a copy of the file."""

    def __init__(self, bench: Bench, name: str, path: Path) -> None:
        self._home = bench.folder / name
        self._home.mkdir()
        self.path = self._home / "goals.json"
        shutil.copyfile(path, self.path)
        self.env = {**bench.env, "HOME": str(self._home)}

    @property
    def repository(self) -> Path:
        (found,) = self._home.rglob("sync.git")
        return found

    def run(self, *words: str) -> float:
        return _seconds([LASTMILE, "--file", str(self.path), *words], self.env)


def _seconds(command: Sequence[str], env: dict[str, str]) -> float:
    start = perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start
