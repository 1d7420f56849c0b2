"""Any table of tasks: a row is a task, its columns are found by their names.

The lists and projects that rows name are roads; where there is no such column the file is one. A
section is a road of its own inside its project, unless sections are the states of a board.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.keys import fingerprint
from lastmile_tui.exchange.tables import words
from lastmile_tui.exchange.tables.days import NoDayError, TableDay, find_orders, read_day
from lastmile_tui.exchange.tables.rows import TOO_WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Moment
    from lastmile_tui.exchange.tables.columns import ColumnMap
    from lastmile_tui.exchange.tables.rows import CsvRow, CsvTable

DATES = ("due", "start", "finished", "created", "when", "touched", "done")
_MAPPED = ("id", "title", "parent", "indent", "project", "section", "tags", "people", "note", "why")
_AGAIN = re.compile(r" \(\d+\)$")
_HASH = re.compile(r"[ _]\[?[0-9A-Za-z]{16,40}\]?$|_all$")

_DEEP = 4
"""Digits that no indent has."""

_LASTING = 8
"""Characters of an id that is of one task only; shorter ones are numbers in their file."""

NO_TITLE = "without a title"
INBOX = "inbox"


def file_title(file: GivenFile) -> str:
    """What a file is called, without its ending and what tools and browsers put behind it."""
    if file.path is None:
        return ""
    name = file.name[: len(file.name) - len(file.ending)]
    return _HASH.sub("", _AGAIN.sub("", _HASH.sub("", name))).strip()


class TaskTable:
    """Reads the rows of a table; tools that write more than a table says have their own."""

    def __init__(
        self, origin: str, file: GivenFile, table: CsvTable, columns: ColumnMap, local: Local
    ):
        self.origin, self.local, self.columns, self.table = origin, local, columns, table
        self._file_title = file_title(file)
        self._unread: list[Left] = [*table.unread]
        self._skipped: list[Left] = []
        self._groups: dict[str, Item] = {}
        self._items: list[Item] = []
        self._keys: dict[str, int] = {}
        self._by_name: dict[str, str] = {}
        self._rows: dict[str, CsvRow] = {}
        dates = {columns.name(field): self._cells(field) for field in DATES if field in columns.of}
        self._orders = find_orders(dates, month_first=local.month_first)

    def read(self) -> Reading:
        """All tasks of the table."""
        for row in self.table.rows:
            if reason := self.left_out(row):
                self._skipped.append(Left(reason, self.cell(row, "title"), row.line))
                continue
            self._items += self.items_of(row)
        items = [*self._with_parents()]
        return Reading(
            self.origin,
            (*self._groups.values(), *items),
            tuple(self._skipped),
            tuple(sorted(self._unread, key=lambda left: left.line)),
            self._remarks(),
        )

    def cell(self, row: CsvRow, field: str) -> str:
        """A cell by its field."""
        return self.columns.cell(row.cells, field)

    def left_out(self, row: CsvRow) -> str:
        """Why a row is no task, empty where it is one."""
        archived = words.status_of(self.cell(row, "archived")) is Status.DONE
        return "archived there" if archived and self.status(row) is Status.OPEN else ""

    def items_of(self, row: CsvRow) -> Iterator[Item]:
        """The item of a row, and those that it has inside itself."""
        title = words.unlinked(self.cell(row, "title"))
        if not title:
            self._skipped.append(Left(NO_TITLE, " ".join(filter(None, row.cells))[:200], row.line))
            return
        if len(row.cells) > len(self.columns.names) and any(
            cell.strip() for cell in row.cells[len(self.columns.names) :]
        ):
            self.tell(row, title, TOO_WIDE)
        used = {field for field in _MAPPED if field in self.columns.of}
        due = self._day(row, "due", used)
        start = self._day(row, "start", used)
        status = self.status(row)
        finished = self._finished(row, used)
        created = self._day(row, "created", used)
        state = self.cell(row, "done")
        if self.is_state_read(row):
            used.add("done")
        if words.is_plain_state(self.cell(row, "archived")):
            used.add("archived")
        extra: dict[str, Any] = self.columns.rest(row.cells, used)
        yield Item(
            key=self._key(row, title),
            title=title,
            line=row.line,
            status=Status.DONE if finished and status is Status.OPEN else status,
            created=_moment(created),
            finished=finished,
            due=due.day if due else None,
            due_time=due.time if due else None,
            hidden_until=start.day if start else None,
            waiting="" if words.is_waiting(state) else None,
            why=self.cell(row, "why"),
            tags=self.tags(row),
            people=words.names_in(self.cell(row, "people")),
            remarks=self.remarks(row),
            extra=extra,
        )

    def status(self, row: CsvRow) -> Status:
        """The state of a row, by its own column or by the list of a board that it is in."""
        cell = self.cell(row, "done")
        own = words.status_of(cell)
        if own is None and self._moment_of(row, "done"):
            return Status.DONE
        if own in (Status.DONE, Status.CANCELLED) or not self._boards:
            return own or Status.OPEN
        return words.status_of(self.cell(row, "section")) or own or Status.OPEN

    def is_state_read(self, row: CsvRow) -> bool:
        """Whether the state says no more than that it is done or not."""
        return words.is_plain_state(self.cell(row, "done"))

    def tags(self, row: CsvRow) -> tuple[str, ...]:
        """The tags of a row."""
        return words.names_in(self.cell(row, "tags"))

    def remarks(self, row: CsvRow) -> tuple[Remark, ...]:
        """The notes of a row."""
        note = self.cell(row, "note")
        return (Remark(note),) if note else ()

    def tell(self, row: CsvRow, what: str, reason: str) -> None:
        """Something of a row that could not be read."""
        self._unread.append(Left(reason, what, row.line))

    def day(self, row: CsvRow, field: str) -> TableDay | None:
        """A date of a row; NoDayError where its cell is none."""
        cell = self.cell(row, field)
        order = self._orders.of[self.columns.name(field)] if field in self.columns.of else None
        return read_day(cell, order, self.local.zone)

    def list_of(self, row: CsvRow) -> tuple[str, str]:
        """The project and the section of a row, each empty where it has none."""
        section = "" if self._boards else self.cell(row, "section")
        project = words.names_in(self.cell(row, "project")) if "project" in self.columns.of else ()
        return words.unlinked(project[0]) if project else "", section

    def _cells(self, field: str) -> list[str]:
        return [self.cell(row, field) for row in self.table.rows]

    @cached_property
    def _boards(self) -> bool:
        """Whether the sections are states, as on a board."""
        return "section" in self.columns.of and words.are_stages(self._cells("section"))

    def _day(self, row: CsvRow, field: str, used: set[str]) -> TableDay | None:
        """A date of a row; what is none is told, and kept as it is."""
        if field not in self.columns.of:
            return None
        try:
            found = self.day(row, field)
        except NoDayError as error:
            self.tell(row, self.cell(row, field), f"{self.columns.name(field)} {error}")
            return None
        used.add(field)
        return found

    def _finished(self, row: CsvRow, used: set[str]) -> Moment | None:
        """When a row was done, by the column for it, or by one that says done with a date."""
        found = self._day(row, "finished", used)
        if found is None and (moment := self._moment_of(row, "done")):
            used.add("done")
            return moment
        if found is None and self.status(row) is Status.DONE:
            found = self._day(row, "touched", used)
        return _moment(found)

    def _moment_of(self, row: CsvRow, field: str) -> Moment | None:
        """A date where there may be another thing."""
        if len(self.cell(row, field)) < len("1.1.26"):
            return None
        try:
            return _moment(self.day(row, field))
        except NoDayError:
            return None

    def _key(self, row: CsvRow, title: str) -> str:
        """The id of a row where it lasts, else a fingerprint; by it the row is known then."""
        name = self.cell(row, "id")
        key = name if len(name) >= _LASTING else fingerprint(*self.list_of(row), title)
        self._keys[key] = count = self._keys.get(key, 0) + 1
        key = key if count == 1 else f"{key}.{count}"
        self._by_name.setdefault(f"title {title}", key)
        if name:
            self._by_name.setdefault(f"id {name}", key)
        self._rows[key] = row
        return key

    def _with_parents(self) -> Iterator[Item]:
        """The items below those that they name, or by their indent, or in their list."""
        above: list[tuple[int, str]] = []
        for item in self._items:
            row = self._rows.get(item.key)
            if row is None:
                yield item
                continue
            name = self.cell(row, "parent")
            parent, extra = self._named(name), dict(item.extra)
            if name and not parent:
                extra = extra | {self.columns.name("parent"): name}
            if depth := self.cell(row, "indent"):
                level = int(depth) if depth.isdecimal() and len(depth) < _DEEP else 0
                while above and above[-1][0] >= level:
                    above.pop()
                parent = parent or (above[-1][1] if above else "")
                above.append((level, item.key))
            yield replace(item, parent=parent or self._group(row), extra=extra)

    def _named(self, name: str) -> str:
        """The key of the item that a cell names by its id or title."""
        plain = words.unlinked(name)
        return self._by_name.get(f"id {plain}") or self._by_name.get(f"title {plain}") or ""

    def _group(self, row: CsvRow) -> str:
        """The key of the list that a row is in, or of the file; empty where it is in none."""
        project, section = self.list_of(row)
        if "project" not in self.columns.of and "project" not in self.local.mapping:
            project = self._file_title
        if project.casefold() == INBOX and not section:
            return ""
        title = ": ".join(filter(None, (project, section)))
        if not title:
            return ""
        key = fingerprint("list", project, section)
        self._groups.setdefault(key, Item(key, title, row.line, group=True))
        return key

    def _remarks(self) -> tuple[str, ...]:
        shown = [f"columns: {self.columns.shown}"]
        if self._boards:
            shown.append(f"{self.columns.name('section')} says how far a task is, as on a board")
        if "project" not in self.columns.of and self._groups:
            shown.append("no column is a project: the file is one road (--map project= for none)")
        return (*shown, *self._orders.remarks)


def _moment(found: TableDay | None) -> Moment | None:
    return None if found is None else found.at or found.day
