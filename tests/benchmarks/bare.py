"""What Textual alone costs: `python bare.py` opens an app of three widgets.

`BareList` is the least that can be a list: lines that are drawn when they come in sight, and a
cursor.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Footer, Static

TEXT = "The body of a bare app"


class BareApp(App[None]):
    """A header, a body and a footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "quit"),
        Binding("a", "bell", "add"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("The header")
        yield Static(TEXT)
        yield Footer()


class BareList(ScrollView, can_focus=True):
    """So many rows of `height` lines each, one of them chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", "down"),
        Binding("g", "move(-1000000)", "first"),
    ]

    def __init__(self, count: int, height: int) -> None:
        super().__init__()
        self.count, self.height_of_row, self.index = count, height, 0

    def on_mount(self) -> None:
        self.virtual_size = Size(self.app.size.width, self.count * self.height_of_row)

    def action_move(self, rows: int) -> None:
        self.refresh_lines(self.index * self.height_of_row, self.height_of_row)
        self.index = min(max(self.index + rows, 0), self.count - 1)
        top = self.index * self.height_of_row
        self.refresh_lines(top, self.height_of_row)
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif top + self.height_of_row > self.scroll_offset.y + self.size.height:
            self.scroll_to(
                y=top + self.height_of_row - self.size.height, animate=False, immediate=True
            )

    def render_line(self, y: int) -> Strip:
        row, line = divmod(y + self.scroll_offset.y, self.height_of_row)
        mark = ">" if row == self.index else " "
        text = f"{mark} row {row} line {line}" if row < self.count else ""
        return Strip([Segment(text.ljust(self.size.width), self.rich_style)])


class BareListApp(App[None]):
    """Nothing but the list."""

    def __init__(self, count: int, height: int) -> None:
        super().__init__()
        self.list = BareList(count, height)

    def compose(self) -> ComposeResult:
        yield self.list


if __name__ == "__main__":
    BareApp().run()
