"""Showing a notification: by the desktop, or by a terminal that knows how.

What is shown is data: it has no control characters, and no sign of it means something to who shows
it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLE: Final = "lastmile"

_PATIENCE: Final = 10.0
"""Seconds to wait for who shows it."""

_LINES: Final = 8
"""Reminders that are shown; the others are counted."""

_CELLS: Final = 200
"""Characters of one."""

_SCRIPT: Final = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
"""What macOS runs; the texts are its arguments."""

_ST: Final = "\x1b\\"

MAC = sys.platform == "darwin"

BUSES: Final = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")

_BY_PROGRAM: Final = {
    "iTerm.app": "9",
    "iTerm2": "9",
    "WezTerm": "9",
    "ghostty": "9",
    "kitty": "99",
}
"""The OSC that a terminal shows, by its TERM_PROGRAM, or LC_TERMINAL over ssh."""

_BY_TERM: Final = {
    "xterm-kitty": "99",
    "xterm-ghostty": "9",
    "wezterm": "9",
    "foot": "777",
    "foot-extra": "777",
    "foot-direct": "777",
    "rxvt-unicode": "777",
    "rxvt-unicode-256color": "777",
}


def notify(texts: Sequence[str]) -> None:
    """Show reminders in one notification; LastmileError that says why nothing can show it."""
    lines = [clean_line(text, _CELLS) for text in texts[:_LINES]]
    if (more := len(texts) - _LINES) > 0:
        lines.append(f"and {more:,} more")
    env = os.environ
    osc = osc_of(env)
    reasons = []
    ways = (_by_terminal, _by_desktop) if "SSH_CONNECTION" in env else (_by_desktop, _by_terminal)
    for way in ways:
        if not (why := way(lines, env, osc)):
            return
        reasons.append(why)
    raise LastmileError(f"No notification could be shown: {'; '.join(reasons)}.")


def osc_of(env: Mapping[str, str]) -> str:
    """The number of the OSC by which the terminal shows a notification; empty for none."""
    term = env.get("TERM", "")
    if env.get("TMUX") or env.get("STY") or term.startswith(("screen", "tmux")):
        return ""
    if found := _BY_TERM.get(term):
        return found
    for name in ("TERM_PROGRAM", "LC_TERMINAL"):
        if found := _BY_PROGRAM.get(env.get(name, "")):
            return found
    if env.get("KITTY_WINDOW_ID"):
        return "99"
    return "9" if env.get("WT_SESSION") else ""


def osc_text(osc: str, lines: Sequence[str]) -> str:
    """What is sent to a terminal.

    OSC 99 is kitty's, with texts in base 64; in OSC 777 a `;` parts title and text, and in OSC 9 a
    text that begins with a digit would be a progress bar.
    """
    text = " · ".join(clean_line(line) for line in lines)
    match osc:
        case "99":
            title, body = (b64encode(each.encode()).decode() for each in (TITLE, text))
            head = "\x1b]99;i=lastmile:e=1"
            return f"{head}:d=0;{title}{_ST}{head}:d=1:p=body;{body}{_ST}"
        case "777":
            return f"\x1b]777;notify;{TITLE};{text.replace(';', ',')}{_ST}"
        case _:
            return f"\x1b]9;{TITLE}: {text}{_ST}"


def _by_terminal(lines: Sequence[str], env: Mapping[str, str], osc: str) -> str:
    out = sys.stdout
    if out is None or not out.isatty():
        return "there is no terminal to show it"
    if not osc:
        inside = "tmux or screen" if env.get("TMUX") or env.get("STY") else env.get("TERM", "")
        return f"no way is known for this terminal ({clean_line(inside) or 'without TERM'})"
    out.write(osc_text(osc, lines))
    out.flush()
    return ""


def _by_desktop(lines: Sequence[str], env: Mapping[str, str], _: str) -> str:
    if MAC:
        script = [word for line in _SCRIPT for word in ("-e", line)]
        return _run(["osascript", *script, TITLE, "\n".join(lines)], env)
    if not shutil.which("notify-send"):
        return "notify-send is not installed"
    if not any(map(env.get, BUSES)):
        bus = Path(env.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}") / "bus"
        if not bus.exists():
            return "there is no desktop"
        env = {**env, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"}
    return _run(["notify-send", f"--app-name={TITLE}", "--", TITLE, body_text(lines)], env)


def body_text(lines: Sequence[str]) -> str:
    """The text as notify-send takes it: it is markup, and a backslash begins an escape."""
    return escape("\n".join(lines), quote=False).replace("\\", "\\\\")


def _run(command: Sequence[str], env: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 # no shell, and texts are arguments
            command,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{command[0]} did not end"
    except OSError as error:
        return f"{command[0]} could not be started: {(error.strerror or str(error)).lower()}"
    if not done.returncode:
        return ""
    why = clean_line(done.stderr.decode(errors="replace"), _CELLS).rstrip(".")
    return f"{command[0]} failed: {why or f'its exit code was {done.returncode}'}"
