"""Which row of a road is meant, across its changes."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class RowKind(StrEnum):
    """What a row of the page shows."""

    BLOCK = "roadblock"
    TURN = "turn"
    STEP = "next step"
    TITLE = "title"
    WHY = "why"
    DUE = "due"
    TAGS = "tags"
    PEOPLE = "people"
    MARKER = "marker"
    SEAL = "seal item"
    ENTRY = "entry"


class RowId(Struct, frozen=True):
    """Identifies a row across changes: the part of a goal by its id."""

    kind: RowKind
    id: str = ""
