"""A week after the seal the app asks once whether it holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import reach
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.messages import SealRequested
from support.ui.screen import begun, shown, titles, toast, until

TITLE = "Sell the car"
CAR = f"{TITLE}: listed > agreed >> signed ! contract ! keys"


def told(garage):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(TITLE).uid).log)]


def as_saved(garage):
    """The goal of the file but for the instant of its last change, which undoing moves on too."""
    return replace(garage.saved(TITLE), changed=None)


def finish(garage, title=TITLE):
    """Add and seal a goal, as another process would."""
    goal = garage.add(CAR.replace(TITLE, title))
    with garage.store() as store:
        store.change(goal.uid, lambda record, stamp: reach(record, stamp, 2))
        store.change(goal.uid, seal)


def is_asked(app):
    return isinstance(app.screen, ChoiceScreen)


@pytest.mark.parametrize(
    ("days", "asks"), [(0, False), (6, False), (7, True), (30, True), (31, False), (400, False)]
)
async def test_it_is_asked_from_a_week_to_a_month_after_the_seal(garage, days, asks):
    finish(garage)
    garage.clock.instant += timedelta(days=days)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        assert not is_asked(app), "it waits for the review"
        await pilot.press("r")
        question = f"Sealed a week ago. Does it still hold? · {TITLE}"
        if asks:
            await until(pilot, lambda: question in shown(app))
        assert is_asked(app) is asks
        assert (question in shown(app)) is asks


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("y", "the seal still holds", f"The seal still holds · {TITLE}"),
        (
            "escape",
            "asked whether the seal still holds",
            f"Asked whether the seal still holds · {TITLE}",
        ),
    ],
)
async def test_an_answer_is_logged_and_nobody_is_asked_twice(garage, key, words, said):
    finish(garage)
    garage.clock.instant += timedelta(days=7)
    touched = garage.saved(TITLE).touched
    first = garage.app()
    async with first.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("r")
        await until(pilot, lambda: is_asked(first))
        await pilot.press("enter")
        assert is_asked(first), "enter alone answers nothing"
        await pilot.press(key)
        await until(pilot, lambda: toast(first) == said)
    goal = garage.saved(TITLE)
    assert told(garage)[-1] == words
    assert (goal.confirmed, goal.touched) == (first.session.today, touched)
    assert goal.sealed is not None
    again = garage.app()
    async with again.run_test() as pilot:
        await begun(pilot)
        await pilot.press("r")
        await until(pilot, lambda: again.reviewing is not None)
        await pilot.pause()
        assert not is_asked(again)


async def test_no_reopens_it_with_everything_it_had(garage):
    finish(garage)
    garage.clock.instant += timedelta(days=7)
    before = as_saved(garage)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("r")
        await until(pilot, lambda: is_asked(app))
        await pilot.press("x")
        await until(pilot, lambda: garage.saved(TITLE).sealed is None)
        await pilot.press("escape")
        await until(pilot, lambda: titles(app) == [TITLE])
        assert titles(app) == [TITLE]
        opened = as_saved(garage)
        assert opened == replace(before, sealed=None, sealed_on=None, touched=opened.touched)
        await pilot.press("u")
        await until(pilot, lambda: titles(app) == [])
        assert as_saved(garage) == before


@pytest.mark.usefixtures("quick")
async def test_an_app_that_stays_open_asks_in_the_review_when_the_day_has_come(garage):
    finish(garage)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        assert not is_asked(app)
        garage.clock.instant += timedelta(days=7)
        await until(pilot, lambda: app.session.today == app.session.day_now)
        assert not is_asked(app)
        await pilot.press("r")
        await until(pilot, lambda: is_asked(app))


async def test_of_two_the_one_sealed_longer_ago_is_asked_about(garage):
    finish(garage, "First")
    garage.clock.instant += timedelta(days=1)
    finish(garage, "Second")
    garage.clock.instant += timedelta(days=8)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("r")
        await until(pilot, lambda: is_asked(app))
        await until(pilot, lambda: "Does it still hold? · First" in shown(app))


async def test_a_sealed_goal_is_not_sealed_again(garage):
    finish(garage)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.post_message(SealRequested(garage.saved(TITLE).uid))
        await until(pilot, lambda: toast(app) == f"‘{TITLE}’ is sealed already.")
        assert isinstance(app.screen, HighwayScreen)
