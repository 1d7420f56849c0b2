"""Attention and forecast of all goals once, with crossing roads too, and again after a change."""

from __future__ import annotations

import gc
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench import Row, ratio
from data import open_store
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import note
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.goal import ROAD, Roadblock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bench import Bench

    from lastmile_tui.domain.model.goal import Goal

TARGET = 1.3
"""A change costs the same among few goals and many."""

ROUNDS = 11
"""Changes of one finished goal."""

MOST_EACH = 0.0003
"""Seconds that a goal may take in one pass over all, where every second road waits for another."""

_APART = 7
"""How far the road that one waits for stands behind it."""


def run(bench: Bench) -> Iterator[Row]:
    few, many = (bench.python("measures.py", bench.copy(size)) for size in (100, 10_000))
    of = "of 10,000 / of 100"
    yield ratio(f"measuring a goal, {of}", many["each"], few["each"])
    crossing = bench.python("measures.py", bench.copy(10_000), "crossing")["each"]
    what = "measuring a goal that crosses others, with dates / 0.3 ms"
    yield ratio(what, crossing, MOST_EACH, 1.0)
    what = f"measuring it again after a change, {of}"
    yield ratio(what, many["again"], few["again"], TARGET)
    what = f"and all figures after a change of a finished one, {of}"
    yield ratio(what, many["finished"], few["finished"], TARGET)


def _crossed(goals: Sequence[Goal], today: date) -> list[Goal]:
    """Goals of which every second waits for another one, and whose last markers have days."""
    made = []
    for number, goal in enumerate(goals):
        day = today + timedelta(number % 200 - 20)
        *markers, last = goal.markers
        crossed = replace(goal, due=day, markers=(*markers, replace(last, due=day)))
        if number % 2 and not goal.ended:
            other = goals[(number + _APART) % len(goals)]
            block = Roadblock("crossing", ROAD, today, who=other.title, road=other.uid)
            crossed = replace(crossed, roadblocks=(block,))
        made.append(crossed)
    return made


def _measure_crossing(path: Path) -> dict[str, float]:
    """Seconds of the processor that a goal takes in one pass, when all logs are read."""
    with open_store(path) as store:
        today = datetime.now(UTC).date()
        goals = _crossed([*store.goals.values()], today)
        logs = {goal.uid: store.log(goal.uid) for goal in goals}
        gc.disable()  # as the command line does, and the app until its first frame
        start = process_time()
        watch = Measurer(goals, logs.__getitem__)
        for goal in goals:
            watch.measure(goal, today)
        return {"each": (process_time() - start) / len(goals)}


def _measure(path: Path) -> dict[str, float]:
    """Seconds a goal in the first pass, and after it or the one sealed last was changed."""
    with open_store(path) as store:
        today = datetime.now(UTC).date()
        goals = list(store.goals.values())
        start = perf_counter()
        watch = Measurer(goals, store.log)
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
    measure = _measure_crossing if "crossing" in sys.argv else _measure
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))))
