"""Titles that try to be markup, or to speak to the terminal, are shown as they are."""

from __future__ import annotations

import pytest

from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.hostile_titles import MARKUP, SPOKEN
from support.ui.prompts import palette, prompt
from support.ui.screen import chosen, shown, toast, until, view

LEFT = "final stretch: 1 marker and 1 seal item"
"""Said of the goals below when they come into their final stretch."""


def words(app):
    """The screen without the line breaks that fall into long titles."""
    return " ".join(shown(app).split())


@pytest.mark.parametrize("title", [*MARKUP[:6], *SPOKEN])
async def test_a_title_is_text_wherever_it_is_shown(garage, title):
    clean = SPOKEN.get(title, title)
    app = garage.app(f"{title}: {title} > b #t")
    async with app.run_test(size=(140, 40)) as pilot:
        assert chosen(app) == clean
        assert clean in words(app)

        await pilot.press("space")
        assert toast(app) == f"Reached ‘{clean}’ · {clean}\n{LEFT}"
        assert clean in words(app)

        await pilot.press("slash", "t", "enter")
        await until(pilot, lambda: "/t" in shown(app))
        await pilot.press("escape")

        field = await prompt(pilot, "rename")
        assert field.value == clean
        await until(pilot, lambda: f"New title · {clean}" in words(app))
        field.value = f"{title}!"
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == f"{clean}!")
        assert not any(sign in shown(app) for sign in "\x1b\x07\x9b\u202e\x00")

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoadScreen) and shown(app))
        assert f"reached ‘{clean}’" in words(app)
        assert f"renamed to ‘{clean}!’" in words(app)

        await pilot.press("u")
        assert toast(app) == f"Undone: renamed to ‘{clean}!’ · {clean}"
    assert app.return_value is None


async def test_titles_are_text_in_the_palette_and_are_gone_to(garage):
    app = garage.app(*(f"{title} zoo{number}z: a > b" for number, title in enumerate(MARKUP)))
    async with app.run_test(size=(100, 40)) as pilot:
        for number, title in enumerate(MARKUP):
            offered = await palette(pilot, f"zoo{number}z")
            shown_title = offered[0]
            assert shown_title == f"{title} zoo{number}z"
            await pilot.press("enter")
            await until(pilot, lambda wanted=shown_title: chosen(app) == wanted)


async def test_quick_add_shows_any_line_while_it_is_typed(garage):
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        for line in (*MARKUP, "[/]: [/] > [b] due [/] #[/] ! [/]", "x ! [@click=app.quit]"):
            await pilot.press("a")
            await until(pilot, lambda: isinstance(app.focused, LineInput))
            app.focused.value = line
            await until(pilot, lambda: "1 marker" in words(app) or "2 markers" in words(app))
            assert line.split(":")[0] in words(app)
            await pilot.press("enter")
            await until(pilot, lambda: len(app.screen_stack) == 1)
        assert len(view(app).board.goals) == len(MARKUP) + 2


async def test_a_filter_that_finds_nothing_is_shown_as_it_was_typed(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("slash")
        for query in MARKUP:
            app.focused.value = query
            await until(pilot, lambda: f"No road here matches ‘{query}’" in words(app))  # noqa: B023
            assert f"/{query}"[:20] in words(app)
