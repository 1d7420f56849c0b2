"""Text that is selected by dragging over lines, which Textual offers for its own contents only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

from lastmile_tui.domain.model.text import clean_note

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object
    # Textual takes the styles of a class from its first base that is a widget

_SELECTED = Style(reverse=True)

_LEFT = 1
"""The button that selects."""


class DragSelect(_Base):
    """A widget drawn line by line whose text can be selected; `ctrl+c` copies it.

    Lines are counted from the top of what is scrolled. A class of it draws `selected(strip, line)`.
    """

    ALLOW_SELECT = False
    """Textual would select all with a double click, which opens something here."""

    _drag_start: Offset | None = None
    dragged = False
    """Whether the mouse was moved since its button went down: that is no click."""

    def line_text(self, line: int) -> Strip:
        """A line as it is drawn, without a selection."""
        raise NotImplementedError

    def selected(self, strip: Strip, line: int) -> Strip:
        """A line with what is selected of it."""
        selection = self.text_selection
        span = selection.get_span(line) if selection else None
        if span is None:
            return strip
        start, end = span[0], strip.cell_length if span[1] < 0 else span[1]
        before, middle, after = strip.divide([start, end, max(strip.cell_length, end)])
        return Strip.join([before, middle.apply_style(_SELECTED), after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text of the cells that are selected."""
        start, end = selection
        if start is None or end is None:
            return None
        lines = []
        for line in range(start.y, end.y + 1):
            strip = self.line_text(line)
            first, last = selection.get_span(line) or (0, 0)
            lines.append(strip.crop(first, strip.cell_length if last < 0 else last).text)
        return clean_note("\n".join(" ".join(line.split()) for line in lines)), "\n"

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.dragged = False
        self._drag_start = self._under_mouse(event) if event.button == _LEFT else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = self._under_mouse(event)
        if self._drag_start is None or not event.button or place == self._drag_start:
            return
        self.dragged = True
        start, end = sorted((self._drag_start, place), key=lambda offset: (offset.y, offset.x))
        self.screen.selections = {self: Selection(start, Offset(end.x + 1, end.y))}

    def on_mouse_up(self) -> None:
        self._drag_start = None

    def _under_mouse(self, event: events.MouseEvent) -> Offset:
        return event.offset + self.scroll_offset
