"""Start-up: from the start of the process to the first road, in a real terminal.

The minimum of several rounds in which the bare app and each size take turns.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bare import TEXT
from bench import HERE, LASTMILE, Row, ratio
from data import NAME
from terminal import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

TARGETS = {100: 1.3, 10_000: 2.0}


def run(bench: Bench) -> Iterator[Row]:
    files = {size: bench.file(size) for size in bench.sizes}
    bare: list[float] = []
    roads: dict[int, list[float]] = {size: [] for size in files}
    for number in bench.rounds(12):
        alone = until(TEXT.encode(), [sys.executable, str(HERE / "bare.py")], bench.env)
        opened = {
            size: until(NAME.encode(), [LASTMILE, "--file", str(path)], bench.env)
            for size, path in files.items()
        }
        if number:  # the first round warms the caches up
            bare.append(alone.seconds)
            for size, showing in opened.items():
                roads[size].append(showing.seconds)
    best = min(bare)
    for size, seconds in roads.items():
        mine = min(seconds)
        what = f"first road, {size:,} goals / bare Textual app"
        yield ratio(what, mine, best, TARGETS.get(size))
