"""The state of this machine: how the app looked, and the id of this device.

It has a directory of its own, since several devices may share the data file. Losing it only costs
a few choices.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui import private_files
from lastmile_tui.domain.model.events import ulid
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk.files import make_folder, read, store_errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

DEVICE_LENGTH = 8
"""The random characters of a device's id: 40 bits."""

HOST_LENGTH = 16
"""The characters of the machine's name in it."""

_STATE, _DEVICE = "state.json", "device"
_FIELDS = ("theme", "density", "sort", "view", "place", "guide")


class AppState(msgspec.Struct, frozen=True):
    """How the app was left; None means never chosen."""

    theme: str | None = None
    density: str | None = None
    sort: str | None = None
    view: str | None = None
    place: str | None = None
    """Where a review was left: its day, a space, and the uid of the goal."""
    guide: str | None = None
    """How far the first steps have come."""
    other: dict[str, Any] = {}
    """Entries of other versions of lastmile, written back unchanged."""


def load_state(directory: Path) -> AppState:
    """Read the state; missing or broken values count as never chosen."""
    try:
        data, _ = read(directory / _STATE)
        values = msgspec.json.decode(data, type=dict[str, Any])
    except (OSError, StoreError, ValueError, RecursionError):
        return AppState()
    known = {name: values.pop(name, None) for name in _FIELDS}
    texts = {name: value for name, value in known.items() if isinstance(value, str)}
    return AppState(**texts, other=values)


def save_state(directory: Path, state: AppState) -> None:
    """Write the state atomically; StoreError if the directory cannot be written."""
    known = {name: getattr(state, name) for name in _FIELDS}
    chosen = {name: value for name, value in known.items() if value is not None}
    _write(directory / _STATE, msgspec.json.encode(state.other | chosen) + b"\n")


def device_id(directory: Path, new_id: Callable[[], str]) -> str:
    """Return the stored id of this machine, or store a new one.

    If it cannot be stored each call makes another, which is safe: an id only has to be unique.
    """
    if existing := read_device_id(directory):
        return existing
    fresh = new_id()
    with suppress(StoreError):
        _write(directory / _DEVICE, fresh.encode("ascii") + b"\n")
    return fresh


def read_device_id(directory: Path) -> str:
    """Return the stored id of this machine; empty if it has none."""
    with suppress(OSError, StoreError, ValueError):
        text = read(directory / _DEVICE)[0].decode("ascii").strip()
        if re.fullmatch(r"[\w.-]{1,64}", text):
            return text
    return ""


def host_name(node: str) -> str:
    """The name of a machine as it is used in an id; empty if it is only `localhost`."""
    host = re.sub(r"[^a-z0-9]+", "-", node.partition(".")[0].lower())
    name = host.strip("-")[:HOST_LENGTH].rstrip("-")
    return "" if name == "localhost" else name


def new_device(now: Callable[[], datetime], entropy: Callable[[], int]) -> str:
    """A short id: every event has it, and only a few devices share a file.

    It begins with the machine's name, so that people recognise it.
    """
    import platform  # noqa: PLC0415 # 5 ms, once in the life of a machine

    random = ulid(now(), entropy())[-DEVICE_LENGTH:]
    host = host_name(platform.node())
    return f"{host}-{random}" if host else random


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    with store_errors(f"{path} could not be written"):
        private_files.replace(path, data)
