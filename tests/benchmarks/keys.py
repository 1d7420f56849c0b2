"""Keys: what one costs, as CPU time of everything that it sets off, the drawing included.

`python keys.py lastmile KEY PATH` and `python keys.py list COUNT` print the milliseconds of each
key as JSON. The terminal is 120 by 40, and what would be written to it is thrown away at the last
moment. CPU time leaves out what is no work: the frame that Textual waits before it draws.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

from bare import BareListApp
from bench import Row, ratio
from data import open_store
from terminal import COLUMNS, LINES
from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from lastmile_tui.config import Config
from lastmile_tui.dates import SystemClock
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.views.lineup import Look, line_up
from lastmile_tui.ui.app import LastmileApp
from lastmile_tui.ui.highway.view import HighwayView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

KEYS = 40
"""Keys that are timed in one process."""

SETTLED = 0.5
"""Seconds after which an app has drawn itself."""

QUIET = 0.05
"""Seconds after which a key has done all that it does: three frames."""

FLAT, AGAINST_LIST = 1.3, 2.0

LANE = 5
"""Lines of a comfortable lane."""


class Sink(HeadlessDriver):
    """A terminal that is drawn for like a real one."""

    @property
    def is_headless(self) -> bool:
        return False


Keys = Callable[[App[Any]], Awaitable[list[float]]]
"""Presses keys, and tells what each cost."""


async def press(app: App[Any], key: str) -> float:
    """The CPU seconds of a key."""
    character = " " if key == "space" else key
    before = process_time()
    app.post_message(events.Key(key, character))
    await asyncio.sleep(QUIET)
    return process_time() - before


async def drive(app: App[Any], keys: Keys) -> list[float]:
    """Open an app and press keys."""
    app.driver_class = Sink
    async with app.run_test(headless=False, size=(COLUMNS, LINES), notifications=True):
        await asyncio.sleep(SETTLED)
        return await keys(app)


def down(count: int) -> Keys:
    """`j` from the top to the bottom of so many rows, and again."""

    async def keys(app: App[Any]) -> list[float]:
        cost: list[float] = []
        while len(cost) < KEYS:
            steps = range(min(count - 1, KEYS - len(cost)))
            cost += [await press(app, "j") for _ in steps]
            await press(app, "g")
        return cost

    return keys


async def advance(app: App[Any]) -> list[float]:
    """`space` on roads from all over the list, and back again."""
    view = app.query_one(HighwayView)
    goals = [goal for goal in view.board.lineup.goals if goal.to_go] if view.board else []
    cost = []
    for number in range(KEYS):
        view.choose(goals[number * len(goals) // KEYS].uid)
        await asyncio.sleep(QUIET)
        cost.append(await press(app, "space"))
        await press(app, "h")
    return cost


async def lastmile(key: str, path: Path) -> list[float]:
    with TemporaryDirectory() as state, open_store(path) as store:
        lanes = line_up(store.goals.values(), Look(), datetime.now(UTC).date()).total
        app = LastmileApp(
            store,
            config=Config(animations=False),
            calendar=Calendar(UTC),
            clock=SystemClock(),
            state_dir=Path(state),
        )
        return await drive(app, advance if key == "space" else down(lanes))


def run(bench: Bench) -> Iterator[Row]:
    cost: dict[tuple[str, int], list[float]] = {}
    for _ in bench.rounds(3):
        for size in bench.sizes:
            for name, arguments in (
                ("j", ("lastmile", "j", bench.file(size))),
                ("space", ("lastmile", "space", bench.copy(size))),
                ("list", ("list", size)),
            ):
                here = median(bench.python("keys.py", *arguments))
                cost.setdefault((name, size), []).append(here)
    best = {which: min(values) for which, values in cost.items()}
    for size in bench.sizes:
        mine, bare = best["j", size], best["list", size]
        what = f"j at {size:,} goals / bare list of {size:,}"
        yield ratio(what, mine, bare, AGAINST_LIST)
    few = 100
    for key in ("j", "space"):
        for size in bench.sizes:
            if size != few:
                mine, base = best[key, size], best[key, few]
                target = FLAT if size > few else None
                what = f"{key} at {size:,} goals / at {few}"
                yield ratio(what, mine, base, target)


if __name__ == "__main__":
    if sys.argv[1] == "list":
        count = int(sys.argv[2])
        pressed = drive(BareListApp(count, LANE), down(count))
    else:
        pressed = lastmile(sys.argv[2], Path(sys.argv[3]))
    print(json.dumps(asyncio.run(pressed)))  # noqa: T201 # read by `run`
