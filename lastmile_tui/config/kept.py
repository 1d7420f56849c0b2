"""The last valid settings, kept as a copy of their file: in force while that cannot be used."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui import private_files
from lastmile_tui.config.settings import Config, read

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from lastmile_tui.config.settings import SettingsFile
    from lastmile_tui.config.toml import Fault, Toml


class SettingsInForce(Struct, frozen=True):
    """The settings that are gone by, and the first fault of the file, where those are others."""

    config: Config
    fault: Fault | None = None
    kept: Toml | None = None
    """What is gone by in the place of the file; None also for the defaults."""

    @property
    def what(self) -> str:
        """What is gone by in the place of the file, as a sentence without its end."""
        return _KEPT if self.kept else "The defaults are in force"

    def say_fault(self, path: Path | str) -> str:
        """What is wrong, and what is gone by; empty for nothing."""
        return f"{self.fault.of(path)} {self.what} until that is mended." if self.fault else ""


_KEPT = "The settings that were valid last are in force"


def find_in_force(path: Path, known: Collection[str], kept: Path) -> SettingsInForce:
    """What goes by the file at a path, else by its copy at `kept`, else by default.

    `known` has the ids that [keys] may name.
    """
    found = read(path, known)
    keep(found, kept)
    return in_force(found, known, kept)


def in_force(found: SettingsFile, known: Collection[str], kept: Path) -> SettingsInForce:
    """The settings that were found, else their copy at `kept`, else the defaults."""
    if not found.faults:
        return SettingsInForce(found.config)
    last = read(kept, known)
    if last.faults or not last.toml.text:  # of a version that had other settings, or none
        return SettingsInForce(Config(), found.faults[0])
    return SettingsInForce(last.config, found.faults[0], last.toml)


def keep(found: SettingsFile, kept: Path) -> None:
    """Keep settings that are valid and have changed; what fails is tried again the next time."""
    if found.faults:
        return
    data = found.toml.text.encode()
    with suppress(OSError):
        if not data:
            kept.unlink(missing_ok=True)
        elif not kept.exists() or kept.read_bytes() != data:
            private_files.make_folder(kept.parent)
            private_files.replace(kept, data)
