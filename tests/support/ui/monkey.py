"""A monkey at the keyboard: it types, resizes, clicks, and somebody else writes the file too."""

from __future__ import annotations

from collections import Counter, deque
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from random import Random

from textual.events import Key
from textual.keys import key_to_character

from lastmile_tui.commands import TABLES
from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.errors import LastmileError
from lastmile_tui.store.goals import GoalStore
from lastmile_tui.store.review_days import ReviewDays
from support.store.database import private_of
from support.ui.internals import key_of, send, settled
from support.ui.screen import shown
from support.ui.workspace import CALENDAR

KEYS = [key for table in TABLES for command in table for key in command.keys]
"""Every key of the app, as often as it means something."""

HANDS = ("escape", "enter", "tab", "shift+tab", "backspace", "delete", "ctrl+s", "ctrl+z", "ctrl+q")
"""What a hand falls on besides."""

WORDS = (
    "fri",
    "in 2 weeks",
    "31.2.",
    "Paint the boat: sanded > primed >> painted due fri #boat",
    "a > b >> c",
    "@henrik ^me",
    "[@click=app.quit]x[/] [b",
    "日本 👨‍👩‍👧 ﷽",
    "\\",
    "yes",
    "x" * 90,
)

SIZES = ((1, 1), (2, 40), (40, 2), (20, 8), (40, 12), (60, 20), (80, 24), (120, 40), (200, 60))

EDITORS = (
    "true",
    "false",
    """sh -c 'grep -q nonsense "$0" || echo nonsense >> "$0"'""",
    """sh -c 'grep -q "!" "$0" || sed -i "1s/$/!/" "$0"'""",
    """sh -c ': > "$0"'""",
)
"""Editors that leave a text alone, fail, spoil it once, change the title, and empty it."""

LOOK_EVERY = 15
"""Keys between two looks into the file."""


class Monkey:
    """Random doings at an app, the same for the same seed; every look compares app and file."""

    def __init__(self, garage, monkeypatch, seed):
        self.random = Random(seed)
        self.done = Counter()
        self.last = deque(maxlen=60)
        """What was done last, newest at the end, for who has to find out."""
        self._garage, self._patch = garage, monkeypatch
        monkeypatch.setenv("VISUAL", "")
        monkeypatch.setenv("EDITOR", EDITORS[0])
        monkeypatch.setattr("lastmile_tui.ui.app.POLL_SECONDS", 0.1)
        monkeypatch.setattr("lastmile_tui.ui.base_app.IDLE_SECONDS", 0.05)

    async def drive(self, app, keys):
        """Type so many keys, into one app after the other where the keys end it."""
        other = self._garage.store()
        while self.done["keys"] < keys:
            app.suspend = _handed_over
            async with app.run_test(size=(100, 30)) as pilot:
                while self.done["keys"] < keys and app.return_code is None:
                    await self._do_something(pilot, other)
                    if self.done["keys"] % LOOK_EVERY == 0:
                        await self._look(pilot)
                await self._answers(pilot)
            self.done["starts"] += 1
            app = self._garage.app(glyphs=self.random.choice(("unicode", "ascii")))

    async def _do_something(self, pilot, other):
        chance = self.random.random()
        if chance < 0.72:
            await self._press(pilot, self.random.choice(KEYS))
        elif chance < 0.84:
            await self._press(pilot, self.random.choice(HANDS))
        elif chance < 0.92:
            words = self.random.choice(WORDS)
            await self._press(pilot, *(map(key_of, words)))
        elif chance < 0.95:
            size = self.random.choice(SIZES)
            self._note("resizes", size)
            await pilot.resize_terminal(*size)
        elif chance < 0.97:
            width, height = pilot.app.size
            at = self.random.randrange(width), self.random.randrange(height)
            self._note("clicks", at)
            await pilot.click(offset=at)
        elif chance < 0.99:
            self._note("changes elsewhere", self._write(other))
        else:
            self._garage.clock.instant += timedelta(hours=self.random.choice((1, 1, 1, 30)))
            self._patch.setenv("EDITOR", self.random.choice(EDITORS))

    async def _press(self, pilot, *keys):
        """Type keys at once; now and then what comes next comes before all is done."""
        self.done["keys"] += len(keys)
        self.last.append(keys)
        for key in keys:
            send(pilot.app, Key(key, key_to_character(key)))
        if self.random.random() < 0.8:
            await settled(pilot)

    def _note(self, what, which):
        self.done[what] += 1
        self.last.append((what, which))

    def _write(self, other):
        """Change something as another process does."""
        with suppress(LastmileError):
            other.refresh()
            goal = self.random.choice([goal for goal in other.goals.values() if not goal.diary])
            today = CALENDAR.date_of(self._garage.clock.now())
            plan = read_line(WORDS[3], partial(match_date, today=today))
            doing = self.random.choice(
                (
                    other.undo,
                    other.redo,
                    partial(other.add, plan),
                    partial(other.change, goal.uid, drive.advance),
                    partial(other.change, goal.uid, drive.back),
                    partial(other.change, goal.uid, edit.remove),
                    other.storage.compact,
                )
            )
            doing()
            return doing
        return None

    async def _look(self, pilot):
        """Compare what is shown with what is saved; whatever is on the screen can be drawn."""
        app = pilot.app
        if app.return_code is not None:
            return
        self.done["looks"] += 1
        await settled(pilot)
        app.call_later(app.background.look_outside)
        await settled(pilot)
        with GoalStore(
            self._garage.path,
            private=private_of(self._garage.path),
            device="reader",
            now=self._garage.clock.now,
            calendar=CALENDAR,
            entropy=self._garage.bits,
        ) as saved:
            assert not saved.broken, self
            shows, holds = roads(app.session.goals), roads(saved.goals)
            differ = [uid for uid in shows | holds if shows.get(uid) != holds.get(uid)]
            assert not differ, [self, *((shows.get(uid), holds.get(uid)) for uid in differ)]
            day = app.session.today
            assert app.session.review_days.streak(day) == ReviewDays(saved, frozenset()).streak(
                day
            ), self
            self.done["changes"] = sum(len(saved.log(uid)) for uid in saved.goals)
        if app.return_code is not None:
            return
        assert app.highway.board.goals == app.session.goals, self
        shown(app)

    async def _answers(self, pilot):
        """The app can be left for the Highway, and shows its keys there."""
        app = pilot.app
        if app.return_code is not None:
            return
        await pilot.resize_terminal(100, 30)
        for _ in range(20):
            if app.screen is app.highway:
                break
            await pilot.press("escape")
            await settled(pilot)
        assert app.screen is app.highway, self
        await pilot.press("escape", "question_mark")
        await settled(pilot)
        assert app.screen is not app.highway, self

    def __repr__(self):
        return f"{dict(self.done)}, last: {list(self.last)}"


def roads(goals):
    """The goals that are roads; the diary is asked of the store whenever it is shown."""
    return {uid: goal for uid, goal in goals.items() if not goal.diary}


@contextmanager
def _handed_over():
    """A terminal that can be handed over to an editor, although there is none."""
    yield
