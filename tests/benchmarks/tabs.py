"""What a press of tab takes in a shell that reads the kept goals by itself, and the list alone.

Nothing is typed yet of what is completed, so that all is offered that there is; the time of the
same loop without it is taken off. It takes turns with Python alone, and 20 ms are its most.
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
TAB, TAB_TARGET = 0.020, 1.6
LIST_TARGET, HELP_TARGET = 1.6, 4.0
"""Of what is printed before anything is imported, against Python alone."""

LAUNCHER_TARGET = 1.2
"""Of the same, against what the script costs that pip puts into the PATH: it may import `re`."""

_BASH = """
source @SCRIPT@
COMP_LINE='@LINE@' COMP_POINT=${#COMP_LINE}
for ((i = 0; i < @TIMES@; i++)); do @BODY@; done
"""
_ZSH = """
compadd() { : }
compdef() { : }
_describe() { : }
source @SCRIPT@
words=(@LINE@'') CURRENT=$#words PREFIX=@WORD@
for ((i = 0; i < @TIMES@; i++)) { @BODY@ }
"""
_FISH = """
source @SCRIPT@
for i in (seq @TIMES@); @BODY@; end
"""
_SHELLS = {
    "bash": (["bash", "--norc", "-c"], _BASH, "__lastmile_complete lastmile '@WORD@' x", ":"),
    "zsh": (["zsh", "-f", "-c"], _ZSH, "_lastmile", ":"),
    "fish": (["fish", "--no-config", "-c"], _FISH, "complete -C '@LINE@'", "true"),
}
"""How each completes so many times, and what it does in the place of that."""

_LINES = {
    "a verb": "lastmile ",
    "an option": "lastmile list --",
    "a tag": "lastmile list --tag ",
    "one of 300 goals": "lastmile show ",
    "one of 300 goals of a file that is named": "lastmile --file PATH show ",
}
"""Where tab is pressed; such a file is asked for once in a shell, which is in the time."""


def run(bench: Bench) -> Iterator[Row]:
    path = str(bench.copy(GOALS))
    kept = [LASTMILE, "--file", path, "completion-list"]
    subprocess.run(kept, env=bench.env, stdout=subprocess.PIPE, check=True)
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
        yield from _tabs(bench, shell, path)


def _tabs(bench: Bench, shell: str, path: str) -> Iterator[Row]:
    """What one tab takes in a shell, at each place."""
    words, script, body, idle = _SHELLS[shell]
    asked = [LASTMILE, "--file", path, "completions", shell]
    done = subprocess.run(asked, env=bench.env, stdout=subprocess.PIPE, check=True)
    (bench.folder / shell).write_bytes(done.stdout)

    def command(body: str, line: str) -> list[str]:
        line = line.replace("PATH", path)
        before, _, word = line.rpartition(" ")
        parts = {
            "@SCRIPT@": str(bench.folder / shell),
            "@TIMES@": str(TABS),
            "@BODY@": body,
            "@LINE@": f"{before} " if shell == "zsh" else line,
            "@WORD@": word,
        }
        text = script
        for name in ("@BODY@", *parts):
            text = text.replace(name, parts[name])
        return [*words, text]

    commands = {"nothing": [sys.executable, "-c", "pass"], "idle": command(idle, "lastmile ")}
    commands |= {what: command(body, line) for what, line in _LINES.items()}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in bench.rounds(12):
        for name, each in commands.items():
            taken[name].append(ran(bench, each))
    for by, best in bests(taken):
        for name in _LINES:
            one = (best[name] - best["idle"]) / TABS
            what = f"{shell}, a tab for {name}"
            yield ratio(f"{what} / python -c pass{by}", one, best["nothing"], TAB_TARGET)
            yield ratio(f"{what} / 20 ms{by}", one, TAB, 1.0)
