"""What the registers of a log may hold. Another program may have written anything into one."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct, ValidationError, convert, defstruct, field
from msgspec.structs import fields

from lastmile_tui.domain.model.events import DAY, JOIN, READING, SOURCE
from lastmile_tui.domain.model.goal import Goal, Length
from lastmile_tui.domain.model.parts.laps import A_LAP  # noqa: TC001 # for msgspec
from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event

_Number = Annotated[float, Meta(ge=-1e12, le=1e12)]


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
    road: str | None = None


class _Turn(Struct):
    whose: str | None = None
    since: date | None = None


class _NextStep(Struct):
    text: str | None = None
    on: date | None = None


class _Source(Struct):
    marker: str | None = None
    seen: dict[str, str] | None = None
    kept: list[str] | None = None
    gone: bool | None = None


class _Way(Struct):
    start: _Number | None = None
    down: bool | None = None


class _LetGo(Struct):
    on: date | None = None
    reason: str | None = None
    kind: str | None = None


class _Lap(Struct):
    number: A_LAP | None = None
    follows: str | None = None
    begins: date | None = None
    days: int | None = None
    last_mile: int | None = None


class _Again(Struct):
    count: A_LAP | None = None
    unit: str | None = None
    since: date | None = None


class _Join(Struct):
    road: str | None = None
    seen: list[str] | None = None
    yields: bool | None = None
    cut: _Number | None = None
    rank: _Number | None = None
    knows: list[str] | None = None


DERIVED = frozenset(
    (
        *("uid", "created", "touched", "changed", "started", "driven"),
        *("position", "beyond", "markers", "seal", "roadblocks", "tags", "people", "sources"),
    )
)
"""The fields of a goal that are worked out of more than one register, or of none."""

PLAIN = tuple(name for name in Goal.__struct_fields__ if name not in DERIVED)
"""The fields of a goal that are one register each, of the same name and type."""

_PARTLY: dict[str, Any] = {
    "turn": _Turn,
    "next_step": _NextStep,
    "let_go": _LetGo,
    "lap": _Lap,
    "again": _Again,
    "way": _Way,
}
"""The types of those that an event may write in part."""

_PARTS = {
    "markers": ("marker:", _Part),
    "items": ("seal:", _Part),
    "blocks": ("roadblock:", _Part),
    "tags": ("tag:", bool),
    "people": ("person:", bool),
    "days": (DAY, date),
    "readings": (READING, _Number),
    "sources": (SOURCE, _Source),
}
"""What the names of other registers begin with, and what they hold."""


def _values(kind: Any) -> Any:
    return list[kind | None]


@cache
def _all_values() -> type[Struct]:
    """All values that each register had, by its name or by what that begins with.

    Made late, since a list reads no log; but before there are threads, see `store.ready`.
    """
    types = {part.name: part.type for part in fields(Goal) if part.name in PLAIN}
    types |= {**_PARTLY, "position": _Number, JOIN: _Join}
    named: list[Any] = [(name, _values(kind), []) for name, kind in types.items()]
    parts: list[Any] = [
        (name, _values(kind), field(default=[], name=prefix))
        for name, (prefix, kind) in _PARTS.items()
    ]
    return defstruct("_AllValues", [*named, *parts])


def check(log: list[Event] | tuple[Event, ...]) -> None:
    """Check that every known register holds a value of its type; StoreError where one does not.

    A log is folded, counted and replayed in many ways: it is looked at once, when it is read.
    """
    values: dict[str, list[Any]] = {}
    lists: dict[str, list[Any]] = {}
    written = [event.set for event in log if event.set]
    written += [event.was for event in log if event.was]
    for changes in written:
        for name in changes:
            if name not in lists:
                lists[name] = values.setdefault(_kind(name), [])
            lists[name].append(changes[name])
    try:
        convert(values, _all_values())
    except ValidationError as error:
        raise StoreError(f"a register is not as lastmile writes it: {error}") from error


def _kind(name: str) -> str:
    """What the registers of a kind are gathered under: what the name begins with, or the name."""
    cut = name.find(":") + 1
    if " " in name and name[cut:] != name[cut:].strip():
        raise StoreError(f"a register has spaces in its name: {name!a:.40}")
    return name[:cut] or name
