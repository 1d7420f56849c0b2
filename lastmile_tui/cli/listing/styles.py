"""Texts with styles: a line is a row of spans, printed plainly wherever colour is not wanted."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.terminal import can_draw

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

Span = tuple[str, str]
"""A text and the parameters of SGR for it (ECMA-48, 8.3.117), empty for none."""

PLAIN: Final = ""
BOLD: Final = "1"
MUTED: Final = "2"
"""Faint, which every background allows; the colours are the terminal's own for the same reason."""

GREEN: Final = "32"
AMBER: Final = "33"
WARNING: Final = "1;33"
DANGER: Final = "1;31"

BY_WEIGHT: Final = {"plain": MUTED, "warning": WARNING, "danger": DANGER}
"""The styles of facts."""

BY_LEVEL: Final = (PLAIN, MUTED, WARNING, DANGER)
"""The styles of the marks of attention."""


def wants_colour(stream: TextIO | None, env: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream is a terminal with colours whose user did not turn them off.

    `NO_COLOR` counts unless it is empty (no-color.org).
    """
    terminal = stream is not None and stream.isatty() and sys.platform != "win32"
    return terminal and not env.get("NO_COLOR") and can_draw(env.get("TERM", ""))
