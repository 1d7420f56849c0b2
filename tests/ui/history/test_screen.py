"""The screen of a road's past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.record import undo
from lastmile_tui.ui.drawing.glyphs import UNICODE
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.drawing.themes import DARK
from lastmile_tui.ui.history.draw_days import DayPicker, draw_days
from lastmile_tui.ui.history.screen import HistoryScreen
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import footer, shown
from support.ui.workspace import CALENDAR, NOW

TODAY = CALENDAR.date_of(NOW)
SIZES = [(60, 20), (80, 24), (120, 40)]
LINE = "Sell the [b]Volvo[/b]: listed > test drives > price agreed >> papers signed ! keys #car"


def stamp(ago, number=0):
    at = NOW - timedelta(days=ago, minutes=-number)
    return Stamp(ulid(at, number + 1), at, "one", at.date())


def record():
    made = add(read_line(LINE, lambda _: None), stamp(20))
    made = drive.advance(made, stamp(12))
    made = drive.note(made, stamp(12, 1), "Henrik called")
    made = drive.advance(made, stamp(12, 2))
    made = undo(made, stamp(12, 3))
    return edit.rename(made, stamp(3), "Sell the car")


def past(made=None, **config):
    made = made or record()
    return OneScreenApp(lambda glyphs, keys: HistoryScreen(made, TODAY, glyphs, keys), **config)


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_day_with_a_change_comes_first(size):
    app = past()
    async with app.run_test(size=size):
        page = shown(app)
        assert "As it was on Wed 18 Nov · 3 days ago" in page
        assert "3 of 3" in page
        assert page.index("Sell the car") < page.index("renamed to ‘Sell the car’")


@pytest.mark.parametrize("keys", [("h",), ("left",), ("g", "l"), ("home", "right")])
async def test_keys_lead_to_the_day_before_and_the_next(keys):
    app = past()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press(*keys)
        page = shown(app)
        assert "As it was on Mon 9 Nov · 12 days ago" in page
        assert "Sell the [b]Volvo[/b]" in page
        for words in (
            "reached ‘listed’",
            "note: Henrik called",
            "reached ‘test drives’ (undone since)",
            "undone: reached ‘test drives’",
        ):
            assert words in page


async def test_g_and_shift_g_lead_to_the_ends_and_there_is_nothing_beyond_them():
    app = past()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "h")
        assert app.screen.day == date(2026, 11, 1)
        assert "1 of 3" in shown(app)
        await pilot.press("G", "l", "l")
        assert app.screen.day == date(2026, 11, 18)


async def test_the_road_stands_where_it_stood():
    app = past()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "1 of 4 reached" in shown(app)
        await pilot.press("g")
        assert "0 of 4 reached" in shown(app)


@pytest.mark.parametrize("keys", [("escape",), ("q",)])
async def test_escape_leads_back_to_today(keys):
    app = past()
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answers == [None]


async def test_nothing_can_be_changed_here():
    app = past()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "plus", "s", "e", "n", "u", "b", "enter")
        await pilot.double_click(app.screen.head, offset=(20, 2))
        assert app.asked == []


async def test_the_footer_names_the_keys_that_lead_somewhere():
    app = past()
    async with app.run_test(size=(80, 24)) as pilot:
        assert " ".join(footer(app).split()) == "esc today h day before g first day ? keys"
        await pilot.press("g")
        assert "l next day" in footer(app)
        assert "day before" not in footer(app)


async def test_long_pages_scroll_and_a_new_day_begins_at_the_top():
    app = past()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("j", "pagedown")
        assert app.screen.pane.scroll_offset.y > 0
        await pilot.press("h")
        await pilot.pause()
        assert app.screen.pane.scroll_offset.y == 0


async def test_the_screen_is_ascii_where_that_is_asked_for():
    app = past(glyphs="ascii")
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("h")
        assert not_ascii(app) == []


async def test_a_goal_of_one_day_has_no_line_of_days():
    made = add(read_line(LINE, lambda _: None), stamp(0))
    app = past(made)
    async with app.run_test(size=(80, 24)):
        assert "As it was on Sat 21 Nov · today" in shown(app)
        assert "1 of 1" in shown(app)
        assert " ".join(footer(app).split()) == "esc today ? keys"


async def test_a_day_whose_events_tell_of_no_goal_is_said_and_can_be_left():
    made = record()
    broken = replace(made.log[0], set=made.log[0].set | {"due": "never"})
    later = replace(made.log[-1], set={"due": None})
    app = past(replace(made, log=(broken, *made.log[1:-1], later)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        assert "How it was cannot be shown." in shown(app)
        await pilot.press("G")
        assert "How it stood" not in shown(app)


@pytest.mark.parametrize("width", [20, 40, 60, 200])
def test_the_line_of_days_is_as_wide_as_the_screen(width):
    variables = DARK.to_color_system().generate()
    pen = Pen(palette_of(variables), UNICODE, TODAY)
    days = tuple(TODAY - timedelta(days=away) for away in (900, 400, 30, 29, 1))
    for index in range(len(days)):
        strips = draw_days(DayPicker(days, index), width, pen)
        assert [strip.cell_length for strip in strips] == [width] * 3
