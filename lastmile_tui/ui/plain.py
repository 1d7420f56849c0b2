"""Our own signs for terminals that have none but those of ASCII."""

from __future__ import annotations

import sys

from textual.content import Content

from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE, Glyphs

_PLAIN = str.maketrans({"‘": "'", "’": "'", "·": "-", "…": "~"})


def glyphs_for(wanted: str) -> Glyphs:
    """The glyphs that were asked for, or that the terminal's encoding can carry."""
    if wanted == "auto":
        encoding = (sys.__stdout__.encoding if sys.__stdout__ else "") or ""
        return UNICODE if encoding.casefold().startswith("utf") else ASCII
    return ASCII if wanted == "ascii" else UNICODE


def spelled(words: Content, glyphs: Glyphs) -> Content:
    """Sentences of ours in the signs that are asked for, one for one."""
    return Content(spell(words.plain, glyphs), list(words.spans)) if glyphs is ASCII else words


def spell(text: str, glyphs: Glyphs) -> str:
    """The same for a text that is drawn cell by cell."""
    return text.translate(_PLAIN) if glyphs is ASCII else text
