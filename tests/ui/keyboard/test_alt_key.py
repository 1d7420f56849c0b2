"""A key right behind escape: both keys, wherever the key with alt does nothing."""

import pytest
from textual.widgets import Input

from lastmile_tui.ui.dialogs.keys import KeysScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.mirror.screen import MirrorScreen
from support.ui.keyboard import events
from support.ui.screen import titles, toast, until

CAR = "Sell the car: listed > test drives > signed"
BOAT = "Paint the boat: sanded > painted"


def send(app, data):
    """Put into the app what a terminal sends in one read."""
    for event in events(data.encode()):
        app.post_message(event)


@pytest.mark.parametrize(
    "opening",
    ["question_mark", "a", "n", "w", "p", "b", "D", "T", "enter", "s", "H", "r", "colon", "slash"],
)
async def test_escape_and_a_key_in_one_read_leave_any_screen_and_do_what_the_key_does(
    garage, opening
):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press(opening)
        await until(pilot, lambda: len(app.screen_stack) > 1 or isinstance(app.focused, Input))
        send(app, "\x1bm")
        await until(pilot, lambda: isinstance(app.screen, MirrorScreen))
        assert len(app.screen_stack) == 2
        assert garage.saved("Sell the car").position == 0


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("\x1b ", "Reached ‘listed’"),
        ("\x1b2", "Reached ‘test drives’"),
        ("\x1b[", None),
        ("\x1bz", "lanes: "),
    ],
)
async def test_escape_and_a_key_reach_the_highway_as_both(garage, data, shown):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        await pilot.press("slash", *"car", "enter")
        assert titles(app) == ["Sell the car"]
        send(app, data)
        await until(pilot, lambda: len(titles(app)) == 2)
        if shown:
            await until(pilot, lambda: shown in toast(app))


async def test_a_key_with_alt_that_has_a_command_is_that_command(garage):
    app = garage.app(CAR, keys={"mirror": "alt+x", "advance": "alt+question_mark"})
    async with app.run_test() as pilot:
        send(app, "\x1b?")
        await until(pilot, lambda: "Reached" in toast(app))
        send(app, "\x1bx")
        await until(pilot, lambda: isinstance(app.screen, MirrorScreen))


@pytest.mark.parametrize(
    ("data", "left"),
    [("\x1bbX", "one Xtwo"), ("\x1b\x7fX", "one X"), ("\x1b[1;3DX", "one twoX")],
)
async def test_a_line_knows_the_keys_with_alt_that_move_by_words(garage, data, left):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("a", *"one", "space", *"two")
        await until(
            pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "one two"
        )
        send(app, data)
        await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == left)


async def test_a_key_with_alt_that_the_terminal_names_is_no_escape(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        send(app, "\x1b[109;3u")
        send(app, "\x1b[B")
        await pilot.pause()
        assert isinstance(app.screen, KeysScreen)
        send(app, "\x1b[91;5u")  # ctrl+[
        await until(pilot, lambda: isinstance(app.screen, HighwayScreen))
