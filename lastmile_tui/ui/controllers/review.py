"""The review that is open: which goal it asks about, and what an answer leads to."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.review import answers, queue, wording
from lastmile_tui.domain.review.answers import LEADS_ON, FollowUp
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.review.view_model import AskedPage, LastPage

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.review.queue import Review
    from lastmile_tui.ui.controllers.host import Talk
    from lastmile_tui.ui.controllers.questions import Questions
    from lastmile_tui.ui.state.session import Session

_PICKED = (State.DOOR, State.STRETCH, State.DRIVING, State.PLANNED)
"""The states of goals to pick from, in the order in which they are offered."""


class ReviewController:
    """Holds the place; what was answered is in the goals."""

    def __init__(
        self, talk: Talk, session: Session, asking: Questions, look_day: int | None
    ) -> None:
        self._talk, self._session, self._asking = talk, session, asking
        self._look_day = look_day
        self.review: Review | None = None
        self._asked: str | None = None
        """The goal that a question is about, which may stay open while the page turns."""
        session.review = self._answered_in

    def begin(self, *, weekly: bool = False) -> None:
        """Begin the review of today, or go on where it was left; or begin a weekly look."""
        session = self._session
        if weekly:
            session.place = self.place
            self.review = self._look()
        else:
            begun = queue.begin(session.goals.values(), session.measure, session.today)
            self.review = self._place(begun)

    @property
    def place(self) -> str | None:
        """Where the daily review is, in words; where it was left, in a weekly look."""
        if self.review is None or self.review.scope is not Scope.DAILY:
            return self._session.place
        return f"{self.review.day} {self.review.uid or ''}"

    def undone(self, uid: str) -> None:
        """Go to the goal whose answer was undone; the review of today may be unfinished again."""
        self.go_to(uid)
        session = self._session
        if self.review is not None:
            with suppress(LastmileError):
                session.habit.reopen(self.review, session.measure, session.day_now)

    def _answered_in(self, uid: str | None) -> Review | None:
        held = self.review
        return held if held and uid in (None, held.uid, self._asked) else None

    def end(self) -> None:
        """Leave, and keep the place."""
        self._session.place = self.place
        self.review = None

    def turn(self, by: int) -> None:
        """Go some pages on, or back; back from the last page to what has no answer yet."""
        held = self.review
        if held is None:
            return
        self.review = held.step(by)
        if by < 0 and held.uid is None and (uid := self._unanswered(held)):
            self.review = held.go_to(uid)
        self.keep()

    def go_to(self, uid: str) -> None:
        """Go to the page of a goal, where it has one; a first goal begins an empty review."""
        if self.review is not None and not self.review.queue:
            self.begin(weekly=self.review.scope is Scope.WEEKLY)
        if self.review is not None:
            self.review = self.review.go_to(uid)

    def keep(self) -> None:
        """Write down that the review of today is finished, once every goal has its answer.

        Where all was worked on today, somebody has to turn the pages at least.
        """
        held, session = self.review, self._session
        if held is None:
            return
        goals = (session.goals[uid] for uid in held.queue)
        answered = (queue.is_answered(goal, held.scope, held.day) for goal in goals)
        if held.uid is None or any(answered):
            with suppress(LastmileError):  # the next answer tries again
                session.habit.finish(held, session.measure, session.day_now)

    def follow(self) -> str:
        """Follow what others changed meanwhile, and the day; what to say about it."""
        held = self.review
        if held is None:
            return ""
        if held.day != self._session.today:
            self.begin(weekly=held.scope is Scope.WEEKLY)
            return "A new day: the review begins anew. Every answer is kept."
        session = self._session
        now = held.without(self._is_gone)
        self.review = now
        self.keep()
        gone = [session.goals.get(uid) for uid in held.queue if uid not in now.queue]
        if not gone:
            return ""
        what = f"‘{gone[0].title}’" if gone[0] else "A road"
        more = f" and {counted(len(gone) - 1, 'other')}" if len(gone) > 1 else ""
        return f"{what}{more} left the road meanwhile."

    @property
    def lost_sight_of(self) -> int:
        """How many roads the weekly look would ask about, on its day."""
        if self._session.today.weekday() != self._look_day:
            return 0
        return len(self._look().queue)

    # What there is to show

    def view(self) -> AskedPage | LastPage:
        """The page of the goal that is asked about, or the last one."""
        held = self.review
        assert held is not None  # noqa: S101 # asked for by the open review only
        return self._last_page(held) if held.uid is None else self._page(held, held.uid)

    def _page(self, held: Review, uid: str) -> AskedPage:
        session = self._session
        page = session.page(uid)
        goal, today = page.record.goal, session.today
        measures = session.measured(goal)
        goals = [session.goals[one] for one in held.queue]
        return AskedPage(
            page=page,
            question=wording.question(goal, measures.course, held.scope, today),
            answers=answers.allowed(goal, held.scope, today),
            number=held.at + 1,
            answered=tuple(queue.is_answered(one, held.scope, held.day) for one in goals),
            left=wording.minutes(held.left),
            rest=held.rest,
            scope=held.scope,
        )

    def _last_page(self, held: Review) -> LastPage:
        session, today = self._session, self._session.today
        records = [session.record(uid) for uid in held.queue]
        goals = [one.goal for one in records if one.goal.on_road(today)]
        goals.sort(key=lambda goal: _PICKED.index(goal.state(today)))
        daily = held.scope is Scope.DAILY
        return LastPage(
            today=today,
            outcomes=tuple(wording.outcome(record, today) for record in records),
            choices=tuple(goals) if daily else (),
            picked=session.picked if session.picked_today else None,
            streak=self._streak() if daily and held.queue else "",
            rest=held.rest,
            weekly=self.lost_sight_of if daily else 0,
            scope=held.scope,
        )

    def _streak(self) -> str:
        """The streak in a sentence, or what is missing for today to count."""
        session = self._session
        habit, today = session.habit, session.today
        return wording.say_streak(habit.streak(today), finished=habit.finished(today))

    # Answers

    async def answer(self, command: str, goal: Goal, asking: Awaitable[object]) -> None:
        """Wait for an answer that asks something itself; lead on where nothing is left to say."""
        before = self._session.goal(goal.uid)
        self._asked = goal.uid
        try:
            await asking
        finally:
            self._asked = None
        now = self._session.goal(goal.uid)
        if command in LEADS_ON and _left_behind(now) != _left_behind(before):
            self.lead_on(goal)

    async def same(self, goal: Goal) -> None:
        """Log that nothing has changed; in the final stretch ask what stands in the way."""
        today = self._session.today
        asked = answers.follow_ups(goal, today)
        if goal.reviewed == today:
            self.lead_on(goal)
            return
        if not self._talk.carry_out(partial(self._session.change, goal.uid, answers.no_change)):
            return
        for follow_up in asked:
            now = self._session.goal(goal.uid)
            if now is not None and follow_up is FollowUp.IN_THE_WAY:
                await self._asking.block(now)
            elif now is not None:
                await self._asking.next_step(now)

    async def drive(self, goal: Goal) -> None:
        """Keep a goal on the road."""
        if queue.is_answered(goal, Scope.WEEKLY, self._session.today):
            self.lead_on(goal)
            return
        self._talk.carry_out(partial(self._session.change, goal.uid, answers.drive))

    def lead_on(self, goal: Goal) -> None:
        """Go on to the next goal, unless another one is on the screen by now."""
        if self.review is not None and self.review.uid == goal.uid:
            self.turn(1)
            self._talk.bind_down()

    def _unanswered(self, held: Review) -> str | None:
        """The first goal without an answer."""
        alone = (replace(held, queue=(uid,), at=0) for uid in held.queue)
        goals, measure = self._session.goals, self._session.measure
        open_ones = (one.uid for one in alone if not queue.is_complete(one, goals, measure))
        return next(open_ones, None)

    # Places

    def _place(self, begun: Review) -> Review:
        """Where the review of today was left: its goal, or the last page when all is done."""
        day, _, uid = (self._session.place or "").partition(" ")
        if self._session.habit.finished(begun.day):
            return begun.to_end()
        return begun.go_to(uid) if day == begun.day.isoformat() else begun

    def _look(self) -> Review:
        session = self._session
        return queue.look(session.goals.values(), session.measure, session.today)

    def _is_gone(self, uid: str) -> bool:
        """Whether a goal left the road without an answer of this review."""
        held = self.review
        return held is None or answers.is_gone(self._session.goal(uid), held.scope, held.day)


def _left_behind(goal: Goal | None) -> tuple[object, ...]:
    """What the answers write that lead on; a note of another process is none of it."""
    return (goal.parked_until, goal.let_go, goal.reviewed, goal.looked) if goal else ()
