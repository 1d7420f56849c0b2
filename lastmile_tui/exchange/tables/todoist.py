"""Todoist's templates and backups: a file a project, its rows tasks, sections and notes in order.

Finished tasks are not in them. `INDENT` counts from 1; a note belongs to the task above it. Dates
may be words of the user's language: what repeats or is none is kept as it was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.dates import read_date
from lastmile_tui.dates.words import When
from lastmile_tui.errors import DateError
from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Left, Reading, Remark
from lastmile_tui.exchange.keys import fingerprint
from lastmile_tui.exchange.tables import words
from lastmile_tui.exchange.tables.days import NoDayError, Order, find_orders, read_day
from lastmile_tui.exchange.tables.rows import table_of
from lastmile_tui.exchange.tables.tasks import INBOX, NO_TITLE, file_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Moment
    from lastmile_tui.exchange.tables.rows import CsvRow, CsvTable

ORIGIN = "todoist"

_LABEL = re.compile(r"(?:^|(?<=\s))@([^\s@]+)")
_EVERY = re.compile(
    r"\b(?:every|daily|weekly|monthly|yearly|after|jede[rnsm]?|täglich|alle|chaque|tou[st]e?s"
    r"|cada|todos|elke|iedere|varje|hver|każdy|ogni)\b|^(?:ev|jährlich|wöchentlich|monatlich)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:^|\s)\[[0-9A-Za-z]{10,}\]$")
_USED = ("TYPE", "CONTENT", "DESCRIPTION", "INDENT", "RESPONSIBLE", "DATE", "DEADLINE")
_PLAIN = {"PRIORITY": ("", "4"), "IS_COLLAPSED": ("", "False"), "DATE_LANG": None}
_FOR_DATES = ("DATE_LANG", "TIMEZONE", "DEADLINE_LANG", "DUE_DATE_LANG")

REPEATS = "‘{0}’ and the like repeat, which a road does not: kept as they are written"
RELATIVE = "‘{0}’ and the like are counted from today"


def recognises(file: GivenFile) -> float:
    """By its head, the first names of which are always the same."""
    return 0.95 if file.head.lstrip("\ufeff").replace('"', "").startswith("TYPE,CONTENT,") else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """The tasks of a project."""
    table = table_of(file.text, file.name)
    if not {"TYPE", "CONTENT"} <= set(table.names):
        raise ImportFileError(f"{file.name} has no columns TYPE and CONTENT, as Todoist writes.")
    if local.mapping:
        raise ImportFileError("--map is not needed for Todoist; --from csv reads other columns.")
    return _ProjectFile(file, table, local).read()


class _ProjectFile:
    """The rows of a file, from its first on."""

    def __init__(self, file: GivenFile, table: CsvTable, local: Local) -> None:
        self._table, self._local = table, local
        self._title = _WHOLE.sub("", file_title(file)).strip()
        self._unread: list[Left] = [*table.unread]
        self._skipped: list[Left] = []
        self._groups: dict[str, Item] = {}
        self._items: list[Item] = []
        self._counts: dict[str, int] = {}
        self._above: list[tuple[int, str]] = []
        self._section = ""
        self._sentences: dict[str, str] = {}
        names = [name for name in table.names if name in ("DATE", "DEADLINE", "DUE_DATE")]
        cells = {name: [self._cell(row, name) for row in table.rows] for name in names}
        self._orders = find_orders(cells, month_first=local.month_first)
        self._used = {*_USED, *names}

    def read(self) -> Reading:
        for row in self._table.rows:
            kind = self._cell(row, "TYPE").casefold()
            if kind == "section":
                self._section = self._cell(row, "CONTENT")
                self._above = []
            elif kind == "note":
                self._note(row)
            elif kind == "task":
                self._task(row)
            elif kind == "meta" or not self._cell(row, "CONTENT"):
                self._skipped.append(
                    Left("about how it is shown", self._cell(row, "CONTENT"), row.line)
                )
            else:
                self._unread.append(
                    Left("is no task, section or note", self._cell(row, "TYPE"), row.line)
                )
        items = (*self._groups.values(), *self._items)
        spoken = [text.format(example) for text, example in self._sentences.items()]
        columns = "columns: title = CONTENT, due = DEADLINE or DATE, people = RESPONSIBLE"
        remarks = (columns, *spoken, *self._orders.remarks)
        return Reading(ORIGIN, items, tuple(self._skipped), tuple(self._unread), remarks)

    def _cell(self, row: CsvRow, name: str) -> str:
        names = self._table.names
        index = names.index(name) if name in names else -1
        return row.cells[index].strip() if 0 <= index < len(row.cells) else ""

    def _note(self, row: CsvRow) -> None:
        """A note of the task above, or of the project before the first one."""
        text = self._cell(row, "CONTENT")
        try:
            found = read_day(self._cell(row, "DATE"), Order.DAY, self._local.zone)
        except NoDayError as error:
            self._unread.append(Left(f"DATE {error}", self._cell(row, "DATE"), row.line))
            found = None
        at: Moment | None = (found.at or found.day) if found else None
        if self._items:
            item = self._items[-1]
            self._items[-1] = replace(item, remarks=(*item.remarks, Remark(text, at)))
        elif key := self._group(row):
            group = self._groups[key]
            self._groups[key] = replace(group, remarks=(*group.remarks, Remark(text, at)))

    def _task(self, row: CsvRow) -> None:
        content = self._cell(row, "CONTENT")
        title = " ".join(_LABEL.sub("", content.removeprefix("* ")).split())
        if not title:
            self._skipped.append(Left(NO_TITLE, "", row.line))
            return
        depth = self._cell(row, "INDENT")
        level = int(depth) if depth.isdecimal() and len(depth) < len("1000") else 1
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        key = fingerprint(self._title, self._section, title)
        self._counts[key] = count = self._counts.get(key, 0) + 1
        key = key if count == 1 else f"{key}.{count}"
        description = self._cell(row, "DESCRIPTION")
        due, extra = self._due(row)
        if content.startswith("* "):
            extra["CONTENT"] = content
        self._items.append(
            Item(
                key=key,
                title=title,
                line=row.line,
                parent=self._above[-1][1] if self._above else self._group(row),
                due=due.day if due else None,
                due_time=due.time if due else None,
                tags=tuple(_LABEL.findall(content)),
                people=words.names_in(self._cell(row, "RESPONSIBLE")),
                remarks=(Remark(description),) if description else (),
                extra=extra | dict(self._rest(row, dated="DATE" in extra)),
            )
        )
        self._above.append((level, key))

    def _due(self, row: CsvRow) -> tuple[When | None, dict[str, Any]]:
        """The deadline, or else the date, and what of the two has no place."""
        extra: dict[str, Any] = {}
        due: When | None = None
        for name in ("DEADLINE", "DATE", "DUE_DATE"):
            if not (text := self._cell(row, name)):
                continue
            found = self._date(row, name, text)
            if found is None or due is not None:
                extra["DATE" if name == "DUE_DATE" else name] = text
            else:
                due = found
        return due, extra

    def _date(self, row: CsvRow, name: str, text: str) -> When | None:
        """A date in figures or in words of English; None where it repeats or is told."""
        try:
            found = read_day(text, self._orders.of.get(name), self._local.zone)
        except NoDayError as error:
            if _EVERY.search(text):
                self._sentences.setdefault(REPEATS, text)
                return None
            try:
                when = read_date(text, self._local.today)
            except DateError:
                self._unread.append(Left(f"{name} {error}", text, row.line))
                return None
            self._sentences.setdefault(RELATIVE, text)
            return when
        return When(found.day, found.time) if found else None

    def _rest(self, row: CsvRow, *, dated: bool) -> Iterator[tuple[str, str]]:
        """What has no place in a goal."""
        for index, cell in enumerate(row.cells):
            name = self._table.names[index] if index < len(self._table.names) else f"#{index + 1}"
            plain = _PLAIN.get(name) or ("",)
            needless = name in _FOR_DATES and not dated
            if name not in self._used and cell.strip() not in plain and not needless:
                yield name, cell

    def _group(self, row: CsvRow) -> str:
        """The key of the project or its section; empty in the inbox, which is neither."""
        project = "" if self._title.casefold() == INBOX else self._title
        title = ": ".join(filter(None, (project, self._section)))
        if not title:
            return ""
        key = fingerprint("list", self._title, self._section)
        self._groups.setdefault(key, Item(key, title, row.line, group=True))
        return key
