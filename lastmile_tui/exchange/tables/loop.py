"""Loop Habit Tracker: a zip, or the folder of it, with `Habits.csv` and checkmarks of each habit.

The folder of a habit (`001 Meditate`) has its checkmarks with notes. `Checkmarks.csv` beside them
has all habits side by side, with names that are not quoted, and is read where folders are missing.
Numbers are in thousandths.
"""

from __future__ import annotations

import re
import zipfile
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING
from zlib import error as ZlibError  # noqa: N812 # it is an exception

from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.keys import fingerprint
from lastmile_tui.exchange.tables.counted import ENDLESS, NOTHING_DONE, TIMES, round_target
from lastmile_tui.exchange.tables.days import NoDayError, read_day
from lastmile_tui.exchange.tables.rows import CsvRow, CsvTable, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.files import Local

ORIGIN = "loop"

_HABITS, _MARKS = "Habits.csv", "Checkmarks.csv"
_FOLDER = re.compile(r"(?:.*/)?(\d{3})(?: [^/]*)?/Checkmarks\.csv")
_DONE = frozenset(("2", "YES_MANUAL"))
_NOTHING = frozenset(("", "-1", "0", "1", "3", "NO", "YES_AUTO", "SKIP", "UNKNOWN"))
_THOUSAND = 1000

_LIMIT = 64 << 20
"""Bytes of a file inside the zip that are read."""

_FILES = 10_000
"""Files of a folder or zip that are looked at."""


def recognises(file: GivenFile) -> float:
    """A zip or folder with these two files, or the checkmarks alone by their name and head."""
    if file.name == _MARKS and file.head.startswith("Date,"):
        return 0.9
    is_folder = file.path is not None and file.path.is_dir()
    if not is_folder and not file.data.startswith(b"PK"):
        return 0.0
    try:
        found = _HabitFiles(file)
        return 0.95 if found.find(_HABITS) or found.find(_MARKS) else 0.0
    except ImportFileError:
        return 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """A counting road of each habit."""
    return _Habits(_HabitFiles(file), local).read()


class _HabitFiles:
    """The files of a folder, of a zip, or one alone, by their names."""

    def __init__(self, file: GivenFile) -> None:
        self._file = file
        self._zip: zipfile.ZipFile | None = None
        if file.data.startswith(b"PK"):
            try:
                self._zip = zipfile.ZipFile(BytesIO(file.data))
            except (zipfile.BadZipFile, ValueError, OSError) as error:
                raise ImportFileError(f"{file.name} is no whole zip: {error}.") from error

    @cached_property
    def names(self) -> list[str]:
        """All names, with slashes between folders."""
        if self._zip is not None:
            return self._zip.namelist()[:_FILES]
        path = self._file.path
        if path is None or not path.is_dir():
            return [_MARKS] if self._file.data else []
        try:
            inner = [one for one in sorted(path.iterdir())[:_FILES] if one.is_dir()]
            files = [path / _HABITS, path / _MARKS, *(one / _MARKS for one in inner)]
            return [str(one.relative_to(path).as_posix()) for one in files if one.is_file()]
        except OSError as error:
            raise ImportFileError(f"{path} could not be read: {error.strerror}.") from error

    def find(self, name: str) -> str:
        """The whole name of a file at the top."""
        return next((one for one in self.names if one in (name, f"{one.split('/')[0]}/{name}")), "")

    def table(self, name: str) -> CsvTable:
        """The table of a file; ImportFileError where it cannot be read."""
        try:
            if self._zip is not None:
                with self._zip.open(name) as stream:
                    data = stream.read(_LIMIT + 1)
            elif self._file.path is not None and self._file.path.is_dir():
                with (self._file.path / name).open("rb") as plain:
                    data = plain.read(_LIMIT + 1)
            else:
                data = self._file.data
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ZlibError) as error:
            raise ImportFileError(
                f"{name} of {self._file.name} could not be read: {error}."
            ) from error
        if len(data) > _LIMIT:
            raise ImportFileError(f"{name} of {self._file.name} is too large for a list of habits.")
        return table_of(GivenFile(name, data).text, name)


