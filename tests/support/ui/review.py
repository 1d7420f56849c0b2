"""Roads in all states, and what tests of whole reviews look at."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial

from lastmile_tui.domain.changes import drive, seal, status
from lastmile_tui.domain.review import diary
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.seal.screen import SealScreen
from lastmile_tui.ui.seal.sealed import SealedScreen
from support.ui.screen import shown, until

TODAY = date(2026, 11, 21)
"""The Saturday on which the clock of a garage stands."""

SMALL = (80, 24)
"""The size of a terminal that nobody made larger."""

CAR, THESIS, ROOF, TRIP = "Sell the car", "Thesis", "Fix the roof", "Plan the trip"
LINES = (
    f"{CAR}: listed > agreed >> signed ! contract ! keys",
    f"{THESIS}: draft > edits > tables > printed >> submitted ! receipt",
    f"{ROOF}: scaffold > slates > gutter > paint >> inspected",
    f"{TRIP}: dates > flights > rooms",
    "Boat: sanded > primed",
    "Piano: scales > song",
    "Garden: dug > sown",
)


def driven_on(garage, title, *made):
    """Change a goal as another process does: moves with what they need."""
    with garage.store() as store:
        uid = next(uid for uid, goal in store.goals.items() if goal.title == title)
        for move in made:
            store.change(uid, move)


def fill(garage, days_ago=3):
    """Roads in all seven states, as they were some days ago."""
    now = garage.clock.instant
    garage.clock.instant = now - timedelta(days_ago)
    garage.add(*LINES)
    driven_on(garage, CAR, partial(drive.reach, index=2))
    driven_on(garage, THESIS, partial(drive.reach, index=3))
    driven_on(garage, ROOF, drive.advance)
    driven_on(garage, "Boat", partial(status.park, until=TODAY + timedelta(30)))
    driven_on(garage, "Piano", partial(status.let_go, reason="", kind="no time"))
    driven_on(garage, "Garden", partial(drive.reach, index=1), seal.seal)
    garage.clock.instant = now


def asked(app):
    """The title of the goal that is asked about; None on the last page."""
    goal = app.session.goal(app.reviewing.screen.uid) if app.reviewing.screen.uid else None
    return goal.title if goal else None


def answers(app):
    """Which goals of the review have their answer."""
    (signs,) = [found for line in shown(app).splitlines() for found in _SIGNS.findall(line)]
    return tuple(sign == "●" for sign in signs)


def number(app):
    """Which goal of the review is asked about, counted from 1."""
    (told,) = re.findall(r"(?:goal|road) (\d+) of \d+", shown(app))
    return int(told)


_SIGNS = re.compile("[●◉○]+(?= )")


def days(garage):
    """The days that the file holds for finished."""
    store = garage.store()
    return diary.days_of(store.log(diary.DIARY)) if diary.DIARY in store.goals else frozenset()


def kinds(garage, title):
    """The log of a goal in the file, by kinds of events."""
    store = garage.store()
    return [event.kind for event in store.log(garage.saved(title).uid)]


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def reviewing(pilot, title=None):
    """Open the review, which asks about a goal; None stands for its last page."""
    await pilot.press("r")
    await at(pilot, title)


async def at(pilot, title):
    """Wait for the page of a goal; None stands for the last page."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and asked(app) == title)


async def to(pilot, title):
    """Turn the pages to a goal."""
    for _ in range(20):
        if asked(pilot.app) == title:
            return
        await pilot.press("enter")
        await pilot.pause()
    raise AssertionError(title)


async def line(pilot, text):
    """Answer what asks for a line."""
    await on(pilot, PromptScreen)
    pilot.app.screen.query_one(LineInput).value = text
    await pilot.press("enter")


async def key(pilot, answer):
    """Answer what asks for a key."""
    await on(pilot, ChoiceScreen)
    await pilot.press(answer)


async def left(pilot):
    """Leave the review."""
    await pilot.press("escape")
    await on(pilot, HighwayScreen)


async def seal_with_all_ticked(pilot):
    """Tick both items of the road at the door, seal it, and leave the moment."""
    await pilot.press("s")
    await on(pilot, SealScreen)
    for count in (1, 2):
        await pilot.press("space", "j")
        await until(pilot, lambda ticked=count: shown(pilot.app).count("[✓]") >= ticked)
    await pilot.press("s")
    await on(pilot, SealedScreen)
    await pilot.press("space")


async def answer_all(pilot):
    """Say of every road that nothing has changed, and nothing more."""
    app = pilot.app
    while title := asked(app):
        await pilot.press("equals_sign")
        while asked(app) == title:
            await pilot.press("escape") if not isinstance(app.screen, ReviewScreen) else None
            await pilot.pause()


def one_road(garage, *others):
    """A single road, and others where they are given, of some days ago."""
    now = garage.clock.instant
    garage.clock.instant = now - timedelta(3)
    garage.add(f"{ROOF}: a > b > c > d > e > f", *others)
    garage.clock.instant = now
