"""What is due now: each thing has a key, by which it is told once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates.words import When, has_passed, quote, say_due
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.wording.returns import BACK_TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from lastmile_tui.domain.model.goal import Goal

REVIEW, DUE, LATE, MARKER, STEP, BACK = "review", "due", "late", "marker", "next-step", "back"
"""What there is to be reminded of: a due day, and that it has passed, are two things."""

KEPT_DAYS: Final = 7
"""Days for which it is known that something was told that is due no more: it may come again."""

KEPT: Final = 20_000
"""How many are known at most; the oldest are forgotten first."""


class Reminder(Struct, frozen=True):
    """One thing that is due, with the goal that it is about; a review is about none."""

    kind: str
    key: str
    text: str
    goal: Goal | None = None


def reminders(
    goals: Iterable[Goal], today: date, now: datetime, *, review_due: bool
) -> Iterator[Reminder]:
    """What is due now, the review first; `now` is what the user's clock shows, aware."""
    if review_due:
        yield Reminder(REVIEW, f"{REVIEW} {today}", "The daily review is due")
    on_road = sorted(
        (goal for goal in goals if goal.on_road(today)),
        key=lambda goal: (goal.due or today, goal.clock_due, goal.uid),
    )
    yield from chain.from_iterable(_of_goal(goal, today, now) for goal in on_road)


def _of_goal(goal: Goal, today: date, now: datetime) -> Iterator[Reminder]:
    title = clean_line(goal.title)

    def remind(kind: str, what: object, words: str) -> Reminder:
        return Reminder(kind, f"{kind} {goal.uid} {what}", f"{title}: {words}", goal)

    if goal.is_back(today):
        yield remind(BACK, today, BACK_TODAY)
    if goal.due is not None:
        when = When(goal.due, goal.due_time)
        if has_passed(when, today, now):
            yield remind(LATE, f"{goal.due} {goal.due_time}", f"it was due {say_due(when, today)}")
        elif goal.due == today:
            yield remind(DUE, f"{goal.due} {goal.due_time}", f"due {say_due(when, today)}")
    for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True)):
        last = index == len(goal.markers) - 1
        if marker.due is None or end <= goal.position or (last and marker.due == goal.due):
            continue
        if marker.due < today:
            words = f"{quote(clean_line(marker.title))} was due {say_due(When(marker.due), today)}"
            yield remind(MARKER, f"{marker.id} {marker.due}", words)
    step = goal.next_step
    if step is not None and step.on == today:
        yield remind(
            STEP, f"{step.on} {step.text}", f"next step for today: {clean_line(step.text)}"
        )


def untold(due: Iterable[Reminder], known: Mapping[str, str]) -> list[Reminder]:
    """What was not told yet; `known` has the keys of what was, each with its day."""
    return [reminder for reminder in due if reminder.key not in known]


def known_since(known: Mapping[str, str], due: Iterable[Reminder], today: date) -> dict[str, str]:
    """What is known once all that is due was told: that, and what was told in the last days."""
    standing = {reminder.key: known.get(reminder.key, str(today)) for reminder in due}
    lately = {key: day for key, day in known.items() if abs(_days_between(day, today)) <= KEPT_DAYS}
    every = sorted((lately | standing).items(), key=lambda pair: pair[1])
    return dict(every[-KEPT:])


def _days_between(day: str, today: date) -> int:
    try:
        return (today - type(today).fromisoformat(day)).days
    except ValueError:
        return KEPT_DAYS + 1
