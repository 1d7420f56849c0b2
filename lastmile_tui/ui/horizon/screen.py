"""The screen of the Horizon: all roads by their days, today a third from the left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.domain.horizon.axis import Zoom, axis_of
from lastmile_tui.domain.horizon.load import daily_load, load_line
from lastmile_tui.domain.horizon.wording import say_timeline
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.highway.cursor import move_or_ask
from lastmile_tui.ui.horizon.draw import (
    draw_axis,
    draw_load,
    layout_of,
    legend_line,
    legend_of,
)
from lastmile_tui.ui.horizon.view import BarCache, HorizonView, TimelineCache
from lastmile_tui.ui.kit.bindings import Keys, bindings
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.key_bar import Hint, KeyBar
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.kit.top_bar import TopBar

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.horizon.axis import Axis
    from lastmile_tui.domain.horizon.load import LoadLine
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.horizon.view import Timelines
    from lastmile_tui.ui.state.board import Board

_HERE = tuple(
    command for command in COMMANDS if command.id not in ("filter", "density", "demo", "guide")
)
"""The commands that work here."""

_FOOTER = ("advance", "next_step", "park", "block", "resume", "undo", "keys")

_WORDS = {
    Zoom.WEEK: "three weeks",
    Zoom.MONTH: "three months",
    Zoom.QUARTER: "three quarters",
    Zoom.YEAR: "three years",
    Zoom.ALL: "all days",
}

RECOUNT = 0.2
"""Seconds after the last change after which the weeks are counted again."""

MEASURED = 60
"""The first roads, whose past and forecast `all days` are sure to hold."""

EXPLAINED = 26
"""Lines of a screen that has one to spare for what the signs mean, as the page of keys says too."""

MANY = 500
"""Roads from which on the weeks are counted while nobody types."""


class AxisLines(Widget):
    """The two lines above the roads: labels of time, and how much is due when."""

    DEFAULT_CSS = "AxisLines { height: 2; }"

    def __init__(self, glyphs: Glyphs, axis: Callable[[], Axis]) -> None:
        super().__init__()
        self._glyphs, self._axis = glyphs, axis
        self.due: LoadLine | None = None
        self.words = ""
        """How much time is seen."""

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        palette, axis, width = palette_of(self.app.theme_variables), self._axis(), self.size.width
        if y == 0:
            return draw_axis(axis, self.words, width, palette)
        if self.due is None:
            return Strip.blank(width, palette.base)
        return draw_load(self.due, axis, width, Pen(palette, self._glyphs, axis.today))


class HorizonScreen(CommandScreen):
    """Shows the roads of the Highway on an axis of time."""

    CSS = """
    HorizonScreen #days {
        height: 1; padding: 0 3; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    HorizonScreen #signs { display: none; height: 1; padding: 0 3; color: $text-muted; }
    HorizonScreen.-explained #signs { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "highway", tooltip="Back to the Highway"),
        Binding("q", "dismiss", "highway", tooltip="Back to the Highway", id="horizon_close"),
        Binding("left", "pan(-1)", "earlier", tooltip="Look at earlier days", id="horizon_earlier"),
        Binding("right", "pan(1)", "later", tooltip="Look at later days", id="horizon_later"),
        Binding(
            "left_square_bracket",
            "zoom(-1)",
            "closer",
            tooltip="Fewer days, each wider",
            id="horizon_closer",
        ),
        Binding(
            "right_square_bracket", "zoom(1)", "wider", tooltip="More days", id="horizon_wider"
        ),
        *bindings(_HERE),
    ]
    AUTO_FOCUS = "HorizonView"

    lines = getters.query_one(AxisLines)
    key_bar = getters.query_one(KeyBar)

    def __init__(self, glyphs: Glyphs, keys: Keys, timeline: Timelines, zoom: Zoom) -> None:
        super().__init__(glyphs, keys)
        self._timeline, self.zoom = TimelineCache(timeline), zoom
        self.view = HorizonView(glyphs, BarCache(glyphs, self._timeline, self._axis_now))
        """There from the first on: who looks at the goal at hand may come before the rest."""
        self._pan = 0
        self._axis: Axis | None = None
        self._counting = False
        self._load: Counter[date] | None = None

    @property
    def offered(self) -> Iterable[Command]:
        """The commands that work here."""
        return _HERE

    @property
    def signs(self) -> Sequence[tuple[str, str]]:
        """The marks of days."""
        return legend_of(self.glyphs)

    @property
    def goal_at_hand(self) -> Goal | None:
        """The goal under the cursor."""
        uid = self.view.uid
        return self.board.goals.get(uid) if self.board is not None and uid else None

    def compose(self) -> ComposeResult:
        yield TopBar(self.glyphs, "Horizon").data_bind(CommandScreen.board)
        yield AxisLines(self.glyphs, self._axis_now)
        yield self.view.data_bind(CommandScreen.board)
        yield Static(id="days", markup=False)
        yield Static(id="signs", markup=False)
        yield KeyBar()
        yield ToastLine()

    def on_mount(self) -> None:
        self._count_weeks()
        self._say_days()

    def watch_board(self, old: Board | None, board: Board | None) -> None:
        """Follow the board."""
        self._timeline.clear()
        if not self.is_mounted or board is None:
            return
        if old is None or old.today != board.today:
            self._turn()
        self._say_days()
        if board.lineup.total < MANY:
            self._count_weeks()
        elif not self._counting:
            self._counting = True
            self.set_timer(RECOUNT, self._count_weeks)

    def on_resize(self) -> None:
        self.set_class(self.size.height >= EXPLAINED, "-explained")
        self._turn()
        self._say_days()

    def choose(self, uid: str | None, near: int | None = None) -> None:
        """Put the cursor on a goal, as `HighwayView.choose` does."""
        self.view.choose(uid, near)

    def _count_weeks(self) -> None:
        self._counting = False
        if self.board is not None:
            self._load = daily_load(self.board.lineup.each)
            self._draw_lines()

    def _draw_lines(self) -> None:
        """Draw what stands above the roads, and explain the signs."""
        due = None if self._load is None else load_line(self._load, self._axis_now())
        self.lines.due = due
        self.lines.refresh()
        many, room = due is not None and due.has_many, self.size.width - 2 * MARGIN
        line = legend_line(self.glyphs, room, many=many)
        self.query_one("#signs", Static).update(Content(line))

    # The axis

    def _axis_now(self) -> Axis:
        if self._axis is None:
            assert self.board is not None  # noqa: S101 # nothing is drawn before
            columns = layout_of(self.size.width).columns
            reach = self._reach(self.board) if self.zoom is Zoom.ALL else None
            self._axis = axis_of(self.board.today, columns, self.zoom, self._pan, reach)
            self.lines.words = _WORDS[self.zoom]
        return self._axis

    def _reach(self, board: Board) -> tuple[date, date]:
        """The first and last day of the roads that are shown, the first of them with their past.

        To look at the past of thousands would take seconds.
        """
        first = last = board.today
        for number, goal in enumerate(board.lineup.goals):
            measures = board.measure(goal) if number < MEASURED else None
            reach = self._timeline(goal, measures).reach
            if reach is not None:
                first, last = min(first, reach[0]), max(last, reach[1])
        return first, last

    def _turn(self) -> None:
        """Draw everything on another axis."""
        self._axis = None
        if self.is_mounted and self.board is not None:
            self._draw_lines()
            self.view.redraw()

    def action_zoom(self, by: int) -> None:
        """Show more time, or less."""
        zoom = self.zoom.step(by)
        if zoom is self.zoom:
            self.explain("This is all there is." if by > 0 else "A week is as close as it gets.")
            return
        self.zoom, self._pan = zoom, 0
        self._turn()

    def action_pan(self, by: int) -> None:
        """Look at earlier or later days."""
        before, self._pan = self._axis_now().start, self._pan + by
        self._turn()
        if self._axis_now().start == before:
            self._pan -= by
            self.explain("The calendar ends here.")

    # The road at hand

    @on(HorizonView.CursorMoved)
    def _say_days(self) -> None:
        """Say the days of the chosen road in words, and the keys that work on it."""
        goal, board = self.goal_at_hand, self.board
        hints = [Hint("esc", "highway", "dismiss"), Hint("[ ]", "zoom", "zoom(1)")]
        words = "No road is shown here."
        if goal is not None and board is not None:
            line = self._timeline(goal, board.measure(goal))
            room = self.size.width - 2 * MARGIN
            words = say_timeline(line, board.today, room) or "No dates yet: w plans the next step."
            footer = [BY_ID[name] for name in _FOOTER]
            hints += self.hints_for(footer, goal, board.today)
        days = spell_content(Content(words), self.glyphs)
        self.query_one("#days", Static).update(days, layout=False)  # it stays one line
        self.key_bar.hints = tuple(hints)

    def action_command(self, command: str) -> None:
        """Move the cursor; leave by the key that led here; ask the app for the rest."""
        if command == "horizon":
            self.dismiss()
        else:
            move_or_ask(self, self.view, command)
