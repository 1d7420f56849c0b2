"""Sentences for goals that enter their final stretch, stand in it, or are sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.measures.last_mile import ratio_of
from lastmile_tui.domain.model.goal import Goal, SealItem, measure
from lastmile_tui.domain.model.numbers import fixed, in_own_unit, percent
from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.last_mile import Factor

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

_ALIKE = 1.1
"""Up to this ratio two paces count as the same."""


def say_stretch_left(goal: Goal, course: Course, factor: Factor) -> str:
    """The rest of the stretch: `2 markers and 3 seal items, about 4 days at your pace`.

    The days follow the goal's own pace before the stretch, times the last-mile factor, and are said
    to be the person's pace once enough last miles are known. With fewer days of progress than a
    forecast needs they are left out.
    """
    markers, items = len(goal.markers) - goal.reached, len(goal.open_items)
    left = counted(markers, "marker")
    if items:
        left += f" and {counted(items, 'seal item')}"
    if not course.pace or not course.teaches:
        return left
    days = max(round(goal.to_go / course.pace * factor.value), 1)
    pace = " at your pace" if factor.claimed else ""
    return f"{left}, about {counted(days, 'day')}{pace}"


def say_door(goal: Goal) -> str:
    """The rest at the last marker."""
    items = goal.open_items
    if not items:
        return "the last marker is reached; only the seal is missing"
    return f"the last marker is reached; to seal it: {items[0].text}{_more(items)}"


def say_still_open(goal: Goal) -> str:
    """The next open item, and how many more there are: `‘paid’ is open, and 2 more`."""
    items = goal.open_items
    return f"‘{items[0].text}’ is open{_more(items)}"


def say_days(course: Course, ended: date) -> str:
    """The days from the first mile to an end."""
    first = course.moves[0] if course.moves else course.begun
    days = counted(max((ended - first).days, 1), "day")
    return f"{days} from the first {in_own_unit('mile')} to the seal"


def say_distance(goal: Goal) -> str:
    """The distance driven."""
    return measure(goal.position, goal.unit)


def say_entries(course: Course) -> str:
    """The number of log entries."""
    return counted(course.entries, "log entry", "log entries")


def say_stretch(goal: Goal, course: Course, ended: date) -> str:
    """How the stretch went compared to the rest of the road; empty if it cannot be compared."""
    ratio = ratio_of(goal, course, ended)
    if ratio is None:
        return ""
    if 1 / _ALIKE <= ratio <= _ALIKE:
        return "the final stretch went as the rest of the road"
    took = f"{fixed(ratio, 1)} times as long as" if ratio > 1 else f"{percent(ratio)} of the time"
    return f"{in_own_unit('a mile')} of the final stretch took {took} before it"


def gate_words(total: int, shown: int) -> str:
    """How many roads are in the final stretch, and the question."""
    count = _NUMBERS[total] if total < len(_NUMBERS) else str(total)
    if total == 1:
        return "One road is in the final stretch. Finish it first?"
    if total > shown:
        few = _NUMBERS[shown].lower()
        return (
            f"{count} roads are in the final stretch, these {few} need you most. "
            "Finish one of them first?"
        )
    return f"{count} roads are in the final stretch. Finish one of them first?"


def _more(items: Sequence[SealItem]) -> str:
    return f", and {len(items) - 1} more" if len(items) > 1 else ""
