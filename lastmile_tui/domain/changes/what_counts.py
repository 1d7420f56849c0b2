"""What must be true for a goal to count as finished: it is asked once, on entering the stretch.

Only a goal that has nothing of its own on its seal list is asked about. That it was asked stands in
the event that led into the stretch, so that nobody is asked again, also once that was undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.seal import SEAL_LIST, reword_seal_item
from lastmile_tui.domain.model.events import ASKED_WHAT_COUNTS, FORWARD
from lastmile_tui.domain.model.record import Record, with_registers
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move


def entering(move: Move) -> Move:
    """A move that notes in its event that what counts is asked now, where it has to be."""

    def enter(record: Record, stamp: Stamp) -> Record:
        after = move(record, stamp)
        return with_registers(after, {ASKED_WHAT_COUNTS: True}) if _has_to_ask(after) else after

    return enter


def is_to_ask(record: Record) -> bool:
    """Whether the newest change is the one on which it is asked."""
    event = record.event
    return event.kind in FORWARD and ASKED_WHAT_COUNTS in event.set


def say_what_counts(record: Record, stamp: Stamp, text: str) -> Record:
    """Put what must be true in the place of the item that every goal begins with."""
    if not _says_nothing(record.goal):
        raise GoalError(f"The seal list of ‘{record.goal.title}’ was changed meanwhile.")
    return reword_seal_item(record, stamp, 0, text)


def _has_to_ask(record: Record) -> bool:
    goal = record.goal
    return (
        record.event.kind in FORWARD
        and goal.position >= goal.final_start
        and len(goal.markers) > 1  # a road of one marker is nothing but its end
        and _says_nothing(goal)
        and not any(ASKED_WHAT_COUNTS in event.set for event in record.log)
    )


def _says_nothing(goal: Goal) -> bool:
    """Whether the seal list is still the one that every goal begins with."""
    return tuple(item.text for item in goal.seal) == SEAL_LIST and not goal.seal[0].done
