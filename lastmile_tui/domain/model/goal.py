"""The values: a goal, its markers, and what hangs on them.

Positions and lengths are in miles, or in the goal's own unit when it counts something, and as they
were typed, to six decimals. The values are msgspec structs: frozen, slotted, and read from the file
in one step. No value can refer back to itself, so the garbage collector need not track them
(`gc=False`).
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from itertools import accumulate
from typing import Annotated

from msgspec import Meta, Struct

from lastmile_tui.dates.words import When, has_passed
from lastmile_tui.domain.model.numbers import FINEST, grouped, miles, rounded, total
from lastmile_tui.domain.model.parts.laps import Again, Lap  # noqa: TC001 # for msgspec
from lastmile_tui.domain.model.parts.picks import PickedAhead  # noqa: TC001 # for msgspec
from lastmile_tui.domain.model.value.way import Way  # noqa: TC001 # msgspec resolves the annotations

FINAL_SHARE = 0.2
"""The share of the distance that the default final stretch holds at least."""

_NEGLIGIBLE = FINEST / 10
"""Less than a fifth of any two lengths differs by: what a sum of lengths may be wrong by."""

MILE_STEP = 0.1
"""Miles of one nudge, and between markers whose places are estimated."""

STEPS_PER_ROAD = 100
"""A counting goal is nudged by about a hundredth of its target: 500 of 50,000 words."""

A_MILE = 1.0
"""The length of a marker that says none."""

Instant = Annotated[datetime, Meta(tz=True)]
"""An instant with its zone: one without cannot be compared with others."""

Length = Annotated[float, Meta(gt=0, le=1e9)]
Position = Annotated[float, Meta(ge=0, le=1e12)]


class State(StrEnum):
    """How far a goal has come; derived, never stored."""

    PLANNED = "planned"
    DRIVING = "driving"
    STRETCH = "stretch"
    DOOR = "door"
    SEALED = "sealed"
    PARKED = "parked"
    LET_GO = "let go"


class Marker(Struct, frozen=True, omit_defaults=True, gc=False):
    """A stage of a goal: the stretch of road that ends at a mile marker."""

    id: str
    title: str
    miles: Length = A_MILE
    due: date | None = None


class SealItem(Struct, frozen=True, omit_defaults=True, gc=False):
    """One thing that must be true before a goal counts as finished."""

    id: str
    text: str
    done: bool = False
    evidence: str = ""


WAITING, ROAD = "waiting", "another road"
"""The kinds of roadblocks that name who is waited for, and the road that comes first."""
FORMER_KINDS = {"washed out": "neglected", "baggage": "something in me"}
"""Kinds of roadblocks as older files call them; they stay so there."""


class Roadblock(Struct, frozen=True, omit_defaults=True, gc=False):
    """Something in the way since a day; `road` is the uid of one that comes first, `who` its title.

    `kind` is one of `changes.roadblocks.KINDS`, a former one, or one of a newer version.
    """

    id: str
    kind: str
    since: date
    who: str = ""
    text: str = ""
    road: str = ""

    @property
    def name(self) -> str:
        """The kind as it is called today."""
        return FORMER_KINDS.get(self.kind, self.kind)

    @property
    def label(self) -> str:
        """The kind, with whom, what or which road is waited for."""
        if self.who and self.kind == WAITING:
            return f"waiting on {self.who}"
        return f"waits for ‘{self.who}’" if self.who and self.kind == ROAD else self.name


class Person(Struct, frozen=True, gc=False):
    """Somebody a goal has to do with."""

    name: str


class Turn(Struct, frozen=True, gc=False):
    """Whose move it is on a two-way goal, "mine" or "theirs", and since which day."""

    whose: str
    since: date


class NextStep(Struct, frozen=True, omit_defaults=True, gc=False):
    """What comes next, and on which day."""

    text: str
    on: date | None = None


class LetGo(Struct, frozen=True, omit_defaults=True, gc=False):
    """The day a goal was given up, and why; `kind` is one of `LET_GO_REASONS`, or empty."""

    on: date
    reason: str = ""
    kind: str = ""


class Goal(Struct, frozen=True, omit_defaults=True, gc=False):
    """Something to finish, as a road. Instants are UTC.

    Of the changes that still stand, `started` is the first move, `driven` the last one forwards,
    and `touched` the last one of any kind, but for answers that the app asked for. `changed` is the
    last change at all, undone ones and undos included. `confirmed` is the day on which it was asked
    whether it is sealed still, `reviewed` that of the last answer in a daily review and `looked` in
    a weekly look. `picked` is when it was picked as the one last mile of a day, `picked_ahead` that
    of a day to come. `template` is the name of a goal that never sets out, as the `diary` does not.
    `sources` names what it was brought in from, as `FORMAT:KEY`. A `lap` follows another goal;
    `again` says when one follows. Where it goes between two values (`way`), it may be `beyond` its
    road. `rank` is its place in a person's own order.
    """

    uid: str
    title: str
    created: Instant
    touched: Instant
    changed: Instant
    markers: Annotated[tuple[Marker, ...], Meta(min_length=1)]
    position: Position = 0.0
    started: Instant | None = None
    driven: Instant | None = None
    why: str = ""
    unit: str = ""
    final_from: str | None = None
    due: date | None = None
    due_time: time | None = None
    tags: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    seal: tuple[SealItem, ...] = ()
    roadblocks: tuple[Roadblock, ...] = ()
    turn: Turn | None = None
    next_step: NextStep | None = None
    parked_until: date | None = None
    let_go: LetGo | None = None
    sealed: Instant | None = None
    sealed_on: date | None = None
    confirmed: date | None = None
    reviewed: date | None = None
    looked: date | None = None
    picked: Instant | None = None
    template: str = ""
    diary: bool = False
    deleted: bool = False
    sources: tuple[str, ...] = ()
    lap: Lap | None = None
    again: Again | None = None
    way: Way | None = None
    beyond: float = 0.0
    rank: str = ""
    picked_ahead: PickedAhead | None = None

    @property
    def open_items(self) -> tuple[SealItem, ...]:
        """The items of the seal list that are not ticked."""
        return tuple(item for item in self.seal if not item.done)

    @property
    def hidden(self) -> bool:
        """Whether the goal is on no road at all: removed, a template, or the diary."""
        return self.deleted or self.diary or bool(self.template)

    @property
    def counting(self) -> bool:
        """Whether it counts something, and is driven by amounts rather than from marker to marker.

        The one place that says so: a goal with a unit of its own does.
        """
        return bool(self.unit)

    @property
    def seal_day(self) -> date | None:
        """The local date of the seal; that of UTC where a file does not say it."""
        return self.sealed_on or (self.sealed.date() if self.sealed else None)

    @property
    def ended(self) -> date | None:
        """The day on which the goal was let go or sealed; None of one that goes on."""
        return self.let_go.on if self.let_go else self.seal_day

    @property
    def distance(self) -> float:
        """The length of the whole road."""
        return rounded(total([marker.miles for marker in self.markers]))

    @property
    def to_go(self) -> float:
        """What is left to drive."""
        return rounded(self.distance - self.position - min(self.beyond, 0.0))

    @property
    def ends(self) -> tuple[float, ...]:
        """Where each marker stands, from the start."""
        return tuple(rounded(end) for end in accumulate(marker.miles for marker in self.markers))

    @property
    def reached(self) -> int:
        """How many markers lie behind the vehicle or under it."""
        return sum(end <= self.position for end in self.ends)

    @property
    def final_index(self) -> int:
        """The index of the first marker of the final stretch.

        The user's own choice, or else the shortest tail that holds `FINAL_SHARE` of the distance.
        """
        return self._final_index([marker.miles for marker in self.markers])

    def _final_index(self, lengths: list[float]) -> int:
        if self.final_from:
            for index, marker in enumerate(self.markers):
                if marker.id == self.final_from:
                    return index
        wanted, tail = sum(lengths) * FINAL_SHARE - _NEGLIGIBLE, 0.0
        for index in range(len(lengths) - 1, 0, -1):
            tail += lengths[index]
            if tail >= wanted:
                return index
        return 0

    @property
    def final_start(self) -> float:
        """Where the final stretch begins, from the start of the road."""
        lengths = [marker.miles for marker in self.markers]
        return rounded(total(lengths[: self._final_index(lengths)]))

    @property
    def step(self) -> float:
        """The length of one nudge: a tenth of a mile, or a round hundredth of a counted target.

        Round is 1, 2 or 5 times a power of ten.
        """
        if not self.unit:
            return MILE_STEP
        wanted = max(int(self.distance / STEPS_PER_ROAD / MILE_STEP), 1)
        scale: int = 10 ** (len(str(wanted)) - 1)
        return max(scale * factor for factor in (1, 2, 5) if scale * factor <= wanted) / 10

    @property
    def clock_due(self) -> time:
        """The time at which it is due, on the user's clock; the end of the day where none is set.

        An offset that a file may have written is left out: it cannot be compared with others.
        """
        return self.due_time.replace(tzinfo=None) if self.due_time else time.max

    def is_overdue(self, today: date, now: datetime | None = None) -> bool:
        """Whether the due date is over, or its time has passed on the user's clock.

        `now` is aware and in the user's zone; without it a time lasts until the end of its day.
        """
        return self.due is not None and has_passed(When(self.due, self.due_time), today, now)

    def on_road(self, today: date) -> bool:
        """Whether the goal is planned or driven: neither ended nor parked, nor hidden."""
        if self.hidden or self.sealed or self.let_go:
            return False
        return not (self.parked_until and self.parked_until > today)

    def is_back(self, today: date) -> bool:
        """Whether it was parked until this very day, and so came back onto the road by itself."""
        return self.parked_until == today and self.on_road(today)

    def in_stretch(self, today: date) -> bool:
        """Whether the goal is on the road, in its final stretch or at its end."""
        return not self.hidden and self.state(today) in (State.STRETCH, State.DOOR)

    def state(self, today: date) -> State:
        """The state on a day: a parked goal comes back by itself on the day it is parked until."""
        if self.sealed:
            return State.SEALED
        if self.let_go:
            return State.LET_GO
        if self.parked_until and self.parked_until > today:
            return State.PARKED
        if self.position <= 0:
            return State.PLANNED
        lengths = [marker.miles for marker in self.markers]  # it is asked of every goal at a start
        if self.position >= rounded(total(lengths)):
            return State.DOOR
        start = rounded(total(lengths[: self._final_index(lengths)]))
        return State.STRETCH if self.position >= start else State.DRIVING


def amount(number: float) -> str:
    """A length or position as people write it, with the decimals it has: 5, 5.4, 50,000."""
    return grouped(number)


def measure(number: float, unit: str) -> str:
    """An amount with its unit, miles when the goal counts nothing."""
    return f"{amount(number)} {unit or miles(number)}"
