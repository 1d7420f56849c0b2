"""A row of cells to put text on."""

from __future__ import annotations

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
        if text.isascii():
            for sign in text:
                if 0 <= x < self.width:
                    cells[x] = (sign, style)
                x += 1
        else:
            for start, end, size in split_graphemes(text)[0]:
                if size and x >= 0 and x + size <= self.width:
                    cells[x : x + size] = [(text[start:end], style), *_HIDDEN[: size - 1]]
                x += size
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


def truncate(text: str, width: int, ellipsis: str) -> str:
    """Cut a text to at most `width` cells, with an ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip() + ellipsis
