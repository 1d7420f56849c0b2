"""dooit's database, as version 3 writes it: workspaces in workspaces, todos in todos.

Dates are local, without a zone. A todo has no date on which it was done. `recurrence` is an
interval, written as a date counted from 1970; finishing such a todo leaves it pending with a later
date, so that nothing is known of the times it was done. Ids name nothing for good: that of a todo
that was deleted is given to the next one.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.databases.rows import day_and_time, mentions, moment, read_tables
from lastmile_tui.exchange.items import Item, Left, Reading, Status
from lastmile_tui.exchange.keys import fingerprint, numbered

if TYPE_CHECKING:
    from datetime import tzinfo

    from lastmile_tui.exchange.databases.rows import Row, Tables
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "dooit"

NO_DESCRIPTION = "has no description"

_EMPTY: Row = {"effort": 0, "urgency": 1, "pending": 1, "recurrence": None}
"""What a todo has that nobody has set."""


def recognises(file: GivenFile) -> float:
    """By the names of its tables and of what only they have."""
    names = (b"CREATE TABLE workspace", b"CREATE TABLE todo", b"parent_todo_id")
    return 0.95 if mentions(file, *names) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All workspaces and todos, in the order in which dooit shows them."""
    return _Todos(read_tables(file, ("workspace", "todo")), local.zone).reading()


class _Todos:
    """The rows, made items one after another."""

    def __init__(self, tables: Tables, zone: tzinfo) -> None:
        self._tables, self._zone = tables, zone
        self._skipped: list[Left] = []
        self._unread: list[Left] = []

    def reading(self) -> Reading:
        spaces = [row for row in _in_order(self._tables["workspace"]) if not row.get("is_root")]
        todos = [row for row in _in_order(self._tables["todo"]) if self._is_todo(row)]
        names = {row.get("id"): _text(row.get("description")) for row in spaces}
        inside = [names.get(row.get("parent_workspace_id"), "") for row in spaces]
        space_keys = numbered(
            fingerprint("workspace", above, _text(row.get("description")))
            for above, row in zip(inside, spaces, strict=True)
        )
        todo_keys = numbered(
            fingerprint("todo", _above(row), _title(_text(row.get("description")))) for row in todos
        )
        keys = {f"w{row.get('id')}": key for row, key in zip(spaces, space_keys, strict=True)}
        keys |= {f"t{row.get('id')}": key for row, key in zip(todos, todo_keys, strict=True)}
        groups = [
            Item(
                key=key,
                title=_text(row.get("description")) or "…",
                parent=keys.get(f"w{row.get('parent_workspace_id')}", ""),
                group=True,
            )
            for row, key in zip(spaces, space_keys, strict=True)
        ]
        items = [
            self._item(row, key, keys.get(_above(row), ""))
            for row, key in zip(todos, todo_keys, strict=True)
        ]
        return Reading(ORIGIN, (*groups, *items), tuple(self._skipped), tuple(self._unread))

    def _is_todo(self, row: Row) -> bool:
        """Whether it is more than a line that was begun and never written."""
        if _text(row.get("description")).strip():
            return True
        self._skipped.append(Left(NO_DESCRIPTION, f"todo {row.get('id')}"))
        return False

    def _item(self, row: Row, key: str, parent: str) -> Item:
        words = _text(row.get("description"))
        title, marks = _title(words), _marks(words)
        due, clock = day_and_time(self._due(row), self._zone)
        extra = {name: row[name] for name in _EMPTY if row.get(name, _EMPTY[name]) != _EMPTY[name]}
        extra.pop("pending", None)
        known = {"id", "order_index", "description", "due", "parent_todo_id", "parent_workspace_id"}
        extra |= {name: row[name] for name in row if name not in known | {*_EMPTY}}
        if not due and row.get("due"):
            extra["due"] = row["due"]
        if title != words:
            extra["description"] = words
        self._repeats(row, extra)
        return Item(
            key=key,
            title=title,
            parent=parent,
            status=Status.OPEN if row.get("pending", 1) else Status.DONE,
            due=due,
            due_time=clock,
            tags=tuple(mark.removeprefix("@") for mark in marks),
            extra=extra,
        )

    def _due(self, row: Row) -> datetime | None:
        value = row.get("due")
        found = moment(value, self._zone)
        if found is None and value is not None:
            self._unread.append(self._left(row, f"has a date that is none, due: {value!s:.40}"))
        return found

    def _repeats(self, row: Row, extra: dict[str, Any]) -> None:
        """Put the interval beside what stands for it."""
        value = row.get("recurrence")
        if value is None:
            return
        try:
            every = datetime.fromisoformat(value) - datetime(1970, 1, 1)  # noqa: DTZ001 # an interval, of no zone
        except (ValueError, TypeError):
            reason = f"has an interval that is none, recurrence: {value!s:.40}"
            self._unread.append(self._left(row, reason))
        else:
            extra["recurrence_days"] = every.total_seconds() / 86_400

    @staticmethod
    def _left(row: Row, reason: str) -> Left:
        return Left(reason, _text(row.get("description")))


def _marks(words: str) -> list[str]:
    return [word for word in words.split() if word.startswith("@") and len(word) > 1]


def _title(words: str) -> str:
    """The description without its tags, unless there is nothing else."""
    marks = {*_marks(words)}
    return " ".join(word for word in words.split() if word not in marks) or words


def _above(row: Row) -> str:
    """What a todo is in: a todo or a workspace, by its number."""
    above = row.get("parent_todo_id")
    return f"w{row.get('parent_workspace_id')}" if above is None else f"t{above}"


def _in_order(rows: list[Row]) -> list[Row]:
    """The rows as dooit shows them; those of one parent have their places."""

    def place(row: Row) -> tuple[int, int]:
        index, key = row.get("order_index"), row.get("id")
        return index if isinstance(index, int) else 0, key if isinstance(key, int) else 0

    return sorted(rows, key=place)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
