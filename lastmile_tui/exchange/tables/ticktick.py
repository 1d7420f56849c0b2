"""TickTick's backup: a few lines about itself, then a row for each task.

Lists are roads; a row below another names it by `parentId`, whose numbers are of this backup only.
The items of a checklist stand in its text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Remark, Status
from lastmile_tui.exchange.keys import fingerprint
from lastmile_tui.exchange.tables.columns import find_columns, plain_name
from lastmile_tui.exchange.tables.days import TableDay
from lastmile_tui.exchange.tables.rows import table_of
from lastmile_tui.exchange.tables.tasks import TaskTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Reading
    from lastmile_tui.exchange.tables.rows import CsvRow

ORIGIN = "ticktick"

_NAMES = frozenset(("list name", "title", "status", "due date", "is all day"))
_MAP = {
    "project": "List Name",
    "section": "Column Name",
    "id": "taskId",
    "parent": "parentId",
    "note": "Content",
}

_ITEM = re.compile(r"[▫▪] ?([^▫▪\n]*)")
_NO_COLUMN = "Not Sectioned"
_STATES = {"0": Status.OPEN, "1": Status.DONE, "2": Status.DONE, "-1": Status.CANCELLED}


def recognises(file: GivenFile) -> float:
    """By names that only its head has."""
    head = file.head
    return 0.95 if all(f'"{name}"' in head for name in ("List Name", "Is Check list")) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All tasks of a backup."""
    table = table_of(file.text, file.name)
    names = {plain_name(name): name for name in table.names}
    if missing := sorted(_NAMES - names.keys()):
        raise ImportFileError(
            f"{file.name} has no column ‘{missing[0]}’ of a backup; --from csv reads it."
        )
    mapping = {field: name for field, name in _MAP.items() if name in table.names}
    columns = find_columns(table.names, mapping | dict(local.mapping))
    for field in ("when", "amount"):
        columns.of.pop(field, None)
    return _Backup(ORIGIN, file, table, columns, local).read()


class _Backup(TaskTable):
    """The rows of a backup."""

    def left_out(self, row: CsvRow) -> str:
        """Notes are no tasks."""
        return "a note there" if self._named_cell(row, "Kind") == "NOTE" else ""

    def list_of(self, row: CsvRow) -> tuple[str, str]:
        """Its list, and its column where the list has any."""
        project, section = super().list_of(row)
        return project, "" if section == _NO_COLUMN else section

    def status(self, row: CsvRow) -> Status:
        """By the numbers that its preamble explains."""
        return _STATES.get(self.cell(row, "done")) or super().status(row)

    def is_state_read(self, row: CsvRow) -> bool:
        """Its numbers say no more than the state does, but for archived ones."""
        return self.cell(row, "done") in ("0", "1", "-1")

    def day(self, row: CsvRow, field: str) -> TableDay | None:
        """A date; that of a whole day is one in the zone of the task."""
        found = super().day(row, field)
        whole = self._named_cell(row, "Is All Day").casefold() == "true"
        if found is None or found.at is None or field not in ("due", "start") or not whole:
            return found
        try:
            zone = ZoneInfo(self._named_cell(row, "Timezone"))
        except (ValueError, OSError, KeyError):
            zone = None
        return TableDay(found.at.astimezone(zone).date() if zone else found.day)

    def remarks(self, row: CsvRow) -> tuple[Remark, ...]:
        """Its text, without the items of a checklist."""
        text = self.cell(row, "note")
        if self._is_checklist(row):
            text = _ITEM.sub("", text).strip()
        return (Remark(text),) if text else ()

    def items_of(self, row: CsvRow) -> Iterator[Item]:
        """A task with the items of its checklist."""
        for item in super().items_of(row):
            yield item
            if not self._is_checklist(row):
                continue
            for found in _ITEM.finditer(self.cell(row, "note")):
                text, done = found[1].strip(), found[0][0] == "▪"
                yield Item(
                    key=f"{item.key}/{fingerprint(text)}",
                    title=text,
                    line=row.line,
                    parent=item.key,
                    status=Status.DONE if done else Status.OPEN,
                    finished=item.finished if done else None,
                )

    def _is_checklist(self, row: CsvRow) -> bool:
        flag = self._named_cell(row, "Is Check list").casefold()
        return flag in ("y", "yes", "true", "1") or self._named_cell(row, "Kind") == "CHECKLIST"

    def _named_cell(self, row: CsvRow, name: str) -> str:
        names = self.columns.names
        index = names.index(name) if name in names else -1
        return row.cells[index].strip() if 0 <= index < len(row.cells) else ""
