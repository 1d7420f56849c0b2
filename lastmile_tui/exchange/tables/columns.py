"""Which column of a table is which field: by its name, in one of several words, or by `--map`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from msgspec import Struct

from lastmile_tui.exchange.files import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[\W_]+")

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "uid", "uuid", "task id", "card id", "issue key", "key", "item id"),
    "title": (
        *("title", "name", "task", "task name", "card name", "habit name", "summary", "subject"),
        *("content", "item", "to do", "todo", "action", "what", "goal", "habit", "card", "issue"),
    ),
    "parent": ("parent", "parent task", "parent id", "parent item", "parent issue", "subtask of"),
    "indent": ("indent", "level", "depth", "outline level"),
    "project": (
        *("project", "projects", "project name", "board name", "board", "list name", "list"),
        *("folder name", "folder", "group", "epic", "area", "team"),
    ),
    "section": (
        *("section column", "section", "list name", "column name", "column", "bucket", "heading"),
        *("stage", "phase", "milestone", "list"),
    ),
    "due": (
        *("due", "due date", "date due", "due on", "due at", "deadline", "target date"),
        *("end date", "by when", "due day"),
    ),
    "start": ("start date", "start", "starts", "scheduled", "defer until", "defer date", "wait"),
    "finished": (
        *("completed at", "completed on", "completed date", "completed time", "completion date"),
        *("date completed", "done at", "done on", "done date", "finished at", "finished on"),
        *("closed at", "closed on", "closed", "resolved", "date done", "finish date"),
    ),
    "done": (
        *("done", "status", "completed", "complete", "is completed", "is done", "due complete"),
        *("state", "finished", "checked", "progress"),
    ),
    "created": (
        *("created", "created at", "created on", "created date", "created time", "date created"),
        *("creation date", "added", "date added", "added at", "opened", "entry"),
    ),
    "tags": (
        *("tags", "tag", "labels", "label", "categories", "category", "habit category"),
        *("contexts", "context"),
    ),
    "people": (
        *("assignee", "assignees", "assigned to", "owner", "owners", "members", "responsible"),
        *("people", "person", "who"),
    ),
    "note": (
        *("notes", "note", "card description", "description", "details", "comments", "comment"),
        *("comment text", "content", "body", "remarks", "text"),
    ),
    "why": ("why", "reason", "habit description"),
    "amount": ("amount", "value", "quantity", "count", "distance"),
    "unit": ("unit", "units"),
    "target": ("target", "target value", "goal value"),
    "when": ("date", "day", "calendar date", "when", "logged", "logged at", "timestamp"),
    "archived": ("archived", "is archived"),
    "touched": ("last activity date",),
}
"""The fields, each with the names that a column of it has, the likeliest first."""

_WITHIN = {
    "title": ("title", "task", "name", "summary"),
    "due": ("due", "deadline"),
    "finished": ("completed", "finished"),
    "done": ("status", "done"),
    "project": ("project",),
    "tags": ("tags", "labels"),
    "note": ("notes", "description"),
}
"""Words by which a longer name tells its field, where none is named otherwise."""

_BESIDE = frozenset(
    (
        *("id", "url", "link", "links", "email", "order", "lang", "by", "color", "colour", "no"),
        *("number", "type", "count", "reminder", "repeat", "parent", "duration", "time", "author"),
    )
)
"""Words of a name that is about a field but is not it."""


def plain_name(name: str) -> str:
    """A name in small letters with single spaces, of words that were written as one as well."""
    return " ".join(_OTHER.sub(" ", _CAMEL.sub(" ", normalize("NFKC", name))).casefold().split())


class ColumnMap(Struct, frozen=True):
    """The names of the columns, and which of them is which field."""

    names: tuple[str, ...]
    of: dict[str, int]

    def cell(self, cells: Sequence[str], field: str) -> str:
        """The cell of a field, without spaces around; empty where there is none."""
        index = self.of.get(field)
        return cells[index].strip() if index is not None and index < len(cells) else ""

    def name(self, field: str) -> str:
        """What the table calls a field."""
        return self.names[self.of[field]]

    @property
    def shown(self) -> str:
        """The map in words: `title = Task name, due = Deadline`."""
        pairs = (f"{field} = {self.names[index] or index + 1}" for field, index in self.of.items())
        return ", ".join(pairs)

    def rest(self, cells: Sequence[str], used: Iterable[str]) -> dict[str, str]:
        """All cells that are no field of `used` and not empty, by the names of their columns."""
        taken = {self.of[field] for field in used if field in self.of}
        found: dict[str, str] = {}
        for index, cell in enumerate(cells):
            if index not in taken and cell.strip():
                name = self.names[index] if index < len(self.names) else ""
                found[name if name and name not in found else f"{name}#{index + 1}"] = cell
        return found


def find_columns(names: Sequence[str], mapping: Mapping[str, str]) -> ColumnMap:
    """Which columns are which fields; ImportFileError where `mapping` names what is not there."""
    plain = [plain_name(name) for name in names]
    given = {field: _given(names, field, name) for field, name in mapping.items()}
    taken = {index for index in given.values() if index is not None}
    found: dict[str, int] = {}
    for field, words in NAMES.items():
        if field in given:
            if (index := given[field]) is not None:
                found[field] = index
            continue
        likely = [plain.index(word) for word in words if word in plain]
        if own := [index for index in likely if index not in taken]:
            found[field] = own[0]
            taken.add(own[0])
    for field, words in _WITHIN.items():
        if field in found or field in given:
            continue
        for index, name in enumerate(plain):
            parts = set(name.split())
            if index not in taken and parts & set(words) and not parts & _BESIDE:
                found[field] = index
                taken.add(index)
                break
    return ColumnMap(tuple(names), {field: found[field] for field in NAMES if field in found})


def known_names(names: Sequence[str]) -> int:
    """How many columns have a name that a field has."""
    known = {word for words in NAMES.values() for word in words}
    return sum(plain_name(name) in known for name in names)


def _given(names: Sequence[str], field: str, name: str) -> int | None:
    """The column that `--map` names, by its name or number; None where it names none."""
    if field not in NAMES:
        fields = ", ".join(NAMES)
        raise ImportFileError(f"--map ‘{field}’ is no field of a table; its fields are: {fields}.")
    if not name:
        return None
    if name in names:
        return [*names].index(name)
    plain = [plain_name(one) for one in names]
    if plain_name(name) in plain:
        return plain.index(plain_name(name))
    if name.isdecimal() and 1 <= int(name) <= len(names):
        return int(name) - 1
    columns = ", ".join(name for name in names if name)
    raise ImportFileError(f"--map {field}=‘{name}’: no column is called so; there are: {columns}.")
