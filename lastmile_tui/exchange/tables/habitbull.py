"""HabitBull: a row for each habit and day, with what was done and a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.tables.columns import find_columns
from lastmile_tui.exchange.tables.counted import counts, read_counted
from lastmile_tui.exchange.tables.rows import table_of

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Reading

ORIGIN = "habitbull"


def recognises(file: GivenFile) -> float:
    """By the first names of its head."""
    head = file.head.lstrip("\ufeff").replace('"', "")
    return 0.95 if head.startswith("HabitName,HabitDescription,HabitCategory") else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """A counting road of each habit."""
    table = table_of(file.text, file.name)
    columns = find_columns(table.names, local.mapping)
    if not counts(columns):
        raise ImportFileError(f"{file.name} has no columns of dates and values, as HabitBull does.")
    return read_counted(ORIGIN, file, table, columns, local)
