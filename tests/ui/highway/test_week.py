"""The view of what comes this week: how it looks, what its keys do, and what they cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from lastmile_tui.domain.views.lineup import Sort, View
from lastmile_tui.ui.horizon.screen import HorizonScreen
from support.cases import case
from support.ui.screen import chosen, footer, shown, titles, toast, until, view

GOLDEN = Path(__file__).parent / "golden"

ROADS = (
    "Thesis: outline > draft by thu > figures >> hand in  due in 5 days #uni",
    "Sell the Volvo: listed > test drives >> papers signed  due tomorrow 18:00",
    "Tax return: papers > form >> sent due yesterday",
    "Paint the boat: sanded > primed",
    "Learn to sing: breath > scales >> a song",
    "Garden: plan > dig >> plant",
)

STEPS = {
    "Thesis": ("w", "write to Ann wed"),
    "Paint the boat": ("w", "buy sandpaper today"),
    "Garden": ("p", "in 4 days"),
}


async def planned(pilot):
    """Plan the steps of a week, and look at it."""
    app = pilot.app
    for title, (key, words) in STEPS.items():
        app.highway.view.choose(next(u for u, g in app.session.goals.items() if g.title == title))
        await pilot.press(key, *("space" if char == " " else char for char in words), "enter")
        await until(pilot, lambda: app.screen is app.highway)
    await pilot.press("v")
    app.screen.query_one("ToastLine").hush()
    await pilot.pause()


@pytest.mark.parametrize("colour", [True, False])
async def test_the_week_reads_the_same_at_every_size_with_and_without_colour(
    garage, monkeypatch, colour
):
    """By its signs: colour comes second."""
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    app = garage.app(*ROADS)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.no_color is not colour
        await planned(pilot)
        for width, height in ((60, 20), (80, 24), (120, 40)):
            with case(width):
                await pilot.resize_terminal(width, height)
                await pilot.pause()
                golden = GOLDEN / f"week-{width}.txt"
                drawn = "\n".join(line.rstrip() for line in shown(app).splitlines()) + "\n"
                assert drawn == golden.read_text("utf-8")


async def test_the_keys_of_a_road_work_on_the_day_under_the_cursor(garage):
    app = garage.app(*ROADS)
    async with app.run_test(size=(80, 24)) as pilot:
        await planned(pilot)
        days = ["Tax return", "Paint the boat", "Sell the Volvo", "Thesis", "Garden", "Thesis"]
        assert titles(app) == days
        await pilot.press("G")
        assert chosen(app) == "Thesis"
        at = view(app).scroll_offset.y
        await pilot.press("space")  # its last day stays under the cursor
        assert (chosen(app), view(app).scroll_offset.y) == ("Thesis", at)
        assert view(app).board.lineup.total == 6
        await pilot.press("g", "j", "w", *"sand", "space", *"it", "space", *"tomorrow", "enter")
        await until(pilot, lambda: "sand it" in toast(app))
        assert titles(app)[:3] == ["Tax return", "Sell the Volvo", "Paint the boat"]
        assert chosen(app) == "Paint the boat"
        await pilot.press("c", "escape")
        await until(pilot, lambda: "Paint the boat" not in titles(app))
        await pilot.press("u", "g", "p", *"in", "space", "3", "space", *"weeks", "enter")
        await until(pilot, lambda: "Tax return" not in titles(app))
        await pilot.press("b", "escape", "enter")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.highway)
        assert footer(app).startswith("esc roads")
        await pilot.press("escape")
        assert view(app).board.lineup.look.view is View.ACTIVE
        assert toast(app) == "view: active roads, 4"


async def test_a_week_without_anything_says_what_would_stand_there(garage):
    app = garage.app("Learn to sing: breath > scales")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: "Nothing is planned for the next seven days" in shown(app))
        assert "esc shows your roads, where w plans a next step." in shown(app)


async def test_a_pick_for_tomorrow_is_seen_before_its_day_and_undone(garage):
    app = garage.app(*ROADS)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("P", "m")
        await until(pilot, lambda: "tomorrow's pick" in shown(app))
        picked = chosen(app)
        assert toast(app) == f"Picked as the last mile of tomorrow · {picked}"
        await pilot.press("u")
        await until(pilot, lambda: "tomorrow's pick" not in shown(app))
        await pilot.press("P", "t")
        await until(pilot, lambda: "today's pick" in shown(app))


async def test_a_key_that_moves_to_another_day_of_the_same_road_does_not_say_that_it_is_the_last(
    garage,
):
    app = garage.app("Tax: papers by tue > form by wed >> sent due thu")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: len(titles(app)) == 3)
        view(app).screen.query_one("ToastLine").hush()
        await pilot.press("j", "j")
        assert toast(app) == ""
        await pilot.press("j")
        await until(pilot, lambda: toast(app) == "This is the last road.")


BY_DAY = (
    "Tax: papers by tue > form by wed >> sent due thu",
    "Rent: signed by tue >> paid due wed",
    "Boat: sanded by mon > primed by wed >> afloat due thu",
)


def days(app):
    """The titles of each day."""
    return [[goal.title for goal in section.goals] for section in view(app).board.lineup.sections]


def cursor(app):
    """The day under the cursor, and the place in it."""
    place = view(app).index
    for number, titles_of_day in enumerate(days(app)):
        if place < len(titles_of_day):
            return number, place
        place -= len(titles_of_day)
    return None


@pytest.mark.parametrize("key", ["i", ""], ids=["on the Horizon", "on the Highway"])
async def test_an_own_order_moves_a_road_in_the_day_under_the_cursor_and_stays_there(garage, key):
    app = garage.app(*BY_DAY)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: len(titles(app)) == 8)
        while app.session.lineups.look.sort is not Sort.OWN:
            await pilot.press("o")
            await pilot.pause()
        last = max(number for number, day in enumerate(days(app)) if day)
        before = days(app)[last]
        await pilot.press("G")
        await until(pilot, lambda: cursor(app) == (last, 1))
        if key:
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, HorizonScreen))
        await pilot.press("K")  # on its other days no road stands above it
        await until(pilot, lambda: days(app)[last] == before[::-1])
        roads = app.screen.view
        assert (roads.uid, roads.index) == (roads.board.lineup.at(6).uid, 6)
        await pilot.press("u")
        await until(pilot, lambda: days(app)[last] == before)
        assert app.screen.view.index == 7


async def test_taking_ones_own_order_keeps_the_day_under_the_cursor(garage):
    app = garage.app(*BY_DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: len(titles(app)) == 8)
        await pilot.press("G")
        before = cursor(app)[0]
        await pilot.press("J")
        await until(pilot, lambda: "your own order" in toast(app))
        assert cursor(app)[0] == before
