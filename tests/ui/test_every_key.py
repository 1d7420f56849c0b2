"""Every bound key of every screen, in every state of a goal, changes the screen or says why not."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, seal, status
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.history.screen import HistoryScreen
from lastmile_tui.ui.kit.key_bar import KeyBar
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.mirror.screen import MirrorScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.screen import RoadScreen
from lastmile_tui.ui.seal.screen import SealScreen
from support.ui.review import driven_on
from support.ui.screen import begun, footer, shown, toast, until

TODAY = date(2026, 11, 21)
TITLE = "Fix the roof"
LINE = f"{TITLE}: scaffold > slates > gutter > paint >> inspected ! receipt"
RUN = f"{TITLE} target 100 km"

STATES = {
    "none": (),
    "planned": (LINE,),
    "driving": (LINE, drive.advance),
    "counting": (RUN, partial(drive.nudge, miles=6)),
    "stretch": (LINE, partial(drive.reach, index=3)),
    "door": (LINE, partial(drive.reach, index=4)),
    "sealed": (LINE, partial(drive.reach, index=4), seal.seal),
    "parked": (LINE, drive.advance, partial(status.park, until=TODAY + timedelta(9))),
    "let go": (LINE, drive.advance, partial(status.let_go, kind="no time")),
}
VIEWS = {"parked": 1, "sealed": 2, "let go": 3}
"""How many views are behind the first one."""

ENDS = frozenset({"q", "d", "ctrl+z", "ctrl+q", "ctrl+c"})
"""Keys that end or stop the app where they work; `d` says why it does not, beside a road."""

SCREENS = {
    "Highway": ((), HighwayScreen),
    "road": (("enter",), RoadScreen),
    "log": (("enter", "tab"), RoadScreen),
    "history": (("H",), HistoryScreen),
    "seal list": (("s",), SealScreen),
    "review": (("r",), ReviewScreen),
    "review, last page": (("r", "enter", "enter"), ReviewScreen),
    "mirror": (("m",), MirrorScreen),
}
ON_GOAL = frozenset({"road", "log", "history", "seal list"})
"""Screens that need a goal."""

PLACES = [
    (screen, state)
    for screen in SCREENS
    for state in STATES
    if state != "none" or screen not in ON_GOAL
]


async def opened(pilot, garage, screen, state):
    """Come to a screen with the goal of a state at hand."""
    await begun(pilot)
    await pilot.press(*("v" for _ in range(VIEWS.get(state, 0))))
    keys, kind = SCREENS[screen]
    for key in keys:
        await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


def made(garage, state):
    line, *moves = STATES[state] or ("",)
    if line:
        garage.add_yesterday(line)
        driven_on(garage, TITLE, *moves)
    return garage.app()


def seen(app):
    """All that may change: the screens, what the topmost one shows, and its look."""
    return ([type(screen).__name__ for screen in app.screen_stack], shown(app), app.theme)


async def back_to(pilot, garage, screen, state, kind, log):
    """Take back what a key did, and come to the screen as it was."""
    app = pilot.app
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilot.pause()
    if app.screen_stack[0].query("FilterBar"):
        await pilot.press("escape")


@pytest.mark.parametrize(("screen", "state"), PLACES)
async def test_every_key_does_something_or_says_why_not(garage, screen, state, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    kind = SCREENS[screen][1]
    app = made(garage, state)
    silent = []
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, garage, screen, state)
        keys = sorted(set(app.screen.active_bindings) - ENDS)
    for key in keys:
        garage.path.unlink(missing_ok=True)
        garage.state_dir = garage.state_dir.with_name(f"state-{keys.index(key)}")
        garage.path = garage.path.with_name(f"{keys.index(key)}.json")
        app = made(garage, state)
        async with app.run_test(size=(100, 30)) as pilot:
            await opened(pilot, garage, screen, state)
            for line in app.screen.query(ToastLine):
                line.hush()
            before = seen(app)
            await pilot.press(key)
            await pilot.pause()
            if seen(app) == before and not toast(app):
                silent.append(key)
    assert silent == []
