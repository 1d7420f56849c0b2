"""The next step: on the lane from when it is set, done by one key, which asks for the next one."""

from __future__ import annotations

from datetime import date

import pytest

from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.questions import THESIS, TITLE, as_saved, asked, field, on, told
from support.ui.screen import shown, toast, until

MONDAY = date(2026, 11, 23)

WHERE = {
    "the Highway": ((), HighwayScreen),
    "its page": (("enter",), RoadScreen),
    "the review": (("r",), ReviewScreen),
}


async def with_step(pilot, keys, screen):
    """Set a next step, and go to where it is done."""
    await asked(pilot, "w", "call Henrik")
    await until(pilot, lambda: toast(pilot.app).startswith("Next step: call Henrik"))
    await pilot.press(*keys)
    await on(pilot, screen)


@pytest.mark.parametrize("where", WHERE)
async def test_one_key_says_that_it_is_done_and_asks_for_the_next_one(garage, where):
    app = garage.app(THESIS)
    async with app.run_test(size=(110, 34)) as pilot:
        await with_step(pilot, *WHERE[where])
        before = as_saved(garage)
        await pilot.press("c")
        await on(pilot, PromptScreen)
        done = as_saved(garage)
        assert done.next_step is None
        assert told(garage)[-1] == "next step done: call Henrik"
        field(app).value = "send the tables mon"
        await pilot.press("enter")
        await until(pilot, lambda: toast(app).startswith("Next step: send the tables"))
        step = garage.saved(TITLE).next_step
        assert (step.text, step.on) == ("send the tables", MONDAY)
        await pilot.press("u")
        await until(pilot, lambda: as_saved(garage) == done)
        await pilot.press("u")
        await until(pilot, lambda: as_saved(garage) == before)


@pytest.mark.parametrize("leave", ["enter", "escape"])
@pytest.mark.parametrize("where", WHERE)
async def test_it_is_done_however_the_question_is_left(garage, where, leave):
    app = garage.app(THESIS)
    async with app.run_test(size=(110, 34)) as pilot:
        keys, screen = WHERE[where]
        await with_step(pilot, keys, screen)
        await pilot.press("c")
        await on(pilot, PromptScreen)
        await pilot.press(leave)
        await on(pilot, screen)
        assert toast(app).startswith("Next step done: call Henrik")
        assert garage.saved(TITLE).next_step is None
        assert told(garage)[-2:] == ["next step: call Henrik", "next step done: call Henrik"]


@pytest.mark.parametrize("where", ["the Highway", "its page"])
async def test_without_a_next_step_the_key_says_why_it_does_nothing(garage, where):
    app = garage.app(THESIS)
    async with app.run_test(size=(110, 34)) as pilot:
        keys, screen = WHERE[where]
        await pilot.press(*keys)
        await on(pilot, screen)
        await pilot.press("c")
        await until(pilot, lambda: "has no next step yet" in toast(app))
        assert told(garage) == ["added"]


async def test_the_review_offers_it_only_where_there_is_a_next_step(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.press("r")
        await on(pilot, ReviewScreen)
        assert "c step done" not in shown(app)
        await asked(pilot, "w", "call Henrik")
        await until(pilot, lambda: "c step done" in shown(app))


async def test_on_its_row_of_the_page_x_does_the_same(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(110, 34)) as pilot:
        await with_step(pilot, *WHERE["its page"])
        rows = app.screen.rows
        while "step" not in str(rows.spot.kind):
            await pilot.press("j")
        assert "c done" in shown(app)
        await pilot.press("x")
        await on(pilot, PromptScreen)
        assert garage.saved(TITLE).next_step is None


@pytest.mark.parametrize("line", ["call Henrik", "call Henrik fri", "call Henrik 2027-01-12"])
async def test_it_stands_on_the_lane_from_when_it_is_set(garage, line):
    app = garage.app(THESIS)
    async with app.run_test(size=(110, 34)) as pilot:
        await asked(pilot, "w", line)
        await until(pilot, lambda: "next: call Henrik" in shown(app))
