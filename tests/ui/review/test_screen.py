"""The review on a screen: what it shows, the keys that answer, and its last page."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace
from textual import on
from textual.content import Content

from lastmile_tui.domain.changes import drive, roadblocks, status
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.ui.kit.messages import LastMilePicked, ReviewTurned
from lastmile_tui.ui.kit.option_rows import OptionRows
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.review.page import ReviewPage
from lastmile_tui.ui.review.screen import ReviewScreen
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.review_pages import (
    END,
    GERMAN,
    STRETCH,
    TODAY,
    asked,
    door,
    driven_today,
    last,
    planned,
    road,
    volvo,
)
from support.ui.screen import footer, shown, until

SIZES = ((60, 20), (80, 24), (120, 40))
LONG = road(
    GERMAN,
    (400,),
    (300, drive.advance),
    (
        2,
        partial(roadblocks.block, who="das Landesverwaltungsamt", text="[b]prüft[/b] noch"),
        "waiting",
    ),
    (1, status.plan_step, "nach dem Stand der Genehmigungszuständigkeitsübertragung fragen", TODAY),
    (1, status.turn, "mine"),
)
TEN = last(
    driven_today(),
    volvo(),
    *(planned(f"Road {number}: a > b", uid=number) for number in range(10, 18)),
    streak="Today counts once every goal has its answer.",
    rest=50,
    weekly=3,
)


class Review(OneScreenApp):
    """An app around the review: what its pages are asked for."""

    def __init__(self, view, **config):
        super().__init__(lambda glyphs, keys: ReviewScreen(view, glyphs, keys), **config)

    @on(ReviewTurned)
    def _turned(self, message):
        self.asked.append(("turn", message.by))

    @on(LastMilePicked)
    def _picked(self, message):
        self.asked.append(("pick", message.uid))


@pytest.mark.parametrize(
    ("record", "size"),
    [
        *((volvo(), size) for size in SIZES),
        (door(), (80, 24)),
        (planned(), (60, 20)),
        (LONG, (60, 20)),
        (LONG, (120, 40)),
    ],
)
async def test_question_road_and_why_now_show_at_every_size(record, size):
    view = asked(record)
    app = Review(view)
    async with app.run_test(size=size):
        page, keys = shown(app), footer(app)
    lines = page.splitlines()
    assert len(lines) == size[1]
    assert "Daily review  goal 1 of 5" in page
    assert "▞▞▞" in page
    assert "╭─ why now ─" in page or "╭─ how it goes ─" in page
    assert lines[-2].startswith("▌  ")
    assert " ".join(line[3:].strip() for line in lines if line[0] == "▌") == view.question
    assert keys.endswith("enter next goal")


async def test_the_boxes_stand_side_by_side_from_80_columns():
    for size, beside in ((79, 30), False), ((80, 30), True):
        app = Review(STRETCH)
        async with app.run_test(size=size):
            line = next(line for line in shown(app).splitlines() if "╭─ why now" in line)
        assert ("╭─ to seal it · 1 of 3" in line) is beside


async def test_a_low_narrow_screen_leaves_out_the_log_first():
    app = Review(asked(planned()))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "╭─ to seal it" in shown(app)
        assert "╭─ log" not in shown(app)
        await pilot.resize_terminal(60, 30)
        await until(pilot, lambda: "╭─ log" in shown(app))


async def test_what_people_write_is_no_markup():
    app = Review(asked(LONG))
    async with app.run_test(size=(120, 40)):
        assert "[b]prüft[/b] noch" in shown(app)


@pytest.mark.parametrize("view", [STRETCH, TEN, last()])
async def test_an_ascii_terminal_gets_nothing_else(view):
    app = Review(view, glyphs="ascii")
    async with app.run_test(size=(80, 24)):
        assert not_ascii(app) == []


@pytest.mark.parametrize(
    ("view", "theme"), [(STRETCH, "lastmile-light"), (TEN, "ansi-dark"), (STRETCH, "nord")]
)
async def test_every_theme_draws_it(view, theme):
    app = Review(view, theme=theme)
    async with app.run_test(size=(80, 24)):
        assert "═" in shown(app)


# Answers


async def test_the_keys_of_the_answers_ask_the_app_for_this_goal():
    uid = STRETCH.page.record.goal.uid
    app = Review(STRETCH)
    async with app.run_test() as pilot:
        await pilot.press(
            "space", "plus", "equals_sign", "b", "t", "w", "p", "D", "n", "minus", "u"
        )
        told = "advance nudge same block turn next_step park let_go note nudge_back undo"
        assert app.asked == [(name, uid) for name in told.split()]


async def test_enter_and_backspace_turn_the_pages():
    app = Review(STRETCH)
    async with app.run_test() as pilot:
        await pilot.press("enter", "backspace")
        assert app.asked == [("turn", 1), ("turn", -1)]


async def test_keys_of_answers_that_are_not_allowed_do_nothing():
    app = Review(asked(planned()))
    async with app.run_test() as pilot:
        await pilot.press("d", "s", "a", "W", "1", "j", "r", "m")
        assert app.asked == []
        assert "drive" not in footer(app)


async def test_a_weekly_look_asks_to_drive_park_or_let_go():
    view = asked(volvo(), scope=Scope.WEEKLY)
    app = Review(view)
    async with app.run_test() as pilot:
        assert footer(app) == (
            "d drive  p park until  D let go  esc leave  u undo  enter next road"
        )
        await pilot.press("space", "plus", "equals_sign", "b", "n", "minus", "d", "p", "D", "u")
        assert [name for name, _ in app.asked] == ["drive", "park", "let_go", "undo"]


async def test_the_key_bar_names_the_answers_in_the_words_of_the_review():
    app = Review(asked(road("A: a > b >> c", (9,), (8, drive.advance))))
    async with app.run_test(size=(120, 30)):
        assert footer(app) == (
            "space moved + part way = no change b roadblock esc leave w next step"
            " p park until D let go n note enter next goal"
        )


async def test_the_key_bar_of_an_answered_page_begins_with_the_way_on_and_undo():
    app = Review(asked(volvo(), 2, (True, True, False)))
    async with app.run_test(size=(80, 24)):
        assert footer(app).startswith("enter next goal u undo space moved")


async def test_a_roadblock_that_stands_is_cleared_and_a_turn_is_told_early():
    app = Review(STRETCH)
    async with app.run_test(size=(80, 24)):
        assert footer(app) == (
            "space moved + part way = no change b clear esc leave t turn enter next goal"
        )


async def test_ones_own_keys_answer():
    app = Review(STRETCH, keys={"same": "x"})
    async with app.run_test() as pilot:
        await pilot.press("equals_sign", "x")
        assert [name for name, _ in app.asked] == ["same"]
        assert "x no change" in footer(app)


@pytest.mark.parametrize("key", ["escape", "q"])
@pytest.mark.parametrize("view", [STRETCH, END])
async def test_escape_and_q_leave(view, key):
    app = Review(view)
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert app.answers == [None]


async def test_what_is_offered_is_what_can_be_done():
    app = Review(asked(planned()))
    async with app.run_test():
        offered = {command.id for command in app.screen.offered}
    assert {"advance", "same", "next_goal", "undo", "keys"} <= offered
    assert not offered & {"drive", "seal", "weekly", "add", "down"}


async def test_another_goal_takes_the_place_of_the_first():
    app = Review(STRETCH)
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.show(asked(door(), 3))
        await until(pilot, lambda: "goal 3 of 5" in shown(app) and "Parcel" in shown(app))
        assert "Volvo" not in shown(app)
        await pilot.press("s")
        assert app.asked == [("seal", door().goal.uid)]


async def test_the_same_view_is_not_drawn_again(monkeypatch):
    app = Review(STRETCH)
    async with app.run_test() as pilot:
        drawn = []
        monkeypatch.setattr(ReviewPage, "show", lambda *_: drawn.append(1))
        app.screen.show(replace(STRETCH))
        await pilot.pause()
        assert drawn == []


async def test_a_toast_leaves_the_question_in_sight():
    app = Review(asked(LONG))
    async with app.run_test(size=(60, 20)) as pilot:
        app.screen.query_one(ToastLine).say(Content("Saved. " * 20), "information")
        await until(pilot, lambda: "Saved." in shown(app))
        assert "Still waiting on das Landesverwaltungsamt?" in shown(app)
        assert "next step, today" in shown(app)


# The last page


async def test_the_last_page_tells_what_moved_and_what_did_not():
    app = Review(END)
    async with app.run_test(size=(80, 24)):
        page = shown(app)
    for words in ("That was the review.", "12 days in a row.", "1.4 mi on, past ‘draft’", "→"):
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
