"""However small a terminal gets, what was shown is shown again when it has its size back."""

from __future__ import annotations

import pytest

from lastmile_tui.ui.dialogs.palette import PaletteScreen
from lastmile_tui.ui.kit.toast import ToastLine
from support.ui.internals import settled
from support.ui.screen import shown, typed, until

CAR = "Sell the car: listed > driven > agreed > paid >> signed > gone due fri #car @anna"
BOAT = "Paint the boat: sanded > primed > painted"

SMALL = ((1, 1), (2, 40), (40, 1), (100, 2), (7, 3))
AT_ONCE = (SMALL, SMALL[-2:-1], SMALL[-3:-2])
"""Sizes that a terminal has before it has its own back: a busy app misses some."""

SCREENS = {
    "the Highway": "",
    "the Highway, filtered": "/car",
    "a road": "\r",
    "a road by its other key": "e",
    "a road with the cursor further down": "\rjjj",
    "the last row of a road": "\rG",
    "a road that is typed on": "\rjjj\rmore",
    "the review": "r",
    "the weekly look": ":weekly look\r",
    "the mirror": "m",
    "the line for a new goal": "aBuild a shed: a > b >> c due fri #home",
    "the seal list": "s",
    "the keys": "?",
    "the palette": ":rename",
    "the templates": "T",
    "a question": "nSomething long to say",
    "a choice": "t",
}
"""The keys that lead to each screen."""

GATES = {"the gate in front of a new goal": "a", "the demo": ""}

_KEYS = {"\r": "enter", "/": "slash", "?": "question_mark", ":": "colon"}


async def same_after(app, keys):
    """Look at a screen, make the terminal small and large again, and look once more."""
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.started)
        await typed(pilot, (_KEYS.get(key, key) for key in keys))
        await settled(pilot)
        for below in app.screen_stack:
            for line in below.query(ToastLine):
                line.hush()  # a slow machine would find it gone by itself
        await pilot.pause(0.2)
        before, screen = shown(app), app.screen
        for sizes in AT_ONCE:
            for size in sizes:
                await pilot.resize_terminal(*size)
                shown(app)
            await pilot.resize_terminal(100, 30)
            assert app.screen is screen
            await until(pilot, lambda: shown(app) == before)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_comes_through_a_terminal_of_one_cell(garage, name):
    await same_after(garage.app(CAR, BOAT), SCREENS[name])


@pytest.mark.parametrize("size", [(60, 20), (70, 20), (64, 24), (120, 40)])
async def test_the_road_of_a_new_goal_is_drawn_anew_in_a_terminal_of_another_size(garage, size):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, ["a", *"Shed: a > b"])
        await until(pilot, lambda: "2 mi to go" in shown(app))
        await pilot.resize_terminal(*size)
        await until(
            pilot,
            lambda: any(
                "2 mi to go  " in line and "Shed" in line for line in shown(app).splitlines()
            ),
        )


@pytest.mark.parametrize("name", GATES)
async def test_a_screen_of_the_demo_comes_through_it_too(garage, name):
    await same_after(garage.demo(), GATES[name])


async def test_a_palette_without_room_for_its_list_takes_every_key(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(1, 1)) as pilot:
        await typed(pilot, ["colon", *"ren", "pagedown", "pageup", "ctrl+home", "ctrl+end", "down"])
        assert isinstance(app.screen, PaletteScreen)
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: "Give the goal another title" in shown(app))
