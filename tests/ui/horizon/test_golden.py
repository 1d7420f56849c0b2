"""The Horizon as it is drawn: three sizes, with and without colour, over the turns of a year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from lastmile_tui.domain.changes import drive, edit, status
from lastmile_tui.domain.crossing.blocks import blocker
from lastmile_tui.ui.horizon.screen import HorizonScreen
from support.cases import case
from support.ui.screen import shown, until

GOLDEN = Path(__file__).parent / "golden"

TURNS = {
    "year": datetime(2026, 12, 30, 9, tzinfo=UTC),
    "spring": datetime(2027, 3, 27, 9, tzinfo=UTC),
    "autumn": datetime(2026, 10, 24, 9, tzinfo=UTC),
}
"""The day before a turn: of the year, to summer time, and back."""

SIZES = ((60, 20), (80, 24), (120, 30))


def filled(garage, now):
    """Roads with a past, a plan and a danger, as they are at an instant."""
    uids = {}

    def add(name, line, ago):
        garage.clock.instant = now - timedelta(ago)
        uids[name] = garage.add(line).uid

    def change(name, ago, move):
        garage.clock.instant = now - timedelta(ago)
        with garage.store() as store:
            store.change(uids[name], move)

    def after(days):
        return now.date() + timedelta(days)

    add("thesis", "Ship the thesis: outline > draft > figures > print >> bound", 40)
    add("volvo", "Sell the Volvo: listed > test drives > price >> papers signed", 39)
    add("floor", "Lay the floor: planks > oil >> dry", 12)
    add("kitchen", "New kitchen: cabinets >> sink", 11)
    add("garden", "Dig the garden: plan > dig >> plant", 10)
    for name, ago in (("thesis", 34), ("volvo", 33), ("thesis", 25), ("volvo", 20), ("volvo", 8)):
        change(name, ago, drive.advance)
    change("thesis", 14, drive.advance)
    change("thesis", 9, partial(edit.redate, due=after(40)))
    change("thesis", 9, partial(edit.redate_marker, index=3, due=after(9)))
    change("volvo", 7, partial(edit.redate, due=after(-1)))
    change("floor", 6, partial(status.plan_step, text="buy oil", on=after(2)))
    change("floor", 6, partial(edit.redate, due=after(16)))
    with garage.store() as store:
        kitchen = store.goals[uids["kitchen"]]
        store.change(kitchen.uid, blocker(kitchen, store.goals)("floor"))
    change("garden", 5, partial(status.park, until=after(24)))
    garage.clock.instant = now


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("turn", TURNS)
async def test_the_horizon_reads_the_same_with_and_without_colour(
    garage, monkeypatch, turn, colour
):
    """Each mark has a shape of its own: colour comes second."""
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    filled(garage, TURNS[turn])
    app = garage.app()
    async with app.run_test(size=SIZES[0]) as pilot:
        assert app.no_color is not colour
        for _ in range(5):
            await pilot.press("v")
        await until(pilot, lambda: app.highway.view.board.lineup.total == 5)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, HorizonScreen))
        await until(pilot, lambda: app.screen.goal_at_hand is not None)
        for size in SIZES:
            with case(size[0]):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                app.screen.query_one("ToastLine").hush()
                await pilot.pause()
                drawn = "\n".join(line.rstrip() for line in shown(app).splitlines()) + "\n"
                golden = GOLDEN / f"{turn}-{size[0]}.txt"
                assert drawn == golden.read_text("utf-8")


async def test_zoom_and_pan_lose_no_road(garage):
    """Whatever is looked at, each road has its row."""
    filled(garage, TURNS["year"])
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(5):
            await pilot.press("v")
        await until(pilot, lambda: app.highway.view.board.lineup.total == 5)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, HorizonScreen))
        names = ("Ship the thesis", "Sell the Volvo", "Lay the floor", "New kitchen", "Dig the")
        keys = Random(20261230).choices(("[", "]", "left", "right", "home", "end", "j", "k"), k=60)
        for key in (*keys, *("right",) * 20, *("left",) * 40, *("]",) * 5, *("[",) * 5):
            await pilot.press(key)
            await pilot.pause()
            with case(key):
                assert [name for name in names if name in shown(app)] == [*names]


async def test_the_legend_is_on_a_high_screen_and_always_on_the_page_of_keys(garage):
    filled(garage, TURNS["year"])
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, HorizonScreen))
        assert "◆ next step" not in shown(app)
        await pilot.press("question_mark")
        await until(pilot, lambda: "Keys" in shown(app))
        await pilot.press("slash", *"signs")
        await until(pilot, lambda: "╫  waits for another road" in shown(app))
        assert "░  80 %" in shown(app)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HorizonScreen))
        await pilot.resize_terminal(120, 30)
        await until(pilot, lambda: "◆ next step" in shown(app))


async def test_a_row_says_for_which_road_it_waits_and_its_line_what_waits_for_it(garage):
    filled(garage, TURNS["year"])
    app = garage.app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "╫ waits for ‘Lay the floor’" in shown(app))
        app.screen.choose(next(u for u, g in app.session.goals.items() if "floor" in g.title))
        await until(pilot, lambda: "‘New kitchen’ waits for it" in shown(app))
        assert date(2027, 1, 15) == app.screen.goal_at_hand.due
