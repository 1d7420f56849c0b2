"""Parked roads on the Horizon of active roads: seen, put in order, brought back, and left."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import status
from lastmile_tui.ui.horizon.screen import HorizonScreen
from support.ui.screen import chosen, filtered, flat, footer, shown, toast, typed, until, view
from support.ui.workspace import CALENDAR

FLOOR, SHIP = "Lay the floor: planks > oil due 2026-12-01", "Ship it: draft > print due 2026-12-09"
GARDEN, BOAT = "Dig the garden: plan > dig by 2026-12-02", "Paint the boat: sand > varnish"


@pytest.fixture
def app(garage):
    garage.add_yesterday(FLOOR, SHIP)
    until_day = CALENDAR.date_of(garage.clock.instant) + timedelta(20)
    for line in (GARDEN, BOAT):
        garage.add_yesterday(line)
        uid = next(g.uid for g in garage.store().goals.values() if line.startswith(g.title))
        with garage.store() as store:
            store.change(uid, partial(status.park, until=until_day))
    return garage.app()


def at_hand(app):
    return app.screen.goal_at_hand.title


async def opened(app, pilot, *keys):
    await pilot.press("i")
    await until(
        pilot, lambda: isinstance(app.screen, HorizonScreen) and "three months" in shown(app)
    )
    await pilot.press(*keys)


def titles(app):
    """The titles of the Horizon, from the top."""
    return [goal.title for goal in app.screen.board.lineup.goals]


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_they_stand_below_with_the_day_they_come_back(app, monkeypatch, size, colour):
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot, "G")
        lines = shown(app).splitlines()
        rows = [
            next(n for n, line in enumerate(lines) if name in line)
            for name in ("PARKED", "Paint the boat")
        ]
        assert rows[0] < rows[1]
        assert "▷" in lines[rows[1]]
        await until(pilot, lambda: "back on Fri 11 Dec" in flat(app))
        assert titles(app) == ["Lay the floor", "Ship it", "Dig the garden", "Paint the boat"]


async def test_their_dates_are_counted_with_the_others(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        week = next(line for line in shown(app).splitlines() if "due per" in line)
        assert [sign for sign in week if sign.isdigit()] == ["2", "1"]


@pytest.mark.parametrize("key", ["escape", "i", "q"])
async def test_whoever_leaves_with_one_chosen_is_told_which_road_keys_drive_now(app, key):
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: chosen(app) == "Lay the floor")
        await opened(app, pilot, "G", key)
        await until(pilot, lambda: app.screen is app.highway)
        await until(pilot, lambda: "‘Paint the boat’ is parked" in toast(app))
        assert "Chosen here: ‘Lay the floor’." in toast(app)
        assert chosen(app) == "Lay the floor"


async def test_where_no_other_road_is_left_none_is_chosen(garage):
    garage.add_yesterday(BOAT)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "p")
        await typed(pilot, "in 2 weeks")
        await pilot.press("enter")
        await until(pilot, lambda: "Parked until" in toast(app))
        await pilot.press("escape")
        await until(pilot, lambda: "No road is chosen here." in toast(app))
        await pilot.press("space")
        await until(pilot, lambda: toast(app) == "No road is chosen here.")
        assert garage.saved("Paint the boat").position == 0


async def test_one_that_came_back_is_chosen_on_the_highway_too(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "G")
        assert "R back on the road" in footer(app)
        await pilot.press("R")
        await until(pilot, lambda: toast(app) == "Back on the road · Paint the boat")
        assert at_hand(app) == "Paint the boat"
        assert "R back" not in footer(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.highway)
        assert chosen(app) == "Paint the boat"


async def test_space_brings_it_back_and_says_so(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "G", "space")
        words = "Reached ‘sand’, back on the road · Paint the boat"
        await until(pilot, lambda: toast(app).startswith(words))
        assert at_hand(app) == "Paint the boat"
        await pilot.press("u")
        await until(pilot, lambda: toast(app).startswith("Undone: reached ‘sand’"))
        await until(pilot, lambda: "R back on the road" in footer(app))
        assert at_hand(app) == "Paint the boat"


async def test_they_are_put_in_order_among_themselves(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "G", "K")
        await until(pilot, lambda: "your own order" in toast(app))
        before = titles(app)
        assert at_hand(app) == "Paint the boat"
        down = before[-1] != at_hand(app)
        await pilot.press("J" if down else "K")
        await until(pilot, lambda: "Placed" in toast(app))
        assert titles(app) == [*before[:2], before[3], before[2]]
        assert at_hand(app) == "Paint the boat"
        await pilot.press("J" if down else "K")
        where = "last" if down else "first"
        await until(pilot, lambda: f"stands {where} among the roads beside it" in toast(app))


async def test_next_step_parking_and_roadblock_are_those_of_the_road_at_hand(app, garage):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "G", "w")
        await until(pilot, lambda: "Next step, and when · Paint the boat" in shown(app))
        await typed(pilot, "buy varnish 3 dec")
        await pilot.press("enter")
        await until(pilot, lambda: "buy varnish" in toast(app))
        await pilot.press("p")
        await typed(pilot, "in 2 weeks")
        await pilot.press("enter")
        await until(pilot, lambda: "Parked until 5 Dec 2026" in toast(app))
        await pilot.press("b", "t")
        await until(pilot, lambda: "What takes the time · Paint the boat" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Roadblock: no time" in toast(app))
        assert at_hand(app) == "Paint the boat"
        boat = garage.saved("Paint the boat")
        assert (boat.next_step.text, boat.parked_until.isoformat()) == ("buy varnish", "2026-12-05")
        assert garage.saved("Lay the floor").next_step is None


@pytest.mark.parametrize(
    ("query", "found"),
    [("boat", ["Paint the boat"]), ("varnish", ["Paint the boat"]), ("floor", ["Lay the floor"])],
)
async def test_a_filter_finds_them_by_title_and_by_what_is_inside(app, query, found):
    async with app.run_test(size=(80, 24)) as pilot:
        await filtered(pilot, query)
        await pilot.press("enter")
        await until(pilot, lambda: view(app).has_focus)
        await opened(app, pilot)
        await until(pilot, lambda: titles(app) == found)
