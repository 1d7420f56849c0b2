"""The app: between the screens and the session, which alone writes."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Unpack

from textual import on, work

from lastmile_tui.config import notation_of
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.model.text import clean_note
from lastmile_tui.errors import LastmileError
from lastmile_tui.store.app_state import load_state, save_state
from lastmile_tui.ui.controllers import dispatch
from lastmile_tui.ui.controllers.navigation import Navigator
from lastmile_tui.ui.controllers.questions import Questions
from lastmile_tui.ui.controllers.start import StartFlow
from lastmile_tui.ui.equipped_app import EquippedApp
from lastmile_tui.ui.first_frame.first_frame import FirstFrame
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.messages import (
    ChangeRequested,
    CommandRequested,
    FilterChanged,
    FirstStepsLeft,
    LastMilePicked,
    MarkerRequested,
    ReviewTurned,
    SealRequested,
)
from lastmile_tui.ui.kit.top_bar import TABS, TopBar
from lastmile_tui.ui.outcome import outcome_of
from lastmile_tui.ui.state.own_themes import own_themes
from lastmile_tui.ui.state.session import Session

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from lastmile_tui.domain.review.queue import Scope
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.controllers.host import AppParts
    from lastmile_tui.ui.controllers.review import ReviewController

POLL_SECONDS = 1.0
"""How soon another process's change is seen; two calls of stat cost nothing."""


