"""Merge two documents by putting their texts together, where nothing about them is unusual.

What both hold alike is read once, and no event is written anew, which is most of the work.
`codec.merge` gives the same, for any documents; but how deep they are is not looked at here, since
nothing stands deeper than it stood. An event that both have stays as its text is.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
from msgspec import Raw, defstruct, field

from lastmile_tui.domain.model.event_log import are_in_turn, event_log, ids_of
from lastmile_tui.domain.model.events import Event
from lastmile_tui.domain.model.fold import document
from lastmile_tui.domain.model.goal import Goal, Marker, Roadblock, SealItem
from lastmile_tui.errors import StoreError
from lastmile_tui.store import codec
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.union import EventId, events_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.store.db.documents import Raw as Text


_ENDS: Final = b',"events":'
_FIRST: Final = _ENDS + b'[{"id":"'
_NEXT: Final = b'},{"id":"'
_ODD: Final = (b"\\u", b"\\/")
"""How only other programs write a character; or, seldom, a part of a text of ours."""

_NEAR: Final = 64
"""How near to the first difference of two texts it is enough to come, in bytes: half an event."""
_LAST: Final = 1024
"""In how many bytes at their end most lists of events differ first: a few events."""

_order: Final = attrgetter("order")
_events: Final = msgspec.json.Decoder(tuple[Event, ...])
_ids: Final = msgspec.json.Decoder(list[EventId])
_texts: Final = msgspec.json.Decoder(list[Raw])


def _known(name: str, names: Iterable[str], lists: dict[str, Any]) -> Any:
    """A type that only what has no other keys than these fits."""
    fields: list[Any] = [(key, lists.get(key, Raw), field(default=Raw())) for key in names]
    return defstruct(name, fields, forbid_unknown_fields=True)


_part: Any = _known(
    "_Part",
    {key: None for kind in (Marker, SealItem, Roadblock) for key in kind.__struct_fields__},
    {},
)
_head: Final = msgspec.json.Decoder(
    _known("_Head", Goal.__struct_fields__, dict.fromkeys(codec.PARTS, list[_part]))
)


class _Unusual(Exception):  # noqa: N818 # nothing is wrong
    """The documents are not as we write them, or hold more than we know."""


class _Split(NamedTuple):
    """A document whose list of events stands last, and where that begins. No part is copied."""

    raw: bytes
    start: int

    @property
    def head(self) -> bytes:
        """The other fields, as a document."""
        return self.raw[: self.start - len(_ENDS)] + b"}"

    def events(self, at: int) -> bytes:
        """The list of the events behind the one that ends at a place in it; all of them for 0."""
        return b"[" + self.raw[self.start + at + 2 : -1] if at else self.raw[self.start : -1]


def merge_raw(mine: Text, other: Text, table: str = "") -> bytes:
    """Merge two documents of one goal, as `codec.merge` does; the same in either order.

    Raises StoreError for documents that make no goal.
    """
    one, two = sorted((bytes(mine), bytes(other)))
    try:
        return documents.Checked(_spliced(one, two))
    except (_Unusual, ValueError, TypeError, AttributeError, IndexError, OverflowError, StoreError):
        both = (documents.decode(raw, table, "") for raw in (one, two))
        return documents.encode_merged(codec.merge(*both))


def _spliced(one: bytes, two: bytes) -> bytes:
    both = (_split(one), _split(two))
    heads = [_head.decode(each.head) for each in both]
    uid, same = (msgspec.json.decode(head.uid, type=str) for head in heads)
    if uid != same:
        raise _Unusual
    alike = _alike(*both)
    tails: list[Event] = []
    texts: dict[str, Raw] = {}
    for each in both:
        text = each.events(alike)
        events = _events.decode(text)
        tails += events
        for event, raw in zip(events, _texts.decode(text), strict=True):
            if texts.setdefault(event.id, raw) != raw:
                raise _Unusual
    start = both[0].start
    shared = one[start : start + alike + 1] if alike else b""
    new = sorted({event.id: event for event in tails}.values(), key=_order)
    # What was cut within an event is no list, and is refused.
    before = _events.decode(shared + b"]") if shared else ()
    log = event_log((*before, *new))
    _require_sorted(log, new)
    shown = msgspec.json.encode(document(uid, log))
    parts = (shared[1:], *(bytes(texts[event.id]) for event in new))
    return b"".join((shown[:-1], _ENDS, b"[", b",".join(filter(None, parts)), b"]}"))


def own_events(mine: bytes, other: bytes) -> tuple[tuple[Event, ...], tuple[Event, ...]] | None:
    """The events of two documents from the first one on that differs, or some before.

    None where that cannot be told from their texts alone.
    """
    try:
        one, two = _split(mine), _split(other)
        at = _alike(one, two)
        return _events.decode(one.events(at)), _events.decode(two.events(at))
    except (_Unusual, ValueError):
        return None


def goes_on(mine: bytes, other: bytes) -> bool:
    """Whether a document surely has all that another of its goal has, and maybe more events.

    What both show beside their events follows from these.
    """
    try:
        one, two = _split(mine), _split(other)
        uids = [_head.decode(each.head).uid for each in (one, two)]
    except (_Unusual, ValueError):
        return False
    return uids[0] == uids[1] and mine.startswith(other[two.start : -len(b"]}")], one.start)


def own_ids(mine: bytes, other: bytes) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The ids of those of `own_events`, with their devices; all, where their texts do not tell.

    What is left out stands in both, byte by byte.
    """
    try:
        one, two = _split(mine), _split(other)
        at = _alike(one, two)
        if not at:
            return events_of(mine), events_of(other)
        ours, theirs = (
            {event.id: event.dev for event in _ids.decode(each.events(at))} for each in (one, two)
        )
    except (_Unusual, ValueError):
        return events_of(mine), events_of(other)
    end = one.start + at + 1
    if any(
        mine.find(b'{"id":"%b"' % name.encode(), one.start, end) >= 0
        for name in ours.keys() ^ theirs.keys()
    ):
        return events_of(mine), events_of(other)  # one that may stand twice in a document
    return ours, theirs


def _split(raw: bytes) -> _Split:
    at = raw.find(_FIRST)
    if at < 0 or not raw.endswith(b"}]}") or (b"\\" in raw and any(odd in raw for odd in _ODD)):
        raise _Unusual
    return _Split(raw, at + len(_ENDS))


def _alike(mine: _Split, other: _Split) -> int:
    """Where in both lists an event ends that both begin with alike and another follows; 0 for none.

    It is the last such event, or one before.
    """
    (one, here), (two, there) = mine, other
    low, high = 0, min(len(one) - here, len(two) - there) - 1
    middle = max(high - _LAST, (high + 1) // 2)
    while high - low > _NEAR:  # by halves, since that compares whole blocks of memory
        if one[here + low : here + middle] == two[there + low : there + middle]:
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return max(one.rfind(_NEXT, here, here + low) - here, 0)


def _require_sorted(log: Log, new: Sequence[Event]) -> None:
    """Check that the new events stand last, and none has the id of another."""
    if not new or any(a is not b for a, b in zip(log[len(log) - len(new) :], new, strict=True)):
        raise _Unusual
    if not are_in_turn(log) and len({*ids_of(log)}) < len(log):
        raise _Unusual
