"""Names of the copies that file synchronisers leave beside a file when two devices changed it.

A name only makes a file a candidate: its content decides whether it is a copy.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from msgspec import Struct

_DAY = r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8})"
_TIME = r"(?P<time>\d{6})"
_NUMBER = r"(?: \(?\d{1,3}\)?)?"


class CopyName(Struct, frozen=True):
    """The name that a synchroniser gives to a copy, and its parts.

    `device` is a device or a person, and may be an id; `day` and `at`, a time, are local to it.
    A name is not `sure` if people give such names to files of their own, too.
    """

    name: str
    tool: str
    device: str = ""
    day: date | None = None
    at: time | None = None
    sure: bool = True


_FORMS: Final = (
    ("Syncthing", rf"\.sync-conflict-{_DAY}-{_TIME}(?:-(?P<device>[A-Z2-7]{{7}}))?"),
    ("Dropbox", rf" \((?P<device>.{{1,100}}?)['’]s? conflicted copy {_DAY}{_NUMBER}\){_NUMBER}"),
    (
        "Nextcloud",
        rf" \(conflicted copy (?:(?P<device>.{{1,100}}?) )?{_DAY}(?: {_TIME})?{_NUMBER}\)",
    ),
    ("Nextcloud", rf"_conflict-{_DAY}-{_TIME}"),
    ("pCloud", rf" ?(?:\[conflicted{_NUMBER}\]|\(conflicted{_NUMBER}\))(?:-\d{{1,3}})?"),
    ("OneDrive", r"-(?P<device>[A-Za-z0-9][\w-]{0,62}?)-safeBackup-\d{4}"),
    ("Google Drive", r" ?\(\d{1,3}\)"),
    ("iCloud", r" (?:[2-9]|[1-9]\d{1,2})"),
)
"""What each tool puts between a name and its ending."""

_UNSURE: Final = (
    ("OneDrive", r"-(?P<device>[A-Za-z0-9][\w-]{0,62}?)(?:-\d{1,3})?"),
    ("another program", r" ?\((?P<device>[^()]{1,100})\)"),
)

_TABLE: Final = tuple(
    (tool, re.compile(form, re.ASCII), forms is _FORMS)
    for forms in (_FORMS, _UNSURE)
    for tool, form in forms
)


def parse_copy_name(name: str, data: str) -> CopyName | None:
    """Read a file's name as that of a copy of the data file; None if it is not one."""
    stem, dot, ending = data.rpartition(".")
    before, after = (stem, dot + ending) if stem else (data, "")
    if not (name.startswith(before) and name.endswith(after)):
        return None
    mark = name[len(before) : len(name) - len(after)]
    for tool, form, sure in _TABLE:
        if found := form.fullmatch(mark):
            parts = found.groupdict()
            return CopyName(
                name, tool, parts.get("device") or "", _day(parts), _time(parts), sure=sure
            )
    return None


def _day(parts: dict[str, str | None]) -> date | None:
    try:
        return date.fromisoformat(parts.get("day") or "")
    except ValueError:
        return None


def _time(parts: dict[str, str | None]) -> time | None:
    try:
        return time.fromisoformat(parts.get("time") or "")
    except ValueError:
        return None
