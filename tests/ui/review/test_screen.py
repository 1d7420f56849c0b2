"""The review on a screen: what it shows, and the keys that answer."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace
from textual.content import Content

from lastmile_tui.domain.changes import drive, roadblocks, status
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.review.page import ReviewPage
from support.cases import case
from support.drawing.review_pages import (
    END,
    GERMAN,
    STRETCH,
    TODAY,
    asked,
    door,
    last,
    planned,
    road,
    volvo,
)
from support.ui.one_screen_app import not_ascii
from support.ui.review_screen import TEN, Review
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
    assert "╭─ why now ─" in page or "╭─ how it is going ─" in page
    question = [at for at, line in enumerate(lines) if line[0] == "▌"]
    assert " ".join(lines[at][3:].strip() for at in question) == view.question
    road = [at for at, line in enumerate(lines) if "▞▞▞" in line]
    assert road[-1] < question[0] <= road[-1] + 4  # the titles of its markers between them
    assert "╭─" not in "".join(lines[: question[-1] + 1])
    assert "╭─" in "".join(lines[question[-1] + 1 : question[-1] + 5])
    assert keys.endswith("enter next goal")


@pytest.mark.parametrize("record", [volvo(), door(), planned(), LONG])
async def test_the_line_of_the_road_runs_in_the_middle_of_its_deck(record):
    app = Review(asked(record))
    async with app.run_test(size=SIZES[0]) as pilot:
        for size in (*SIZES, (80, 29), (80, 30), (110, 34), (160, 50)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            deck = [line for line in shown(app).splitlines() if "▞▞▞" in line]
            with case(size):
                assert len(deck) == (3 if size[1] >= 30 else 1)
                lined = [any(sign in line for sign in "━┄═") for line in deck]
                assert [at for at, has_line in enumerate(lined) if has_line] == [len(deck) // 2]


A_NOTE_A_DAY = road(
    "Diary: begun > kept", (20,), *((20 - day, drive.note, f"day {day}") for day in range(20))
)
MANY = "Move house: " + " > ".join(f"room {number}" for number in range(1, 24)) + " >> keys > home"


@pytest.mark.parametrize(
    "record",
    [planned(MANY), road(MANY, (3,), (1, drive.note, "boxes")), A_NOTE_A_DAY],
    ids=["planned", "driven", "a long log"],
)
async def test_a_page_uses_its_height(record):
    app = Review(asked(record))
    async with app.run_test(size=(110, 34)) as pilot:
        # the room of the boxes is known once the head above them is laid out
        await until(pilot, lambda: shown(app).splitlines()[-2].startswith("   ╰"))
        lines = shown(app).splitlines()
    blank = [not line.strip(" │") for line in lines]
    assert not any(blank[at : at + 3] == [True] * 3 for at in range(len(blank)))


async def test_the_boxes_stand_side_by_side_from_80_columns():
    for size, beside in ((79, 30), False), ((80, 30), True):
        app = Review(STRETCH)
        async with app.run_test(size=size):
            line = next(line for line in shown(app).splitlines() if "╭─ why now" in line)
        assert ("╭─ to seal it · 1 of 3" in line) is beside


async def test_a_low_narrow_screen_leaves_out_the_log_first():
    app = Review(asked(planned("Paint the boat: sanded > primed > painted ! dry ! shown ! paid")))
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
