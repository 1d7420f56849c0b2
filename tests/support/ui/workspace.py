"""Where apps are made: on a file of their own, at a time that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from lastmile_tui.config import Config
from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes.start import Plan, Stage, add
from lastmile_tui.domain.examples.demo import DEVICE, demo_records
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import ASKED_WHAT_COUNTS, Stamp, ulid
from lastmile_tui.domain.model.record import with_registers
from lastmile_tui.store.goals import GoalStore
from lastmile_tui.ui.app import LastmileApp
from support.store.database import private_of

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
"""A Saturday morning."""


class Clock:
    """A clock that a test puts forward."""

    def __init__(self):
        self.instant = NOW

    def now(self):
        return self.instant


def _asked(plan, stamp):
    return with_registers(add(plan, stamp), {ASKED_WHAT_COUNTS: True})


class Workspace:
    """Makes stores and apps on one file, as two terminals would."""

    def __init__(self, folder):
        self.path = folder / "lastmile.json"
        self.state_dir = folder / "state"
        self.clock = Clock()
        self.bits = partial(Random(7).getrandbits, 80)
        self.stores = []

    def store(self, path=None, grace=None):
        """The file, or another one, opened as by one more process."""
        store = GoalStore(
            path or self.path,
            private=private_of(path or self.path),
            device=DEVICE,
            now=self.clock.now,
            calendar=CALENDAR,
            entropy=self.bits,
            grace=grace,
        )
        self.stores.append(store)
        return store

    def add(self, *lines, asked=True):
        """Add goals as another process would; the last one.

        It was `asked` already what must be true at their end, so that no key meets that question.
        """
        today = CALENDAR.date_of(self.clock.now())
        with self.store() as store:
            for line in lines:
                plan = read_line(line, partial(match_date, today=today))
                record = store.add_record(partial(_asked if asked else add, plan))
        return record.goal

    def add_yesterday(self, *lines):
        """Add goals a day before: on the day of the first ones no review is due."""
        now = self.clock.instant
        self.clock.instant = now - timedelta(1)
        self.add(*lines)
        self.clock.instant = now

    def fill(self, count):
        """Add many goals at once."""
        plan = Plan("A road like any other", (Stage("half"), Stage("whole")))
        now = self.clock.now()
        day = CALENDAR.date_of(now)
        stamps = (Stamp(ulid(now, self.bits()), now, DEVICE, day) for _ in range(count))
        with self.store() as store:
            store.insert(_asked(plan, stamp) for stamp in stamps)

    def app(
        self,
        *lines,
        store=None,
        backups=None,
        opening=None,
        terminal=None,
        command=None,
        inbox=None,
        next_start=None,
        settings=None,
        **config,
    ):
        """An app on the file, with goals of these lines added."""
        if lines:
            self.add(*lines)
        return LastmileApp(
            store or self.store(),
            config=Config(**{"animations": False, "glyphs": "unicode", **config}),
            calendar=CALENDAR,
            clock=self.clock,
            state_dir=self.state_dir,
            backups=backups,
            opening=opening,
            terminal=terminal,
            sync=command,
            inbox=inbox,
            next_start=next_start,
            settings=settings,
        )

    def demo(self, **config):
        """An app on the demo roads."""
        with self.store() as store:
            store.insert(demo_records(self.clock.now(), CALENDAR, self.bits))
        return self.app(**config)

    def saved(self, title):
        """The goal with a title as the file has it now; None when it has none."""
        found = [goal for goal in self.store().goals.values() if goal.title == title]
        return found[-1] if found and not found[-1].deleted else None

    def close(self):
        for store in self.stores:
            store.close()
