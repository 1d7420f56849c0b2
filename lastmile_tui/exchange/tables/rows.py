"""The rows of a table: between which signs its cells stand, which row is its head, what is ragged.

The delimiter is the one that splits all rows alike: `csv.Sniffer` is misled by prose, and fails
where its sample ends inside quotes.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Left
from lastmile_tui.exchange.tables.columns import known_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DELIMITERS = (",", ";", "\t", "|")

_NONE = "\x1f"
"""What stands between cells where there is one column only."""

_SAMPLE = 200
"""Rows that are enough to see how they are split."""

_PREAMBLE = 20
"""Rows that may stand in front of the head."""

_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""A first line by which spreadsheets name the delimiter."""

UNCLOSED = "a quote in it is never closed: its rest is read as further rows"
TOO_WIDE = "it has more cells than the table has columns"


class CsvRow(Struct, frozen=True):
    """The cells of a row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


class CsvTable(Struct, frozen=True):
    """A table: the names of its columns, empty for one without a head, and the rows below it.

    `alike` is the share of rows that have as many cells as most. `unread` is what is broken.
    """

    names: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    delimiter: str
    alike: float
    unread: tuple[Left, ...] = ()


def table_of(text: str, name: str = "The file", *, sample: bool = False) -> CsvTable:
    """The table of a text, of a `sample` its first rows; ImportFileError where csv gives up."""
    text = text.removeprefix("\ufeff")
    first = 1
    delimiter, alike = "", 1.0
    if named := _SEPARATOR.match(text):
        text, first, delimiter = text[named.end() :], 2, named[1]
    if not delimiter:
        delimiter, alike = find_delimiter(text)
    limit = _SAMPLE if sample else None
    try:
        rows, unread = _rows(text, delimiter, first, limit)
    except csv.Error as error:
        raise ImportFileError(f"{name} is no table that can be read: {error}.") from error
    head = _head(rows)
    if head is None:
        return CsvTable((), (), delimiter, alike, tuple(unread))
    names = tuple(cell.strip() for cell in rows[head].cells)
    below = tuple(rows[head + 1 :])
    return CsvTable(names, below, delimiter, alike, tuple(unread))


def find_delimiter(text: str) -> tuple[str, float]:
    """The delimiter that splits most rows into equally many cells, and the share of those rows.

    Lines in front of a head with names that tasks have do not count.
    """
    best = (0.0, 0, _NONE)
    for delimiter in DELIMITERS:
        try:
            some = _some(text, delimiter)
        except csv.Error:
            continue
        rows = [len(row.cells) for row in some]
        widths = Counter(width for width in rows if width > 1)
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        before = rows.index(width)
        if before > _PREAMBLE or known_names(some[before].cells) <= 1:
            before = 0
        found = (count / (len(rows) - before), width, delimiter)
        if found[:2] > best[:2]:
            best = found
    return (best[2], best[0]) if best[0] > _HALF else (_NONE, 1.0)


_HALF = 0.5
"""The share of rows that must be split alike for a delimiter to be one."""


def _some(text: str, delimiter: str) -> list[CsvRow]:
    """The first rows, without a last one that the sample may have cut."""
    rows = [row for row, _ in zip(_read(text, delimiter, 1), range(_SAMPLE + 1), strict=False)]
    return rows[:_SAMPLE]


def _read(text: str, delimiter: str, first: int) -> Iterator[CsvRow]:
    """All rows that are not empty, however they are quoted."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for cells in lines:
        if any(cell.strip() for cell in cells):
            yield CsvRow(first + before, tuple(cells))
        before = lines.line_num


def _rows(
    text: str, delimiter: str, first: int, limit: int | None
) -> tuple[list[CsvRow], list[Left]]:
    """The rows, and what of them is broken; a quote that is never closed ends with its line."""
    rows = [*_read(text, delimiter, first)] if limit is None else _some(text, delimiter)
    if limit is not None or not rows or not _is_open(text, delimiter, rows[-1].line - first):
        return rows, []
    last = rows.pop()
    lines = text.split("\n")
    at = last.line - first
    rows += _read(lines[at], delimiter, last.line)
    rest = "\n".join(lines[at + 1 :])
    rows += _read(rest, delimiter, last.line + 1)
    return rows, [Left(UNCLOSED, lines[at][:200], last.line)]


def _is_open(text: str, delimiter: str, line: int) -> bool:
    """Whether the row that begins on a line, counted from 0, ends inside quotes."""
    rest = "\n".join(text.split("\n")[line:])
    try:
        for _ in csv.reader(StringIO(rest, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _head(rows: Sequence[CsvRow]) -> int | None:
    """Which row is the head: the first that is about as wide as the table."""
    if not rows:
        return None
    widths = Counter(len(row.cells) for row in rows[:_SAMPLE])
    wide = max(widths, key=lambda width: (widths[width] * (width > 1), width))
    for index, row in enumerate(rows[:_PREAMBLE]):
        if sum(bool(cell.strip()) for cell in row.cells) > wide * _HALF:
            return index
    return 0
