"""The command line against an interpreter that does nothing; minima, by turns.

By the processor each is measured too: on a busy machine the clock says more of the others.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench import Bench

GOALS = 100
TARGET = 4.0
"""Of a list of what has not changed since the last one."""

ANEW_TARGET = 8.0
"""Of a list after a change."""

ADVANCE_TARGET = 4.5

NEXT_TARGET = 1.3
"""Of the verb next against a list, which measures less."""

PROMPT_TARGET = 1.3
"""Of a prompt that was kept, against Python alone: it is drawn before every command."""

_NAMES = ("nothing", "list", "anew", "next", "prompt", "advance")


def run(bench: Bench) -> Iterator[Row]:
    path = str(bench.copy(GOALS))
    prompted, listed = (str(bench.copy(GOALS)) for _ in range(2))
    roads = _drivable(bench, path)
    ran(bench, [LASTMILE, "--file", listed, "note", roads[0], "Here."])  # of others nothing is kept
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in _NAMES}
    for number in bench.rounds(24):
        for name, command in (
            ("nothing", [sys.executable, "-c", "pass"]),
            ("list", [LASTMILE, "--file", listed, "list"]),
            ("anew", [LASTMILE, "--file", path, "list"]),
            ("next", [LASTMILE, "--file", path, "next"]),
            ("prompt", [LASTMILE, "--file", prompted, "prompt"]),
            ("advance", [LASTMILE, "--file", path, "advance", roads[number]]),
        ):
            done = ran(bench, command)
            if number:  # the first round warms the caches up, and keeps list and prompt
                taken[name].append(done)
    for by, best in bests(taken):
        for what, mine, theirs, target in (
            ("lastmile list / python -c pass", "list", "nothing", TARGET),
            ("lastmile list, after a change / python -c pass", "anew", "nothing", ANEW_TARGET),
            ("lastmile advance / python -c pass", "advance", "nothing", ADVANCE_TARGET),
            ("lastmile prompt, kept / python -c pass", "prompt", "nothing", PROMPT_TARGET),
            ("lastmile next / lastmile list, after a change", "next", "anew", NEXT_TARGET),
        ):
            yield ratio(f"{what}, {GOALS} goals{by}", best[mine], best[theirs], target)


def bests(
    taken: Mapping[str, Sequence[tuple[float, float]]],
) -> Iterator[tuple[str, dict[str, float]]]:
    """The least seconds of each command, by the clock and then by the processor, as a row says."""
    for at, by in enumerate(("", ", by the processor")):
        yield by, {name: min(ran[at] for ran in rans) for name, rans in taken.items()}


def ran(bench: Bench, command: Sequence[str]) -> tuple[float, float]:
    """Run a command: its seconds by the clock and by the processor."""
    start = perf_counter()
    process = subprocess.Popen(command, env=bench.env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, used.ru_utime + used.ru_stime


def _drivable(bench: Bench, path: str) -> list[str]:
    """The ids of goals that can be advanced."""
    command = [LASTMILE, "--file", path, "list", "--json"]
    done = subprocess.run(command, env=bench.env, stdout=subprocess.PIPE, check=True)
    return [goal["id"] for goal in json.loads(done.stdout)["goals"] if goal["miles_to_go"]]
