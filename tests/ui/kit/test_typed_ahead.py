"""Several keys that come in at once, as over a slow line."""

from asyncio import sleep

import pytest
from textual.events import Key, Paste
from textual.widgets import Input

from support.cases import case
from support.ui.screen import chosen, titles, toast, until

CAR = "Sell the car: listed > test drives > signed"
BOAT = "Paint the boat: sanded > painted"


def at_once(app, *keys):
    """Put keys into the app without waiting for any of them."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


async def test_letters_behind_the_filter_key_are_words_and_no_commands(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        at_once(app, "slash", *"boat", "enter")
        await until(pilot, lambda: titles(app) == ["Paint the boat"])
        assert len(app.screen_stack) == 1


async def test_an_answer_typed_ahead_reaches_its_question(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        at_once(app, "b", "e", *"knee", "enter")
        await until(pilot, lambda: toast(app).startswith("Roadblock: emergency, knee"))
        (block,) = garage.saved("Sell the car").roadblocks
        assert (block.kind, block.text) == ("emergency", "knee")


async def test_a_note_typed_ahead_is_a_note(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        at_once(app, "n", *"Done", "enter", "space")
        await until(pilot, lambda: garage.saved("Sell the car").position == 1)
        log = garage.store().record(garage.saved("Sell the car").uid).log
        assert [event.text for event in log if event.kind == "note"] == ["Done"]


@pytest.mark.parametrize(("key", "text"), [("n", "Done"), ("slash", "boat"), ("a", "Swim: a > b")])
async def test_what_is_pasted_right_behind_the_key_that_opens_a_line_is_in_it(garage, key, text):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        at_once(app, key)
        app.post_message(Paste(text))
        at_once(app, "!")
        await until(pilot, lambda: [line.value for line in app.screen.query(Input)] == [f"{text}!"])


async def test_many_keys_at_once_are_all_carried_out_in_their_order(garage):
    app = garage.app(*(f"Road {number}: a > b" for number in range(30)))
    async with app.run_test() as pilot:
        first = titles(app)
        at_once(app, *"jjjjjjjjjjjjk", "space")
        await until(pilot, lambda: toast(app).startswith("Reached"))
        assert chosen(app) == first[11]


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, 8, 13])
async def test_digits_a_moment_behind_the_key_that_opens_a_line_drive_no_road(garage, turns):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        for key in ("a", "n", "w", "p", "slash"):
            for typed in (key, "1", "2", "3"):
                at_once(app, typed)
                for _ in range(turns):
                    await sleep(0)
            with case(key):
                await until(pilot, lambda: isinstance(app.focused, Input))
                await until(pilot, lambda: app.focused.value == "123")
                assert garage.saved("Sell the car").position == 0
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.focused, Input))
