"""What tests of the app look at."""

from __future__ import annotations

import re
from asyncio import sleep
from time import monotonic

from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.kit.filter_bar import FilterBar
from lastmile_tui.ui.kit.key_bar import KeyBar
from lastmile_tui.ui.kit.toast import ToastLine
from support.ui.internals import strips

PATIENCE = 60
"""Seconds until a test gives up, on the slowest machine."""


def shown(app):
    """The whole screen as text."""
    return "\n".join(strip.text for strip in strips(app.screen))


def flat(app):
    """What is shown, with the wrapped lines of a panel as one."""
    return " ".join(shown(app).replace("│", " ").replace("▌", " ").split())


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


def under_cursor(app):
    """The goal under the cursor, as it is shown; None where there is no road."""
    roads = view(app)
    return roads.board.goals[roads.uid] if roads.uid else None


def chosen(app):
    """The title of the goal under the cursor."""
    goal = under_cursor(app)
    return goal.title if goal else None


def position(app):
    """How far the goal under the cursor has come."""
    return under_cursor(app).position


def place(app):
    """Which of the goals shown is under the cursor, counted from 0."""
    return [goal.uid for goal in view(app).board.lineup.goals].index(view(app).uid)


def tops(app, *names):
    """The lines of the list in which the lanes of goals begin."""
    lines = shown(app).splitlines()[view(app).region.y :]
    return [next(y for y, line in enumerate(lines) if name in line) for name in names]


def pointed_at(app):
    """The lines of the lane under the cursor, without its mark."""
    return [line[1:].rstrip() for line in shown(app).splitlines() if line.startswith("▌")]


def panel(app):
    """The lines inside of the panel that lies over the roads, without empty ones."""
    return [line.rstrip() for line in _IN_A_PANEL.findall(shown(app)) if line.strip()]


def titles(app):
    """The titles shown, from the top."""
    return [goal.title for goal in view(app).board.lineup.goals]


def drawn(field):
    """A line to type in as it is drawn, with what is suggested behind the cursor."""
    return field.render_line(0).text.strip()


def footer(app):
    """The keys of the last line."""
    return app.screen.query_one(KeyBar).render().plain


async def begun(pilot):
    """Wait until the roads are measured, and what is said at the start was said."""
    await until(pilot, lambda: pilot.app.started)
    await pilot.pause()


async def until(pilot, holds):
    """Wait for something to hold."""
    deadline = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < deadline, shown(pilot.app)
        await pilot.pause(0.01)


async def ended(pilot):
    """Wait for the end of the app.

    A pause of the pilot asks its widgets to answer, which wait for ever where they have just ended.
    """
    deadline = monotonic() + PATIENCE
    while pilot.app.is_running:
        assert monotonic() < deadline, "the app goes on"
        await sleep(0.01)


async def typed(pilot, text):
    """Type a text, key by key."""
    await pilot.press(*(_NAMES.get(sign, sign) for sign in text))


_IN_A_PANEL = re.compile("│ (.*) │")

_NAMES = {" ": "space"}


async def filtered(pilot, text):
    """Open the filter and put a text in; what it finds is shown then."""
    await pilot.press("slash")
    bar = pilot.app.screen.query_one(FilterBar)
    bar.value, bar.cursor_position = text, len(text)
    await until(pilot, lambda: view(pilot.app).board.lineup.look.query == text)
