"""Between a document of the file and a goal with its log."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from lastmile_tui.domain.events import Event, Log
from lastmile_tui.domain.fold import document
from lastmile_tui.domain.goal import Goal, Marker, Roadblock, SealItem
from lastmile_tui.domain.record import Record
from lastmile_tui.domain.text import clean_line, clean_tree, is_plain
from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

Document = dict[str, Any]


class _Logged(msgspec.Struct):
    """The part of a document that holds the events."""

    events: Annotated[Log, msgspec.Meta(min_length=1)]


_goal = msgspec.json.Decoder(Goal)
_logged = msgspec.json.Decoder(_Logged)
_canonical = msgspec.json.Encoder(order="deterministic")

_OURS = frozenset(Goal.__struct_fields__) | {"events"}
"""The keys of a document that we write; all others are kept as they are."""


def read_goal(raw: bytes) -> Goal:
    """The goal that a document shows, without reading its events; StoreError when it is broken.

    Texts are cleaned, for another program may have written them. Most documents need no look.

    Where the events stand last, as we write them, they are cut off first: they are most of a
    document, and this halves the time to open a large file. No text holds the mark looked for,
    since its quotes are escaped; where an object of another program does, the head is no JSON.
    """
    at = raw.find(b',"events":[{')
    head = raw
    if at >= 0 and raw.find(b"]", at) == len(raw) - len(b"]}"):
        head = raw[:at] + b"}"
    try:
        goal = _goal.decode(head)
    except (msgspec.DecodeError, RecursionError):
        goal, head = _whole(raw), raw
    return goal if is_plain(head) else _cleaned(goal)


def _whole(raw: bytes) -> Goal:
    try:
        return _goal.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"A goal in the file cannot be read: {error}.") from error


def _cleaned(goal: Goal) -> Goal:
    shown = msgspec.to_builtins(goal, builtin_types=(date, datetime, time))
    return msgspec.convert(clean_tree(shown), Goal)


def read_record(doc: Document) -> Record:
    """The goal and the log that a document holds; StoreError when it is broken."""
    try:
        whole = clean_tree({name: doc[name] for name in doc.keys() & _OURS})
        log = msgspec.convert(whole, _Logged).events
        goal = msgspec.convert(whole, Goal)
    except msgspec.ValidationError as error:
        name = clean_line(str(doc.get("uid", "without a uid")))
        raise StoreError(f"The goal {name} in the file cannot be read: {error}.") from error
    return Record(goal, tuple(sorted(log, key=_order)))


def read_log(raw: bytes) -> Log:
    """The log that a document holds, without its goal; StoreError when it is broken."""
    try:
        if is_plain(raw):
            return tuple(sorted(_logged.decode(raw).events, key=_order))
        shown = clean_tree(msgspec.json.decode(raw)["events"])
        return tuple(sorted(msgspec.convert(shown, Log), key=_order))
    except (msgspec.DecodeError, RecursionError, KeyError, TypeError) as error:
        raise StoreError(f"The log of a goal in the file cannot be read: {error}.") from error


def write_record(record: Record, old: Document | None = None) -> Document:
    """The document of a record; whatever `old` holds that we do not know is kept."""
    old = old or {}
    held = {event["id"]: event for event in old.get("events", ())}
    events = [held.get(event.id) or msgspec.to_builtins(event) for event in record.log]
    return _document(record.goal.uid, record.log, events, old)


def merge(mine: Document, theirs: Document) -> Document:
    """Two documents of one goal as one: the union of their events, folded again.

    Commutative, associative and idempotent: of two events with one id the one whose canonical
    JSON is greater stays, and so with keys we do not know.
    """
    events: dict[str, Document] = {}
    for event in (*mine.get("events", ()), *theirs.get("events", ())):
        held = events.get(event["id"])
        events[event["id"]] = event if held is None else max(held, event, key=_canonical.encode)
    log = tuple(sorted(msgspec.convert(list(events.values()), Log), key=_order))
    unknown: Document = {}
    for key, value in (*mine.items(), *theirs.items()):
        held = unknown.get(key, value)
        unknown[key] = max(held, value, key=_canonical.encode)
    return _document(mine["uid"], log, [events[event.id] for event in log], unknown)


def _document(uid: str, log: Log, events: Iterable[Document], old: Document) -> Document:
    shown = msgspec.to_builtins(document(uid, log))
    unknown = {key: value for key, value in old.items() if key not in _OURS}
    kept = {key: _with_unknown(value, old.get(key)) for key, value in shown.items()}
    return kept | unknown | {"events": list(events)}


def _with_unknown(new: Any, old: Any) -> Any:
    """A list of parts with the keys that only the old parts of the same ids have."""
    if not (isinstance(new, list) and isinstance(old, list)):
        return new
    held = {part["id"]: part for part in old if isinstance(part, dict) and "id" in part}
    return [
        _foreign(held.get(part.get("id"), {})) | part if isinstance(part, dict) else part
        for part in new
    ]


def _foreign(part: Document) -> Document:
    return {key: value for key, value in part.items() if key not in _PART_KEYS}


_PART_KEYS = frozenset(
    name for kind in (Marker, SealItem, Roadblock) for name in kind.__struct_fields__
)
"""The keys of parts that we write."""


def _order(event: Event) -> Any:
    return event.order
