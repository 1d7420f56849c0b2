"""Roads that wait and roads that begin again: from the key to the screen and to the file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lastmile_tui.domain.crossing.laps import next_uid
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.views.lineup import View
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.seal.screen import SealScreen
from lastmile_tui.ui.seal.sealed import SealedScreen
from support.ui.screen import chosen, position, shown, toast, typed, under_cursor, until, view

FLOOR, KITCHEN = "Floor: planks > oil >> dry due 2026-12-04", "Kitchen: cabinets >> sink"
TAX = "Tax return: papers > form by 2026-11-25 >> sent due 2026-11-30 #money"
TODAY = date(2026, 11, 21)


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def at(pilot, title):
    """Put the cursor on a road."""
    app = pilot.app
    app.highway.show(next(u for u, goal in app.session.goals.items() if goal.title == title))
    await until(pilot, lambda: chosen(app) == title)


async def answered(pilot, line):
    """Type a line into what asks, and wait until it is gone."""
    pilot.app.screen.query_one(LineInput).value = ""
    await typed(pilot, line)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is pilot.app.highway)


async def waiting(pilot, title, first):
    """Say that another road comes first: `b`, `r`, and a part of its title."""
    await at(pilot, title)
    await pilot.press("b")
    await on(pilot, ChoiceScreen)
    await pilot.press("r")
    await on(pilot, PromptScreen)
    await typed(pilot, first)


async def sealed(pilot, title):
    """Reach the end of a road, and seal it by its keys."""
    await at(pilot, title)
    while under_cursor(pilot.app).to_go:
        before = position(pilot.app)
        await pilot.press("space")
        await until(pilot, lambda before=before: position(pilot.app) != before)
    await pilot.press("s")
    await on(pilot, SealScreen)
    await pilot.press("s")
    await on(pilot, ChoiceScreen)
    await pilot.press("y")
    await on(pilot, SealedScreen)


async def test_b_and_r_name_a_road_that_comes_first_and_its_seal_clears_the_way(garage):
    app = garage.app(FLOOR, KITCHEN)
    async with app.run_test(size=(120, 30)) as pilot:
        await waiting(pilot, "Kitchen", "flo")
        await until(pilot, lambda: "first ‘Floor’, then this" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "waits for ‘Floor’" in toast(app))
        (block,) = garage.saved("Kitchen").roadblocks
        assert (block.kind, block.who, block.road) == (ROAD, "Floor", garage.saved("Floor").uid)
        app.highway.query_one("ToastLine").hush()
        await until(pilot, lambda: "waits for ‘Floor’" in shown(app))
        await sealed(pilot, "Floor")
        await pilot.press("escape")
        await until(pilot, lambda: "‘Kitchen’ waited for it, and is next" in toast(app))
        assert garage.saved("Kitchen").roadblocks == ()
        assert chosen(app) == "Kitchen"  # this road is offered next
        await pilot.press("u")
        await until(pilot, lambda: len(garage.saved("Kitchen").roadblocks) == 1)
        assert garage.saved("Floor").sealed is None


async def test_a_circle_is_refused_while_it_is_typed_and_nothing_is_lost(garage):
    app = garage.app(FLOOR, KITCHEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await waiting(pilot, "Kitchen", "flo")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.highway)
        await waiting(pilot, "Floor", "kitchen")
        await until(pilot, lambda: "in a circle." in shown(app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PromptScreen)
        assert app.screen.query_one(LineInput).value == "kitchen"
        assert "‘Kitchen’ waits for ‘Floor’: the roads would wait in a circle." in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.highway)
        assert garage.saved("Floor").roadblocks == ()


async def test_a_road_alone_is_not_offered_another_one(garage):
    app = garage.app(KITCHEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "Kitchen")
        await pilot.press("b")
        await on(pilot, ChoiceScreen)
        assert "another road" not in shown(app)
        assert "waiting" in shown(app)


async def test_a_road_that_is_renamed_has_its_new_name_where_it_is_waited_for(garage):
    app = garage.app(FLOOR, KITCHEN)
    async with app.run_test(size=(120, 30)) as pilot:
        await waiting(pilot, "Kitchen", "flo")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.highway)
        await at(pilot, "Floor")
        app.highway.action_command("rename")
        await on(pilot, PromptScreen)
        await answered(pilot, "Oak floor")
        app.highway.query_one("ToastLine").hush()
        await until(pilot, lambda: "waits for ‘Oak floor’" in shown(app))
        await pilot.press("u")
        await until(pilot, lambda: "waits for ‘Floor’" in shown(app))


LINES = [
    ("in 1 week", "Lap 2 begins Sat 28 Nov, in 7 days", TODAY + timedelta(7), None),
    ("every month", "Lap 2 begins Mon 21 Dec, in 30 days, then every month", date(2026, 12, 21), 1),
    ("", "Lap 2 begins today", TODAY, None),
]


@pytest.mark.parametrize(("line", "said", "begins", "every"), LINES)
async def test_a_begins_a_sealed_road_again_and_undo_takes_the_lap_back(
    garage, line, said, begins, every
):
    app = garage.app(TAX)
    async with app.run_test(size=(120, 30)) as pilot:
        first = garage.saved("Tax return").uid
        await sealed(pilot, "Tax return")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.highway)
        while view(app).board.lineup.look.view is not View.SEALED:
            await pilot.press("v")
            await pilot.pause()
        await pilot.press("A")
        await on(pilot, PromptScreen)
        await typed(pilot, line)
        if line:
            await until(pilot, lambda: said.removeprefix("Lap 2 begins ") in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: toast(app).startswith(said))
        lap = garage.store().goals[next_uid(first)]
        assert (lap.title, lap.position, lap.sealed) == ("Tax return", 0, None)
        assert (lap.lap.number, lap.lap.begins) == (2, begins)
        assert lap.due == date(2026, 11, 30) + (begins - TODAY)
        assert (lap.again.count if lap.again else None) == every
        await pilot.press("u")
        await until(pilot, lambda: garage.store().goals[next_uid(first)].deleted)


async def test_the_key_of_the_sealed_screen_asks_when_it_begins_again(garage):
    app = garage.app(TAX)
    async with app.run_test(size=(80, 24)) as pilot:
        first = garage.saved("Tax return").uid
        await sealed(pilot, "Tax return")
        await pilot.press("A")
        await on(pilot, PromptScreen)
        await answered(pilot, "tomorrow")
        await until(pilot, lambda: "Lap 2 begins tomorrow" in toast(app))
        lap = garage.store().goals[next_uid(first)]
        assert lap.parked_until == TODAY + timedelta(1)


async def test_a_of_an_open_road_says_how_often_and_never_ends_that(garage):
    app = garage.app(TAX)
    async with app.run_test(size=(120, 30)) as pilot:
        await at(pilot, "Tax return")
        await pilot.press("A")
        await on(pilot, PromptScreen)
        await typed(pilot, "in 1 week")
        await pilot.press("enter")
        await until(pilot, lambda: "is not sealed yet" in shown(app))
        assert garage.saved("Tax return").again is None
        await answered(pilot, "every month")
        await until(pilot, lambda: "Begins again every month" in toast(app))
        assert garage.saved("Tax return").again.unit == "month"
        await pilot.press("A")
        await on(pilot, PromptScreen)
        assert app.screen.query_one(LineInput).value == "every month on the 21st"
        await answered(pilot, "never")
        await until(pilot, lambda: "Does not begin again" in toast(app))
        assert garage.saved("Tax return").again is None


async def test_the_seal_of_a_road_that_begins_again_says_when_and_shows_the_lap_parked(garage):
    app = garage.app(TAX)
    async with app.run_test(size=(120, 30)) as pilot:
        await at(pilot, "Tax return")
        await pilot.press("A")
        await on(pilot, PromptScreen)
        await answered(pilot, "every month")
        await sealed(pilot, "Tax return")
        await pilot.press("escape")
        await until(pilot, lambda: "Lap 2 begins Mon 21 Dec" in toast(app))
        while view(app).board.lineup.look.view is not View.PARKED:
            await pilot.press("v")
            await pilot.pause()
        app.highway.query_one("ToastLine").hush()
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await until(pilot, lambda: "lap 2, again every month" in shown(app))
        assert "last lap: " in shown(app)


async def test_a_road_that_was_let_go_does_not_begin_again(garage):
    app = garage.app(TAX)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "Tax return")
        await pilot.press("D")
        await on(pilot, ChoiceScreen)
        await pilot.press("t")
        await on(pilot, PromptScreen)
        await pilot.press("enter")
        await until(pilot, lambda: garage.saved("Tax return").let_go is not None)
        while view(app).board.lineup.look.view is not View.LET_GO:
            await pilot.press("v")
            await pilot.pause()
        await pilot.press("A")
        await on(pilot, PromptScreen)
        await typed(pilot, "every month")
        await pilot.press("enter")
        await until(pilot, lambda: "only what was sealed begins again" in shown(app))
        assert garage.saved("Tax return").again is None
