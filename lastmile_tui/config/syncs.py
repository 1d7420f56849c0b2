"""How often the app syncs by itself, as people write it."""

from __future__ import annotations

import re
from typing import Final

from lastmile_tui.config.toml import shown
from lastmile_tui.errors import ConfigError

_EVERY: Final = r"([1-9][0-9]{0,4}) ?(s|min|m|h)"
_UNITS: Final = {"s": 1, "m": 60, "min": 60, "h": 3600}

SHORTEST: Final = 30
LONGEST: Final = 86_400
"""Seconds between two syncs, at least and at most."""

EVERY: Final = 'a time from "30s" to "24h", such as "5m"'


def is_time(text: object) -> bool:
    """Whether it is a time that may be between two syncs."""
    return SHORTEST <= _seconds(text) <= LONGEST


def seconds_of(text: object) -> float:
    """The seconds that `5m` and its kin mean; ConfigError for what is no time of that kind."""
    if not is_time(text):
        raise ConfigError(f"every must be {EVERY}, not {shown(text)}.")
    return float(_seconds(text))


def _seconds(text: object) -> int:
    found = re.fullmatch(_EVERY, text) if isinstance(text, str) else None
    return int(found[1]) * _UNITS[found[2]] if found else 0
