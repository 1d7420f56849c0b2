"""The first frame, from the start of the process: beside an interpreter that does nothing.

Then until a key that was typed before is answered, beside the first frame of a bare Textual app;
and what it takes to find that a frame is not true. Minima, by turns.
"""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from bare import TEXT
from bench import HERE, LASTMILE, Row, ratio, times
from data import NAME
from terminal import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench import Bench

TARGET = 2.5
SETTLED = {100: 1.1, 10_000: 1.4}
STALE_SECONDS = 0.003

TEXTUAL = b"\x1b[?2004h"
"""What Textual asks for once it reads keys."""

MEASURED = b"review due"
"""What the head of the Highway says once all is there."""

CTRL_Q = b"\x11"

STALE = """
import sys
from time import perf_counter
start = perf_counter()
from lastmile_tui.early import start as early
early.begin(sys.argv[1:])
taken = perf_counter() - start
assert early.began is not None and not early.began.terminal.frame
from pathlib import Path
from lastmile_tui.early import frames
name = frames.name_of(early.began.fixed, (120, 40))
folder = Path(early.began.places.frames)
found = (folder / name).exists()
if not found:
    (folder / name).write_bytes(next(folder.iterdir()).read_bytes())
    (folder / name).chmod(0o600)
print(f"took {taken if found else 9:.6f} s", flush=True)
input()
"""
"""All that a start does before it goes on as without a frame. The first one finds none at all."""


def run(bench: Bench) -> Iterator[Row]:
    files = {size: bench.file(size) for size in bench.sizes}
    commands = {size: [LASTMILE, "--file", str(path)] for size, path in files.items()}
    for command in commands.values():
        until(MEASURED, command, bench.env, leave=CTRL_Q)
    nothing: list[float] = []
    bare: list[float] = []
    shown: dict[int, list[float]] = {size: [] for size in files}
    answered: dict[int, list[float]] = {size: [] for size in files}
    for number in bench.rounds(12):
        start = perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], env=bench.env, check=True)
        idle = perf_counter() - start
        alone = until(TEXT.encode(), [sys.executable, str(HERE / "bare.py")], bench.env).seconds
        for size, command in commands.items():
            frame = until(NAME.encode(), command, bench.env).seconds
            key = until(NAME.encode(), command, bench.env, typed=b"j", behind=TEXTUAL).seconds
            if number:  # the first round warms the caches up
                shown[size].append(frame)
                answered[size].append(key)
        if number:
            nothing.append(idle)
            bare.append(alone)
    for size, seconds in shown.items():
        mine, theirs = min(seconds), min(nothing)
        what = f"first true frame, {size:,} goals / python -c pass"
        yield ratio(what, mine, theirs, TARGET)
    for size, seconds in answered.items():
        mine, theirs = min(seconds), min(bare)
        what = f"a key typed at once answered, {size:,} goals / bare Textual app"
        yield ratio(what, mine, theirs, SETTLED.get(size))
    mine = _stale(bench, files[bench.sizes[0]])
    what = f"a first frame that is not true / {times(STALE_SECONDS)}"
    yield ratio(what, mine, STALE_SECONDS, 1.0)


def _stale(bench: Bench, path: Path) -> float:
    """The seconds that a start takes to find that a frame is not true."""
    path.touch()
    command = [sys.executable, "-c", STALE, "--file", str(path)]
    taken = []
    for _ in bench.rounds(12):
        written = until(b" s\r\n", command, bench.env).written
        taken.append(float(written.rpartition(b"took ")[2].split()[0]))
    return min(taken)
