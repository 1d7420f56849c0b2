"""Settings of a file in which nothing may be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.config.settings import read
from lastmile_tui.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from lastmile_tui.config import Config


def load(path: Path, known: Collection[str]) -> Config:
    """The settings; ConfigError with the first fault, as it is told."""
    found = read(path, known)
    if found.faults:
        raise ConfigError(found.faults[0].of(path))
    return found.config
