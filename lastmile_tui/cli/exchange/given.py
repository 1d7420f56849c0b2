"""The files that a verb was given, read whole; a folder is for formats that have notes in one."""

from __future__ import annotations

import sys
from pathlib import Path

from lastmile_tui.exchange.files import GivenFile, ImportFileError

STDIN = "-"

_LIMIT = 1 << 30
"""Bytes of a file that are read: more than any list of tasks has."""


def given_file(name: str) -> GivenFile:
    """A file by its path, or the standard input; ImportFileError where it cannot be read."""
    if name == STDIN:
        if sys.stdin is None:
            raise ImportFileError("There is no standard input; name a file.")
        return GivenFile("the standard input", sys.stdin.buffer.read(_LIMIT))
    path = Path(name).expanduser()
    if path.is_dir():
        return GivenFile(path.resolve().name or str(path), b"", path)
    try:
        if not path.is_file():
            what = "is not a plain file" if path.exists() else "is not there"
            raise ImportFileError(f"{path} {what}; name the file that the other tool has written.")
        with path.open("rb") as stream:
            data = stream.read(_LIMIT + 1)
    except OSError as error:
        raise ImportFileError(f"{path} could not be read: {error.strerror}.") from error
    if len(data) > _LIMIT:
        raise ImportFileError(f"{path} is larger than 1 GiB, which is no list of tasks.")
    return GivenFile(path.name, data, path)
