"""What the registers of a log may hold. Another program may have written anything into one."""

from __future__ import annotations

from datetime import date, time  # msgspec resolves the annotations
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct, ValidationError, convert, field

from lastmile_tui.domain.model.goal import Instant, Length  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event

_Number = Annotated[float, Meta(ge=-1e12, le=1e12)]

_Texts = list[str | None]
_Days = list[date | None]
_Flags = list[bool | None]


class _Part(Struct):
    """A marker, a seal item, a roadblock, or what one event writes into it."""

    title: str | None = None
    miles: Length | None = None
    rank: _Number | None = None
    due: date | None = None
    text: str | None = None
    done: bool | None = None
    evidence: str | None = None
    kind: str | None = None
    since: date | None = None
    who: str | None = None
    gone: bool | None = None


class _Turn(Struct):
    whose: str | None = None
    since: date | None = None


class _NextStep(Struct):
    text: str | None = None
    on: date | None = None


class _LetGo(Struct):
    on: date | None = None
    reason: str | None = None
    kind: str | None = None


class _Registers(Struct):
    """All values that a register had, by its name; parts by what their names begin with."""

    title: _Texts = []
    why: _Texts = []
    unit: _Texts = []
    final_from: _Texts = []
    template: _Texts = []
    due: _Days = []
    due_time: list[time | None] = []
    parked_until: _Days = []
    sealed_on: _Days = []
    confirmed: _Days = []
    reviewed: _Days = []
    looked: _Days = []
    sealed: list[Instant | None] = []
    picked: list[Instant | None] = []
    position: list[_Number | None] = []
    diary: _Flags = []
    deleted: _Flags = []
    turn: list[_Turn | None] = []
    next_step: list[_NextStep | None] = []
    let_go: list[_LetGo | None] = []
    markers: list[_Part | None] = field(default=[], name="marker:")
    seal: list[_Part | None] = field(default=[], name="seal:")
    roadblocks: list[_Part | None] = field(default=[], name="roadblock:")
    tags: _Flags = field(default=[], name="tag:")
    people: _Flags = field(default=[], name="person:")


convert({}, _Registers)  # made ready now: two threads that use it first at once crash msgspec


def check(log: list[Event] | tuple[Event, ...]) -> None:
    """Look whether every register that we know holds what it can; StoreError where one does not.

    A log is folded, counted and replayed in many ways: it is looked at once, when it is read.
    """
    held: dict[str, list[Any]] = {}
    for event in log:
        for changes in (event.set, event.was):
            for name, value in changes.items():
                cut = name.find(":") + 1
                kind = name[:cut] or name
                if " " in name and name[cut:] != name[cut:].strip():
                    raise StoreError(f"a register has spaces in its name: {name!a:.40}")
                if kind in held:
                    held[kind].append(value)
                else:
                    held[kind] = [value]
    try:
        convert(held, _Registers)
    except ValidationError as error:
        raise StoreError(f"a register is not as lastmile writes it: {error}") from error
