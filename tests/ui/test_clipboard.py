"""What is copied: a title, the line of a goal, what the mouse selected; and when nothing is."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.road.head import RoadHead
from lastmile_tui.ui.road.pane import RoadPane
from support.domain.goals import stamp
from support.ui.internals import drag
from support.ui.screen import chosen, shown, toast

SWIM = "Swim: lesson > lake >> sea due 2026-12-24 18:00 #sport @ann ! towel dry"
HERE = {"highway": (), "road page": ("enter",), "log": ("enter", "tab")}


@pytest.mark.parametrize("keys", HERE.values(), ids=HERE)
async def test_y_copies_the_title(garage, keys):
    app = garage.app(SWIM)
    async with app.run_test() as pilot:
        await pilot.press(*keys, "y")
        assert app.clipboard == "Swim"
        assert toast(app) == "Copied the title: Swim"


@pytest.mark.parametrize("keys", HERE.values(), ids=HERE)
@pytest.mark.parametrize(
    "line",
    [
        SWIM,
        "Run",
        "Write: target 500 pages",
        "Übung [b]x[/b]: a*3 > b @Zoë",
        "日本: 👩\u200d👧 > b",
    ],
)
async def test_capital_y_copies_the_line_that_makes_such_a_goal(garage, keys, line):
    app = garage.app(line)
    async with app.run_test() as pilot:
        await pilot.press(*keys, "Y")
        goal = app.session.goal(view_uid(app))
        read = read_line(app.clipboard, partial(match_date, today=app.session.today))
        again = add(read, stamp(0)).goal
        assert toast(app).startswith("Copied as a line: ")
    names = ("title", "due", "due_time", "tags", "people", "unit", "distance")
    assert [getattr(again, name) for name in names] == [getattr(goal, name) for name in names]
    assert [each.title for each in again.markers] == [each.title for each in goal.markers]


async def test_without_a_road_nothing_is_copied(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        app.copy_to_clipboard("precious")
        await pilot.press("y", "Y")
        assert app.clipboard == "precious"
        assert toast(app) == "No road is chosen here."


@pytest.mark.parametrize(
    "keys",
    [
        (), ("enter",), ("s",), ("H",), ("m",), ("r",), ("question_mark",), ("colon",), ("b",),
        ("slash", "x"), ("a",), ("T",),
    ],
)  # fmt: skip
async def test_ctrl_c_with_nothing_selected_leaves_the_clipboard_alone(garage, keys):
    app = garage.demo()
    async with app.run_test(size=(100, 30)) as pilot:
        app.copy_to_clipboard("precious")
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        width, height = app.size
        await pilot.press("ctrl+c")
        assert app.clipboard == "precious"
        for click in (pilot.click, pilot.double_click, pilot.triple_click):
            await click(offset=(width - 1, height - 2))
            await pilot.press("ctrl+c")
            assert app.clipboard.strip()


async def test_a_double_click_selects_nothing(garage):
    app = garage.app(SWIM)
    async with app.run_test(size=(80, 24)) as pilot:
        app.copy_to_clipboard("precious")
        await pilot.double_click(HighwayView, offset=(8, 2))
        await pilot.pause()
        await pilot.double_click(RoadHead, offset=(5, 0))
        await pilot.press("ctrl+c")
        assert app.clipboard == "precious"


async def test_ctrl_c_says_how_to_quit(garage):
    app = garage.app(SWIM)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "ctrl+q quits" in toast(app)


def where(app, widget, text):
    """Where a text stands in a widget."""
    region = app.screen.query_one(widget).region
    for y, line in enumerate(shown(app).splitlines()):
        if text in line and region.y <= y < region.bottom:
            return line.index(text) - region.x, y - region.y
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("keys", "widget", "text"),
    [
        ((), HighwayView, "Sell the Volvo"),
        (("enter",), RoadHead, "Sell the Volvo"),
        (("enter",), RoadPane, "test drives"),
        (("z", "z"), HighwayView, "#car"),
    ],
)
async def test_a_text_that_was_dragged_over_is_copied(garage, keys, widget, text):
    app = garage.app("Boat: a", "Sell the Volvo: listed > test drives >> papers signed #car")
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("j", *keys)
        await pilot.pause()
        before = chosen(app)
        x, y = where(app, widget, text)
        for start, end in ((x, x + len(text) - 1), (x + len(text) - 1, x)):
            await drag(pilot, widget, (start, y), (end, y))
            await pilot.press("ctrl+c")
            assert app.clipboard == text
            assert text in shown(app)
        assert chosen(app) == before
        app.copy_to_clipboard("precious")
        await pilot.click(widget, offset=(x, y))
        await pilot.press("ctrl+c")
        assert app.clipboard == "precious"


async def test_several_lines_are_copied_as_lines(garage):
    app = garage.app("Swim: lesson > lake >> sea")
    async with app.run_test(size=(80, 30)) as pilot:
        x, y = where(app, HighwayView, "Swim")
        await drag(pilot, HighwayView, (x, y), (x, y + 4))
        await pilot.press("ctrl+c")
    lines = app.clipboard.splitlines()
    assert lines[0].startswith("Swim")
    assert any("lesson" in line for line in lines)
    assert not any("\x1b" in line for line in lines)


def view_uid(app):
    return app.screen_stack[0].query_one(HighwayView).uid
