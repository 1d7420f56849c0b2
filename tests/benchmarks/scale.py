"""A long life: ten thousand goals of a hundred entries each, against reading them; by turns.

`python scale.py read PATH` reads a file as strictly as can be: its bytes, its checksum, and each
document decoded into plain values, in a process of its own. `python scale.py logs PATH` makes the
goals and logs of it that every verb with measures needs, `python scale.py merge PATH` prints the
processor seconds of git's merge driver and of reading both versions, as JSON.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from os import wait4
from pathlib import Path
from time import perf_counter, process_time, sleep
from typing import TYPE_CHECKING, Any

import msgspec
from bench import HERE, LASTMILE, Row, times

from lastmile_tui.store.codec import read_goal, read_log
from lastmile_tui.store.copies.git_driver import merge_files
from lastmile_tui.store.db import documents, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench import Bench

GOALS, MERGED, ENTRIES = 10_000, 1_000, 100
LIST_TARGET, MEMORY_TARGET, NOTE_TARGET, MERGE_TARGET = 4.0, 1.5, 1.2, 1.5

SHARES = {"one goal differs": MERGED, "half of them differ": 2, "all differ": 1}
"""Of so many goals one has another entry on either side."""

_MB = 1 << 20
_LATER = timedelta(days=1)


def read(path: Path) -> None:
    """Read the file, and every document in it."""
    _decode(path.read_bytes())


def read_logs(path: Path) -> None:
    """Read the file, and every goal and log in it."""
    found = snapshot.decode(path.read_bytes())
    for raw in found.tables["goals"].values() if found else ():
        read_goal(bytes(raw))
        read_log(bytes(raw))


def _decode(data: bytes) -> None:
    decoder = msgspec.json.Decoder(dict[str, Any])
    found = snapshot.decode(data)
    for raw in found.tables["goals"].values() if found else ():
        decoder.decode(raw)


def merge(path: Path) -> dict[str, tuple[float, float]]:
    """For each share the seconds of merging two versions, and of reading both."""
    base = path.read_bytes()
    found = {}
    for what, share in SHARES.items():
        ours, theirs = (_with_notes(base, share, device) for device in "ab")
        merging = _least(lambda: merge_files(base, ours, theirs))  # noqa: B023 - at once
        reading = _least(lambda: [_decode(ours), _decode(theirs)])  # noqa: B023
        found[what] = merging, reading
    return found


def _least(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        gc.collect()
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


def _with_notes(base: bytes, share: int, device: str) -> bytes:
    """A version of the file in which a device has noted something in a share of the goals."""
    found = snapshot.decode(base)
    assert found is not None
    goals = dict(found.tables["goals"])
    for number, (doc_id, raw) in enumerate(goals.items()):
        if number % share == 0:
            goal = documents.decode(raw, "goals", doc_id)
            at = datetime.now(UTC) + timedelta(seconds=number)
            note = {"id": f"{number:025d}{device}", "at": at, "dev": device, "day": at.date()}
            goal["events"].append(msgspec.to_builtins(note | {"kind": "note", "text": "More."}))
            goals[doc_id] = documents.encode(goal)
    meta = msgspec.structs.replace(found.meta, gen=f"{device:0>26}", lineage=(found.meta.gen,))
    return snapshot.encode(meta, {**found.tables, "goals": goals})


class _Run:
    """A command that was run: its seconds, and the most memory it had, in MB."""

    def __init__(self, bench: Bench, command: Sequence[str | Path]) -> None:
        start = perf_counter()
        process = subprocess.Popen(command, env=bench.env, stdout=subprocess.DEVNULL)
        _, code, used = wait4(process.pid, 0)
        process.returncode = code
        if code:
            raise subprocess.CalledProcessError(code, [*map(str, command)])
        self.seconds = perf_counter() - start
        self.memory = used.ru_maxrss / (_MB if sys.platform == "darwin" else 1024)


def run(bench: Bench) -> Iterator[Row]:
    path = bench.folder / "long.json"
    bench.python("data.py", GOALS, path, ENTRIES)
    here = [sys.executable, HERE / "scale.py"]
    verbs = ("list --json", "export json", "doctor")
    runs: dict[str, list[_Run]] = {name: [] for name in ("read", "logs", *verbs)}
    for _ in bench.rounds(3):
        for name in ("read", "logs"):
            runs[name].append(_Run(bench, [*here, name, path]))
        for verb in verbs:
            runs[verb].append(_Run(bench, [LASTMILE, "--file", path, *verb.split()]))
    least = {name: min(each.seconds for each in found) for name, found in runs.items()}
    sizes = f"{GOALS:,} goals of {ENTRIES} entries"
    for against, what in (("read", "decoding them"), ("logs", "reading goals and logs")):
        ours, theirs = least["list --json"], least[against]
        name = f"list --json, {sizes} / {what}"
        yield Row(name, times(ours), times(theirs), ours / theirs, LIST_TARGET)
    size = path.stat().st_size / _MB
    for verb in verbs:
        memory = max(each.memory for each in runs[verb])
        name = f"memory of {verb} / the file"
        yield Row(name, f"{memory:.0f} MB", f"{size:.0f} MB", memory / size, MEMORY_TARGET)
    yield from _notes(bench, path)
    yield from _merges(bench)


def _notes(bench: Bench, path: Path) -> Iterator[Row]:
    """The first note of a day, and another one, when nothing is packed any more."""
    first, others = [], []
    uid = next(iter(json.loads(path.read_bytes())["goals"].values()))["uid"]
    day = datetime.now(UTC)
    for _ in bench.rounds(6):
        day += _LATER
        for taken, minutes in ((first, 0), (others, 10)):
            now = f"{day + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"
            note = [LASTMILE, "--now", now, "--file", path, "note", uid, "One more."]
            taken.append(_Run(bench, note).seconds)
            while any(bench.folder.rglob(".~*.snapshot")):
                sleep(0.1)
    ours, theirs = min(first), min(others)
    what = f"first note of a day / any note, {GOALS:,} goals of {ENTRIES} entries"
    yield Row(what, times(ours), times(theirs), ours / theirs, NOTE_TARGET)


def _merges(bench: Bench) -> Iterator[Row]:
    path = bench.folder / "merged.json"
    bench.python("data.py", MERGED, path, ENTRIES)
    for what, (ours, theirs) in bench.python("scale.py", "merge", path).items():
        name = f"git merge driver, {MERGED:,} goals of {ENTRIES} entries, {what} / reading both"
        yield Row(name, times(ours), times(theirs), ours / theirs, MERGE_TARGET)


if __name__ == "__main__":
    gc.disable()  # as the command line does
    wanted = {"read": read, "logs": read_logs, "merge": merge}[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps(wanted))  # noqa: T201 # read by `run`
