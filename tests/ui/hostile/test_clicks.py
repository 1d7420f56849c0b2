"""Titles and other texts that are action markup, clicked wherever they are drawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.screen import Screen
from textual.widgets import Static

from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.gate import GateScreen
from lastmile_tui.ui.dialogs.palette import PaletteScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.dialogs.quick_add import QuickAddScreen
from lastmile_tui.ui.dialogs.templates import TemplatesScreen
from lastmile_tui.ui.history.screen import HistoryScreen
from lastmile_tui.ui.mirror.screen import MirrorScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.screen import RoadScreen
from lastmile_tui.ui.seal.screen import SealScreen
from lastmile_tui.ui.seal.sealed import SealedScreen
from support.hostile import some, write_file
from support.ui.internals import settled, strips
from support.ui.one_screen_app import OneScreenApp
from support.ui.screen import begun, shown, until

MARKUP = {
    "quit": "[@click=app.quit]qq[/]",
    "exit": "[@click=app.exit('x')]qq[/]",
    "screen": "[@click=screen.dismiss]qq[/]",
    "command": "[@click=screen.command('remove')]qq[/]",
    "link": "[link='http://x.invalid']qq[/link]",
}
"""What a click would carry out, or a terminal would open, if it were more than text."""

SEEN = 6
"""Characters at the start of each that have room everywhere."""

SHARE = 6
"""As many clicks are always tried; `-m long` tries them all."""

TO = {
    "a note": (PromptScreen, "n"),
    "a next step": (PromptScreen, "w"),
    "a turn": (ChoiceScreen, "t"),
    "letting go": (ChoiceScreen, "D"),
    "a reason": (PromptScreen, "D", "n"),
    "a day to park until": (PromptScreen, "p"),
    "the road": (RoadScreen, "enter"),
    "its log": (RoadScreen, "enter", "tab"),
    "an edited row": (RoadScreen, "enter", "j", "j", "j", "e"),
    "its past": (HistoryScreen, "H"),
    "its first day": (HistoryScreen, "H", "g"),
    "the seal list": (SealScreen, "s"),
    "an item reworded": (SealScreen, "s", "e"),
    "sealing": (ChoiceScreen, "space", "s", "s"),
    "the moment of the seal": (SealedScreen, "space", "s", "s", "y"),
    "the templates": (TemplatesScreen, "T"),
    "the gate": (GateScreen, "a"),
    "a line from a template": (QuickAddScreen, "T", "enter", "g"),
    "the review": (ReviewScreen, "r"),
    "a later page of the review": (ReviewScreen, "r", "enter"),
    "the last page of the review": (ReviewScreen, "r", "enter", "enter"),
    "the mirror": (MirrorScreen, "m"),
    "the tables of the mirror": (MirrorScreen, "m", "t"),
    "the palette": (PaletteScreen, "colon", "q", "q"),
    "a new title": (PromptScreen, "colon", *"rename", "enter"),
    "the road ahead": (PromptScreen, "colon", *"detour", "enter"),
    "a template's name": (PromptScreen, "colon", *"save", "enter"),
    "a found road": (Screen, "slash", "q", "q"),
    "whether it is the seal still holds": (ChoiceScreen,),
    "this week": (Screen, "v"),
    "sealed roads": (Screen, "v", "v", "v"),
    "roads let go": (Screen, "v", "v", "v", "v"),
    "all roads": (Screen, "v", "v", "v", "v", "v"),
    "a toast": (Screen, "n", "q", "enter"),
    "undoing": (Screen, "space", "u"),
}
"""The screen, and the keys that lead there from all roads, where a road bears the text."""


SCROLLING = {"grab", "scroll_up", "scroll_down"}
"""What a scroll bar of Textual does."""


def cells(app):
    """The actions and links under the cells of the screen, which a click would carry out."""
    styles = {part.style for strip in strips(app.screen) for part in strip}
    metas = [style.meta.items() for style in styles if style]
    found = {(name, str(to)) for meta in metas for name, to in meta if name.startswith("@")}
    found = {(name, to) for name, to in found if to not in SCROLLING}
    return found | {("link", style.link) for style in styles if style and style.link}


def places(app, text):
    """Where a text is drawn, from its third character on."""
    lines = shown(app).splitlines()
    return [(line.index(text) + 3, y) for y, line in enumerate(lines) if text in line]


async def opened(pilot, keys):
    """Go somewhere from all roads."""
    app = pilot.app
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
        if isinstance(app.screen, PaletteScreen) and key != "enter":
            await until(pilot, lambda: app.screen.is_running)
    if isinstance(app.screen, PaletteScreen):
        await until(pilot, lambda: "Go to this road" in shown(app))
    await settled(pilot)


@pytest.mark.parametrize(("place", "name"), some(TO, MARKUP, share=SHARE))
async def test_a_click_on_markup_is_a_click_on_text(garage, place, name):
    text = MARKUP[name]
    write_file(garage.path, {name: text})
    wanted, *keys = TO[place]
    if place == "whether it is the seal still holds":
        garage.clock.instant += timedelta(days=7)
    app = garage.app()
    ended = []
    async with app.run_test(size=(120, 40)) as pilot:
        app.exit = lambda *args, **_: ended.append(args)
        await begun(pilot)
        await opened(pilot, keys)
        assert isinstance(app.screen, wanted)
        assert cells(app) == set()
        if place == "the last page of the review":
            assert app.reviewing.screen.uid is None
        spots = places(app, text[:SEEN])
        assert spots, shown(app)
        for spot in spots[:3]:
            await pilot.click(offset=spot)
            await settled(pilot)
            assert ended == []
            assert not any(goal.deleted for goal in app.session.goals.values())
            assert cells(app) == set()


async def test_markup_that_is_none_of_ours_would_be_found():
    """What the tests above look for is there where a text is taken for markup."""

    class Careless(Screen):
        def compose(self):
            yield Static("".join(MARKUP.values()))

    app = OneScreenApp(lambda *_: Careless())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert {to for _, to in cells(app)} >= {"app.quit", "http://x.invalid"}
