"""kanban-tui's database: a board is a road, its tasks are markers, a category is a tag.

Dates of tasks are local, those of `audits` UTC, both without a zone. A task is done that has a
finish date, or stands in the column that finishes or in the archive: one that went there straight
has no date, and what was moved back has lost the one it had.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.databases.rows import day_and_time, mentions, moment, read_tables
from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from lastmile_tui.exchange.databases.rows import Row, Tables
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "kanban-tui"

_TABLES = ("boards", "columns", "tasks", "categories", "dependencies", "audits")

_ARCHIVES = ("archive", "archived")
"""Names of a column behind the one that finishes, in small letters."""

_KNOWN = frozenset(("task_id", "title", "description", "column", "position", "category"))


def recognises(file: GivenFile) -> float:
    """By the names of its tables and of what only they have."""
    return 0.95 if mentions(file, b"finish_column", b"finish_date", b"audits") else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All boards; tasks in the order of their columns, from the last one back to the first."""
    return _Boards(read_tables(file, _TABLES), local.zone).reading()


class _Boards:
    """The rows, made items one after another."""

    def __init__(self, tables: Tables, zone: tzinfo) -> None:
        self._zone, self._tables = zone, tables
        self._unread: list[Left] = []
        self._columns = {row.get("column_id"): row for row in tables["columns"]}
        self._finish = {row.get("finish_column") for row in tables["boards"]} - {None}
        self._parents = {
            row.get("board_id"): _key("board", row, "board_id") for row in tables["boards"]
        }
        self._categories = {
            row.get("category_id"): _text(row.get("name")) for row in tables["categories"]
        }
        self._needs: dict[Any, list[Any]] = defaultdict(list)
        for row in tables["dependencies"]:
            self._needs[row.get("task_id")].append(row.get("depends_on_task_id"))
        self._moved: dict[Any, list[Row]] = defaultdict(list)
        for row in tables["audits"]:
            if row.get("object_type") == "task" and row.get("object_field") == "column":
                self._moved[row.get("object_id")].append(row)

    def reading(self) -> Reading:
        boards = [self._board(row) for row in self._tables["boards"]]
        tasks = [self._task(row) for row in sorted(self._tables["tasks"], key=self._place)]
        return Reading(ORIGIN, (*boards, *tasks), unread=tuple(self._unread))

    def _board(self, row: Row) -> Item:
        icon = row.get("icon")
        return Item(
            key=_key("board", row, "board_id"),
            title=_text(row.get("name")),
            group=True,
            created=self._moment(row, "creation_date", "name"),
            extra={"icon": icon} if icon else {},
        )

    def _place(self, row: Row) -> tuple[int, int, int]:
        column = self._columns.get(row.get("column"), {})
        numbers = (column.get("position"), row.get("position"), row.get("task_id"))
        first, *rest = (one if isinstance(one, int) else 0 for one in numbers)
        return -first, rest[0], rest[1]

    def _task(self, row: Row) -> Item:
        name, column = row.get("task_id"), self._columns.get(row.get("column"), {})
        dates = {
            field: self._moment(row, field, "title")
            for field in ("creation_date", "finish_date", "due_date", "start_date")
        }
        due, clock = day_and_time(dates["due_date"], self._zone)
        ended = dates["finish_date"]
        finishes = row.get("column") in self._finish
        archived = _text(column.get("name")).strip().casefold() in _ARCHIVES
        if finishes and ended is None:
            ended = self._came(name, row.get("column"))
        words = _text(row.get("description"))
        category = self._categories.get(row.get("category"), "")
        extra = {
            field: value
            for field, value in row.items()
            if value and field not in _KNOWN and (field == "start_date" or not dates.get(field))
        }
        if extra.get("metadata") == "{}":
            del extra["metadata"]
        extra["column"] = _text(column.get("name"))
        if self._needs[name]:
            extra["blocked_by"] = self._needs[name]
        if self._moved[name]:
            extra["moved"] = [
                [_text(one.get(field)) for field in ("event_timestamp", "value_old", "value_new")]
                for one in self._moved[name]
            ]
        done = row.get("finish_date") or finishes or archived
        return Item(
            key=_key("task", row, "task_id"),
            title=_text(row.get("title")),
            parent=self._parents.get(column.get("board_id"), ""),
            status=Status.DONE if done else Status.OPEN,
            created=dates["creation_date"],
            finished=ended if done else None,
            due=due,
            due_time=clock,
            tags=(category,) if category else (),
            people=_assignee(row.get("metadata")),
            remarks=(Remark(words, dates["creation_date"]),) if words.strip() else (),
            extra=extra,
        )

    def _came(self, task: Any, column: Any) -> datetime | None:
        """When a task came last into a column, as the audits say it."""
        for row in reversed(self._moved[task]):
            if _text(row.get("value_new")) == str(column):
                return moment(row.get("event_timestamp"), UTC)
        return None

    def _moment(self, row: Row, field: str, title: str) -> datetime | None:
        value = row.get(field)
        found = moment(value, self._zone)
        if found is None and value is not None:
            reason = f"has a date that is none, {field}: {value!s:.40}"
            self._unread.append(Left(reason, _text(row.get(title))))
        return found


def _key(kind: str, row: Row, name: str) -> str:
    """Its number and when it was made: the number of what was deleted is given to the next one."""
    made = "".join(filter(str.isalnum, _text(row.get("creation_date"))))
    return f"{kind}.{row.get(name)}.{made}"


def _assignee(metadata: Any) -> tuple[str, ...]:
    """Who a task is of, where it came from Jira."""
    try:
        found = json.loads(metadata or "{}")
    except (ValueError, TypeError, RecursionError):
        return ()
    name = found.get("assignee") if isinstance(found, dict) else None
    return (name,) if isinstance(name, str) and name.strip() else ()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
