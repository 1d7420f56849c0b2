"""What a file says that has no place in a goal: kept as it is in the log, to be written back.

The log cleans its texts: JSON in ASCII, whose spaces are written out where cleaning would take one
away, comes through as it was.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.model.text import NOTE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SPACE = re.compile(r" (?= |$)|(?<=^) ")

_PART = NOTE_LIMIT - 64
"""Characters of one text; what is longer is kept in several."""


def pack(extra: Mapping[str, Any]) -> list[str]:
    """Texts that hold a mapping; none for an empty one."""
    if not extra:
        return []
    whole = json.dumps(extra, separators=(",", ":"), default=str)
    parts = [whole[at : at + _PART // 6] for at in range(0, len(whole), _PART // 6)]
    return [_SPACE.sub(r"\\u0020", part) for part in parts]


def unpack(parts: Sequence[str]) -> dict[str, Any]:
    """The mapping that `pack` was given; an empty one where somebody else wrote the texts."""
    try:
        found = json.loads("".join(parts)) if parts else {}
    except (ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}
