"""A digit that jumps over more than one marker asks first."""

from __future__ import annotations

import pytest

from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.questions import on
from support.ui.screen import shown, toast, until

CAR = "Sell the car"
LINE = f"{CAR}: listed > shown > agreed > signed > paid"

JUMPS = [
    # where it stands, the digit, what is asked
    (0, "4", "Jump past 3 markers to ‘signed’?"),
    (0, "3", "Jump past 2 markers to ‘agreed’?"),
    (1, "5", "Jump past 3 markers to ‘paid’?"),
    (5, "1", "Go back past 3 markers to ‘listed’?"),
    (0, "2", ""),
    (1, "3", ""),
    (2, "3", ""),
    (3, "1", ""),
]


async def standing_at(pilot, garage, reached):
    for number in range(1, reached + 1):
        await pilot.press("space")
        await until(pilot, lambda there=number: garage.saved(CAR).position == there)


@pytest.mark.parametrize("screen", [HighwayScreen, RoadScreen])
@pytest.mark.parametrize(("reached", "digit", "asked"), JUMPS)
async def test_a_far_jump_is_asked_about_and_enter_means_it(garage, reached, digit, asked, screen):
    app = garage.app(LINE)
    async with app.run_test(size=(80, 24)) as pilot:
        await standing_at(pilot, garage, reached)
        if screen is RoadScreen:
            await pilot.press("enter")
            await on(pilot, RoadScreen)
        await pilot.press(digit)
        if asked:
            await on(pilot, ChoiceScreen)
            assert asked in shown(app)
            assert garage.saved(CAR).position == reached
            await pilot.press("enter")
        await until(pilot, lambda: garage.saved(CAR).position == int(digit))
        await on(pilot, screen)


@pytest.mark.parametrize("key", ["escape", "n"])
async def test_escape_and_n_jump_nowhere(garage, key):
    app = garage.app(LINE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await on(pilot, ChoiceScreen)
        await pilot.press(key)
        await on(pilot, HighwayScreen)
    assert garage.saved(CAR).position == 0


async def test_a_jump_that_the_road_refuses_is_refused_without_a_question(garage):
    app = garage.app(LINE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9")
        assert toast(app) == f"‘{CAR}’ has 5 markers; there is no marker 9."
