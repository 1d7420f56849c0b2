"""Saving: one stage update at 10,000 goals, against SQLite in the same run, by turns.

`python durable.py PATH ROUNDS` prints the seconds of both, and how often one update of ours
writes and waits for the disk, as JSON. SQLite runs in WAL mode with synchronous=FULL: it reads the
goal's row, writes it anew, and adds a row for the event, in one transaction. Medians.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

import msgspec
from bench import Row, ratio
from data import open_store

from lastmile_tui.domain.changes import drive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench import Bench

    from lastmile_tui.store.goals import GoalStore

GOALS = 10_000
TARGET = 5.0


class Sqlite:
    """Goals as rows of JSON, and the log as rows of its own."""

    def __init__(self, store: GoalStore, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE goals (uid TEXT PRIMARY KEY, doc TEXT)")
        self.db.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, uid TEXT, doc TEXT)")
        self.db.execute("CREATE INDEX events_of ON events (uid)")
        self.db.execute("BEGIN")
        for uid, goal in store.goals.items():
            self.db.execute("INSERT INTO goals VALUES (?, ?)", (uid, msgspec.json.encode(goal)))
            log = ((uid, msgspec.json.encode(event)) for event in store.record(uid).log)
            self.db.executemany("INSERT INTO events (uid, doc) VALUES (?, ?)", log)
        self.db.execute("COMMIT")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def advance(self, uid: str, event: bytes) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        (text,) = self.db.execute("SELECT doc FROM goals WHERE uid = ?", (uid,)).fetchone()
        goal = msgspec.json.decode(text)
        goal["position"] = goal.get("position", 0) + 0.1
        new = msgspec.json.encode(goal)
        self.db.execute("UPDATE goals SET doc = ? WHERE uid = ?", (new, uid))
        self.db.execute("INSERT INTO events (uid, doc) VALUES (?, ?)", (uid, event))
        self.db.execute("COMMIT")


def measure(path: Path, rounds: int) -> dict[str, object]:
    with open_store(path) as store:
        sqlite = Sqlite(store, path.with_suffix(".sqlite"))
        with closing(sqlite.db):
            ours, theirs = [], []
            uids = [goal.uid for goal in store.goals.values() if _drives(goal.uid, store)]
            for uid in Random(rounds).sample(uids, rounds):
                ours.append(_timed(lambda: store.change(uid, drive.advance)))  # noqa: B023 - at once
                event = msgspec.json.encode(store.record(uid).event)
                theirs.append(_timed(lambda: sqlite.advance(uid, event)))  # noqa: B023
            return {"ours": ours, "theirs": theirs, "calls": _calls(store, uids[0])}


def _drives(uid: str, store: GoalStore) -> bool:
    goal = store.goals[uid]
    return goal.to_go > 1 and not goal.let_go


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _calls(store: GoalStore, uid: str) -> list[str]:
    """The system calls by which one update writes, and what they write to."""
    calls = []

    def watched(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def call(fd: int, *arguments: object) -> object:
            calls.append(name)
            return real(fd, *arguments)

        return call

    names = ("write", "pwrite", "writev", "fsync", "fdatasync", "ftruncate")
    with ExitStack() as patches:
        for name in filter(lambda name: hasattr(os, name), names):
            patches.enter_context(patch.object(os, name, watched(name)))
        store.change(uid, drive.back)
    return calls


def run(bench: Bench) -> Iterator[Row]:
    rounds = len(bench.rounds(300))
    found = bench.python("durable.py", bench.copy(GOALS), rounds)
    ours, theirs = median(found["ours"]), median(found["theirs"])
    yield ratio(f"stage update, {GOALS:,} goals / SQLite WAL FULL", ours, theirs, TARGET)
    calls = " + ".join(found["calls"])
    many = max(found["calls"].count("write"), found["calls"].count("fsync"))
    yield Row("writes and waits of one update / one of each", calls, "write + fsync", many, 1)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 # read by `run`
