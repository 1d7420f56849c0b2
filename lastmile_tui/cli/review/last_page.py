"""The last page of a review in lines: what moved, the one last mile of today, the streak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.review.questions import REFUSED
from lastmile_tui.cli.review.wording import KEYS, Reply, say_outcomes
from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.cli.spoken.replies import parse_reply
from lastmile_tui.dates.words import say_date
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.picks.last_mile import day_to_pick, pick_for, picks_of, say_gone
from lastmile_tui.domain.review.answers import allowed
from lastmile_tui.domain.review.outcomes import outcomes_of, say_since
from lastmile_tui.domain.review.wording import say_streak
from lastmile_tui.errors import NotFoundError
from lastmile_tui.store.review_days import ReviewDays

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.cli.review.prompts import Prompts
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.review.queue import Review
    from lastmile_tui.store.goals import GoalStore


class LastPagePrinter:
    """Prints the last page of a daily review, and asks for the last mile of today."""

    def __init__(
        self, context: Context, store: GoalStore, prompts: Prompts, review: Review
    ) -> None:
        self._store, self._prompts, self._review = store, prompts, review
        self._rest = context.config.rest
        self._on = day_to_pick(review.day, context.now)
        goals = [store.goals[uid] for uid in review.queue]
        open_ones = [goal for goal in goals if allowed(goal, review.scope, review.day)]
        endangered = context.measurer(store).endangered(open_ones, review.day)
        self._choices: list[Goal] = [goal for goal, _ in endangered]

    def print_outcomes(self) -> None:
        """Print what moved, what did not and why, and how many days in a row were reviewed."""
        store, day = self._store, self._review.day
        review_days = ReviewDays(store, self._rest)
        last = review_days.last_before(day)
        outcomes = outcomes_of(
            self._review.queue,
            store.goals.values(),
            store.record,
            day,
            last=last,
            calendar=store.calendar,
        )
        since = say_since(last, day)
        self._prompts.say("", "That was the review.", *say_outcomes(outcomes, since))
        self._prompts.say(say_streak(review_days.streak(day), finished=review_days.finished(day)))
        picks = picks_of(store.goals.values(), day, store.calendar.date_of)
        for one in filter(None, (picks.today, picks.ahead)):
            self._prompts.say(_say_picked(one.goal, max(one.on, day), day))
        if picks.gone:
            self._prompts.say(sentence(say_gone(picks.gone, day)))

    def ask(self) -> Reply | None:
        """Ask which goal is the last mile of today, if there is any; returns where to go on.

        From the evening on it is that of tomorrow. Asks until a line is understood; None if the
        choice was refused.
        """
        if not self._choices:
            return Reply.NEXT
        today, on = self._review.day, self._on
        whose = say_date(on, today)
        listed = (f"{n}: {clean_line(goal.title)}" for n, goal in enumerate(self._choices, 1))
        line = self._prompts.ask(
            f"Which one is {whose}'s last mile? Its number; an empty line ends.", *listed
        )
        replies = {reply.value: reply for reply in Reply}
        numbers: dict[str, Reply | Goal] = {str(n): g for n, g in enumerate(self._choices, 1)}
        keys = {key: reply for key, reply in KEYS.items() if isinstance(reply, Reply)}
        while (choice := parse_reply(line, replies, numbers | keys)) is None:
            others = ", ".join(replies)
            line = self._prompts.ask(f"Type a number up to {len(numbers)}, or {others}.")
        if isinstance(choice, Reply):
            return choice
        try:
            self._store.change(choice.uid, pick_for(on, today))
        except (*REFUSED, NotFoundError) as error:
            self._prompts.say(str(error))
            return None
        self._prompts.say(_say_picked(choice, on, today))
        return Reply.NEXT


def _say_picked(goal: Goal, on: date, today: date) -> str:
    return sentence(f"{say_date(on, today)}'s last mile is ‘{clean_line(goal.title)}’")
