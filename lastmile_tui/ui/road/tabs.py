"""The two panes of a road's page as tabs, if there is only room for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from lastmile_tui.ui.drawing.lane import MARGIN

if TYPE_CHECKING:
    from textual import events


class RoadTabs(Widget):
    """One line; the front tab is reversed and bold."""

    DEFAULT_CSS = f"""
    RoadTabs {{
        height: 1; padding: 0 {MARGIN - 1}; text-wrap: nowrap; color: $text-muted;
        &:hover {{ pointer: pointer; }}
    }}
    """

    ALLOW_SELECT = False

    names: reactive[tuple[str, ...]] = reactive(())
    front: reactive[int] = reactive(0)

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def render(self) -> Content:
        """The names, the front one filled."""
        tabs = [
            Content.assemble((f" {name} ", "b reverse $primary" if index == self.front else ""))
            for index, name in enumerate(self.names)
        ]
        return Content(" ").join(tabs)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the pointer."""
        x = event.x - MARGIN + 1
        for index, name in enumerate(self.names):
            size = cell_len(name) + 2
            if 0 <= x < size:
                self.post_message(self.Chosen(index))
                return
            x -= size + 1
