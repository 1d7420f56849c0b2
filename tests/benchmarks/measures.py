"""Attention and forecast of all goals once, and again after one of them changed."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bench import Row, times
from data import open_store

from lastmile_tui.domain.changes.drive import note
from lastmile_tui.domain.measures.measurer import Measurer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

TARGET = 1.3
"""A change costs the same among few goals and many."""

ROUNDS = 11
"""Changes of one finished goal."""


def run(bench: Bench) -> Iterator[Row]:
    few, many = (bench.python("measures.py", bench.copy(size)) for size in (100, 10_000))
    yield Row(
        "measuring a goal, of 10,000 / of 100",
        times(many["each"]),
        times(few["each"]),
        many["each"] / few["each"],
    )
    yield Row(
        "measuring it again after a change, of 10,000 / of 100",
        times(many["again"]),
        times(few["again"]),
        many["again"] / few["again"],
        TARGET,
    )
    yield Row(
        "and all figures after a change of a finished one, of 10,000 / of 100",
        times(many["finished"]),
        times(few["finished"]),
        many["finished"] / few["finished"],
        TARGET,
    )


def _measure(path: Path) -> dict[str, float]:
    """Seconds a goal in the first pass, and after it or the one sealed last was changed."""
    with open_store(path) as store:
        today = datetime.now(UTC).date()
        start = perf_counter()
        watch = Measurer(store.goals.values(), store.log)
        goals = list(store.goals.values())
        for goal in goals:
            watch.measure(goal, today)
        each = (perf_counter() - start) / len(goals)
        taken = []
        for old in goals[:: max(len(goals) // 100, 1)]:
            new = store.change(old.uid, lambda record, stamp: note(record, stamp, "again")).goal
            start = perf_counter()
            watch.change(old, new)
            watch.measure(new, today)
            taken.append(perf_counter() - start)
        old = max((goal for goal in goals if goal.sealed), key=lambda goal: goal.seal_day)
        finished = []
        for _ in range(ROUNDS):
            new = store.change(old.uid, lambda record, stamp: note(record, stamp, "again")).goal
            start = perf_counter()
            watch.change(old, new)
            watch.measure(goals[0], today)
            finished.append(perf_counter() - start)
            old = new
    return {"each": each, "again": _median(taken), "finished": _median(finished)}


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(Path(sys.argv[1]))))
