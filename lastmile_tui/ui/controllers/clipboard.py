"""Putting a goal onto the clipboard: its title, or the line that makes one like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lastmile_tui.domain.model.text import fit

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal

_SHOWN_CELLS = 120
"""Cells of a copied text that the toast repeats."""


class Clipboard(Protocol):
    """The app as what is copied needs it: Textual asks the terminal, by OSC 52."""

    def copy_to_clipboard(self, text: str) -> None: ...
    def say(self, words: str) -> None: ...


def copy_title(app: Clipboard, goal: Goal) -> None:
    """Copy the title of a goal."""
    app.copy_to_clipboard(goal.title)
    app.say(f"Copied the title: {fit(goal.title, _SHOWN_CELLS)}")


def copy_line(app: Clipboard, goal: Goal) -> None:
    """Copy the line that quick add makes such a goal of."""
    from lastmile_tui.domain.input.quick_add_writer import write_line  # noqa: PLC0415 # when asked for

    due = ""
    if goal.due:
        due = goal.due.isoformat() + (f" {goal.due_time:%H:%M}" if goal.due_time else "")
    line = write_line(goal, due)
    app.copy_to_clipboard(line)
    app.say(f"Copied as a line: {fit(line, _SHOWN_CELLS)}")
