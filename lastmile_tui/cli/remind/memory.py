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
LOCK: Final = "reminded.lock"


def known_of(private: Path) -> dict[str, str]:
    """The keys of what was told, each with its day; none where that cannot be read."""
    try:
        return msgspec.json.decode(read(private / FILE)[0], type=dict[str, str])
    except (StoreError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def keep(private: Path, known: Mapping[str, str]) -> None:
    """Keep what was told; StoreError if that cannot be kept."""
    make_folder(private)
    with store_errors(f"{private / FILE} could not be written"):
        private_files.replace(private / FILE, msgspec.json.encode(known) + b"\n")
