"""Views, orders, sizes, themes, keys and glyphs: how it looks, and what is remembered of that."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise

import pytest

from lastmile_tui.commands import COMMANDS
from lastmile_tui.domain.changes import drive
from lastmile_tui.terminals import Terminal
from lastmile_tui.ui.dialogs.keys import KeysScreen
from lastmile_tui.ui.drawing.glyphs import ASCII, PLAIN, UNICODE
from support.ui.screen import begun, chosen, footer, shown, titles, toast, tops, until, view

CAR = "Sell the car: listed > driven > agreed >> signed due fri"
BOAT = "Paint the boat: sanded > primed"

GOALS = "s seal  b roadblock  w next step  a add"
DRIVES = "space advance  + part way"
"""The keys that any footer begins with."""


async def test_views_show_every_goal_in_turn(garage):
    app = garage.demo()
    async with app.run_test() as pilot:
        seen = {}
        for _ in range(6):
            await pilot.press("v")
            seen[toast(app)] = len(titles(app))
    assert seen == {
        "view: what comes this week, 4": 6,
        "view: parked roads, 1": 1,
        "view: sealed roads, 1": 1,
        "view: roads let go, 1": 1,
        "view: all roads, 7": 7,
        "view: active roads, 4": 4,
    }


async def test_orders_change_the_order_and_keep_the_cursor_on_its_goal(garage):
    app = garage.app("Zoo: a > b due today", "Ant: a > b")
    async with app.run_test() as pilot:
        await pilot.press("g")
        assert (titles(app), chosen(app)) == (["Zoo", "Ant"], "Zoo")
        await pilot.press("o")
        assert toast(app) == "sorted: last changed"
        assert (titles(app), chosen(app)) == (["Ant", "Zoo"], "Zoo")
        assert "sorted: last changed" in shown(app)


async def test_every_o_shows_the_roads_otherwise_and_says_how(garage):
    garage.add("Zoo: a > b", "Bee: a > b due fri")
    garage.clock.instant += timedelta(1)
    app = garage.app("Ant: a > b > c", "Cat: a > b due today")
    async with app.run_test() as pilot:
        orders, sentences = [titles(app)], []
        for _ in range(6):
            await pilot.press("o")
            orders.append(titles(app))
            sentences.append(toast(app))
    assert all(before != after for before, after in pairwise(orders))
    assert all(words.startswith("sorted: ") for words in sentences)
    assert "sorted: title" in sentences


UNSORTED = [
    ((), "There is nothing to sort: no road is shown."),
    (("Zoo: a > b",), "There is nothing to sort: one road is shown."),
]


@pytest.mark.parametrize(("lines", "words"), UNSORTED)
async def test_o_says_why_there_is_nothing_to_sort(garage, lines, words):
    app = garage.app(*lines)
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert toast(app) == words


async def test_o_says_that_every_order_is_alike(garage):
    app = garage.app("Ant: a > b", "Bee: a > b >> c")
    async with app.run_test() as pilot:
        await pilot.press("v", "v", "v", "v", "v")
        with garage.store() as store:
            uid = next(uid for uid, goal in store.goals.items() if goal.title == "Bee")
            store.change(uid, drive.advance)
        app.session.refresh()
        app.bind_down()
        await pilot.press("o")
        assert toast(app) == "Every order shows these 2 roads alike."
        assert view(app).board.lineup.look.sort == "due date"


async def test_z_says_that_no_lane_is_shown(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await pilot.press("z")
        assert toast(app) == "No road is shown whose lane could take another size."


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((100, 40), [("lanes: compact", 1), ("lanes: comfortable", 5), ("lanes: compact", 1)]),
        ((80, 24), [("lanes: compact", 1), ("lanes: comfortable", 5)]),
        ((60, 30), [("lanes: comfortable", 5), ("lanes: compact", 2)]),
        ((80, 16), [("lanes: comfortable", 5), ("lanes: compact", 1)]),
    ],
)
async def test_every_z_changes_the_lanes_and_says_how(garage, size, sizes):
    app = garage.app("Ant: a > b", "Zoo: a > b")
    async with app.run_test(size=size) as pilot:
        rows = []
        for _ in sizes:
            await pilot.press("z")
            first, second = tops(app, "Ant", "Zoo")
            rows.append((toast(app), second - first))
    assert rows == sizes


async def test_the_look_is_remembered_and_never_in_the_data_file(garage):
    first = garage.app(CAR, BOAT)
    async with first.run_test() as pilot:
        await pilot.press("o", "z", "v", "v", "v")
        first.theme = "lastmile-light"
        await pilot.pause()
    second = garage.app()
    async with second.run_test():
        look = view(second).board.lineup.look
        assert (look.view, look.sort) == ("sealed", "last changed")
        assert view(second).board.density == "compact"
        assert second.theme == "lastmile-light"
    assert "lastmile-light" not in garage.path.read_text()
    assert json.loads((garage.state_dir / "state.json").read_text())["view"] == "sealed"


async def test_a_state_directory_that_cannot_be_written_costs_nothing(garage, tmp_path):
    garage.state_dir = tmp_path / "file"
    garage.state_dir.write_text("not a directory")
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("v")
        assert toast(app) == "view: what comes this week, 1"


@pytest.mark.parametrize("theme", ["lastmile-dark", "lastmile-light", "nord", "textual-light",
                                   "ansi-dark", "ansi-light"])  # fmt: skip
async def test_every_theme_draws_the_roads(garage, theme):
    app = garage.demo(theme=theme)
    async with app.run_test(size=(100, 40)) as pilot:
        assert app.theme == theme
        await pilot.press("j", "space")
        assert "═" in shown(app)
        assert toast(app).startswith("Reached")


async def test_an_unknown_theme_in_the_configuration_is_not_worn(garage):
    app = garage.app(theme="neon")
    async with app.run_test() as pilot:
        await begun(pilot)
        assert app.theme == "lastmile-dark"


def colours(app):
    """The colours behind the roads."""
    return {
        part.style.bgcolor
        for y in range(view(app).size.height)
        for part in view(app).render_line(y)
    }


async def test_changing_the_theme_draws_everything_anew(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        before = colours(app)
        app.theme = "lastmile-light"
        await pilot.pause()
        assert not before & colours(app)


async def test_without_colour_the_deck_still_tells_passed_ahead_and_final(garage, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = garage.app("Long: a > b > c > d >> e")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        assert app.no_color
        deck = view(app).render_line(4).text
    signs = [deck.index(sign) for sign in (UNICODE.passed, UNICODE.ahead, UNICODE.final)]
    assert signs == sorted(signs)
    assert len(set(signs)) == 3


async def test_ascii_glyphs_leave_no_other_sign_in_roads_bars_and_pages(garage):
    app = garage.demo(glyphs="ascii")
    async with app.run_test(size=(100, 45)) as pilot:
        await pilot.press("space")
        pages = "question_mark", "enter", "slash", "a", "n"
        for keys in ((), *((key, "z") for key in pages)):
            await pilot.press(*keys)
            await pilot.pause()
            assert [line for line in shown(app).splitlines() if not line.isascii()] == []
            await pilot.press("escape")


async def test_glyphs_follow_the_terminal_unless_they_are_chosen(garage):
    for terminal in (Terminal(utf8=False), Terminal(signs=False)):
        assert garage.app(glyphs="auto", terminal=terminal).glyphs is ASCII
        assert garage.app(glyphs="unicode", terminal=terminal).glyphs is UNICODE
        assert garage.app(glyphs="plain", terminal=terminal).glyphs is PLAIN
    assert garage.app(glyphs="auto").glyphs is UNICODE
    assert garage.app(glyphs="ascii").glyphs is ASCII


async def test_the_footer_shows_the_users_own_keys(garage):
    garage.add_yesterday(CAR)
    app = garage.app(keys={"advance": "x,f5", "note": "", "undo": "ctrl+z"})
    words = "r review  x advance  + part way  s seal  b roadblock  w next step  a add  ctrl+z undo"
    async with app.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: footer(app) == f"{words}  / find  ? keys")


async def test_changed_keys_work_and_the_old_ones_do_not(garage):
    app = garage.app(CAR, keys={"advance": "x,f5", "note": "", "remove": "X", "quit": "f10"})
    async with app.run_test() as pilot:
        await pilot.press("space", "n", "q")
        assert (len(app.screen_stack), app.return_code) == (1, None)
        assert garage.saved("Sell the car").position == 0
        await pilot.press("x", "f5")
        assert garage.saved("Sell the car").position == 2
        await pilot.press("X")
        assert toast(app) == "Removed · Sell the car", "a command without a key of its own gets one"


async def test_changed_keys_also_work_on_the_page_of_a_road(garage):
    app = garage.app(CAR, keys={"advance": "x", "nudge": ""})
    async with app.run_test() as pilot:
        await pilot.press("enter", "x", "space", "plus")
        assert garage.saved("Sell the car").position == 1
        assert "x advance" in footer(app)
        assert "part way" not in footer(app)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (120, f"r review  {DRIVES}  {GOALS}  u undo  n note  / find  ? keys"),
        (80, "r review space advance + part way s seal b roadblock w next step a add ? keys"),
        (60, "r review space advance + part way s seal ? keys"),
        (40, "r review space advance ? keys"),
        (10, "? keys"),
    ],
)
async def test_the_way_to_all_keys_stays_in_the_narrowest_footer(garage, columns, words):
    garage.add_yesterday(CAR)
    app = garage.app()
    async with app.run_test(size=(columns, 24)) as pilot:
        await until(pilot, lambda: footer(app) == words)


async def test_a_click_on_the_footer_does_what_its_key_does(garage):
    garage.add_yesterday(CAR)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: footer(app).startswith("r review"))
        await pilot.click("KeyBar", offset=(footer(app).index("space") + 2, 0))
        await until(pilot, lambda: toast(app).startswith("Reached"))
        await pilot.click("KeyBar", offset=(footer(app).index("? keys") + 1, 0))
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))


async def test_the_keys_page_holds_every_command_with_its_own_keys(garage):
    app = garage.app(CAR, keys={"advance": "x", "keys": "f1"})
    async with app.run_test(size=(100, 72)) as pilot:
        await pilot.press("f1")
        page = shown(app)
        assert " x  Reach the next marker" in page
        assert "palette  rename: Give the goal another title" in page
        helped = {command.help for command in COMMANDS if not command.id.startswith("reach_")}
        assert [words for words in helped if words not in page] == []
        await pilot.press("f1")
        assert len(app.screen_stack) == 1


SCREENS = {
    "r": ("Review", ("esc q  Leave; the place is kept", "n  Write a note into the log")),
    "m": ("Mirror", ("esc q m  Back to all roads", "t  Tables, or pictures", "j ↓  Down")),
    "enter": ("Road", ("a  Add below, in this section", "/  Find in the log", "s  Open the seal")),
}
"""By the key that opens a screen its name, and what some of its keys do."""


@pytest.mark.parametrize("key", SCREENS)
async def test_the_keys_of_the_screen_they_are_asked_on_come_first(garage, key):
    name, told = SCREENS[key]
    app = garage.app(CAR)
    async with app.run_test(size=(80, 100)) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: type(app.screen).__name__ == f"{name}Screen")
        await pilot.pause()
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        first, *rest = [static.content.plain for static in app.screen.query(".sheet Static")]
        assert first.splitlines()[0] == name
        assert [words for words in told if words not in first] == []
        assert "Quit" not in first
        assert "Focus" not in first
        quits = next(part for part in rest if "q  Quit; everything is saved" in part)
        assert quits.splitlines()[0] == "On the Highway: App"
        whole = "\n".join((first, *rest))
        assert whole.count("Put a roadblock on the road") == 1


async def test_keys_of_a_screen_are_the_users_own(garage):
    app = garage.app(CAR, keys={"note": "f9", "next_step": "", "keys": "f1"}, glyphs="ascii")
    async with app.run_test(size=(80, 100)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.navigator.road is not None)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        first = app.screen.query(".sheet Static").first().content.plain
        assert "f9  Write a note" in first
        assert "palette  next step: Say what comes next" in first
        assert "1 to 9  Reach that marker" in first
        assert first.isascii()


async def test_the_keys_page_scrolls_by_the_keys_that_move_the_cursor(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("question_mark", "j", "j", "k")
        assert app.screen.sheet.scroll_offset.y == 1
        await pilot.press("G")
        assert "Quit; everything is saved" in shown(app)
        await pilot.press("question_mark")
        assert len(app.screen_stack) == 1


async def test_the_first_start_teaches_and_offers_the_demo(garage):
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        page = shown(app)
        for words in ("Goals fail in the last mile.", "adds a goal in one line", "demo roads"):
            assert words in page
        assert footer(app) == "a add  d demo roads  : palette  q quit  ? keys"
        await pilot.press("d")
    assert app.return_value == "demo"


async def test_the_demo_key_is_for_the_first_start_only(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("d")
        assert app.return_code is None


async def test_there_is_one_toast_and_it_is_the_newest(garage):
    app = garage.app(CAR)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("space", "space", "u", "u", "space")
        app.notify("from Textual")
        await until(pilot, lambda: toast(app) == "from Textual")
        assert "Reached" not in shown(app)
        await pilot.click("ToastLine Static")
        await until(pilot, lambda: toast(app) == "")


@pytest.mark.parametrize("key", ["r", "m"])
@pytest.mark.parametrize(
    ("looks", "words"),
    [
        (("v",), "this week"),
        (("v", "v"), "parked goals"),
        (("o",), "sorted: last changed"),
        (("slash", *"boat", "enter"), "/boat"),
        (("v", "v", "v", "v", "v", "o"), "all goals sorted: last changed"),
    ],
)
async def test_only_the_highway_says_how_it_is_lined_up(garage, key, looks, words):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*looks)
        await until(pilot, lambda: words in shown(app).splitlines()[0])
        await pilot.press(key)
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await until(pilot, lambda: "Highway" in shown(app).splitlines()[0])
        assert words not in shown(app).splitlines()[0]
