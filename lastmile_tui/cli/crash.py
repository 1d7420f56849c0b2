"""Crash reports: a file without the user's own words, and one sentence about it."""

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
from lastmile_tui.versions import say_versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

MOST_REPORTS = 10
"""The most reports that are kept; the oldest is removed first."""

_LIBRARIES = ("rich", "tinydb", "msgspec", "pendulum")
_VARIABLES = ("TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR")


class AppBrokenError(Exception):
    """The app has ended by an error, which is the cause of this one."""


def app_error(error: BaseException) -> BaseException | None:
    """The error that ended the app, even if another one followed while its file was closed."""
    for part in _chain(error):
        if isinstance(part, AppBrokenError):
            return part.__cause__
    return None


def report_crash(error: BaseException) -> str:
    """Write a report if possible; returns a sentence about the crash and the report.

    The text of an error may quote the user's own words: it is only in the report, and on stderr,
    if LASTMILE_TRACEBACK is set.
    """
    full = bool(os.environ.get("LASTMILE_TRACEBACK"))
    if full:
        complain(_full_traceback(error))
    sentence = (
        f"Something broke inside lastmile {__version__} ({type(error).__name__}), "
        "and what was saved is safe"
    )
    try:
        folder = find(os.environ).reports
        path = _write(_report(error, full=full), folder, SystemClock().now())
    except Exception:  # noqa: BLE001 # a report that cannot be written must not hide the crash
        return (
            f"{sentence}; no report could be written, so please report what you did "
            "and what it prints with LASTMILE_TRACEBACK=1."
        )
    contents = "may hold words of yours" if full else "holds none of your words"
    return f"{sentence}; please report it with {path}, which {contents}."


def _report(error: BaseException, *, full: bool) -> str:
    import platform  # noqa: PLC0415 # 30 ms with the others, for a crash only
    from shutil import get_terminal_size  # noqa: PLC0415 # as above

    columns, lines = get_terminal_size()
    variables = (f"{name}={os.environ[name]}" for name in _VARIABLES if name in os.environ)
    facts = (
        say_versions(),
        platform.platform(),
        ", ".join(_versions()),
        f"terminal {columns}x{lines}, {' '.join(variables)}",
    )
    traceback = _full_traceback(error) if full else _traceback_without_texts(error)
    return "\n".join((*facts, "", traceback.replace(str(Path.home()), "~")))


def _versions() -> Iterator[str]:
    from importlib import metadata  # noqa: PLC0415 # as above

    for name in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            yield f"{name} {metadata.version(name)}"


def _full_traceback(error: BaseException) -> str:
    from traceback import format_exception  # noqa: PLC0415 # as above

    return "".join(format_exception(error))


def _traceback_without_texts(error: BaseException) -> str:
    """The tracebacks of an error and its causes, the first cause first, with types but no texts."""
    from traceback import extract_tb  # noqa: PLC0415 # as above

    parts = []
    for part in reversed(list(_chain(error))):
        lines = extract_tb(part.__traceback__).format()
        parts.append("".join((*lines, f"{_error_name(part)}\n")))
    return "\nafter which came\n\n".join(parts)


def _error_name(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    code = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    return f"{kind} {code}" if code else kind


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and its causes."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _write(text: str, folder: Path, now: datetime) -> Path:
    private_files.make_folder(folder)
    path = folder / f"crash-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}.txt"
    private_files.replace(path, text.encode(errors="backslashreplace"))
    for old in sorted(folder.glob("crash-*.txt"))[:-MOST_REPORTS]:
        with suppress(OSError):
            old.unlink()
    return path
