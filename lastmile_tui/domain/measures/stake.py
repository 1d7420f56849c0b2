"""What is written off if a goal stops here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.goal import Goal, measure
from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.measures.course import Course

LEAST_DAYS = 7
"""A road of less than a week is begun again soon: there is nothing to mourn yet."""


class Stake(Struct, frozen=True, gc=False):
    """The miles driven, the days on the road since the first of them, and the log's entries."""

    miles: float
    days: int
    entries: int
    unit: str = ""


def stake_of(goal: Goal, course: Course, today: date) -> Stake | None:
    """What is at stake; None until a week after the first move, and once sealed."""
    if not course.moves or not goal.position or goal.sealed:
        return None
    days = course.days(course.moves[0], today)
    return Stake(goal.position, days, course.entries, goal.unit) if days >= LEAST_DAYS else None


def say_stake(stake: Stake) -> str:
    """The stake in words: `113 days, 5.4 mi and 17 log entries`."""
    entries = counted(stake.entries, "log entry", "log entries")
    return f"{counted(stake.days, 'day')}, {measure(stake.miles, stake.unit)} and {entries}"
