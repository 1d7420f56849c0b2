"""What happens beside the driving: the seal, roadblocks, turns, next steps, parking, letting go.

Each is a pure function from a record to a new record; GoalError when it makes no sense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.goal import ROADBLOCKS, Goal, SealItem, State
from lastmile_tui.domain.moves import there
from lastmile_tui.domain.record import Record, change
from lastmile_tui.domain.text import clean_line
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.events import Stamp


SEAL_LIMIT = 100
"""Items one seal list may have: more is a road of its own."""


def add_seal_item(record: Record, stamp: Stamp, text: str) -> Record:
    """Add something that must be true before the goal counts as finished."""
    goal = there(record.goal)
    if len(goal.seal) >= SEAL_LIMIT:
        raise GoalError(f"A seal list holds {SEAL_LIMIT} items at most; leave this one out.")
    words = _words(text)
    part = {"text": words, "rank": float(len(goal.seal) + 1)}
    return change(record, stamp, "seal item", {f"seal:{stamp.child(0)}": part}, text=words)


def tick(record: Record, stamp: Stamp, index: int, *, evidence: str = "") -> Record:
    """Tick an item of the seal list, or a ticked one again for its evidence."""
    item = _item(there(record.goal), index)
    part: dict[str, bool | str] = {"done": True}
    if words := clean_line(evidence):
        part["evidence"] = words
    elif item.done:
        raise GoalError(f"‘{item.text}’ is ticked already.")
    return change(record, stamp, "ticked", {f"seal:{item.id}": part}, text=item.text)


def untick(record: Record, stamp: Stamp, index: int) -> Record:
    """Open an item of the seal list again; its evidence stays."""
    item = _item(there(record.goal), index)
    if not item.done:
        raise GoalError(f"‘{item.text}’ is open already.")
    return change(record, stamp, "unticked", {f"seal:{item.id}": {"done": False}}, text=item.text)


def seal(record: Record, stamp: Stamp) -> Record:
    """Finish a goal that stands at its last marker, also with open items on its seal list."""
    goal = there(record.goal)
    if goal.sealed:
        raise GoalError(f"‘{goal.title}’ is sealed already.")
    if goal.let_go:
        raise GoalError(f"‘{goal.title}’ was let go; resume it before you seal it.")
    if goal.to_go > 0:
        last = goal.markers[-1].title
        raise GoalError(f"‘{goal.title}’ has not reached ‘{last}’ yet; reach it, then seal.")
    changes: dict[str, str | None] = {"sealed": stamp.at.isoformat()}
    if goal.parked_until:
        changes["parked_until"] = None
    return change(record, stamp, "sealed", changes)


def reopen(record: Record, stamp: Stamp) -> Record:
    """Take the seal off; everything else stays."""
    if not there(record.goal).sealed:
        raise GoalError(f"‘{record.goal.title}’ is not sealed.")
    return change(record, stamp, "reopened", {"sealed": None})


def block(record: Record, stamp: Stamp, kind: str, *, who: str = "", text: str = "") -> Record:
    """Put a roadblock in front of the vehicle; `kind` is one of `ROADBLOCKS`."""
    there(record.goal)
    if kind not in ROADBLOCKS:
        raise GoalError(f"A roadblock is one of: {', '.join(ROADBLOCKS)}.")
    who, text = clean_line(who), clean_line(text)
    part = {"kind": kind, "since": stamp.day.isoformat(), "who": who or None, "text": text or None}
    told = f"{kind} on {who}" if who else kind
    changes = {f"roadblock:{stamp.child(0)}": part}
    return change(record, stamp, "roadblock", changes, text=f"{told}, {text}" if text else told)


def clear(record: Record, stamp: Stamp) -> Record:
    """Clear every roadblock."""
    goal = there(record.goal)
    if not goal.roadblocks:
        raise GoalError(f"Nothing blocks ‘{goal.title}’.")
    changes = {f"roadblock:{item.id}": {"gone": True} for item in goal.roadblocks}
    return change(record, stamp, "cleared", changes, text=goal.roadblocks[-1].kind)


def turn(record: Record, stamp: Stamp, whose: str) -> Record:
    """Say whose turn it is: "mine" or "theirs"."""
    there(record.goal)
    if whose not in ("mine", "theirs"):
        raise GoalError("A turn is mine or theirs.")
    if record.goal.turn and record.goal.turn.whose == whose:
        raise GoalError(f"The turn is {whose} already.")
    part = {"whose": whose, "since": stamp.day.isoformat()}
    return change(record, stamp, "turn", {"turn": part}, text=whose)


def plan_step(record: Record, stamp: Stamp, text: str, on: date | None = None) -> Record:
    """Say what comes next, and on which day."""
    there(record.goal)
    words = _words(text)
    part = {"text": words, "on": on.isoformat() if on else None}
    return change(record, stamp, "next step", {"next_step": part}, text=words)


def park(record: Record, stamp: Stamp, until: date) -> Record:
    """Take the goal off the road until a day, when it comes back by itself."""
    goal = there(record.goal)
    if goal.sealed or goal.let_go:
        raise GoalError(f"‘{goal.title}’ is not on the road, so it cannot be parked.")
    if until <= stamp.day:
        raise GoalError("Park it until a day after today.")
    return change(
        record, stamp, "parked", {"parked_until": until.isoformat()}, text=until.isoformat()
    )


def resume(record: Record, stamp: Stamp) -> Record:
    """Bring a parked or let-go goal back onto the road, where it was left."""
    goal = there(record.goal)
    if goal.sealed:
        raise GoalError(f"‘{goal.title}’ is sealed; reopen it instead.")
    if goal.state(stamp.day) not in (State.PARKED, State.LET_GO):
        raise GoalError(f"‘{goal.title}’ is on the road already.")
    return change(record, stamp, "resumed", {"parked_until": None, "let_go": None})


def let_go(record: Record, stamp: Stamp, reason: str) -> Record:
    """Give a goal up, with the reason."""
    goal = there(record.goal)
    if goal.sealed:
        raise GoalError(f"‘{goal.title}’ is sealed, so it cannot be let go.")
    if goal.let_go:
        raise GoalError(f"‘{goal.title}’ was let go already.")
    words = clean_line(reason)
    part = {"on": stamp.day.isoformat(), "reason": words}
    return change(record, stamp, "let go", {"let_go": part}, text=words)


def _words(text: str) -> str:
    words = clean_line(text)
    if not words:
        raise GoalError("Write a word or two first.")
    return words


def _item(goal: Goal, index: int) -> SealItem:
    if not 0 <= index < len(goal.seal):
        raise GoalError(f"The seal list of ‘{goal.title}’ has no item {index + 1}.")
    return goal.seal[index]
