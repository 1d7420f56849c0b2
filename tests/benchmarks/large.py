"""A file of 10,000 goals with 100 entries each: what takes all of it, and what a day begins with.

“Reading the file” is a process that reads it as lastmile does, and decodes each document.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from time import perf_counter, sleep
from typing import TYPE_CHECKING, NamedTuple

from bench import LASTMILE, Row, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench import Bench

ENTRIES = 100
LIST_TARGET, MEMORY_TARGET, FIRST_TARGET = 4.0, 1.5, 1.2
MB = 1 << 20

READ = """
import sys
from pathlib import Path
import msgspec
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.disk import files
for path in sys.argv[1:]:
    for table in snapshot.decode(files.read(Path(path))[0]).tables.values():
        for raw in table.values():
            msgspec.json.decode(raw)
"""


class Ran(NamedTuple):
    """A process: its seconds, and the most bytes that were resident. Linux only."""

    seconds: float
    memory: int


def run(bench: Bench) -> Iterator[Row]:
    goals = 1_000 if bench.quick else 10_000
    path = bench.folder / "large.json"
    bench.python("data.py", goals, path, ENTRIES)
    what = f"{goals:,} goals x {ENTRIES}"
    yield from _whole_file(bench, path, what)
    yield from _notes(bench, path, what)
    path.unlink()


def first_goal(path: Path) -> str:
    """The id of some goal of a file."""
    with path.open(encoding="utf-8") as file:
        return re.search(r'"uid": ?"(\w+)"', file.read(MB))[1]


def _whole_file(bench: Bench, path: Path, what: str) -> Iterator[Row]:
    commands = {
        "reading": [sys.executable, "-c", READ, str(path)],
        "list --json": [LASTMILE, "--file", str(path), "list", "--view", "all", "--json"],
        "export json": [LASTMILE, "--file", str(path), "export", "json"],
        "doctor": [LASTMILE, "--file", str(path), "doctor"],
    }
    ran = {name: [_ran(bench, words) for _ in bench.rounds(3)] for name, words in commands.items()}
    seconds = {name: min(one.seconds for one in each) for name, each in ran.items()}
    size = path.stat().st_size
    for name in ("list --json", "export json", "doctor"):
        mine, theirs = seconds[name], seconds["reading"]
        row = f"lastmile {name} / reading the file, {what}"
        target = None if name == "doctor" else LIST_TARGET
        yield ratio(row, mine, theirs, target)
        most = max(one.memory for one in ran[name])
        row = f"memory of {name} / the file, {what}"
        texts = (f"{most / MB:.0f} MB", f"{size / MB:.0f} MB")
        yield Row(row, *texts, most / size, MEMORY_TARGET)


def _notes(bench: Bench, path: Path, what: str) -> Iterator[Row]:
    """Notes of days by turns: the first of each, and the second."""
    taken: tuple[list[float], list[float]] = ([], [])
    goal = first_goal(path)
    for day in range(1, len(bench.rounds(6)) + 2):
        for number, kind in enumerate(taken):
            now = f"2027-01-{day:02}T1{number}:00"
            words = [LASTMILE, "--file", str(path), "--now", now, "note", goal, f"day {day}"]
            ran = _ran(bench, words)
            while any(bench.folder.rglob(".~*.snapshot")):  # the backup is packed beside the next
                sleep(0.1)
            if day > 1:  # the first day warms the caches up
                kind.append(ran.seconds)
    first, second = map(min, taken)
    row = f"first note of a day / second note, {what}"
    yield ratio(row, first, second, FIRST_TARGET)


def _ran(bench: Bench, command: Sequence[str]) -> Ran:
    start = perf_counter()
    process = subprocess.Popen(command, env=bench.env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ran(perf_counter() - start, used.ru_maxrss * 1024)
