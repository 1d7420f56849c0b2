"""A road that questions are asked about, and how they are answered."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.kit.line_input import LineInput
from support.ui.screen import until

TITLE = "Thesis"
THESIS = f"{TITLE}: draft > edits > tables > printed >> submitted ! receipt ! thanks ! copies"
TODAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 27)


def told(garage):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(TITLE).uid).log)]


def as_saved(garage):
    """The goal of the file but for the instant of its last change, which undoing moves on too."""
    return replace(garage.saved(TITLE), changed=None)


def field(app):
    return app.screen.query_one(LineInput)


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def asked(pilot, key, line=None):
    """Press a key that asks for a line, and answer it where one is given."""
    await pilot.press(key)
    await on(pilot, PromptScreen)
    if line is not None:
        field(pilot.app).value = line
        await pilot.press("enter")


async def answered(pilot, key, answer):
    """Press a key that asks for a key, and answer it."""
    await pilot.press(key)
    await on(pilot, ChoiceScreen)
    await pilot.press(answer)


async def undone(pilot, garage, before):
    """Take the last change back, which gives the goal that was."""
    await pilot.press("u")
    await until(pilot, lambda: as_saved(garage) == before)