class LastmileApp(EquippedApp):
    """Goals as roads. It returns "demo" when the demo roads are asked for."""

    def __init__(self, store: GoalStore, **parts: Unpack[AppParts]) -> None:
        config, calendar, state_dir = parts["config"], parts["calendar"], parts["state_dir"]
        self._sync_command = parts.get("sync")
        self.state_dir, self._opening = state_dir, parts.get("opening")
        self._store, self._backups = store, parts.get("backups")
        remembered = load_state(state_dir)
        self._settings = parts.get("settings")
        own = own_themes(self._settings, config, remembered.theme)
        super().__init__(config, remembered.theme, parts.get("terminal"), own)
        dispatch.check_table(dispatch.HANDLERS)
        shown = notation_of(config.decimal, os.environ)
        clock, rest = parts["clock"], config.rest
        self.session = Session(store, calendar, clock, remembered, rest, notation=shown)
        self.questions = Questions(self, self.session)
        self.start = StartFlow(self, self.session)
        self.navigator = Navigator(self, self.session)
        self.reviewing: ReviewController | None = None
        """The review that is open."""
        look = lambda change: self.background.at_start(self.first_steps, change)  # noqa: E731 # made later
        self._next_start = parts.get("next_start")
        self._first_frame = FirstFrame(self, self._keys_typed, self._next_start, look)
        self._steps_left, self._inbox = remembered.guide, parts.get("inbox")
        self._demo = parts.get("demo", "")
        self.sub_title = "demo" if self._demo else ""
        self.started = False
        """Whether what follows the first frame has begun: measures, first steps, background."""

    def get_default_screen(self) -> Screen[None]:
        """The Highway."""
        return HighwayScreen(self.glyphs, self.keys)

    @property
    def highway(self) -> HighwayScreen:
        """The screen below all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, HighwayScreen)  # noqa: S101 # the default screen
        return screen

    # The start

    def on_mount(self) -> None:
        self.bind_down()
        self.theme_changed_signal.subscribe(self, self.remember_theme)
        self.set_interval(POLL_SECONDS, self._look_outside)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Measure the goals, now that they are on the screen, and go on from there."""
        session = self.session
        session.begin_measuring()
        if not session.goals and self._copies is not None:
            session.notices.emptied = self._copies.emptied(session.today)
        if not session.notices.emptied:
            self.first_steps.offer()
        self.started = True
        self.bind_down()
        if self._demo:
            self.background.say_demo(self._demo)
        self.background.begin(at_work=self._opening is not None)
        self.syncing.begin()
        if self._opening is not None:
            self.do(self._opening, None)
        self.show_title()
        self._first_frame.begin(partial(self.say, severity="warning"))

    def back(self) -> None:
        """Show what was done elsewhere while the app was stopped."""
        super().back()
        self._look_outside()

    def _look_outside(self) -> None:
        if not self.is_running:
            return  # a tick while the app closes, whose widgets go one after another
        self.background.look_outside()
        if self.started and self.live_settings is not None:
            self.live_settings.look()
        self.navigator.leave_gone_road()
        self.show_title()

    # What screens ask for

    def do(self, command: str, uid: str | None) -> None:
        """Carry out a command of the table; one that nobody knows is told, and raised in tests."""
        try:
            dispatch.run_command(self, command, uid)
        except dispatch.UnknownCommandError as error:
            if self.is_headless:
                raise
            self.refused(error)

    @on(CommandRequested)
    def _command(self, message: CommandRequested) -> None:
        self.do(message.command, message.uid)

    @on(MarkerRequested)
    def _marker(self, message: MarkerRequested) -> None:
        move = partial(drive.reach, index=message.index)
        dispatch.make_move(self, message.uid, move, starts=True)

    @on(SealRequested)
    def _seal(self, message: SealRequested) -> None:
        if goal := self.session.goal(message.uid):
            self.ask(dispatch.seal_goal(self, goal))

    @on(ChangeRequested)
    def _requested(self, message: ChangeRequested) -> None:
        """Carry out a move; who asked with `done` hears of a refusal, and shows it itself."""
        uid, done = message.uid, message.done
        try:
            words = self.session.change(uid, message.move, answer=self.answer_scope(uid))
        except LastmileError as error:
            if done is None:
                self.refused(error)
            else:
                self.bind_down()
                done(clean_note(str(error)))
            return
        self.changed(dispatch.with_offer(self, uid, words))
        if done is not None:
            done("")

    @on(ReviewTurned)
    def _turned(self, message: ReviewTurned) -> None:
        if self.reviewing is not None:
            self.reviewing.turn(message.by)

    @on(LastMilePicked)
    def _pick(self, message: LastMilePicked) -> None:
        again = message.uid == self.session.picked_for(message.on)
        if message.uid is not None and not again:
            self.carry_out(partial(self.session.pick, message.uid, message.on))

    @on(FirstStepsLeft)
    def _leave_first_steps(self) -> None:
        """Take the first steps away, or another view, and say what is there now."""
        if words := self.first_steps.leave():
            self.bind_down()
            self.remember()
            self.say(words)
        else:
            self.say("All roads of this view are shown; q quits.")

    @on(FilterChanged)
    def _filter(self, message: FilterChanged) -> None:
        self.session.lineups.filter(message.query)
        self.bind_down()
        self.background.read_notes()

    @on(TopBar.Chosen)
    async def _screen_chosen(self, message: TopBar.Chosen) -> None:
        review = self.reviewing.screen if self.reviewing else None
        for screen in (review, self.navigator.mirror, self.navigator.horizon):
            if screen is not None:
                await screen.dismiss()
        if message.name != TABS[0]:
            self.do(message.name.casefold(), None)

    def open_review(self, *, weekly: bool = False) -> None:
        """Begin the review of today or go on with it; or begin a weekly look, also in its place."""
        if self.reviewing is None:
            from lastmile_tui.ui.controllers.review import ReviewController  # noqa: PLC0415 # opened later

            look_day = self.config.look_day
            self.reviewing = ReviewController(
                self, self.session, self.questions, look_day, self._review_closed
            )
        self.reviewing.open(weekly=weekly)

    def _review_closed(self) -> None:
        self.reviewing = None
        self.remember()
        self.bind_down()

    def answer_scope(self, uid: str) -> Scope | None:
        """The open review that a change of a goal is an answer in."""
        return self.reviewing.scope_of(uid) if self.reviewing else None

    # Showing

    def changed(self, words: str) -> None:
        """Show what was done, let it be sent soon, and ask what that asks."""
        super().changed(words)
        self.syncing.follow()
        entered, self.session.entered = self.session.entered, None
        if entered is not None:
            self.ask(self.questions.what_counts(entered))

    async def action_quit(self) -> None:
        """Quit."""
        self.leave()

    def leave(self) -> None:
        """Leave the app, once what was changed is sent."""
        self._first_frame.leave(self.syncing.leave)

    def bind_down(self) -> None:
        """Show what is saved."""
        if not self.is_running:
            return  # the app closes
        reviewing = self.reviewing
        message = reviewing.follow() if reviewing else ""
        board = self.session.board  # with a review that this change has finished
        self.highway.board = board
        if self.started:
            self.highway.guide(self.first_steps.coach())
        if reviewing:
            reviewing.show(board)
        self.navigator.show(board)
        if message:
            self.call_after_refresh(self.say, message)

    @work(thread=True, exclusive=True, group="compact")
    def compact(self) -> None:
        """Bring the snapshot up to date; where that fails the journal holds every change."""
        with suppress(LastmileError):
            self.session.compact()
        self.call_later(self._first_frame.keep)

    # The end

    def exit(
        self,
        result: str | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Keep the place in a review that is open, however the app is left."""
        if self.reviewing is not None:
            self.reviewing.keep_place()
            self.remember()
        super().exit(result, return_code, message)

    def remember(self) -> None:
        """Keep the look for the next start; where it cannot be kept, nothing is lost."""
        with suppress(LastmileError):
            save_state(self.state_dir, self.session.state(self.theme_kept, self.first_steps.text))


def run(store: GoalStore, **parts: Unpack[AppParts]) -> str | None:
    """Open the app on a store, which stays the caller's to close; "demo" asks for the demo.

    Errors as of `outcome_of`.
    """
    return outcome_of(LastmileApp(store, **parts))
