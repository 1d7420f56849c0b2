"""Whether a terminal is dark or light, by what it answers and by what it tells of itself.

It is asked for the colour of its ground (OSC 11), and for its attributes behind that (DA1), which
every terminal answers: what has not come before those does not come. Some tell when they become
dark or light (mode 2031, https://contour-terminal.org/vt-extensions/color-palette-update-notifications/).
"""

from __future__ import annotations

import re
from typing import Final

from textual.message import Message

from lastmile_tui.config.colours import is_dark

ASK: Final = "\x1b[?2031h\x1b]11;?\x1b\\\x1b[c"
"""Tell when it changes; which colour is the ground; what are you."""

ASK_NO_MORE: Final = "\x1b[?2031l"

_GROUND = (
    r"\x1b\]11;(?:rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?"
    r"|#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2}))(?:\x07|\x1b\\|\x9c)"
)
_CHANGED = r"\x1b\[\?997;([12])n"
_ATTRIBUTES = r"\x1b\[\?[\d;]*c"


class TerminalShade(Message):
    """The terminal is `dark`, or light."""

    def __init__(self, *, dark: bool) -> None:
        super().__init__()
        self.dark = dark


class AnswersOver(Message):
    """What the terminal was asked is answered."""


def read_shade(piece: str) -> TerminalShade | AnswersOver | None:
    """What a terminal tells by a string or a sequence; None for all else."""
    if (found := re.fullmatch(_GROUND, piece)) is not None:
        parts = [part for part in found.groups() if part]
        red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in parts)
        return TerminalShade(dark=is_dark((red, green, blue)))
    if (found := re.fullmatch(_CHANGED, piece)) is not None:
        return TerminalShade(dark=found[1] == "1")
    return AnswersOver() if re.fullmatch(_ATTRIBUTES, piece) else None
