"""What a goal of our own JSON is now, as registers of a log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.export.as_json import SEAL, spelled
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line, clean_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.json.our_goal import OurGoal

_ROADBLOCK_OF = {spelled(kind): kind for kind in KIND_OF}
_REASON_OF = {spelled(kind): kind for kind in LET_GO_REASONS}

_Registers = dict[str, Any]


def lasting(goal: OurGoal) -> _Registers:
    """What was so from the beginning, as far as anybody knows; ValueError for what is no part."""
    changes: _Registers = {"title": clean_line(goal.title)}
    if why := clean_note(goal.why or ""):
        changes["why"] = why
    if unit := clean_line(goal.unit or "", NAME_LIMIT):
        changes["unit"] = unit
    if any(marker.id == goal.final_from for marker in goal.markers):
        changes["final_from"] = goal.final_from
    for rank, marker in enumerate(goal.markers, 1):
        part: _Registers = {"title": clean_line(marker.title), "miles": marker.miles}
        due = {"due": marker.due.isoformat()} if marker.due else {}
        changes[f"marker:{marker.id}"] = part | {"rank": float(rank)} | due
    changes |= dict(_seal_list(goal))
    changes |= dict(_roadblocks(goal))
    for sign, names in (("tag", goal.tags), ("person", goal.people)):
        cleaned = ["-".join(clean_line(name, NAME_LIMIT).split()) for name in names]
        changes |= {f"{sign}:{name}": True for name in cleaned if name}
    return changes


def _seal_list(goal: OurGoal) -> Iterator[tuple[str, _Registers]]:
    for rank, item in enumerate(goal.seal, 1):
        part: _Registers = {"text": clean_line(item.text), "rank": float(rank)}
        if item.done:
            part["done"] = True
        if evidence := clean_line(item.evidence or ""):
            part["evidence"] = evidence
        yield f"seal:{_plain(item.id.removeprefix(SEAL), rank)}", part


def _roadblocks(goal: OurGoal) -> Iterator[tuple[str, _Registers]]:
    for rank, block in enumerate(goal.roadblocks, 1):
        if (kind := _ROADBLOCK_OF.get(block.kind)) is None:
            raise ValueError(f"‘{block.kind:.40}’ is no kind of roadblock")
        facts = {"who": clean_line(block.who or ""), "text": clean_line(block.text or "")}
        part = {"kind": kind, "since": block.since.isoformat(), "rank": float(rank)}
        part |= {name: value for name, value in facts.items() if value}
        yield f"roadblock:{goal.id[-6:]}{rank}", part


def _plain(name: str, rank: int) -> str:
    """The id of a part, or one by its place."""
    return name if re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", name) else f"item{rank}"


def passing(goal: OurGoal, sealed: str | None) -> _Registers:
    """What was set at some time and may be taken away, None where it is not there.

    `sealed` is the instant of the seal.
    """
    let_go, turn, step = goal.let_go, goal.turn, goal.next_step
    return {
        "due": goal.due[:10] if goal.due else None,
        "due_time": goal.due_time.isoformat() if goal.due_time else None,
        "parked_until": goal.parked_until.isoformat() if goal.parked_until else None,
        "let_go": let_go
        and {
            "on": let_go.on.isoformat(),
            "reason": clean_line(let_go.reason or ""),
            "kind": _REASON_OF.get(let_go.kind or ""),
        },
        "turn": turn and {"whose": clean_line(turn.whose), "since": turn.since.isoformat()},
        "next_step": step
        and {"text": clean_line(step.text), "on": step.on.isoformat() if step.on else None},
        "sealed": sealed if goal.sealed else None,
        "sealed_on": goal.sealed.isoformat() if goal.sealed else None,
    }
