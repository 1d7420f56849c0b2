"""The screen shows what the next key acts on, whatever was done before."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from random import Random

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.kit.option_rows import OptionRows
from support.ui.internals import draw_looks, scroll, settled
from support.ui.screen import chosen, pointed_at, shown, toast, view
from support.ui.sight import out_of_sight

SIZES = [(60, 20), (80, 24), (100, 30), (60, 12), (120, 45)]

MOVES = ("j", "k", "down", "G", "g", "pagedown", "pageup", "end")
DRIVES = ("space", "space", "plus", "h", "3", "9")
LOOKS = ("v", "o", "z", "v", "o")
CHANGES = ("u", "U", "R", "u")
WALKS = (
    ("slash", "G", "o", "a", "l", "escape"),
    ("slash", "1", "enter"),
    ("slash", "0", "down"),
    ("slash", "q", "q", "escape"),
    ("slash", "x", "x", "enter"),
    ("escape",),
    ("a", *"New one", "colon", "space", *"a", "enter"),
    ("a", *"Now a b c d", "enter"),
    ("p", *"fri", "enter"),
    ("D", "enter", "enter"),
    ("s", "space", "S", "y", "enter", "escape"),
    ("9", "s", "S", "y", "escape", "escape"),
    ("colon", *"Goal 07", "enter"),
    ("colon", *"Goal 21", "enter", "escape", "escape"),
    ("r", "space", "enter", "equals_sign", "escape"),
    ("r", "p", *"fri", "enter", "escape"),
    ("m", "escape"),
    ("H", "left", "left", "pagedown", "escape"),
    ("question_mark", "escape"),
    ("enter", "G", "escape"),
    ("enter", "j", "j", "J", "a", *"more", "enter", "u", "escape"),
    ("enter", "G", "x", "u", "tab", "j", "G", "slash", *"a", "enter", "escape", "escape"),
    ("enter", "space", "tab", "n", *"note", "enter", "escape"),
    ("s", "j", "j", "a", *"one more", "enter", "J", "K", "x", "escape"),
    ("b", "j", "escape"),
)


@pytest.fixture(autouse=True)
def _looks_drawn(monkeypatch):
    """Each step is followed by a look at the whole screen, which is all that is to be drawn."""
    draw_looks(monkeypatch)


class Walker:
    """Random doings, the same for the same seed, with a look at the screen after each key."""

    def __init__(self, garage, seed):
        self._garage, self.random = garage, Random(seed)
        self.last = []
        self.looks = 0

    async def walk(self, app, steps):
        other = self._garage.store()
        async with app.run_test(size=self.random.choice(SIZES)) as pilot:
            await self._look(pilot)
            for _ in range(steps):
                chance = self.random.random()
                if chance < 0.12:
                    await self._resize(pilot)
                elif chance < 0.24:
                    await self._write(pilot, other)
                elif chance < 0.32:
                    await self._wheel(pilot)
                elif chance < 0.7:
                    keys = self.random.choice((MOVES, MOVES, DRIVES, LOOKS, CHANGES))
                    await self._press(pilot, self.random.choice(keys))
                else:
                    for key in self.random.choice(WALKS):
                        await self._press(pilot, key)
                    await self._home(pilot)

    async def _press(self, pilot, key):
        self.last.append(key)
        await pilot.press(key)
        await settled(pilot)
        await self._look(pilot)

    async def _resize(self, pilot):
        size = self.random.choice(SIZES)
        self.last.append(size)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await self._look(pilot)

    async def _wheel(self, pilot):
        event = self.random.choice((MouseScrollDown, MouseScrollUp))
        self.last.append(event.__name__)
        for _ in range(self.random.choice((1, 5, 30))):
            if pilot.app.screen is pilot.app.highway and pilot.app.highway.view.region.height > 3:
                await scroll(pilot, event, HighwayView, (10, 2))
        await self._look(pilot)

    async def _write(self, pilot, other):
        """Change something as another process does, and let the app see it."""
        other.refresh()
        goals = [goal for goal in other.goals.values() if not goal.hidden]
        goal = self.random.choice(goals) if goals else None
        plan = read_line("Another: a > b", partial(match_date, today=pilot.app.session.today))
        moves = [drive.advance, edit.remove] if goal and len(goals) > 3 else []
        move = self.random.choice([None, *moves])
        self.last.append(("elsewhere", move))
        with suppress(LastmileError):
            other.change(goal.uid, move) if move else other.add(plan)
        pilot.app.call_later(pilot.app.background.look_outside)
        await pilot.pause()
        await self._look(pilot)

    async def _home(self, pilot):
        for _ in range(8):
            if pilot.app.screen is pilot.app.highway:
                return
            await self._press(pilot, "escape")

    async def _look(self, pilot):
        await pilot.pause()
        self.looks += 1
        lost = out_of_sight(pilot.app)
        assert not lost, f"{lost} after {self.last[-12:]}\n{shown(pilot.app)}"


@pytest.mark.parametrize(("goals", "seed"), [(3, 1), (8, 2), (25, 3), (60, 4)])
async def test_what_the_next_key_acts_on_is_on_the_screen(garage, goals, seed):
    await walk(garage, goals, seed, steps=40)


@pytest.mark.long
@pytest.mark.parametrize("goals", [3, 8, 25, 60])
@pytest.mark.parametrize("seed", range(10, 20))
async def test_a_long_walk(garage, goals, seed):
    await walk(garage, goals, seed, steps=300)


async def walk(garage, goals, seed, steps):
    lines = [f"Goal {number:02}: a > b > c > d" for number in range(goals)]
    walker = Walker(garage, 100 * seed + goals)
    await walker.walk(garage.app(*lines), steps)
    assert walker.looks > steps


async def test_a_road_that_the_wheel_scrolled_away_stays_at_the_edge_and_a_click_leads_back(garage):
    app = garage.app(*(f"Goal {number:02}: a > b" for number in range(30)))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(5):
            await scroll(pilot, MouseScrollDown, HighwayView, offset=(20, 10))
        top = view(app).region.y
        assert shown(app).splitlines()[top].startswith(f"▌      {chosen(app)}")
        await pilot.click(HighwayView, offset=(20, 0))
        assert view(app).scroll_offset.y == 0
        await pilot.press("G")
        for _ in range(5):
            await scroll(pilot, MouseScrollUp, HighwayView, offset=(20, 10))
        assert shown(app).splitlines()[view(app).region.bottom - 1].startswith("▌")
        await pilot.press("space")
        assert chosen(app) in pointed_at(app)[0]
        assert len(pointed_at(app)) == 4


@pytest.mark.parametrize("last", ["o", "u", "y", "h"])
async def test_a_message_covers_nothing_of_the_chosen_road(garage, last):
    app = garage.app(*(f"Goal {number:02} {'x' * 60}: a > b" for number in range(40)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z", "G", "space", last, "G")
        await pilot.pause()
        line = shown(app).splitlines()[view(app).region.bottom - 1]
        assert toast(app)
        assert line.startswith(f"▌      {chosen(app)[:14]}")
        assert line.rstrip().endswith("to go")


async def test_an_option_that_the_wheel_scrolled_away_stays_at_the_edge(garage):
    items = " ".join(f"! item {number}" for number in range(30))
    app = garage.app(f"Swim: a > b {items}")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        for keys, event in (("g", MouseScrollDown), ("G", MouseScrollUp)):
            await pilot.press(keys)
            for _ in range(20):
                await scroll(pilot, event, OptionRows, (10, 2))
            await pilot.pause()
            assert out_of_sight(app) == []
