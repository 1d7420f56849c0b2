"""Answers of a review: what may be answered, what is asked in return, and the moves they are.

A move that answers carries the day of the answer in its own event, so that one undo takes both
back.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes import status
from lastmile_tui.domain.changes.drive import there, under_way
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.model.record import Record, change, with_registers
from lastmile_tui.domain.review.queue import Review, Scope, is_answered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastmile_tui.domain.model.events import Event, Stamp
    from lastmile_tui.domain.model.record import Move


class Answer(StrEnum):
    """An answer by the id of its command."""

    MOVED = "advance"
    PART = "nudge"
    SAME = "same"
    BLOCK = "block"
    SEAL = "seal"
    STEP = "next_step"
    STEP_DONE = "step_done"
    TURN = "turn"
    PARK = "park"
    LET_GO = "let_go"
    NOTE = "note"
    DRIVE = "drive"


NO_TIME, NOTHING = "no time today", "nothing"

LEADS_ON = frozenset({Answer.SAME, Answer.PARK, Answer.LET_GO, Answer.DRIVE})
"""Answers after which there is nothing more to say of a goal: the next one is asked about."""

_ENDED = (State.SEALED, State.LET_GO)
_PICKS = (EventKind.PICKED, EventKind.PICKED_AHEAD)


def allowed(goal: Goal, scope: Scope, day: date) -> tuple[Answer, ...]:
    """The answers that a goal can be given, the likeliest first; none once it left the road.

    `SEAL` is about the seal list, of which items may be done before the last marker.
    """
    state = goal.state(day)
    if goal.hidden:
        return ()
    if scope is Scope.WEEKLY:
        return () if state in _ENDED else (Answer.DRIVE, Answer.PARK, Answer.LET_GO)
    if not goal.on_road(day):
        return ()
    step, turn = goal.next_step, goal.turn
    came = step is not None and step.on is not None and step.on <= day
    ticks = state is State.STRETCH and goal.open_items
    asked = (
        (Answer.SEAL, state is State.DOOR),
        (Answer.MOVED, state is not State.DOOR),
        (Answer.PART, state is not State.DOOR),
        (Answer.SAME, True),
        (Answer.BLOCK, bool(goal.roadblocks)),
        (Answer.TURN, turn is not None),
        (Answer.STEP_DONE, came),
        (Answer.STEP, came),
        (Answer.BLOCK, True),
    )
    rest = (
        *((Answer.SEAL,) if ticks else ()),
        *((Answer.STEP_DONE,) if step else ()),
        *(Answer.STEP, Answer.PARK, Answer.LET_GO, Answer.NOTE, Answer.TURN),
    )
    first = [answer for answer, holds in asked if holds]
    return tuple(dict.fromkeys((*first, *rest)))


def is_gone(goal: Goal | None, scope: Scope, day: date) -> bool:
    """Whether a goal left the road, or the file, without an answer of that day."""
    if goal is None or goal.hidden:
        return True
    return not is_answered(goal, scope, day) and not allowed(goal, scope, day)


def without_gone(review: Review, goals: Mapping[str, Goal]) -> Review:
    """The review without the goals that left the road without an answer of it."""
    gone = {uid for uid in review.queue if is_gone(goals.get(uid), review.scope, review.day)}
    return review.without(gone)


def is_answer(event: Event, scope: Scope, day: date) -> bool:
    """Whether an event was made in a review of that day: an answer, or the pick at its end."""
    return event.day == day and (scope.value in event.set or event.kind in _PICKS)


def asks_why(goal: Goal, day: date) -> bool:
    """Whether "no change" asks what stands in the way: once a day, of a goal of the final stretch.

    What is known is not asked: a roadblock, or that others have to move first.
    """
    known = goal.roadblocks or (goal.turn is not None and goal.turn.whose == "theirs")
    stretch = goal.state(day) in (State.STRETCH, State.DOOR)
    return stretch and goal.reviewed != day and not known


def answering(move: Move, scope: Scope) -> Move:
    """A move as an answer: its event keeps the day on which it was asked for."""

    def answer(record: Record, stamp: Stamp) -> Record:
        after = move(record, stamp)
        if scope.value in after.event.set:
            return after
        return with_registers(after, {scope.value: stamp.day.isoformat()})

    return answer


def no_change(record: Record, stamp: Stamp, *, why: str = "") -> Record:
    """Log that a goal was asked about and nothing has changed, and why."""
    under_way(record.goal)
    registers = {Scope.DAILY.value: stamp.day.isoformat()}
    return change(record, stamp, EventKind.NO_CHANGE, registers, text=why)


def reasons() -> tuple[tuple[str, str, Move], ...]:
    """What no change may be due to that is no roadblock: its key, its words, and its move."""
    return (
        ("t", NO_TIME, partial(no_change, why=NO_TIME)),
        ("n", NOTHING, partial(no_change, why=f"{NOTHING} in the way")),
    )


def drive(record: Record, stamp: Stamp) -> Record:
    """Log that a goal stays on the road; a parked one comes back onto it."""
    goal = there(record.goal)
    if goal.state(stamp.day) is State.PARKED:
        return answering(status.resume, Scope.WEEKLY)(record, stamp)
    under_way(goal)
    return change(record, stamp, EventKind.KEPT_ON, {Scope.WEEKLY.value: stamp.day.isoformat()})
