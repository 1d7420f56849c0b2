"""Memory: the most that was resident when the first road was on the screen. Linux only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bare import TEXT
from bench import HERE, LASTMILE, Row
from data import NAME
from terminal import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

GOALS = (100, 10_000)


def run(bench: Bench) -> Iterator[Row]:
    bare = until(TEXT.encode(), [sys.executable, str(HERE / "bare.py")], bench.env).memory
    for size in GOALS:
        opened = [LASTMILE, "--file", str(bench.file(size))]
        mine = until(NAME.encode(), opened, bench.env).memory
        if bare:
            what = f"memory, {size:,} goals / bare Textual app"
            yield Row(what, f"{mine:.0f} MB", f"{bare:.0f} MB", mine / bare)
