"""What a goal shows that two devices changed, made of what either shows, without folding its log.

A field that the changes of one device alone can have touched is as that device shows it, and one
that neither did is alike on both. Where both touched one, or a change says more than it writes,
such as an undo, None is given, and the log is folded.
"""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Raw

from lastmile_tui.domain.model.events import ANSWERS, BROUGHT, DAY, FORWARD, JOIN, EventKind
from lastmile_tui.domain.model.registers import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastmile_tui.domain.model.events import Event

    Fields = Mapping[str, Raw]

_DRIVEN: Final = ("started", "driven")
_POSITION: Final = ("position", "beyond")

_OF_REGISTERS: Final = {name: (name,) for name in PLAIN} | {
    "position": (*_POSITION, *_DRIVEN),
    "way": ("way", "beyond"),
}
"""The fields that a register may change; others change none."""

_OF_PARTS: Final = {
    "marker": ("markers", *_POSITION),
    "tag": ("tags",),
    "person": ("people",),
    "seal": ("seal",),
    "roadblock": ("roadblocks",),
    "source": ("sources",),
}
"""The same by what the name of a register begins with."""

_LISTS: Final = ("tags", "people", "seal", "roadblocks", "sources")
_ORDER: Final = (
    *("uid", "title", "position", "markers", *(name for name in PLAIN if name != "title")),
    *(*_LISTS, "created", *_DRIVEN, "touched", "changed", "beyond"),
)
"""All fields, as `fold` shows them."""

_SAYS_MORE: Final = BROUGHT | {
    *(EventKind.ADDED, EventKind.UNDONE, EventKind.REDONE, EventKind.RESTORED, EventKind.DATED)
}
"""Kinds of changes that say how others count."""

_WHOLE: Final = frozenset(("lap", "deleted", JOIN))
"""Registers and fields that the whole log has a say in."""

_order: Final = attrgetter("order")
_fields: Final = msgspec.json.Decoder(dict[str, Raw])
_instant: Final = msgspec.json.Decoder(datetime)


def shown_by_both(
    heads: Iterable[bytes], sides: Sequence[Sequence[Event]], since: datetime
) -> bytes | None:
    """The fields as JSON; `heads` are those of either side, `sides` the changes of it alone.

    All of these come after `since`, the instant of the last one that both have, and each at one of
    its own.
    """
    shown = [_fields.decode(head) for head in heads]
    touched = [_touched(side) for side in sides]
    one, two = touched
    if one is None or two is None or one & two or any(_WHOLE & fields.keys() for fields in shown):
        return None
    for fields, side in zip(shown, sides, strict=True):
        if _instant.decode(fields["changed"]) != (side[-1].at if side else since):
            return None  # it is not what this log shows
    by_field: dict[str, Fields] = {
        name: shown[at] for at, names in enumerate(touched) for name in names or ()
    }
    by_field |= _instants(shown, sides)
    merged: dict[str, Raw] = {}
    for name in _ORDER:
        if (source := by_field.get(name)) is None:
            source = shown[0]
            if shown[0].get(name) != shown[1].get(name):
                return None
        if name in source:
            merged[name] = source[name]
    return msgspec.json.encode(merged)


def _touched(events: Iterable[Event]) -> frozenset[str] | None:
    """The fields that events may change, but for when it was changed; None if more may be so."""
    found: set[str] = set()
    for event in events:
        if event.kind in _SAYS_MORE or event.undoes or event.drops or event.revives:
            return None
        if event.kind in FORWARD:
            found.update(_DRIVEN)
        for name in event.set:
            kind, colon, _ = name.partition(":")
            if name.startswith(DAY) or name in _WHOLE:
                return None
            found.update(_OF_PARTS.get(kind, ()) if colon else _OF_REGISTERS.get(name, ()))
    return frozenset(found)


def _instants(shown: Sequence[Fields], sides: Sequence[Sequence[Event]]) -> dict[str, Fields]:
    """Who shows when it was changed last, and touched; of touched nothing where neither did that.

    What drove back at once is no touch, and takes another one with it: but of who did no more than
    answer nothing counts, and what else was done counts for itself.
    """
    last = max((0, 1), key=lambda at: _order(sides[at][-1]) if sides[at] else ())
    found = {"changed": shown[last]}
    working = [
        fields
        for fields, side in zip(shown, sides, strict=True)
        if any(event.kind not in ANSWERS for event in side)
    ]
    if working:
        found["touched"] = max(working, key=lambda fields: _instant.decode(fields["touched"]))
    return found
