"""The desk: where screens lie on the Highway, and where is told and shown what was done."""

from __future__ import annotations

from asyncio import sleep
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from lastmile_tui.errors import LastmileError
from lastmile_tui.store.state import load_state, save_state
from lastmile_tui.ui.asking import Asking
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.screens.highway import HighwayScreen
from lastmile_tui.ui.session import Session
from lastmile_tui.ui.shell import Shell
from lastmile_tui.ui.starting import Starting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from rich.console import RenderableType
    from textual.screen import Screen
    from textual.timer import Timer

    from lastmile_tui.config import Config
    from lastmile_tui.domain.clock import Calendar
    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.guiding import Guiding
    from lastmile_tui.ui.keeping import Keeping
    from lastmile_tui.ui.reviewing import Reviewing
    from lastmile_tui.ui.screens.mirror import MirrorScreen
    from lastmile_tui.ui.screens.review import ReviewScreen
    from lastmile_tui.ui.screens.road import RoadScreen
    from lastmile_tui.ui.screens.seal import SealScreen
    from lastmile_tui.when import Clock

GLANCE = 50
"""Roads that the mirror looks at before the screen is drawn again: 20 ms."""

IDLE_SECONDS = 1.0
"""How long after the last change the snapshot is brought up to date."""


class Desk(Shell):
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
        self._store, self._backups = store, backups
        remembered = load_state(state_dir)
        super().__init__(config, remembered.theme)
        self.session = Session(store, calendar, clock, remembered, config.rest)
        self.asking = Asking(self, self.session)
        self.starting = Starting(self, self.session)
        self._kept_guide = remembered.guide
        self.guided = False
        """Whether the first steps are looked at: from the second frame on."""
        self.review: ReviewScreen | None = None
        self.mirror: MirrorScreen | None = None
        self.road: RoadScreen | None = None
        self.seal_list: SealScreen | None = None
        self._idle: Timer | None = None
        self._said = ""
        """What was done last, which a screen that closes takes away with it."""

    @cached_property
    def reviewing(self) -> Reviewing:
        """The review that is open, or none."""
        from lastmile_tui.ui.reviewing import Reviewing  # noqa: PLC0415 # after the first frame

        return Reviewing(self, self.session, self.asking, self.config.look_day)

    @cached_property
    def keeping(self) -> Keeping | None:
        """The copies of the file; none of one that is thrown away."""
        from lastmile_tui.ui.keeping import Keeping  # noqa: PLC0415 # after the first frame

        return Keeping(self._store, self._backups) if self._backups else None

    @cached_property
    def guiding(self) -> Guiding:
        """The first steps, walked or not."""
        from lastmile_tui.ui.guiding import Guiding  # noqa: PLC0415 # after the first frame

        plain = self.glyphs is ASCII
        return Guiding(self.session, self.keys, self._kept_guide, plain=plain)

    def get_default_screen(self) -> Screen[None]:
        """The Highway."""
        return HighwayScreen(self.glyphs, self.keys)

    @property
    def highway(self) -> HighwayScreen:
        """The screen below all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, HighwayScreen)  # noqa: S101 # the default screen
        return screen

    # Screens over the Highway

    def open_road(self, uid: str) -> None:
        from lastmile_tui.ui.screens.road import RoadScreen  # noqa: PLC0415 # opened later

        if self.road is not None:
            return
        try:
            page = self.session.page(uid)
        except LastmileError as error:
            self.refused(error)
            return
        self.road = RoadScreen(page, self.glyphs, self.keys)
        self.push_screen(self.road, self._left_road)

    def _left_road(self, _: object) -> None:
        self.road = None

    def open_past(self, uid: str) -> None:
        from lastmile_tui.ui.screens.past import PastScreen  # noqa: PLC0415 # opened later

        try:
            record = self.session.record(uid)
        except LastmileError as error:
            self.refused(error)
            return
        self.push_screen(PastScreen(record, self.session.today, self.glyphs, self.keys))

    def open_seal(self, uid: str) -> None:
        from lastmile_tui.ui.screens.seal import SealScreen  # noqa: PLC0415 # opened later

        try:
            record = self.session.record(uid)
        except LastmileError as error:
            self.refused(error)
            return
        self.seal_list = SealScreen(record, self.session.today, self.glyphs, self.keys)
        self.push_screen(self.seal_list, self._left_seal)

    def _left_seal(self, _: object) -> None:
        self.seal_list = None

    async def seal_now(self, goal: Goal) -> None:
        """Seal, and show the moment."""
        if not await self.asking.seal(goal):
            return
        from lastmile_tui.ui.screens.sealed import SealedScreen  # noqa: PLC0415 # opened later
        from lastmile_tui.ui.telling import took_of  # noqa: PLC0415

        if self.seal_list is not None:
            self.seal_list.dismiss()
        sealed = self.session.goal(goal.uid)
        if self.review is not None:
            self.reviewing.lead_on(goal)
        if sealed is not None:
            took = took_of(sealed, self.session.watch.course(sealed), self.session.today)
            await self.push_screen_wait(SealedScreen(sealed, self.session.today, took, self.glyphs))

    def open_review(self, *, weekly: bool = False) -> None:
        """Begin the review of today or go on with it; or begin a weekly look, also in its place."""
        self.reviewing.begin(weekly=weekly)
        if self.review is not None:
            self.bind_down()
            return
        from lastmile_tui.ui.screens.review import ReviewScreen  # noqa: PLC0415 # opened later

        self.review = ReviewScreen(self.reviewing.view(), self.glyphs, self.keys)
        self.push_screen(self.review, self._left_review)
        self.bind_down()

    def _left_review(self, _: object) -> None:
        self.review = None
        self.reviewing.end()
        self.remember()
        self.bind_down()

    def open_mirror(self) -> None:
        """Show how this person finishes; many roads are looked at while the screen waits."""
        from lastmile_tui.ui.screens.mirror import MirrorScreen  # noqa: PLC0415 # opened later

        self.mirror = MirrorScreen(self.glyphs, self.keys)
        self.push_screen(self.mirror, self._left_mirror)
        self.bind_down()
        self.ask(self._reflect(self.mirror))

    async def _reflect(self, mirror: MirrorScreen) -> None:
        """Look at every road, a few at a time, so that the screen goes on living."""
        from lastmile_tui.domain.mirror import Gathering  # noqa: PLC0415

        session = self.session
        goals = list(session.goals.values())
        gathering = Gathering(session.log, session.today)
        for done, goal in enumerate(goals, 1):
            gathering.add(goal)
            if done % GLANCE == 0:
                mirror.tell(done, len(goals))
                await sleep(0)
                if self.mirror is not mirror:
                    return
        mirror.show(gathering.figures(session.habit.streaks(session.today)))

    def _left_mirror(self, _: object) -> None:
        self.mirror = None

    def edit_text(self, goal: Goal) -> None:
        """Hand the terminal to the user's editor, and take in what comes back."""
        from lastmile_tui.editor import KEPT  # noqa: PLC0415 # 10 ms, when asked for
        from lastmile_tui.ui.editing import edit_as_text  # noqa: PLC0415

        try:
            with self.suspend():
                words = edit_as_text(self.session, goal, self.state_dir / KEPT)
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
            if self.review is not None:
                self.reviewing.go_to(uid)
                self.bind_down()
                return
            if self.road is not None and self.road.goal.uid != uid:
                await self.road.dismiss()
                self.say(self._said)
            self.highway.show(uid)

        self.ask(go())

    def begin_guide(self) -> None:
        """Walk the first steps again."""
        self.guiding.begin()
        self.bind_down()

    def show_keys(self) -> None:
        """Show all keys, those of the screen that is open first."""
        from lastmile_tui.ui.screens.keys import KeysScreen, keys_of  # noqa: PLC0415

        plain = self.glyphs is ASCII
        over = self.screen is not self.highway
        here = keys_of(self.screen, self.keys, plain=plain) if over else None
        self.push_screen(KeysScreen(self.keys, here, plain=plain))

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
        news = self.reviewing.follow() if self.review is not None else ""
        board = self.session.board  # with a review that this change has finished
        for screen in (self.highway, self.review, self.mirror):
            if screen is not None:
                screen.board = board
        if self.guided:
            self.highway.guide(self.guiding.coach())
        with suppress(LastmileError):
            if self.review is not None:
                self.review.show(self.reviewing.view())
            if self.road is not None and not self.leave_gone_road():
                self.road.show(self.session.page(self.road.goal.uid))
            if self.seal_list is not None and not self._leave_gone_list(self.seal_list):
                self.seal_list.show(self.session.record(self.seal_list.goal.uid), board.today)
        if news:
            self.call_after_refresh(self.say, news)

    def _leave_gone_list(self, shown: SealScreen) -> bool:
        """Close the seal list of a goal that is no longer there."""
        gone = self.session.goal(shown.goal.uid) is None
        if gone and self.screen is shown:
            shown.dismiss()
        return gone

    def leave_gone_road(self) -> bool:
        """Close the page of a goal that is no longer there, once nothing is asked above it."""
        road = self.road
        if road is None or self.session.goal(road.goal.uid) is not None:
            return False
        if self.screen is road:
            road.dismiss()
            self.road = None
            self.say(f"‘{road.goal.title}’ was removed.", "warning")
        return True

    def exit(
        self,
        result: str | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Keep the place in a review that is open, however the app is left."""
        if self.review is not None:
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
