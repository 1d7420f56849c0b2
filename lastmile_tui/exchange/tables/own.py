"""What `lastmile export csv` wrote: a row a goal, with its markers in one cell, a line each.

Rows of goals that are here already are left as they are. The log is not in it.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from lastmile_tui.domain.export.as_csv import BETWEEN, EVIDENCE, ITEM, MARKER, with_formula
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.model.value.way import Way, way_between
from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading, Status
from lastmile_tui.exchange.past import TURNS, Standing, read_blocks
from lastmile_tui.exchange.tables.columns import ColumnMap
from lastmile_tui.exchange.tables.days import NoDayError, Order, TableDay, read_day
from lastmile_tui.exchange.tables.rows import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Moment
    from lastmile_tui.exchange.tables.rows import CsvRow

ORIGIN = "lastmile-csv"

_HEAD = "id,title,state,position,distance"
_STATES = {"sealed": Status.DONE, "let-go": Status.CANCELLED, "let go": Status.CANCELLED}
_MOST = 200
"""Markers of a road that an older file counts, but does not name."""


def recognises(file: GivenFile) -> float:
    """By the first names of its head."""
    return 0.97 if file.head.lstrip("\ufeff").startswith(_HEAD) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All goals of the file."""
    table = table_of(file.text, file.name)
    columns = ColumnMap(table.names, {name: index for index, name in enumerate(table.names)})
    if not {"id", "title", "state"} <= columns.of.keys():
        raise ImportFileError(
            f"{file.name} has no columns id, title and state, as lastmile writes."
        )
    return _OwnGoals(columns, local, [*table.unread]).read(table.rows)


