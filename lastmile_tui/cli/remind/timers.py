"""What runs `lastmile remind` now and then: a systemd timer, a launchd agent, or a cron line.

No daemon of ours. Each is put in by what the system has for it, and taken away again whole.
"""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from msgspec import Struct

from lastmile_tui import private_files
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    _Command = tuple[str, ...]

MINUTES: Final = 10
FIRST_HOUR, LAST_HOUR = 8, 21
"""It is looked every ten minutes from 8:00 to 21:50."""
WHEN: Final = f"every {MINUTES} minutes from {FIRST_HOUR}:00 to {LAST_HOUR}:{60 - MINUTES}"

MARK: Final = "# by lastmile remind"
"""What stands in all that is ours, so that nothing else is ever taken away.

A line of cron ends with it, and with the key of its file.
"""

_NAME: Final = "lastmile-remind"
_LABEL: Final = "lastmile.remind"
_PATIENCE: Final = 20.0

MAC = sys.platform == "darwin"


class TimerPlan(Struct, frozen=True):
    """What is written and run to put a timer in, or to take it away."""

    name: str
    """What it is, for a person."""
    write: dict[Path, str] = {}
    remove: tuple[Path, ...] = ()
    before: tuple[_Command, ...] = ()
    """Commands before files are removed."""
    after: tuple[_Command, ...] = ()
    crontab: str | None = None
    """The whole new table of cron; None leaves it."""
    shown: tuple[str, ...] = ()
    """What changes in the table of cron."""

    @property
    def lines(self) -> list[str]:
        """All of it, as it is shown before it is done."""
        found: list[str] = []
        for path, text in self.write.items():
            there = ", in the place of the one that is there" if path.exists() else ""
            found += [f"{path}{there}:", *(f"    {line}" for line in text.splitlines())]
        found += [f"remove {path}" for path in self.remove]
        found += self.shown
        found += [f"run {shlex.join(words)}" for words in (*self.before, *self.after)]
        return found


def is_served(data: Path) -> bool:
    """Whether a timer without a key is for this file: once all were so."""
    path = str(data)
    texts = [_text_of(_systemd_folder() / f"{_NAME}.service"), _text_of(_agent(""))]
    if shutil.which("crontab"):
        lines = _try(("crontab", "-l"))[1].splitlines()
        texts += [line for line in lines if _is_ours(line, "")]
    words = [f"--file {_in_systemd(path)} ", f"--file {_in_cron((path,))} "]
    words.append(f"<string>{escape(path)}</string>")
    return any(word in text for word in words for text in texts)


def plan_install(command: Sequence[str], key: str) -> TimerPlan:
    """What puts a timer for a command in, by what this system has; LastmileError for none.

    `key` parts the timers of files; that of the default one has none.
    """
    if any(not word.isprintable() for word in command):
        raise LastmileError("A path that cannot be printed cannot be written into a timer.")
    match _system():
        case "systemd":
            folder = _systemd_folder()
            service, timer = folder / f"{_NAME}{key}.service", folder / f"{_NAME}{key}.timer"
            _require_ours([service, timer])
            text = {service: _service(command), timer: _timer()}
            reload, enable = ("daemon-reload",), ("enable", "--now", timer.name)
            after = tuple(("systemctl", "--user", *words) for words in (reload, enable))
            return TimerPlan("a systemd user timer", text, after=after)
        case "launchd":
            path = _agent(key)
            _require_ours([path])
            after = (("launchctl", "load", "-w", str(path)),)
            return TimerPlan("a launchd agent", {path: _plist(command, path.stem)}, after=after)
    table = _crontab()
    line = f"*/{MINUTES} {FIRST_HOUR}-{LAST_HOUR} * * * {_in_cron(command)} {MARK}{key}"
    lines = table.splitlines(keepends=True)
    others = [each for each in lines if not _is_ours(each, key)]
    if others and not others[-1].endswith("\n"):
        others[-1] += "\n"
    new = "".join([*others, f"{line}\n"])
    shown = [f"a line of the crontab:\n    {line}"]
    shown += [f"in the place of:\n    {each.rstrip()}" for each in lines if _is_ours(each, key)]
    return TimerPlan("a cron line", crontab=new, shown=(*shown,))


def plan_uninstall(key: str) -> list[TimerPlan]:
    """What takes those of a file away, whatever put them in; empty where there is nothing."""
    plans = []
    systemctl, launchctl = map(shutil.which, ("systemctl", "launchctl"))
    units = [_systemd_folder() / f"{_NAME}{key}.{kind}" for kind in ("timer", "service")]
    if ours := tuple(path for path in units if _is_our_file(path)):
        disable: _Command = ("systemctl", "--user", "disable", "--now", f"{_NAME}{key}.timer")
        reload: _Command = ("systemctl", "--user", "daemon-reload")
        before, after = ((disable,), (reload,)) if systemctl else ((), ())
        plans.append(TimerPlan("the systemd user timer", remove=ours, before=before, after=after))
    if _is_our_file(agent := _agent(key)):
        before = (("launchctl", "unload", "-w", str(agent)),) if launchctl else ()
        plans.append(TimerPlan("the launchd agent", remove=(agent,), before=before))
    if shutil.which("crontab"):
        lines = _crontab().splitlines(keepends=True)
        if gone := [line for line in lines if _is_ours(line, key)]:
            rest = "".join(line for line in lines if not _is_ours(line, key))
            shown = tuple(f"remove from the crontab:\n    {line.rstrip()}" for line in gone)
            plans.append(TimerPlan("the cron line", crontab=rest, shown=shown))
    return plans


