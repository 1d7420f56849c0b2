"""What a doctor finds around a data file: the lock, the folders, what was left there, backups.

The file itself is judged by `checks`. Nothing is written; what cannot be read, or is removed
meanwhile, is skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui import private_files
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import say_changes_missing
from lastmile_tui.errors import LostFileError, StoreError
from lastmile_tui.store.backup.backups import Backups, check_backup
from lastmile_tui.store.backup.lost_goals import say_backup, say_missing
from lastmile_tui.store.backup.times import say_made
from lastmile_tui.store.copies.again import remains_of
from lastmile_tui.store.copies.find import Here, copies_of
from lastmile_tui.store.db.own.known import known_file
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.lock import lock_status
from lastmile_tui.store.doctor.checks import Finding, say_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.errors import KnownFile
    from lastmile_tui.locations import Locations
    from lastmile_tui.store.doctor.checks import Grade
    from lastmile_tui.store.doctor.examine import Examination

_STALE: Final = 60.0
"""Seconds after which nobody writes to a temporary file any more."""

_TEMPORARY: Final = re.compile(r"\.~.+\.(?:tmp|[a-z0-9_]{8})")
"""The names of temporary files: neither a journal, nor a lock, nor a copy that is kept."""

_MANY: Final = 1000
"""Files of a folder that are looked at."""

_OLD: Final = 7
"""Days after which the newest backup is an old one, while the app is used."""

_ROOM: Final = 4
"""How many times the data file should fit on the disk; to be rewritten it needs 2."""

_LEAST_ROOM: Final = 16 << 20


class OpenPermission(Struct, frozen=True):
    """A file or folder that others may use, and the mode that keeps them out."""

    path: Path
    mode: int
    wanted: int


def known_before(examined: Examination, backups: Path) -> KnownFile | None:
    """What this machine knows of an older file, where that is missing, or another one is there."""
    state = examined.state
    if state is None or examined.unreadable or examined.closed:
        return None
    meta, place = state.meta, examined.place
    with suppress(StoreError):  # what cannot be looked at is told by another check
        if examined.found is None:
            return known_file(place, backups, "empty" if examined.seen else "missing")
        if meta.db and not files.stamp(place.journal(meta.db)):
            return known_file(place, backups, "another", meta.names)
    return None


def check_lost(
    examined: Examination,
    known: KnownFile | None,
    backups: Path,
    calendar: Calendar,
    today: date,
) -> Iterator[Finding]:
    """Whether the file is missing, or another one than is `known`, or lost all its goals."""
    if (state := examined.state) is None:
        return
    away = known is not None and known.found == "away"
    if not (away or examined.unreadable or state.tables.get(GOALS)):
        there = examined.seen is not None
        if warning := say_missing(backups, state.meta, calendar, today, there=there):
            advice = "lastmile merge FILE takes another copy of it, lastmile begin starts anew."
            yield Finding("file", "trouble", warning, advice)
            return
    if known:
        newest = say_backup(backups, state.meta, calendar, today) if away else ""
        sentence, _, ways = str(LostFileError(known, newest)).partition(": ")
        yield Finding("file", "trouble", f"{sentence}.", ways.partition(". ")[2])


def check_lock(path: Path) -> Iterator[Finding]:
    """Whether the data file can be locked, and who does so now."""
    area = "lock"
    try:
        seen = lock_status(path)
    except StoreError as error:
        advice = "Make it a file that you may use: nothing can be saved without the lock."
        yield Finding(area, "trouble", str(error), advice)
        return
    if seen is None:
        yield Finding(area, "ok", "There is no lock file yet: the first change makes it.")
    elif not seen.works:
        advice = "Open the file in one lastmile at a time, or keep it on a disk of this machine."
        yield Finding(area, "warning", "This disk has no locks that hold.", advice)
    elif seen.taken:
        advice = "That is as it should be while something is saved; else end that process."
        yield Finding(area, "warning", f"Another lastmile{seen.holder} holds the lock.", advice)
    else:
        yield Finding(area, "ok", "The lock is free, and it holds.")


def check_folder(path: Path, size: int) -> Iterator[Finding]:
    """Whether there is the right and the room to save the data file."""
    area, folder = "folder", path.parent
    if _is_there(folder):
        if files.can_write(path):
            yield Finding(area, "ok", f"{folder} can be written.")
        else:
            advice = "Get the right to write there: the file is open for reading only."
            yield Finding(area, "warning", f"{path} cannot be written.", advice)
    elif files.can_write(path):
        yield Finding(area, "ok", f"There is no folder {folder}: it can be made.")
    else:
        yield Finding(area, "trouble", f"The folder {folder} cannot be made.", "Name another one.")
        return
    with suppress(OSError):
        there = next(filter(_is_there, path.parents))
        free = shutil.disk_usage(there).free
        if free >= max(_ROOM * size, _LEAST_ROOM):
            yield Finding(area, "ok", f"The disk has room: {say_size(free)}.")
        else:
            grade: Grade = "warning" if free > size * 2 else "trouble"
            sentence = f"The disk is nearly full: {say_size(free)} free."
            yield Finding(area, grade, sentence, "Free some space, or nothing can be saved.")


def check_private(open_to_others: Iterable[OpenPermission]) -> Iterator[Finding]:
    """Whether others are kept out."""
    one = None
    for one in open_to_others:
        who = "change" if one.mode & 0o022 else "read"
        sentence = f"Others may {who} {one.path}: its mode is {one.mode:04o}."
        advice = f"lastmile doctor --repair makes it {one.wanted:04o}."
        yield Finding("private", "warning", sentence, advice)
    if one is None:
        yield Finding("private", "ok", "Nothing that lastmile keeps is open to others.")


def open_to_others(places: Locations, data: Path) -> Iterator[OpenPermission]:
    """Our own files and folders that others may use."""
    if os.name != "posix":
        return
    yield from _wider_than(filter(_is_plain, (data,)), private_files.FILE)
    yield from _wider_than((data.parent, places.config.parent), 0o755)
    yield from _wider_than(filter(_is_plain, (places.config,)), 0o644)
    for folder in (places.state, places.private, places.backups, places.reports):
        yield from _wider_than((folder,), private_files.FOLDER)
        yield from _wider_than(_plain_files(folder), private_files.FILE)


def _wider_than(paths: Iterable[Path], most: int) -> Iterator[OpenPermission]:
    """Those that are more open to others than a mode; a folder like /tmp guards its files."""
    for path in paths:
        with suppress(OSError):
            seen = path.lstat()
            mode = stat.S_IMODE(seen.st_mode)
            kind = stat.S_ISREG(seen.st_mode) or stat.S_ISDIR(seen.st_mode)
            sticky = stat.S_ISDIR(seen.st_mode) and mode & stat.S_ISVTX
            if kind and not sticky and seen.st_uid == os.geteuid() and mode & 0o077 & ~most:
                yield OpenPermission(path, mode, mode & (most | 0o700))


def leftovers(places: Locations, data: Path, now: float) -> tuple[Path, ...]:
    """Temporary files that a killed process left; `now` is in seconds since 1970."""
    temps = [path for path in _plain_files(data.parent) if path.name.startswith(f".~{data.name}.")]
    for folder in {places.state, places.private, places.backups, places.reports} - {data.parent}:
        temps += _plain_files(folder)
    own = places.private / "tmp"
    found = (path for path in temps if path == own or _TEMPORARY.fullmatch(path.name))
    return tuple(sorted(path for path in found if _age(path, now) > _STALE))


def check_leftovers(found: tuple[Path, ...]) -> Iterator[Finding]:
    """Whether temporary files lie about."""
    for path in found:
        sentence = f"{path} is left of something that was not finished."
        yield Finding("leftovers", "warning", sentence, "lastmile doctor --repair removes it.")
    if not found:
        yield Finding("leftovers", "ok", "No unfinished files lie about.")


def check_backups(
    folder: Path, calendar: Calendar, today: date, *, there: bool
) -> Iterator[Finding]:
    """Whether there are backups, and each is sound; `there` means there is a file to back up."""
    area = "backups"
    try:
        found = Backups(folder).list_all()
    except StoreError as error:
        yield Finding(area, "trouble", str(error), "Make it a folder that you may read.")
        return
    if not found:
        sentence, advice = f"There are no backups yet in {folder}.", "lastmile backup makes one."
        yield Finding(area, "warning" if there else "ok", sentence, advice if there else "")
        return
    bad = 0
    for backup in found:
        try:
            check_backup(backup.path)
        except StoreError as error:
            bad += 1
            yield Finding(area, "warning", str(error), "Move it away: it is of no use.")
    age = (today - found[0].day).days
    sentence = f"{len(found) - bad} of {len(found)} backups can be read"
    sentence += f", the newest is of {say_made(found[0], calendar, today)}."
    old = there and age > _OLD
    advice = "lastmile backup makes one; the app does so each day that something changes."
    grade: Grade = "trouble" if bad == len(found) else "warning" if old else "ok"
    yield Finding(area, grade, sentence, "" if grade == "ok" else advice)


def check_copies(examined: Examination) -> Iterator[Finding]:
    """Whether other tools left copies of the data file with changes that it lacks."""
    area, state = "copies", examined.state
    sound = examined.found is not None and examined.found.pristine
    with suppress(StoreError):
        if not sound and (remains := remains_of(examined.path)):  # reads all of it once more
            yield Finding(area, "trouble", remains.sentence, remains.advice)
            return
    if state is None:
        return
    one = None
    if (missing := examined.missing) and examined.found:
        sentence = say_changes_missing(missing.changes, "lastmile merge")
        yield (one := Finding(area, "warning", sentence, "lastmile merge --leave leaves them."))
    for copy in copies_of(Here(examined.path, state.meta, state.tables, state.top)):
        if copy.problem:
            yield (one := Finding(area, "warning", copy.problem))
        elif copy.foreign:
            goals = counted(copy.goals, "goal")
            sentence = f"{copy.copy_name.name} is another data file, begun on its own: {goals}."
            advice = "lastmile merge asks whether to unite the two; one undo takes that back."
            yield (one := Finding(area, "warning", sentence, advice))
        elif copy.has_changes:
            where = "which could not merge it" if copy.blob else "beside the file"
            sentence = f"{copy.copy_name.name}, {where}, holds changes that the file lacks."
            yield (one := Finding(area, "warning", sentence, "lastmile merge brings them in."))
    if one is None:
        yield Finding(area, "ok", "No copies with changes of other devices lie beside the file.")


def check_state(places: Locations) -> Iterator[Finding]:
    """Whether the state of this machine can be saved."""
    state = places.state
    if files.can_write(state / "state.json"):
        yield Finding("state", "ok", f"{state} can be written.")
    else:
        advice = "Get the right to write there: how the app was left is forgotten each time."
        yield Finding("state", "warning", f"{state} cannot be written.", advice)


def _plain_files(folder: Path) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        names = [each.name for each, _ in zip(entries, range(_MANY), strict=False)]
        return [path for name in sorted(names) if _is_plain(path := folder / name)]
    return []


def _is_there(path: Path) -> bool:
    """Whether something is there, as far as the user may see."""
    with suppress(OSError):
        return path.exists()
    return False


def _is_plain(path: Path) -> bool:
    with suppress(OSError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False


def _age(path: Path, now: float) -> float:
    with suppress(OSError):
        return now - path.lstat().st_mtime
    return 0.0
