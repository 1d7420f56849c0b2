"""Every bound key of every screen, in every state of a goal, changes the screen or says why not."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, seal, status
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.views.lineup import Sort, View
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.history.screen import HistoryScreen
from lastmile_tui.ui.horizon.screen import HorizonScreen
from lastmile_tui.ui.kit.filter_bar import FilterBar
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.mirror.screen import MirrorScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.screen import RoadScreen
from lastmile_tui.ui.seal.screen import SealScreen
from support.ui.internals import draw_looks
from support.ui.review import driven_on
from support.ui.screen import begun, shown, toast, until

TODAY = date(2026, 11, 21)
TITLE = "Fix the roof"
LINE = f"{TITLE}: scaffold > slates > gutter > paint >> inspected ! receipt"
RUN = f"{TITLE} target 100 km"

PATIENCE = 30
"""Tenths of a second that a key may take."""

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
VIEWS = {"parked": 2, "sealed": 3, "let go": 4}
"""How many views are behind the first one."""

ENDS = frozenset({"q", "ctrl+z", "ctrl+q", "ctrl+c", "super+c"})
"""Keys that end or stop the app, or copy what is selected."""

FOCUS = frozenset({"tab", "shift+tab"})
"""Textual's own keys, which go round what can be focused: there is one thing on most screens."""

BEGINS = {"none": frozenset({"d"})}
"""The key of the demo roads, which ends the app where there is no road."""

SCREENS = {
    "Highway": ((), HighwayScreen),
    "road": (("enter",), RoadScreen),
    "log": (("enter", "tab"), RoadScreen),
    "history": (("H",), HistoryScreen),
    "seal list": (("s",), SealScreen),
    "review": (("r",), ReviewScreen),
    "review, last page": (("r",), ReviewScreen),
    "mirror": (("m",), MirrorScreen),
    "horizon": (("i",), HorizonScreen),
}
ON_GOAL = frozenset({"road", "log", "history", "seal list"})
"""Screens that need a goal."""

TABBED = frozenset({"road", "log"})
"""Screens with a tab of their own."""

SHORT = {
    ("Highway", "none"),
    ("Highway", "let go"),
    ("road", "planned"),
    ("log", "driving"),
    ("history", "counting"),
    ("seal list", "parked"),
    ("review", "door"),
    ("review, last page", "stretch"),
    ("mirror", "sealed"),
    ("horizon", "driving"),
}
"""Every screen and every state once; all places take ten minutes."""

PLACES = [
    pytest.param(screen, state, marks=() if (screen, state) in SHORT else pytest.mark.long)
    for screen in SCREENS
    for state in STATES
    if state != "none" or screen not in ON_GOAL
]


async def opened(pilot, screen, state):
    """Come to a screen with the goal of a state at hand."""
    await begun(pilot)
    await pilot.press(*("v" for _ in range(VIEWS.get(state, 0))))
    keys, kind = SCREENS[screen]
    for key in keys:
        await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    if kind is ReviewScreen:
        await turned(pilot, to_last=screen.endswith("page"))


async def turned(pilot, *, to_last):
    """Turn to the page of the goal, if the review asks about it, or to the last page."""
    review = pilot.app.reviewing
    if review.review.queue and (review.review.uid is None) is not to_last:
        await pilot.press("enter" if to_last else "backspace")
        await until(pilot, lambda: (review.review.uid is None) is to_last)


def made(garage, state):
    line, *moves = STATES[state] or ("",)
    if line:
        garage.add_yesterday(line)
        driven_on(garage, TITLE, *moves)
    return garage.app()


def seen(app):
    """All that may change: the screens, what the topmost one shows, and its look."""
    return ([type(screen).__name__ for screen in app.screen_stack], shown(app), app.theme)


def hush(app):
    """Take back all that was said, on the screens below as well."""
    for screen in app.screen_stack:
        screen.query_one(ToastLine).hush()


async def answered(pilot, before):
    """Whether the screen changes or says something, however slow the machine is."""
    app = pilot.app
    await pilot.pause()
    for _ in range(PATIENCE):
        if seen(app) != before or toast(app):
            return True
        await pilot.pause(0.1)
    return False


async def left_as_it_was(pilot, before, live):
    """Whether nothing is to be put back once what a key opened is closed and what it said gone."""
    app = pilot.app
    while len(app.screen_stack) > len(before[0]):
        await app.screen.dismiss(None)
        await pilot.pause()
    if len(app.screen_stack) < len(before[0]) or live(app) != live.first:
        return False
    hush(app)
    await pilot.pause()
    return seen(app) == before


async def put_back(pilot, screen, state, live):
    """Leave what a key opened, undo what it changed, and come to the screen again."""
    app = pilot.app
    while len(app.screen_stack) > 1:
        await app.screen.dismiss(None)
        await pilot.pause()
    if app.screen.query(FilterBar):
        await pilot.press("escape")
    while live(app) > live.first:
        app.session.undo()
    while live(app) < live.first:
        app.session.redo()
    lineups = app.session.lineups
    lineups.filter("")
    lineups.sort_by(Sort.DUE)
    lineups.show_view(View.ACTIVE)
    app.bind_down()
    await opened(pilot, screen, state)


class Live:
    """How many entries of the goal stand, at first and now."""

    def __init__(self, app):
        self.first = self(app)

    def __call__(self, app):
        uids = [goal.uid for goal in app.session.goals.values() if goal.title == TITLE]
        return len(standing(app.session.log(uids[0]))) if uids else 0


def pressed(app, *, all_of_them):
    """The keys to press: of several for the same, one is enough where the time is short."""
    first = {}
    for key, active in sorted(app.screen.active_bindings.items()):
        first.setdefault(key if all_of_them else (active.node, active.binding.action), key)
    return {*first.values()}


@pytest.fixture(autouse=True)
def _looks_drawn(monkeypatch):
    """Each key is followed by a look at the whole screen, which is all that is to be drawn."""
    draw_looks(monkeypatch)


@pytest.mark.parametrize(("screen", "state"), PLACES)
async def test_every_key_does_something_or_says_why_not(garage, screen, state, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    app = made(garage, state)
    silent, tried = [], 0
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, screen, state)
        live = Live(app)
        keys = pressed(app, all_of_them=(screen, state) not in SHORT)
        keys -= ENDS | BEGINS.get(state, frozenset())
        for key in sorted(keys - FOCUS if screen not in TABBED else keys):
            tried += 1
            hush(app)
            before = seen(app)
            await pilot.press(key)
            if not await answered(pilot, before):
                silent.append(key)
            elif not await left_as_it_was(pilot, before, live):
                await put_back(pilot, screen, state, live)
    assert silent == []
    assert tried > len(ENDS)
