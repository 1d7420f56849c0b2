"""What a hook reads about what it is called for."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui.domain.export.as_json import VERSION, goal_json, iso
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.errors import LastmileError
from lastmile_tui.store.hooks.happenings import REVIEW, Happening
from lastmile_tui.store.hooks.runner import HookRun

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.goals import GoalStore


class HookCall(msgspec.Struct, frozen=True):
    """A happening that the program of a path is to hear of, with the goals and the time of then."""

    happening: Happening
    path: Path
    at: datetime
    goals: tuple[Goal, ...]


def run_of(call: HookCall, store: GoalStore) -> HookRun:
    """The call as it is carried out."""
    happening = call.happening
    record, count = happening.record, happening.count
    goal, text = None, f"{count} goals were changed at once"
    if happening.name == REVIEW:
        text, count = "The daily review is finished", 0
    elif record is not None:
        goal, text = _goal(record, call, store), say_change(record)
    given: dict[str, Any] = {
        "version": VERSION,
        "event": happening.name,
        "at": iso(call.at),
        "device": store.device,
        "file": os.fsencode(store.storage.path).decode(errors="replace"),
        "text": text,
        "count": count,
        "goal": goal,
    }
    return HookRun(os.fsencode(call.path), msgspec.json.encode(given).decode())


def _goal(record: Record, call: HookCall, store: GoalStore) -> dict[str, Any] | None:
    """The goal as `list --json` has it; None where what it is measured by cannot be read."""
    calendar, at = store.calendar, call.at
    today = calendar.date_of(at)
    measurer = Measurer(call.goals, store.log, lambda: calendar.wall(at))
    with suppress(LastmileError):
        measures = measurer.measure_once(record.goal, record.log, today)
        return goal_json(record.goal, record.log, measures, today)
    return None
