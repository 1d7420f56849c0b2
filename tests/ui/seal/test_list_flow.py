"""The seal list in the app: opened, ticked, written in, and all of it taken back."""

from __future__ import annotations

from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.road.screen import RoadScreen
from lastmile_tui.ui.seal.screen import SealScreen
from support.ui.screen import shown, toast, typed, until, view
from support.ui.seal import BOAT, CAR, TITLE, as_saved, listed, on, ticks, told


async def test_s_opens_the_seal_list_of_the_chosen_road(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).choose(garage.saved(TITLE).uid)
        await pilot.press("s")
        await on(pilot, SealScreen)
        page = shown(app)
        for words in (f"To seal ‘{TITLE}’", "[ ] contract", "[ ] keys", "2 of 2 open · 3 mi to go"):
            assert words in page
        await pilot.press("escape")
        await on(pilot, HighwayScreen)


async def test_a_goal_without_its_own_list_has_one_that_fits_any(garage):
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await on(pilot, SealScreen)
        assert shown(app).count("[ ]") == 1
        assert "[ ] it is really finished" in shown(app)


async def test_a_tick_is_saved_and_u_in_the_list_takes_it_back(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        before = as_saved(garage)
        await pilot.press("space")
        await until(pilot, lambda: "[✓] contract" in shown(app))
        assert ticks(garage) == [True, False]
        assert told(garage)[-1] == "ticked ‘contract’"
        await pilot.press("u")
        await until(pilot, lambda: "[ ] contract" in shown(app))
        assert toast(app) == f"Undone: ticked ‘contract’ · {TITLE}"
        assert as_saved(garage) == before
        await pilot.press("U")
        await until(pilot, lambda: "[✓] contract" in shown(app))
        assert ticks(garage) == [True, False]


async def test_an_item_is_added_in_the_list_and_taken_back(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        before = as_saved(garage)
        await pilot.press("a")
        await typed(pilot, "spare tyre")
        await pilot.press("enter")
        await until(pilot, lambda: "[ ] spare tyre" in shown(app))
        assert [item.text for item in garage.saved(TITLE).seal] == [
            "contract",
            "keys",
            "spare tyre",
        ]
        await pilot.press("u")
        await until(pilot, lambda: "spare tyre" not in shown(app).partition("Undone")[0])
        assert as_saved(garage) == before


async def test_evidence_is_written_in_the_list_and_taken_back(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        before = as_saved(garage)
        await pilot.press("j", "v")
        await typed(pilot, "2 keys, 1 fob")
        await pilot.press("enter")
        await until(pilot, lambda: "[ ] keys   2 keys, 1 fob" in shown(app))
        assert garage.saved(TITLE).seal[1].evidence == "2 keys, 1 fob"
        assert told(garage)[-1] == "evidence for ‘keys’"
        await pilot.press("u")
        await until(pilot, lambda: "[ ] keys   2 keys" not in shown(app))
        assert as_saved(garage) == before


async def test_the_list_over_a_page_leads_back_to_the_page_which_shows_the_tick(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await on(pilot, RoadScreen)
        await pilot.press("s")
        await on(pilot, SealScreen)
        await pilot.press("space", "escape")
        await on(pilot, RoadScreen)
        await until(pilot, lambda: "ticked ‘contract’" in shown(app))
    assert ticks(garage) == [True, False]
