"""Picking a template."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.ui.dialogs.templates import TemplateRow, TemplatesScreen, seal_words
from lastmile_tui.ui.kit.option_rows import OptionRows
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import shown

TODAY = date(2026, 11, 21)
_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def goal(line):
    return add(read_line(line, lambda _: None), Stamp(ulid(_AT, 1), _AT, "one", TODAY)).goal


TEMPLATES = (
    TemplateRow("Close a sale", "signed, paid…", goal("Sale: listed >> signed ! money is there")),
    TemplateRow("Run a [b]race", "to the line", goal("Race: base > taper >> run ! over the line")),
    TemplateRow("Ship", "a release", goal("Ship: frozen >> out ! announced ! answered")),
)


def picking(templates=TEMPLATES, **config):
    return OneScreenApp(lambda glyphs, _: TemplatesScreen(templates, TODAY, glyphs), **config)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), "Close a sale"),
        (("j", "enter"), "Run a [b]race"),
        (("down", "down", "down", "k", "enter"), "Run a [b]race"),
        (("G", "enter"), "Ship"),
        (("G", "g", "space"), "Close a sale"),
        (("j", "escape"), None),
    ],
)
async def test_enter_takes_the_template_under_the_cursor(keys, answer):
    app = picking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert app.answers == [answer]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_road_and_the_seal_list_follow_the_cursor(size):
    app = picking()
    async with app.run_test(size=size) as pilot:
        assert "listed" in shown(app)
        assert "money is there" in shown(app)
        await pilot.press("j")
        page = shown(app)
        assert "taper" in page
        assert "over the line" in page
        assert "money is there" not in page
        assert "▌  Run a [b]race" in page


async def test_a_click_shows_a_template_and_a_second_one_takes_it():
    app = picking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionRows, offset=(10, 2))
        assert app.answers == []
        assert "announced" in shown(app)
        await pilot.click(OptionRows, offset=(10, 2))
        assert app.answers == ["Ship"]


async def test_more_templates_than_rows_scroll():
    many = tuple(TemplateRow(f"Mine {n}", "", TEMPLATES[0].goal) for n in range(60))
    app = picking(many)
    async with app.run_test(size=(60, 20)) as pilot:
        assert "Mine 59" not in shown(app)
        await pilot.press("G")
        assert "▌  Mine 59" in shown(app)
        assert "money is there" in shown(app)


async def test_without_templates_enter_does_nothing():
    app = picking(())
    async with app.run_test() as pilot:
        await pilot.press("j", "enter")
        assert app.answers == []
        await pilot.press("escape")
        assert app.answers == [None]


async def test_an_ascii_terminal_gets_nothing_else():
    app = picking(glyphs="ascii")
    async with app.run_test(size=(60, 20)):
        assert "signed, paid~" in shown(app)
        assert not_ascii(app) == []


@pytest.mark.parametrize(
    ("height", "words"),
    [
        (3, "To seal it\n[ ] announced\n[ ] answered"),
        (2, "To seal it  announced · answered"),
    ],
)
def test_the_seal_list_is_a_paragraph_where_room_is_short(height, words):
    assert seal_words(TEMPLATES[2].goal, height).plain == words
