"""Roadblocks: their kinds, putting one up, clearing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.drive import there, under_way
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import WAITING
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Roadblock
    from lastmile_tui.domain.model.record import Move


class RoadblockKind(Struct, frozen=True):
    """What stands in the way: its name in the file and the letter of its key.

    `hint` explains the name, `title` and `question` ask about it in a panel and in a sentence, with
    an `example` of an answer, and `still` asks in a later review. A kind with a `detour` leads to
    rewriting the road ahead.
    """

    name: str
    key: str
    hint: str
    title: str
    question: str
    example: str
    still: str
    detour: bool = False


KINDS = (
    RoadblockKind(
        WAITING,
        "w",
        hint="on somebody or something",
        title="Waiting on whom",
        question="Waiting on whom, such as: Henrik, for the transfer?",
        example="Henrik, for the transfer",
        still="Are you still waiting?",
    ),
    RoadblockKind(
        "washed out",
        "o",
        hint="upkeep was put off for too long",
        title="What was washed out",
        question="What was washed out?",
        example="the old duct under the bridge",
        still="Is it still washed out?",
    ),
    RoadblockKind(
        "dead end",
        "d",
        hint="another route is needed",
        title="Why it does not go on here",
        question="Why does it not go on here?",
        example="the university takes no Word files",
        still="Is it still a dead end?",
        detour=True,
    ),
    RoadblockKind(
        "emergency",
        "e",
        hint="something pulled you away",
        title="What pulled you away",
        question="What pulled you away?",
        example="the knee",
        still="Does the emergency still hold you up?",
    ),
    RoadblockKind(
        "baggage",
        "b",
        hint="something of yours to unpack first",
        title="What there is to unpack",
        question="What is there to unpack first?",
        example="fear of the answer",
        still="Is the baggage still in the way?",
    ),
    RoadblockKind(
        "don't know how",
        "h",
        hint="something to find out first",
        title="What there is to find out",
        question="What is there to find out first?",
        example="which form the office wants",
        still="Do you know how by now?",
    ),
)
"""Every kind of roadblock, in the order in which they are offered."""

KIND_OF = {kind.name: kind for kind in KINDS}

ROADBLOCKS_LIMIT = 20
"""Roadblocks one goal may have at a time: with more it is not the road that is wrong."""


def block(record: Record, stamp: Stamp, kind: str, *, who: str = "", text: str = "") -> Record:
    """Put a roadblock in front of the vehicle; `kind` names one of `KINDS`."""
    if len(under_way(record.goal).roadblocks) >= ROADBLOCKS_LIMIT:
        raise GoalError(f"‘{record.goal.title}’ is blocked often enough; clear that first.")
    if kind not in KIND_OF:
        raise GoalError(f"A roadblock is one of: {', '.join(KIND_OF)}.")
    who, text = clean_line(who), clean_line(text)
    part = {"kind": kind, "since": stamp.day.isoformat(), "who": who or None, "text": text or None}
    name = f"{kind} on {who}" if who else kind
    changes = {f"roadblock:{stamp.child(0)}": part}
    return change(
        record, stamp, EventKind.ROADBLOCK, changes, text=f"{name}, {text}" if text else name
    )


def blocking(kind: str, line: str) -> Move:
    """A roadblock as a person tells it in a line: of one that waits, on whom, then what for."""
    who, text = "", line
    if kind == WAITING:
        who, _, text = line.partition(",")
    return partial(block, kind=kind, who=who.strip().lstrip("@"), text=text)


def clear(record: Record, stamp: Stamp) -> Record:
    """Clear every roadblock."""
    goal = there(record.goal)
    if not goal.roadblocks:
        raise GoalError(f"Nothing blocks ‘{goal.title}’.")
    changes = {f"roadblock:{item.id}": {"gone": True} for item in goal.roadblocks}
    return change(record, stamp, EventKind.CLEARED, changes, text=goal.roadblocks[-1].kind)


def say_still(roadblock: Roadblock) -> str:
    """Ask whether a roadblock still stands; one of an unknown kind comes from a newer version."""
    if roadblock.kind == WAITING and roadblock.who:
        return f"Still waiting on {roadblock.who}?"
    kind = KIND_OF.get(roadblock.kind)
    return kind.still if kind else "Is it still blocked?"
