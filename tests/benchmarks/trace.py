"""What one key sets off, counted: `python tests/benchmarks/trace.py` prints a table.

It presses `space` on the Highway and `=` in the review of the demo, whose roads have a long log.
For each it counts how often the log of that goal is folded, replayed and decoded until the lane
or the page is drawn anew, and the hand-overs: calls from one of our modules into another one. The
same call time after time, as of each event of a log, is one hand-over; `-v` lists them.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from dis import opmap
from itertools import groupby
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
from data import open_store

import lastmile_tui
from lastmile_tui.config import Config
from lastmile_tui.dates import SystemClock
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.examples.demo import demo_records
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.review.answers import asks_why
from lastmile_tui.ui import app, base_app
from lastmile_tui.ui.highway.view import HighwayView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from textual.pilot import Pilot

    from lastmile_tui.domain.model.record import Record

    Steps = list[tuple[str, str]]

NOTES = 200
"""Events that are added to the log of each road."""

DRAWN = 0.3
"""Seconds after which a key has done all that it does."""

OURS = f"{Path(lastmile_tui.__file__).parent}{os.sep}"
UI = f"{OURS}ui{os.sep}"
ABOVE = tuple(f"{UI}{name}" for name in ("controllers", "state", "app.py"))
"""What stands above the widgets."""

BESIDE = tuple(
    f"{UI}{name}{os.sep}"
    for name in (
        "dialogs", "drawing", "highway", "history", "kit", "mirror", "review", "road", "seal",
    )
)  # fmt: skip
"""The widgets, and what they draw with."""

WHOLE = {
    ("domain/model/fold.py", "_fold"): "folds",
    ("domain/model/undo.py", "_replay"): "replays",
}
"""What goes through a whole log."""

DISK = "private_files.py"
SKIPPED = 0x20 | 0x80 | 0x100 | 0x200
"""The flags of generators and coroutines: that one goes on is no call."""


class Count:
    """A profile function that counts, for the goal whose first event has an id."""

    def __init__(self, first: str) -> None:
        self._first, self._mark = first, first.encode()
        self.times: Counter[str] = Counter()
        self.steps: Steps = []
        """Each hand-over: who calls, and what is called."""
        self.on_disk = 0
        """How many were made before the first byte was written."""

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        if not frame.f_code.co_filename.startswith(OURS):
            return
        path = frame.f_code.co_filename.removeprefix(OURS)
        if event == "call":
            self._call(frame, path)
        elif event == "c_call":
            if arg in (os.write, os.fsync) and path == DISK and not self.on_disk:
                self.on_disk = len(self.steps)
            if _decodes(arg) and self._sees_log(frame):
                self.times["decodes"] += 1

    def _call(self, frame: FrameType, path: str) -> None:
        name, back = frame.f_code.co_name, frame.f_back
        what = WHOLE.get((path, name))
        if what and self._is_ours(frame.f_locals["log"]):
            self.times[what] += 1
        if back is None or (frame.f_code.co_flags & SKIPPED and frame.f_lasti > _begin(frame)):
            return
        caller = back.f_code.co_filename
        if caller.startswith(OURS) and caller != frame.f_code.co_filename:
            here = f"{caller.removeprefix(OURS)}:{back.f_code.co_name}"
            self.steps.append((here, f"{path}:{name}"))

    def _is_ours(self, log: Any) -> bool:
        return bool(log) and min(log, key=lambda event: event.order).id == self._first

    def _sees_log(self, frame: FrameType) -> bool:
        """Whether the bytes at hand hold the events of the goal."""
        held = frame.f_locals.values()
        return any(self._mark in bytes(raw) for raw in held if isinstance(raw, bytes | memoryview))


def above(steps: Steps) -> Steps:
    """The hand-overs above the widgets."""
    return [
        step
        for step in steps
        if any((OURS + end).startswith(ABOVE) for end in step)
        and not any((OURS + end).startswith(BESIDE) for end in step)
    ]


def once(steps: Steps) -> Steps:
    """The hand-overs without those that repeat the one before."""
    return [step for step, _ in groupby(steps)]


def _decodes(called: Any) -> bool:
    owner = getattr(called, "__self__", None)
    return called is msgspec.json.decode or (
        isinstance(owner, msgspec.json.Decoder) and called.__name__ == "decode"
    )


def _begin(frame: FrameType) -> int:
    """Where the code of a generator is entered first."""
    code = frame.f_code.co_code
    return next(at for at in range(0, len(code), 2) if code[at] == _RESUME)


_RESUME = opmap["RESUME"]
"""The instruction at which a call arrives."""


def _with_notes(record: Record, bits: Random) -> Record:
    """The road with many notes of the last days."""
    at = datetime.now(UTC) - timedelta(days=3)
    for _ in range(NOTES):
        at += timedelta(minutes=5)
        stamp = Stamp(ulid(at, bits.getrandbits(80)), at, "demo", at.date())
        record = drive.note(record, stamp, "Two calls, two desks, two answers.")
    return record


async def _pressed(pilot: Pilot[Any], key: str, uid: str) -> Count:
    """Press a key, and count what that sets off for a goal."""
    count = Count(pilot.app.session.log(uid)[0].id)
    sys.setprofile(count)
    try:
        await pilot.press(key)
        await pilot.pause(DRAWN)
    finally:
        sys.setprofile(None)
    return count


async def _space(pilot: Pilot[Any]) -> Count:
    view = pilot.app.query_one(HighwayView)
    goals = [one for one in view.board.lineup.goals if one.started and one.to_go > 1]
    view.choose(goals[-1].uid)
    await pilot.press("plus")  # what a first key sets off is none of this
    view.choose(goals[0].uid)
    await pilot.pause(DRAWN)
    return await _pressed(pilot, "space", goals[0].uid)


async def _same(pilot: Pilot[Any]) -> Count:
    await pilot.press("r")
    await pilot.pause(DRAWN)
    while (uid := pilot.app.reviewing.review.uid) is not None:
        if not asks_why(pilot.app.session.goals[uid], pilot.app.session.today):
            return await _pressed(pilot, "equals_sign", uid)
        await pilot.press("enter")
        await pilot.pause(DRAWN)
    raise RuntimeError("every road is asked more of")


async def _traced(key: str) -> Count:
    bits = Random(7)
    with TemporaryDirectory() as folder:
        path, now, calendar = Path(folder, "goals.json"), datetime.now(UTC), Calendar(UTC)
        with open_store(path) as store:
            for one in demo_records(now, calendar, lambda: bits.getrandbits(80)):
                store.insert([_with_notes(one, bits) if one.goal.on_road(now.date()) else one])
        store = open_store(path)
        main = app.LastmileApp(
            store,
            config=Config(animations=False),
            calendar=calendar,
            clock=SystemClock(),
            state_dir=Path(folder, "state"),
        )
        async with main.run_test(size=(120, 40)) as pilot:
            await pilot.pause(DRAWN)
            count = await (_space if key == "space" else _same)(pilot)
        store.close()
        return count


def _lines(key: str, count: Count) -> Iterator[str]:
    parts = {
        "until the disk": count.steps[: count.on_disk],
        "until it is drawn": count.steps,
        "above the widgets": above(count.steps),
    }
    yield f"{key}:"
    for what in ("folds", "replays", "decodes"):
        yield f"  {what} of the goal's log: {count.times[what]}"
    for what, steps in parts.items():
        yield f"  hand-overs {what}: {len(once(steps))}, with repeats {len(steps)}"
    if "-v" in sys.argv:
        listed = parts["until the disk" if key == "space" else "above the widgets"]
        yield from (f"    {here} -> {there}" for here, there in once(listed))


def main() -> None:
    app.POLL_SECONDS = base_app.IDLE_SECONDS = 3600.0
    for key in ("space", "="):
        count = asyncio.run(_traced(key))
        sys.stdout.writelines(f"{line}\n" for line in _lines(key, count))


if __name__ == "__main__":
    main()
