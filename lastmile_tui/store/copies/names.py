"""Names of the copies that other tools leave beside the file when two devices changed it.

A name only makes a file a candidate: its content decides whether it is a copy. A journal of an
older lastmile, which stood beside the file, may have copies too; `.~` comes before their names.

What each tool leaves of `x.json`, and where that is written down:

- Syncthing `x.sync-conflict-20261129-101500-D4LGQYW.json` (docs.syncthing.net/users/syncing), and
  among its old versions `x~20261129-101500.json` (docs.syncthing.net/users/versioning)
- Dropbox `x (Ana's conflicted copy 2026-11-29).json`, pCloud `x (conflicted).json`
- Nextcloud and ownCloud `x (conflicted copy 2026-11-29 093612).json`, once
  `x_conflict-20261129-093612.json` (doc.owncloud.com/desktop/next/conflicts.html)
- SecuriSync `x (Conflicted copy 2026-11-29 for Ana).json` (kb.intermedia.net/article/20875)
- Synology Drive `x_Andy-PC_Nov-29-0901-2026_Conflict.json`, also `CaseConflict_1` and its like
  (kb.synology.com, Synology_Drive_file_conflict_resolution)
- Seafile `x (SFConflict ana@example.org 2026-11-29-10-15-00).json` (haiwen/seafile)
- Resilio Sync `x.Conflict.json`, `x.Conflict1` (help.resilio.com, articles/204753629)
- Cozy `x-conflict-2026-11-29T10_15_00.123Z.json` (help.cozy.io, i-have-conflicting-files)
- rclone bisync `x.json..path1` and `x.json..path2`, and no `x.json` any more (seen with 1.60.1);
  from 1.66 on `x.json.conflict1`, `x.conflict1.json`, `x.json.path1` (rclone.org/bisync)
- Unison `x (conflict_on_2026-11-29).json`, `x (conflict #1_on_2026-11-29).json`, and as backups
  `.bak.0.x.json` (seen with 2.52.1)
- OneDrive `x-DESKTOP7.json`, Google Drive `x (1).json`, iCloud `x 2.json`
- git mergetool `x.json.orig`, `x_REMOTE_1234.json` (git-scm.com/docs/git-mergetool); Subversion
  `x.json.mine`, `x.json.r42`; Breezy `x.json.THIS`
- editors, `cp --backup` and people `x.json.~1~`, `x.json.bak`, `x.json~2026-11-29`,
  `x~20261129.json` (such as rclone with a suffix), `x.json_Conflict`
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8})"
_TIME = r"(?P<time>\d{6})"
_APART = r"(?P<time>\d{2}[-_:]\d{2}[-_:]\d{2})"
_NUMBER = r"(?: \(?\d{1,3}\)?)?"
_NAME = r"(?P<device>.{1,100}?)"
_STAMP = r"(?P<stamp>[A-Z][a-z]{2}-\d{2}-\d{4}-\d{4})"


_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


class CopyName(Struct, frozen=True):
    """The name that a synchroniser gives to a copy, and its parts.

    `device` is a device or a person, and may be an id; `day` and `at`, a time, are local to it.
    A name is not `sure` if people give such names to files of their own, too. `journal` is true
    of a copy of the journal that stood beside the file.
    """

    name: str
    tool: str
    device: str = ""
    day: date | None = None
    at: time | None = None
    sure: bool = True
    journal: bool = False


_RCLONE = ("rclone", r"(?:\.{1,2}(?:path[12]|conflict\d{1,3})){1,9}")
_RESILIO = ("Resilio Sync", r"(?:\.[Cc]onflict ?\d{0,3}){1,9}")

_FORMS: Final = (
    ("Syncthing", rf"\.sync-conflict-{_DAY}-{_TIME}(?:-(?P<device>[A-Z2-7]{{7}}))?"),
    ("Dropbox", rf" \({_NAME}['’]s? conflicted copy {_DAY}{_NUMBER}\){_NUMBER}"),
    ("SecuriSync", rf" \([Cc]onflicted copy {_DAY} for {_NAME}\){_NUMBER}"),
    ("Nextcloud", rf" \(conflicted copy (?:{_NAME} )?{_DAY}(?: {_TIME})?{_NUMBER}\)"),
    ("Nextcloud", rf"_conflict-{_DAY}-{_TIME}"),
    ("pCloud", rf" ?(?:\[conflicted{_NUMBER}\]|\(conflicted{_NUMBER}\))(?:-\d{{1,3}})?"),
    ("Seafile", rf" \(SFConflict (?:{_NAME} )?{_DAY}-{_APART}\)(?:-\d{{1,3}})?"),
    ("Synology Drive", rf"(?:_{_NAME}_{_STAMP})?_[A-Za-z]{{0,24}}[Cc]onflict(?:_?\d{{1,3}})?"),
    ("Cozy", rf"-conflict-{_DAY}T{_APART}(?:\.\d{{1,6}})?Z?"),
    ("Unison", rf" \(conflict(?: #\d{{1,4}})?[_ ]on[_ ]{_DAY}\)"),
    _RCLONE,
    _RESILIO,
    ("OneDrive", r"-(?P<device>[A-Za-z0-9][\w-]{0,62}?)-safeBackup-\d{4}"),
    ("Google Drive", r" ?\(\d{1,3}\)"),
    ("iCloud", r" (?:[2-9]|[1-9]\d{1,2})"),
)
"""What each tool puts between a name and its ending."""

_BEHIND: Final = (_RCLONE, _RESILIO)
"""What it puts behind the whole name."""

_UNSURE: Final = (
    ("git", r"_(?:BACKUP|BASE|LOCAL|REMOTE)_\d{1,9}"),
    ("Syncthing", rf"~{_DAY}-{_TIME}"),
    ("another program", rf"~{_DAY}(?:[-_T]?{_TIME}Z?)?"),
    ("OneDrive", r"-(?P<device>[A-Za-z0-9][\w-]{0,62}?)(?:-\d{1,3})?"),
    ("another program", r" ?\((?P<device>[^()]{1,100})\)"),
)

_UNSURE_BEHIND: Final = (
    ("git", r"\.orig"),
    ("another program", r"_[Cc]onflict(?:_?\d{1,3})?"),
    ("another program", rf"[.~]{_DAY}(?:[-_T]?{_TIME}Z?)?"),
    ("another program", r"\.~\d{1,4}~"),
    ("another program", r"\.(?:bak|old|save|backup|copy)\d{0,3}"),
    ("another program", r"\.(?:mine|ours|theirs|r\d{1,9}|BASE|THIS|OTHER|LOCAL|REMOTE)"),
)

_UNISON_BACKUP: Final = r"(?a)\.bak\.\d{1,4}\."

_KEPT_JOURNAL: Final = r"(?a)\.bad-(?P<day>\d{8})T(?P<time>\d{6})Z(?:-\d{1,6})?"
"""What we put behind the name of a journal with something that could not be used."""


def _table(
    sure: tuple[tuple[str, str], ...], unsure: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (tool, f"(?a){form}", forms is sure) for forms in (sure, unsure) for tool, form in forms
    )


_WITHIN_TABLE: Final = _table(_FORMS, _UNSURE)
_BEHIND_TABLE: Final = _table(_BEHIND, _UNSURE_BEHIND)


def parse_copy_name(name: str, data: str) -> CopyName | None:
    """Read a file's name as that of a copy of the data file; None if it is not one."""
    journal = name.startswith(f".~{data.rpartition('.')[0] or data}")
    marks = _journal_marks(name, data) if journal else _marks(name, data)
    for mark, behind in marks:
        for tool, form, sure in _BEHIND_TABLE if behind else _WITHIN_TABLE:
            if (sure or not journal or name.startswith(f".~{data}")) and (
                found := re.fullmatch(form, mark)
            ):
                parts = found.groupdict()
                device = parts.get("device") or ""
                return CopyName(name, tool, device, _day(parts), _time(parts), sure, journal)
    if journal and (found := re.fullmatch(_KEPT_JOURNAL, name.removeprefix(f".~{data}.journal"))):
        parts = found.groupdict()
        return CopyName(name, "lastmile", "", _day(parts), _time(parts), sure=False, journal=True)
    prefix = name.removesuffix(data)
    if prefix != name and re.fullmatch(_UNISON_BACKUP, prefix):
        return CopyName(name, "Unison", sure=False)
    return None


