"""The desk: where everything lies that the app works with, and where is told what was done."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from lastmile_tui.errors import LastmileError
from lastmile_tui.store.app_state import load_state, save_state
from lastmile_tui.ui.base_app import BaseApp
from lastmile_tui.ui.controllers.navigation import Navigator
from lastmile_tui.ui.controllers.questions import Questions
from lastmile_tui.ui.controllers.start import StartFlow
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.state.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from rich.console import RenderableType
    from textual.screen import Screen
    from textual.timer import Timer

    from lastmile_tui.config import Config
    from lastmile_tui.dates import Clock
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.controllers.background import FileCopies
    from lastmile_tui.ui.controllers.first_steps import FirstSteps
    from lastmile_tui.ui.controllers.review import ReviewController

IDLE_SECONDS = 1.0
"""How long after the last change the snapshot is brought up to date."""


class Desk(BaseApp):
    """An app with a session, whose screens show what is saved."""

    def __init__(
        self,
        store: GoalStore,
        *,
        config: Config,
        calendar: Calendar,
        clock: Clock,
        state_dir: Path,
        backups: Path | None = None,
    ) -> None:
        self.state_dir = state_dir
        self._store, self._backups, self._calendar = store, backups, calendar
        remembered = load_state(state_dir)
        super().__init__(config, remembered.theme)
        self.session = Session(store, calendar, clock, remembered, config.rest)
        self.asking = Questions(self, self.session)
        self.starting = StartFlow(self, self.session)
        self.showing = Navigator(self, self.session, self.asking)
        self._kept_guide = remembered.guide
        self.guided = False
        """Whether the first steps are looked at: from the second frame on."""
        self._idle: Timer | None = None
        self._said = ""
        """What was done last, which a screen that closes takes away with it."""

    @cached_property
    def reviewing(self) -> ReviewController:
        """The review that is open, or none."""
        from lastmile_tui.ui.controllers.review import ReviewController  # noqa: PLC0415 # after the first frame

        return ReviewController(self, self.session, self.asking, self.config.look_day)

    @cached_property
    def keeping(self) -> FileCopies | None:
        """The copies of the file; none of one that is thrown away."""
        from lastmile_tui.ui.controllers.background import FileCopies  # noqa: PLC0415 # after the first frame

        if self._backups is None:
            return None
        return FileCopies(self._store, self._backups, self._calendar)

    @cached_property
    def guiding(self) -> FirstSteps:
        """The first steps, walked or not."""
        from lastmile_tui.ui.controllers.first_steps import FirstSteps  # noqa: PLC0415 # after the first frame

        plain = self.glyphs is ASCII
        return FirstSteps(self.session, self.keys, self._kept_guide, plain=plain)

    def get_default_screen(self) -> Screen[None]:
        """The Highway."""
        return HighwayScreen(self.glyphs, self.keys)

    @property
    def highway(self) -> HighwayScreen:
        """The screen below all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, HighwayScreen)  # noqa: S101 # the default screen
        return screen

    # Asking and beginning

    def edit_text(self, goal: Goal) -> None:
        """Hand the terminal to the user's editor, and take in what comes back."""
        from lastmile_tui.editor import RESCUE_FILE  # noqa: PLC0415 # 10 ms, when asked for
        from lastmile_tui.ui.controllers.editor import edit_as_text  # noqa: PLC0415

        try:
            with self.suspend():
                words = edit_as_text(self.session, goal, self.state_dir / RESCUE_FILE)
        except SuspendNotSupported:
            self.say("This terminal cannot be handed over; e edits the goal here.", "warning")
        except LastmileError as error:
            self.refused(error)
        else:
            self.changed(words or f"Nothing changed · {goal.title}")

    def ask(self, asking: Awaitable[object]) -> None:
        """Ask something about a goal."""

        async def ask() -> None:
            try:
                await asking
            except LastmileError as error:
                self.refused(error)

        self.run_worker(ask())

    def begin(self, starting: Awaitable[str | None]) -> None:
        """Begin something, and put the cursor on the goal that it came to."""

        async def go() -> None:
            uid = await starting
            if uid is None:
                return
            if self.showing.review is not None:
                self.reviewing.go_to(uid)
                self.bind_down()
                return
            road = self.showing.road
            if road is not None and road.goal.uid != uid:
                await road.dismiss()
                self.say(self._said)
            self.highway.show(uid)

        self.ask(go())

    def begin_guide(self) -> None:
        """Walk the first steps again."""
        self.guiding.begin()
        self.bind_down()

    # Saying and showing

    def carry_out(self, verb: Callable[[], str]) -> bool:
        """Change something and tell it; what the road or the disk refuses is told instead."""
        try:
            words = verb()
        except LastmileError as error:
            self.refused(error)
            return False
        self.changed(words)
        return True

    def refused(self, error: LastmileError) -> None:
        """Say what the road or the disk refused."""
        self.bind_down()
        self.say(str(error), "warning")

    def changed(self, words: str) -> None:
        """Show what is saved, and say what was done."""
        self.bind_down()
        self._said = words
        self.say(words)
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(IDLE_SECONDS, self._compact)

    def bind_down(self) -> None:
        """Show what is saved."""
        if not self.screen_stack:
            return  # the app is closing
        news = self.reviewing.follow() if self.showing.review is not None else ""
        board = self.session.board  # with a review that this change has finished
        self.highway.board = board
        if self.guided:
            self.highway.guide(self.guiding.coach())
        self.showing.show(board)
        if news:
            self.call_after_refresh(self.say, news)

    def exit(
        self,
        result: str | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Keep the place in a review that is open, however the app is left."""
        if self.showing.review is not None:
            self.session.place = self.reviewing.place
            self.remember()
        super().exit(result, return_code, message)

    def remember(self) -> None:
        """Keep the look for the next start; where it cannot be kept, nothing is lost."""
        with suppress(LastmileError):
            save_state(self.state_dir, self.session.state(self.theme, self.guiding.text))

    @work(thread=True, exclusive=True, group="compact")
    def _compact(self) -> None:
        """Bring the snapshot up to date; where that fails the journal holds every change."""
        with suppress(LastmileError):
            self.session.compact()
