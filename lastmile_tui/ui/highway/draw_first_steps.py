"""The first steps as rows: a step in a sentence or two, and the progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from lastmile_tui.domain.examples.first_steps import FirstStep, Span
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.glyphs import ASCII, spell
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.strip import Strip

    from lastmile_tui.domain.examples.first_steps import Coach, Words
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

_SUCH_AS = "Such as  "


def draw_coach(
    coach: Coach, width: int, room: int, palette: Palette, glyphs: Glyphs, *, leave: str
) -> list[Strip]:
    """A step as at most `room` strips of exactly `width` cells; `leave` is the key that leaves."""
    rows = _fit_coach(coach, width, max(room - 1, 0), palette, glyphs)
    rows.append(_progress(coach, width, palette, glyphs, leave))
    for row in rows:
        row.put(0, glyphs.edge, palette.edge)
    return [row.strip(palette.base) for row in rows[:room]]


def _fit_coach(coach: Coach, width: int, room: int, palette: Palette, glyphs: Glyphs) -> list[Row]:
    """Sentences and example, as far as they fit."""
    whole = (*coach.why, Span(" "), *coach.do) if coach.why else coach.do
    sentences = _sentences(whole, width, palette, glyphs)
    if coach.example and MARGIN + len(_SUCH_AS + coach.example) <= width - MARGIN:
        rows = [*sentences, _example(coach, width, palette, glyphs)]
        if len(rows) <= room:
            return rows
    return (
        sentences if len(sentences) <= room else _sentences(coach.do, width, palette, glyphs)[:room]
    )


def _sentences(words: Words, width: int, palette: Palette, glyphs: Glyphs) -> list[Row]:
    """Wrapped sentences with highlighted keys."""
    text = spell("".join(part.text for part in words), glyphs)
    rows, at = [], 0
    for line in wrap(text, max(width - 2 * MARGIN, 1)):
        row = Row(width)
        start = text.index(line, at)
        at = start + len(line)
        row.put(MARGIN, line, Style.null())
        for first, last in _keys(words):
            first, last = max(first, start), min(last, at)  # noqa: PLW2901 # what is on this line
            if first < last:
                before = cell_len(text[start:first])
                row.put(MARGIN + before, text[first:last], palette.accent)
        rows.append(row)
    return rows


def _keys(words: Words) -> Iterable[tuple[int, int]]:
    """The ranges of the keys in a text."""
    at = 0
    for part in words:
        if part.is_key:
            yield at, at + len(part.text)
        at += len(part.text)


def _example(coach: Coach, width: int, palette: Palette, glyphs: Glyphs) -> Row:
    row = Row(width)
    row.put(MARGIN, _SUCH_AS, palette.muted)
    row.put(MARGIN + len(_SUCH_AS), spell(coach.example, glyphs), palette.title)
    return row


def _progress(coach: Coach, width: int, palette: Palette, glyphs: Glyphs, leave: str) -> Row:
    """The progress, and the key that leaves."""
    row = Row(width)
    full, empty = ("#", "-") if glyphs is ASCII else (glyphs.done, glyphs.to_come)
    runs = [
        (full * coach.step, palette.accent),
        (empty * (len(FirstStep) - coach.step) + "  ", palette.faint),
        (coach.heading, palette.muted),
    ]
    word = "closes" if coach.step is FirstStep.DONE else "skips"
    end = [(leave, palette.accent), (f" {word}", palette.muted)]
    at = width - MARGIN - _cells(end)
    _put(row, MARGIN, runs)
    if at >= MARGIN + _cells(runs) + 2:
        _put(row, at, end)
    return row


def _put(row: Row, x: int, runs: Sequence[tuple[str, Style]]) -> None:
    for text, style in runs:
        row.put(x, text, style)
        x += cell_len(text)


def _cells(runs: Sequence[tuple[str, Style]]) -> int:
    return sum(cell_len(text) for text, _ in runs)
