"""On entering the final stretch it is asked once what must be true for a goal to count."""

from __future__ import annotations

import pytest

from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.questions import asked, field, on
from support.ui.screen import shown, toast, until

RUN = "Run: base > tempo > taper >> finish > party"
NEUTRAL = ["it is really finished"]

WHERE = {
    "the Highway": ((), HighwayScreen),
    "its page": (("enter",), RoadScreen),
    "the review": (("r",), ReviewScreen),
}


def items(garage, title="Run"):
    return [item.text for item in garage.saved(title).seal]


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    ("line", "leave", "kept"),
    [
        ("my name is in the results", "enter", ["my name is in the results"]),
        ("", "enter", NEUTRAL),
        ("half a th", "escape", NEUTRAL),
    ],
)
async def test_it_is_asked_once_in_one_line_and_left_in_one_step(garage, where, line, leave, kept):
    garage.add(RUN, asked=False)
    app = garage.app()
    async with app.run_test(size=(110, 34)) as pilot:
        keys, screen = WHERE[where]
        await pilot.press(*keys)
        await on(pilot, screen)
        await pilot.press("space", "space")
        assert isinstance(app.screen, screen)
        await pilot.press("space")
        await on(pilot, PromptScreen)
        assert "it counts as finished when" in shown(app)
        field(app).value = line
        await pilot.press(leave)
        await on(pilot, screen)
        await until(pilot, lambda: items(garage) == kept)
        await pilot.press("space", "h", "h", "space", "u", "space")
        assert isinstance(app.screen, screen)
        assert items(garage) == kept


async def test_the_answer_is_undone_by_itself_and_what_was_driven_stays(garage):
    garage.add(RUN, asked=False)
    app = garage.app()
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.press("space", "space")
        await asked(pilot, "space", "a photo at the finish")
        await until(pilot, lambda: items(garage) == ["a photo at the finish"])
        await pilot.press("u")
        await until(pilot, lambda: items(garage) == NEUTRAL)
        assert garage.saved("Run").position == 3
        await pilot.press("u", "space")
        await until(pilot, lambda: garage.saved("Run").position == 3)
        assert isinstance(app.screen, HighwayScreen)


async def test_what_was_said_last_stays_in_sight_where_the_line_is_left_empty(garage):
    garage.add(RUN, asked=False)
    app = garage.app()
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.press("space", "space")
        await asked(pilot, "space", "")
        await on(pilot, HighwayScreen)
        assert toast(app).startswith("Reached ‘taper’ · Run")


@pytest.mark.parametrize(
    "line",
    [
        "Own: a > b > c > d >> e ! paid",
        "Own: a > b > c > d >> e ! it is really finished ! paid",
        "Own",
        "Own > only",
    ],
)
async def test_who_has_said_it_already_and_a_road_of_one_marker_are_not_asked(garage, line):
    garage.add(line, asked=False)
    app = garage.app()
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.press(*["space"] * 6)
        assert isinstance(app.screen, HighwayScreen)
        assert garage.saved("Own").to_go == 0


async def test_a_list_that_was_edited_on_the_way_is_left_alone(garage):
    garage.add(RUN, asked=False)
    app = garage.app()
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.press("space", "space", "s")
        await pilot.press("a", *"cups", "enter", "escape")
        await until(pilot, lambda: items(garage) == [*NEUTRAL, "cups"])
        await on(pilot, HighwayScreen)
        await pilot.press("space", "space")
        assert isinstance(app.screen, HighwayScreen)


async def test_a_counting_goal_is_asked_behind_the_amount_that_led_into_its_stretch(garage):
    garage.add("Run target 100 km", asked=False)
    app = garage.app()
    async with app.run_test(size=(110, 34)) as pilot:
        await asked(pilot, "plus", "40")
        await on(pilot, HighwayScreen)
        await asked(pilot, "plus", "=85")
        await until(pilot, lambda: "it counts as finished when" in shown(app))
        field(app).value = "all runs are in the log"
        await pilot.press("enter")
        await until(pilot, lambda: items(garage, "Run") == ["all runs are in the log"])
