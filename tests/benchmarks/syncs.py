"""`lastmile sync` over a bare folder: its own work against reading both files, and nothing new.

`python syncs.py PATH` prints the seconds of each pair, as JSON. Own work is in processor seconds of
our process; what git does for the same bytes is its own. Nothing new is the whole sync on an open
file, against `git fetch` alone, by turns.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench import Row, ratio
from data import open_store
from merges import ENTRIES, GOALS, SHARES, TARGET, decode_all, least, read_goals, with_notes

from lastmile_tui.dates import SystemClock
from lastmile_tui.store.sync.git import Git
from lastmile_tui.store.sync.memory import Memory
from lastmile_tui.store.sync.service import SyncService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench import Bench

ROUNDS = 20


def run(bench: Bench) -> Iterator[Row]:
    path = bench.folder / f"{GOALS}-{ENTRIES}.json"
    bench.python("data.py", GOALS, path, ENTRIES)
    found = bench.python("syncs.py", path)
    for what, (ours, theirs) in found.items():
        yield ratio(what, ours, theirs, TARGET)


def compare(path: Path) -> dict[str, tuple[float, float]]:
    """The seconds of syncs in which both sides have something new, and of one with nothing new."""
    found: dict[str, tuple[float, float]] = {}
    for what, share in SHARES.items():
        gc.collect()
        with TemporaryDirectory() as folder:
            found |= _compare(path, Path(folder), share, what)
    return found


def _compare(path: Path, folder: Path, share: int, what: str) -> dict[str, tuple[float, float]]:
    there = folder / "there.git"
    base = path.read_bytes()
    syncs: list[Callable[[], object]] = []
    for name in "ab":
        home = folder / name
        home.mkdir()
        store = open_store(Path(copyfile(path, home / "goals.json")))
        memory = Memory(home / "private")
        git = Git(memory.repository, os.environ)
        service = SyncService(store, memory, git, now=SystemClock().now, pause=lambda _: None)
        service.set_up(str(there), lambda _: True)
        syncs.append(service.sync)
    for name in "ab":
        (folder / name / "goals.json").write_bytes(with_notes(base, share, name))
    syncs[0]()
    start = process_time()
    syncs[1]()
    working = process_time() - start
    both = [(folder / name / "goals.json").read_bytes() for name in "ab"]
    reading = least(lambda: [decode_all(data) for data in both])
    goals = least(lambda: [read_goals(data) for data in both])
    syncs[0]()
    syncing = fetching = float("inf")
    fetch = ["git", "--git-dir", str(folder / "a" / "private" / "sync.git"), "fetch", "--quiet"]
    for _ in range(ROUNDS):
        start = perf_counter()
        subprocess.run([*fetch, str(there), "lastmile"], check=True)
        fetching = min(fetching, perf_counter() - start)
        start = perf_counter()
        syncs[0]()
        syncing = min(syncing, perf_counter() - start)
    own = f"own work of a sync, {what} / reading both files"
    return {
        own: (working, reading),
        f"{own} as goals with logs": (working, goals),
        "sync with nothing new / git fetch": (syncing, fetching),
    }


if __name__ == "__main__":
    gc.disable()  # as the command line does
    json.dump(compare(Path(sys.argv[1])), sys.stdout)
