"""How often the app syncs by itself: the part of the settings that begins with [sync]."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lastmile_tui.dates.words import quote
from lastmile_tui.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVERY: Final = re.compile(r"([1-9][0-9]{0,4}) ?(s|min|m|h)", re.ASCII)
_UNITS: Final = {"s": 1, "m": 60, "min": 60, "h": 3600}

SHORTEST: Final = 30
LONGEST: Final = 86_400
"""Seconds between two syncs, at least and at most."""


def seconds_of(text: object) -> float:
    """The seconds that `5m` and its kin mean; ConfigError for what is no time of that kind."""
    found = _EVERY.fullmatch(text) if isinstance(text, str) else None
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if not SHORTEST <= seconds <= LONGEST:
        shown = repr(text)[:40]
        raise ConfigError(f'every must be a time from "30s" to "24h", such as "5m", not {shown}.')
    return float(seconds)


def check_sync(values: Mapping[str, Any]) -> None:
    """Check the settings under [sync]; ConfigError says what to change."""
    for name, value in values.items():
        if name == "every":
            seconds_of(value)
        elif name != "auto":
            raise ConfigError(f"{quote(name)} is not a setting of [sync]; there are auto, every.")
        elif not isinstance(value, bool):
            raise ConfigError(f"auto must be true or false, not {repr(value)[:40]}.")
