"""Roads split and joined from the palette: what is asked, and what is refused at once."""

from __future__ import annotations

import pytest

from support.ui.prompts import prompt
from support.ui.screen import flat, titles, toast, until

ALPHA, BETA, GAMMA = "Alpha: one > two > three", "Beta", "Gamma: 10 km by 2026-12-31"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 30)])
@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("split", "Behind which marker, by its number or title, does the second road begin?"),
        ("join", "Which road becomes part of this one, by a part of its title?"),
    ],
)
async def test_the_panel_says_what_it_asks(garage, size, command, words):
    app = garage.app(ALPHA, BETA)
    async with app.run_test(size=size) as pilot:
        await prompt(pilot, command)
        await until(pilot, lambda: words in flat(app))


async def test_a_road_that_counts_is_asked_for_an_amount(garage):
    app = garage.app(GAMMA)
    async with app.run_test(size=(80, 24)) as pilot:
        await prompt(pilot, "split")
        await until(pilot, lambda: "At how many km does" in flat(app))


async def test_with_one_marker_there_is_nothing_to_split_and_nothing_is_asked(garage):
    app = garage.app(BETA)
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.action_command("split")
        await until(pilot, lambda: "‘finish’ is the only marker" in toast(app))
        assert "there is nothing to split." in toast(app)
        assert app.screen is app.highway


async def test_a_number_splits_the_road_and_a_part_of_a_title_joins_it_again(garage):
    app = garage.app(ALPHA)
    async with app.run_test(size=(80, 24)) as pilot:
        await prompt(pilot, "split")
        await pilot.press("1", "enter")
        await until(pilot, lambda: sorted(titles(app)) == ["Alpha", "Alpha (2)"])
        assert "1 marker here, 2 there" in toast(app)
        app.highway.show(garage.saved("Alpha").uid)
        await prompt(pilot, "join")
        await pilot.press(*"(2", "enter")
        await until(pilot, lambda: titles(app) == ["Alpha"])
