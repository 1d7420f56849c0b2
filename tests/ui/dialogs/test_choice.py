"""A question with one key for each answer."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.input.questions import Choice, Option
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.kit.option_rows import OptionRows
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import flat, shown, until

BLOCKS = Choice(
    "What is in the way",
    "What is in the way?",
    (
        Option("w", "waiting", advance, "on somebody or something"),
        Option("D", "dead end", advance, "it needs another route…"),
        Option("?", "something else", advance),
    ),
    about="It is drawn on the road ‘ahead’.",
)


def ask(choice=BLOCKS, **config):
    title = "Ship the [b]thesis[/b]"
    return OneScreenApp(lambda glyphs, _: ChoiceScreen(choice, title, glyphs), **config)


def answered(app):
    """The words of what was answered; None where it was left."""
    return [option and option.label for option in app.answers]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("w",), "waiting"),
        (("D",), "dead end"),
        (("question_mark",), "something else"),
        (("enter",), "waiting"),
        (("down", "down", "down", "up", "enter"), "dead end"),
        (("x", "d", "escape"), None),
    ],
)
async def test_one_key_or_the_cursor_answers_and_escape_leaves(keys, answer):
    app = ask()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert answered(app) == [answer]


async def test_a_click_on_a_row_answers():
    app = ask()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionRows, offset=(20, 1))
        assert answered(app) == ["dead end"]


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
    many = Choice("Which", "Which?", tuple(Option(k, f"letter {k}", advance) for k in letters))
    app = ask(many)
    async with app.run_test(size=(60, 12)) as pilot:
        assert "letter z" not in shown(app)
        await pilot.press("up", *["down"] * 25)
        await until(pilot, lambda: "▌  z  letter z" in shown(app))
        await pilot.press("enter")
        assert answered(app) == ["letter z"]


UNITE = Choice(
    "Unite",
    "Unite the two?",
    (
        Option("u", "unite the two", advance, "all goals of both; one undo takes it back"),
        Option("n", "leave it", advance, "nothing is changed"),
    ),
    about="\n".join(
        (
            "It was begun on its own, and is not a copy of this file.",
            "24 changes from thinkpad, 20 Nov",
            *(f"Sell the boat that nobody sails any more, number {n}: added" for n in range(6)),
            "and 18 more",
        )
    ),
)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_long_question_keeps_its_frame_and_its_hints(size):
    app = ask(UNITE)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Unite? " in shown(app))
        text = " ".join(shown(app).split())
        assert "one undo takes it back" in flat(app)
        assert "It was begun on its own" in text
        assert "esc cancels" in text
        assert ("and 18 more" in text) != ("│ … " in text)


async def test_a_note_that_is_too_long_says_that_it_goes_on():
    app = ask(UNITE)
    async with app.run_test(size=(40, 14)) as pilot:
        await until(pilot, lambda: "Unite? " in shown(app))
        assert "│    …" in shown(app)
        assert "esc cancels" in shown(app)
