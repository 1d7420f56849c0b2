"""The last page of a review in lines: what moved, the one last mile of today, the streak."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.answers import REFUSED
from lastmile_tui.cli.review.wording import KEYS, Reply, chosen, say_outcomes, sentence
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.review import answers
from lastmile_tui.domain.review.answers import allowed, picked
from lastmile_tui.domain.review.wording import outcome, say_streak
from lastmile_tui.errors import LastmileError, NotFoundError
from lastmile_tui.store.review_days import ReviewDays

if TYPE_CHECKING:
    from lastmile_tui.cli.context import Context
    from lastmile_tui.cli.review.prompts import Prompts
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.review.queue import Review
    from lastmile_tui.store.goals import GoalStore


class LastPagePrinter:
    """What came of a daily review."""

    def __init__(self, context: Context, store: GoalStore, talk: Prompts, review: Review) -> None:
        self._store, self._talk, self._review = store, talk, review
        self._rest = context.config.rest
        goals = [store.goals[uid] for uid in review.queue]
        open_ones = [goal for goal in goals if allowed(goal, review.scope, review.day)]
        endangered = context.watch(store).endangered(open_ones, review.day)
        self._choices: list[Goal] = [goal for goal, _ in endangered]

    def tell(self) -> None:
        """What moved, what did not and why, and how many days in a row were reviewed."""
        store, day = self._store, self._review.day
        outcomes = []
        for uid in self._review.queue:
            with suppress(LastmileError):  # a log that cannot be read takes nothing else away
                outcomes.append(outcome(store.record(uid), day))
        habit = ReviewDays(store, self._rest)
        self._talk.tell("", "That was the review.", *say_outcomes(outcomes))
        self._talk.tell(say_streak(habit.streak(day), finished=habit.finished(day)))
        held = picked(store.goals.values(), day)
        if held is not None:
            self._talk.tell(sentence(f"today's last mile is ‘{clean_line(held.title)}’"))

    def ask(self) -> Reply | None:
        """Ask which goal is the last mile of today, where there is any; where to go from here.

        Another line is asked for until one is understood; None when it was refused.
        """
        if not self._choices:
            return Reply.NEXT
        listed = (f"{n}: {clean_line(goal.title)}" for n, goal in enumerate(self._choices, 1))
        line = self._talk.ask(
            "Which one is today's last mile? Its number; an empty line ends.", *listed
        )
        ways = {way.value: way for way in Reply}
        numbers: dict[str, Reply | Goal] = {str(n): g for n, g in enumerate(self._choices, 1)}
        keys = {key: way for key, way in KEYS.items() if isinstance(way, Reply)}
        while (said := chosen(line, ways, numbers | keys)) is None:
            line = self._talk.ask(f"Type a number up to {len(numbers)}, or {', '.join(ways)}.")
        if isinstance(said, Reply):
            return said
        try:
            self._store.change(said.uid, answers.pick)
        except (*REFUSED, NotFoundError) as error:
            self._talk.tell(str(error))
            return None
        self._talk.tell(sentence(f"today's last mile is ‘{clean_line(said.title)}’"))
        return Reply.NEXT
