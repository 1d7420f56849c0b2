"""What the app does otherwise where its terminal is a page of a browser."""

from __future__ import annotations

import pytest
from textual.events import Key

from lastmile_tui.ui.app import LastmileApp
from lastmile_tui.ui.signals import EndInOrder
from support.ui.screen import toast, until

CAR = "Sell the car: listed > agreed >> signed"


@pytest.fixture
def browsed(garage, monkeypatch):
    """An app that takes itself for one in a browser."""
    monkeypatch.setattr(LastmileApp, "is_web", True)
    return garage.app(CAR)


async def test_there_is_no_shell_to_stop_for(browsed):
    async with browsed.run_test() as pilot:
        await pilot.press("ctrl+z")
        sentence = "There is no shell behind this page: close the tab, or q quits."
        await until(pilot, lambda: toast(browsed) == sentence)


async def test_there_is_no_editor_that_the_terminal_could_be_handed_to(browsed):
    async with browsed.run_test() as pilot:
        await pilot.press("E")
        sentence = "A browser cannot open $EDITOR; e edits the goal here."
        await until(pilot, lambda: toast(browsed) == sentence)
        assert len(browsed.screen_stack) == 1


async def test_an_app_ends_in_order_behind_all_that_was_typed(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        for key in ("n", *"Done", "enter", "space"):
            app.post_message(key_of(key))
        app.post_message(EndInOrder(7))
        await until(pilot, lambda: app.return_code == 7)
    goal = garage.saved("Sell the car")
    assert goal.position == 1
    log = garage.store().record(goal.uid).log
    assert [event.text for event in log if event.kind == "note"] == ["Done"]


def key_of(key):
    return Key(key, key if len(key) == 1 else None)
