"""The review line by line: one goal at a time, for screen readers and pipes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.answers import REFUSED, ReviewAnswers
from lastmile_tui.cli.review.changes import ChangedMeanwhileError, ReviewChanges
from lastmile_tui.cli.review.last_page import LastPagePrinter
from lastmile_tui.cli.review.prompts import InputEnded, Prompts
from lastmile_tui.cli.review.wording import (
    KEYS,
    Reply,
    chosen,
    none_of,
    say_answers,
    say_gone,
    say_help,
    say_page,
    sentence,
    words_of,
)
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.domain.review import answers, queue
from lastmile_tui.domain.review.answers import LEADS_ON, Answer
from lastmile_tui.domain.review.queue import Review, Scope
from lastmile_tui.domain.review.wording import minutes, question
from lastmile_tui.errors import NotFoundError
from lastmile_tui.store.review_days import ReviewDays

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore

_MORE = "Anything more? An empty line goes on."
_ANSWERED = "It is answered. An empty line goes on."


class ReviewSession:
    """Where the review is, and what is done with each line that is typed."""

    def __init__(self, context: Context, store: GoalStore, talk: Prompts) -> None:
        self._context, self._store, self._talk = context, store, talk
        self._review = Review(self._today)
        self._asks: str | None = None
        """The question that stands; None before a page is read out."""
        self._changes = ReviewChanges(store, talk)
        self._habit = ReviewDays(store, context.config.rest)

    def run(self) -> None:
        """Ask until all is asked, or until somebody leaves."""
        try:
            self._begin()
            while self._review.queue and self._round():
                pass
        except InputEnded:
            on = ", and lastmile review --plain goes on" if self._review.uid else ""
            self._talk.tell(f"Left; every answer is saved{on}.")

    # The machine

    def _begin(self) -> None:
        goals, today = self._store.goals.values(), self._today
        self._open(queue.begin(goals, self._measure, today))
        held = self._review
        if not held.queue:
            self._talk.tell("Nothing is on the road to ask about; lastmile add makes a road.")
            return
        if held.left:
            rest = f" {held.rest:,} more can wait until another day." if held.rest else ""
            self._talk.tell(f"{counted(held.left, 'goal')}, {minutes(held.left)}.{rest}")
        if held.at:
            self._talk.tell(f"{held.at} of {len(held.queue)} answered today already.")

    def _open(self, held: Review) -> None:
        self._review, self._asks = held, None

    def _round(self) -> bool:
        """Follow what happened outside, then ask once; whether there is more to ask."""
        self._follow()
        held = self._review
        if not held.queue:
            return False
        if held.uid is None:
            return self._end()
        self._ask_about(held.uid)
        return True

    def _follow(self) -> None:
        """Take in the day and what others changed."""
        changed = self._store.refresh()
        if self._today != self._review.day:
            self._talk.tell("A new day has begun, and its review begins; every answer is kept.")
            self._begin()
        held = self._review
        for uid in filter(self._is_gone, held.queue):
            self._talk.tell(say_gone(self._store.goals.get(uid), held.day))
        now = held.without(self._is_gone)
        if now.uid != held.uid:
            self._asks = None
        elif self._asks is not None and now.uid in changed:
            self._say_overtaken(self._store.goals[now.uid])
        self._review = now

    def _ask_about(self, uid: str) -> None:
        goal, scope, today = self._store.goals[uid], self._review.scope, self._today
        allowed = answers.allowed(goal, scope, today)
        if self._asks is None:
            self._asks = self._read_out(uid, allowed)
            line = self._talk.ask(say_answers(allowed))
        else:
            line = self._talk.ask(self._asks)
        words = words_of(allowed, scope)
        said = chosen(line, words, KEYS)
        if said is None or said not in words.values():
            self._talk.tell(none_of(line, [say_answers(allowed)[:-1]]))
        elif isinstance(said, Reply):
            self._go(said, allowed)
        else:
            self._answer(said, goal)

    def _read_out(self, uid: str, allowed: tuple[Answer, ...]) -> str:
        """Tell what there is to know of a goal, and the question about it."""
        held, today = self._review, self._today
        record = self._store.record(uid)
        measures = self._context.watch(self._store).measure(record.goal, today)
        self._changes.read_out(record)
        scope = "Goal" if held.scope is Scope.DAILY else "Lost sight of, goal"
        asked = _ANSWERED
        if allowed:
            asked = question(record.goal, measures.course, held.scope, today)
        self._talk.tell(
            "",
            sentence(f"{scope} {held.at + 1} of {len(held.queue)}: {record.goal.title}"),
            *say_page(record, measures, today),
            asked,
        )
        return asked

    def _go(self, way: Reply, allowed: tuple[Answer, ...]) -> None:
        if way is Reply.LEAVE:
            raise InputEnded
        if way is Reply.HELP:
            self._talk.tell(*say_help(allowed))
        elif way is Reply.UNDO:
            self._undo()
        elif way is Reply.PREVIOUS and not self._review.at:
            self._talk.tell("This is the first goal.")
        else:
            self._step(1 if way is Reply.NEXT else -1)

    def _step(self, by: int) -> None:
        self._open(self._review.step(by))
        self._keep()

    def _undo(self) -> None:
        """Undo the newest change of this review, and go back to its goal."""
        try:
            uid = self._changes.undo(self._today)
        except (*REFUSED, NotFoundError) as error:
            self._talk.tell(str(error))
        else:
            self._open(self._review.go_to(uid))
            self._habit.reopen(self._review, self._measure, self._today)

    # Answers

    def _answer(self, answer: Answer, goal: Goal) -> None:
        save = partial(self._changes.save, goal.uid, self._review.scope, self._today)
        try:
            if not ReviewAnswers(self._talk, goal, self._today, save).give(answer):
                self._talk.tell("Nothing changed.")
                return
        except InputEnded:
            self._keep()
            raise
        except (ChangedMeanwhileError, NotFoundError):
            self._say_overtaken(goal)
            return
        except REFUSED as error:
            self._talk.tell(str(error))
            return
        now = self._store.goals[goal.uid]
        before = answers.allowed(goal, self._review.scope, self._today)
        after = answers.allowed(now, self._review.scope, self._today)
        if answer in LEADS_ON or not after:
            self._step(1)
            return
        self._keep()
        if after == before:
            self._asks = _MORE
        else:
            course = self._context.watch(self._store).course(now)
            asked = question(now, course, self._review.scope, self._today)
            self._asks = f"{asked} {say_answers(after)}"

    def _say_overtaken(self, goal: Goal) -> None:
        title = clean_line(goal.title)
        self._talk.tell(f"‘{title}’ was changed elsewhere meanwhile; this is how it stands now.")
        self._asks = None

    # The end

    def _keep(self) -> None:
        """Write down that the review of today is finished, once every goal has its answer."""
        self._habit.finish(self._review, self._measure, self._today)

    def _end(self) -> bool:
        """The last page, or behind it the weekly look; whether there is more to ask."""
        if self._review.scope is Scope.WEEKLY:
            self._talk.tell("That was the weekly look.")
            return False
        page = LastPagePrinter(self._context, self._store, self._talk, self._review)
        if self._asks is None:
            page.tell()
            self._asks = _MORE
        way = page.ask()
        if way is Reply.HELP:
            self._talk.tell(*say_help(()))
        elif way is Reply.UNDO:
            self._undo()
        elif way is Reply.PREVIOUS:
            self._step(-1)
        elif way is not None:
            return self._offer_look()
        return True

    def _offer_look(self) -> bool:
        """On its day, offer to look at what was lost sight of; whether that is wanted."""
        store, today = self._store, self._today
        if today.weekday() != self._context.config.look_day:
            return False
        found = queue.look(store.goals.values(), self._measure, today)
        if not found.queue:
            return False
        roads = counted(len(found.queue), "road was", "roads were")
        asked = f"{roads} lost sight of. Look at them now?"
        if self._talk.choice(asked, ("yes", "no")) != "yes":
            return False
        self._changes.forget()
        self._open(found)
        return True

    # What is known

    @property
    def _today(self) -> date:
        """The day as it is now, which may turn between two questions."""
        return self._context.calendar.date_of(self._context.clock.now())

    @property
    def _measure(self) -> Callable[[Goal], Measures | None]:
        """Measures of the goals as they are now."""
        return partial(self._context.watch(self._store).gauge, today=self._today)

    def _is_gone(self, uid: str) -> bool:
        """Whether a goal left the road without an answer of this review."""
        held = self._review
        return answers.is_gone(self._store.goals.get(uid), held.scope, held.day)
