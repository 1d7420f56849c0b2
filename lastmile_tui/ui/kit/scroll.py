"""Commands that move a cursor scroll a page without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget


def scroll(page: Widget, command: str) -> bool:
    """Scroll by a command; False if that moves no cursor."""
    height, last = page.size.height, page.max_scroll_y
    lines = {
        "down": 1,
        "up": -1,
        "page_down": height - 1,
        "page_up": 1 - height,
        "first": -last,
        "last": last,
    }
    if command not in lines:
        return False
    page.scroll_relative(y=lines[command], animate=False, immediate=True)
    return True
