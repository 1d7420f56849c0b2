"""The page of all keys: two columns where there is room, and finding in it."""

import pytest

from lastmile_tui.ui.dialogs.keys import KeysScreen
from support.ui.screen import shown, until

CAR = "Sell the car: listed > driven > agreed"


async def opened(pilot, *keys):
    await pilot.press("question_mark")
    await until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen))
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize(
    ("width", "beside"), [(60, False), (80, False), (111, False), (112, True), (120, True)]
)
async def test_two_columns_where_there_is_room(garage, width, beside):
    app = garage.app(CAR)
    async with app.run_test(size=(width, 38)) as pilot:
        await opened(pilot)
        rows = [line for line in shown(app).splitlines() if "Drive" in line and "Review" in line]
        assert any("Highway" not in line for line in rows) is beside


async def test_no_words_are_cut_in_two_columns(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(120, 50)) as pilot:
        await opened(pilot)
        page = " ".join(shown(app).split())
        assert "Say on which day the newest entry, or" in page
        assert "this one, was done" in page
        assert "…" not in page.replace("1 … 9", "")


FOUND = {
    "clipboard": ("Copy the title to the clipboard", "Seal"),
    "ctrl+z": ("Suspend to the shell", "Undo the last change"),
    "rename": ("Give the goal another title", "Copy the title"),
    "seal list": ("Open the seal list, and seal", "Undo the last change"),
}
"""What is looked for, what is found, and what is not."""


@pytest.mark.parametrize("query", FOUND)
async def test_keys_are_found_by_key_name_and_words(garage, query):
    app = garage.app(CAR)
    there, gone = FOUND[query]
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot, "slash", *query)
        page = app.screen.sheet
        words = "\n".join(s.content.plain for s in page.query("Static") if s.display)
        assert there in words
        assert gone not in words


async def test_what_is_not_found_is_said_and_escape_shows_all_again(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot, "slash", *"zzz")
        assert "No key matches zzz" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Reach the next marker" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


NAMED = {
    "rename": "Give the goal another title",
    "detour": "Change the road ahead",
    "remove": "Remove the goal; undo brings it back",
    "save as template": "Save this road as a template",
}


@pytest.mark.parametrize("name", NAMED)
async def test_a_command_without_a_key_is_named_as_in_the_palette(garage, name):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 80)) as pilot:
        await opened(pilot)
        assert f"palette  {name}: {NAMED[name]}" in shown(app)
