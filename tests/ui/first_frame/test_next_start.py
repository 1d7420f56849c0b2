"""What is drawn for the next start, how long it is true, and where none is kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from lastmile_tui.early import frames, stamp
from lastmile_tui.early.places import EarlyPlaces
from lastmile_tui.early.start import Start
from lastmile_tui.early.terminal import EarlyTerminal
from lastmile_tui.store.app_state import AppState, save_state
from lastmile_tui.store.disk.grace import Grace
from lastmile_tui.ui.first_frame.draw import draw_aside, terminal_text
from lastmile_tui.ui.first_frame.next_start import NextStart
from lastmile_tui.ui.highway.screen import HighwayScreen
from support.store.database import private_of
from support.ui.screen import PATIENCE, ended, until
from support.ui.workspace import CALENDAR, NOW

SWIM = "Swim: a > b > c"


@dataclass
class Kept:
    """An app that keeps a frame, and what it has kept."""

    garage: Any
    start: Start

    def app(self, *lines, **config):
        if lines:
            self.garage.add(*lines)
        # On a slow machine a file that is gone would else be missed for good, and written again.
        self.store = self.garage.store(grace=Grace(PATIENCE))
        self.next_start = NextStart(self.start, self.store, self.garage.state_dir)
        return self.garage.app(store=self.store, next_start=self.next_start, **config)

    async def leave(self, app, *keys, meanwhile=lambda: None):
        """Press keys, and leave."""
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.started)
            await pilot.press(*keys)
            meanwhile()
            await pilot.press("ctrl+q")
            await until(pilot, lambda: app.return_code is not None)
        self.store.close()

    def keep(self):
        self.next_start.keep()
        return self.header

    @property
    def file(self):
        """What is kept; empty where nothing is."""
        folder = private_of(self.garage.path) / "frames"
        return b"".join(path.read_bytes() for path in folder.glob("*"))

    @property
    def header(self):
        """SINCE and UNTIL of what is kept; None where nothing is."""
        return tuple(map(int, self.file.split(b"\n")[1].split()[:2])) if self.file else None


@pytest.fixture
def kept(garage, tmp_path):
    private = str(private_of(garage.path))
    config, state = str(tmp_path / "config.toml"), str(garage.state_dir)
    places = EarlyPlaces(str(garage.path), config, state, private)
    start = Start(places, stamp.fixed_of(places, os.environ), EarlyTerminal(0))
    return Kept(garage, start)


def local(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=CALENDAR.zone)


TURN = local(22, 4)
MOMENTS = {
    "until the day turns": ((SWIM,), NOW, TURN),
    "until the day turns at night": ((SWIM,), local(22, 1), TURN),
    "until a due time": ((f"{SWIM} due today 17:30",), NOW, local(21, 17, 30)),
    "until the first due time": (
        (f"{SWIM} due today 17:30", "Run: x > y due today 11:00", "Sit: x > y due today 9:00"),
        NOW,
        local(21, 11),
    ),
    "a due time that has passed": ((f"{SWIM} due today 9:00",), NOW, TURN),
    "a due time of the small hours": ((f"{SWIM} due tomorrow 2:00",), NOW, local(22, 2)),
    "a due time of tomorrow": ((f"{SWIM} due tomorrow 9:00",), NOW, TURN),
    "a due time of a day that is over": ((f"{SWIM} due yesterday 23:00",), NOW, TURN),
    "at the very minute": ((f"{SWIM} due today 10:00",), local(21, 10), TURN),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
async def test_a_frame_is_true_until_a_word_of_it_would_change(kept, moment):
    lines, now, until_then = moment
    kept.garage.clock.instant = now
    await kept.leave(kept.app(*lines))
    since, until_when = kept.keep()
    assert until_when == until_then.timestamp()
    assert since == int(now.timestamp())


def as_left(**values):
    return lambda kept: save_state(kept.garage.state_dir, AppState(**values))


def other_process(kept):
    kept.garage.add("Run: x > y")


def copy(kept):
    path = kept.garage.path
    path.with_name("lastmile (conflicted copy 2026-11-20).json").write_bytes(path.read_bytes())


def other_settings(kept):
    kept.start.fixed += b"x"


SPOILED = {
    "another theme is remembered": as_left(theme="lastmile-light"),
    "another view is": as_left(view="parked"),
    "another order is": as_left(sort="title"),
    "other lanes are": as_left(density="compact"),
    "the first steps are": as_left(guide="2026-11-21T09:00:00+00:00 2026-11-21"),
    "a copy comes to lie beside the file": copy,
    "the settings are changed": other_settings,
    "the file is gone": lambda kept: kept.garage.path.unlink(),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
@pytest.mark.parametrize("when", ["before it is drawn", "before it is kept"])
async def test_none_is_kept_where_the_next_start_finds_something_else(kept, spoil, when):
    app = kept.app(SWIM)
    drawn_first = when == "before it is kept"
    await kept.leave(app, meanwhile=(lambda: None) if drawn_first else (lambda: spoil(kept)))
    if drawn_first:
        spoil(kept)
    assert kept.keep() is None


async def test_what_another_process_writes_is_drawn_too(kept):
    app = kept.app(SWIM)
    await kept.leave(app, meanwhile=lambda: other_process(kept))
    assert kept.keep() is not None
    assert b"Run" in kept.file


@pytest.mark.parametrize("state", [{}, {"theme": "lastmile-dark"}, {"place": "2026-11-21 x"}])
async def test_one_is_kept_where_it_finds_the_same(kept, state):
    app = kept.app(SWIM)
    await kept.leave(app, meanwhile=lambda: as_left(**state)(kept))
    assert kept.keep() is not None


@pytest.mark.usefixtures("quick")
async def test_an_app_that_is_ended_while_it_draws_the_next_frame_ends_as_it_was_told(
    kept, monkeypatch
):
    class Ending(HighwayScreen):
        def compose(self):
            self.app.exit(None, 143)
            return super().compose()

    monkeypatch.setattr("lastmile_tui.ui.first_frame.next_start.HighwayScreen", Ending)
    app = kept.app(SWIM)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.started)
        await pilot.press("space")
        await ended(pilot)
    assert app.broken is None
    assert app.return_code == 143


async def test_none_is_kept_of_a_file_without_a_road(kept):
    await kept.leave(kept.app())
    assert kept.keep() is None


async def test_none_is_kept_of_an_app_that_has_something_to_make_known(kept):
    app = kept.app(SWIM)
    await kept.leave(app, meanwhile=lambda: app.session.notices.new_sentences(["Look here."]))
    assert kept.keep() is None


async def test_a_frame_that_is_too_large_is_not_kept(kept, monkeypatch):
    monkeypatch.setattr(frames, "MOST_BYTES", 1000)
    await kept.leave(kept.app(SWIM))
    assert kept.keep() is None


async def test_a_screen_is_drawn_aside_as_it_is_shown_first_and_nothing_is_left_of_it(kept):
    app = kept.app(SWIM, *(f"Road {number}: x > y" for number in range(9)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.started)
        await pilot.pause()
        app.screen.query_one("ToastLine").hush()
        await pilot.pause()
        first = terminal_text(app, app.screen)
        await pilot.press("j", "G")
        moved, screens = terminal_text(app, app.screen), [*app._registry]  # noqa: SLF001 - no other list
        assert moved != first
        screen = HighwayScreen(app.glyphs, app.keys)
        screen.board = app.session.board
        assert await draw_aside(app, screen, app.size) == first
        assert terminal_text(app, app.screen) == moved
        assert {*app._registry} == {*screens}  # noqa: SLF001 - as above


async def test_while_it_stands_still_an_app_draws_nothing_and_keys_wait(kept):
    app = kept.app(SWIM)
    kept.start.terminal.frame = b"something else"
    app = kept.garage.app(store=kept.store, next_start=kept.next_start)
    drawn = []
    app.post_display_hook = lambda: drawn.append(app.still)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.still
        await pilot.press("space")
        await until(pilot, lambda: app.started and not app.still)
        await until(
            pilot, lambda: "left out" in str(app.screen.query_one("ToastLine").message.content)
        )
        assert kept.garage.saved("Swim").position == 0
        await pilot.press("space")
        await until(pilot, lambda: kept.garage.saved("Swim").position == 1)
    assert drawn
    assert not any(drawn)
