"""The list of roads: cursor, mouse, sizes, and what is drawn when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.events import MouseScrollDown
from textual.widget import Widget

from lastmile_tui.ui.drawing.lane import COMFORTABLE_ROWS
from lastmile_tui.ui.highway.view import HighwayView
from support.ui.internals import scroll
from support.ui.screen import chosen, place, pointed_at, shown, titles, toast, tops, until, view
from support.ui.workspace import NOW

FEW = tuple(f"Goal {n}: a > b > c" for n in range(3))
MANY = tuple(f"Goal {n:02}: a > b > c" for n in range(30))


def assert_in_sight(app):
    """The whole lane of the cursor is on the screen."""
    assert chosen(app) in pointed_at(app)[0]
    assert len(pointed_at(app)) == COMFORTABLE_ROWS


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        (("j",), 1),
        (("down", "down"), 2),
        (("j", "k"), 0),
        (("j", "up", "up"), 0),
        (("G",), 29),
        (("end", "g"), 0),
        (("G", "home"), 0),
        (("end", "j"), 29),
        (("pagedown",), 3),
        (("pagedown", "ctrl+f", "pageup"), 3),
    ],
)
async def test_keys_move_the_cursor_also_where_the_list_scrolls(garage, keys, index):
    app = garage.app(*MANY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert place(app) == index
        assert chosen(app) == titles(app)[index]
        assert_in_sight(app)


async def test_the_wheel_scrolls_and_leaves_the_cursor_alone(garage):
    app = garage.app(*MANY)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(5):
            await scroll(pilot, MouseScrollDown, HighwayView, offset=(20, 10))
        assert view(app).scroll_offset.y == 15
        assert place(app) == 0


async def test_a_key_brings_the_cursor_back_into_sight(garage):
    app = garage.app(*MANY)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).scroll_to(y=60, animate=False, immediate=True)
        await pilot.press("g")
        assert view(app).scroll_offset.y == 0


@pytest.mark.usefixtures("quick")
async def test_what_happens_elsewhere_does_not_scroll_the_list(garage):
    app = garage.app(*MANY)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).scroll_to(y=60, animate=False, immediate=True)
        garage.add("Another: a > b")
        await until(pilot, lambda: view(app).board.lineup.total == 31)
        assert view(app).scroll_offset.y == 60


async def test_a_drive_is_shown_wherever_the_list_stands(garage):
    app = garage.app(*MANY)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).scroll_to(y=60, animate=False, immediate=True)
        await pilot.press("space")
        assert_in_sight(app)


async def test_a_click_chooses_a_road(garage):
    app = garage.app(*FEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(HighwayView, offset=(20, 7))
        assert place(app) == 1
        assert titles(app)[1] == chosen(app)


async def test_a_double_click_on_the_title_opens_the_road(garage):
    app = garage.app(*FEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.double_click(HighwayView, offset=(6, 7))
        await pilot.pause()
        assert type(app.screen).__name__ == "RoadScreen"
        assert app.screen.goal.title == titles(app)[1]


async def test_a_double_click_on_a_marker_reaches_it(garage):
    app = garage.app("Swim: a > b > c")
    async with app.run_test(size=(80, 24)) as pilot:
        post = shown(app).splitlines()[5].index("┃")
        await pilot.double_click(HighwayView, offset=(post, 4))
        await pilot.pause()
        assert garage.saved("Swim").position == 1
        assert toast(app).startswith("Reached ‘a’")


async def test_a_double_click_on_a_heading_does_nothing(garage):
    app = garage.app(*FEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.double_click(HighwayView, offset=(6, 1))
        await pilot.pause()
        assert (place(app), len(app.screen_stack)) == (0, 1)


async def test_only_the_two_lanes_of_the_cursor_are_drawn_again(garage, monkeypatch):
    app = garage.app(*FEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "k")
        drawn = _count(monkeypatch)
        await pilot.press("j")
        first, second = tops(app, *titles(app)[:2])
    assert sorted(drawn) == [*range(first, second), *range(second, 2 * second - first)]


async def test_only_the_lane_that_was_driven_is_drawn_again(garage, monkeypatch):
    app = garage.app(*FEW, "Long: a > b > c > d > e", animations=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G", "space", "space")
        drawn = _count(monkeypatch)
        await pilot.press("space")
        assert toast(app).startswith("Reached ‘c’ · Long")
        (top,) = tops(app, "Long")
    assert drawn
    assert set(drawn) <= {*range(top, top + COMFORTABLE_ROWS + 1)}  # with the line below it


async def test_what_is_drawn_after_a_change_is_what_a_whole_drawing_shows(garage):
    app = garage.demo()
    async with app.run_test(size=(120, 30)) as pilot:
        for key in ("space", "plus", "j", "space", "h", "u", "v", "v", "o", "z", "z", "U"):
            await pilot.press(key)
            await pilot.pause()
            seen = shown(app)
            view(app).refresh()
            await pilot.pause()
            assert shown(app) == seen, key


async def test_ten_thousand_goals_take_no_more_widgets_than_ten(garage):
    app = garage.app(*FEW)
    async with app.run_test():
        few = len(app.screen.query(Widget))
    garage.fill(10_000)
    app = garage.app()
    async with app.run_test() as pilot:
        await pilot.press("G")
        assert place(app) == 10_002
        assert len(app.screen.query(Widget)) == few


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (8, 4), (40, 12), (60, 20), (80, 24), (300, 90)])
async def test_no_size_is_too_small_or_too_large(garage, size):
    app = garage.demo()
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "space", "v", "question_mark", "escape", "a", "x", "escape", "enter")
        lines = shown(app).splitlines()
        assert [len(lines), *{len(line) for line in lines}] == [size[1], size[0]]


async def test_a_small_terminal_is_told_what_a_road_needs_and_lists_the_goals(garage):
    app = garage.demo()
    async with app.run_test(size=(40, 12)):
        assert "needs 60x20 for roads" in shown(app)
        assert "Ship the thesis" in shown(app)


async def test_lanes_become_compact_by_themselves_in_a_low_terminal(garage):
    app = garage.demo()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "papers signed" in shown(app))
        await pilot.resize_terminal(100, 16)
        await until(pilot, lambda: "papers signed" not in shown(app))
        assert "Sell the Volvo" in shown(app)
        await pilot.resize_terminal(100, 40)
        await until(pilot, lambda: "papers signed" in shown(app))


async def test_the_vehicle_glides_and_arrives(garage):
    app = garage.app("Swim: a > b > c", animations=True)
    async with app.run_test() as pilot:
        seen = set()
        view(app).watch_glide = lambda: seen.add(view(app).glide)
        await pilot.press("space")
        await until(pilot, lambda: view(app).glide == 1)
    assert any(0 < part < 1 for part in seen)


async def test_without_animations_nothing_glides(garage):
    app = garage.app("Swim: a > b > c", animations=False)
    async with app.run_test() as pilot:
        await pilot.press("space")
        assert view(app).glide == 1


@pytest.mark.usefixtures("quick")
async def test_the_day_turns_while_the_app_is_open(garage):
    app = garage.app("Swim: a > b  due today")
    async with app.run_test() as pilot:
        assert "due today" in shown(app)
        garage.clock.instant = NOW + timedelta(hours=17)  # two in the night: still that day
        await pilot.pause(0.05)
        assert "due today" in shown(app)
        garage.clock.instant = NOW + timedelta(hours=19)
        await until(pilot, lambda: "1 d late" in shown(app))
        assert "Sun 22 Nov" in shown(app)


def _count(monkeypatch):
    """The lines of the list that are drawn from now on."""
    drawn = []
    draw = HighwayView.render_line

    def counted(self, y):
        drawn.append(y)
        return draw(self, y)

    monkeypatch.setattr(HighwayView, "render_line", counted)
    return drawn
