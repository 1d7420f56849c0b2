"""What a review asks of a goal, and what came of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.changes.roadblocks import say_still
from lastmile_tui.domain.measures.course import driven_by_day
from lastmile_tui.domain.model.events import ANSWERS, DRIVES
from lastmile_tui.domain.model.goal import Goal, State, measure
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.review.answers import Answer, allowed
from lastmile_tui.domain.review.queue import Review, Scope, is_answered
from lastmile_tui.domain.wording.events import say_event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.domain.model.record import Record

SECONDS_A_GOAL = 24
"""Five goals are to be done in two minutes."""


class Asked(Struct, frozen=True):
    """What a review asks about a goal, the `number`-th of all from 1.

    `answered` says of every goal of the review whether it was answered. `left` tells how long the
    rest takes, and `rest` counts the goals that are not asked about today.
    """

    question: str
    answers: tuple[Answer, ...]
    number: int
    answered: tuple[bool, ...]
    left: str
    rest: int
    scope: Scope


class Outcome(Struct, frozen=True):
    """What came of a goal in a day: where it stood before, whether it moved, and how or why not.

    It was `answered` in the review of that day, or worked on beside it.
    """

    goal: Goal
    before: float
    moved: bool
    words: str
    answered: bool = True


def asked_about(goal: Goal, course: Course, review: Review, goals: Mapping[str, Goal]) -> Asked:
    """What a review asks about a goal, among all of them by uid."""
    scope, day = review.scope, review.day
    return Asked(
        question=question(goal, course, scope, day),
        answers=allowed(goal, scope, day),
        number=review.at + 1,
        answered=tuple(is_answered(goals[uid], scope, day) for uid in review.queue),
        left=minutes(review.left),
        rest=review.rest,
        scope=scope,
    )


def question(goal: Goal, course: Course, scope: Scope, day: date) -> str:
    """What a review asks about a goal, by what is known of it; what became of it once it left."""
    if text := _left(goal, scope, day):
        return text
    if scope is Scope.WEEKLY:
        return f"{_lost(goal, course, day)}. Drive it, park it, or let it go?"
    if goal.to_go <= 0:
        items = goal.open_items
        return f"‘{items[0].text}’ is open. Is it done?" if items else "Can it be sealed?"
    if goal.reviewed == day:
        return "Noted. Is there more?"
    if course.touched >= day and (course.begun < day or course.moves):
        return "You worked on it today. Is there more?"
    return _on_the_way(goal, day)


def outcome(record: Record, day: date) -> Outcome:
    """What came of a goal on a day, by the moves that stand.

    It is counted back from where the vehicle is now, so that an edit of the road is no progress.
    """
    goal = record.goal
    live, times = standing(record.log), times_of(record.log, day)
    driven = dict(driven_by_day(live, times)).get(day, 0.0)
    before = rounded(min(max(goal.position - driven, 0.0), goal.distance))
    moved = goal.seal_day == day or (goal.position > before and not goal.let_go)
    worked = [event for event in live if times.day(event) == day and event.kind not in ANSWERS]
    answered = day in (goal.reviewed, goal.looked) or bool(worked)
    if moved:
        words = _how(goal, before)
    elif not answered:
        words = "no answer"
    else:
        words = _why_not(goal, before, day) or _what_else(goal, worked)
    return Outcome(goal, before, moved, words, answered)


def say_streak(days: int, *, finished: bool) -> str:
    """How many days in a row were reviewed, or what is missing for today to count."""
    if not finished:
        return "Today counts once every goal has its answer."
    return f"{days:,} days in a row." if days > 1 else "Day one."


def minutes(goals: int) -> str:
    """About how long so many goals take."""
    seconds = goals * SECONDS_A_GOAL
    if goals <= 2:  # noqa: PLR2004 # of 24 s each
        return "less than a minute"
    count = -(-seconds // 60)
    return f"about {counted(count, 'minute')}" if SPELLED.get() else f"about {count} min"


def _left(goal: Goal, scope: Scope, day: date) -> str:
    """How a goal left the road, so that nothing is asked; empty where it is to be answered."""
    if goal.sealed:
        return "It is sealed."
    if goal.let_go:
        return "You let it go."
    if goal.parked_until and goal.parked_until > day and scope is Scope.DAILY:
        return f"It is parked for {counted((goal.parked_until - day).days, 'day')}."
    return ""


def _on_the_way(goal: Goal, day: date) -> str:
    """What is known to come before the next mile, or whether that was driven."""
    step = goal.next_step
    if goal.roadblocks:
        return say_still(goal.roadblocks[-1])
    if goal.turn and goal.turn.whose == "mine":
        return "It is your turn. Did you answer?"
    if goal.turn:
        return "It is their turn. Did they answer?"
    if step and step.on and step.on <= day:
        return f"The next step was ‘{step.text}’. Has it moved?"
    return "Has it moved?" if goal.position else "Does it start today?"


def _how(goal: Goal, before: float) -> str:
    on = f"{measure(rounded(goal.position - before), goal.unit)} on"
    if goal.sealed:
        return "sealed"
    if goal.to_go <= 0:
        return f"{on}, at the last marker"
    passed = [
        marker.title
        for marker, end in zip(goal.markers, goal.ends, strict=True)
        if before < end <= goal.position
    ]
    return f"{on}, past ‘{passed[-1]}’" if passed else on


def _why_not(goal: Goal, before: float, day: date) -> str:
    if goal.let_go:
        return ", ".join(filter(None, ("let go", goal.let_go.kind, goal.let_go.reason)))
    if goal.parked_until and goal.parked_until > day:
        return f"parked for {counted((goal.parked_until - day).days, 'day')}"
    if held_up := _held_up(goal, day):
        return held_up
    if goal.position < before:
        return f"{measure(rounded(before - goal.position), goal.unit)} back"
    return "stays on the road" if goal.looked == day and goal.reviewed != day else ""


def _what_else(goal: Goal, worked: Sequence[Event]) -> str:
    """What was done beside the driving, the latest of it; what is to come where nothing was."""
    beside = [event for event in worked if event.kind not in DRIVES]
    if beside:
        return say_event(beside[-1])
    return f"no change; next: {goal.next_step.text}" if goal.next_step else "no change"


def _held_up(goal: Goal, day: date) -> str:
    """What has to move first, and for how long; empty where nothing has."""
    if goal.roadblocks:
        block = goal.roadblocks[-1]
        return f"{block.label}{_since(block.since, day)}"
    if goal.turn:
        whose = "your" if goal.turn.whose == "mine" else "their"
        return f"{whose} turn{_since(goal.turn.since, day)}"
    return ""


def _since(since: date, day: date) -> str:
    days = (day - since).days
    return f", {counted(days, 'day')}" if days > 0 else ""


def _lost(goal: Goal, course: Course, day: date) -> str:
    if goal.parked_until and goal.parked_until > day:
        left = (goal.parked_until - day).days
        return "It comes back tomorrow" if left == 1 else f"It comes back in {left} days"
    if course.in_stretch and goal.state(day) in (State.STRETCH, State.DOOR):
        return f"In the final stretch for {counted(course.days(course.in_stretch, day), 'day')}"
    idle = course.rest(day)
    return f"Untouched for {counted(idle, 'day')}" if idle > 0 else "It is on the road again"
