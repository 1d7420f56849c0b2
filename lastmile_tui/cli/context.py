"""What a verb works with: the paths, the settings, the clock, the data file."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING

from lastmile_tui import locations
from lastmile_tui.cli.file_warnings import warn_of_missing
from lastmile_tui.cli.output import allow_unicode, complain
from lastmile_tui.cli.terminal import LINEAR_SETTING, linear_by, tells_of_settings
from lastmile_tui.commands import BY_ID
from lastmile_tui.config import notation_of
from lastmile_tui.config.kept import find_in_force
from lastmile_tui.dates import FixedClock, SystemClock, read_instant, zone
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.numbers import UNIT, WRITTEN
from lastmile_tui.errors import DateError, LostFileError, StoreError, UsageError
from lastmile_tui.locations import HOOK_VARIABLE
from lastmile_tui.store.app_state import device_id, new_device, read_device_id
from lastmile_tui.store.disk.grace import Grace
from lastmile_tui.store.disk.lock import PATIENCE
from lastmile_tui.store.disk.place import FilePlace, place_of
from lastmile_tui.terminals import Terminal, this_terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from lastmile_tui.config import Config
    from lastmile_tui.config.kept import SettingsInForce
    from lastmile_tui.config.toml import Fault
    from lastmile_tui.dates import Clock
    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.measures.measurer import Measurer, Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.numbers import Notation
    from lastmile_tui.store.copies.again import Remains
    from lastmile_tui.store.db.read_ahead import ReadAhead
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.hooks.caller import HookCaller
    from lastmile_tui.store.measured_goals import MeasuredGoals

ENTROPY_BYTES = 10
"""The random bytes of an id: 80 bits."""

GRACE = Grace()
"""For a file that another program is just writing."""

FINISHED_AFTER = 60.0
"""Seconds in which another process has packed the backups of the largest file."""


def entropy() -> int:
    """Random bits for an id."""
    return int.from_bytes(os.urandom(ENTROPY_BYTES))


def _seconds() -> float:
    """The time that files get, whatever `--now` says."""
    return SystemClock().now().timestamp()


class Context:
    """Everything is opened when a verb asks for it, so that `paths` works with a broken file."""

    def __init__(self, args: Namespace, *, heard: bool = True, known: Fault | None = None) -> None:
        self._heard = heard  # whether the user reads what is said on stderr
        self._args, self._known = args, known
        self._now: str | None = args.now
        self.locations = locations.find(os.environ, file=args.file, config=args.config)
        self._linear = linear_by(os.environ, flag=getattr(args, "linear", False))
        SPELLED.set(bool(self._linear))

    @cached_property
    def in_force(self) -> SettingsInForce:
        """The user's settings, or those that are gone by while something is wrong there."""
        return find_in_force(self.locations.config, BY_ID, self.locations.kept_settings)

    @cached_property
    def config(self) -> Config:
        """The settings in force; what is wrong with the user's is told once."""
        config = self.in_force.config
        if config.glyphs in ("unicode", "plain"):
            allow_unicode()
        WRITTEN.set(notation_of(config.decimal, os.environ))
        UNIT.set(config.unit)
        if self._linear is None and config.linear:
            self._linear = LINEAR_SETTING
            SPELLED.set(True)
        tells = self._heard and tells_of_settings(self._args, linear=bool(self._linear))
        if tells and self.in_force.fault not in (None, self._known):
            complain(self.in_force.say_fault(self.locations.config))
        return config

    def use(self, config: Config) -> None:
        """Go on with settings that were changed beside this run."""
        self.config = config
        for name in ("calendar", "notation"):  # which were made of the others
            self.__dict__.pop(name, None)

    @property
    def linear(self) -> str:
        """What turned the linear mode on: the option, the variable or the setting; else empty."""
        if self._linear is None:
            _ = self.config
        return self._linear or ""

    @cached_property
    def terminal(self) -> Terminal:
        """What the terminal can show."""
        return this_terminal()

    @cached_property
    def calendar(self) -> Calendar:
        """The user's zone and day."""
        return Calendar(zone(self.config.timezone), self.config.day_starts)

    @cached_property
    def clock(self) -> Clock:
        """The clock, frozen by `--now`; UsageError when that is no instant."""
        if self._now is None:
            return SystemClock()
        try:
            return FixedClock(read_instant(self._now, self.calendar.zone))
        except DateError as error:
            raise UsageError(f"--now: {error}") from error

    @cached_property
    def today(self) -> date:
        """The date as the user counts it, the same for the whole command."""
        return self.calendar.date_of(self.now)

    @cached_property
    def now(self) -> datetime:
        """What the user's clock shows, the same for the whole command."""
        return self.wall()

    def wall(self) -> datetime:
        """What the user's clock shows now: a review goes on while it ticks."""
        return self.calendar.wall(self.clock.now())

    @cached_property
    def read_date(self) -> DateReader:
        """Reads the date that words begin with, as it is meant now."""
        from lastmile_tui.dates import match_date  # noqa: PLC0415 # for verbs that read dates only

        return partial(match_date, today=self.today, now=self.now)

    @cached_property
    def notation(self) -> Notation:
        """How the user writes fractions and thousands."""
        return notation_of(self.config.decimal, os.environ)

    @property
    def plain(self) -> bool:
        """Whether our own signs are ASCII whatever the encoding; `plain` is about pictures."""
        wanted = self.config.glyphs
        return wanted in ("ascii", "plain") or (wanted == "auto" and not self.terminal.signs)

    @property
    def place(self) -> FilePlace:
        """The user's file and what belongs to it on this machine."""
        return place_of(self.locations.data, self.locations.private, self._known_device)

    def open_to_read(self, *, quiet: bool = False, lost: bool = False) -> GoalStore:
        """Open the user's file, unlocked; what is wrong is told, unless `quiet` or `lost`."""
        store = self.store_at(self.locations.data, self._known_device, looking=True)
        if not quiet:
            warn_of_missing(store)
        if not (quiet or lost):
            self.require_found(store)
        return store

    def require_found(self, store: GoalStore, *, strictly: bool = False) -> None:
        """StoreError for a lost file, and `strictly` for another one, which is complained about."""
        sentence = self.say_lost(store)
        if sentence and store.storage.meta.db and not strictly:
            complain(sentence)
        elif sentence or not (store.goals or store.broken):
            from lastmile_tui.store.backup.lost_goals import say_emptied  # noqa: PLC0415 # 5 ms

            backups = self.locations.backups
            if lost := sentence or say_emptied(store, backups, self.calendar, self.today):
                raise StoreError(lost)

    def say_lost(self, store: GoalStore) -> str:
        """What happened to the user's file, where it is missing or another one; else empty.

        Only copies of it may be left, or this machine knows an older one.
        """
        if store.storage.meta.db == "" and (remains := self.remains()):
            return f"{remains.sentence} {remains.advice}"
        if (lost := store.storage.rights.lost) is None:
            return ""
        from lastmile_tui.store.backup.lost_goals import say_backup  # noqa: PLC0415 # as above

        backups, meta = self.locations.backups, store.storage.meta
        return str(LostFileError(lost, say_backup(backups, meta, self.calendar, self.today)))

    def remains(self) -> Remains | None:
        """What is left of the user's file where it is missing."""
        from lastmile_tui.store.copies.again import remains_of  # noqa: PLC0415 # without a file only

        return remains_of(self.locations.data)

    def open_migrated(self) -> GoalStore:
        """Open the user's file, migrated if its schema is older; the caller sees to a lost one."""
        store = self.store_at(self.locations.data, self._known_device)
        warn_of_missing(store)
        return store

    @contextmanager
    def store(
        self,
        ahead: ReadAhead | None = None,
        patience: float = PATIENCE,
        *,
        lost: bool = False,
    ) -> Iterator[GoalStore]:
        """Open the user's file to change it; the day's backup is made before and after.

        StoreError for one that is `lost`, unless the caller sees to that.
        """
        device = device_id(self.locations.state, partial(new_device, self.clock.now, entropy))
        with self.store_at(self.locations.data, device, ahead, patience) as store:
            if not lost and (sentence := self.say_lost(store)):
                raise StoreError(sentence)
            # The app reads ahead, and does this itself when its first frame is drawn.
            failures = [] if ahead else [self.back_up(store)]
            hooks = self._call_hooks(store, later=ahead is not None)
            try:
                yield store
            finally:
                if hooks:
                    hooks.close()
            failures.append(self.back_up(store))
            if not ahead:
                warn_of_missing(store)
        from lastmile_tui.store.backup.packer import finish_later  # noqa: PLC0415 # changing verbs only

        failures.append(finish_later(self.locations.backups, _seconds()))
        for failure in sorted({*failures} - {""}):
            complain(failure)
        if hooks and self._heard:
            hooks.tell(complain)

    def _call_hooks(self, store: GoalStore, *, later: bool) -> HookCaller | None:
        """Call the user's programs for what is changed, where there are any, or may be `later`.

        A change that one of them makes calls none.
        """
        folder = self.locations.hooks
        if HOOK_VARIABLE in os.environ or not (later or folder.exists()):
            return None
        from lastmile_tui.store.hooks.caller import HookCaller  # noqa: PLC0415 # where there are some

        store.listener = caller = HookCaller(store, folder, self.locations.state)
        return caller

    def back_up(self, store: GoalStore) -> str:
        """Make the day's backup if one is due; returns why it failed, else an empty text."""
        from lastmile_tui.store.backup.backups import make_daily  # noqa: PLC0415 # changing verbs only

        return make_daily(store, self.locations.backups, self.today)

    def finish_backups(self) -> str:
        """Pack the backups that were taken, for who looks at them; why it failed, else empty."""
        from lastmile_tui.store.backup.backups import finish  # noqa: PLC0415 # as above

        return finish(self.locations.backups, _seconds(), FINISHED_AFTER)

    def store_at(
        self,
        path: Path,
        device: str,
        ahead: ReadAhead | None = None,
        patience: float = PATIENCE,
        *,
        looking: bool = False,
        read_only: bool = False,
        private: Path | None = None,
    ) -> GoalStore:
        """Open a file; the caller closes it. `private` is the folder of another than the user's."""
        from lastmile_tui.store.goals import GoalStore  # noqa: PLC0415 # 10 ms, for what opens a file

        self.opened = GoalStore(
            path,
            private=private or self.locations.private,
            backups=None if private else self.locations.backups,
            grace=GRACE,
            device=device,
            now=self.clock.now,
            calendar=self.calendar,
            entropy=entropy,
            ahead=ahead,
            patience=patience,
            looking=looking,
            read_only=read_only,
        )
        return self.opened

    def measurer(self, store: GoalStore) -> Measurer:
        """A measurer of the goals of a file."""
        from lastmile_tui.domain.measures.measurer import Measurer  # noqa: PLC0415 # 5 ms, which a list need not wait for

        return Measurer(store.goals.values(), store.log, self.wall)

    def measured(self, store: GoalStore, goals: Iterable[Goal]) -> MeasuredGoals:
        """Goals of a file with their logs and measures, one by one."""
        from lastmile_tui.store.measured_goals import MeasuredGoals  # noqa: PLC0415 # for scripts only

        return MeasuredGoals(goals, store, self.measurer(store), self.today)

    def measure(self, goal: Goal) -> Measures:
        """The measures of a goal of the file that was opened last; it may be closed already."""
        return self.measurer(self.opened).measure(goal, self.today)

    @property
    def _known_device(self) -> str:
        return read_device_id(self.locations.state)
