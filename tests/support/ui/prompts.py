"""Opening what asks for a line, and the palette."""

from __future__ import annotations

from textual.widgets import Input

from lastmile_tui.domain.changes import edit
from lastmile_tui.ui.dialogs.palette import PaletteScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.kit.line_input import LineInput
from support.ui.screen import until


async def prompt(pilot, command):
    """Ask for a command that asks a question; the line to answer in."""
    pilot.app.screen.action_command(command)
    await until(pilot, lambda: isinstance(pilot.app.screen, PromptScreen))
    return pilot.app.screen.query_one(LineInput)


async def palette(pilot, words):
    """Open the palette and look for words; what it offers."""
    await pilot.press("colon")
    await until(pilot, lambda: isinstance(pilot.app.screen, PaletteScreen))
    pilot.app.screen.query_one(Input).value = words
    await until(pilot, lambda: words in " ".join(offers(pilot.app)[:1]).casefold())
    return offers(pilot.app)


def offers(app):
    """The names of what the palette offers."""
    return [entry.name for entry in app.screen.offered]


def remove(garage, title):
    """Remove a goal as another process would."""
    with garage.store() as store:
        (uid,) = [goal.uid for goal in store.goals.values() if goal.title == title]
        store.change(uid, edit.remove)
