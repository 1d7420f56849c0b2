"""Several lines pasted into quick add: what is asked, what is added, and the way back."""

from __future__ import annotations

import pytest
from textual import events

from lastmile_tui.store.disk import files
from lastmile_tui.ui.dialogs.quick_add import QuickAddScreen
from lastmile_tui.ui.dialogs.several import SeveralScreen
from lastmile_tui.ui.kit.line_input import LineInput
from support.store.full_disk import no_space_left
from support.ui.quick_add import past_gate, swim_in_stretch
from support.ui.screen import chosen, shown, toast, until

LINES = "Buy paint #home\n\n- [ ] Call Ana 📅 2026-12-24 ⏫\nSail: rig > sea\n"


async def pasted(pilot, text):
    """Open quick add and paste a text into it."""
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuickAddScreen))
    pilot.app.screen.query_one(LineInput).post_message(events.Paste(text))
    await until(pilot, lambda: isinstance(pilot.app.screen, SeveralScreen))
    await pilot.pause()


def there(garage):
    return {
        title for title in ("Buy paint", "Call Ana", "Sail") if (goal := garage.saved(title))
        and not goal.hidden
    }  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_what_the_lines_make_is_shown_and_enter_adds_all(garage, end):
    app = garage.app("Swim: a > b")
    async with app.run_test(size=(80, 24)) as pilot:
        await pasted(pilot, LINES.replace("\n", end))
        page = shown(app)
        assert "3 new goals" in page
        assert "Buy paint · 1 marker · #home" in page
        assert "Call Ana · 1 marker · due Thu 24 Dec" in page
        assert "Line 3: ‘⏫’ is a priority; it is left out." in page
        assert "enter adds all 3" in page
        assert there(garage) == set()
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Buy paint")
        assert toast(app) == "Added · 3 goals"
        assert there(garage) == {"Buy paint", "Call Ana", "Sail"}


async def test_one_undo_takes_all_of_them_back_and_no_more(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test() as pilot:
        await pasted(pilot, LINES)
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Buy paint")
        await pilot.press("u")
        await until(pilot, lambda: toast(app).startswith("Undone: added 3 goals"))
        assert there(garage) == set()
        assert garage.saved("Swim") is not None
        await pilot.press("U")
        await until(pilot, lambda: toast(app) == "Redone: added 3 goals")
        assert there(garage) == {"Buy paint", "Call Ana", "Sail"}
        assert "Sail" in shown(app)
        await pilot.press("u")
        await until(pilot, lambda: there(garage) == set())
        assert "Sail" not in shown(app)


async def test_what_was_done_since_is_undone_first(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await pasted(pilot, LINES)
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Buy paint")
        await pilot.press("space")
        await until(pilot, lambda: "finish" in toast(app))
        await pilot.press("u")
        await until(pilot, lambda: toast(app).startswith("Undone: reached"))
        assert there(garage) == {"Buy paint", "Call Ana", "Sail"}
        await pilot.press("u")
        await until(pilot, lambda: there(garage) == set())


async def test_escape_keeps_the_first_line_to_be_typed_on(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await pasted(pilot, LINES)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QuickAddScreen))
        await until(pilot, lambda: "Buy paint #home" in shown(app))
        assert app.screen.query_one(LineInput).value == "Buy paint #home"
        assert there(garage) == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Buy paint\n#x", "Nothing was added. Line 2: Give the goal a title"),
        ("Buy paint\n" + "x" * 501, "Nothing was added. Line 2: ‘xxx"),
        ("a\n" * 501, "Nothing was added: 500 goals are the most at once"),
        ("- [x] Buy paint\nx 2026-11-01 Sail", "2 lines are done already; left out."),
    ],
)
async def test_lines_that_make_no_goals_are_said_and_enter_adds_none(garage, text, words):
    app = garage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pasted(pilot, text)
        assert words in shown(app)
        await pilot.press("enter")
        assert isinstance(app.screen, SeveralScreen)
        assert there(garage) == set()


async def test_done_lines_are_left_out(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await pasted(pilot, "- [ ] Buy paint\n- [x] Call Ana\n- [ ] Sail")
        assert "1 line is done already; left out." in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: there(garage) == {"Buy paint", "Sail"})


async def test_many_goals_leave_the_end_of_the_question_in_sight(garage):
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pasted(pilot, "\n".join(f"Goal {number} ⏫" for number in range(40)))
        page = shown(app)
        assert "40 new goals" in page
        assert "… and 33 more" in page
        assert "enter adds all 40" in page


async def test_the_gate_is_asked_once_for_all(garage):
    swim_in_stretch(garage)
    app = garage.app()
    async with app.run_test() as pilot:
        await past_gate(pilot)
        app.screen.query_one(LineInput).post_message(events.Paste(LINES))
        await until(pilot, lambda: isinstance(app.screen, SeveralScreen))
        await pilot.press("enter")
        await until(pilot, lambda: there(garage) == {"Buy paint", "Call Ana", "Sail"})


async def test_a_full_disk_adds_none_of_them(garage, monkeypatch):
    app = garage.app()
    async with app.run_test() as pilot:
        await pasted(pilot, LINES)
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", no_space_left)
            await pilot.press("enter")
            await until(pilot, lambda: "no space left" in shown(app))
        assert isinstance(app.screen, QuickAddScreen), "they can be pasted again"
        assert there(garage) == set()


@pytest.mark.parametrize("line", ["- [x] Swim", "x 2026-11-20 Swim", "Swim ✅ 2026-11-20"])
async def test_one_line_that_is_done_elsewhere_is_asked_about(garage, line):
    app = garage.app()
    async with app.run_test() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, QuickAddScreen))
        app.screen.query_one(LineInput).value = line
        await pilot.press("enter")
        await until(pilot, lambda: "Add it all the same?" in shown(app))
        assert garage.saved("Swim") is None
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Swim")
