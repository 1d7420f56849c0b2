"""Which goals a person means who asks what is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates import say_short
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from lastmile_tui.dates import When
    from lastmile_tui.domain.model.goal import Goal

LATE: Final = ("overdue", "over due", "late")

NEXT: Final = ("next week", "next month", "next quarter", "next year")
"""Spans whose first day other dates mean."""

AHEAD: Final = {"today": 0, "tomorrow": 1, "week": 6, "month": 30}
"""Days behind today that are meant by a word: whatever day it is, the rest of that week is."""


class DueBy(Struct, frozen=True):
    """The last day that is asked for; None for what is overdue alone."""

    day: date | None

    def takes(self, goal: Goal, today: date, now: datetime) -> bool:
        """Whether a goal is due by then; what is overdue is due still, unless the goal ended."""
        if goal.due is None or goal.sealed or goal.let_go:
            return False
        return goal.is_overdue(today, now) or (self.day is not None and goal.due <= self.day)

    def say_none(self, today: date) -> str:
        """That there is no such goal."""
        if self.day is None:
            return "Nothing here is overdue"
        by = "today" if self.day == today else say_short(self.day, today)
        return f"Nothing here is due by {by}"


def read_due(text: str, today: date, read_date: Callable[[str], When]) -> DueBy:
    """What `--due` asks for: a word of `AHEAD`, `overdue`, or a date, which names its day.

    Of the next week or month the end is meant. DateError for anything else.
    """
    word = " ".join(text.split()).casefold()
    if word in LATE:
        return DueBy(None)
    if word in AHEAD:
        return DueBy(today + timedelta(AHEAD[word]))
    try:
        return DueBy(read_date(f"end of {word}" if word in NEXT else text).day)
    except DateError as error:
        raise DateError(f"{error} Or write today, week, month or overdue.") from error
