"""A theme that follows the terminal: at once, when it changes, and never against a choice."""

from __future__ import annotations

import pytest

from lastmile_tui.store.app_state import AppState, load_state, save_state
from lastmile_tui.ui.keyboard.shade import TerminalShade
from support.ui.screen import begun, until

LINE = "Walk: a > b >> c"


@pytest.mark.parametrize(("dark", "name"), [(True, "nord"), (False, "solarized-light")])
async def test_it_wears_the_theme_for_what_the_terminal_is(garage, dark, name):
    app = garage.app(LINE, theme="auto", theme_dark="nord", theme_light="solarized-light")
    async with app.run_test() as pilot:
        await begun(pilot)
        assert app.theme == "nord"  # until it is told
        app.post_message(TerminalShade(dark=dark))
        await until(pilot, lambda: app.theme == name)
        app.post_message(TerminalShade(dark=not dark))
        await until(pilot, lambda: app.theme != name)


async def test_without_that_setting_nothing_follows(garage):
    app = garage.app(LINE)
    async with app.run_test() as pilot:
        await begun(pilot)
        app.post_message(TerminalShade(dark=False))
        await pilot.pause(0.1)
        assert app.theme == "lastmile-dark"


@pytest.mark.parametrize(
    ("remembered", "theme"),
    [("lastmile-light", "lastmile-light"), ("nord", "lastmile-dark"), (None, "lastmile-dark")],
)
async def test_it_begins_as_the_terminal_was_last(garage, remembered, theme):
    save_state(garage.state_dir, AppState(theme=remembered))
    app = garage.app(LINE, theme="auto")
    async with app.run_test() as pilot:
        await begun(pilot)
        assert app.theme == theme
        app.post_message(TerminalShade(dark=False))
        await until(pilot, lambda: load_state(garage.state_dir).theme == "lastmile-light")


async def test_a_theme_of_the_two_that_is_not_there_leaves_the_one_that_is_worn(garage):
    app = garage.app(LINE, theme="auto", theme_light="nowhere")
    async with app.run_test() as pilot:
        await begun(pilot)
        app.post_message(TerminalShade(dark=False))
        await pilot.pause(0.1)
        assert app.theme == "lastmile-dark"


async def test_while_the_first_frame_stands_nothing_changes(garage):
    app = garage.app(LINE, theme="auto")
    async with app.run_test() as pilot:
        await begun(pilot)
        app.still = True
        app.post_message(TerminalShade(dark=False))
        await pilot.pause(0.2)
        assert app.theme == "lastmile-dark"
        app.move(draw=True)
        await until(pilot, lambda: app.theme == "lastmile-light")
