"""The screen of the mirror."""

from __future__ import annotations

from itertools import combinations

import pytest
from msgspec.structs import replace
from textual.events import MouseScrollDown
from textual.widgets import DataTable

from lastmile_tui.ui.mirror.body import MirrorBody, in_two
from lastmile_tui.ui.mirror.panel import MirrorPanel
from lastmile_tui.ui.mirror.screen import MirrorScreen
from support.drawing.figures import FIGURES, NOTHING
from support.ui.internals import scroll
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import footer, shown, until

SIZES = [(60, 20), (80, 24), (120, 40)]


def look(figures=FIGURES, **config):
    return OneScreenApp(lambda glyphs, keys: MirrorScreen(glyphs, keys, figures), **config)


def line(app):
    """The line of the page at the top of the screen."""
    return app.screen.query_one(MirrorBody).scroll_offset.y


@pytest.mark.parametrize("size", SIZES)
async def test_one_sentence_stands_above_the_pictures(size):
    app = look()
    async with app.run_test(size=size):
        page = shown(app)
        assert page.index("had come into") < page.index("How roads ended") < page.index("█")


async def test_panels_stand_in_two_columns_where_there_is_room_and_in_one_elsewhere():
    app = look()
    async with app.run_test(size=(100, 40)) as pilot:
        assert len({panel.region.x for panel in app.screen.query(MirrorPanel)}) == 2
        await pilot.resize_terminal(99, 40)
        await until(
            pilot, lambda: len({panel.region.x for panel in app.screen.query(MirrorPanel)}) == 1
        )


async def test_a_single_panel_has_the_whole_width():
    alone = replace(NOTHING, activity=(*NOTHING.activity[:-1], (1, 0, 0, 0, 0, 0, 0)))
    for size in ((100, 40), (160, 50), (60, 20)):
        app = look(alone)
        async with app.run_test(size=size):
            (panel,) = app.screen.query(MirrorPanel)
            assert panel.region.width > size[0] - 8


async def test_every_panel_is_drawn_whole():
    app = look()
    async with app.run_test(size=(80, 120)):
        page = shown(app)
        for part in (
            *("▛▜ started", "last fifth", "Ship the [b]thesis[/b]", "×2.0", "40 days", "19 of 40"),
            *("less · ▁ ▃ ▅ ▇ more", "9 Nov"),
        ):
            assert part in page


async def test_t_shows_tables_of_the_same_figures_and_the_pictures_again():
    app = look()
    async with app.run_test(size=(120, 80)) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: len(app.screen.query(DataTable)) == 8)
        page = shown(app)
        assert "Ship the [b]thesis[/b]" in page
        assert "▛" not in page
        assert "t pictures" in footer(app)
        await pilot.press("t")
        await until(pilot, lambda: "▛▜ started" in shown(app))
        assert "t tables" in footer(app)


@pytest.mark.parametrize("turned", [False, True])
async def test_keys_scroll_at_once_through_pictures_and_tables(turned):
    app = look()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*("t",) * turned)
        await until(pilot, lambda: bool(app.screen.query(DataTable)) == turned)
        last = app.screen.query_one(MirrorBody).max_scroll_y
        for key, at in (
            *(("j", 1), ("down", 2), ("k", 1), ("up", 0), ("k", 0)),
            *(("pagedown", 17), ("pageup", 0), ("G", last), ("j", last), ("g", 0)),
        ):
            await pilot.press(key)
            await until(pilot, lambda at=at: line(app) == at)


async def test_the_wheel_scrolls():
    app = look()
    async with app.run_test(size=(60, 20)) as pilot:
        await scroll(pilot, MouseScrollDown, MirrorPanel)
        await until(pilot, lambda: line(app) > 0)


@pytest.mark.parametrize("key", ["escape", "q", "m"])
async def test_the_mirror_is_left(key):
    app = look()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert app.answers == [None]


async def test_until_there_are_figures_it_says_how_far_it_has_looked():
    app = look(None)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Looking back…" in shown(app)
        app.screen.show_progress(1200, 10_000)
        await until(pilot, lambda: "Looking at 1,200 of 10,000 roads" in shown(app))
        assert "━►╌" in shown(app)
        await pilot.press("t", "j", "G")
        assert "tables" not in footer(app)
        app.screen.show(FIGURES)
        await until(pilot, lambda: "How roads ended" in shown(app))
        assert "Looking" not in shown(app)
        assert "t tables" in footer(app)
        assert not app.screen.query(DataTable)


async def test_it_may_be_told_before_it_is_on_the_screen():
    def made(glyphs, keys):
        screen = MirrorScreen(glyphs, keys)
        screen.show_progress(1, 2)
        screen.show(FIGURES)
        return screen

    app = OneScreenApp(made)
    async with app.run_test(size=(80, 24)):
        assert "How roads ended" in shown(app)


async def test_other_figures_take_the_place_of_the_first():
    app = look()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.show(replace(FIGURES, ends=NOTHING.ends))
        await until(pilot, lambda: "had come into" not in shown(app))
        assert "How roads ended" in shown(app)


@pytest.mark.parametrize("turned", [False, True])
async def test_without_a_history_each_panel_says_what_it_needs(turned):
    app = look(NOTHING)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press(*("t",) * turned)
        await until(pilot, lambda: ("t pictures" in footer(app)) == turned)
        assert shown(app).count(" needs ") == 8
        assert not app.screen.query(DataTable)


@pytest.mark.parametrize("figures", [FIGURES, NOTHING, None], ids=["full", "empty", "waiting"])
@pytest.mark.parametrize("size", SIZES)
async def test_an_ascii_terminal_gets_nothing_else(size, figures):
    app = look(figures, glyphs="ascii")
    async with app.run_test(size=size) as pilot:
        assert not_ascii(app) == []
        await pilot.press("t", "G")
        assert not_ascii(app) == []


async def test_a_theme_that_changes_is_drawn_at_once():
    app = look()
    async with app.run_test(size=(80, 24)) as pilot:
        panel = app.screen.query(MirrorPanel).first()
        before = list(panel.render_line(2))
        app.theme = "lastmile-light"
        await until(pilot, lambda: list(panel.render_line(2)) != before)
        assert panel.render_line(2).text == "".join(segment.text for segment in before)


async def test_keys_of_the_user_s_own_are_shown():
    app = look(keys={"down": "y", "up": "Y"})
    async with app.run_test(size=(80, 24)) as pilot:
        assert "y/Y scroll" in footer(app)
        await pilot.press("y")
        await until(pilot, lambda: line(app) == 1)


async def test_other_commands_are_asked_of_the_app():
    app = look()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        assert [command for command, _ in app.asked] == ["keys"]


SHAPES = ((5,), (9, 8, 9, 6, 11), (20, 3, 3, 3), (4, 4, 4, 30), (12, 11, 10, 9, 8, 7, 6, 5))


@pytest.mark.parametrize("rows", SHAPES)
def test_the_two_columns_are_as_even_as_can_be(rows):
    left, right = in_two([(at, high) for at, high in enumerate(rows)])
    heights = [sum(rows[at] for at in side) for side in (left, right)]
    assert left[0] == 0
    assert sorted((*left, *right)) == list(range(len(rows)))
    others = (
        abs(sum(rows) - 2 * (rows[0] + sum(some)))
        for count in range(len(rows))
        for some in combinations(rows[1:], count)
    )
    assert abs(heights[0] - heights[1]) == min(others)
