"""A CSV file of any tool or spreadsheet, such as Trello, Asana, Notion and Vikunja write them.

A table of amounts with their days is read as what is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.tables.columns import NAMES, find_columns, known_names, plain_name
from lastmile_tui.exchange.tables.counted import counts, read_counted
from lastmile_tui.exchange.tables.days import is_day
from lastmile_tui.exchange.tables.rows import CsvRow, CsvTable, table_of
from lastmile_tui.exchange.tables.tasks import DATES, TaskTable

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Reading
    from lastmile_tui.exchange.tables.columns import ColumnMap

ORIGIN = "csv"

_ENDINGS = (".csv", ".tsv", ".tab")
_MAY_BE = (*_ENDINGS, ".txt", "")

_SURE_NAMES = 2
"""Columns with a name that tasks have, of which a table of another ending has at least so many."""


def recognises(file: GivenFile) -> float:
    """By its ending, or a head of names that tasks have over rows that are split alike."""
    head = file.head.lstrip("\ufeff")
    if file.ending not in _MAY_BE or head[:1] in ("{", "[", "<", "") or "\0" in head:
        return 0.0
    try:
        table = table_of(head, sample=True)
    except ImportFileError:
        return 0.0
    known = known_names(table.names)
    if file.ending in _ENDINGS:
        return 0.6 if known else 0.35
    alike = table.alike > 0.9 and len(table.rows) > 0  # noqa: PLR2004 # a broken row or two
    return 0.5 if alike and known >= _SURE_NAMES and known * 2 > len(table.names) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All tasks, or all that is counted; ImportFileError where no column is the title."""
    table = table_of(file.text, file.name)
    if not table.names:
        raise ImportFileError(f"{file.name} is empty: there is no table in it.")
    if _by_numbers(local) and not _is_head(table, local):
        table = _without_head(table)
    columns = _entitled(find_columns(table.names, local.mapping), local)
    if counts(columns):
        return read_counted(ORIGIN, file, table, columns, local)
    columns = _for_tasks(columns)
    if "title" not in columns.of:
        names = ", ".join(name for name in table.names if name)[:500]
        raise ImportFileError(
            f"No column of {file.name} is clearly the title; name it, such as --map "
            f"title=‘{table.names[0][:60]}’. Its columns are: {names}."
        )
    return TaskTable(ORIGIN, file, table, columns, local).read()


def _by_numbers(local: Local) -> bool:
    """Whether all columns are named by their numbers, as those of a table without a head."""
    named = [name for name in local.mapping.values() if name]
    return bool(named) and all(name.isdecimal() for name in named)


def _is_head(table: CsvTable, local: Local) -> bool:
    """Whether the first row names columns: by its words, or without a date where others have."""
    if known_names(table.names):
        return True
    dated = [int(local.mapping[field]) - 1 for field in DATES if local.mapping.get(field)]
    columns = [[*row.cells, ""] for row in table.rows]
    return any(
        not is_day(table.names[index], local.zone)
        and any(is_day(cells[index], local.zone) for cells in columns if index < len(cells))
        for index in dated
        if 0 <= index < len(table.names)
    )


def _without_head(table: CsvTable) -> CsvTable:
    """The table, whose first row is a task too; its columns are called by their numbers."""
    first = CsvRow(table.rows[0].line - 1 if table.rows else 1, table.names)
    names = tuple(str(number + 1) for number in range(len(table.names)))
    return CsvTable(names, (first, *table.rows), table.delimiter, table.alike, table.unread)


def _entitled(columns: ColumnMap, local: Local) -> ColumnMap:
    """The columns, with a description for the title where nothing else is one."""
    if "title" in columns.of or "note" not in columns.of or "title" in local.mapping:
        return columns
    name = columns.name("note")
    if "when" in columns.of and plain_name(name) != "description":
        return columns
    mapping = {field: called for field, called in local.mapping.items() if field != "note"}
    return find_columns(columns.names, {"title": name} | mapping)


def _for_tasks(columns: ColumnMap) -> ColumnMap:
    """The columns of tasks: a plain date is their due date."""
    of = dict(columns.of)
    for field, instead in (("due", "when"), ("done", "archived")):
        if field not in of and instead in of:
            of[field] = of.pop(instead)
    for field in ("amount", "unit", "target", "when"):
        of.pop(field, None)
    return type(columns)(columns.names, {field: of[field] for field in NAMES if field in of})
