"""Checks of the machine: the settings, the zone, the clock, the versions."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from lastmile_tui.commands import BY_ID
from lastmile_tui.dates import say_plain
from lastmile_tui.dates.words import quote
from lastmile_tui.store.doctor.checks import Finding
from lastmile_tui.versions import say_versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.locations import Locations

_PACKAGES: Final = ("textual", "tinydb", "msgspec", "pendulum", "platformdirs")

_PATIENCE: Final = 0.5
"""Seconds to wait for tmux."""

_YEARS: Final = range(2026, 2100)
"""The years in which this version may be run."""


def check_settings(context: Context) -> Finding:
    """Whether the settings can be used."""
    path, found = context.locations.config, context.in_force
    if found.fault:
        return Finding("settings", "trouble", found.say_fault(path), "Correct that.")
    if os.access(path, os.F_OK):
        return Finding("settings", "ok", f"{path} can be used.")
    return Finding("settings", "ok", f"There are none at {path}: the defaults are in force.")


def check_themes(places: Locations) -> Iterator[Finding]:
    """Whether the themes of the settings are there, and the user's own can be worn and read."""
    from lastmile_tui.config.settings import read  # noqa: PLC0415 # for this check only
    from lastmile_tui.config.themes import read_themes, unknown_themes  # noqa: PLC0415 # as above

    files = read_themes(places.themes)
    for fault in unknown_themes(read(places.config, BY_ID).toml, files):
        advice = "Correct that: lastmile-dark is worn in its place."
        yield Finding("themes", "warning", fault.of(places.config), advice)
    for file in files:
        for fault in file.faults:
            advice = "Correct that: the theme is not offered before."
            yield Finding("themes", "warning", fault.of(file.path), advice)
        for warning in file.warnings:
            yield Finding("themes", "warning", warning.of(file.path))
        if not file.faults and not file.warnings:
            yield Finding("themes", "ok", f"{file.path} can be worn.")


def check_zone(context: Context, now: datetime) -> Finding:
    """The zone of the days; `check_settings` comes first."""
    zone, name = context.calendar.zone, context.config.timezone
    offset = now.astimezone(zone).strftime("%z")
    text = f"{_name(zone)} (UTC{offset[:3]}:{offset[3:5]})"
    whose = "the settings" if name else "this machine"
    return Finding("zone", "ok", f"{text}, as {whose} say{'' if name else 's'}.")


def check_clock(now: datetime, calendar: Calendar, *, frozen: bool) -> Finding:
    """Whether the year is plausible."""
    local = now.astimezone(calendar.zone)
    text = f"{say_plain(local.date(), date.max)} {local:%H:%M}"  # date.max: always with the year
    if frozen:
        return Finding("clock", "ok", f"It stands still at {text}, as --now says.")
    if now.year in _YEARS:
        return Finding("clock", "ok", f"It is {text}.")
    return Finding("clock", "trouble", f"It is {text}.", "Set the clock of this machine.")


def escape_time() -> int | None:
    """How long tmux waits after an escape, in milliseconds; None if unknown."""
    tmux = shutil.which("tmux")
    if tmux is None:
        return None
    command = [tmux, "show", "-sv", "escape-time"]
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        answer = subprocess.run(  # noqa: S603 # no shell, no user input
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=True
        )
        return int(answer.stdout)
    return None


def check_versions() -> Iterator[Finding]:
    """The versions of the packages, without importing them."""
    system = f"{platform.system()} {platform.release()}"
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            advice = "Install lastmile again, as its README says; that brings what it needs."
            yield Finding("versions", "trouble", f"{name} is not installed.", advice)
    rest = ", ".join(each for each in found if not each.startswith("textual "))  # named already
    yield Finding("versions", "ok", f"{say_versions()}; {rest}; {system}.")


def _name(zone: tzinfo) -> str:
    return quote(key) if (key := getattr(zone, "key", None)) else "An offset without a name"
