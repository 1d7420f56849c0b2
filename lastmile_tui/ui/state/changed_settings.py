"""Settings that have changed beside a run: what goes by them from then on, and what is said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lastmile_tui.commands import BY_ID
from lastmile_tui.config import notation_of
from lastmile_tui.config.kept import in_force
from lastmile_tui.config.table import SETTINGS
from lastmile_tui.dates import zone
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.numbers import UNIT, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lastmile_tui.config import Config
    from lastmile_tui.config.settings import SettingsFile
    from lastmile_tui.ui.state.session import Session

_DATED = frozenset(("day_starts", "timezone", "rest_days", "decimal", "unit"))
"""The settings by which goals are dated and written."""


def settle(session: Session, old: Config, new: Config) -> list[str]:
    """Date and write goals as new settings say; the names of the settings that have changed."""
    changed = [name for name in SETTINGS if getattr(new, name) != getattr(old, name)]
    UNIT.change(new.unit)
    WRITTEN.change(notation_of(new.decimal, os.environ))
    if _DATED & {*changed}:
        there = zone(new.timezone) if "timezone" in changed else session.calendar.zone
        session.settle(Calendar(there, new.day_starts), new.rest, WRITTEN.get())
    return changed


class SettingsState:
    """Whether the file of the settings is there and can be used, from one look to the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_there, self._is_broken = path.exists(), False

    def look(self, *, broken: bool) -> tuple[bool, bool]:
        """Whether it is gone, and whether it was broken, since the last look."""
        was_there, self._is_there = self._is_there, self._path.exists()
        was_broken, self._is_broken = self._is_broken, broken
        return was_there and not self._is_there, was_broken


def waiting(started: Config, new: Config, at_start: Iterable[str]) -> frozenset[str]:
    """The settings that take a new start, and are others than this run began with."""
    return frozenset(name for name in at_start if getattr(new, name) != getattr(started, name))


def say_changed(
    path: Path, changed: Iterable[str], later_ones: frozenset[str], *, gone: bool, mended: bool
) -> list[str]:
    """Which settings are taken in, and which the next start takes in; what became of the file."""
    names = [*changed]
    now = [name for name in names if name not in later_ones]
    later = [name for name in names if name in later_ones]
    sentences = []
    if gone:
        sentences.append(f"{path.name} is gone: the defaults are in force.")
    elif now:
        sentences.append(f"{path.name} is taken in: {', '.join(now)}.")
    elif mended and not later:
        sentences.append(f"{path.name} is well again: its settings are as before.")
    if later:
        sentences.append(f"Start lastmile again for {' and '.join(later)}.")
    return sentences


def say_fault(path: Path, found: SettingsFile, kept: Path) -> str:
    """What is wrong with the settings, and what is gone by meanwhile; empty for nothing."""
    return in_force(found, BY_ID, kept).say_fault(path.name)


def look_at(path: Path) -> tuple[object, ...]:
    """What is another value once a file is another one, or written anew."""
    try:
        found = path.stat()
    except OSError as error:
        return (path, error.errno)
    return (path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
