"""An error anywhere in the app ends it in order, and without a panel of its variables."""

from __future__ import annotations

from inspect import iscoroutinefunction

import pytest
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.ui.app import LastmileApp
from lastmile_tui.ui.base_app import BaseApp
from lastmile_tui.ui.controllers.questions import Questions
from lastmile_tui.ui.dialogs.keys import KeysScreen
from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.state.lineups import Lineups
from lastmile_tui.ui.state.session import Session
from support.ui.internals import last_words
from support.ui.screen import until

CAR = "Sell the car: listed > driven > agreed >> signed"


class RichError(Exception):
    """An error that knows how to draw itself, as Textual's own do."""

    def __rich__(self):
        return "a panel"


def breaking(*_, **__):
    raise RichError("Sell the car")


async def break_task(*_, **__):
    breaking()


PLACES = {
    "a message handler": (Lineups, "next_sort", ["o"]),
    "a worker": (Questions, "ask", ["n"]),
    "a worker in a thread": (Session, "compact", ["space"]),
    "a timer": (Session, "refresh", []),
    "an action": (BaseApp, "action_command_palette", ["colon"]),
    "a key with priority": (LastmileApp, "action_quit", ["ctrl+q"]),
    "a new screen": (KeysScreen, "compose", ["question_mark"]),
    "a screen that is told what is saved": (LastmileApp, "bind_down", ["z"]),
    "a line that is drawn": (HighwayView, "render_line", ["j"]),
}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("place", PLACES)
async def test_what_breaks_ends_the_app_and_is_given_to_its_caller(
    garage, monkeypatch, capsys, place
):
    owner, name, keys = PLACES[place]
    app = garage.app(CAR, CAR.replace("car", "boat"))

    async def drive():
        async with app.run_test() as pilot:
            broken = break_task if iscoroutinefunction(getattr(owner, name)) else breaking
            monkeypatch.setattr(owner, name, broken)
            await pilot.press(*keys)
            await until(pilot, lambda: app.broken)

    with pytest.raises(RichError):
        await drive()
    assert isinstance(app.broken, RichError)
    assert app.return_code == 1
    assert capsys.readouterr() == ("", "")
    assert last_words(app) == []


async def test_a_style_sheet_that_cannot_be_read_is_the_callers(garage, monkeypatch, capsys):
    monkeypatch.setattr(BaseApp, "CSS", "Screen { colour: {")
    app = garage.app(CAR)
    await app.run_async(headless=True)
    assert app.broken is not None
    assert capsys.readouterr() == ("", "")


async def test_an_app_that_is_ended_while_a_screen_is_made_ends_as_it_was_told(garage):
    class Late(ModalScreen[None]):
        def compose(self):
            self.app.exit(None, 143)
            yield Static(id="late")

        def on_mount(self):
            self.query_one("#late")

    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.started)
        await app.push_screen(Late())
    assert app.broken is None
    assert app.return_code == 143


async def test_what_was_done_before_it_broke_is_saved(garage, monkeypatch):
    app = garage.app(CAR)

    async def drive():
        async with app.run_test() as pilot:
            await pilot.press("space")
            monkeypatch.setattr(Lineups, "next_sort", breaking)
            await pilot.press("o")

    with pytest.raises(RichError):
        await drive()
    assert garage.saved("Sell the car").position == 1
