"""Whether the data file is in an unfinished merge of the user's own git: it is left alone then."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Final

from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files
from lastmile_tui.store.sync.failures import Failure, SyncError
from lastmile_tui.store.sync.git import clean_env

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.sync.git import Git

_MARKS: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
_MARKERS: Final = (b"<<<<<<< ", b"\n<<<<<<< ")


def require_finished(path: Path, git: Git, sound: Collection[FileStamp | None] = ()) -> None:
    """Check that no merge of the user waits for an answer about the file; SyncError if one does.

    A file with a stamp that it had when it was `sound` needs no look.
    """
    if files.stamp(path) not in sound and _has_markers(path):
        raise _unfinished(path, "has marks of an unfinished merge in it")
    folder = _git_folder(path)
    if folder is None or not any((folder / mark).exists() for mark in _MARKS):
        return
    command = ["git", "-C", str(path.parent), "ls-files", "-u", "-z", "--", path.name]
    done = git.call(command, b"", clean_env(os.environ, asking=False), 60.0, own=True)
    if done.code == 0 and done.out:
        raise _unfinished(path, "is in an unfinished merge of yours")


def _unfinished(path: Path, what: str) -> SyncError:
    name = shlex.quote(str(path))
    return SyncError(
        Failure.UNFINISHED,
        f"{path.name} {what}: nothing was synchronised. Finish it first: lastmile merge brings "
        f"both sides in, then git add {name}",
    )


def _has_markers(path: Path) -> bool:
    try:
        data, _ = files.read(path)
    except StoreError:
        return False
    return data.startswith(_MARKERS[0]) or _MARKERS[1] in data


def _git_folder(path: Path) -> Path | None:
    """The folder of the repository that a file lies in; None if it is in none."""
    for folder in path.parents:
        mark = folder / ".git"
        if mark.is_dir():
            return mark
        if mark.is_file():
            try:
                text = mark.read_text("utf-8", "surrogateescape")
            except OSError:
                return None
            found = text.removeprefix("gitdir:").strip()
            return (folder / found) if text.startswith("gitdir:") else None
    return None
