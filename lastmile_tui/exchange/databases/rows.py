"""The rows of a SQLite database of another tool, which is never written to.

A copy is read, in a folder of its own that is gone afterwards: SQLite makes files beside a database
that it opens, and what the tool has not written back yet stands in one beside it (`-wal`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.private_files import scratch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, tzinfo
    from pathlib import Path

    from lastmile_tui.exchange.files import GivenFile

Row = dict[str, Any]

_MAGIC = b"SQLite format 3\x00"

_BESIDE = ("-wal", "-journal")
"""How the names of the files end that are a part of a database while it is open."""

_LIMIT = 1 << 28
"""Bytes of one value at most."""

_TRIES = 3

_STEP = 1_000_000
_STEPS = 3_000
"""Instructions of SQLite between two looks, and how many looks a file may take: minutes."""

Tables = dict[str, list[Row]]


def mentions(file: GivenFile, *names: bytes) -> bool:
    """Whether it is a database in which all names stand, also where they are not written back."""
    if not file.data.startswith(_MAGIC):
        return False
    missing = [name for name in names if name not in file.data]
    if not missing:
        return True
    try:
        beside = _beside(file.path).get("-wal", b"")
    except (OSError, ValueError):
        return False
    return all(name in beside for name in missing)


def read_tables(file: GivenFile, names: Iterable[str]) -> Tables:
    """The rows of each table, in the order of the file; none of a table that is not there.

    ImportFileError where the database is broken, or is being written all the time.
    """
    with scratch("import") as folder:
        copy = folder / "copy.db"
        _copy(file, copy)
        try:
            with closing(sqlite3.connect(copy)) as base:
                return _read(base, names)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            words = f"{file.name} is a database that cannot be read ({error!s:.80})"
            again = "open it once with the tool that it is from, and import it again"
            raise ImportFileError(f"{words}; {again}.") from error


def _read(base: sqlite3.Connection, names: Iterable[str]) -> Tables:
    steps = iter(range(_STEPS))
    base.set_progress_handler(lambda: next(steps, None) is None, _STEP)
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LIMIT)
    base.execute("PRAGMA trusted_schema = OFF")
    base.execute("PRAGMA cell_size_check = ON")
    base.text_factory = lambda data: data.decode(errors="replace")
    base.row_factory = _row
    # A view can hold any query at all: only tables are read.
    found = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    there = {row["name"] for row in found}
    return {
        name: base.execute(f'SELECT * FROM "{name}"').fetchall() if name in there else []  # noqa: S608 # the name is one of ours
        for name in names
    }


def _row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> Row:
    """A row by its columns; bytes as the digits that SQL writes them with."""
    row = {}
    for column, value in zip(cursor.description, values, strict=True):
        row[column[0]] = value.hex() if isinstance(value, bytes) else value
    return row


def _copy(file: GivenFile, copy: Path) -> None:
    """Put the database into a folder of ours, with what stands beside it, of one moment."""
    if file.path is None:
        copy.write_bytes(file.data)
        return
    for _ in range(_TRIES):
        try:
            before = _moments(file.path)
            data, beside = file.path.read_bytes(), _beside(file.path)
            after = _moments(file.path)
        except OSError as error:
            raise ImportFileError(f"{file.path} could not be read: {error.strerror}.") from error
        if before == after:
            copy.write_bytes(data)
            for ending, more in beside.items():
                copy.with_name(copy.name + ending).write_bytes(more)
            return
    raise ImportFileError(f"{file.name} is being written; close the tool and import it again.")


def _beside(path: Path | None) -> dict[str, bytes]:
    """What stands beside a database, by how its name ends; OSError."""
    if path is None:
        return {}
    files = {ending: path.with_name(path.name + ending) for ending in _BESIDE}
    return {ending: one.read_bytes() for ending, one in files.items() if one.is_file()}


def _moments(path: Path) -> list[tuple[int, int] | None]:
    """Size and time of the database and of what stands beside it; OSError."""
    found: list[tuple[int, int] | None] = []
    for ending in ("", *_BESIDE):
        one = path.with_name(path.name + ending)
        state = one.stat() if one.is_file() else None
        found.append((state.st_size, state.st_mtime_ns) if state else None)
    return found


def moment(value: Any, zone: tzinfo) -> datetime | None:
    """An instant of a date that a tool wrote without a zone; None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        found = found if found.tzinfo else found.replace(tzinfo=zone)
        found.astimezone(zone)
    except (ValueError, OverflowError):
        return None
    return found


def day_and_time(at: datetime | None, zone: tzinfo) -> tuple[date | None, time | None]:
    """The local day of an instant, and its time, None at midnight."""
    if at is None:
        return None, None
    local = at.astimezone(zone)
    clock = local.time().replace(second=0, microsecond=0)
    return local.date(), clock if clock != time() else None
