"""What comes on which day: next steps, dates of markers, due dates, returns from parking."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates.words import say_short
from lastmile_tui.domain.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.model.goal import Goal

WEEK: Final = 7
"""The days of a week that is looked at: today and the six behind it, whatever day it is."""

LATE: Final = -1
"""The place of what should have been by now, in front of today's, which is 0."""


class ComingKind(StrEnum):
    """What comes."""

    BACK = "back"
    STEP = "step"
    MARKER = "marker"
    DUE = "due"


class Coming(Struct, frozen=True):
    """Something that comes on a day; `text` is what a person wrote of it, or its time, if any."""

    on: date
    kind: ComingKind
    text: str = ""


def coming_of(goal: Goal, today: date) -> Iterator[Coming]:
    """Everything that has a day, also one that is over, in the order of `ComingKind`.

    Nothing of a goal that ended. While one is parked, what lies before its return is not waited
    for; only its due date goes on, until it has passed.
    """
    if goal.sealed or goal.let_go or goal.hidden:
        return
    back = goal.parked_until
    away = back if back is not None and back > today else date.min
    if back is not None and back >= today:
        yield Coming(back, ComingKind.BACK)
    step = goal.next_step
    if step is not None and step.on is not None and step.on >= away:
        yield Coming(step.on, ComingKind.STEP, step.text)
    if _has_dates(goal):
        for marker, end in zip(goal.markers, goal.ends, strict=True):
            if marker.due and end > goal.position and marker.due >= away:
                yield Coming(marker.due, ComingKind.MARKER, marker.title)
    if goal.due is not None and (away == date.min or goal.due >= today):
        at = f"{goal.due_time:%H:%M}" if goal.due_time else ""
        yield Coming(goal.due, ComingKind.DUE, at)


def place_of(coming: Coming, today: date) -> int:
    """The day of the week as it is counted from today, or `LATE`."""
    return max((coming.on - today).days, LATE)


def in_week(goal: Goal, today: date) -> set[int]:
    """The places of a goal in the week that begins today; empty where nothing comes."""
    if goal.next_step is None and goal.parked_until is None and not _has_dates(goal):
        due = goal.due  # as of most goals, all of which are asked in one go
        if due is None or goal.sealed or goal.let_go or goal.hidden:
            return set()
        place = max((due - today).days, LATE)
        return {place} if place < WEEK else set()
    places = {place_of(coming, today) for coming in coming_of(goal, today)}
    return {place for place in places if place < WEEK}


def _has_dates(goal: Goal) -> bool:
    """Whether any of its markers has a date."""
    for marker in goal.markers:  # noqa: SIM110 # a generator takes twice as long
        if marker.due is not None:
            return True
    return False


def on_place(goal: Goal, place: int, today: date) -> list[Coming]:
    """What comes of a goal on a place of the week."""
    return [coming for coming in coming_of(goal, today) if place_of(coming, today) == place]


def say_coming(things: Iterable[Coming], today: date) -> str:
    """What comes, of a day that is known: `next: call Ann, by then ‘draft’`; late with its day."""
    return ", ".join(_say(coming, today) for coming in things)


def say_with_days(things: Iterable[Coming], today: date) -> str:
    """The same where the days are not known: `‘draft’ due Thu`."""
    words = []
    for coming in things:
        day = "" if coming.on < today else f" {say_short(coming.on, today)}"
        words.append(f"{_say(coming, today)}{day}")
    return ", ".join(words)


def _say(coming: Coming, today: date) -> str:
    late = coming.on < today
    day = say_short(coming.on, today)
    match coming.kind:
        case ComingKind.STEP:
            words = f"next: {clean_line(coming.text)}"
            return f"{words}, was for {day}" if late else words
        case ComingKind.MARKER:
            marker = f"‘{clean_line(coming.text)}’"
            return f"{marker} was due {day}" if late else f"{marker} due"
        case ComingKind.BACK:
            return "back from parking"
        case _:
            return f"was due {day}" if late else f"due date {coming.text}".rstrip()
