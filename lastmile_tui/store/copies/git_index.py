"""What git knows of a data file in its work tree, by calling `git`; without it nothing is known.

Nothing is written, and no hook, filter or monitor of the repository runs.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lastmile_tui.store.disk.files import FileStamp

_PATIENCE: Final = 5.0
"""Seconds that git may take."""

_OF_A_HOOK: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git sets for the programs it starts: here the file's own repository is asked."""

_QUIET: Final = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never")
"""No monitor is started, and no object of a partial clone is fetched."""

SIDES: Final = {2: "ours", 3: "theirs"}
"""The stages of an unmerged entry that hold a version; 1 is what both came from."""


class GitVersion(Struct, frozen=True):
    """A version of the file that git holds between a merge and its end."""

    number: int
    blob: str


def repository_of(path: Path) -> Path | None:
    """The folder above a file that has a `.git`; no process is started."""
    for folder in path.parents:
        if os.path.lexists(folder / ".git"):
            return folder
    return None


def run_git(folder: Path, *args: str, env: Mapping[str, str] | None = None) -> bytes | None:
    """What git answers there; None where it is missing, refuses or takes too long."""
    known = os.environ if env is None else env
    clean = {name: value for name, value in known.items() if name not in _OF_A_HOOK}
    command = ["git", "--no-pager", "--literal-pathspecs", *_QUIET, *args]
    try:
        done = subprocess.run(  # noqa: S603 # no shell; the arguments are ours
            command,
            cwd=folder,
            env=clean | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None


def unmerged_stages(path: Path) -> tuple[GitVersion, ...]:
    """The versions of a file that git could not merge; none where there is no repository."""
    if repository_of(path) is None:
        return ()
    listed = run_git(path.parent, "ls-files", "-u", "-z", "--", path.name)
    found = []
    for entry in (listed or b"").split(b"\0")[:-1]:
        about, _, name = entry.partition(b"\t")
        _, blob, number = about.decode().split(" ")
        if int(number) in SIDES and os.fsdecode(name) == path.name:
            found.append(GitVersion(int(number), blob))
    return tuple(found)


def index_stamp(path: Path) -> FileStamp | None:
    """The stamp of the index of the file's repository, where that is a folder of its own.

    A linked work tree has its index elsewhere: there a merge is seen when a copy changes.
    """
    folder = repository_of(path)
    with suppress(StoreError):  # an index that others own is not ours to read
        return files.stamp(folder / ".git" / "index") if folder else None
    return None


def read_blob(path: Path, blob: str) -> bytes | None:
    """The content of a version; None if it is gone."""
    return run_git(path.parent, "cat-file", "blob", blob)
