"""Roadblocks: their kinds, putting one up, clearing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.drive import there, under_way
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import ROAD, WAITING
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
        "neglected",
        "g",
        hint="it was put off for too long",
        title="What was neglected",
        question="What was neglected?",
        example="the old duct under the bridge",
        still="Is it still neglected?",
    ),
    RoadblockKind(
        "dead end",
        "d",
        hint="another way is needed",
        title="Why is there no way on",
        question="Why is there no way on?",
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
        still="Is the emergency still on?",
    ),
    RoadblockKind(
        "something in me",
        "m",
        hint="a fear, a doubt, a grudge",
        title="What in you is in the way",
        question="What in you is in the way?",
        example="fear of the answer",
        still="Is it still in the way?",
    ),
    RoadblockKind(
        "no time",
        "t",
        hint="other things come first",
        title="What takes the time",
        question="What takes the time?",
        example="the tax return",
        still="Is there still no time?",
    ),
    RoadblockKind(
        "don't know how",
        "h",
        hint="something to find out first",
        title="What to find out first",
        question="What is there to find out first?",
        example="which form the office wants",
        still="Do you know how by now?",
    ),
    RoadblockKind(
        ROAD,
        "r",
        hint="one of your roads comes first",
        title="Which road comes first",
        question="Which road comes first? An id, or a part of its title.",
        example="lay the floor",
        still="Is the other road still first?",
    ),
)
"""Every kind of roadblock, in the order in which they are offered."""

KIND_OF = {kind.name: kind for kind in KINDS}

ROADBLOCKS_LIMIT = 20
"""Roadblocks one goal may have at a time: with more it is not the road that is wrong."""


def block(
    record: Record, stamp: Stamp, kind: str, *, who: str = "", text: str = "", road: str = ""
) -> Record:
    """Put a roadblock in front of the vehicle; `kind` names one of `KINDS`.

    One of the kind `ROAD` has the uid of that `road`, and its title as `who` (`crossing.blocks`).
    """
    if len(under_way(record.goal).roadblocks) >= ROADBLOCKS_LIMIT:
        most = f"has {ROADBLOCKS_LIMIT} roadblocks, the most there can be"
        raise GoalError(f"‘{record.goal.title}’ {most}; clear them first.")
    if kind not in KIND_OF:
        raise GoalError(f"A roadblock is one of: {', '.join(KIND_OF)}.")
    who, text = clean_line(who), clean_line(text)
    part = {"kind": kind, "since": stamp.day.isoformat(), "who": who or None, "text": text or None}
    if road:
        part["road"] = road
    name = f"waits for ‘{who}’" if road else f"{kind} on {who}" if who else kind
    changes = {f"roadblock:{stamp.child(0)}": part}
    words = f"{name}, {text}" if text else name
    return change(record, stamp, EventKind.ROADBLOCK, changes, text=words)


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
    return change(record, stamp, EventKind.CLEARED, changes, text=goal.roadblocks[-1].name)


def say_still(roadblock: Roadblock) -> str:
    """Ask whether a roadblock still stands; one of an unknown kind comes from a newer version."""
    if roadblock.kind == WAITING and roadblock.who:
        return f"Still waiting on {roadblock.who}?"
    if roadblock.kind == ROAD and roadblock.who:
        return f"First comes ‘{roadblock.who}’. Did that one move?"
    kind = KIND_OF.get(roadblock.name)
    return kind.still if kind else "Is it still blocked?"
