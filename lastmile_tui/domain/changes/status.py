"""What happens beside the driving: roadblocks, turns, next steps, parking, letting go.

Each is a pure function from a record to a new record; GoalError when it makes no sense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.drive import there, under_way
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.model.events import Stamp


LET_GO_REASONS = {
    "no longer wanted": "w",
    "no longer needed": "n",
    "no time": "t",
    "no way through": "p",
    "too late": "l",
    "something else": "e",
}
"""The reasons to let a goal go, each with the letter of its key."""


def turn(record: Record, stamp: Stamp, whose: str) -> Record:
    """Say whose turn it is, "mine" or "theirs" and since today, or "" when there are no turns."""
    goal = under_way(record.goal)
    if whose not in ("mine", "theirs", ""):
        raise GoalError("A turn is mine or theirs.")
    if (goal.turn.whose if goal.turn else "") == whose:
        raise GoalError(f"The turn is {whose} already." if whose else "No turn is set.")
    part = {"whose": whose, "since": stamp.day.isoformat()} if whose else None
    return change(record, stamp, EventKind.TURN, {"turn": part}, text=whose)


def plan_step(record: Record, stamp: Stamp, text: str, on: date | None = None) -> Record:
    """Say what comes next, and on which day; an empty text says that it is done."""
    goal = under_way(record.goal)
    words = clean_line(text)
    if not words:
        if goal.next_step is None:
            raise GoalError("Write a word or two first.")
        done = goal.next_step.text
        return change(record, stamp, EventKind.STEP_DONE, {"next_step": None}, text=done)
    part = {"text": words, "on": on.isoformat() if on else None}
    return change(record, stamp, EventKind.NEXT_STEP, {"next_step": part}, text=words)


def finish_step(record: Record, stamp: Stamp) -> Record:
    """Say that the next step is done."""
    if under_way(record.goal).next_step is None:
        raise GoalError(say_no_step(record.goal.title))
    return plan_step(record, stamp, "")


def say_no_step(title: str) -> str:
    """Why no next step of a goal can be done."""
    return f"‘{title}’ has no next step yet; say what comes next first."


def park(record: Record, stamp: Stamp, until: date) -> Record:
    """Take the goal off the road until a day, when it comes back by itself."""
    under_way(record.goal)
    if until <= stamp.day:
        raise GoalError("Park it until a day after today.")
    return change(
        record, stamp, EventKind.PARKED, {"parked_until": until.isoformat()}, text=until.isoformat()
    )


def resume(record: Record, stamp: Stamp) -> Record:
    """Bring a parked or let-go goal back onto the road, where it was left."""
    goal = there(record.goal)
    if goal.sealed:
        raise GoalError(f"‘{goal.title}’ is sealed; reopen it instead.")
    if goal.state(stamp.day) not in (State.PARKED, State.LET_GO):
        raise GoalError(f"‘{goal.title}’ is on the road already.")
    return change(record, stamp, EventKind.RESUMED, {"parked_until": None, "let_go": None})


def let_go(record: Record, stamp: Stamp, reason: str = "", *, kind: str = "") -> Record:
    """Give a goal up, with a `kind` of `LET_GO_REASONS` or none, and the reason in words."""
    goal = there(record.goal)
    if goal.sealed:
        raise GoalError(f"‘{goal.title}’ is sealed, so it cannot be let go.")
    if goal.let_go:
        raise GoalError(f"‘{goal.title}’ was let go already.")
    if kind and kind not in LET_GO_REASONS:
        raise GoalError(f"A goal is let go for one of: {', '.join(LET_GO_REASONS)}.")
    words = clean_line(reason)
    part = {"on": stamp.day.isoformat(), "reason": words, "kind": kind or None}
    text = ", ".join(filter(None, (kind, words)))
    return change(record, stamp, EventKind.LET_GO, {"let_go": part}, text=text)