def is_done(plan: TimerPlan) -> bool:
    """Whether what a plan writes stands there already."""
    if plan.crontab is not None:
        return plan.crontab == _crontab()
    return all(_text_of(path) == text for path, text in plan.write.items())


def carry_out(plan: TimerPlan) -> None:
    """Do what a plan says; LastmileError where the system refuses.

    Then nothing is left of what was to be written, and nothing of what was to be removed either.
    """
    failed = [why for words in plan.before if (why := _run(words))]
    try:
        for path, text in plan.write.items():
            private_files.make_folder(path.parent)
            private_files.replace(path, text.encode())
        for path in plan.remove:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise LastmileError(f"{error.filename}: {error.strerror}.") from error
    if plan.crontab is not None and (why := _run(("crontab", "-"), plan.crontab)):
        failed.append(why)
    failed += [why for words in plan.after if (why := _run(words))]
    if failed:
        for path in plan.write:
            path.unlink(missing_ok=True)
        raise LastmileError(f"{failed[0]}.")


def _system() -> str:
    if MAC and shutil.which("launchctl"):
        return "launchd"
    if shutil.which("systemctl") and not _try(("systemctl", "--user", "show-environment"))[0]:
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    raise LastmileError(
        "This system has neither systemd for its users, nor launchd, nor cron;"
        " have lastmile remind --notify run by what it has."
    )


def _service(command: Sequence[str]) -> str:
    return (
        f"{MARK}\n[Unit]\nDescription=Reminders of lastmile\n\n"
        f"[Service]\nType=oneshot\nExecStart={' '.join(map(_in_systemd, command))}\n"
    )


def _timer() -> str:
    hours = f"{FIRST_HOUR:02}..{LAST_HOUR:02}"
    return (
        f"{MARK}\n[Unit]\nDescription=Reminders of lastmile\n\n"
        f"[Timer]\nOnCalendar=*-*-* {hours}:00/{MINUTES}:00\n\n[Install]\nWantedBy=timers.target\n"
    )


def _plist(command: Sequence[str], label: str) -> str:
    times = [
        {"Hour": hour, "Minute": minute}
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
        for minute in range(0, 60, MINUTES)
    ]
    agent = {"Label": label, "ProgramArguments": [*command], "StartCalendarInterval": times}
    head, sign, rest = plistlib.dumps(agent).decode().partition("<plist")
    return f"{head}<!-- {MARK} -->\n{sign}{rest}"


def _in_systemd(word: str) -> str:
    """A word of ExecStart, where a %, a $ and a backslash mean something."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return plain if re.fullmatch(r"[\w./:=+@-]+", plain) else f'"{plain}"'


def _in_cron(command: Sequence[str]) -> str:
    """A command for the shell of cron, where a % would end the line."""
    return shlex.join(command).replace("%", "\\%")


def _systemd_folder() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "systemd" / "user"


def _agent(key: str) -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}{key}.plist"


_NO_TABLE = ("no crontab", "No such file")
"""What cron says where there is no table yet; the second is that of busybox."""


def _crontab() -> str:
    """The table of cron; LastmileError where it cannot be read, so that none is written over."""
    code, out, why = _try(("crontab", "-l"))
    if code and not any(none in why for none in _NO_TABLE):
        raise LastmileError(
            f"The crontab cannot be read: {clean_line(why) or f'exit code {code}'}."
        )
    return "" if code else out


def _is_ours(line: str, key: str) -> bool:
    return line.rstrip().endswith(f"{MARK}{key}")


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError):
        return ""


def _is_our_file(path: Path) -> bool:
    return MARK in _text_of(path)


def _require_ours(paths: Iterable[Path]) -> None:
    for path in paths:
        if os.path.lexists(path) and not _is_our_file(path):
            raise LastmileError(f"{path} is there, and not by lastmile; move it away first.")


def _run(words: Sequence[str], given: str | None = None) -> str:
    """Run a command of the system; why it failed, empty where it did not."""
    code, _, why = _try(words, given)
    if not code:
        return ""
    return f"{shlex.join(words)} failed: {clean_line(why).rstrip('.') or f'exit code {code}'}"


def _try(words: Sequence[str], given: str | None = None) -> tuple[int, str, str]:
    """Run a command of the system: its exit code, its output, its complaint."""
    try:
        done = subprocess.run(  # noqa: S603 # fixed words and a path
            [*words],
            input=(given or "").encode("utf-8", "surrogateescape"),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return -1, "", str(error)
    text = done.stdout.decode("utf-8", "surrogateescape")
    return done.returncode, text, done.stderr.decode(errors="replace")
