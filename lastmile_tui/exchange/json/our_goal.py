"""A goal as our own JSON has it, by the names of `domain.export.as_json`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from msgspec import Meta, Struct, field

from lastmile_tui.domain.changes.edit import MARKERS_LIMIT
from lastmile_tui.domain.model.goal import Instant, Length, Position  # noqa: TC001 # for msgspec

_Name = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_.-]{1,60}\Z")]


class OurMarker(Struct, frozen=True):
    """A marker, and the instant at which the vehicle last came to it."""

    id: _Name
    title: str
    miles: Length = 1.0
    due: date | None = None
    reached: Instant | None = None


class OurSealItem(Struct, frozen=True):
    """An item of the seal list; its id begins with `seal:`."""

    id: str
    text: str
    done: bool = False
    evidence: str | None = None


class OurRoadblock(Struct, frozen=True):
    """A roadblock, of a kind as scripts spell it."""

    kind: str
    since: date
    who: str | None = None
    text: str | None = None


class OurTurn(Struct, frozen=True):
    """Whose turn it is."""

    whose: str
    since: date


class OurStep(Struct, frozen=True):
    """The next step."""

    text: str
    on: date | None = None


class OurLetGo(Struct, frozen=True):
    """That it was let go."""

    on: date
    kind: str | None = None
    reason: str | None = None


class OurEntry(Struct, frozen=True):
    """An entry of the log, in words."""

    at: Instant
    day: date
    kind: str
    text: str = ""


class OurGoal(Struct, frozen=True):
    """A goal, as `domain.export.as_json` has it."""

    id: _Name
    title: str
    created: Instant
    touched: Instant
    markers: Annotated[list[OurMarker], Meta(min_length=1, max_length=MARKERS_LIMIT)]
    position: Position = 0.0
    why: str | None = None
    unit: str | None = None
    due: str | None = None
    parked_until: date | None = None
    sealed: date | None = None
    let_go: OurLetGo | None = None
    tags: list[str] = []
    people: list[str] = []
    final_from: str | None = None
    seal: list[OurSealItem] = []
    roadblocks: list[OurRoadblock] = []
    turn: OurTurn | None = None
    next_step: OurStep | None = None
    log: list[OurEntry] = field(default_factory=list)

    @property
    def due_day(self) -> date | None:
        """The day of `due`; ValueError for one that does not exist."""
        return date.fromisoformat(self.due[:10]) if self.due else None

    @property
    def due_time(self) -> time | None:
        """The time of `due`; ValueError for one that does not exist."""
        return datetime.fromisoformat(self.due).time() if self.due and "T" in self.due else None
