"""Goals of our own JSON as values: what `goal_json` gives to scripts, read back."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from lastmile_tui.domain.model.goal import Instant, Length, Position  # noqa: TC001 # for msgspec
from lastmile_tui.domain.model.parts.laps import A_LAP  # noqa: TC001 # as above
from lastmile_tui.domain.model.value.way import Value, Way, way_between


class OwnMarker(Struct, frozen=True):
    """A marker as scripts get it; `at` is its place from the start of the road."""

    title: str
    id: str = ""
    miles: Length = 1.0
    at: Position = 0.0
    due: date | None = None
    reached: Instant | None = None


class OwnSealItem(Struct, frozen=True):
    text: str
    done: bool = False
    evidence: str | None = None


class OwnRoadblock(Struct, frozen=True):
    kind: str
    since: date
    who: str | None = None
    text: str | None = None
    road: str | None = None


class OwnTook(Struct, frozen=True):
    days: int | None = None
    last_mile: int | None = None


class OwnLap(Struct, frozen=True):
    number: A_LAP = 1
    follows: str = ""
    begins: date | None = None
    last_lap: OwnTook = OwnTook()


class OwnAgain(Struct, frozen=True):
    every: A_LAP = 1
    unit: str = "month"
    since: date | None = None


class OwnTurn(Struct, frozen=True):
    whose: Literal["mine", "theirs"]
    since: date


class OwnStep(Struct, frozen=True):
    text: str
    on: date | None = None


class OwnLetGo(Struct, frozen=True):
    on: date
    kind: str | None = None
    reason: str | None = None


class OwnEntry(Struct, frozen=True):
    at: Instant
    day: date
    kind: str
    text: str = ""


_Due = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$")]


class OwnGoal(Struct, frozen=True):
    """A goal as scripts get it; what is derived has a name here, so that it is not kept."""

    id: Annotated[str, Meta(min_length=1)]
    title: Annotated[str, Meta(min_length=1)]
    markers: Annotated[tuple[OwnMarker, ...], Meta(min_length=1, max_length=10_000)]
    why: str | None = None
    position: Position = 0.0
    unit: str | None = None
    due: _Due | None = None
    parked_until: date | None = None
    sealed: date | None = None
    let_go: OwnLetGo | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    final_from: str | None = None
    seal: tuple[OwnSealItem, ...] = ()
    roadblocks: tuple[OwnRoadblock, ...] = ()
    turn: OwnTurn | None = None
    next_step: OwnStep | None = None
    lap: OwnLap | None = None
    again: OwnAgain | None = None
    created: Instant | None = None
    log: tuple[OwnEntry, ...] = ()
    value: Value | None = None
    begins: Annotated[Value | None, Meta()] = field(default=None, name="from")
    to: Value | None = None
    rank: str | None = None
    state: Any = None
    distance: Any = None
    to_go: Any = None
    miles_to_go: Any = None
    attention: Any = None
    at_stake: Any = None
    forecast: Any = None
    touched: Any = None

    @property
    def way(self) -> Way | None:
        """Which values it goes between, where it does."""
        return None if self.begins is None or self.to is None else way_between(self.begins, self.to)

    @property
    def place(self) -> float:
        """How far it is, beyond its road, too."""
        way = self.way
        return self.position if way is None or self.value is None else way.place(self.value)

    @property
    def due_day(self) -> date | None:
        return date.fromisoformat(self.due[:10]) if self.due else None

    @property
    def due_time(self) -> time | None:
        day, _, at = (self.due or "").partition("T")
        return time.fromisoformat(at) if day and at else None
