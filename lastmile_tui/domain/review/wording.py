"""What a review asks of a goal, and what came of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates.words import SPELLED, say_date
from lastmile_tui.domain.changes.roadblocks import say_still
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.review.answers import Answer, allowed
from lastmile_tui.domain.review.queue import Review, Scope, is_answered
from lastmile_tui.domain.wording.returns import BACK_TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastmile_tui.domain.measures.course import Course

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
    back = f"It is {BACK_TODAY}. " if goal.is_back(day) and goal.reviewed != day else ""
    return f"{back}{_daily(goal, course, day)}"


def _daily(goal: Goal, course: Course, day: date) -> str:
    if goal.to_go <= 0:
        items = goal.open_items
        return f"‘{items[0].text}’ is open. Is it done?" if items else "Can it be sealed?"
    if goal.reviewed == day:
        return "Noted. Anything else?"
    if course.touched >= day and (course.begun < day or course.moves):
        moved = course.moves and course.moves[-1] >= day
        return f"{'Already moved' if moved else 'You worked on it'} today. Anything else?"
    return _on_the_way(goal, day)


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
    if step and step.on:
        return f"‘{step.text}’ is planned for {say_date(step.on, day)}. Has it moved yet?"
    return "Has it moved?" if goal.position else "Does it start today?"


def _lost(goal: Goal, course: Course, day: date) -> str:
    if goal.parked_until and goal.parked_until > day:
        left = (goal.parked_until - day).days
        return "It comes back tomorrow" if left == 1 else f"It comes back in {left} days"
    if course.in_stretch and goal.state(day) in (State.STRETCH, State.DOOR):
        return f"In the final stretch for {counted(course.days(course.in_stretch, day), 'day')}"
    idle = course.rest(day)
    return f"No move for {counted(idle, 'day')}" if idle > 0 else "It is on the road again"
