"""The list of roads, drawn line by line: only visible lines cost anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from lastmile_tui.ui.drawing.drag_select import DragSelect
from lastmile_tui.ui.drawing.lane import post_at
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.highway.lane_cache import LaneCache
from lastmile_tui.ui.highway.lane_lines import drawn_rows, lane_lines
from lastmile_tui.ui.highway.line_index import LineIndex, rows_of
from lastmile_tui.ui.kit.messages import CommandRequested, MarkerRequested
from lastmile_tui.ui.kit.toast import keep_off

if TYPE_CHECKING:
    from textual import events

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette
    from lastmile_tui.ui.state.board import Board

GLIDE_SECONDS = 0.35
"""Long enough to be seen, short enough not to be waited for."""

WHEEL_LINES = 3

_DOUBLE_CLICK = 2


class HighwayView(DragSelect, ScrollView, can_focus=True, inherit_bindings=False):
    """All roads of a board as lanes, one of them chosen."""

    BINDING_GROUP_TITLE = "Highway"

    DEFAULT_CSS = """
    HighwayView {
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
    }
    """

    class CursorMoved(Message):
        """Another goal is under the cursor, or it has changed."""

    board: reactive[Board | None] = reactive(None, repaint=False, always_update=True)

    glide: var[float] = var(1.0)
    """How much of its last move the vehicle has shown, 0 to 1."""

    def __init__(self, glyphs: Glyphs, lanes: LaneCache | None = None) -> None:
        super().__init__()
        self._chosen: Goal | None = None
        self.index = 0
        """Where the cursor is, counted from the top: a week shows a goal on several days."""
        self._rows = LineIndex(1, (), 0)
        self._palette: Palette | None = None
        self._lanes = lanes or LaneCache(glyphs)
        self._drawn: dict[int, Strip] = {}
        """The lines on screen, without those that are to be drawn anew."""
        self._left: float = 0.0
        self._home_uid: str | None = None
        """The uid that the cursor was put on: it returns there when the goal is shown again."""

    @property
    def uid(self) -> str | None:
        """The chosen goal."""
        return self._chosen.uid if self._chosen else None

    def choose(self, uid: str | None, near: int | None = None) -> None:
        """Put the cursor on a goal that is shown, where it is nearest to an index, or to here."""
        board = self.board
        if board is None or uid is None:
            return
        index = board.lineup.index(board.goals.get(uid), self.index if near is None else near)
        if index is not None:
            self._move_to(index)

    def settle(self) -> None:
        """Stay on the goal under the cursor, whatever is shown next."""
        self._home_uid = self.uid or self._home_uid

    def step(self, lanes: int) -> None:
        """Move the cursor by a number of lanes; the ends stop it."""
        self._move_to(self.index + lanes)

    def page(self, pages: int) -> None:
        """Move the cursor by whole screens."""
        self.step(pages * max(self.size.height // self._rows.lane - 1, 1))

    def first(self) -> None:
        """Choose the first road."""
        self._move_to(0)

    def last(self) -> None:
        """Choose the last road."""
        if self.board is not None:
            self._move_to(self.board.lineup.total - 1)

    # Following the board

    def watch_board(self, old: Board | None, board: Board | None) -> None:
        """Show another board: the cursor stays on its goal, or at its place."""
        self._lanes.follow(old, board)
        if board is None:
            return
        before, index = self._chosen, None
        for uid in (self._home_uid, self.uid):
            if index is None and uid is not None:
                index = board.lineup.index(board.goals.get(uid), near=self.index)
        away = not self._in_sight and old is not None and old.lineup.look == board.lineup.look
        self._lay_out()
        self.index = min(self.index if index is None else index, max(board.lineup.total - 1, 0))
        chosen = self._chosen = board.lineup.at(self.index)
        if chosen is not before:
            self.post_message(self.CursorMoved())
        if before and chosen and before.uid == chosen.uid:
            away = away and before is chosen
            self._start_glide(before.position, chosen.position)
        if not away:
            self._bring_into_sight()
        self._refresh_changed(board)

    def _refresh_changed(self, board: Board) -> None:
        """Draw the lines again that look different now; all of them if that is not known."""
        if not self._drawn or not self.screen.is_current:
            self.refresh()
            return
        for y, drawn in [*self._drawn.items()]:
            if self._line(board, y) != drawn:
                self.refresh_line(y + self.scroll_offset.y)

    def refresh(self, *regions: Region, **more: bool) -> Self:
        """Draw some regions again, or everything."""
        dirty = {y for region in regions for y in region.line_range} if regions else {*self._drawn}
        for y in dirty:
            self._drawn.pop(y, None)
        return super().refresh(*regions, **more)

    def on_resize(self) -> None:
        self._lanes.clear()
        self._drawn.clear()
        self._lay_out()
        self._bring_into_sight()

    def notify_style_update(self) -> None:
        """Clear what was drawn in another theme."""
        super().notify_style_update()
        self._palette = None
        self._lanes.clear()
        self._drawn.clear()

    def _lay_out(self) -> None:
        if self.board is None:
            return
        lane = self.lines_of_lane(self.board)
        if lane != self._rows.lane:
            self._lanes.clear()
        self._rows = rows_of(self.board.lineup, lane, gap=1)
        self.virtual_size = Size(self.size.width, self._rows.total)

    def lines_of_lane(self, board: Board) -> int:
        """The lines of a lane, by the room there is."""
        return lane_lines(board, self.size)

    # The cursor

    def _move_to(self, index: int) -> None:
        if self.board is None or not self.board.lineup.total:
            return
        index = min(max(index, 0), self.board.lineup.total - 1)
        if index != self.index:
            self._refresh_lane(self.index)
            self.index = index
            self._chosen = self.board.lineup.at(index)
            self.glide = 1.0
            self._refresh_lane(index)
            self.post_message(self.CursorMoved())
        self.settle()
        self._bring_into_sight()

    def _refresh_lane(self, index: int) -> None:
        lines = self._rows.lines(index)
        self.refresh_lines(lines.start, len(lines))

    @property
    def _in_sight(self) -> bool:
        """Whether the whole lane of the cursor is on screen."""
        return self._rows.shows(self.index, self.scroll_offset.y, self.size.height)

    def _bring_into_sight(self) -> None:
        lines = self._rows.in_sight(self.index)
        top, height = self.scroll_offset.y, self.size.height
        if lines.start < top:
            self._to_line(lines.start)
        elif lines.stop > top + height:
            self._to_line(min(lines.stop - height, self._rows.lines(self.index).start))
        keep_off(self, self._chosen_region)

    def _to_line(self, line: int) -> None:
        """Scroll, also before Textual has seen that there is more than fits."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    @property
    def _chosen_region(self) -> Region:
        """Where the chosen lane is on the screen."""
        lines = self._rows.lines(self.index)
        pinned = self._pinned
        y = lines.start - self.scroll_offset.y if pinned is None else pinned
        lane = Region(self.region.x, self.region.y + y, self.region.width, len(lines))
        return lane.intersection(self.region)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let no message cover the chosen lane where it is now."""
        super().watch_scroll_y(old_value, new_value)
        keep_off(self, self._chosen_region)

    @property
    def _pinned(self) -> int | None:
        """The line of the view that shows the chosen road while its title is scrolled away."""
        return self._rows.pinned(self.index, self.scroll_offset.y, self.size.height)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the view, which has neither border nor padding: what is drawn is kept here."""
        filters, background = self.get_line_filters(), self.background_colors[1]
        strips = []
        for y in crop.line_range:
            if y not in self._drawn:
                self._drawn[y] = self.render_line(y)
            strips.append(self._drawn[y])
        for each in filters:
            strips = [strip.apply_filter(each, background) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """One line of the view, as wide as the view."""
        return self._line(self.board, y)

    def _line(self, board: Board | None, y: int) -> Strip:
        line = y + self.scroll_offset.y
        if board is not None and self._chosen is not None and y == self._pinned:
            return self._lanes.pinned(self._chosen, board, self._palette_now(), self.size.width)
        return self.selected(self._line_at(board, line), line)

    def line_text(self, line: int) -> Strip:
        """A line of the list as it is drawn, counted from its top."""
        return self._line_at(self.board, line)

    def _line_at(self, board: Board | None, line: int) -> Strip:
        width, palette, spot = self.size.width, self._palette_now(), self._rows.spot(line)
        if board is None or spot is None:
            return self._lanes.empty(board, palette, width)
        section = board.lineup.sections[spot.section]
        if spot.index is None:
            return self._lanes.heading(section, board, palette, width)
        goal = section.goals[spot.place]
        chosen = spot.index == self.index
        glide = None
        if chosen and self.glide < 1:
            glide = self._left + (goal.position - self._left) * self.glide
        rows = drawn_rows(self._rows.lane)
        strips = self._lanes.strips(
            goal, board, palette, width, rows=rows, chosen=chosen, glide=glide, part=section.part
        )
        return strips[spot.row] if spot.row < len(strips) else Strip.blank(width, palette.base)

    def _palette_now(self) -> Palette:
        if self._palette is None:
            self._palette = palette_of(self.app.theme_variables)
        return self._palette

    # The vehicle's glide

    def _start_glide(self, left: float, now: float) -> None:
        self.glide = 1.0
        if left == now:
            return
        self._left = left
        self.glide = 0.0
        self.animate("glide", 1.0, duration=GLIDE_SECONDS, easing="out_cubic", level="basic")

    def watch_glide(self) -> None:
        self._refresh_lane(self.index)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Choose a lane; a second click opens it, or reaches the marker under the pointer."""
        board = self.board
        spot = self._rows.spot(event.y + self.scroll_offset.y)
        if self.dragged:
            return
        if event.y == self._pinned:
            self._bring_into_sight()
            return
        if board is None or spot is None or spot.index is None:
            return
        self._move_to(spot.index)
        goal = board.lineup.at(spot.index)
        if goal is None or event.chain != _DOUBLE_CLICK:
            return
        post = post_at(goal, event.x, self.size.width) if spot.row else None
        if post is None:
            self.post_message(CommandRequested("open", goal.uid))
        else:
            self.post_message(MarkerRequested(goal.uid, post))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -WHEEL_LINES)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.prevent_default()
        event.stop()
        self.scroll_relative(y=lines, animate=False, immediate=True)
