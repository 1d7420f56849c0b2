"""Changes to be: what a past is made of before it is a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from lastmile_tui.exchange.items import Moment
    from lastmile_tui.exchange.standing import Standing


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
    moment: Callable[[Moment | None], tuple[datetime, date]],
    child: Callable[[int], str],
) -> Iterator[Past]:
    """What is in the way, whose turn it is, and what comes next.

    `moment` and `child` are those of the maker of the goal and of its stamp.
    """
    for number, block in enumerate(stands.blocks):
        at, day = moment(block.since)
        part = {"kind": block.kind, "since": day.isoformat(), "rank": float(number + 1)}
        part |= {"who": who} if (who := clean_line(block.who, NAME_LIMIT)) else {}
        part |= {"text": text} if (text := clean_line(block.text)) else {}
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
