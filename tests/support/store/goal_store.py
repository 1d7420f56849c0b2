"""A store on a file of its own, with a clock that is set by hand."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from itertools import count

from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.store.disk.grace import Grace
from lastmile_tui.store.goals import GoalStore
from support.store.database import private_of

START = datetime(2026, 11, 21, 10, tzinfo=UTC)
TODAY = date(2026, 11, 21)
LINE = "Sell the Volvo: listed > test drives > price agreed >> papers signed #car @buyer"


class Clock:
    """An hour later at each look."""

    def __init__(self, start=START, step=timedelta(hours=1)):
        self.instant, self.step = start, step

    def now(self):
        self.instant += self.step
        return self.instant

    def go_on(self, hours):
        """Let hours pass in which nobody looks."""
        self.instant += timedelta(hours=hours)


OPENED = count()
"""Every opening draws other random numbers, as every process does."""


def open_store(path, *, device="laptop", clock=None, looking=False, who="", begin=False):
    """Open a file as a process of a device does; `who` tells processes apart that are forked."""
    numbers = random.Random(f"{who or device} {next(OPENED)}")
    return GoalStore(
        path,
        private=private_of(path),
        grace=Grace(0),
        device=device,
        now=(clock or Clock()).now,
        calendar=Calendar(UTC),
        entropy=lambda: numbers.getrandbits(80),
        looking=looking,
        begin=begin,
    )


def plan(line=LINE):
    return read_line(line, lambda _: None)
