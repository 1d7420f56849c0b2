"""How a goal stands beside its road, as the exports tell that people read: Markdown and CSV."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.roadblocks import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterator


class ToldBlock(Struct, frozen=True):
    """A roadblock, by the name of its kind."""

    kind: str
    since: date
    who: str = ""
    text: str = ""


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