def _marks(name: str, data: str) -> Iterator[tuple[str, bool]]:
    """What may be the mark in a name, and whether it stands behind the whole name."""
    stem, dot, ending = data.rpartition(".")
    if stem and len(name) > len(data) and name.startswith(stem) and name.endswith(dot + ending):
        yield name[len(stem) : -len(dot + ending)], False
    if name.startswith(data) and name != data:
        if not stem:
            yield name[len(data) :], False
        yield name[len(data) :], True


def _journal_marks(name: str, data: str) -> Iterator[tuple[str, bool]]:
    """The same of a journal: its name ends in `.journal`, and is made of that of the data file."""
    own = f".~{data}.journal"
    if name == own:
        return
    yield from _marks(name, own)
    if name.endswith(".journal"):
        yield from _marks(name.removesuffix(".journal").removeprefix(".~"), data)


def _day(parts: dict[str, str | None]) -> date | None:
    with suppress(ValueError):
        if stamp := parts.get("stamp"):
            return _stamped(stamp).date()
        return date.fromisoformat(parts.get("day") or "")
    return None


def _time(parts: dict[str, str | None]) -> time | None:
    with suppress(ValueError):
        if stamp := parts.get("stamp"):
            return _stamped(stamp).time()
        return time.fromisoformat(re.sub(r"[-_:]", "", parts.get("time") or ""))
    return None


def _stamped(text: str) -> datetime:
    """Synology's time: `Nov-29-0901-2026`."""
    month, rest = _MONTHS.index(text[:3]) // 3 + 1, text[4:]
    return datetime.strptime(f"{month:02}-{rest}", "%m-%d-%H%M-%Y")  # noqa: DTZ007 # local there
