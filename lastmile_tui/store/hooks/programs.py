"""The programs in the folder of hooks, and why one of them is not run."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.store.disk.files import reason
from lastmile_tui.store.hooks.happenings import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH
_ROOT: Final = 0

POSSIBLE: Final = sys.platform != "win32"
"""Whether programs can be run and ended as they must be."""


class Program(Struct, frozen=True):
    """A hook that is there: its file, and why it is not run, empty where it is."""

    path: Path
    trouble: str = ""

    @property
    def name(self) -> str:
        """Which hook it is."""
        return self.path.name


def programs(folder: Path) -> Iterator[Program]:
    """The hooks that are there, those too that are not run; none where there is no folder."""
    if not _is_there(folder):
        return
    around = _why_folder(folder)
    for name in NAMES:
        path = folder / name
        if os.path.lexists(path):
            yield Program(path, around or _why_not(path))


def strangers(folder: Path) -> list[str]:
    """Files that look like hooks, and are none that there is."""
    if not _is_there(folder):
        return []
    found = (name for name in os.listdir(folder) if name.startswith(("on-", "on_")))  # noqa: PTH208 # names only
    return sorted({*found} - {*NAMES})


def _is_there(folder: Path) -> bool:
    return POSSIBLE and os.path.isdir(folder)  # noqa: PTH112 # it raises nothing


def _why_folder(folder: Path) -> str:
    """Why nothing in a folder is run: who may change it may put anything there."""
    for each in (folder, folder.parent):
        try:
            seen = each.stat()
        except OSError as error:
            return f"{each} cannot be looked at: {reason(error)}."
        if why := _why_owner(each, seen) or _why_open(each, seen):
            return why
    return ""


def _why_not(path: Path) -> str:
    """Why a program is not run."""
    try:
        seen = path.stat()
    except FileNotFoundError:
        return f"{path} is a link to {clean_line(str(path.readlink()))}, which is not there."
    except OSError as error:
        return f"{path} cannot be looked at: {reason(error)}."
    if not stat.S_ISREG(seen.st_mode):
        return f"{path} is no file."
    if why := _why_owner(path, seen) or _why_open(path, seen):
        return why
    if not os.access(path, os.X_OK):
        return f"{path} is not executable: chmod +x makes it so."
    return ""


def _why_owner(path: Path, seen: os.stat_result) -> str:
    """Root's own are run as well, which may do anything anyway."""
    if seen.st_uid in (os.geteuid(), _ROOT):
        return ""
    return f"{path} belongs to somebody else."


def _why_open(path: Path, seen: os.stat_result) -> str:
    if not seen.st_mode & _OTHERS or stat.S_ISLNK(seen.st_mode):
        return ""
    return f"{path} can be changed by others: chmod go-w makes it yours alone."
