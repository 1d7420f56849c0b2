"""Whose a file is: a new one goes to whom its folder belongs, and another's is said to be so."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOT = 0

_HELPER = r"\.~(.+)\.[^.]+"
"""The name of what stands beside a data file and belongs to it, such as its lock."""


def give_to_owner(fd: int, folder: Path) -> None:
    """Give a file or folder that root has just made to whom the folder around it belongs.

    So `sudo lastmile` leaves nothing in a home that its owner cannot use. Where it cannot be given
    away, as on some network disks, it stays as it is.
    """
    if sys.platform == "win32" or os.geteuid() != _ROOT:
        return
    with suppress(OSError):
        around, made = folder.stat(), os.fstat(fd)
        # A file with two names may be one that the owner of the folder has linked into it.
        linked = stat.S_ISREG(made.st_mode) and made.st_nlink > 1
        if around.st_uid != _ROOT and made.st_uid == _ROOT and not linked:
            os.fchown(fd, around.st_uid, around.st_gid)


def say_owner(path: Path) -> str:
    """Whose a path is that may not be used, and what mends that, as part of a sentence.

    Empty where it, or else the first folder above it that there is, is the user's own.
    """
    if sys.platform == "win32" or os.geteuid() == _ROOT:
        return ""
    with suppress(OSError, RuntimeError):
        found = _foreign(path)
        if found is None:
            return ""
        owner = found.lstat().st_uid
        text = f"{found} belongs to {_name(owner)}"
        mending = _chown(found) if owner == _ROOT else ""
        return f"{text}. {mending} makes it yours" if mending else text
    return ""


def _foreign(path: Path) -> Path | None:
    """The path, or the first folder above it that there is, if another user owns it.

    No folder on the way is a link, which may belong to somebody else than where it leads.
    """
    path = path.parent.resolve() / path.name
    for part in (path, *path.parents):
        try:
            seen = part.lstat()
        except OSError:  # missing, or in a folder that may not be entered
            continue
        if seen.st_uid != os.geteuid():
            return part
        if stat.S_ISDIR(seen.st_mode):
            return None
    return None


def _chown(path: Path) -> str:
    """The command that gives the user what is root's in their home; else empty."""
    home = Path.home().resolve()
    if home.stat().st_uid != os.geteuid() or home not in path.parents:
        return ""
    while path.parent != home and path.parent.lstat().st_uid == _ROOT:
        path = path.parent
    folder = stat.S_ISDIR(path.lstat().st_mode)
    names = [str(each) for each in ([path] if folder else _beside(path))]
    if not names or not all(name.isprintable() for name in names):
        return ""
    words = ["sudo", "chown", *["-R"] * folder, _name(os.geteuid()), *names]
    import shlex  # noqa: PLC0415 # for a complaint only

    return shlex.join(words)


def _beside(path: Path) -> Sequence[Path]:
    """The files of root that belong together: a data file, its journal, its lock."""
    stem = re.sub(_HELPER, r"\1", path.name)
    with os.scandir(path.parent) as entries:
        return sorted(
            path.parent / entry.name
            for entry in entries
            if re.sub(_HELPER, r"\1", entry.name) == stem
            and entry.is_file(follow_symlinks=False)
            and entry.stat(follow_symlinks=False).st_uid == _ROOT
        )


def _name(uid: int) -> str:
    import pwd  # noqa: PLC0415 # where something cannot be used only

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
