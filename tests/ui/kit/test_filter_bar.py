"""Filtering as one types."""

from __future__ import annotations

import pytest
from textual import events

from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.kit.filter_bar import FilterBar
from support.ui.screen import (
    chosen,
    drawn,
    filtered,
    footer,
    shown,
    titles,
    toast,
    typed,
    until,
    view,
)

CAR = "Sell the car: listed > driven >> signed #money @Ann"
BOAT = "Paint the boat: sanded > primed #summer @Bob"
HUT = "Build the hut: ground > walls > roof #summer @Ann"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the boat", ["Paint the boat"]),
        ("#summer", ["Paint the boat", "Build the hut"]),
        ("@ann", ["Sell the car", "Build the hut"]),
        ("@ann #summer", ["Build the hut"]),
        ("planned", ["Sell the car", "Paint the boat", "Build the hut"]),
        ("stretch", []),
        ("", ["Sell the car", "Paint the boat", "Build the hut"]),
    ],
)
async def test_words_tags_people_and_states_are_found(garage, text, found):
    app = garage.app(CAR, BOAT, HUT)
    async with app.run_test() as pilot:
        await filtered(pilot, text)
        assert sorted(titles(app)) == sorted(found)


async def test_enter_keeps_the_filter_and_gives_the_keys_back(garage):
    app = garage.app(CAR, BOAT, HUT)
    async with app.run_test() as pilot:
        await filtered(pilot, "boat")
        await pilot.press("enter", "space")
        assert titles(app) == ["Paint the boat"]
        assert garage.saved("Paint the boat").position == 1


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape")])
async def test_escape_shows_all_roads_again_also_after_the_filter_was_kept(garage, keys):
    app = garage.app(CAR, BOAT, HUT)
    async with app.run_test() as pilot:
        await filtered(pilot, "boat")
        await pilot.press(*keys)
        await pilot.pause()
        assert len(titles(app)) == 3
        assert not app.screen.query(FilterBar)
        assert app.focused is view(app)


@pytest.mark.parametrize("text", ["zzz", "car", "hut"])
async def test_the_cursor_goes_back_to_its_goal_when_the_filter_is_taken_away(garage, text):
    app = garage.app(CAR, BOAT, HUT)
    async with app.run_test() as pilot:
        await pilot.press("j")
        before = chosen(app)
        await filtered(pilot, text)
        assert chosen(app) != before
        await pilot.press("escape")
        await until(pilot, lambda: chosen(app) == before)


async def test_the_cursor_stays_on_what_was_found_and_driven(garage):
    app = garage.app(CAR, BOAT, HUT)
    async with app.run_test() as pilot:
        await pilot.press("g")
        await filtered(pilot, "hut")
        await pilot.press("enter", "space", "escape")
        await pilot.pause()
        assert chosen(app) == "Build the hut"


async def test_keys_work_where_nothing_matches(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await filtered(pilot, "zzz")
        await pilot.press("enter", "space")
        assert toast(app) == "No road is chosen here."
        assert "No road here matches ‘zzz’." in shown(app)
        await pilot.press("question_mark")
        assert "Reach the next marker" in shown(app)
        await pilot.press("escape", "slash", *["backspace"] * 3)
        await pilot.pause()
        assert titles(app) == ["Sell the car"]


async def test_a_new_goal_is_shown_whatever_the_filter(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await filtered(pilot, "car")
        await pilot.press("enter", "a")
        await typed(pilot, "Sing")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Sing")
        assert set(titles(app)) == {"Sell the car", "Sing"}


async def test_letters_are_letters_in_the_filter(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("slash", "a", "q", "plus", "slash", "question_mark", "space", "1")
        assert app.screen.query_one(FilterBar).value == "aq+/? 1"
        assert footer(app) == "enter keep  esc all roads"


async def test_the_filter_completes_a_tag_with_tab(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        await filtered(pilot, "#su")
        bar = app.screen.query_one(FilterBar)
        await until(pilot, lambda: drawn(bar) == "#summer")
        await pilot.press("tab")
        await until(pilot, lambda: titles(app) == ["Paint the boat"])
        assert bar.value == "#summer"


async def test_a_click_on_a_road_keeps_the_filter(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await filtered(pilot, "the boat")
        await pilot.click(HighwayView, offset=(20, 3))
        await until(pilot, lambda: not app.screen.query(FilterBar))
        assert titles(app) == ["Paint the boat"]
        assert footer(app).startswith("esc all roads")
        await pilot.press("slash")
        assert app.focused.value == "the boat"


async def test_a_terminal_that_is_left_for_a_while_keeps_the_filter_open(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        await filtered(pilot, "boat")
        app.post_message(events.AppBlur())
        await until(pilot, lambda: app.focused is None)
        app.post_message(events.AppFocus())
        await until(pilot, lambda: isinstance(app.focused, FilterBar))


async def test_a_toast_does_not_cover_the_filter(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("space", "slash")
        assert toast(app) == ""


async def test_a_paste_is_one_line_without_what_a_terminal_obeys(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("slash")
        app.focused.post_message(events.Paste("ca\x1b]0;pwned\x07r\n#money"))
        await until(pilot, lambda: app.screen.query_one(FilterBar).value != "")
        assert app.screen.query_one(FilterBar).value == "ca]0;pwnedr #money"
