"""Notes, new titles and the palette."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from lastmile_tui.commands import COMMANDS
from lastmile_tui.domain.model.text import TITLE_LIMIT
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files
from lastmile_tui.ui.dialogs.palette import PaletteScreen
from lastmile_tui.ui.dialogs.palette_entries import HITS, command_entries
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.prompts import offers, palette, prompt, remove
from support.ui.screen import chosen, shown, titles, toast, typed, until

CAR = "Sell the car: listed > driven >> signed"
BOAT = "Paint the boat: sanded > primed"


def log_of(garage, title):
    return garage.store().record(garage.saved(title).uid).log


async def test_a_note_goes_into_the_log(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PromptScreen))
        await typed(pilot, "quiet day")
        await pilot.press("enter")
        await until(pilot, lambda: toast(app) == "Note: quiet day · Sell the car")
    assert log_of(garage, "Sell the car")[-1].text == "quiet day"


async def test_a_note_may_be_longer_than_a_title(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        field = await prompt(pilot, "note")
        field.value = "word " * 200
        await pilot.press("enter")
        await until(pilot, lambda: "Note:" in toast(app))
    assert len(log_of(garage, "Sell the car")[-1].text) > TITLE_LIMIT


async def test_an_empty_note_is_asked_for_again(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await prompt(pilot, "note")
        await pilot.press("space", "enter")
        await until(pilot, lambda: "The note is empty; write a word or two." in shown(app))
        await pilot.press("escape")
        assert len(app.screen_stack) == 1
    assert len(log_of(garage, "Sell the car")) == 1


async def test_renaming_begins_with_the_title_there_is(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        field = await prompt(pilot, "rename")
        assert field.value == "Sell the car"
        await typed(pilot, " soon")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Sell the car soon")
    assert garage.saved("Sell the car soon") is not None


@pytest.mark.usefixtures("quick")
async def test_a_goal_removed_elsewhere_while_its_title_is_asked_for_is_told(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("g")
        title = chosen(app)
        await prompt(pilot, "rename")
        remove(garage, title)
        await until(pilot, lambda: title not in titles(app))
        await typed(pilot, "!")
        await pilot.press("enter")
        await until(pilot, lambda: f"‘{title}’ was removed" in shown(app))
        assert app.screen.query_one(LineInput).value == f"{title}!", "what was typed is still there"
        await pilot.press("escape")
    assert garage.saved(title) is None


async def test_a_full_disk_takes_no_note(garage, monkeypatch):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        field = await prompt(pilot, "note")
        field.value = "a long thought"
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", full)
            await pilot.press("enter")
            await until(pilot, lambda: "no space left" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Note: a long thought" in toast(app))
    assert log_of(garage, "Sell the car")[-1].text == "a long thought"


def full(*_, **__):
    raise StoreError("The change was not saved: no space left on the device.")


async def test_the_palette_carries_out_a_command(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await palette(pilot, "advance")
        await pilot.press("enter")
        await until(pilot, lambda: toast(app).startswith("Reached ‘listed’"))
    assert garage.saved("Sell the car").position == 1


@pytest.mark.parametrize("words", ["sight", "sight weekly", "Lost SIGHT of"])
async def test_the_palette_finds_a_command_by_the_words_of_its_help(garage, words):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_for(pilot, words)
        await until(pilot, lambda: "Look at the roads that were lost sight of" in shown(app))
        assert offers(app) == ["Weekly look"]


async def test_a_command_of_that_name_comes_before_one_whose_help_has_the_word(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 40)) as pilot:
        await looked_for(pilot, "seal")
        await until(pilot, lambda: offers(app)[0] == "Seal")
        assert "Back on the road" in offers(app), "what was parked, sealed or let go"


async def test_the_palette_says_that_it_found_nothing(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_for(pilot, "zzzz")
        await until(pilot, lambda: "Nothing matches ‘zzzz’" in shown(app))


async def looked_for(pilot, words):
    """Open the palette and type."""
    await pilot.press("colon")
    await until(pilot, lambda: isinstance(pilot.app.screen, PaletteScreen))
    pilot.app.screen.query_one(Input).value = words


async def test_the_palette_goes_to_a_goal_by_its_title(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        await pilot.press("g")
        other = next(title for title in titles(app) if title != chosen(app))
        await palette(pilot, other.casefold())
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == other)


async def test_the_palette_opens_a_goal_that_is_not_shown_here(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        await pilot.press("slash", "b", "o", "a", "t", "enter")
        await until(pilot, lambda: titles(app) == ["Paint the boat"])
        await palette(pilot, "sell the car")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoadScreen))
        assert app.screen.goal.title == "Sell the car"


async def test_the_palette_offers_the_best_of_thousands(garage):
    garage.add("Zebra crossing: a > b")
    garage.fill(2_000)
    app = garage.app()
    async with app.run_test() as pilot:
        offered = await palette(pilot, "road")
        assert len(offered) <= HITS + len(COMMANDS)
        await pilot.press("escape")
        await palette(pilot, "zebra")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Zebra crossing")


@pytest.mark.parametrize(("there", "offered"), [((), True), ((CAR,), False)])
async def test_the_demo_is_offered_to_who_has_no_road_yet(garage, there, offered):
    app = garage.app(*there)
    async with app.run_test():
        names = {entry.name for entry in command_entries(app, app.screen, app.choose_theme)}
    assert ("Demo roads" in names) is offered
    assert {"Rename", "Remove", "Dark theme", "Light theme", "Theme", "Screenshot"} <= names


async def test_the_palette_has_no_sign_that_terminals_draw_differently(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon")
        await until(pilot, lambda: "A command, or the title of a road" in shown(app))
        assert "🔎" not in shown(app)
