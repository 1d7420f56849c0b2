"""The line above the roads: the screen, the day, and how many roads are near their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from lastmile_tui.dates import say_plain
from lastmile_tui.domain.views.lineup import Sort, View
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.palette import Palette, palette_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.state.board import Board

SMALLEST = (60, 20)
"""The smallest columns and lines for roads; a smaller terminal gets a list."""


TABS = ("Highway", "Horizon", "Review", "Mirror")
"""The names of the screens; without room for all only the current one is shown."""

QUERY_CELLS = 24
"""Cells of a filter that are shown."""


class TopBar(Widget):
    """One line, drawn from the board."""

    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; }
    """

    board: reactive[Board | None] = reactive(None, always_update=True)

    class Chosen(Message):
        """The name of another screen was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, glyphs: Glyphs, front: str = TABS[0]) -> None:
        super().__init__()
        self._glyphs, self._front = glyphs, front
        self._places: list[tuple[range, str]] = []

    def render_line(self, y: int) -> Strip:
        """The only line."""
        palette = palette_of(self.app.theme_variables)
        base = Style(color=palette.base.color, bgcolor=self.rich_style.bgcolor)
        width = self.size.width
        row = Row(width)
        if y or self.board is None:
            return row.strip(base)
        left, right = self._fitting(self.board, palette, width)
        x, self._places = 1, []
        for text, style in left:
            row.put(x, text, style)
            self._places.append((range(x, x + cell_len(text)), text.strip()))
            x += cell_len(text) + 1
        at = width - 2 - _cells(right)
        for text, style in right:
            row.put(at, text, style)
            at += cell_len(text)
        return row.strip(base)

    def _fitting(
        self, board: Board, palette: Palette, width: int
    ) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        """What has room on the left and on the right; the name of the app goes before the tabs."""
        day, due = self._day(board, palette), self._due(board, palette)
        streak, stretch = self._streak(board, palette), self._stretch(board, palette)
        brief = [("stretch ", palette.muted), *stretch[1:]]
        most, less = ([*day, *due, *streak, *stretch], [*day, *due, *stretch]), [*due, *stretch]
        tabs, front = self._left(board, palette, tabs=True), self._left(board, palette, tabs=False)
        unnamed = tabs if self.app.sub_title else tabs[1:]  # the demo goes on saying that it is one
        for left, rights in (
            (tabs, (*most, [*day, *due, *brief])),
            (unnamed, ([*day, *due, *brief],)),
            (tabs, (less,)),
            (unnamed, (less, [*due, *brief])),
            (front, (*most, less, stretch)),
        ):
            for right in rights:
                if 1 + _cells(left) + len(left) + _cells(right) + 2 <= width:
                    return left, right
        return (front if 1 + _cells(front) + len(front) <= width else front[1:]), []

    def _left(self, board: Board, palette: Palette, *, tabs: bool) -> list[tuple[str, Style]]:
        look = board.lineup.look
        parts = [(f"lastmile {self.app.sub_title}".rstrip(), palette.title)]
        for name in TABS:
            if name == self._front:
                parts.append((f" {name} ", palette.badge))
            elif tabs:
                parts.append((f"{name} ", palette.muted))
        lined_up = self._front in TABS[:2]  # the other screens show goals of their own
        small = self.app.size.width < SMALLEST[0] or self.app.size.height < SMALLEST[1]
        if lined_up and look.view is not View.ACTIVE:
            words = look.view if look.view is View.WEEK else f"{look.view} goals"
            parts.append((words, palette.accent))
        if lined_up and look.query:
            query = truncate(f"/{look.query}", QUERY_CELLS, self._glyphs.ellipsis)
            parts.append((query, palette.accent))
        if board.notice:
            parts.append((board.notice, palette.notice))
        elif small:
            parts.append((f"needs {SMALLEST[0]}x{SMALLEST[1]} for roads", palette.muted))
        elif lined_up and look.sort is not Sort.DUE:
            parts.append((f"sorted: {look.sort}", palette.muted))
        return parts

    def _day(self, board: Board, palette: Palette) -> list[tuple[str, Style]]:
        day = say_plain(board.today, board.today)
        return [(day, palette.muted), (f" {self._glyphs.dot} ", palette.faint)]

    def _streak(self, board: Board, palette: Palette) -> list[tuple[str, Style]]:
        if not board.streak:
            return []
        word = "streak " if board.due else "review streak "
        days = (f"{board.streak:,} d", palette.passed_text)
        return [(word, palette.muted), days, (f" {self._glyphs.dot} ", palette.faint)]

    def _due(self, board: Board, palette: Palette) -> list[tuple[str, Style]]:
        if not board.due:
            return []
        return [("review due", palette.accent), (f" {self._glyphs.dot} ", palette.faint)]

    def on_click(self, event: events.Click) -> None:
        """Go to the screen whose name is clicked."""
        for cells, name in self._places:
            if event.x in cells and name in TABS and name != self._front:
                self.post_message(self.Chosen(name))

    def _stretch(self, board: Board, palette: Palette) -> list[tuple[str, Style]]:
        tally = board.tally
        return [
            ("final stretch ", palette.muted),
            (str(tally.stretch), palette.accent if tally.stretch else palette.muted),
            (f" of {tally.active}", palette.muted),
        ]


def _cells(parts: Sequence[tuple[str, Style]]) -> int:
    return sum(cell_len(text) for text, _ in parts)
