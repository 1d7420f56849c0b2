"""The palette as it looks: groups, keys, one line a command; and themes in it."""

import pytest

from lastmile_tui.ui.dialogs.palette import PaletteScreen
from support.ui.prompts import offers
from support.ui.screen import chosen, shown, until

CAR = "Sell the car: listed > driven > agreed > paid >> signed > gone due fri #car @anna"
BOAT = "Paint the boat: sanded > primed > painted"


async def opened(pilot, *keys):
    """Open the palette and type."""
    await pilot.press("colon")
    await until(pilot, lambda: isinstance(pilot.app.screen, PaletteScreen))
    await pilot.press(*keys)
    await pilot.pause()


def line_with(app, words):
    """The line of the palette with some words, without its border."""
    lines = [line for line in shown(app).splitlines() if words in line and "│" in line]
    return lines[0].split("│")[1].rstrip() if lines else ""


SCROLL_BAR = " ▁▂▃▄▅▆▇█"

KEYS = {
    "Advance": "space",
    "Seal": "s",
    "Redo": "U",
    "Open": "enter",
    "Roadblock": "b",
    "Add": "a",
    "Undo": "u",
}


@pytest.mark.parametrize("name", KEYS)
async def test_a_command_is_one_line_with_its_key_at_the_right(garage, name):
    app = garage.app(CAR)
    async with app.run_test(size=(110, 60)) as pilot:
        await opened(pilot)
        line = line_with(app, f"  {name} ")
        assert line.rstrip(SCROLL_BAR).split()[-1] == KEYS[name]


@pytest.mark.parametrize("name", ["Detour", "Rename", "Remove", "Save as template"])
async def test_a_command_without_a_key_has_none_at_its_right(garage, name):
    app = garage.app(CAR)
    async with app.run_test(size=(110, 60)) as pilot:
        await opened(pilot, *name.casefold().replace(" ", ""))
        entry = next(entry for entry in app.screen.offered if entry.name == name)
        assert line_with(app, f"  {name} ").endswith((entry.help, "…"))


@pytest.mark.parametrize(("width", "box"), [(60, 60), (80, 70), (110, 70), (200, 70)])
async def test_the_palette_stands_in_the_middle(garage, width, box):
    app = garage.app(CAR)
    async with app.run_test(size=(width, 40)) as pilot:
        await opened(pilot)
        region = app.screen.query_one(".box").region
        assert region.width == box
        assert abs(region.x - (width - region.right)) <= 1
        assert abs(region.y - (40 - region.bottom)) <= 1
        await pilot.press(*"seal")
        await pilot.pause()
        assert app.screen.query_one(".box").region == region


async def test_commands_stand_in_groups_until_something_is_looked_for(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(110, 60)) as pilot:
        await opened(pilot)
        groups = [line.strip(" │") for line in shown(app).splitlines() if "│" in line]
        assert next(word for word in groups if word in ("Drive", "Goal", "Review")) == "Drive"
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert "Look of the app" in shown(app)
        await pilot.press(*"ret")
        await pilot.pause()
        assert "Look of the app" not in shown(app)


async def test_the_whole_help_of_the_chosen_line_is_below(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, *"back on")
        assert "Bring back what was parked, sealed or let go" in shown(app)


async def test_the_users_own_key_is_shown(garage):
    app = garage.app(CAR, keys={"advance": "x", "seal": ""})
    async with app.run_test(size=(110, 60)) as pilot:
        await opened(pilot)
        assert line_with(app, "  Advance ").rstrip(SCROLL_BAR).split()[-1] == "x"
        assert line_with(app, "  Seal ").rstrip(SCROLL_BAR).endswith("and seal")


async def test_enter_right_behind_the_letters_takes_what_they_find(garage):
    garage.fill(1_000)
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"paint the boat", "enter")
        await until(pilot, lambda: chosen(app) == "Paint the boat")


async def test_a_line_is_taken_by_a_click(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, *"paint the boat")
        await until(pilot, lambda: offers(app)[:1] == ["Paint the boat"])
        await pilot.click("OptionRows", offset=(8, 0))
        await until(pilot, lambda: chosen(app) == "Paint the boat")


async def test_every_theme_is_chosen_in_the_palette(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, *"theme")
        await until(pilot, lambda: offers(app)[:1] == ["Theme"])
        await pilot.press("enter")
        await until(pilot, lambda: "A theme" in shown(app))
        assert set(offers(app)) == {"auto", *app.available_themes}
        await pilot.press(*"nord", "enter")
        await until(pilot, lambda: app.theme == "nord")


async def test_the_palette_opens_once(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+p", "escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
