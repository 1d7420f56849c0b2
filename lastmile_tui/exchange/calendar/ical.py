"""VTODO of iCalendar, as task lists and calendars write it: a file, or a folder of them (vdir).

What others are related to is a road, as is a list that has a name. A task hides until it starts,
but for tools that let it start when it is due. Dates without a zone are in that of the user.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.exchange.calendar.items import Todos
from lastmile_tui.exchange.calendar.lines import Component, parse
from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.items import Item, Left, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lastmile_tui.exchange.files import Local

ORIGIN = "ical"

ENDINGS = (".ics", ".ical", ".ifb", ".vcs")
NOT_READ = "could not be read"
BESIDE = {
    "VEVENT": "an event, no task",
    "VJOURNAL": "a journal entry, no task",
    "VFREEBUSY": "a busy time, no task",
}

_BEGIN = re.compile(r"\s*BEGIN:(VCALENDAR|VTODO|VEVENT|VTIMEZONE)\b", re.IGNORECASE)
_OURS = "-//lastmile//"
_NAMES = ("X-WR-CALNAME", "NAME")


def recognises(file: GivenFile) -> float:
    """By how it begins; a folder by the files in it."""
    if file.path is not None and not file.data and file.path.is_dir():
        return 0.8 if next(_files(file.path), None) else 0.0
    if _BEGIN.match(file.head.lstrip("\ufeff")):
        return 1.0
    return 0.4 if file.ending in ENDINGS else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All tasks; ImportFileError where there is no component at all."""
    if file.path is not None and not file.data and file.path.is_dir():
        return _folder(file.path, local)
    found, left = parse(file)
    if not found and not _BEGIN.match(file.head.lstrip("\ufeff")):
        raise ImportFileError(f"{file.name} is no iCalendar file; export the tasks again as .ics.")
    lists = [_list_name(one) for one in found]
    return _reading(found, lists, left, local)


def _folder(folder: Path, local: Local) -> Reading:
    """The tasks of all files; each folder is a list by its `displayname`, or its own name."""
    found: list[Component] = []
    lists: list[str] = []
    left: list[Left] = []
    for path in _files(folder):
        try:
            more, unread = parse(GivenFile(path.name, path.read_bytes(), path))
        except OSError as error:
            left.append(Left(f"{NOT_READ}: {error.strerror}", path.name))
            continue
        except ImportFileError as error:
            left.append(Left(f"{NOT_READ}: {error}".rstrip("."), path.name))
            continue
        left += unread
        found += more
        lists += [_list_name(one) or _displayed(path.parent) for one in more]
    if not found and not left:
        raise ImportFileError(f"{folder} has no .ics files; name the folder that has them.")
    return _reading(found, lists, left, local)


def _files(folder: Path) -> Iterator[Path]:
    """The calendar files of a folder and of the folders in it, in their order."""
    try:
        paths = sorted([*folder.glob("*.ics"), *folder.glob("*/*.ics")])
    except OSError:
        return
    yield from (path for path in paths if path.is_file())


def _displayed(folder: Path) -> str:
    try:
        return (folder / "displayname").read_text(encoding="utf-8").strip() or folder.name
    except (OSError, ValueError):
        return folder.name


def _list_name(component: Component) -> str:
    """What its calendar is called; nothing where lastmile itself has written it."""
    calendar = component.calendar
    if calendar is None or calendar.text("PRODID").startswith(_OURS):
        return ""
    return next(filter(None, map(calendar.text, _NAMES)), "")


def _reading(found: list[Component], lists: list[str], left: list[Left], local: Local) -> Reading:
    given: dict[str, str] = {}
    tasks: list[tuple[Component, str]] = []
    skipped: list[Left] = []
    for component, name in zip(found, lists, strict=True):
        if component.name == "VTODO":
            tasks.append((component, name))
        elif component.name == "VTIMEZONE":
            given.setdefault(component.text("TZID"), component.raw)
        elif component.name in BESIDE:
            title = component.text("SUMMARY")
            skipped.append(Left(BESIDE[component.name], title, component.line))
    names = dict.fromkeys(name for _, name in tasks if name)
    groups = [
        Item(f"list {name}", name, group=True, extra={"X-WR-CALNAME": [f":{name}"]})
        for name in names
    ]
    todos = Todos(tasks, given, local.zone)
    items = todos.items()
    return Reading(ORIGIN, (*groups, *items), (*skipped, *todos.skipped), (*left, *todos.unread))
