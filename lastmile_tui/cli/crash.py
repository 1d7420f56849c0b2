"""What is left of a crash: a report without the user's own words, and one sentence about it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from lastmile_tui import __version__, private_files
from lastmile_tui.cli.output import complain
from lastmile_tui.dates import SystemClock
from lastmile_tui.locations import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

KEPT = 10
"""Reports that are kept; the oldest goes first."""

_LIBRARIES = ("textual", "rich", "tinydb", "msgspec", "pendulum")
_VARIABLES = ("TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR")


class AppBrokenError(Exception):
    """The app ended by the error that is its cause, whatever that is."""


def app_broke(error: BaseException) -> BaseException | None:
    """The error that ended the app, also where another one came while its file was closed."""
    for one in _chain(error):
        if isinstance(one, AppBrokenError):
            return one.__cause__
    return None


def told(error: BaseException) -> str:
    """Write a report where that can be done, and say what happened and where the report is.

    What the error says may quote the user's own words: only with LASTMILE_TRACEBACK set it is in
    the report, and on stderr.
    """
    full = bool(os.environ.get("LASTMILE_TRACEBACK"))
    if full:
        complain(_all(error))
    broke = (
        f"Something broke inside lastmile {__version__} ({type(error).__name__}), "
        "and what was saved is safe"
    )
    try:
        folder = find(os.environ).reports
        path = _write(_report(error, full=full), folder, SystemClock().now())
    except Exception:  # noqa: BLE001 # a report that cannot be written must not hide the crash
        return (
            f"{broke}; no report could be written, so please report what you did "
            "and what it prints with LASTMILE_TRACEBACK=1."
        )
    inside = "may hold words of yours" if full else "holds none of your words"
    return f"{broke}; please report it with {path}, which {inside}."


def _report(error: BaseException, *, full: bool) -> str:
    import platform  # noqa: PLC0415 # 30 ms with the others, for a crash only
    from shutil import get_terminal_size  # noqa: PLC0415 # as above

    columns, lines = get_terminal_size()
    variables = (f"{name}={os.environ[name]}" for name in _VARIABLES if name in os.environ)
    facts = (
        f"lastmile {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        ", ".join(_versions()),
        f"terminal {columns}x{lines}, {' '.join(variables)}",
    )
    way = _all(error) if full else _quiet(error)
    return "\n".join((*facts, "", way.replace(str(Path.home()), "~")))


def _versions() -> Iterator[str]:
    from importlib import metadata  # noqa: PLC0415 # as above

    for name in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            yield f"{name} {metadata.version(name)}"


def _all(error: BaseException) -> str:
    from traceback import format_exception  # noqa: PLC0415 # as above

    return "".join(format_exception(error))


def _quiet(error: BaseException) -> str:
    """The way to an error and to those behind it, the first one first: of each only its type."""
    from traceback import extract_tb  # noqa: PLC0415 # as above

    parts = []
    for one in reversed(list(_chain(error))):
        lines = extract_tb(one.__traceback__).format()
        parts.append("".join((*lines, f"{_kind(one)}\n")))
    return "\nafter which came\n\n".join(parts)


def _kind(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    code = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    return f"{kind} {code}" if code else kind


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _write(text: str, folder: Path, now: datetime) -> Path:
    private_files.make_folder(folder)
    path = folder / f"crash-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}.txt"
    private_files.replace(path, text.encode(errors="backslashreplace"))
    for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path
