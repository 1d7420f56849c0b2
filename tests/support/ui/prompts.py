"""Opening what asks for a line, and the palette."""

from __future__ import annotations

from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from lastmile_tui.domain.changes import edit
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
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
    pilot.app.screen.query_one(Input).value = words
    offered = pilot.app.screen.query_one(OptionList)
    await until(pilot, lambda: words in _first(offered).casefold())
    return offered


def _first(offered):
    """What is offered first."""
    return offered.get_option_at_index(0).prompt.plain if offered.option_count else ""


def remove(garage, title):
    """Remove a goal as another process would."""
    with garage.store() as store:
        (uid,) = [goal.uid for goal in store.goals.values() if goal.title == title]
        store.change(uid, edit.remove)
