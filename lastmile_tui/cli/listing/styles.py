"""Texts with styles: a line is a row of spans, printed plainly wherever colour is not wanted."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.terminal import can_draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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


ROAD: Final = dict.fromkeys("━┿", GREEN) | dict.fromkeys("═╪", AMBER) | dict.fromkeys("▸⚑", BOLD)
"""The styles of a road by its signs; what lies ahead has none but faintness."""


def road_spans(road: str, styles: Mapping[str, str] = ROAD) -> Iterator[Span]:
    """A road in the styles of its signs."""
    for style, signs in groupby(road, lambda sign: styles.get(sign, MUTED)):
        yield "".join(signs), style


def trimmed(row: Iterable[Span]) -> list[Span]:
    """A row without the spaces at its end."""
    spans = list(row)
    while spans and not spans[-1][0].strip():
        spans.pop()
    if spans:
        spans[-1] = (spans[-1][0].rstrip(), spans[-1][1])
    return spans


def wants_colour(
    stream: TextIO | None, env: Mapping[str, str] = os.environ, *, wanted: str = "auto"
) -> bool:
    """Whether a stream gets colour, as `--color` wants it.

    The option comes before `NO_COLOR`, which counts unless it is empty (no-color.org), that before
    `CLICOLOR_FORCE`, and that before `CLICOLOR` (bixense.com/clicolors) and the terminal.
    """
    if wanted != "auto":
        return wanted == "always"
    if env.get("NO_COLOR"):
        return False
    if env.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    terminal = stream is not None and stream.isatty() and sys.platform != "win32"
    return terminal and env.get("CLICOLOR") != "0" and can_draw(env.get("TERM", ""))
