"""The state of this machine: what the app looked like, and which device this is.

It stands in a directory of its own and not in the data file, which several devices may share.
Losing it costs nothing but a choice made again.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui.errors import StoreError
from lastmile_tui.store.files import make_folder, put, read, told

if TYPE_CHECKING:
    from collections.abc import Callable

_STATE, _DEVICE = "state.json", "device"
_STALE = 3600.0
"""How many seconds older than a new temporary file one is that a killed process has left."""

_KNOWN = ("theme", "density", "sort", "view", "place", "guide")


class State(msgspec.Struct, frozen=True):
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


def load_state(directory: Path) -> State:
    """Read the state; what is missing or broken is as if it was never chosen."""
    try:
        data, _ = read(directory / _STATE)
        values = msgspec.json.decode(data, type=dict[str, Any])
    except (OSError, StoreError, ValueError, RecursionError):
        return State()
    known = {name: values.pop(name, None) for name in _KNOWN}
    texts = {name: value for name, value in known.items() if isinstance(value, str)}
    return State(**texts, other=values)


def save_state(directory: Path, state: State) -> None:
    """Write the state at once or not at all; StoreError when the directory cannot be written."""
    known = {name: getattr(state, name) for name in _KNOWN}
    chosen = {name: value for name, value in known.items() if value is not None}
    _write(directory / _STATE, msgspec.json.encode(state.other | chosen) + b"\n")


def device_id(directory: Path, new_id: Callable[[], str]) -> str:
    """Return the id that this machine keeps, a new one when it has none.

    Where none can be kept every call makes another, which is safe: an id only has to be unique.
    """
    path = directory / _DEVICE
    with suppress(OSError, StoreError, ValueError):
        kept = read(path)[0].decode("ascii").strip()
        if re.fullmatch(r"[\w.-]{1,64}", kept):
            return kept
    fresh = new_id()
    with suppress(StoreError):
        _write(path, fresh.encode("ascii") + b"\n")
    return fresh


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step, by one that only its owner may read.

    The temporary name is a new one each time, since nothing locks this directory.
    """
    from tempfile import mkstemp  # noqa: PLC0415 # 10 ms, when something is written only

    make_folder(path.parent)
    with told(f"{path} could not be written"):
        prefix = f".~{path.name}."
        fd, name = mkstemp(dir=path.parent, prefix=prefix)
        temp = Path(name)
        try:
            put(fd, data)
            _sweep(temp, prefix)
            temp.replace(path)
        except BaseException:
            with suppress(OSError):
                temp.unlink()
            raise


def _sweep(temp: Path, prefix: str) -> None:
    """Remove what processes that were killed have left beside a new temporary file."""
    with suppress(OSError):
        now = temp.stat().st_mtime
        for other in os.scandir(temp.parent):
            if other.name.startswith(prefix):
                with suppress(OSError):  # another process has just renamed it
                    if now - other.stat(follow_symlinks=False).st_mtime > _STALE:
                        Path(other).unlink()
