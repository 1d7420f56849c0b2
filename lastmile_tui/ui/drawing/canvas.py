"""A row of cells to put text on."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_HIDDEN = [("", Style.null())]
"""The second half of a sign that is two cells wide."""


class Row:
    """One line of exactly `width` cells; later texts cover earlier ones."""

    def __init__(self, width: int, style: Style | None = None) -> None:
        self.width = width
        self._cells: list[tuple[str, Style]] = [(" ", style or Style.null())] * width

    def put(self, x: int, text: str, style: Style) -> None:
        """Write a text at a cell, cut at both ends of the row."""
        cells = self._cells
        if 0 < x < self.width and not cells[x][0]:
            cells[x - 1] = (" ", cells[x - 1][1])  # the first half of the wide sign that is cut
        signs, sizes = _signs(text)
        end = x + sum(sizes)
        if x >= 0 and end <= self.width and len(signs) == end - x:
            cells[x:end] = [(sign, style) for sign in signs]
        else:
            for sign, size in zip(signs, sizes, strict=True):
                if x >= 0 and x + size <= self.width:
                    cells[x : x + size] = [(sign, style), *_HIDDEN[: size - 1]]
                x += size
        x = end
        if 0 < x < self.width and not cells[x][0]:
            cells[x] = (" ", cells[x - 1][1])

    def strip(self, under: Style) -> Strip:
        """The row as a strip, on top of a style for the whole line."""
        segments: list[Segment] = []
        run: list[str] = []
        last: Style | None = None
        for text, style in self._cells:
            if text and style is not last and run:
                segments.append(Segment("".join(run), under + (last or Style.null())))
                run = []
            if text:
                last = style
                run.append(text)
        segments.append(Segment("".join(run), under + (last or Style.null())))
        return Strip(segments, self.width)


@lru_cache(maxsize=1024)
def _signs(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The visible signs of a text, and the cells of each."""
    if text.isascii():
        return tuple(text), (1,) * len(text)
    spans = [span for span in split_graphemes(text)[0] if span[2]]
    return tuple(text[start:end] for start, end, _ in spans), tuple(size for *_, size in spans)


def truncate(text: str, width: int, ellipsis: str) -> str:
    """Cut a text to at most `width` cells, with an ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip() + ellipsis
