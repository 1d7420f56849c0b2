"""`lastmile import` of 10,000 tasks against `json.load` of their file and one whole write of ours.

Both are processes of their own; the other side reads our file first, which does not count. The
memory is the most that was resident, above that of an import of a file without tasks, which is what
Python and our modules take; against it stands the file of the tasks. Linux only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter, sleep
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from bench import LASTMILE, Row, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench import Bench

TASKS, PROJECTS = 10_000, 300
TARGET, MEMORY_TARGET = 3.0, 4.0
MB = 1 << 20

LOAD_AND_WRITE = """
import json, sys
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.disk import files
tasks, ours = map(Path, sys.argv[1:])
start, begun = perf_counter(), process_time()
read = snapshot.decode(files.read(ours)[0])
reading = perf_counter() - start, process_time() - begun
with tasks.open() as stream:
    json.load(stream)
parts = partial(snapshot.encode_parts, read.meta, read.tables)
files.replace(ours.with_name("again.json"), parts, seen=None, durable=True)
print(*reading)
"""

_VERBS = ("call", "write", "ask", "paint", "measure", "send", "order", "check", "plan", "draft")
_NOUNS = ("the bank", "kitchen", "report", "invoice", "chapter", "engine", "boat", "letter", "roof")


MOST = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""
"""Runs a command and prints the most bytes that were resident.

Linux counts what its parent had when it was started, so this one has little.
"""


class Ran(NamedTuple):
    """A process: its seconds, and those of the processor."""

    seconds: float
    processor: float


def run(bench: Bench) -> Iterator[Row]:
    tasks = TASKS // (10 if bench.quick else 1)
    path = bench.folder / "tasks.json"
    path.write_text(_export(tasks), encoding="utf-8")
    size = path.stat().st_size
    mine, theirs = [], []
    for number in bench.rounds(6):
        ours = bench.folder / f"import{number}" / "goals.json"
        ours.parent.mkdir()
        mine.append(_ran(bench, [LASTMILE, "--file", str(ours), "import", "--yes", str(path)]))
        while any(bench.folder.rglob(".~*.snapshot")):  # the backup is packed beside the next
            sleep(0.1)
        theirs.append(_ran(bench, [sys.executable, "-c", LOAD_AND_WRITE, str(path), str(ours)]))
        ours.unlink()
    what = f"lastmile import / json.load and a whole write, {tasks:,} tasks, {size / MB:.1f} MB"
    one, two = (min(ran.seconds for ran in each) for each in (mine, theirs))
    yield ratio(what, one, two, TARGET)
    one, two = (min(ran.processor for ran in each) for each in (mine, theirs))
    yield ratio("the same by the processor", one, two)
    none = bench.folder / "none.json"
    none.write_text("[]\n", encoding="utf-8")
    most, nothing = (_memory(bench, given) for given in (path, none))
    yield Row("memory of all of it / the file", *_sizes(most, size), most / size)
    most -= nothing
    what = f"memory above that of an import of nothing / the file, {tasks:,} tasks"
    yield Row(what, *_sizes(most, size), most / size, MEMORY_TARGET)


def _memory(bench: Bench, path: Path) -> int:
    """The most bytes that an import of a file had."""
    ours = bench.folder / f"memory-{path.stem}" / "goals.json"
    ours.parent.mkdir()
    words = ["--file", str(ours), "import", "--yes", "--from", "taskwarrior", str(path)]
    command = [sys.executable, "-c", MOST, LASTMILE, *words]
    done = subprocess.run(command, env=bench.env, stdout=subprocess.PIPE, check=True)
    return int(done.stdout)


def _sizes(one: int, two: int) -> tuple[str, str]:
    return f"{one / MB:.0f} MB", f"{two / MB:.1f} MB"


def _ran(bench: Bench, command: Sequence[str]) -> Ran:
    """Run a command; the seconds that it prints, if it does, are taken off."""
    start = perf_counter()
    process = subprocess.Popen(command, env=bench.env, stdout=subprocess.PIPE)
    printed = process.stdout.read().split()
    _, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    off = [float(number) for number in printed] if len(printed) == OFF else [0, 0]
    processor = used.ru_utime + used.ru_stime - off[1]
    return Ran(seconds - off[0], processor)


OFF = 2
"""What the other side prints: seconds of reading our file, and those of the processor."""


def _export(count: int) -> str:
    """What `task export` prints of so many tasks with annotations and attributes of a user."""
    random = Random(count)
    now = datetime(2026, 11, 1, tzinfo=UTC)
    names = [str(UUID(int=random.getrandbits(128), version=4)) for _ in range(count)]

    def words(number: int) -> str:
        return " ".join(random.choice(_VERBS + _NOUNS) for _ in range(number))

    def task(number: int) -> dict[str, object]:
        entry = now - timedelta(minutes=random.randint(1_000, 1_300_000))
        done = number % 2
        found: dict[str, object] = {
            "id": 0 if done else number,
            "description": words(random.randint(3, 9)).capitalize(),
            "entry": _date(entry),
            "modified": _date(entry + timedelta(days=3)),
            "project": f"Club.{number % PROJECTS}",
            "status": "completed" if done else "pending",
            "uuid": names[number],
            "urgency": random.random() * 20,
            "priority": random.choice("HML"),
            "estimate": random.randint(1, 9),
            "githuburl": f"https://github.com/example/{number % 7}/issues/{number}",
            "githubtitle": words(8),
            "githubbody": words(70),
            "reviewed": _date(entry + timedelta(days=2)),
            "tags": [words(1).split()[0] for _ in range(random.randint(1, 3))],
            "annotations": [
                {"entry": _date(entry + timedelta(days=day)), "description": words(11)}
                for day in range(random.randint(0, 4))
            ],
        }
        if done:
            found["end"] = _date(entry + timedelta(days=random.randint(4, 60)))
        if number % 3 == 0:
            found["due"] = _date(now + timedelta(days=random.randint(1, 300)))
        if number % 5 == 0 and number > PROJECTS:
            found["depends"] = [names[number - PROJECTS]]
        return found

    lines = (json.dumps(task(number), separators=(",", ":")) for number in range(count))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _date(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"
