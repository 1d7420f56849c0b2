"""What a press of tab takes in a shell that reads the kept goals by itself, and the list alone.

A goal is completed of which nothing is typed yet, so that all are offered that are kept; the time
of the same loop without it is taken off. It takes turns with Python alone, and 20 ms are its most.
"""

from __future__ import annotations

import subprocess
import sys
from shutil import which
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, ratio
from cli import bests, ran

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench import Bench

GOALS, TABS = 1_000, 20
TAB, TAB_TARGET = 0.020, 1.6
LIST_TARGET, HELP_TARGET = 1.6, 4.0
"""Of what is printed before anything is imported, against Python alone."""

LAUNCHER_TARGET = 1.2
"""Of the same, against what the script costs that pip puts into the PATH: it may import `re`."""

_BASH = """
source SCRIPT
COMP_LINE='lastmile show ' COMP_POINT=14
for ((i = 0; i < TIMES; i++)); do BODY; done
"""
_ZSH = """
compadd() { : }
compdef() { : }
source SCRIPT
words=(lastmile show '') CURRENT=3 PREFIX=
for ((i = 0; i < TIMES; i++)) { BODY }
"""
_FISH = """
source SCRIPT
for i in (seq TIMES); BODY; end
"""
_SHELLS = {
    "bash": (["bash", "--norc", "-c"], _BASH, "__lastmile_complete lastmile '' show", ":"),
    "zsh": (["zsh", "-f", "-c"], _ZSH, "_lastmile", ":"),
    "fish": (["fish", "--no-config", "-c"], _FISH, "complete -C 'lastmile show '", "true"),
}
"""How each completes so many times, and what it does in the place of that."""


def run(bench: Bench) -> Iterator[Row]:
    path = str(bench.copy(GOALS))
    kept = [LASTMILE, "--file", path, "completion-list"]
    done = subprocess.run(kept, env=bench.env, stdout=subprocess.PIPE, check=True)
    goals = sum(row.startswith(b"g") for row in done.stdout.splitlines())
    commands = {
        "nothing": [sys.executable, "-c", "pass"],
        "launcher": [sys.executable, "-c", "import re, sys"],  # as older ones of pip begin
        "list": kept,
        "help": [LASTMILE, "--help"],
        "version": [LASTMILE, "--version"],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in bench.rounds(24):
        for name, command in commands.items():
            taken[name].append(ran(bench, command))
    for by, best in bests(taken):
        for what, name, base, target in (
            ("the kept goals, printed / python -c pass", "list", "nothing", LIST_TARGET),
            ("the kept goals, printed / a launcher of pip", "list", "launcher", LAUNCHER_TARGET),
            ("lastmile --help / python -c pass", "help", "nothing", HELP_TARGET),
            ("lastmile --version / python -c pass", "version", "nothing", HELP_TARGET),
        ):
            yield ratio(f"{what}{by}", best[name], best[base], target)
    for shell in filter(which, _SHELLS):
        yield from _tab(bench, shell, [LASTMILE, "--file", path, "completions", shell], goals)


def _tab(bench: Bench, shell: str, command: Sequence[str], goals: int) -> Iterator[Row]:
    """What one tab takes in a shell, whose script a command prints."""
    done = subprocess.run(command, env=bench.env, stdout=subprocess.PIPE, check=True)
    (bench.folder / shell).write_bytes(done.stdout)
    words, script, body, idle = _SHELLS[shell]
    text = script.replace("SCRIPT", str(bench.folder / shell)).replace("TIMES", str(TABS))
    commands = {
        "nothing": [sys.executable, "-c", "pass"],
        "tabs": [*words, text.replace("BODY", body)],
        "idle": [*words, text.replace("BODY", idle)],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in bench.rounds(12):
        for name, each in commands.items():
            taken[name].append(ran(bench, each))
    for by, best in bests(taken):
        one = (best["tabs"] - best["idle"]) / TABS
        what = f"{shell}, a tab for one of {goals} goals"
        yield ratio(f"{what} / python -c pass{by}", one, best["nothing"], TAB_TARGET)
        yield ratio(f"{what} / 20 ms{by}", one, TAB, 1.0)
