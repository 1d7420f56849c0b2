"""What a past is made of before it is a log, and how exports that people read tell of it.

Markdown and CSV say in words how a goal stands beside its road.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class ToldBlock(Struct, frozen=True):
    """A roadblock, by the name of its kind; `road` is the key of the road that comes first."""

    kind: str
    since: date
    who: str = ""
    text: str = ""
    road: str = ""


class Standing(Struct, frozen=True):
    """What only an export of ours tells of a goal.

    `ticked` has the items of the seal list that are true, each with its evidence. The turn is whose
    it is, since when; the step its text, its day, and when it was set. `reason` is why it was let
    go.
    """

    ticked: dict[str, str] = {}
    blocks: tuple[ToldBlock, ...] = ()
    turn: tuple[str, date] | None = None
    step: tuple[str, date | None, date | datetime | None] | None = None
    reason: str = ""


TURNS = ("mine", "theirs")

_KINDS = "|".join(sorted(map(re.escape, KIND_OF), key=len, reverse=True))
_BLOCK = re.compile(rf"({_KINDS})(?: on (.*?))?, since (\d{{4}}-\d\d-\d\d)(?:: (.*))?\Z", re.DOTALL)
_BETWEEN = re.compile(rf"; (?=(?:{_KINDS})(?: on .*?)?, since \d{{4}}-\d\d-\d\d)")


def read_blocks(text: str) -> Iterator[ToldBlock]:
    """The roadblocks that a text names as `say_roadblock` does, one or several."""
    for part in _BETWEEN.split(text):
        if found := _BLOCK.match(part):
            kind, who, since, words = found.groups()
            try:
                day = date.fromisoformat(since)
            except ValueError:
                continue
            yield ToldBlock(kind, day, who or "", words or "")


class Past(NamedTuple):
    """An event to be, without its id."""

    at: datetime
    day: date
    kind: EventKind
    set: dict[str, Any]
    was: dict[str, Any]
    text: str = ""
    dated: bool = False
    """Whether a person said that day, later than it was."""


def standing_past(
    stands: Standing,
    moment: Callable[[date | datetime | None], tuple[datetime, date]],
    child: Callable[[int], str],
    road_of: Callable[[str], str],
) -> Iterator[Past]:
    """What is in the way, whose turn it is, and what comes next.

    `moment`, `child` and `road_of` are those of the maker of the goal and of its stamp. A road that
    is neither here nor in the file is told by its title, and not at all without one.
    """
    for number, block in enumerate(stands.blocks):
        road = road_of(block.road) if block.road else ""
        if block.road and not (road or block.who):
            continue
        at, day = moment(block.since)
        part = {"kind": block.kind, "since": day.isoformat(), "rank": float(number + 1)}
        part |= {"who": who} if (who := clean_line(block.who, NAME_LIMIT)) else {}
        part |= {"text": text} if (text := clean_line(block.text)) else {}
        part |= {"road": road} if road else {}
        name = f"roadblock:{child(8000 + number)}"
        gone: dict[str, Any] = {name: {"gone": True}}
        yield Past(at, day, EventKind.ROADBLOCK, {name: part}, gone, block.kind)
    if stands.turn:
        whose, since = stands.turn
        at, day = moment(since)
        turn = {"turn": {"whose": whose, "since": day.isoformat()}}
        yield Past(at, day, EventKind.TURN, turn, {"turn": None}, whose)
    if stands.step and (text := clean_line(stands.step[0])):
        at, day = moment(stands.step[2])
        on = stands.step[1]
        step = {"next_step": {"text": text, "on": on.isoformat() if on else None}}
        yield Past(at, day, EventKind.NEXT_STEP, step, {"next_step": None}, text)
