"""What a lane says of its goal beside the title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from lastmile_tui.domain.describe import say_left
from lastmile_tui.domain.goal import Goal, State
from lastmile_tui.when import say_days, say_short

if TYPE_CHECKING:
    from datetime import date

Weight = Literal["plain", "warning", "danger"]


class Fact(Struct, frozen=True):
    """A few words; those of the lowest rank are kept longest when room is short."""

    text: str
    rank: int
    weight: Weight = "plain"
    brief: str = ""
    """The same in fewer words, for where the text does not fit."""


def facts_of(goal: Goal, today: date) -> tuple[Fact, ...]:
    """The facts in the order they are told."""
    match goal.state(today):
        case State.SEALED if goal.sealed:
            return (Fact(f"sealed {say_days(goal.sealed.date(), today)}", 0),)
        case State.LET_GO if goal.let_go:
            told = Fact(f"let go {say_days(goal.let_go.on, today)}", 0)
            return (Fact(goal.let_go.reason, 1), told) if goal.let_go.reason else (told,)
        case State.PARKED if goal.parked_until:
            back = Fact(f"back on {say_short(goal.parked_until, today)}", 0)
            return (Fact(say_left(goal), 1), back)
        case State.DOOR:
            left = Fact("at the door, not sealed", 0, "warning", brief="not sealed")
        case _:
            left = Fact(say_left(goal), 0)
    return (left, *_hindrances(goal, today), *_due(goal, today))


def _hindrances(goal: Goal, today: date) -> tuple[Fact, ...]:
    facts = []
    if goal.roadblocks:
        block = goal.roadblocks[-1]
        what = f"waiting on {block.who}" if block.kind == "waiting" and block.who else block.kind
        facts.append(Fact(f"{what} {_age(block.since, today)}", 1, "warning"))
    if goal.turn:
        whose = "your turn" if goal.turn.whose == "mine" else "their turn"
        facts.append(Fact(f"{whose} {_age(goal.turn.since, today)}", 3))
    return tuple(facts)


def _due(goal: Goal, today: date) -> tuple[Fact, ...]:
    if goal.due is None:
        return ()
    late = (today - goal.due).days
    if late > 0:
        return (Fact(f"{late} d late", 2, "danger"),)
    soon = late >= -1
    return (Fact(f"due {say_short(goal.due, today)}", 2, "warning" if soon else "plain"),)


def _age(since: date, today: date) -> str:
    """How long ago, in days: `3 d`."""
    return f"{max((today - since).days, 0)} d"
