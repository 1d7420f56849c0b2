"""What the machine brings along: the settings, the zone, the clock, the versions."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from lastmile_tui import __version__
from lastmile_tui.config import Config
from lastmile_tui.dates import say_plain
from lastmile_tui.dates.words import quote
from lastmile_tui.errors import ConfigError
from lastmile_tui.store.doctor.checks import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.calendar import Calendar

_PACKAGES: Final = ("textual", "tinydb", "msgspec", "pendulum", "platformdirs")

_PATIENCE: Final = 0.5
"""Seconds to wait for an answer of tmux."""

_YEARS: Final = range(2026, 2100)
"""The years in which this version may be run."""


def check_settings(context: Context) -> Finding:
    """Look whether the settings can be used; the context goes on with the defaults if not."""
    path = context.locations.config
    try:
        context.config  # noqa: B018 # which reads them
    except ConfigError as error:
        context.config = Config()
        advice = "Correct that, or move the file away; nothing else starts before."
        return Finding("settings", "trouble", str(error), advice)
    if os.access(path, os.F_OK):
        return Finding("settings", "ok", f"{path} can be used.")
    return Finding("settings", "ok", f"There are none at {path}: everything is as it comes.")


def check_zone(context: Context, now: datetime) -> Finding:
    """Tell which zone the days follow; the settings were looked at already."""
    zone, name = context.calendar.zone, context.config.timezone
    offset = now.astimezone(zone).strftime("%z")
    said = f"{_name(zone)} (UTC{offset[:3]}:{offset[3:5]})"
    whose = "the settings" if name else "this machine"
    return Finding("zone", "ok", f"{said}, as {whose} say{'' if name else 's'}.")


def check_clock(now: datetime, calendar: Calendar, *, frozen: bool) -> Finding:
    """Look whether the year can be right."""
    local = now.astimezone(calendar.zone)
    said = f"{say_plain(local.date(), date.max)} {local:%H:%M}"  # of another year, so it is told
    if frozen:
        return Finding("clock", "ok", f"It stands still at {said}, as --now says.")
    if now.year in _YEARS:
        return Finding("clock", "ok", f"It is {said}.")
    return Finding("clock", "trouble", f"It is {said}.", "Set the clock of this machine.")


def escape_time() -> int | None:
    """How long tmux waits behind an escape, in milliseconds; None where it does not say."""
    tmux = shutil.which("tmux")
    if tmux is None:
        return None
    command = [tmux, "show", "-sv", "escape-time"]
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        said = subprocess.run(  # noqa: S603 # no shell, and nothing that anybody wrote
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=True
        )
        return int(said.stdout)
    return None


def check_versions() -> Iterator[Finding]:
    """Tell the versions, without importing what they are of."""
    system = f"Python {platform.python_version()} on {platform.system()} {platform.release()}"
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            advice = "Install lastmile-tui again; pip brings what it needs."
            yield Finding("versions", "trouble", f"{name} is not installed.", advice)
    yield Finding("versions", "ok", f"lastmile {__version__}, {', '.join(found)}; {system}.")


def _name(zone: tzinfo) -> str:
    return quote(key) if (key := getattr(zone, "key", None)) else "An offset without a name"
