"""What a press of tab takes in a shell that reads the kept goals by itself, and the list alone.

A goal is completed of which nothing is typed yet, so that all are offered that are kept; against it
stands the same loop without it, whose time is taken off. The target is 20 ms.
"""

from __future__ import annotations

import subprocess
import sys
from shutil import which
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, ratio
from cli import bests, ran

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

GOALS, TABS = 1_000, 20
TAB = 0.020
LIST_TARGET, HELP_TARGET = 1.6, 4.0
"""Of what is printed before anything is imported, against Python alone."""

LAUNCHER_TARGET = 1.2
"""Of the same, against what the script costs that pip puts into the PATH: it may import `re`."""

_BASH = """
source <(COMMAND completions bash)
COMP_LINE='lastmile show ' COMP_POINT=14
start=$EPOCHREALTIME
for ((i = 0; i < TIMES; i++)); do BODY; done >/dev/null
echo $((${EPOCHREALTIME/./} - ${start/./}))
"""
_ZSH = """
zmodload zsh/datetime
compadd() { : }
compdef() { : }
source <(COMMAND completions zsh)
words=(lastmile show '') CURRENT=3 PREFIX=
start=$EPOCHREALTIME
for ((i = 0; i < TIMES; i++)) { BODY } >/dev/null
printf %.0f $(((EPOCHREALTIME - start) * 1000000))
"""
_FISH = """
COMMAND completions fish | source
set start (date +%s%N)
for i in (seq TIMES); BODY; end >/dev/null
math -s0 "($(date +%s%N) - $start) / 1000"
"""
_SHELLS = {
    "bash": (["bash", "--norc", "-c"], _BASH, "__lastmile_complete lastmile '' show", ":"),
    "zsh": (["zsh", "-f", "-c"], _ZSH, "_lastmile", ":"),
    "fish": (["fish", "--no-config", "-c"], _FISH, "complete -C 'lastmile show '", "true"),
}
"""How each completes so many times, and prints the microseconds that took."""


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
    for shell, (words, script, body, idle) in _SHELLS.items():
        if not which(shell):
            continue
        found: dict[str, list[float]] = {body: [], idle: []}
        for _ in bench.rounds(6):
            for each, results in found.items():
                text = script.replace("COMMAND", f"{LASTMILE} --file {path}")
                text = text.replace("TIMES", str(TABS)).replace("BODY", each)
                out = subprocess.run([*words, text], env=bench.env, stdout=-1, check=True).stdout
                results.append(int(out) / 1_000_000)
        one = (min(found[body]) - min(found[idle])) / TABS
        what = f"{shell} completes one of {goals} goals / 20 ms"
        yield ratio(what, one, TAB, 1.0)
