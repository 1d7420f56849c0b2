"""Roadblocks: their kinds, putting one up, clearing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.drive import there, under_way
from lastmile_tui.domain.model.goal import ROADBLOCKS
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move


BLOCK_KEYS = dict(zip("wodeb", ROADBLOCKS, strict=True))
"""The letters that stand for the kinds of roadblocks, wherever one is asked for."""


ROADBLOCKS_LIMIT = 20
"""Roadblocks one goal may have at a time: with more it is not the road that is wrong."""


def block(record: Record, stamp: Stamp, kind: str, *, who: str = "", text: str = "") -> Record:
    """Put a roadblock in front of the vehicle; `kind` is one of `ROADBLOCKS`."""
    if len(under_way(record.goal).roadblocks) >= ROADBLOCKS_LIMIT:
        raise GoalError(f"‘{record.goal.title}’ is blocked often enough; clear that first.")
    if kind not in ROADBLOCKS:
        raise GoalError(f"A roadblock is one of: {', '.join(ROADBLOCKS)}.")
    who, text = clean_line(who), clean_line(text)
    part = {"kind": kind, "since": stamp.day.isoformat(), "who": who or None, "text": text or None}
    told = f"{kind} on {who}" if who else kind
    changes = {f"roadblock:{stamp.child(0)}": part}
    return change(record, stamp, "roadblock", changes, text=f"{told}, {text}" if text else told)


def blocking(kind: str, line: str) -> Move:
    """A roadblock as a person tells it in a line: of one that waits, on whom, then what for."""
    who, text = "", line
    if kind == "waiting":
        who, _, text = line.partition(",")
    return partial(block, kind=kind, who=who.strip().lstrip("@"), text=text)


def clear(record: Record, stamp: Stamp) -> Record:
    """Clear every roadblock."""
    goal = there(record.goal)
    if not goal.roadblocks:
        raise GoalError(f"Nothing blocks ‘{goal.title}’.")
    changes = {f"roadblock:{item.id}": {"gone": True} for item in goal.roadblocks}
    return change(record, stamp, "cleared", changes, text=goal.roadblocks[-1].kind)
