"""`+` on a counting goal opens a tiny field, on every screen that drives."""

from __future__ import annotations

from datetime import date

import pytest

from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.gate import GateScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.questions import field, on
from support.ui.screen import shown, toast, typed, until

TODAY, YESTERDAY = date(2026, 11, 21), date(2026, 11, 20)
RUN = "Run target 100 km"
NEAR_THE_END = "Sell the car: listed > signed"

PLACES = {
    "the Highway": ((), HighwayScreen),
    "the road page": (("enter",), RoadScreen),
    "the review": (("r",), ReviewScreen),
}


def log(garage, title="Run"):
    return entries(garage.store().record(garage.saved(title).uid).log)


async def go(pilot, keys, screen):
    await pilot.press(*keys)
    await on(pilot, screen)


@pytest.mark.parametrize("place", PLACES)
async def test_one_entry_a_run_from_every_screen(garage, place):
    garage.add_yesterday(RUN)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, *PLACES[place])
        for number, line in enumerate(("6", "6 yesterday", "=46.2"), 1):
            await pilot.press("plus")
            await on(pilot, PromptScreen)
            await typed(pilot, line)
            await until(pilot, lambda: "of 100 km" in shown(app))
            await pilot.press("enter")
            await on(pilot, PLACES[place][1])
            await until(pilot, lambda count=number: len(log(garage)) == count + 1)
    assert garage.saved("Run").position == 46.2
    assert sorted(entry.day for entry in log(garage)[1:]) == [YESTERDAY, TODAY, TODAY]


async def test_the_field_says_where_the_goal_stands_and_keeps_what_is_not_understood(garage):
    app = garage.app(RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus")
        await on(pilot, PromptScreen)
        assert "How many km · Run" in shown(app)
        assert "now at 0 of 100 km" in shown(app)
        await typed(pilot, "6 yestrday")
        await pilot.press("enter")
        await until(pilot, lambda: "‘yestrday’ is not a day" in shown(app))
        assert field(app).value == "6 yestrday"
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
    assert [entry.text for entry in log(garage)] == ["added"]


@pytest.mark.parametrize(
    ("line", "beyond"),
    [
        ("120", "20 km beyond the 100 are not counted"),
        ("=101 yesterday", "1 km beyond the 100 is not counted"),
        ("100", ""),
    ],
)
async def test_what_lies_beyond_the_end_is_told_after_it_as_by_the_command_line(
    garage, line, beyond
):
    garage.add_yesterday(RUN)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus")
        await on(pilot, PromptScreen)
        await typed(pilot, line)
        await pilot.press("enter")
        await until(pilot, lambda: "Reached ‘100 km’" in toast(app))
        assert toast(app).endswith(beyond or "; to seal it: it is really finished")


@pytest.mark.parametrize("digit", ["1", "2", "4", "9"])
async def test_a_digit_never_jumps_a_counting_goal_and_says_what_does(garage, digit):
    app = garage.app(RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(digit)
        assert toast(app) == "No digit drives what counts km: + adds km."
    assert garage.saved("Run").position == 0


async def test_the_key_that_adds_is_the_users_own(garage):
    app = garage.app("Read target 300 pages", keys={"nudge": "f5"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        assert toast(app) == "No digit drives what counts pages: f5 adds pages."


async def test_a_planned_counting_goal_goes_to_the_gate_first(garage):
    app = garage.app(NEAR_THE_END, RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await until(pilot, lambda: garage.saved("Sell the car").position == 1)
        await pilot.press("G", "plus")
        await on(pilot, GateScreen)
        await pilot.press("g")
        await on(pilot, PromptScreen)
        await typed(pilot, "6")
        await pilot.press("enter")
        await until(pilot, lambda: garage.saved("Run").position == 6)
    assert "with 1 road in the final stretch" in log(garage)[-1].text
