"""What a shell takes for a prompt with the line that was kept, which it reads by itself.

Against it stands the same loop without it, whose time is taken off; the target is a millisecond.
"""

from __future__ import annotations

import subprocess
from shutil import which
from time import sleep
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench import Bench

GOALS, READS = 100, 1_000
TARGET, MILLISECOND = 1.0, 0.001

_BASH = """
eval "$({0} init bash)"
start=$EPOCHREALTIME
for ((i = 0; i < {1}; i++)); do {2}; done >/dev/null
echo $((${{EPOCHREALTIME/./}} - ${{start/./}}))
"""
_ZSH = """
eval "$({0} init zsh)"
start=$EPOCHREALTIME
for ((i = 0; i < {1}; i++)) {{ {2} }} >/dev/null
printf %.0f $(((EPOCHREALTIME - start) * 1000000))
"""
_SHELLS = {"bash": (["bash", "--norc", "-c"], _BASH), "zsh": (["zsh", "-f", "-c"], _ZSH)}
"""How each runs a command so many times, and prints the microseconds that took."""


def run(bench: Bench) -> Iterator[Row]:
    path = str(bench.copy(GOALS))
    sleep(2)  # what changes in the second of the line may have changed after it, for a shell
    command = f"{LASTMILE} --file {path}"
    subprocess.run([*command.split(), "prompt"], env=bench.env, stdout=-1, check=True)
    for shell, (words, script) in _SHELLS.items():
        if not which(shell):
            continue
        mine, nothing = [], []
        for _ in bench.rounds(6):
            for taken, body in ((mine, "__lastmile"), (nothing, ":")):
                taken.append(_seconds(bench, [*words, script.format(command, READS, body)]))
        one = (min(mine) - min(nothing)) / READS
        what = f"{shell} reads the kept line of a prompt / a millisecond"
        yield ratio(what, one, MILLISECOND, TARGET)


def _seconds(bench: Bench, command: Sequence[str]) -> float:
    done = subprocess.run(command, env=bench.env, stdout=subprocess.PIPE, check=True)
    return int(done.stdout) / 1_000_000
