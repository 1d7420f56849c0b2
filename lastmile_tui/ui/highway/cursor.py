"""The commands of a screen with a list of roads: its cursor moves, or the app is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.commands import BY_ID, DRIVE, GOAL
from lastmile_tui.ui.kit.messages import CommandRequested
from lastmile_tui.ui.kit.scroll import at_end

if TYPE_CHECKING:
    from lastmile_tui.ui.highway.view import HighwayView
    from lastmile_tui.ui.kit.command_screen import CommandScreen


def move_or_ask(screen: CommandScreen, view: HighwayView, command: str) -> None:
    """Move the cursor of a list by a command, or say why not; ask the app for any other one."""
    here = {
        "down": lambda: view.step(1),
        "up": lambda: view.step(-1),
        "page_down": lambda: view.page(1),
        "page_up": lambda: view.page(-1),
        "first": view.first,
        "last": view.last,
    }
    if command in here:
        before = (view.index, view.scroll_offset.y)
        here[command]()
        if (view.index, view.scroll_offset.y) == before:
            screen.explain(at_end(command, "road") if view.uid else "No road is shown here.")
        return
    if BY_ID[command].group in (DRIVE, GOAL):
        view.settle()
    screen.post_message(CommandRequested(command, view.uid))