class _Habits:
    """All habits with what was done."""

    def __init__(self, files: _HabitFiles, local: Local) -> None:
        self._files, self._local = files, local
        self._unread: list[Left] = []
        self._skipped: list[Left] = []

    def read(self) -> Reading:
        habits = self._habits()
        own = {
            int(found[1]): name for name in self._files.names if (found := _FOLDER.fullmatch(name))
        }
        top = self._files.find(_MARKS)
        beside = self._files.table(top) if top and len(own) < len(habits or [0]) else None
        if not habits and beside:
            habits = [{"Name": name} for name in beside.names[1:] if name]
        items = []
        for place, habit in enumerate(habits, 1):
            if place in own:
                rows = [(row, *_cells(row)) for row in self._files.table(own[place]).rows]
            else:
                rows = [(row, *_pair(row, place), "") for row in beside.rows] if beside else []
            items.append(self._item(habit, [*self._amounts(habit, rows)]))
        if not items:
            raise ImportFileError(f"There are no habits in it; {_HABITS} or {_MARKS} is missing.")
        return Reading(ORIGIN, tuple(items), tuple(self._skipped), tuple(self._unread), (ENDLESS,))

    def _habits(self) -> list[dict[str, str]]:
        """The habits in their order, each with its cells by their columns."""
        name = self._files.find(_HABITS)
        if not name:
            return []
        table = self._files.table(name)
        self._unread += table.unread
        return [dict(zip(table.names, row.cells, strict=False)) for row in table.rows]

    def _amounts(
        self, habit: dict[str, str], rows: list[tuple[CsvRow, str, str, str]]
    ) -> Iterator[Datapoint]:
        """What was done, and on which days; nothing where there is only a note."""
        counted = habit.get("Type", "").startswith("NUM")
        nothing = 0
        for row, day, mark, note in rows:
            try:
                found = read_day(day, None, self._local.zone)
            except NoDayError as error:
                self._unread.append(Left(f"Date {error}", day, row.line))
                continue
            value = _value(mark, counted=counted)
            if value is None or found is None:
                self._unread.append(Left("is no mark of a habit", mark, row.line))
            elif value > 0:
                yield Datapoint(found.day, value, note)
            else:
                nothing += 1
                if note:
                    yield Datapoint(found.day, 0.0, note)
        self._skipped += [Left(NOTHING_DONE, habit.get("Name", ""))] * nothing

    def _item(self, habit: dict[str, str], amounts: list[Datapoint]) -> Item:
        name = habit.get("Name", "")
        archived = habit.get("Archived?") == "true"
        used = {"Name", "Question", "Unit", "Archived?", "Position", "Description"}
        facts = [habit.get("Question", ""), habit.get("Description", "")]
        return Item(
            key=fingerprint("habit", name),
            title=name,
            status=Status.CANCELLED if archived else Status.OPEN,
            finished=max((one.at for one in amounts), default=None) if archived else None,
            why="\n".join(filter(None, facts)),
            unit=habit.get("Unit", "") or TIMES,
            target=round_target(sum(one.value for one in amounts)),
            amounts=tuple(one for one in amounts if one.value),
            remarks=tuple(Remark(one.text, one.at) for one in amounts if not one.value),
            extra={key: cell for key, cell in habit.items() if cell and key not in used},
        )


def _cells(row: CsvRow) -> tuple[str, str, str]:
    """The day, the mark and the note of a row."""
    day, mark, note = (*(cell.strip() for cell in row.cells), "", "", "")[:3]
    return day, mark, note


def _pair(row: CsvRow, place: int) -> tuple[str, str]:
    """The day of a row, and the mark of one habit."""
    return row.cells[0].strip(), row.cells[place].strip() if place < len(row.cells) else ""


def _value(mark: str, *, counted: bool) -> float | None:
    """What a mark counts; None where it is none."""
    if counted and mark.isdecimal():
        return int(mark) / _THOUSAND if len(mark) < len("1000000000000") else None
    if mark in _DONE:
        return 1.0
    return 0.0 if mark in _NOTHING else None
