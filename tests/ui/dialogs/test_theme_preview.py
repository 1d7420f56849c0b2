"""A theme is tried on while the cursor rests on it in the palette, and chosen by enter alone."""

from __future__ import annotations

import json

import pytest

from lastmile_tui.ui.dialogs.palette import PaletteScreen
from lastmile_tui.ui.keyboard.shade import TerminalShade
from lastmile_tui.ui.kit.option_rows import OptionRows
from support.ui.screen import begun, shown, typed, until

LINE = "Walk: a > b >> c"


async def opened(app, pilot):
    await begun(pilot)
    app.search_themes()
    await until(pilot, lambda: isinstance(app.screen, PaletteScreen) and app.screen.is_mounted)
    await until(pilot, lambda: app.screen.query(OptionRows))


def kept(garage):
    path = garage.state_dir / "state.json"
    return json.loads(path.read_text()).get("theme") if path.exists() else None


async def test_the_cursor_begins_on_the_theme_that_is_worn(garage):
    app = garage.app(LINE, theme="nord")
    async with app.run_test() as pilot:
        await opened(app, pilot)
        assert app.screen.offered[app.screen.rows.index].theme == "nord"


async def test_a_theme_is_tried_on_and_left_again(garage):
    app = garage.app(LINE)
    async with app.run_test() as pilot:
        await opened(app, pilot)
        await typed(pilot, "nord")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("backspace", "backspace", "backspace", "backspace")
        await typed(pilot, "dracula")
        await until(pilot, lambda: app.theme == "dracula")
        assert kept(garage) in (None, "lastmile-dark")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "lastmile-dark")
        assert kept(garage) in (None, "lastmile-dark")


@pytest.mark.parametrize("begun_in", ["lastmile-dark", "ansi-light"])
async def test_the_colours_of_the_terminal_are_tried_on_and_left_for_others(garage, begun_in):
    # Textual 8.2.8 cannot dim on the terminal's own background, which is there one moment longer.
    app = garage.app(LINE, theme=begun_in)
    async with app.run_test() as pilot:
        await opened(app, pilot)
        for theme in ("ansi-light", "dracula", "ansi-dark", "lastmile-light"):
            app.try_on(theme)
            app.screen.refresh(layout=True)
            assert "Palette" in shown(app)  # before it is styled anew
            await pilot.pause()
            assert "Palette" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == begun_in)
        assert "Walk" in shown(app)


async def test_a_theme_is_not_tried_on_once_the_palette_is_left(garage):
    app = garage.app(LINE)
    async with app.run_test() as pilot:
        await opened(app, pilot)
        palette = app.screen
        await pilot.press("down", "escape")
        await until(pilot, lambda: app.screen is app.highway)
        palette._rested("nord")  # noqa: SLF001 # the timer's call, a moment too late
        await pilot.pause()
        assert app.theme == "lastmile-dark"


async def test_what_is_chosen_stays_and_is_kept(garage):
    app = garage.app(LINE)
    async with app.run_test() as pilot:
        await opened(app, pilot)
        await typed(pilot, "nord")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.highway and kept(garage) == "nord")
        await pilot.pause()
        assert app.theme == "nord"


async def test_one_that_is_chosen_before_it_is_seen_stays_too(garage):
    app = garage.app(LINE)
    async with app.run_test() as pilot:
        await opened(app, pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: kept(garage) == "lastmile-light")
        assert app.theme == "lastmile-light"


async def test_the_theme_that_follows_the_terminal_is_tried_on_as_the_terminal_is_now(garage):
    app = garage.app(LINE, theme_light="solarized-light")
    async with app.run_test() as pilot:
        await opened(app, pilot)
        await typed(pilot, "auto")
        assert [entry.theme for entry in app.screen.offered][:1] == ["auto"]
        await pilot.pause(0.2)
        assert app.theme == "lastmile-dark"  # until it is told
        app.post_message(TerminalShade(dark=False))
        await until(pilot, lambda: app.theme == "solarized-light")
        assert kept(garage) in (None, "lastmile-dark")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "lastmile-dark")
        app.post_message(TerminalShade(dark=False))
        await pilot.pause(0.1)
        assert app.theme == "lastmile-dark"


async def test_following_the_terminal_is_chosen_and_kept(garage):
    app = garage.app(LINE)
    async with app.run_test() as pilot:
        await opened(app, pilot)
        await typed(pilot, "auto")
        await pilot.press("enter")
        await until(pilot, lambda: kept(garage) == "auto lastmile-dark")
        app.post_message(TerminalShade(dark=False))
        await until(pilot, lambda: kept(garage) == "auto lastmile-light")
    app = garage.app()
    async with app.run_test() as pilot:
        await begun(pilot)
        assert app.theme == "lastmile-light"
        app.post_message(TerminalShade(dark=True))
        await until(pilot, lambda: app.theme == "lastmile-dark")
        await opened(app, pilot)
        assert app.screen.offered[app.screen.rows.index].theme == "auto"
        await typed(pilot, "nord")
        await pilot.press("enter")
        await until(pilot, lambda: kept(garage) == "nord")
        app.post_message(TerminalShade(dark=False))
        await pilot.pause(0.1)
        assert app.theme == "nord"
