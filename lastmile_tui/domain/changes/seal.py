"""The seal: the list of what must be true, and the act that finishes a goal.

Each is a pure function from a record to a new record; GoalError when it makes no sense.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.ranks import ranked
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal, SealItem


SEAL_LIMIT = 100
"""Items one seal list may have: more is a road of its own."""

CONFIRM_DAYS = range(7, 31)
"""Days after the seal on which it is asked once whether it holds: later nobody remembers."""

SEAL_LIST = ("it is really finished",)
"""The seal list of a goal that has none of its own: it fits any."""


def add_seal_item(record: Record, stamp: Stamp, text: str) -> Record:
    """Add something that must be true before the goal counts as finished."""
    goal = there(record.goal)
    if len(goal.seal) >= SEAL_LIMIT:
        raise GoalError(f"A seal list holds {SEAL_LIMIT} items at most; leave this one out.")
    words = _words(text)
    rank = ranked([*_ranks(record), None])[-1]
    part = {"text": words, "rank": rank}
    return change(record, stamp, EventKind.SEAL_ITEM, {f"seal:{stamp.child(0)}": part}, text=words)


def reword_seal_item(record: Record, stamp: Stamp, index: int, text: str) -> Record:
    """Say an item of the seal list in other words."""
    item = _item(there(record.goal), index)
    words = _words(text)
    return change(
        record, stamp, EventKind.SEAL_REWORDED, {f"seal:{item.id}": {"text": words}}, text=words
    )


def remove_seal_item(record: Record, stamp: Stamp, index: int) -> Record:
    """Take an item off the seal list."""
    item = _item(there(record.goal), index)
    changes = {f"seal:{item.id}": {"gone": True}}
    return change(record, stamp, EventKind.SEAL_REMOVED, changes, text=item.text)


def move_seal_item(record: Record, stamp: Stamp, index: int, to: int) -> Record:
    """Put an item of the seal list at another place; the ends of the list stop it."""
    goal = there(record.goal)
    item = _item(goal, index)
    to = min(max(to, 0), len(goal.seal) - 1)
    if to == index:
        where = "first" if index == 0 else "last"
        raise GoalError(f"‘{item.text}’ stands {where} already.")
    old_ranks: list[float | None] = [*_ranks(record)]
    ids = [part.id for part in goal.seal]
    del old_ranks[index], ids[index]
    old_ranks.insert(to, None)
    ids.insert(to, item.id)
    before = dict(zip((part.id for part in goal.seal), _ranks(record), strict=True))
    ranks = zip(ids, ranked(old_ranks), strict=True)
    changes = {f"seal:{part}": {"rank": rank} for part, rank in ranks if before[part] != rank}
    return change(record, stamp, EventKind.SEAL_MOVED, changes, text=item.text)


def shift_seal_item(record: Record, stamp: Stamp, index: int, by: int) -> Record:
    """Put an item of the seal list by so many places further down, or up; the ends stop it."""
    return move_seal_item(record, stamp, index, index + by)


def toggle(record: Record, stamp: Stamp, index: int) -> Record:
    """Tick an item of the seal list, or open it again."""
    item = _item(there(record.goal), index)
    return (untick if item.done else tick)(record, stamp, index)


def tick(record: Record, stamp: Stamp, index: int, *, evidence: str = "") -> Record:
    """Tick an item of the seal list, or a ticked one again for its evidence."""
    item = _item(there(record.goal), index)
    part: dict[str, bool | str] = {"done": True}
    if words := clean_line(evidence):
        part["evidence"] = words
    elif item.done:
        raise GoalError(f"‘{item.text}’ is ticked already.")
    return change(record, stamp, EventKind.TICKED, {f"seal:{item.id}": part}, text=item.text)


def untick(record: Record, stamp: Stamp, index: int) -> Record:
    """Open an item of the seal list again; its evidence stays."""
    item = _item(there(record.goal), index)
    if not item.done:
        raise GoalError(f"‘{item.text}’ is open already.")
    return change(
        record, stamp, EventKind.UNTICKED, {f"seal:{item.id}": {"done": False}}, text=item.text
    )


def prove(record: Record, stamp: Stamp, index: int, evidence: str) -> Record:
    """Give evidence for an item, ticked or not; an empty text takes it away."""
    item = _item(there(record.goal), index)
    part = {"evidence": clean_line(evidence) or None}
    return change(record, stamp, EventKind.EVIDENCE, {f"seal:{item.id}": part}, text=item.text)


def seal(record: Record, stamp: Stamp) -> Record:
    """Finish a goal that stands at its last marker, also with open items on its seal list."""
    goal = there(record.goal)
    sealable(goal)
    changes: dict[str, Any] = {
        "sealed": stamp.made.isoformat(),
        "sealed_on": stamp.day.isoformat(),
        "confirmed": None,
    }
    if goal.parked_until:
        changes["parked_until"] = None
    still = [item.text for item in goal.open_items]
    text = f"‘{still[0]}’" if still else ""
    text += f" and {len(still) - 1} more" if len(still) > 1 else ""
    return change(record, stamp, EventKind.SEALED, changes, text=text)


def sealable(goal: Goal) -> None:
    """Raise GoalError when a goal cannot be sealed where it stands."""
    if goal.sealed:
        raise GoalError(f"‘{goal.title}’ is sealed already.")
    if goal.let_go:
        raise GoalError(f"‘{goal.title}’ was let go; resume it before you seal it.")
    if goal.to_go > 0:
        last = goal.markers[-1].title
        raise GoalError(f"‘{goal.title}’ has not reached ‘{last}’ yet; reach it, then seal.")


def hold_back(record: Record, stamp: Stamp) -> Record:
    """Log that the goal was not sealed, since an item of its seal list is open."""
    items = there(record.goal).open_items
    if not items:
        raise GoalError("Every item is ticked; nothing holds the seal back.")
    return change(record, stamp, EventKind.HELD_BACK, {}, text=items[0].text)


def reopen(record: Record, stamp: Stamp) -> Record:
    """Take the seal off; everything else stays."""
    if not there(record.goal).sealed:
        raise GoalError(f"‘{record.goal.title}’ is not sealed.")
    return change(
        record, stamp, EventKind.REOPENED, {"sealed": None, "sealed_on": None, "confirmed": None}
    )


def confirm(record: Record, stamp: Stamp, *, answered: bool = True) -> Record:
    """Log that a sealed goal was looked at a week later, with the answer that it is sealed still.

    Without an answer only the asking is logged, so that nobody is asked twice.
    """
    if not there(record.goal).sealed:
        raise GoalError(f"‘{record.goal.title}’ is not sealed.")
    changes = {"confirmed": stamp.day.isoformat()}
    kind = EventKind.CONFIRMED if answered else EventKind.ASKED
    return change(record, stamp, kind, changes)


def to_confirm(goals: Iterable[Goal], today: date) -> Goal | None:
    """The goal sealed longest ago, a week or more, of which it was not asked whether that holds."""
    sealed = [
        (day, goal)
        for goal in goals
        if (day := goal.seal_day) and not goal.confirmed and not goal.hidden
    ]
    asked = [(day, goal) for day, goal in sealed if (today - day).days in CONFIRM_DAYS]
    return min(asked, key=itemgetter(0))[1] if asked else None


def _ranks(record: Record) -> list[float]:
    registers = fold(record.log)
    parts = (registers.get(f"seal:{item.id}", {}) for item in record.goal.seal)
    return [part.get("rank") or 0.0 for part in parts]


def _words(text: str) -> str:
    words = clean_line(text)
    if not words:
        raise GoalError("Write a word or two first.")
    return words


def _item(goal: Goal, index: int) -> SealItem:
    if not 0 <= index < len(goal.seal):
        raise GoalError(f"The seal list of ‘{goal.title}’ has no item {index + 1}.")
    return goal.seal[index]
