"""The state of this machine: what the app looked like, and which device this is.

It stands in a directory of its own and not in the data file, which several devices may share.
Losing it costs nothing but a choice made again.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk.files import explained, make_folder, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_STATE, _DEVICE = "state.json", "device"
_KNOWN = ("theme", "density", "sort", "view", "place", "guide")


class AppState(msgspec.Struct, frozen=True):
    """How the app was left; None is what was never chosen."""

    theme: str | None = None
    density: str | None = None
    sort: str | None = None
    view: str | None = None
    place: str | None = None
    """Where a review was left: its day, a space, and the uid of the goal."""
    guide: str | None = None
    """How far the first steps have come."""
    other: dict[str, Any] = {}
    """What another version of lastmile keeps, written back as it was."""


def load_state(directory: Path) -> AppState:
    """Read the state; what is missing or broken is as if it was never chosen."""
    try:
        data, _ = read(directory / _STATE)
        values = msgspec.json.decode(data, type=dict[str, Any])
    except (OSError, StoreError, ValueError, RecursionError):
        return AppState()
    known = {name: values.pop(name, None) for name in _KNOWN}
    texts = {name: value for name, value in known.items() if isinstance(value, str)}
    return AppState(**texts, other=values)


def save_state(directory: Path, state: AppState) -> None:
    """Write the state at once or not at all; StoreError when the directory cannot be written."""
    known = {name: getattr(state, name) for name in _KNOWN}
    chosen = {name: value for name, value in known.items() if value is not None}
    _write(directory / _STATE, msgspec.json.encode(state.other | chosen) + b"\n")


def device_id(directory: Path, new_id: Callable[[], str]) -> str:
    """Return the id that this machine keeps, a new one when it has none.

    Where none can be kept every call makes another, which is safe: an id only has to be unique.
    """
    if kept := known_device(directory):
        return kept
    fresh = new_id()
    with suppress(StoreError):
        _write(directory / _DEVICE, fresh.encode("ascii") + b"\n")
    return fresh


def known_device(directory: Path) -> str:
    """Return the id that this machine keeps; empty when it has none."""
    with suppress(OSError, StoreError, ValueError):
        kept = read(directory / _DEVICE)[0].decode("ascii").strip()
        if re.fullmatch(r"[\w.-]{1,64}", kept):
            return kept
    return ""


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    with explained(f"{path} could not be written"):
        private_files.replace(path, data)
