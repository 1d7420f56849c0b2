"""The last page of a review on its screen."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from lastmile_tui.ui.kit.option_rows import OptionRows
from support.drawing.review_pages import (
    END,
    STRETCH,
    last,
)
from support.ui.review_screen import TEN, Review
from support.ui.screen import footer, shown, until

SIZES = ((60, 20), (80, 24), (120, 40))


async def test_the_last_page_tells_what_moved_and_what_did_not():
    app = Review(END)
    async with app.run_test(size=(80, 24)):
        page = shown(app)
    for words in ("That was the review.", "12 days in a row.", "+1.4 mi, past ‘draft’", "→"):
        assert words in page
    assert "waiting on the buyer, 4 days" in page
    assert "4 more roads rest today" in page
    assert "Which one is today’s last mile?" in page


@pytest.mark.parametrize(
    ("keys", "index"),
    [(("1",), 0), (("2",), 1), (("j", "j", "enter"), 2), (("j", "k", "enter"), 0)],
)
async def test_a_goal_is_picked_by_digit_or_cursor(keys, index):
    app = Review(END)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.asked == [("pick", END.choices[index].uid)]
        assert app.answers == []


async def test_enter_leaves_where_the_cursor_was_not_moved():
    app = Review(END)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert (app.asked, app.answers) == ([], [None])


async def test_the_tenth_goal_is_picked_by_the_cursor():
    app = Review(TEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"jjjjjjjjj", "enter")
        assert app.asked == [("pick", TEN.choices[9].uid)]


async def test_a_click_picks_a_goal():
    app = Review(END)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionRows, offset=(12, 1))
        assert app.asked == [("pick", END.choices[1].uid)]


async def test_the_picked_one_has_the_flag_and_enter_leaves():
    app = Review(END)
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.show(replace(END, picked=END.choices[1].uid))
        await until(pilot, lambda: "2 ⚑ Parcel" in shown(app))
        assert footer(app).endswith("enter highway")
        await pilot.press("enter")
        assert (app.asked, app.answers) == ([], [None])


async def test_another_one_can_be_picked_instead():
    app = Review(replace(END, picked=END.choices[1].uid))
    async with app.run_test() as pilot:
        await pilot.press("j", "enter")
        assert app.asked == [("pick", END.choices[2].uid)]


async def test_a_digit_without_a_goal_picks_nothing():
    app = Review(END)
    async with app.run_test() as pilot:
        await pilot.press("9")
        assert app.asked == []


async def test_the_weekly_look_is_offered_only_when_there_is_something_to_look_at():
    app = Review(replace(END, weekly=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W")
        assert app.asked == []
        app.screen.show(END)
        await until(pilot, lambda: "weekly look: 1 road was lost sight of" in shown(app))
        assert "W weekly look" in footer(app)
        await pilot.press("W")
        assert app.asked == [("weekly", None)]


async def test_one_can_go_back_undo_and_return_to_the_pages():
    app = Review(END)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("backspace", "u")
        assert app.asked == [("turn", -1), ("undo", None)]
        app.screen.show(STRETCH)
        await until(pilot, lambda: "Sell the Volvo" in shown(app) and "why now" in shown(app))
        assert "That was the review." not in shown(app)
        app.screen.show(END)
        await until(pilot, lambda: "That was the review." in shown(app))


@pytest.mark.parametrize("size", SIZES)
async def test_ten_goals_fit_or_scroll(size):
    app = Review(TEN)
    async with app.run_test(size=size) as pilot:
        assert "9 roads to answer yet." in shown(app)
        assert "▌  1   Thesis" in shown(app)
        await pilot.press("j", "j", "j", "j", "j", "j", "j", "j", "j")
        await until(pilot, lambda: "Road 17" in shown(app).splitlines()[-2] or size[1] == 40)
        await pilot.press("pagedown")
        await until(pilot, lambda: "50 more roads rest today" in shown(app))


async def test_an_empty_review_offers_to_add_a_road():
    app = Review(last())
    async with app.run_test(size=(60, 20)) as pilot:
        assert "No road is under way" in shown(app)
        await pilot.press("a")
        assert app.asked == [("add", None)]
        await pilot.press("enter")
        assert app.answers == [None]
