"""How soon an app that runs takes in settings that were saved: the target is two seconds."""

from __future__ import annotations

from threading import Timer
from time import perf_counter
from typing import TYPE_CHECKING

from bench import LASTMILE, Row, ratio
from terminal import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

GOALS, SEEN = 100, 2.0

SAVED_AFTER = 3.0
"""Seconds after the start, and a part of one more each time: the app looks once a second."""


def run(bench: Bench) -> Iterator[Row]:
    command = [LASTMILE, "--file", str(bench.copy(GOALS))]
    config = bench.folder / "settings.toml"
    taken = []
    for number in bench.rounds(12):
        config.unlink(missing_ok=True)
        saved: list[float] = []

        def save(saved: list[float] = saved) -> None:
            config.write_text('unit = "leg"\n')
            saved.append(perf_counter())

        start = perf_counter()
        timer = Timer(SAVED_AFTER + number / 12, save)
        timer.start()
        found = until(b"taken in", [*command, "--config", str(config)], bench.env)
        timer.join()
        taken.append(start + found.seconds - saved[0])
    yield ratio("settings that were saved are in force, slowest / 2 s", max(taken), SEEN, 1.0)
