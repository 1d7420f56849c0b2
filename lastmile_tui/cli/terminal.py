"""Terminals: what is shown in one, the app or lines, and whether one was left by a killed app."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO

if sys.platform != "win32":
    import termios

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping

SCREENS: Final = (None, "demo", "review")
"""The verbs that open the app, or in linear mode ask in lines."""

WITHOUT_SETTINGS: Final = ("config", "doctor", "paths")
"""The verbs that say themselves whether there are settings, and what is wrong with them."""

LINEAR_OPTION, LINEAR_VARIABLE, LINEAR_SETTING = "--linear", "LASTMILE_LINEAR", "linear"
"""What turns the linear mode on."""

_OFF: Final = frozenset(("0", "no", "off", "false"))

_CANNOT_MOVE: Final = frozenset(("", "dumb", "emacs", "unknown"))
"""Values of TERM whose cursor cannot be moved: a shell in Emacs, a pipe of an editor, none."""


_COLUMNS: Final = 80


def linear_by(env: Mapping[str, str], *, flag: bool) -> str | None:
    """What turns the linear mode on, empty for a variable that says no; None: ask the settings."""
    if flag:
        return LINEAR_OPTION
    value = env.get(LINEAR_VARIABLE, "").strip().casefold()
    if not value:
        return None
    return "" if value in _OFF else LINEAR_VARIABLE


def tells_of_settings(args: Namespace, *, linear: bool) -> bool:
    """Whether a verb is told what is wrong with the settings.

    The app shows it by itself, and what a timer runs tells it once.
    """
    verb = getattr(args, "verb", "")
    in_lines = linear or getattr(args, "plain", False) or getattr(args, "due", False)
    in_app = verb == "web-tab" or (verb in SCREENS and not in_lines)
    by_timer = getattr(args, "notify", False)
    return not in_app and not by_timer and verb not in WITHOUT_SETTINGS


def can_draw(term: str) -> bool:
    """Whether a terminal of this TERM can be drawn in."""
    return term not in _CANNOT_MOVE and not term.startswith("dumb-")


def say_kind(term: str) -> str:
    """The TERM of a terminal as the subject of a sentence."""
    return f"TERM is {term}" if term else "TERM is not set"


def why_no_app(env: Mapping[str, str], streams: Iterable[TextIO | None]) -> str:
    """Why the app cannot be opened there, as the beginning of a sentence; empty if it can."""
    if not all(stream is not None and stream.isatty() for stream in streams):
        return "The app needs a terminal"
    term = env.get("TERM", "")
    if sys.platform != "win32" and not can_draw(term):
        return f"The app cannot be drawn here, since {say_kind(term)}"
    return ""


def columns() -> int:
    """How wide lines may be: COLUMNS, else the columns of the terminal, else 80.

    As `shutil` finds them, which brings three ways to compress files along.
    """
    with suppress(ValueError):
        if (wanted := int(os.environ.get("COLUMNS", ""))) > 0:
            return wanted
    with suppress(OSError, ValueError, AttributeError):  # closed, or no terminal
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _COLUMNS  # type: ignore[union-attr]
    return _COLUMNS


def is_raw(stream: TextIO | None) -> bool:
    """Whether a terminal is set for an app, though there is none: so one was killed there."""
    if sys.platform != "win32" and stream is not None:
        with suppress(OSError, ValueError, termios.error):  # no terminal, or closed
            return not termios.tcgetattr(stream.fileno())[3] & termios.ICANON
    return False
