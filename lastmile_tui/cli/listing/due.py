"""Which goals a person means who asks what is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates import say_short
from lastmile_tui.domain.views.agenda import ComingKind, coming_of, say_with_days
from lastmile_tui.errors import DateError
from lastmile_tui.ui.drawing.facts import Fact

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from lastmile_tui.dates import When
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.agenda import Coming

LATE: Final = ("overdue", "over due", "late")

NEXT: Final = ("next week", "next month", "next quarter", "next year")
"""Spans whose first day other dates mean."""

AHEAD: Final = {"today": 0, "tomorrow": 1, "week": 6, "month": 30}
"""Days behind today that are meant by a word: whatever day it is, the rest of that week is."""


class DueBy(Struct, frozen=True):
    """The last day that is asked for; None for what is overdue alone."""

    day: date | None

    def takes(self, goal: Goal, today: date, now: datetime) -> bool:
        """Whether anything of a goal comes by then; what is late comes still."""
        late = goal.is_overdue(today, now)
        return any(self._takes(coming, today, late=late) for coming in coming_of(goal, today))

    def _takes(self, coming: Coming, today: date, *, late: bool) -> bool:
        if self.day is None:
            return coming.on < today or (late and coming.kind is ComingKind.DUE)
        return coming.on <= self.day or coming.on < today

    def about(self, goal: Goal, today: date, now: datetime) -> Fact | None:
        """What of it comes by then that no list says otherwise: dates of markers."""
        late = goal.is_overdue(today, now)
        things = [
            coming
            for coming in coming_of(goal, today)
            if coming.kind is ComingKind.MARKER and self._takes(coming, today, late=late)
        ]
        words = say_with_days(things, today)
        passed = any(thing.on < today for thing in things)
        return Fact(words, 0, "danger" if passed else "plain") if words else None

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
