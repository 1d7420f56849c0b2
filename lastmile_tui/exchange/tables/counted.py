"""Tables of amounts with their days, such as HabitBull writes them: all of one name is one road.

What is counted for ever has no end: its road goes to the next round number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading, Remark
from lastmile_tui.exchange.keys import fingerprint
from lastmile_tui.exchange.tables import words
from lastmile_tui.exchange.tables.days import NoDayError, find_orders, read_day
from lastmile_tui.exchange.tables.tasks import file_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Moment
    from lastmile_tui.exchange.tables.columns import ColumnMap
    from lastmile_tui.exchange.tables.days import TableDay
    from lastmile_tui.exchange.tables.rows import CsvRow, CsvTable

TIMES = "times"
"""The unit of what the file names no unit of."""

ENDLESS = "what has no end is a road to the next round number"
NOTHING_DONE = "nothing was done that day"

_GENERIC = frozenset(("amount", "value", "quantity", "count"))
_ROUND = (1, 2, 5)
_LEAST = 10


def counts(columns: ColumnMap) -> bool:
    """Whether rows are amounts of a day rather than tasks."""
    of = columns.of
    return "amount" in of and "when" in of and not of.keys() & {"done", "due", "finished", "parent"}


def round_target(total: float) -> float:
    """The next of 10, 20, 50, 100 … that is more than a total."""
    power = _LEAST
    while True:
        for factor in _ROUND:
            if factor * power > total:
                return float(factor * power)
        power *= 10


def read_counted(
    origin: str, file: GivenFile, table: CsvTable, columns: ColumnMap, local: Local
) -> Reading:
    """A counting road of each name, with an entry for each row."""
    cells = [columns.cell(row.cells, "when") for row in table.rows]
    orders = find_orders({columns.name("when"): cells}, month_first=local.month_first)
    order = orders.of[columns.name("when")]
    unread, skipped = [*table.unread], []
    found: dict[str, list[CsvRow]] = {}
    amounts: dict[str, list[Datapoint]] = {}
    notes: dict[str, list[Remark]] = {}
    for row in table.rows:
        name = columns.cell(row.cells, "title") or file_title(file) or "Counted"
        found.setdefault(name, []).append(row)
        day, value = columns.cell(row.cells, "when"), columns.cell(row.cells, "amount")
        try:
            at = read_day(day, order, local.zone)
        except NoDayError as error:
            unread.append(Left(f"{columns.name('when')} {error}", day, row.line))
            continue
        number = words.number_in(value, local.notation)
        if at is None or (number is None and value):
            unread.append(Left("has no amount and day", f"{day} {value}".strip(), row.line))
            continue
        text = columns.cell(row.cells, "note")
        if not number or number <= _NEVER:
            skipped.append(Left(NOTHING_DONE, name, row.line))
            if text:
                notes.setdefault(name, []).append(Remark(text, _when(at)))
        else:
            amounts.setdefault(name, []).append(Datapoint(_when(at), number, text))
    items = [
        replace(
            _item(name, rows, amounts.get(name, []), columns, local),
            remarks=tuple(notes.get(name, ())),
        )
        for name, rows in found.items()
    ]
    remarks = (f"columns: {columns.shown}", ENDLESS, *orders.remarks)
    return Reading(origin, tuple(items), tuple(skipped), tuple(unread), remarks)


_NEVER = -1e9
"""What HabitBull writes for a day that was skipped is less than this."""


def _item(
    name: str, rows: list[CsvRow], amounts: list[Datapoint], columns: ColumnMap, local: Local
) -> Item:
    """What all rows of one name count."""
    first = rows[0].cells
    total = sum(amount.value for amount in amounts)
    target = words.number_in(columns.cell(first, "target"), local.notation)
    called = columns.name("amount")
    unit = columns.cell(first, "unit")
    if not unit:
        unit = TIMES if called.casefold() in _GENERIC else called
    used = ("title", "when", "amount", "note", "unit", "target", "tags", "why")
    rest = columns.rest(first, used)
    kept = {key: cell for key, cell in rest.items() if _is_common(key, cell, rows, columns)}
    tags = [tag for row in rows for tag in words.names_in(columns.cell(row.cells, "tags"))]
    return Item(
        key=fingerprint("counted", name),
        title=name,
        line=rows[0].line,
        why=columns.cell(first, "why"),
        tags=tuple(dict.fromkeys(tags)),
        unit=unit,
        target=target or round_target(total),
        amounts=tuple(amounts),
        extra=kept | _differing(rows, columns, [*used, *kept]),
    )


def _is_common(name: str, cell: str, rows: Iterable[CsvRow], columns: ColumnMap) -> bool:
    """Whether a cell is the same in all rows."""
    if name not in columns.names:
        return False
    index = columns.names.index(name)
    return all(index < len(row.cells) and row.cells[index] == cell for row in rows)


def _differing(
    rows: list[CsvRow], columns: ColumnMap, used: list[str]
) -> dict[str, dict[str, str]]:
    """What single rows have beside what is counted, by their lines."""
    fields = [field for field in used if field in columns.of]
    found = {}
    for row in rows:
        rest = columns.rest(row.cells, fields)
        if own := {key: cell for key, cell in rest.items() if key not in used}:
            found[str(row.line)] = own
    return found


def _when(found: TableDay) -> Moment:
    return found.at or found.day
