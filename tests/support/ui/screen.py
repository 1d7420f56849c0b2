"""What tests of the app look at."""

from __future__ import annotations

from time import monotonic

from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.kit.key_bar import KeyBar
from lastmile_tui.ui.kit.toast import ToastLine

PATIENCE = 10
"""Seconds until a test gives up, on the slowest machine."""


def shown(app):
    """The whole screen as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def toast(app):
    """What is said in passing, on the topmost screen that says anything."""
    for screen in reversed(app.screen_stack):
        for line in screen.query(ToastLine):
            if line.display:
                return line.message.content.plain
    return ""


def view(app):
    """The list of roads."""
    return app.screen_stack[0].query_one(HighwayView)


def chosen(app):
    """The title of the goal under the cursor."""
    goal = view(app)._chosen
    return goal.title if goal else None


def titles(app):
    """The titles shown, from the top."""
    return [goal.title for goal in view(app).board.lineup.goals]


def footer(app):
    """The keys of the last line."""
    return app.screen.query_one(KeyBar).render().plain


async def until(pilot, holds):
    """Wait for something to hold."""
    deadline = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < deadline, shown(pilot.app)
        await pilot.pause(0.01)


async def typed(pilot, text):
    """Type a text, key by key."""
    await pilot.press(*(_NAMES.get(sign, sign) for sign in text))


_NAMES = {" ": "space"}
