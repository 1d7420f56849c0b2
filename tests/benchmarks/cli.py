"""The command line against an interpreter that does nothing; minima, by turns."""

from __future__ import annotations

import json
import subprocess
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

GOALS = 100
TARGET = 8.0
NEXT_TARGET = 1.3
"""Of the verb next against a list, which measures less."""

PROMPT_TARGET = 1.3
"""Of a prompt that was kept, against Python alone: it is drawn before every command."""

_NAMES = ("nothing", "list", "next", "prompt", "advance")


def run(bench: Bench) -> Iterator[Row]:
    path = str(bench.copy(GOALS))
    kept = str(bench.copy(GOALS))
    roads = _drivable(bench, path)
    taken: dict[str, list[float]] = {name: [] for name in _NAMES}
    for number in bench.rounds(24):
        for name, command in (
            ("nothing", [sys.executable, "-c", "pass"]),
            ("list", [LASTMILE, "--file", path, "list"]),
            ("next", [LASTMILE, "--file", path, "next"]),
            ("prompt", [LASTMILE, "--file", kept, "prompt"]),
            ("advance", [LASTMILE, "--file", path, "advance", roads[number]]),
        ):
            start = perf_counter()
            subprocess.run(command, env=bench.env, stdout=subprocess.DEVNULL, check=True)
            if number:  # the first round warms the caches up
                taken[name].append(perf_counter() - start)
    nothing = min(taken["nothing"])
    for verb, target in (("list", TARGET), ("advance", None)):
        mine = min(taken[verb])
        what = f"lastmile {verb}, {GOALS} goals / python -c pass"
        yield Row(what, times(mine), times(nothing), mine / nothing, target)
    kept = min(taken["prompt"])
    what = f"lastmile prompt, kept, {GOALS} goals / python -c pass"
    yield Row(what, times(kept), times(nothing), kept / nothing, PROMPT_TARGET)
    listed, mine = min(taken["list"]), min(taken["next"])
    what = f"lastmile next / lastmile list, {GOALS} goals"
    yield Row(what, times(mine), times(listed), mine / listed, NEXT_TARGET)


def _drivable(bench: Bench, path: str) -> list[str]:
    """The ids of goals that can be advanced."""
    command = [LASTMILE, "--file", path, "list", "--json"]
    done = subprocess.run(command, env=bench.env, stdout=subprocess.PIPE, check=True)
    return [goal["id"] for goal in json.loads(done.stdout)["goals"] if goal["miles_to_go"]]
