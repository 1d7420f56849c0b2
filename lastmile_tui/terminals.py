"""What a terminal can show, by the environment it gave to this process."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

TRUECOLOUR = 1 << 24
"""The colours of a terminal that shows red, green and blue as they are."""

_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What Python puts into LC_CTYPE where it finds the locale C (PEP 538)."""

_ALWAYS_UTF8 = 0x030F0000
"""Python 3.15, from which UTF-8 mode says nothing of the locale (PEP 686)."""

_CONSOLES = frozenset(("linux", "cons25", "wsvt25", "hurd", "ansi"))
"""Consoles, whose fonts have letters and little else; so have those of `vt100` and its like."""

_TITLED = frozenset(
    (
        *("alacritty", "contour", "dtterm", "foot", "ghostty", "gnome", "iterm", "iterm2", "kitty"),
        *("konsole", "mintty", "mlterm", "putty", "rio", "rxvt", "screen", "st", "tmux", "vte"),
        *("wezterm", "xterm"),
    )
)
"""Terminals, and what runs inside of them, that have a title and take it from OSC 0."""

_DEPTHS = {"256color": 256, "kitty": 256}
"""The colours behind the last hyphen of TERM, as rich reads it; 16 for any other name."""

_WANTED = {"truecolor": TRUECOLOUR, "256": 256, "standard": 16, "windows": 16}
"""The colours by the values of TEXTUAL_COLOR_SYSTEM."""


class Terminal(Struct, frozen=True):
    """What a terminal can show; by default all but a title."""

    utf8: bool = True
    """Whether it reads UTF-8. One of single bytes takes some of them for controls, and answers."""
    signs: bool = True
    """Whether its fonts have more than letters."""
    colours: int = TRUECOLOUR
    titled: bool = False


def terminal_of(env: Mapping[str, str], encoding: str = "utf-8") -> Terminal:
    """The terminal of an environment in which text is written in an encoding."""
    term = env.get("TERM", "").lower()
    return Terminal(
        utf8=reads_utf8(locale_of(env)) and encoding.lower().startswith("utf"),
        signs=not _is_console(term.partition("-")[0]),
        colours=colours_of(env),
        titled=term.replace(".", "-").partition("-")[0] in _TITLED,
    )


def _is_console(name: str) -> bool:
    old = name.startswith("pcvt") or (name.startswith("vt") and name[2:].isdecimal())
    return old or name in _CONSOLES


def this_terminal() -> Terminal:
    """The terminal of this process, which Textual draws on by its stderr."""
    encoding = getattr(sys.__stderr__, "encoding", None) or ""
    if os.name == "nt":  # its consoles have no locale of the environment
        return Terminal(utf8=encoding.lower().startswith("utf"), colours=colours_of(os.environ))
    return terminal_of(environment(), encoding)


def locale_of(env: Mapping[str, str]) -> str:
    """The locale of characters: the first variable with a value counts (POSIX, 8.2)."""
    return env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""


def reads_utf8(locale: str) -> bool:
    """Whether a locale is one of UTF-8. None, C, POSIX and a name without an encoding are not."""
    encoding = locale.partition("@")[0].rpartition(".")[2]
    return encoding.lower().replace("-", "") == "utf8"


def colours_of(env: Mapping[str, str]) -> int:
    """How many colours are drawn, by the rule of rich, which draws them.

    In GNU screen COLORTERM is that of the terminal around it. Screen 4.9 does not know colours of
    24 bits, and takes the 2 of 38;2 for faint: all would be grey.
    """
    if wanted := _WANTED.get(env.get("TEXTUAL_COLOR_SYSTEM", "")):
        return wanted
    promised = "" if in_screen(env) else env.get("COLORTERM", "")
    if promised.strip().lower() in ("truecolor", "24bit"):
        return TRUECOLOUR
    return _DEPTHS.get(env.get("TERM", "").strip().lower().rpartition("-")[2], 16)


def in_screen(env: Mapping[str, str]) -> bool:
    """Whether GNU screen draws what is written. Of tmux in it, or around it, TERM may not tell."""
    return bool(env.get("STY")) and env.get("TERM", "").lower().startswith("screen")


def environment() -> dict[str, str]:
    """The environment as it was before Python replaced a locale of C by one of UTF-8.

    What cannot be told: where a program written in Python started this one, its LC_CTYPE looks like
    the user's own; so does ours on systems without /proc when PYTHONUTF8 is set.
    """
    env = dict(os.environ)
    if env.get("LC_ALL") or env.get("LC_CTYPE") not in _COERCED:
        return env
    first = _first_environment()
    if first is not None:
        env["LC_CTYPE"] = first.get("LC_CTYPE", "")
    elif _found_c_locale(env):
        env["LC_CTYPE"] = ""
    return env


def _first_environment() -> dict[str, str] | None:
    """The environment that the process was started with, which Linux keeps; else None."""
    with suppress(OSError):
        if raw := Path("/proc/self/environ").read_bytes():
            pairs = (entry.partition(b"=") for entry in raw.split(b"\0"))
            return {os.fsdecode(name): os.fsdecode(value) for name, _, value in pairs}
    return None


def _found_c_locale(env: Mapping[str, str]) -> bool:
    """Whether Python found C or POSIX: it then is in UTF-8 mode, unless that was asked for."""
    asked = "PYTHONUTF8" in env or "utf8" in sys._xoptions  # noqa: SLF001 # its documented name
    return sys.hexversion < _ALWAYS_UTF8 and sys.flags.utf8_mode == 1 and not asked
