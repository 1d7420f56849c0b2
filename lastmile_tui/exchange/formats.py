"""The formats that are read and written; their modules are imported when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from lastmile_tui.exchange.files import GivenFile, ImportFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.exchange.files import Local
    from lastmile_tui.exchange.items import Reading


class Reader(Protocol):
    """The module of a format that is read."""

    def recognises(self, file: GivenFile) -> float:
        """How sure it is that a file is of this format, from 0, not at all, to 1."""

    def read(self, file: GivenFile, local: Local) -> Reading:
        """All items of a file; ImportFileError where the whole file cannot be read."""


class GoalWriter(Protocol):
    """The module of a format that is written."""

    def write(self, exported: Iterable[ExportedGoal], local: Local) -> Iterator[str]:
        """All goals as text, in parts."""


class Format(Struct, frozen=True):
    """A format by its name: what it is called, and the module that reads it."""

    title: str
    module: str


FORMATS: dict[str, Format] = {
    "beeminder": Format("Beeminder", "trackers.beeminder"),
    "csv": Format("CSV", "tables.csv_tasks"),
    "dooit": Format("dooit's database", "databases.dooit"),
    "github": Format("GitHub milestones and issues", "json.github"),
    "harsh": Format("harsh", "text.harsh"),
    "habitbull": Format("HabitBull", "tables.habitbull"),
    "ical": Format("iCalendar tasks", "calendar.ical"),
    "kanban-tui": Format("kanban-tui's database", "databases.kanban_tui"),
    "lastmile": Format("JSON of lastmile", "json.own"),
    "lastmile-csv": Format("CSV of lastmile", "tables.own"),
    "logseq": Format("Logseq", "text.notes.logseq"),
    "loop": Format("Loop Habit Tracker", "tables.loop"),
    "markdown": Format("Markdown and Obsidian", "text.notes.markdown"),
    "org": Format("Org", "text.org"),
    "super-productivity": Format("Super Productivity", "json.super_productivity"),
    "taskpaper": Format("TaskPaper", "text.taskpaper"),
    "taskwarrior": Format("Taskwarrior JSON", "json.taskwarrior"),
    "ticktick": Format("TickTick", "tables.ticktick"),
    "todo.txt": Format("todo.txt", "text.todo_txt"),
    "todoist": Format("Todoist", "tables.todoist"),
    "trello": Format("Trello board", "json.trello"),
    "watson": Format("Watson's frames", "trackers.watson"),
    "wekan": Format("Wekan board", "json.wekan"),
}
"""The formats that are read."""


class Written(Struct, frozen=True):
    """A format that is written: how the names of its files end, and the module that writes it."""

    ending: str
    module: str


WRITTEN: dict[str, Written] = {
    "html": Written(".html", "pages.html"),
    "ical": Written(".ics", "calendar.ical_out"),
    "org": Written(".org", "text.org_out"),
    "taskwarrior": Written(".json", "json.taskwarrior_out"),
    "todo.txt": Written(".txt", "text.todo_txt_out"),
}
"""The formats that are written, beside JSON, CSV and Markdown of the domain."""


def writer_of(name: str) -> GoalWriter:
    """The writer of a format by its name, which is in `WRITTEN`."""
    return cast("GoalWriter", import_module(f"lastmile_tui.exchange.{WRITTEN[name].module}"))


def reader_of(name: str) -> Reader:
    """The reader of a format by its name, which is in `FORMATS`."""
    module = import_module(f"lastmile_tui.exchange.{FORMATS[name].module}")
    return cast("Reader", module)


def recognise(file: GivenFile) -> str:
    """The name of the format that a file is likely of; ImportFileError where none is.

    One that begins like JSON is looked at as that first: a reader that is sure of it is enough, and
    the modules of all others are not imported.
    """
    json = file.head.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    like_it = [name for name in FORMATS if FORMATS[name].module.startswith(_JSON) and json]
    sure = {name: reader_of(name).recognises(file) for name in like_it}
    if max(sure.values(), default=0) < _SURE:
        sure = {name: reader_of(name).recognises(file) for name in FORMATS}
    name = max(sure, key=lambda one: sure[one])
    if sure[name] < _LIKELY:
        known = ", ".join(sorted(FORMATS))
        raise ImportFileError(
            f"It is not clear what {file.name} is; say it with --from, one of: {known}."
        )
    return name


_JSON = ("json.", "trackers.")
"""What the modules of formats begin with that are JSON."""

_SURE = 0.9
"""How sure a reader of JSON must be for no other one to be asked."""

_LIKELY = 0.3
"""How sure a reader must be to be chosen."""
