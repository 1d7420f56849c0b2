"""The screens over the Highway: which are open, and what they show."""

from __future__ import annotations

from asyncio import sleep
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from lastmile_tui.domain.changes.roads.order import named
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.drawing.glyphs import ASCII

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lastmile_tui.domain.horizon.axis import Zoom
    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.drawing.page import Page
    from lastmile_tui.ui.highway.view import HighwayView
    from lastmile_tui.ui.horizon.screen import HorizonScreen
    from lastmile_tui.ui.mirror.screen import MirrorScreen
    from lastmile_tui.ui.road.screen import RoadScreen
    from lastmile_tui.ui.seal.screen import SealScreen
    from lastmile_tui.ui.state.board import Board
    from lastmile_tui.ui.state.session import Session

T = TypeVar("T")

GLANCE = 50
"""Roads that the mirror looks at before the screen is drawn again: 20 ms."""


class Navigator:
    """Opens screens, and lets those that are open show what is saved."""

    def __init__(self, host: Host, session: Session) -> None:
        self._host, self._session = host, session
        self.road: RoadScreen | None = None
        self.seal_list: SealScreen | None = None
        self.mirror: MirrorScreen | None = None
        self.horizon: HorizonScreen | None = None
        self._zoom: Zoom | None = None
        """How much time the Horizon showed last."""

    def show(self, board: Board) -> None:
        """Show what is saved."""
        session = self._session
        if self.mirror is not None:
            self.mirror.board = board
        if self.horizon is not None:
            self.horizon.board = self._with_parked(board)
        with suppress(LastmileError):
            if self.road is not None and not self._leave_gone_road(self.road):
                self.road.show(self._page(self.road.goal.uid))
            if self.seal_list is not None and not self._leave_gone_list(self.seal_list):
                self.seal_list.show(session.record(self.seal_list.goal.uid), board.today)

    def _page(self, uid: str) -> Page:
        from lastmile_tui.domain.wording.track_record import notes_of  # noqa: PLC0415 # opened later
        from lastmile_tui.ui.controllers.presenters import page_of  # noqa: PLC0415

        session = self._session
        record, measurer, today = session.record(uid), session.measurer, session.today
        measures, factor = measurer.measure(record.goal, today), measurer.factor(record.goal)
        notes = notes_of(record.goal, measurer, today, session.wall)
        return page_of(record, today, measures, factor, session.notation, notes=notes)

    def _found(self, look: Callable[[str], T], uid: str) -> T | None:
        """Look a goal up; None, and a sentence, where it was removed meanwhile."""
        try:
            return look(uid)
        except LastmileError as error:
            self._host.refused(error)
            return None

    # The page of a road

    def open_road(self, uid: str) -> None:
        from lastmile_tui.ui.road.screen import RoadScreen  # noqa: PLC0415 # opened later

        if self.road is not None or (page := self._found(self._page, uid)) is None:
            return
        self.road = RoadScreen(page, self._host.glyphs, self._host.keys, lambda: self._session.wall)
        self._host.push_screen(self.road, self._left_road)

    def _left_road(self, _: object) -> None:
        self.road = None

    def leave_gone_road(self) -> None:
        """Close the page of a goal that is no longer there, once nothing is asked above it."""
        if self.road is not None:
            self._leave_gone_road(self.road)

    def _leave_gone_road(self, road: RoadScreen) -> bool:
        if self._session.goal(road.goal.uid) is not None:
            return False
        if self._host.screen is road:
            road.dismiss()
            self.road = None
            self._host.say(f"‘{road.goal.title}’ was removed.", "warning")
        return True

    def open_history(self, uid: str) -> None:
        from lastmile_tui.ui.history.screen import HistoryScreen  # noqa: PLC0415 # opened later

        if (record := self._found(self._session.record, uid)) is None:
            return
        today, host = self._session.today, self._host
        host.push_screen(HistoryScreen(record, today, host.glyphs, host.keys))

    # The seal

    def open_seal(self, uid: str) -> None:
        from lastmile_tui.ui.seal.screen import SealScreen  # noqa: PLC0415 # opened later

        if (record := self._found(self._session.record, uid)) is None:
            return
        today, host = self._session.today, self._host
        self.seal_list = SealScreen(record, today, host.glyphs, host.keys)
        host.push_screen(self.seal_list, self._left_seal)

    def _left_seal(self, _: object) -> None:
        self.seal_list = None

    def _leave_gone_list(self, shown: SealScreen) -> bool:
        """Close the seal list of a goal that is no longer there."""
        gone = self._session.goal(shown.goal.uid) is None
        if gone and self._host.screen is shown:
            shown.dismiss()
        return gone

    async def show_sealed(self, uid: str, *, offer: bool = False) -> bool:
        """Show the moment of a seal, in the place of the seal list.

        With an `offer` its key begins the road again; whether that was chosen.
        """
        from lastmile_tui.ui.controllers.presenters import finish_summary  # noqa: PLC0415 # opened later
        from lastmile_tui.ui.seal.sealed import SealedScreen  # noqa: PLC0415 # opened later

        session, host = self._session, self._host
        if self.seal_list is not None:
            self.seal_list.dismiss()
        goal = session.goal(uid)
        if goal is not None:
            summary = finish_summary(goal, session.measurer.course(goal), session.today)
            again = host.keys["again"] if offer else ()
            screen = SealedScreen(goal, session.today, summary, host.glyphs, again)
            chosen = await host.push_screen_wait(screen)
            return chosen is True
        return False

    # The mirror

    def open_mirror(self) -> None:
        """Show how this person finishes; many roads are looked at while the screen waits."""
        from lastmile_tui.ui.mirror.screen import MirrorScreen  # noqa: PLC0415 # opened later

        self.mirror = MirrorScreen(self._host.glyphs, self._host.keys)
        self._host.push_screen(self.mirror, self._left_mirror)
        self._host.bind_down()
        self._host.ask(self._reflect(self.mirror))

    async def _reflect(self, mirror: MirrorScreen) -> None:
        """Look at every road, a few at a time, so that the screen goes on living."""
        from lastmile_tui.domain.mirror.gather import MirrorBuilder  # noqa: PLC0415

        session = self._session
        goals = list(session.goals.values())
        builder = MirrorBuilder(session.log, session.today)
        for done, goal in enumerate(goals, 1):
            builder.add(goal)
            if done % GLANCE == 0:
                mirror.show_progress(done, len(goals))
                await sleep(0)
                if self.mirror is not mirror:
                    return
        streaks = session.review_days.streaks(session.today)
        mirror.show(builder.figures(streaks, session.measurer.track_record()))

    def _left_mirror(self, _: object) -> None:
        self.mirror = None

    # The Horizon

    def open_horizon(self, roads: HighwayView) -> None:
        """Show the roads of the Highway on an axis of time, the same one chosen."""
        from lastmile_tui.domain.horizon.axis import Zoom  # noqa: PLC0415 # opened later
        from lastmile_tui.ui.horizon.screen import HorizonScreen  # noqa: PLC0415 # as above

        host = self._host
        zoom = self._zoom or Zoom.MONTH
        self.horizon = HorizonScreen(host.glyphs, host.keys, self._timeline, zoom)
        self.horizon.board = self._with_parked(self._session.board)
        host.push_screen(self.horizon, lambda _: self._left_horizon(roads))
        self.horizon.call_after_refresh(self.horizon.choose, roads.uid, roads.index)

    def _with_parked(self, board: Board) -> Board:
        """What the Horizon shows: roads that come back from parking, too."""
        from lastmile_tui.domain.horizon.roads import with_parked  # noqa: PLC0415 # opened later

        texts = self._session.lineups.texts
        lineup = with_parked(board.lineup, board.goals.values(), board.today, texts)
        return board if lineup is board.lineup else replace(board, lineup=lineup)

    def _timeline(self, goal: Goal, measures: Measures | None) -> GoalTimeline:
        """The days of a goal; where its log cannot be read, those that the goal itself has."""
        from lastmile_tui.domain.export.as_json import reached_on  # noqa: PLC0415 # opened later
        from lastmile_tui.domain.horizon.timeline import timeline_of  # noqa: PLC0415 # as above

        reached: dict[str, date] = {}
        if measures is not None:
            with suppress(LastmileError):
                reached = reached_on(self._session.log(goal.uid), self._session.today)
        held_up = self._session.measurer.held_up(goal)
        return timeline_of(goal, measures, reached, self._session.today, held_up)

    def choose(self, uid: str | None, near: int | None = None) -> None:
        """Put the cursor of an open Horizon on a goal, as `HighwayView.choose` does."""
        if self.horizon is not None:
            self.horizon.choose(uid, near)

    def _left_horizon(self, roads: HighwayView) -> None:
        """Choose on the Highway what was chosen here, so that no key drives another road."""
        if self.horizon is None:
            return
        self._zoom, goal = self.horizon.zoom, self.horizon.goal_at_hand
        roads.choose(self.horizon.view.uid, self.horizon.view.index)
        roads.settle()
        self.horizon = None
        if goal is not None and roads.uid != goal.uid:
            chosen = self._session.goals.get(roads.uid or "")
            where = f"Chosen here: {named(chosen)}." if chosen else "No road is chosen here."
            self._host.say(f"{named(goal)} is parked, so not on the Highway.\n{where}", "warning")

    # The keys

    def show_keys(self) -> None:
        """Show all keys, those of the screen that is open first."""
        from lastmile_tui.ui.dialogs.keys import KeysScreen, keys_of  # noqa: PLC0415

        host = self._host
        plain, over = host.glyphs is ASCII, host.screen is not host.highway
        here = keys_of(host.screen, host.keys, plain=plain) if over else None
        host.push_screen(KeysScreen(host.keys, here, plain=plain))
