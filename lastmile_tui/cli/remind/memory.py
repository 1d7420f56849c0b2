"""What this machine was reminded of already, kept for each data file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk.files import make_folder, read, store_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "reminded.json"
FAULTS: Final = "remind-faults.json"
LOCK: Final = "reminded.lock"


def known_of(private: Path) -> dict[str, str]:
    """The keys of what was told, each with its day; none where that cannot be read."""
    return _read(private / FILE)


def _read(path: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode(read(path)[0], type=dict[str, str])
    except (StoreError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def keep(private: Path, known: Mapping[str, str]) -> None:
    """Keep what was told; StoreError if that cannot be kept."""
    _write(private / FILE, known)


def is_new_fault(private: Path, what: str, sentence: str) -> bool:
    """Whether what is wrong now is not what was told last; empty for nothing, which ends it."""
    path = private / FAULTS
    known = _read(path)
    if known.get(what, "") == sentence:
        return False
    _write(path, known | {what: sentence})
    return bool(sentence)


def _write(path: Path, values: Mapping[str, str]) -> None:
    make_folder(path.parent)
    with store_errors(f"{path} could not be written"):
        private_files.replace(path, msgspec.json.encode(values) + b"\n")
