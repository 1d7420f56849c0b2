"""A question with one key for each answer."""

from __future__ import annotations

import pytest

from lastmile_tui.ui.dialogs.choice import Choice, ChoiceScreen, Option
from lastmile_tui.ui.kit.option_rows import OptionRows
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import shown, until

BLOCKS = Choice(
    "What is in the way?",
    "Ship the [b]thesis[/b]",
    (
        Option("w", "waiting", "waiting", "on somebody or something"),
        Option("D", "dead end", "dead end", "it needs another route…"),
        Option("?", "other", "something else"),
    ),
    "It is drawn on the road ‘ahead’.",
)


def ask(choice=BLOCKS, **config):
    return OneScreenApp(lambda glyphs, _: ChoiceScreen(choice, glyphs), **config)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("w",), "waiting"),
        (("D",), "dead end"),
        (("question_mark",), "other"),
        (("enter",), "waiting"),
        (("down", "down", "down", "up", "enter"), "dead end"),
        (("x", "d", "escape"), None),
    ],
)
async def test_one_key_or_the_cursor_answers_and_escape_leaves(keys, answer):
    app = ask()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert app.answers == [answer]


async def test_a_click_on_a_row_answers():
    app = ask()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionRows, offset=(20, 1))
        assert app.answers == ["dead end"]


async def test_the_question_shows_every_answer_with_its_key_and_user_text_as_it_is():
    app = ask()
    async with app.run_test(size=(60, 20)):
        page = shown(app)
        assert "What is in the way? · Ship the [b]thesis[/b]" in page
        assert "w  waiting         on somebody or something" in page
        assert "▌  w" in page
        assert "It is drawn on the road ‘ahead’." in page


async def test_an_ascii_terminal_gets_nothing_else():
    app = ask(glyphs="ascii")
    async with app.run_test(size=(60, 20)):
        assert "|  w  waiting" in shown(app)
        assert not_ascii(app) == []


async def test_more_answers_than_rows_scroll_with_the_cursor():
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = Choice("Which?", "", tuple(Option(key, key, f"letter {key}") for key in letters))
    app = ask(many)
    async with app.run_test(size=(60, 12)) as pilot:
        assert "letter z" not in shown(app)
        await pilot.press("up", *["down"] * 25)
        await until(pilot, lambda: "▌  z  letter z" in shown(app))
        await pilot.press("enter")
        assert app.answers == ["z"]
