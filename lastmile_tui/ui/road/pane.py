"""A pane of a road's page: rows with a cursor, of which only the lines in sight are drawn.

An OptionList would wrap every one of 5,000 log entries before it shows the first.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from lastmile_tui.ui.drawing.drag_select import DragSelect
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import GAP, PageRow, draw_line
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.kit.toast import keep_off

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from lastmile_tui.domain.rows.ids import RowId
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

    Layout: TypeAlias = Callable[[int], Sequence[PageRow]]
    """The rows for a width in cells."""

WHEEL_LINES = 3

_DOUBLE_CLICK = 2

_EDITOR_LINES = 2
"""Lines of the editor: the text, and its meaning."""


class RoadPane(DragSelect, ScrollView, can_focus=False, inherit_bindings=False):
    """Rows; the cursor stops on those that have a spot, and is shown while the pane is active."""

    DEFAULT_CSS = """
    RoadPane {
        height: 1fr; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    """

    active: reactive[bool] = reactive(False)

    class Pointed(Message):
        """A row was clicked, once or twice."""

        def __init__(self, pane: RoadPane, *, twice: bool) -> None:
            super().__init__()
            self.pane = pane
            self.twice = twice

    class Shifted(Message):
        """The lines of the pane have moved."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002 # Textual's own name
        super().__init__(id=id)
        self._glyphs = glyphs
        self._lay_out: Layout = lambda _: ()
        self._items: list[PageRow] = []
        self._tops: list[int] = [0]
        self._stops: list[int] = []
        self._place = 0
        self._top = 0
        """The first line in sight, where no resize has moved it."""
        self._typing: tuple[RowId, bool] | None = None
        self._palette: Palette | None = None

    def show(self, lay_out: Layout) -> None:
        """Show other rows: the cursor stays on its spot, or at its place."""
        self._lay_out = lay_out
        was_in_sight = self._in_sight
        self._update_layout()
        if was_in_sight:
            self._bring_into_sight()

    @property
    def item(self) -> PageRow | None:
        """The row under the cursor."""
        return self._items[self._stops[self._place]] if self._stops else None

    @property
    def spot(self) -> RowId | None:
        """The spot under the cursor."""
        return self.item.spot if self.item else None

    @property
    def spots(self) -> list[RowId]:
        """All spots of the cursor, from the top."""
        return [item.spot for item in self._items if item.spot]

    # The cursor

    def choose(self, spot: RowId | None) -> None:
        """Put the cursor on a spot, if it exists."""
        spots = self.spots
        if spot in spots:
            self._move_to(spots.index(spot))

    def step(self, rows: int) -> None:
        """Move the cursor by a number of rows; above the first one the pane scrolls."""
        if rows < 0 and not self._place:
            self._to_line(self.scroll_offset.y + rows)
        self._move_to(self._place + rows)

    def page(self, pages: int) -> None:
        """Move the cursor by whole panes."""
        if not self._stops:
            return
        tops = [self._tops[index] for index in self._stops]
        line = tops[self._place] + pages * max(self.size.height - 1, 1)
        place = bisect_right(tops, line) - 1
        self._move_to(place if pages < 0 else max(place, self._place + 1))

    def first(self) -> None:
        """Go to the top."""
        self._move_to(0)
        self._to_line(0)

    def last(self) -> None:
        """Go to the last row."""
        self._move_to(len(self._stops) - 1)

    # Editing a row

    def make_room(self, *, below: bool = False) -> None:
        """Make room for the editor, at the cursor or in a new row below it."""
        if self.spot:
            self._typing = (self.spot, below)
            self._update_layout()
            self._bring_into_sight()

    def close_room(self) -> None:
        """Close the room, and show the row again."""
        if self._typing is not None:
            self._typing = None
            self._update_layout()

    @property
    def room(self) -> Region:
        """The place of the editor on the screen; it may be outside the pane while that scrolls."""
        if not self._stops or self._typing is None:
            return Region(0, 0, 0, 0)
        index = self._stops[self._place]
        item, line = self._items[index], self._tops[index]
        if self._typing[1]:
            line = self._tops[index + 1]
        x = item.at - 1
        y = self.region.y + line - self.scroll_offset.y
        return Region(self.region.x + x, y, self.size.width - x - MARGIN + 1, _EDITOR_LINES)

    def _update_layout(self) -> None:
        if not self.size.width:
            return
        spot = self.spot
        self._items = self._with_room(self._lay_out(self.size.width))
        self._tops = [0, *accumulate(len(item.lines) for item in self._items)]
        self._stops = [index for index, item in enumerate(self._items) if item.spot]
        last = max(len(self._stops) - 1, 0)
        places = (
            place for place, index in enumerate(self._stops) if self._items[index].spot == spot
        )
        self._place = next(places, min(self._place, last))
        self.virtual_size = Size(self.size.width, self._tops[-1])
        self.refresh()
        self.post_message(self.Shifted())

    def _with_room(self, items: Sequence[PageRow]) -> list[PageRow]:
        """The rows with room for the editor."""
        if self._typing is None:
            return list(items)
        spot, below = self._typing
        rows: list[PageRow] = []
        for item in items:
            if item.spot != spot:
                rows.append(item)
            elif below:
                rows += (item, *([GAP] * _EDITOR_LINES))
            else:
                name = tuple(run for run in item.lines[0] if run.x < item.at)
                rows.append(replace(item, lines=(name, *[()] * (_EDITOR_LINES - 1))))
        return rows

    def _move_to(self, place: int) -> None:
        if not self._stops:
            return
        self._refresh_row()
        self._place = min(max(place, 0), len(self._stops) - 1)
        self._refresh_row()
        self._bring_into_sight()

    def _refresh_row(self) -> None:
        index = self._stops[self._place]
        self.refresh_lines(self._tops[index], len(self._items[index].lines))

    @property
    def _in_sight(self) -> bool:
        """Whether the row of the cursor is on screen."""
        if not self._stops:
            return False
        index, top = self._stops[self._place], self.scroll_offset.y
        return self._tops[index] < top + self.size.height and self._tops[index + 1] > top

    def _bring_into_sight(self) -> None:
        if not self._stops:
            return
        index = self._stops[self._place]
        start, stop = self._tops[index], self._tops[index + 1]
        if self._typing is not None and self._typing[1]:
            stop += _EDITOR_LINES
        if self._place == len(self._stops) - 1:
            stop = self._tops[-1]
        top, height = self.scroll_offset.y, self.size.height
        if start < top:
            self._to_line(0 if not self._place and stop <= height else start)
        elif stop > top + height:
            self._to_line(min(stop - height, start))
        self._keep_uncovered()

    def _to_line(self, line: int) -> None:
        """Scroll, also before Textual has seen that there is more than fits."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)
        self._top = self.scroll_offset.y

    @property
    def _pinned(self) -> int | None:
        """The line of the pane that shows the row of the cursor while that is scrolled away."""
        if not self.active or not self._stops or self._typing is not None or self._in_sight:
            return None
        above = self._tops[self._stops[self._place]] < self.scroll_offset.y
        return 0 if above else self.size.height - 1

    def _keep_uncovered(self) -> None:
        """Let no message cover the row of the cursor."""
        if self.active and self._stops:
            index, pinned = self._stops[self._place], self._pinned
            y = self._tops[index] - self.scroll_offset.y if pinned is None else pinned
            row = Region(0, y, self.size.width, len(self._items[index].lines))
            keep_off(self, row.translate(self.region.offset).intersection(self.region))

    # Drawing

    def on_resize(self) -> None:
        top = self._top
        self._update_layout()
        self._to_line(top)  # a pane that was low for a moment shows again what it had shown
        self._bring_into_sight()
        self._top = top

    def watch_active(self) -> None:
        if self._stops:
            self._refresh_row()
            self._bring_into_sight()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Post that the lines have moved."""
        super().watch_scroll_y(old_value, new_value)
        self._keep_uncovered()
        self.post_message(self.Shifted())

    def notify_style_update(self) -> None:
        """Clear the colours of another theme."""
        super().notify_style_update()
        self._palette = None

    def render_line(self, y: int) -> Strip:
        """One line of the pane, as wide as the pane."""
        line = y + self.scroll_offset.y
        if y == self._pinned:
            return self.line_text(self._tops[self._stops[self._place]])
        return self.selected(self.line_text(line), line)

    def line_text(self, line: int) -> Strip:
        """A line of the rows as it is drawn, counted from their top."""
        width = self.size.width
        if self._palette is None:
            self._palette = palette_of(self.app.theme_variables)
        if line >= self._tops[-1]:
            return Strip.blank(width, self._palette.base)
        index = bisect_right(self._tops, line) - 1
        item = self._items[index]
        chosen = self.active and item.spot is not None and index == self._stops[self._place]
        words = item.lines[line - self._tops[index]]
        return draw_line(words, width, self._palette, self._glyphs, chosen=chosen)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row; a second click does what enter does."""
        if self._typing is not None or self.dragged:
            return
        if event.y == self._pinned:
            self._bring_into_sight()
            return
        index = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if index in self._stops:
            self._move_to(self._stops.index(index))
            self.post_message(self.Pointed(self, twice=event.chain == _DOUBLE_CLICK))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -WHEEL_LINES)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.prevent_default()
        event.stop()
        if self._typing is None:
            self._to_line(self.scroll_offset.y + lines)
