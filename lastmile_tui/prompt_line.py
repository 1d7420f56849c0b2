"""The line of `lastmile prompt` that was kept: printed before anything heavy is imported.

A file of few lines, which shells read too (`cli/prompt/start_up.py`):

    MADE UNTIL    seconds of the epoch: when it was made, and from when on it may be untrue
    LINE          what is printed, or nothing
    /PATH …       what it was made from, each on a line of its own, and the folder of the first
    STAMPS        of these files: device, inode, size and mtime in ns, or - where there is none
    KEY           versions, arguments and environment

Its own mtime is before all it was made from was looked at: a file that is newer may have changed.
Only modules are imported that Python has when it starts.
"""

import os
import sys
from os.path import exists

from lastmile_tui import __version__
from lastmile_tui.folders import folder_of

TYPE_CHECKING = False  # typing takes as long to import as all that is done here
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

VARIABLES = (
    *("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LASTMILE_FILE"),
    *("LASTMILE_CONFIG", "LASTMILE_LINEAR", "LC_ALL", "LC_CTYPE", "LC_NUMERIC", "LANG", "TERM"),
    *("TZ", "PYTHONTZPATH", "PYTHONIOENCODING", "PYTHONUTF8"),
)
"""All that a line depends on in the environment; it has no colours."""

LASTS = 600
"""Seconds after which it is made anew though nothing is known to have changed."""

SIZE = 1 << 16
"""The most bytes of such a file."""

_ABSENT = "-"


def show(argv: "Sequence[str]", now: float) -> bool:
    """Print the line that was kept for these arguments; False where there is none, or none true.

    `now` is in seconds of the epoch.
    """
    path = path_of(argv, os.environ)
    if path is None or sys.stdout is None:
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123 # pathlib is not imported here
            kept = file.read(SIZE)
            since = os.fstat(file.fileno()).st_mtime
        rows = kept.decode().split("\n")
        line = _if_true(rows, key_of(argv, os.environ), now)
        if line is not None:
            _touch(path, _paths(rows), since, int(now) - 1)
        if line:
            os.write(1, f"{line}\n".encode())
    except (OSError, ValueError, IndexError):
        return False  # it is computed, which says what is wrong
    return line is not None


def _if_true(rows: list[str], key: str, now: float) -> str | None:
    """The line, if all is as it was then."""
    made, until = map(int, rows[0].split(" "))
    same = rows[-2] == key and rows[-3].split(" ") == stamps(_paths(rows)[:-1])
    return rows[1] if same and made <= now < min(until, made + LASTS) else None


def _paths(rows: list[str]) -> list[str]:
    return rows[2:-3]


def _touch(path: str, paths: list[str], since: float, now: int) -> None:
    """Let shells know that what is newer than the file has been looked at.

    `now` is before that, by a second for who compares seconds only.
    """
    times = [os.stat(name).st_mtime for name in paths if exists(name)]  # noqa: PTH110, PTH116 # as above
    try:
        if since < min(now, max(times)):
            os.utime(path, (now, now))
    except OSError:
        return  # shells go on asking


def stamps(paths: "Iterable[str]") -> list[str]:
    """What tells whether files have changed."""
    return [_stamp(path) for path in paths]


def _stamp(path: str) -> str:
    try:
        seen = os.stat(path)  # noqa: PTH116 # as above
    except OSError:
        return _ABSENT
    return f"{seen.st_dev}:{seen.st_ino}:{seen.st_size}:{seen.st_mtime_ns}"


def path_of(argv: "Sequence[str]", env: "Mapping[str, str]") -> str | None:
    """Where the line for these arguments is kept; None where nothing is."""
    folder = folder_of("STATE", env)
    # What is in the file says whose it is, so that any number does that is the same each time.
    number = int.from_bytes(_asked(argv, env).encode()) % ((1 << 61) - 1)
    return folder and f"{folder}/prompts/{number:016x}"


def key_of(argv: "Sequence[str]", env: "Mapping[str, str]") -> str:
    """What else must be the same, on one line of text."""
    return f"{__version__} {sys.hexversion:x} {_asked(argv, env)}"


def _asked(argv: "Sequence[str]", env: "Mapping[str, str]") -> str:
    return repr((sys.flags.utf8_mode, *argv, *(env.get(name) for name in VARIABLES)))
