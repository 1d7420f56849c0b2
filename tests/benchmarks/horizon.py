"""The Horizon and the week against the Highway, at as many goals: first paint, a key, a command.

`python horizon.py SCREEN PATH` opens a screen and prints as JSON the CPU seconds until it stands
there, of the Highway from the start of the app, of the others from the key that leads to them; and
those of each key on it, as `keys.py` measures them.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, ratio
from cli import ran
from data import open_store
from keys import KEYS, SETTLED, Sink, press
from terminal import COLUMNS, LINES
from textual import events

from lastmile_tui.config import Config
from lastmile_tui.dates import SystemClock
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.ui.app import LastmileApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

GOALS = 10_000

OPENS = {"highway": (), "horizon": ("i",), "week": ("v",)}
"""The keys that lead to a screen from the start."""

PAINT_TARGET, KEY_TARGET, VERB_TARGET = 1.3, 1.2, 1.2
"""The most that each may cost of what it costs on the Highway, or of lastmile list."""


async def measured(screen: str, path: Path) -> tuple[float, list[float]]:
    """The CPU seconds until a screen stands there, and those of each `j` on it."""
    with TemporaryDirectory() as state, open_store(path) as store:
        app = LastmileApp(
            store,
            config=Config(animations=False),
            calendar=Calendar(UTC),
            clock=SystemClock(),
            state_dir=Path(state),
        )
        app.driver_class = Sink
        start = process_time()
        async with app.run_test(headless=False, size=(COLUMNS, LINES), notifications=True):
            await asyncio.sleep(SETTLED)
            for key in OPENS[screen]:
                start = process_time()
                app.post_message(events.Key(key, key))
                await asyncio.sleep(SETTLED)
            paint = process_time() - start
            return paint, [await press(app, "j") for _ in range(KEYS)]


def run(bench: Bench) -> Iterator[Row]:
    """Both sides of each ratio by turns; the least of each counts."""
    path = str(bench.file(GOALS))
    paints: dict[str, list[float]] = {name: [] for name in OPENS}
    keys: dict[str, list[float]] = {name: [] for name in OPENS}
    verbs: dict[str, list[float]] = {"list": [], "horizon": []}
    for _ in bench.rounds(5):
        for screen in OPENS:
            paint, pressed = bench.python("horizon.py", screen, path)
            paints[screen].append(paint)
            keys[screen].append(median(pressed))
        for verb, seconds in verbs.items():
            seconds.append(ran(bench, [LASTMILE, "--file", path, verb])[1])
    for what, by_name, base, target in (
        ("first paint of the {}", paints, "highway", PAINT_TARGET),
        ("j on the {}", keys, "highway", KEY_TARGET),
        ("lastmile {}, by the processor", verbs, "list", VERB_TARGET),
    ):
        for name, seconds in by_name.items():
            if name != base:
                mine, theirs = min(seconds), min(by_name[base])
                words = f"{what.format(name)} / {base}, {GOALS:,} goals"
                yield ratio(words, mine, theirs, target)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured(sys.argv[1], Path(sys.argv[2])))))  # noqa: T201 # read by `run`
