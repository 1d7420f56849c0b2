"""Commands that move a cursor scroll a page without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget


def at_end(command: str, what: str) -> str:
    """Why a command that moves a cursor moves none, such as that this is the last road."""
    forward = command in ("down", "page_down", "last")
    return f"This is the {'last' if forward else 'first'} {what}."


def at_edge(command: str) -> str:
    """Why a command scrolls nothing."""
    forward = command in ("down", "page_down", "last")
    return f"This is the {'end' if forward else 'top'} of the page."


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
