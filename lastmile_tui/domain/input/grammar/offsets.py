"""Days that count from another day: `by -2w` lies two weeks before the due date of the goal.

    by -2w    by -14d    by -10 days    by -1m    by -0d

`+10d` counts from today everywhere, and so from the start of a road that is made today.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.dates import DateMatch, When, doubts, read_date, read_past
from lastmile_tui.dates.words import quote
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from lastmile_tui.domain.input.grammar.markers import DateReader

_BACK = re.compile(r"-\d{1,4} ?(?:d(?:ays?)?|w(?:eeks?)?|m(?:onths?)?|y(?:ears?)?)", re.IGNORECASE)
_ENDS_SO = re.compile(rf"(?:^|.*\s)\(?(?:by|due)\s+{_BACK.pattern}\)?", re.IGNORECASE)
_WEEK = 7
_MOST = 9999
"""Days and weeks that a reader of dates counts."""


def before_due(read_date: DateReader, due: date | None) -> DateReader:
    """A reader that also reads days before a due date; without one it refuses them."""

    def read(words: Sequence[str]) -> DateMatch | None:
        if found := read_date(words):
            return found
        count = next((n for n in (1, 2) if _BACK.fullmatch(" ".join(words[:n]))), 0)
        if not count:
            return None
        try:
            day = _day(" ".join(words[:count]), due)
        except DateError as error:
            return DateMatch(None, count, str(error))
        now = read_date(("today",))
        today = now.when.day if now and now.when else day
        remark = doubts.in_past(day, None, today) if day < today else ""
        return DateMatch(When(day), count, remark)

    return read


def read_marker_day(text: str, today: date, due: date | None, now: datetime | None = None) -> When:
    """Read the day of a marker of a goal that is due on `due`; DateError where it is none."""
    words = text.strip()
    return When(_day(words, due)) if _BACK.fullmatch(words) else read_date(words, today, now)


def counts_back(text: str) -> bool:
    """Whether a marker that ends like this one has a day before the due date."""
    return _ENDS_SO.fullmatch(text) is not None


def say_offset(days: int, sign: str) -> str:
    """So many days behind a sign: `-2w`, `+10d`; nothing where none counts so many, or below 0."""
    if not 0 <= days <= _MOST:
        return ""
    weeks, rest = divmod(days, _WEEK)
    return f"{sign}{weeks}w" if weeks and not rest else f"{sign}{days}d"


def _day(text: str, due: date | None) -> date:
    if due is None:
        raise DateError(f"{quote(text)} counts back from the due date, and there is none.")
    return read_past(text.casefold(), due)
