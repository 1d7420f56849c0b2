"""The notes of a folder and of those below it, in the order of their names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.items import Left

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ENDINGS = frozenset((".md", ".markdown"))

_LIMIT = 1 << 26
"""Bytes of a note that is read."""


def has_notes(folder: Path, ending: Collection[str] = ENDINGS) -> bool:
    """Whether a folder has a note near its top, found without a look at all of it."""
    for looked, (_, names) in enumerate(_folders(folder, [])):
        if any(Path(name).suffix.casefold() in ending for name in names):
            return True
        if looked == _NEAR:
            break
    return False


_NEAR = 200
"""Folders that are looked into to tell the format of one."""


def notes(
    folder: Path, unread: list[Left], beside: Collection[str] = ()
) -> Iterator[tuple[str, GivenFile]]:
    """Each note with its path in the folder; `unread` gets those that cannot be read.

    Folders and files whose names begin with a dot, those named in `beside` at the top, and links,
    which may lead out of it, are passed over. ImportFileError where there is no note.
    """
    found = False
    for at, names in _folders(folder, unread, beside):
        for name in names:
            path = at / name
            if path.suffix.casefold() not in ENDINGS:
                continue
            found = True
            note = path.relative_to(folder).as_posix()
            try:
                with path.open("rb") as stream:
                    data = stream.read(_LIMIT + 1)
            except OSError as error:
                unread.append(Left(f"could not be read: {error.strerror}", note))
                continue
            if len(data) > _LIMIT:
                unread.append(Left("is larger than 64 MiB, which is no note", note))
                continue
            yield note, GivenFile(note, data, path)
    if not found:
        raise ImportFileError(f"There is no note in {folder}; name the folder that has them.")


def _folders(
    folder: Path, unread: list[Left], beside: Collection[str] = ()
) -> Iterator[tuple[Path, list[str]]]:
    """Each folder with the names of its plain files."""
    waiting = [folder]
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(at) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            unread.append(Left(f"could not be read: {error.strerror}", str(at)))
            continue
        shown = [entry for entry in entries if not entry.name.startswith(".")]
        yield at, [entry.name for entry in shown if entry.is_file(follow_symlinks=False)]
        waiting += [
            at / entry.name
            for entry in reversed(shown)
            if entry.is_dir(follow_symlinks=False) and not (at == folder and entry.name in beside)
        ]
