"""The screens over the Highway: which are open, and what they show."""

from __future__ import annotations

from asyncio import sleep
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.drawing.glyphs import ASCII

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.controllers.host import Stage
    from lastmile_tui.ui.controllers.questions import Questions
    from lastmile_tui.ui.mirror.screen import MirrorScreen
    from lastmile_tui.ui.review.screen import ReviewScreen
    from lastmile_tui.ui.road.screen import RoadScreen
    from lastmile_tui.ui.seal.screen import SealScreen
    from lastmile_tui.ui.state.board import Board
    from lastmile_tui.ui.state.session import Session

T = TypeVar("T")

GLANCE = 50
"""Roads that the mirror looks at before the screen is drawn again: 20 ms."""


class Navigator:
    """Opens screens, and lets those that are open show what is saved."""

    def __init__(self, stage: Stage, session: Session, asking: Questions) -> None:
        self._stage, self._session, self._asking = stage, session, asking
        self.road: RoadScreen | None = None
        self.seal_list: SealScreen | None = None
        self.review: ReviewScreen | None = None
        self.mirror: MirrorScreen | None = None

    def show(self, board: Board) -> None:
        """Show what is saved."""
        stage, session = self._stage, self._session
        for screen in (self.review, self.mirror):
            if screen is not None:
                screen.board = board
        with suppress(LastmileError):
            if self.review is not None:
                self.review.show(stage.reviewing.view())
            if self.road is not None and not self.leave_gone_road():
                self.road.show(session.page(self.road.goal.uid))
            if self.seal_list is not None and not self._leave_gone_list(self.seal_list):
                self.seal_list.show(session.record(self.seal_list.goal.uid), board.today)

    def _found(self, look: Callable[[str], T], uid: str) -> T | None:
        """What a look for a goal finds; where it was removed meanwhile, that is said."""
        try:
            return look(uid)
        except LastmileError as error:
            self._stage.refused(error)
            return None

    # The page of a road

    def open_road(self, uid: str) -> None:
        from lastmile_tui.ui.road.screen import RoadScreen  # noqa: PLC0415 # opened later

        if self.road is not None or (page := self._found(self._session.page, uid)) is None:
            return
        self.road = RoadScreen(page, self._stage.glyphs, self._stage.keys)
        self._stage.push_screen(self.road, self._left_road)

    def _left_road(self, _: object) -> None:
        self.road = None

    def leave_gone_road(self) -> bool:
        """Close the page of a goal that is no longer there, once nothing is asked above it."""
        road = self.road
        if road is None or self._session.goal(road.goal.uid) is not None:
            return False
        if self._stage.screen is road:
            road.dismiss()
            self.road = None
            self._stage.say(f"‘{road.goal.title}’ was removed.", "warning")
        return True

    def open_past(self, uid: str) -> None:
        from lastmile_tui.ui.history.screen import HistoryScreen  # noqa: PLC0415 # opened later

        if (record := self._found(self._session.record, uid)) is None:
            return
        today, stage = self._session.today, self._stage
        stage.push_screen(HistoryScreen(record, today, stage.glyphs, stage.keys))

    # The seal

    def open_seal(self, uid: str) -> None:
        from lastmile_tui.ui.seal.screen import SealScreen  # noqa: PLC0415 # opened later

        if (record := self._found(self._session.record, uid)) is None:
            return
        today, stage = self._session.today, self._stage
        self.seal_list = SealScreen(record, today, stage.glyphs, stage.keys)
        stage.push_screen(self.seal_list, self._left_seal)

    def _left_seal(self, _: object) -> None:
        self.seal_list = None

    def _leave_gone_list(self, shown: SealScreen) -> bool:
        """Close the seal list of a goal that is no longer there."""
        gone = self._session.goal(shown.goal.uid) is None
        if gone and self._stage.screen is shown:
            shown.dismiss()
        return gone

    async def seal_now(self, goal: Goal) -> None:
        """Seal, and show the moment."""
        if not await self._asking.seal(goal):
            return
        from lastmile_tui.ui.controllers.presenters import finish_summary  # noqa: PLC0415
        from lastmile_tui.ui.seal.sealed import SealedScreen  # noqa: PLC0415 # opened later

        session, stage = self._session, self._stage
        if self.seal_list is not None:
            self.seal_list.dismiss()
        sealed = session.goal(goal.uid)
        if self.review is not None:
            stage.reviewing.lead_on(goal)
        if sealed is not None:
            took = finish_summary(sealed, session.watch.course(sealed), session.today)
            await stage.push_screen_wait(SealedScreen(sealed, session.today, took, stage.glyphs))

    # The review

    def open_review(self, *, weekly: bool = False) -> None:
        """Begin the review of today or go on with it; or begin a weekly look, also in its place."""
        stage = self._stage
        stage.reviewing.begin(weekly=weekly)
        if self.review is None:
            from lastmile_tui.ui.review.screen import ReviewScreen  # noqa: PLC0415 # opened later

            self.review = ReviewScreen(stage.reviewing.view(), stage.glyphs, stage.keys)
            stage.push_screen(self.review, self._left_review)
        stage.bind_down()

    def _left_review(self, _: object) -> None:
        self.review = None
        self._stage.reviewing.end()
        self._stage.remember()
        self._stage.bind_down()

    # The mirror

    def open_mirror(self) -> None:
        """Show how this person finishes; many roads are looked at while the screen waits."""
        from lastmile_tui.ui.mirror.screen import MirrorScreen  # noqa: PLC0415 # opened later

        self.mirror = MirrorScreen(self._stage.glyphs, self._stage.keys)
        self._stage.push_screen(self.mirror, self._left_mirror)
        self._stage.bind_down()
        self._stage.ask(self._reflect(self.mirror))

    async def _reflect(self, mirror: MirrorScreen) -> None:
        """Look at every road, a few at a time, so that the screen goes on living."""
        from lastmile_tui.domain.mirror.gather import MirrorBuilder  # noqa: PLC0415

        session = self._session
        goals = list(session.goals.values())
        gathering = MirrorBuilder(session.log, session.today)
        for done, goal in enumerate(goals, 1):
            gathering.add(goal)
            if done % GLANCE == 0:
                mirror.show_progress(done, len(goals))
                await sleep(0)
                if self.mirror is not mirror:
                    return
        mirror.show(gathering.figures(session.habit.streaks(session.today)))

    def _left_mirror(self, _: object) -> None:
        self.mirror = None

    # The keys

    def show_keys(self) -> None:
        """Show all keys, those of the screen that is open first."""
        from lastmile_tui.ui.dialogs.keys import KeysScreen, keys_of  # noqa: PLC0415

        stage = self._stage
        plain, over = stage.glyphs is ASCII, stage.screen is not stage.highway
        here = keys_of(stage.screen, stage.keys, plain=plain) if over else None
        stage.push_screen(KeysScreen(stage.keys, here, plain=plain))