class _OwnGoals:
    """The goals of a table."""

    def __init__(self, columns: ColumnMap, local: Local, unread: list[Left]) -> None:
        self._columns, self._local, self._unread = columns, local, unread

    def read(self, rows: tuple[CsvRow, ...]) -> Reading:
        items = [item for row in rows for item in self._items(row)]
        return Reading(ORIGIN, tuple(items), unread=tuple(self._unread))

    def _cell(self, row: CsvRow, name: str) -> str:
        return with_formula(self._columns.cell(row.cells, name))

    def _items(self, row: CsvRow) -> Iterator[Item]:
        """A goal with its markers."""
        key, due = self._cell(row, "id"), self._day(row, "due")
        status = _STATES.get(self._cell(row, "state"), Status.OPEN)
        name = "sealed_on" if status is Status.DONE else "let_go_on"
        finished = self._day(row, name) if status is not Status.OPEN else None
        parked, unit = self._day(row, "parked_until"), self._cell(row, "unit")
        way = self._way(row)
        position = self._number(row, "position")
        position = way.place(self._value(row, "value")) if way else position
        touched = _moment(self._day(row, "touched")) or self._local.today
        amounts = (Datapoint(touched, position),) if unit and position else ()
        markers = [*self._markers(row, key)]
        seal = [*self._seal(row)]
        yield Item(
            key=key,
            title=self._cell(row, "title"),
            line=row.line,
            status=status,
            created=_moment(self._day(row, "created")),
            finished=_end(finished, markers, self._local.zone),
            due=due.day if due else None,
            due_time=due.time if due else None,
            hidden_until=parked.day if parked else None,
            why=self._cell(row, "why"),
            tags=tuple(filter(None, self._cell(row, "tags").split(BETWEEN))),
            people=tuple(filter(None, self._cell(row, "people").split(BETWEEN))),
            unit=unit,
            target=self._number(row, "distance") if unit else 0.0,
            way=way if unit else None,
            amounts=amounts,
            seal=tuple(text for text, *_ in seal),
            stands=self._stands(row, seal, touched),
        )
        yield from markers

    def _way(self, row: CsvRow) -> Way | None:
        """The values that a goal goes between; None of most, and in an older file."""
        if not (self._cell(row, "from") and self._cell(row, "to")):
            return None
        start, end = self._value(row, "from"), self._value(row, "to")
        return None if start == end else way_between(start, end)

    def _seal(self, row: CsvRow) -> list[tuple[str, bool, str]]:
        """The seal list: each item, whether it is true, and what proves it."""
        items: list[tuple[str, bool, str]] = []
        for line in filter(None, self._cell(row, "seal_list").split("\n")):
            if found := ITEM.fullmatch(line):
                items.append((found[2], found[1] == "x", ""))
            elif items and line.startswith(EVIDENCE):
                items[-1] = (*items[-1][:2], line.removeprefix(EVIDENCE))
            else:
                self._unread.append(Left("is no item of a seal list", line, row.line))
        return items

    def _stands(self, row: CsvRow, seal: list[tuple[str, bool, str]], touched: Moment) -> Standing:
        """How a goal stands beside its road."""
        step, whose = self._cell(row, "next_step"), self._cell(row, "turn")
        on, since = self._day(row, "next_step_on"), self._day(row, "turn_since")
        return Standing(
            {clean_line(text): proof for text, done, proof in seal if done},
            tuple(read_blocks(self._cell(row, "roadblocks"))),
            (whose, since.day) if since and whose in TURNS else None,
            (step, on.day if on else None, touched) if step else None,
            self._cell(row, "let_go_reason"),
        )

    def _markers(self, row: CsvRow, key: str) -> Iterator[Item]:
        """The markers of a goal."""
        lines = self._cell(row, "road").split("\n")
        if lines == [""]:
            yield from self._unnamed(row, key)
            return
        for number, line in enumerate(lines, 1):
            if found := MARKER.fullmatch(line):
                yield self._marker(row, f"{key}.{number}", found, key)
            else:
                self._unread.append(Left("is no marker", line, row.line))

    def _marker(self, row: CsvRow, key: str, found: re.Match[str], parent: str) -> Item:
        done, miles, due, reached, title = found.groups()
        return Item(
            key=key,
            title=title,
            line=row.line,
            parent=parent,
            status=Status.DONE if done == "x" else Status.OPEN,
            finished=_moment(self._read(row, reached or "", "road")),
            due=day.day if (day := self._read(row, due or "", "road")) else None,
            miles=float(miles),
        )

    def _unnamed(self, row: CsvRow, parent: str) -> Iterator[Item]:
        """The markers that an older file only counts; it names the next one."""
        count, reached = (int(self._number(row, name)) for name in ("markers", "markers_reached"))
        upcoming = self._cell(row, "next_marker")
        for number in range(min(count, _MOST)):
            named = upcoming if number == reached else ""
            done = Status.DONE if number < reached else Status.OPEN
            title = named or f"marker {number + 1}"
            yield Item(f"{parent}.{number + 1}", title, row.line, parent, status=done)

    def _value(self, row: CsvRow, name: str) -> float:
        """A value of a goal, which may be below zero."""
        cell = self._cell(row, name)
        below = cell.startswith("-") and _NUMBER.fullmatch(cell[1:])
        return float(cell) if below else self._number(row, name)

    def _number(self, row: CsvRow, name: str) -> float:
        cell = self._cell(row, name)
        if _NUMBER.fullmatch(cell):
            return float(cell)
        if cell:
            self._unread.append(Left(f"{name} is no number", cell, row.line))
        return 0.0

    def _day(self, row: CsvRow, name: str) -> TableDay | None:
        return self._read(row, self._cell(row, name), name)

    def _read(self, row: CsvRow, cell: str, name: str) -> TableDay | None:
        try:
            return read_day(cell, Order.DAY, self._local.zone)
        except NoDayError as error:
            self._unread.append(Left(f"{name} {error}", cell, row.line))
            return None


_NUMBER = re.compile(r"\d{1,13}(?:\.\d{1,12})?(?:e[+-]?\d\d?)?")


def _moment(found: TableDay | None) -> Moment | None:
    return None if found is None else found.at or found.day


def _end(found: TableDay | None, markers: list[Item], zone: tzinfo) -> Moment | None:
    """When a goal was finished: on that day, but not before its last marker was reached."""
    if found is None:
        return None
    noon = datetime.combine(found.day, time(12), zone)
    reached = [one.finished for one in markers if isinstance(one.finished, datetime)]
    return max([noon, *(at for at in reached if at.astimezone(zone).date() == found.day)])
