"""The Horizon: the roads of the Highway by their days; zoom, pan, keys, and what it says."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.domain.horizon.timeline import timeline_of
from lastmile_tui.domain.picks.last_mile import pick, pick_ahead
from lastmile_tui.ui.horizon.screen import HorizonScreen
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.screen import chosen, shown, toast, until
from support.ui.workspace import CALENDAR

THESIS = (
    "Ship the thesis: outline > draft by 2026-11-25 > print by 2026-12-08 >> bound due 2026-12-20"
)
VOLVO = "Sell the Volvo: listed > sold due 2026-12-04"


@pytest.fixture
def app(garage):
    return garage.app(THESIS, VOLVO)


def row(app, title):
    """The row of a road, from behind its title on."""
    (line,) = (line for line in shown(app).splitlines() if title in line)
    return line[line.index(title) + len(title) :]


async def opened(app, pilot):
    await pilot.press("i")
    await until(
        pilot, lambda: isinstance(app.screen, HorizonScreen) and "three months" in shown(app)
    )


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_roads_have_their_dates_on_one_axis(app, size):
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot)
        assert row(app, "Sell the Volvo").count("⚑") == 1
        thesis = row(app, "Ship the thesi")
        assert thesis.count("○") == 2
        assert thesis.rindex("○") < thesis.index("⚑")
        assert row(app, "Sell the Volvo").index("⚑") < row(app, "Sell the Volv").index("⚑")
        week = next(line for line in shown(app).splitlines() if "due per" in line)
        assert [sign for sign in week if sign.isdigit()] == ["1", "1", "1", "1"]


async def test_a_number_without_room_is_explained_as_long_as_it_is_in_sight(garage):
    days = [f"2026-12-{day:02}" for day in (1, 8, 15, 22) for _ in range(11)]
    garage.add("Tax: " + " > ".join(f"marker by {day}" for day in days) + " >> end")
    app = garage.app()
    async with app.run_test(size=(60, 40)) as pilot:
        await opened(app, pilot)
        await until(pilot, lambda: "+ ten or more due" in shown(app))
        await pilot.press("[")
        await until(pilot, lambda: " 11" in shown(app).splitlines()[2])
        assert "ten or more" not in shown(app)
        await pilot.press("]", "]")
        await until(pilot, lambda: "due per month" in shown(app).splitlines()[2])


async def test_the_same_road_is_chosen_as_on_the_highway_and_its_days_are_told(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("j")
        before = chosen(app)
        await opened(app, pilot)
        await until(pilot, lambda: app.screen.goal_at_hand.title == before)
        assert "due Sun 20 Dec" in shown(app) or "due Fri 4 Dec" in shown(app)
        await pilot.press("k")
        assert app.screen.goal_at_hand.title != before


async def test_zoom_shows_more_or_less_and_says_where_it_ends(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(app, pilot)
        for words in ("three quarters", "three years", "all days"):
            await pilot.press("]")
            await until(pilot, lambda words=words: words in shown(app))
        await pilot.press("]")
        await until(pilot, lambda: "This is all there is." in toast(app))
        for words in ("three years", "three quarters", "three months", "three weeks"):
            await pilot.press("[")
            await until(pilot, lambda words=words: words in shown(app))
        await pilot.press("[")
        await until(pilot, lambda: "as close as it gets" in toast(app))


@pytest.mark.parametrize("colour", [True, False])
async def test_in_a_small_terminal_the_cursor_says_who_waits_for_whom(garage, monkeypatch, colour):
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    floor = garage.add("Lay the kitchen floor: planks by 2026-11-25 > oil by 2026-11-26")
    walls = garage.add("Paint the kitchen walls due 2026-12-09")
    app = garage.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(app, pilot)
        app.screen.choose(floor.uid)
        await until(pilot, lambda: "planks by" in shown(app))
        app.screen.choose(walls.uid)
        await pilot.press("b", "r")
        await until(pilot, lambda: "Which road comes first" in shown(app))
        await pilot.press(*"floor", "enter")
        await until(pilot, lambda: "   waits for ‘Lay the kitchen floor’; due " in shown(app))
        app.screen.choose(floor.uid)
        await until(pilot, lambda: "   ‘Paint the kitchen walls’ waits for it; " in shown(app))


async def test_a_step_of_the_cursor_finds_no_days_again(app, monkeypatch):
    found = []

    def counted(goal, *args):
        found.append(goal.title)
        return timeline_of(goal, *args)

    monkeypatch.setattr("lastmile_tui.domain.horizon.timeline.timeline_of", counted)
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(app, pilot)
        await until(pilot, lambda: len(found) >= 2)
        before, drawn = chosen(app), len(found)
        await pilot.press("j", "k")
        await until(pilot, lambda: chosen(app) == before)
        assert len(found) == drawn == 2


async def test_arrows_pan_there_and_back(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(app, pilot)
        before = row(app, "Sell the Volvo")
        await pilot.press("right")
        await until(pilot, lambda: row(app, "Sell the Volvo") != before)
        await pilot.press("left")
        await until(pilot, lambda: row(app, "Sell the Volvo") == before)
        assert app.screen.goal_at_hand.position == 0  # an arrow drives nothing here


async def test_space_drives_enter_opens_and_i_leads_back(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(app, pilot)
        await pilot.press("space")
        await until(pilot, lambda: "Reached" in toast(app))
        await until(pilot, lambda: app.screen.goal_at_hand.position == 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoadScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HorizonScreen))
        await pilot.press("i")
        await until(pilot, lambda: app.screen is app.highway)


async def test_the_zoom_is_that_of_last_time(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(app, pilot)
        await pilot.press("]", "escape")
        await until(pilot, lambda: app.screen is app.highway)
        await pilot.press("i")
        await until(pilot, lambda: "three quarters" in shown(app))


async def test_without_a_road_it_says_so_and_no_key_breaks_it(garage):
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "No road is shown here." in shown(app))
        await pilot.press("]", "]", "]", "left", "j", "space")
        await until(pilot, lambda: "No road is chosen here." in toast(app))


async def test_another_size_and_another_day_move_the_axis(app, garage, monkeypatch):
    monkeypatch.setattr("lastmile_tui.ui.app.POLL_SECONDS", 0.02)
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(app, pilot)
        wide = row(app, "Sell the Volvo").rstrip()
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: len(row(app, "Sell the Volvo").rstrip()) < len(wide))
        before = row(app, "Sell the Volvo").index("⚑")
        garage.clock.instant += timedelta(days=7)
        await until(pilot, lambda: row(app, "Sell the Volvo").index("⚑") < before)


async def test_the_tab_of_another_screen_leads_there(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(app, pilot)
        at = shown(app).splitlines()[0].index("Highway")
        await pilot.click(offset=(at + 1, 0))
        await until(pilot, lambda: app.screen is app.highway)
        at = shown(app).splitlines()[0].index("Horizon")
        await pilot.click(offset=(at + 1, 0))
        await until(pilot, lambda: isinstance(app.screen, HorizonScreen))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 30)])
async def test_the_demo_says_that_it_is_one_on_either_screen(garage, size):
    app = garage.app(THESIS, VOLVO)
    app.sub_title = "demo"  # as where the demo roads are opened
    async with app.run_test(size=size) as pilot:
        await pilot.press("v", "v", "v", "v", "v")
        await until(pilot, lambda: "all goals" in shown(app).splitlines()[0])
        assert "lastmile demo" in shown(app).splitlines()[0]
        await opened(app, pilot)
        assert "lastmile demo" in shown(app).splitlines()[0]


@pytest.mark.parametrize("key", ["escape", "i"])
async def test_what_is_chosen_here_is_chosen_on_the_highway_afterwards(app, key):
    async with app.run_test(size=(80, 24)) as pilot:
        before = chosen(app)
        await opened(app, pilot)
        await until(pilot, lambda: app.screen.goal_at_hand.title == before)
        await pilot.press("j")
        there = app.screen.goal_at_hand.title
        assert there != before
        await pilot.press(key)
        await until(pilot, lambda: app.screen is app.highway)
        assert chosen(app) == there
        await pilot.press("space")
        await until(pilot, lambda: app.highway.goal_at_hand.position == 1)
        assert chosen(app) == there


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_pick_of_today_and_that_of_tomorrow_have_the_same_sign(garage, size):
    names = ("Rope", "Sail", "Mast")
    today, tomorrow, _ = (garage.add(f"{name}: a > b") for name in names)
    on = CALENDAR.date_of(garage.clock.now()) + timedelta(days=1)
    with garage.store() as store:
        store.change(today.uid, pick)
        store.change(tomorrow.uid, partial(pick_ahead, on=on))
    app = garage.app()

    def flagged():
        lines = [line for line in shown(app).splitlines() if "⚑" in line[:4]]
        return [name for name in names if any(f" {name}" in line for line in lines)]

    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: flagged() == ["Rope", "Sail"])
        await opened(app, pilot)
        await until(pilot, lambda: flagged() == ["Rope", "Sail"])
