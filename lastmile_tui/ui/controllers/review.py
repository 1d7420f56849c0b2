"""The review that is open: its screen, which goal it asks about, and what an answer leads to."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import asdict, replace

from lastmile_tui.domain.changes.seal import to_confirm
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.picks.last_mile import day_to_pick, say_gone, tomorrow_of
from lastmile_tui.domain.review import answers, outcomes, queue, wording
from lastmile_tui.domain.review.answers import LEADS_ON
from lastmile_tui.domain.review.queue import Review, Scope
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.controllers.presenters import page_of
from lastmile_tui.ui.review.view_model import AskedPage, LastPage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from datetime import date

    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.controllers.questions import Questions
    from lastmile_tui.ui.review.screen import ReviewScreen
    from lastmile_tui.ui.state.board import Board
    from lastmile_tui.ui.state.session import Session

_PICKED = (State.DOOR, State.STRETCH, State.DRIVING, State.PLANNED)
"""The states of goals to pick from, in the order in which they are offered."""


class ReviewController:
    """Keeps the place of one review from when it is opened to when it is left.

    What was answered is in the goals. `look_day` is the weekday of the weekly look, Monday 0.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        questions: Questions,
        look_day: int | None,
        closed: Callable[[], None],
    ) -> None:
        self._host, self._session, self._questions = host, session, questions
        self._goals, self._measurer = session.goals, session.measurer
        self._days = session.review_days
        self._look_day, self._closed = look_day, closed
        self.review = Review(session.today)
        self.screen: ReviewScreen | None = None
        self._other_day = False
        """Whether the last mile is picked for the day that is not meant by the hour."""
        self._answering: str | None = None
        """The goal that a question is about, which may stay open while the page turns."""

    def open(self, *, weekly: bool = False) -> None:
        """Begin the review of today or go on with it; or begin a weekly look, also in its place."""
        self._begin(weekly=weekly)
        if self.screen is None:
            from lastmile_tui.ui.review.screen import ReviewScreen  # noqa: PLC0415 # opened later

            host = self._host
            self.screen = ReviewScreen(self.view(), host.glyphs, host.keys)
            host.push_screen(self.screen, self._left)
        self._host.bind_down()
        if not weekly:
            self._ask_whether_sealed()

    def _ask_whether_sealed(self) -> None:
        """Ask a week after a seal whether it holds."""
        goal = to_confirm(self._goals.values(), self._session.today)
        if goal is not None:
            self._host.ask(self._questions.confirm(goal))

    def _begin(self, *, weekly: bool) -> None:
        if weekly:
            self._session.place = self.place
            self.review = weekly_look(self._session)
        else:
            begun = queue.begin(self._goals.values(), self._measure, self._session.today)
            self.review = self._place(begun)

    def _left(self, _: object) -> None:
        self.keep_place()
        self._closed()

    def show(self, board: Board) -> None:
        """Show what is saved."""
        if self.screen is not None:
            self.screen.board = board
            with suppress(LastmileError):
                self.screen.show(self.view())

    # The place

    @property
    def place(self) -> str | None:
        """Day and uid, as the state file keeps them; in a weekly look, those kept before."""
        if self.review.scope is not Scope.DAILY:
            return self._session.place
        return f"{self.review.day} {self.review.uid or ''}"

    def keep_place(self) -> None:
        """Keep the place for the next time."""
        self._session.place = self.place

    def scope_of(self, uid: str) -> Scope | None:
        """The review that a change of a goal is an answer in; None for a goal not asked about."""
        return self.review.scope if uid in (self.review.uid, self._answering) else None

    def turn(self, by: int) -> None:
        """Go some pages on, or back; back from the last page to what has no answer yet."""
        review = self.review
        self.review = review.step(by)
        if by < 0 and review.uid is None and (uid := self._unanswered(review)):
            self.review = review.go_to(uid)
        self._host.bind_down()

    def go_to(self, uid: str) -> None:
        """Go to the page of a goal, where it has one; a first goal begins an empty review."""
        if not self.review.queue:
            self._begin(weekly=self.review.scope is Scope.WEEKLY)
        self.review = self.review.go_to(uid)

    def lead_on(self, goal: Goal) -> None:
        """Go on to the next goal, unless another one is on the screen by now."""
        if self.review.uid == goal.uid:
            self.turn(1)

    def undone(self, uid: str) -> None:
        """Go to the goal whose answer was undone; the review of today may be unfinished again."""
        self.go_to(uid)
        with suppress(LastmileError):
            self._days.reopen(self.review, self._measure, self._session.day_now)

    def follow(self) -> str:
        """Follow what others changed meanwhile, and the day; what to say about it."""
        review = self.review
        if review.day != self._session.today:
            self._begin(weekly=review.scope is Scope.WEEKLY)
            return "A new day: the review begins anew. Every answer is kept."
        now = answers.without_gone(review, self._goals)
        self.review = now
        self._finish()
        gone = [self._goals.get(uid) for uid in review.queue if uid not in now.queue]
        if not gone:
            return ""
        what = f"‘{gone[0].title}’" if gone[0] else "A road"
        more = f" and {counted(len(gone) - 1, 'other')}" if len(gone) > 1 else ""
        return f"{what}{more} left the road meanwhile."

    def _finish(self) -> None:
        """Write down that the review of today is finished, once every goal has its answer.

        Where all goals were only worked on, the last page has to be reached.
        """
        if queue.has_answers(self.review, self._goals):
            with suppress(LastmileError):  # the next answer tries again
                self._days.finish(self.review, self._measure, self._session.day_now)

    def _place(self, begun: Review) -> Review:
        """Where the review of today was left: its goal, or the last page when all is done."""
        day, _, uid = (self._session.place or "").partition(" ")
        if self._days.finished(begun.day):
            return begun.to_end()
        return begun.go_to(uid) if day == begun.day.isoformat() else begun

    def _unanswered(self, review: Review) -> str | None:
        """The first goal without an answer."""
        alone = (replace(review, queue=(uid,), at=0) for uid in review.queue)
        open_ones = (
            one.uid for one in alone if not queue.is_complete(one, self._goals, self._measure)
        )
        return next(open_ones, None)

    @property
    def _measure(self) -> Callable[[Goal], Measures | None]:
        return partial(self._measurer.gauge, today=self._session.today)

    # What there is to show

    def view(self) -> AskedPage | LastPage:
        """The page of the goal that is asked about, or the last one."""
        review = self.review
        return self._last_page(review) if review.uid is None else self._page(review, review.uid)

    def _page(self, review: Review, uid: str) -> AskedPage:
        today = self._session.today
        record = self._session.record(uid)
        measures = self._measurer.measure(record.goal, today)
        page = page_of(record, today, measures, self._measurer.factor(record.goal))
        asked = wording.asked_about(record.goal, measures.course, review, self._goals)
        return AskedPage(page, **asdict(asked))

    def _last_page(self, review: Review) -> LastPage:
        session, today = self._session, self._session.today
        records = [session.record(uid) for uid in review.queue]
        goals = [one.goal for one in records if one.goal.on_road(today)]
        goals.sort(key=lambda goal: _PICKED.index(goal.state(today)))
        daily, on = review.scope is Scope.DAILY, self._pick_day
        last = self._days.last_before(today) if daily else None
        return LastPage(
            today=today,
            outcomes=outcomes.outcomes_of(
                review.queue,
                session.goals.values(),
                session.record,
                today,
                last=last,
                calendar=session.calendar,
            ),
            asked=bool(review.queue),
            since=outcomes.say_since(last, today),
            choices=tuple(goals) if daily else (),
            picked=session.picked_for(on),
            on=None if on == today else on,
            gone=say_gone(gone, today) if (gone := session.picks.gone) and gone.on == on else "",
            streak=self._streak() if daily and review.queue else "",
            rest=review.rest,
            weekly=lost_sight_of(session, self._look_day) if daily else 0,
            scope=review.scope,
        )

    def _streak(self) -> str:
        """The streak in a sentence, or what is missing for today to count."""
        today = self._session.today
        return wording.say_streak(self._days.streak(today), finished=self._days.finished(today))

    @property
    def _pick_day(self) -> date:
        """The day that a last mile is picked for: tomorrow from the evening on, or the other."""
        today = self._session.today
        meant = day_to_pick(today, self._session.wall)
        if not self._other_day:
            return meant
        return tomorrow_of(today) if meant == today else today

    def turn_pick_day(self) -> None:
        """Pick for the other day, today or tomorrow."""
        self._other_day = not self._other_day
        self._host.bind_down()

    # Answers

    async def answer(self, command: str, goal: Goal, asking: Awaitable[object]) -> None:
        """Wait for an answer that asks something itself; lead on where nothing is left to say."""
        before = self._session.goal(goal.uid)
        with self._asked_about(goal):
            await asking
        now = self._session.goal(goal.uid)
        if command in LEADS_ON and _left_behind(now) != _left_behind(before):
            self.lead_on(goal)

    async def same(self, goal: Goal) -> None:
        """Log that nothing has changed, and go on; in the final stretch ask why, where unknown."""
        today = self._session.today
        if goal.reviewed == today:
            self.lead_on(goal)
        elif not answers.asks_why(goal, today):
            self._change(goal, answers.no_change, turns=True)
        else:
            with self._asked_about(goal):
                saved = await self._questions.why_not(goal)
            if saved or self._change(goal, answers.no_change, turns=False):
                self.lead_on(goal)

    @contextmanager
    def _asked_about(self, goal: Goal) -> Iterator[None]:
        """What is changed of a goal meanwhile is an answer, also when the page has turned."""
        self._answering = goal.uid
        try:
            yield
        finally:
            self._answering = None

    async def drive(self, goal: Goal) -> None:
        """Keep a goal on the road."""
        if queue.is_answered(goal, Scope.WEEKLY, self._session.today):
            self.lead_on(goal)
        else:
            self._change(goal, answers.drive, turns=True)

    def _change(self, goal: Goal, move: Move, *, turns: bool) -> bool:
        """Change a goal, and turn to the next page before anything is drawn; whether it changed."""

        def change() -> str:
            words = self._session.change(goal.uid, move, answer=self.review.scope)
            if turns:
                self.review = self.review.after(goal.uid)
            return words

        return self._host.carry_out(change)


def weekly_look(session: Session) -> Review:
    """The weekly look as it would begin now."""
    measure = partial(session.measurer.gauge, today=session.today)
    return queue.look(session.goals.values(), measure, session.today)


def lost_sight_of(session: Session, look_day: int | None) -> int:
    """How many roads the weekly look would ask about, on its day."""
    return len(weekly_look(session).queue) if session.today.weekday() == look_day else 0


def _left_behind(goal: Goal | None) -> tuple[object, ...]:
    """The fields that such answers write; a note of another process changes none."""
    return (goal.parked_until, goal.let_go, goal.reviewed, goal.looked) if goal else ()
