"""Git's merge driver against reading both versions, in processor seconds; the least of three.

`python merges.py PATH` prints them for each share of goals that differ, as JSON. Reading is the
bytes, their checksum, and each document decoded: into plain values, and as each goal with its log,
which is what `export` waits for before it begins.
"""

from __future__ import annotations

import gc
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import msgspec
from bench import Row, ratio

from lastmile_tui.domain.model.events import ulid
from lastmile_tui.store import codec
from lastmile_tui.store.copies.git_driver import merge_files
from lastmile_tui.store.db import documents, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench import Bench

GOALS, ENTRIES = 1_000, 100
TARGET = 1.5

SHARES = {
    "one goal differs": GOALS,
    "one in fifty differs": 50,
    "half of them differ": 2,
    "all differ": 1,
}
"""Of so many goals one has another entry on either side."""


def decode_all(data: bytes) -> None:
    decoder = msgspec.json.Decoder(dict[str, Any])
    found = snapshot.decode(data)
    for raw in found.tables["goals"].values() if found else ():
        decoder.decode(raw)


def read_goals(data: bytes) -> None:
    """Read each goal with its log, typed and checked as everywhere, and fold nothing."""
    found = snapshot.decode(data)
    for raw in map(bytes, found.tables["goals"].values() if found else ()):
        codec.read_goal(raw)
        codec.read_log(raw)


def merge(path: Path) -> dict[str, tuple[float, float, float]]:
    """For each share the seconds of merging two versions, and of reading both in two ways."""
    base = path.read_bytes()
    found = {}
    for what, share in SHARES.items():
        ours, theirs = (with_notes(base, share, device) for device in "ab")
        merging = least(lambda: merge_files(base, ours, theirs))  # noqa: B023 - at once
        reading = least(lambda: [decode_all(ours), decode_all(theirs)])  # noqa: B023
        goals = least(lambda: [read_goals(ours), read_goals(theirs)])  # noqa: B023
        found[what] = merging, reading, goals
    return found


def least(work: Callable[[], object]) -> float:
    """The processor seconds of something at its best of three times."""
    taken = []
    for _ in range(3):
        gc.collect()
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


def with_notes(base: bytes, share: int, device: str) -> bytes:
    """A version of the file in which a device has noted something in a share of the goals."""
    found = snapshot.decode(base)
    assert found is not None
    goals = dict(found.tables["goals"])
    for number, (doc_id, raw) in enumerate(goals.items()):
        if number % share == 0:
            goal = documents.decode(raw, "goals", doc_id)
            at = datetime.now(UTC) + timedelta(seconds=number)
            name = ulid(at, number << 8 | ord(device))
            note = {"id": name, "at": at, "dev": device, "day": at.date()}
            goal["events"].append(msgspec.to_builtins(note | {"kind": "note", "text": "More."}))
            goals[doc_id] = documents.encode(codec.merge(goal, goal))  # its fields as we write them
    meta = msgspec.structs.replace(found.meta, gen=f"{device:0>26}", lineage=(found.meta.gen,))
    return snapshot.encode(meta, {**found.tables, "goals": goals})


def run(bench: Bench) -> Iterator[Row]:
    path = bench.folder / "merged.json"
    bench.python("data.py", GOALS, path, ENTRIES)
    for what, (ours, theirs, goals) in bench.python("merges.py", path).items():
        name = f"git merge driver, {GOALS:,} goals of {ENTRIES} entries, {what} / reading both"
        yield ratio(name, ours, theirs, TARGET)
        yield ratio(f"{name} as goals with logs", ours, goals, TARGET)


if __name__ == "__main__":
    gc.disable()  # as the command line does
    print(json.dumps(merge(Path(sys.argv[1]))))  # noqa: T201 # read by `run`
