"""The review in plain lines: one goal at a time, for screen readers and pipes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.answers import ReviewAnswers
from lastmile_tui.cli.review.changes import ChangedMeanwhileError, ReviewChanges
from lastmile_tui.cli.review.last_page import LastPagePrinter
from lastmile_tui.cli.review.prompts import InputEnded, Prompts, QuestionLeft
from lastmile_tui.cli.review.questions import REFUSED
from lastmile_tui.cli.review.wording import (
    KEYS,
    Reply,
    reply_words,
    say_answers,
    say_gone,
    say_help,
    say_page,
    split_amount,
)
from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.cli.spoken.replies import parse_reply, say_not_understood
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
    """The state of a review, and how it handles each typed line."""

    def __init__(
        self,
        context: Context,
        store: GoalStore,
        prompts: Prompts,
        again: str = "lastmile review --plain",
    ) -> None:
        """`again` goes on with a review that was left."""
        self._again = again
        self._context, self._store, self._prompts = context, store, prompts
        self._review = Review(self._today)
        self._question: str | None = None
        """The current question; None before a page is shown."""
        self._changes = ReviewChanges(store, prompts)
        self._review_days = ReviewDays(store, context.config.rest)

    def run(self, *, weekly: bool = False) -> None:
        """Ask until every goal is answered, or all of a weekly look, or the input ends."""
        try:
            if weekly:
                self._begin_look()
            else:
                self._begin()
            while self._review.queue and self._ask_once():
                pass
        except InputEnded:
            on = f", and {self._again} goes on" if self._review.uid else ""
            self._prompts.say(f"Left; every answer is saved{on}.")

    # The loop

    def _begin(self) -> None:
        goals, today = self._store.goals.values(), self._today
        self._open(queue.begin(goals, self._measure, today))
        review = self._review
        if not review.queue:
            self._prompts.say("Nothing is on the road to ask about; lastmile add makes a road.")
            return
        if review.left:
            rest = f" {review.rest:,} more can wait until another day." if review.rest else ""
            self._prompts.say(f"{counted(review.left, 'goal')}, {minutes(review.left)}.{rest}")
        if review.at:
            self._prompts.say(f"{review.at} of {len(review.queue)} answered today already.")

    def _begin_look(self) -> None:
        """Begin a weekly look without the review before it."""
        self._open(queue.look(self._store.goals.values(), self._measure, self._today))
        if not self._review.queue:
            self._prompts.say("No road was lost sight of.")

    def _open(self, review: Review) -> None:
        self._review, self._question = review, None

    def _ask_once(self) -> bool:
        """Take in changes of others, then ask once; whether there is more to ask."""
        self._refresh()
        review = self._review
        if not review.queue:
            return False
        if review.uid is None:
            return self._end()
        self._ask_about(review.uid)
        return True

    def _refresh(self) -> None:
        """Take in a new day and what others changed."""
        changed = self._store.refresh()
        if self._today != self._review.day:
            self._prompts.say("A new day has begun, and its review begins; every answer is kept.")
            self._begin()
        review = self._review
        current = answers.without_gone(review, self._store.goals)
        for uid in review.queue:
            if uid not in current.queue:
                self._prompts.say(say_gone(self._store.goals.get(uid), review.day))
        if current.uid != review.uid:
            self._question = None
        elif self._question is not None and current.uid in changed:
            self._print_overtaken(self._store.goals[current.uid])
        self._review = current

    def _ask_about(self, uid: str) -> None:
        goal, scope, today = self._store.goals[uid], self._review.scope, self._today
        allowed = answers.allowed(goal, scope, today)
        if self._question is None:
            self._question = self._show_page(uid, allowed)
            line = self._prompts.ask(say_answers(allowed))
        else:
            line = self._prompts.ask(self._question)
        words = reply_words(allowed, scope)
        head, given = split_amount(line)
        reply = parse_reply(head, words, KEYS)
        if reply is None or reply not in words.values():
            self._prompts.say(say_not_understood(line, [say_answers(allowed)[:-1]]))
        elif isinstance(reply, Reply):
            self._go(reply, allowed)
        else:
            self._answer(reply, goal, given)

    def _show_page(self, uid: str, allowed: tuple[Answer, ...]) -> str:
        """Print the facts about a goal, and the question; returns the question."""
        review, today = self._review, self._today
        record = self._store.record(uid)
        measures = self._context.measurer(self._store).measure(record.goal, today)
        self._changes.note_shown(record)
        scope = "Goal" if review.scope is Scope.DAILY else "Lost sight of, goal"
        final = ", final stretch" if record.goal.in_stretch(today) else ""
        text = _ANSWERED
        if allowed:
            text = question(record.goal, measures.course, review.scope, today)
        self._prompts.say(
            "",
            sentence(f"{scope} {review.at + 1} of {len(review.queue)}{final}: {record.goal.title}"),
            *say_page(record, measures, today, self._context.wall()),
            text,
        )
        return text

    def _go(self, reply: Reply, allowed: tuple[Answer, ...]) -> None:
        if reply is Reply.LEAVE:
            raise InputEnded
        if reply is Reply.HELP:
            self._prompts.say(*say_help(allowed))
        elif reply is Reply.UNDO:
            self._undo()
        elif reply is Reply.PREVIOUS and not self._review.at:
            self._prompts.say("This is the first goal.")
        else:
            self._step(1 if reply is Reply.NEXT else -1)

    def _step(self, by: int) -> None:
        self._open(self._review.step(by))
        self._finish_if_complete()

    def _undo(self) -> None:
        """Undo the newest change of this review, and go back to its goal."""
        try:
            uid = self._changes.undo(self._today)
        except (*REFUSED, NotFoundError) as error:
            self._prompts.say(str(error))
        else:
            self._open(self._review.go_to(uid))
            self._review_days.reopen(self._review, self._measure, self._today)

    # Answers

    def _answer(self, answer: Answer, goal: Goal, given: str) -> None:
        save = partial(self._changes.save, goal.uid, self._review.scope, self._today)
        try:
            notation = self._context.notation
            goals = self._store.goals
            giving = ReviewAnswers(self._prompts, goal, self._today, save, notation, goals=goals)
            if not giving.give(answer, given):
                self._prompts.say("Nothing changed.")
                return
        except QuestionLeft:
            self._prompts.say("Cancelled; nothing changed.")
            self._finish_if_complete()
            return
        except InputEnded:
            self._finish_if_complete()
            raise
        except (ChangedMeanwhileError, NotFoundError):
            self._print_overtaken(goal)
            return
        except REFUSED as error:
            self._prompts.say(str(error))
            return
        current = self._store.goals[goal.uid]
        before = answers.allowed(goal, self._review.scope, self._today)
        after = answers.allowed(current, self._review.scope, self._today)
        if answer in LEADS_ON or not after:
            self._step(1)
            return
        self._finish_if_complete()
        if after == before:
            self._question = _MORE
        else:
            course = self._context.measurer(self._store).course(current)
            text = question(current, course, self._review.scope, self._today)
            self._question = f"{text} {say_answers(after)}"

    def _print_overtaken(self, goal: Goal) -> None:
        title = clean_line(goal.title)
        self._prompts.say(f"‘{title}’ was changed elsewhere meanwhile; this is how it stands now.")
        self._question = None

    # The end

    def _finish_if_complete(self) -> None:
        """Record that the review of today is finished, if every goal has its answer."""
        self._review_days.finish(self._review, self._measure, self._today)

    def _end(self) -> bool:
        """The last page, and after it the weekly look; whether there is more to ask."""
        if self._review.scope is Scope.WEEKLY:
            self._prompts.say("That was the weekly look.")
            return False
        page = LastPagePrinter(self._context, self._store, self._prompts, self._review)
        if self._question is None:
            page.print_outcomes()
            self._question = _MORE
        reply = page.ask()
        if reply is Reply.HELP:
            self._prompts.say(*say_help(()))
        elif reply is Reply.UNDO:
            self._undo()
        elif reply is Reply.PREVIOUS:
            self._step(-1)
        elif reply is not None:
            return self._offer_look()
        return True

    def _offer_look(self) -> bool:
        """On its day, offer the weekly look; whether the user wants it."""
        store, today = self._store, self._today
        if today.weekday() != self._context.config.look_day:
            return False
        found = queue.look(store.goals.values(), self._measure, today)
        if not found.queue:
            return False
        roads = counted(len(found.queue), "road was", "roads were")
        text = f"{roads} lost sight of. Look at them now?"
        if self._prompts.choice(text, ("yes", "no")) != "yes":
            return False
        self._changes.forget()
        self._open(found)
        return True

    # Lookups

    @property
    def _today(self) -> date:
        """The current day, which may change between two questions."""
        return self._context.calendar.date_of(self._context.clock.now())

    @property
    def _measure(self) -> Callable[[Goal], Measures | None]:
        """Measures a goal as it is now."""
        return partial(self._context.measurer(self._store).gauge, today=self._today)
