"""Rows to choose from, drawn line by line like the Highway: a cursor, the mouse, and scrolling."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.palette import Palette, palette_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual import events

    from lastmile_tui.ui.drawing.glyphs import Glyphs

_Line: TypeAlias = tuple[int | None, Row]
"""A line with the index of its row, or the empty one between two rows."""

Draw: TypeAlias = Callable[[int, Palette], list[Row]]
"""Draws one choice as lines of so many cells."""


class OptionRows(ScrollView, can_focus=False, inherit_bindings=False):
    """One or more lines a choice. It takes no keys itself: the screen moves the cursor."""

    DEFAULT_CSS = """
    OptionRows {
        height: auto;
        scrollbar-size: 0 1;
        overflow-x: hidden;
        &:hover { pointer: pointer; }
    }
    """

    ALLOW_SELECT = False

    index: var[int] = var(0)
    """The row of the cursor."""

    gap: var[int] = var(0)
    """Empty lines between two rows."""

    class Picked(Message):
        """A row was clicked, `x` cells into its text; `again` if the cursor was there."""

        def __init__(self, index: int, x: int, *, again: bool) -> None:
            super().__init__()
            self.index = index
            self.x = x
            self.again = again

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._draws: tuple[Draw, ...] = ()
        self._headings: Mapping[int, Draw] = {}
        self._first = 0
        """The least index of the cursor: -1 while it is on no row."""
        self._drawn: tuple[int, list[_Line]] | None = None
        self._palette: Palette | None = None

    def fill(
        self, draws: Iterable[Draw], index: int = 0, headings: Mapping[int, Draw] | None = None
    ) -> None:
        """Show other rows, the cursor on one of them; on none with -1, until it is moved.

        `headings` stand above rows, by index.
        """
        self._draws, self._drawn, self._headings = tuple(draws), None, headings or {}
        self._first = min(index, 0)
        self.index = index
        self._lay_out()
        self.refresh(layout=True)

    def move(self, command: str) -> bool:
        """Move the cursor by a command; False if that moves no cursor."""
        page = max(self.size.height - 1, 1)
        places = {
            "down": self.index + 1,
            "up": self.index - 1,
            "page_down": self.index + page,
            "page_up": self.index - page,
            "first": 0,
            "last": len(self._draws) - 1,
        }
        if command in places:
            self._first = 0
            self.index = places[command]
        return command in places

    def validate_index(self, index: int) -> int:
        """Stop at the ends."""
        return max(min(index, len(self._draws) - 1), self._first)

    def watch_index(self) -> None:
        self.refresh()
        self._bring_into_sight()

    def watch_gap(self) -> None:
        self._drawn = None
        self._lay_out()
        self.refresh(layout=True)

    def on_resize(self) -> None:
        self._lay_out()

    def notify_style_update(self) -> None:
        """Clear what was drawn in another theme."""
        super().notify_style_update()
        self._drawn = self._palette = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 # Textual's own signature
        """All lines."""
        return len(self._lines(width))

    def _lay_out(self) -> None:
        width = self.size.width
        if width:
            self.virtual_size = Size(width, len(self._lines(width)))
            self._bring_into_sight()

    def _lines(self, width: int) -> list[_Line]:
        """All lines; the last cell is left for the scrollbar."""
        if self._drawn is None or self._drawn[0] != width:
            palette, inner = self._palette_now(), max(width - MARGIN - 1, 1)
            lines: list[_Line] = []
            for index, draw in enumerate(self._draws):
                lines += [(None, Row(inner))] * self.gap if index else []
                if heading := self._headings.get(index):
                    lines += [(None, Row(inner))] if index else []
                    lines += [(None, row) for row in heading(inner, palette)]
                lines += [(index, row) for row in draw(inner, palette)]
            self._drawn = (width, lines)
        return self._drawn[1]

    def _bring_into_sight(self) -> None:
        lines = self._lines(self.size.width)
        own = [y for y, (index, _) in enumerate(lines) if index == self.index]
        top, height = self.scroll_offset.y, self.size.height
        if not own or not height:
            return
        first = 0 if self.index == 0 and own[-1] < height else own[0]  # with its heading
        if first < top or len(own) > height:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)
        elif own[-1] >= top + height:
            self.scroll_to(y=own[-1] - height + 1, animate=False, immediate=True, force=True)

    def render_line(self, y: int) -> Strip:
        """One line, with the edge and ground of the cursor if it is there."""
        width, palette = self.size.width, self._palette_now()
        lines, at = self._lines(width), self._shown_at(y)
        if at >= len(lines):
            return Strip.blank(width, palette.base)
        index, row = lines[at]
        margin, under = Row(MARGIN), palette.base
        if index == self.index:
            margin.put(0, self._glyphs.edge, palette.edge)
            under += palette.chosen
        strip = Strip.join([margin.strip(under), row.strip(under)])
        return strip.extend_cell_length(width, under)

    def _shown_at(self, y: int) -> int:
        """The line that is shown at `y`: at an edge the cursor's, if that was scrolled away."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height - 1
        own = [
            at for at, (index, _) in enumerate(self._lines(self.size.width)) if index == self.index
        ]
        above, below = own and own[-1] < top, own and own[0] > bottom
        if (above and not y) or (below and y == self.size.height - 1):
            return own[0]
        return y + top

    def _palette_now(self) -> Palette:
        if self._palette is None:
            self._palette = palette_of(self.app.theme_variables)
        return self._palette

    def on_click(self, event: events.Click) -> None:
        """Post which row was clicked, and move the cursor there."""
        lines, at = self._lines(self.size.width), self._shown_at(event.y)
        index = lines[at][0] if at < len(lines) else None
        if index is not None:
            picked = self.Picked(index, event.x - MARGIN, again=index == self.index)
            self.index = index
            self.post_message(picked)
