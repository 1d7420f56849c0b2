"""The days with a finished review, and the streaks that they make."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.domain.review import diary
from lastmile_tui.domain.review.diary import DIARY
from lastmile_tui.domain.review.skipped import FinishedReview, is_left_out, skipped_between
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.review.queue import Review
    from lastmile_tui.domain.review.streak import Streaks
    from lastmile_tui.store.goals import GoalStore

    Measure = Callable[[Goal], Measures | None]


class ReviewDays:
    """The diary of a file; `rest` are the weekdays without a review, Monday 0."""

    def __init__(self, store: GoalStore, rest: frozenset[int]) -> None:
        self._store, self._rest = store, rest
        self._streak: tuple[Goal | None, date, int] | None = None

    def finished(self, day: date) -> bool:
        """Whether the review of a day is finished."""
        return diary.finished(self._store.goals, day)

    def last_before(self, day: date) -> FinishedReview | None:
        """The last review that was finished before a day; None without one."""
        found = (review for review in self._reviews() if review.day < day)
        return max(found, key=lambda review: (review.day, review.at), default=None)

    def finish(self, review: Review, measure: Measure, day_now: date) -> None:
        """Record that today's review is finished, if every goal has its answer.

        Once the day has turned, to `day_now`, answers count for the next review.
        """
        if self._is_of(review, day_now) and not self.finished(review.day):
            from lastmile_tui.domain.review.queue import is_complete  # noqa: PLC0415 # as below

            if is_complete(review, self._store.goals, measure):
                self._store.keep(DIARY, diary.begin, diary.finish)

    def reopen(self, review: Review, measure: Measure, day_now: date) -> None:
        """Record that today's review is no longer finished, if an answer is gone."""
        if self._is_of(review, day_now) and self.finished(review.day):
            from lastmile_tui.domain.review.queue import is_complete  # noqa: PLC0415 # as below

            if not is_complete(review, self._store.goals, measure):
                self._store.change(DIARY, diary.reopen)

    def _is_of(self, review: Review, day: date) -> bool:
        """Whether a review is the daily one of a day; a weekly one does not count."""
        from lastmile_tui.domain.review.queue import Scope  # noqa: PLC0415 # as below

        return review.scope is Scope.DAILY and review.day == day

    def due(self, today: date) -> bool:
        """Whether today's review is due."""
        from lastmile_tui.domain.review.streak import review_due  # noqa: PLC0415 # after the first frame

        return review_due(
            self._store.goals.values(),
            today,
            finished=self.finished(today),
            rest=self._rest,
            begun=self._store.calendar.date_of,
        )

    def streak(self, today: date) -> int:
        """The days in a row up to now; counted anew when the diary or the day changes."""
        diary_goal = self._store.goals.get(DIARY)
        if self._streak is None or self._streak[0] is not diary_goal or self._streak[1] != today:
            self._streak = (diary_goal, today, self._count(today))
        return self._streak[2]

    def streaks(self, today: date) -> Streaks:
        """The current streak, the longest one and the other figures of the diary."""
        from lastmile_tui.domain.review.streak import streaks_of  # noqa: PLC0415

        reviews = self._reviews()
        days = frozenset(review.day for review in reviews)
        happened, skipped = self._happened(today), self._skipped(reviews, today)
        return streaks_of(days, today, rest=self._rest, active_on=happened, skipped=skipped)

    def _count(self, today: date) -> int:
        from lastmile_tui.domain.review.streak import current_streak  # noqa: PLC0415

        reviews = self._reviews()
        if not reviews:
            return 0
        days = frozenset(review.day for review in reviews)
        happened, skipped = self._happened(today), self._skipped(reviews, today)
        return current_streak(days, today, rest=self._rest, active_on=happened, skipped=skipped)

    def _reviews(self) -> tuple[FinishedReview, ...]:
        if DIARY not in self._store.goals:
            return ()
        with suppress(LastmileError):
            return diary.reviews_of(self._store.log(DIARY))
        return ()

    def _skipped(self, reviews: tuple[FinishedReview, ...], today: date) -> dict[date, int]:
        """The dates that never happened between two reviews, or since the last one."""
        here = FinishedReview(today, *self._store.here())
        past = [review for review in reviews if review.day <= today]
        return skipped_between([*past, here], self._store.calendar)

    def _happened(self, today: date) -> Callable[[date], bool]:
        """Whether a goal was active on a day, and the zone has one of that date."""
        from lastmile_tui.domain.review.streak import ActiveDays  # noqa: PLC0415

        active = ActiveDays(self._store.goals.values(), self._store.log, today)
        calendar = self._store.calendar
        return lambda day: not is_left_out(day, calendar) and active.on(day)
