"""Between a document of the file and a goal with its log."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import Event, Log
from lastmile_tui.domain.model.fold import document
from lastmile_tui.domain.model.goal import Goal, Marker, Roadblock, SealItem
from lastmile_tui.domain.model.record import Record
from lastmile_tui.domain.model.registers import check
from lastmile_tui.domain.model.text import NOTE_LIMIT, clean_line, clean_tree, is_plain
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import documents

if TYPE_CHECKING:
    from collections.abc import Iterable

Document = dict[str, Any]


class _Logged(msgspec.Struct):
    """The part of a document that holds the events."""

    events: Annotated[Log, msgspec.Meta(min_length=1)]


_goal = msgspec.json.Decoder(Goal)
_logged = msgspec.json.Decoder(_Logged)
_canonical = msgspec.json.Encoder(order="deterministic")
_plain = msgspec.json.Encoder()

_END = datetime(9999, 1, 1, tzinfo=UTC)
_TOO_LATE = "its last change is dated in the year 9999, behind which no other fits"

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
    except (ValueError, RecursionError):
        goal, head = _whole(raw), raw
    if len(head) >= NOTE_LIMIT or not is_plain(head):
        goal = _cleaned(goal)
    if goal.changed >= _END:
        raise StoreError(f"A goal in the file cannot be read: {_TOO_LATE}.")
    return goal


def _whole(raw: bytes) -> Goal:
    try:
        return _goal.decode(raw)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"A goal in the file cannot be read: {error}.") from error


def _cleaned(goal: Goal) -> Goal:
    shown = msgspec.to_builtins(goal, builtin_types=(date, datetime, time))
    return msgspec.convert(clean_tree(shown), Goal)


def read_record(doc: Document, *, plain: bool = False) -> Record:
    """The goal and the log that a document holds; StoreError when it is broken.

    One that is `plain` holds no text to clean.
    """
    try:
        whole = doc if plain else clean_tree({name: doc[name] for name in doc.keys() & _OURS})
        log = _sound(msgspec.convert(whole, _Logged).events)
        return Record(msgspec.convert(whole, Goal), log)
    except (ValueError, RecursionError, StoreError) as error:
        name = clean_line(str(doc.get("uid", "without a uid")))
        why = str(error).rstrip(".")
        raise StoreError(f"The goal {name} in the file cannot be read: {why}.") from error


def read_log(raw: bytes) -> Log:
    """The log that a document holds, without its goal; StoreError when it is broken."""
    try:
        if is_plain(raw):
            return _sound(_logged.decode(raw).events)
        events = msgspec.json.decode(raw)["events"]
        return _sound(msgspec.convert({"events": clean_tree(events)}, _Logged).events)
    except (ValueError, RecursionError, KeyError, TypeError, StoreError) as error:
        raise StoreError(f"The log of a goal in the file cannot be read: {error}.") from error


def _sound(log: Log) -> Log:
    """A log in its order; StoreError when it holds what no fold or count can go on from."""
    check(log)
    log = event_log(log)
    if log[-1].at >= _END:
        raise StoreError(_TOO_LATE)
    return log


def write_record(record: Record, old: Document | None = None) -> Document:
    """The document of a record; whatever `old` holds that we do not know is kept."""
    old = old or {}
    return _document(record.goal.uid, record.log, _events(record.log, old.get("events", [])), old)


def encode_record(document: Document, old: Document) -> bytes:
    """The JSON of a document that was written over `old`, which was JSON before.

    StoreError for what JSON cannot give back; of the events only the new ones are looked at.
    """
    if not old:
        return documents.encode_known(document, document)
    events, known = document["events"], old.get("events", [])
    new = events[len(known) :] if events[: len(known)] == known else events
    return documents.encode_known(document, document | {"events": new})


def encode_new(record: Record) -> documents.Checked:
    """The JSON of the document of a record that is in no file yet.

    StoreError for what JSON cannot give back. Its events were made here: they hold texts, numbers,
    and mappings of such, and are not read back to see that.
    """
    goal = record.goal
    if not isfinite(goal.distance):
        raise StoreError(f"‘{goal.title}’ has a length that cannot be written as JSON.")
    try:
        shown = document(goal.uid, record.log) | {"events": record.log}
        return documents.Checked(msgspec.json.encode(shown))
    except (TypeError, ValueError, OverflowError) as error:
        raise StoreError(f"‘{goal.title}’ cannot be written as JSON: {error}.") from error


def _events(log: Log, old: list[Document]) -> list[Document]:
    """The events of a log as the file holds them, the new ones as we write them."""
    ids = [event.id for event in log]
    if ids[: len(old)] == [event.get("id") for event in old]:
        return [*old, *(msgspec.to_builtins(event) for event in log[len(old) :])]
    known: dict[str, list[Document]] = {}
    for event in old:
        if isinstance(event.get("id"), str):
            known.setdefault(event["id"], []).append(event)
    return [_as_known(event, known.get(event.id, [])) for event in log]


def _as_known(event: Event, known: list[Document]) -> Document:
    """An event as the file holds it; of several with its id the one that says the same."""
    if len(known) > 1:
        same = (one for one in known if msgspec.convert(clean_tree(one), Event) == event)
        return next(same, known[0])
    return known[0] if known else msgspec.to_builtins(event)


def merge(mine: Document, theirs: Document) -> Document:
    """Two documents of one goal as one: the union of their events, folded again.

    Commutative, associative and idempotent: of two events with one id the one whose canonical
    JSON is greater stays, and so with each key that we do not know.

    Raises StoreError for documents that make no goal.
    """
    try:
        return _merge(mine, theirs)
    except (
        msgspec.MsgspecError,
        AttributeError,
        IndexError,
        KeyError,
        OverflowError,
        TypeError,
        ValueError,
    ) as error:
        name = clean_line(str(mine.get("uid", "without a uid")))
        raise StoreError(f"The goal {name} cannot be merged: {error}.") from error


def _merge(mine: Document, theirs: Document) -> Document:
    both = (mine, theirs)
    events = _greatest((event["id"], event) for event in _events_of(*both))
    log = event_log(msgspec.convert(list(events.values()), Log))
    unknown = _greatest((key, doc[key]) for doc in both for key in sorted(doc.keys() - _OURS))
    if not log:
        return _greatest((key, doc[key]) for doc in both for key in sorted(doc))
    for key in PARTS:
        parts = _greatest(
            ((part["id"], name), value)
            for doc in both
            for part in _identified(doc.get(key))
            for name, value in sorted(_foreign(part).items())
        )
        named: dict[str, Document] = {}
        for (part_id, name), value in parts.items():
            named.setdefault(part_id, {"id": part_id})[name] = value
        unknown[key] = list(named.values())
    return _document(mine["uid"], log, [events[event.id] for event in log], unknown)


def _events_of(mine: Document, theirs: Document) -> list[Document]:
    """The events of both; those that they begin with alike, as most are, only once."""
    one, two = mine.get("events") or [], theirs.get("events") or []
    pairs = enumerate(zip(one, two, strict=False))
    alike = next((at for at, (a, b) in pairs if a["id"] != b["id"]), min(len(one), len(two)))
    if _plain.encode(one[:alike]) != _plain.encode(two[:alike]):
        alike = 0
    return [*one, *two[alike:]]


def _greatest(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """Of the values of each key the one whose canonical JSON is greatest."""
    found: dict[Any, Any] = {}
    for key, value in pairs:
        known = found.setdefault(key, value)
        if known is not value and _is_greater(value, known):
            found[key] = value
    return found


def _is_greater(value: Any, known: Any) -> bool:
    if _plain.encode(value) == _plain.encode(known):  # as most are, without sorting their keys
        return False
    return _canonical.encode(value) > _canonical.encode(known)


def _document(uid: str, log: Log, events: Iterable[Document], old: Document) -> Document:
    shown = msgspec.to_builtins(document(uid, log))
    unknown = {key: value for key, value in old.items() if key not in _OURS}
    kept = {key: _with_unknown(value, old.get(key)) for key, value in shown.items()}
    return kept | unknown | {"events": list(events)}


def _with_unknown(new: Any, old: Any) -> Any:
    """A list of parts with the keys that only the old parts of the same ids have."""
    if not (isinstance(new, list) and isinstance(old, list)):
        return new
    by_id = {part["id"]: part for part in _identified(old)}
    return [
        _foreign(by_id.get(part.get("id"), {})) | part if isinstance(part, dict) else part
        for part in new
    ]


def _identified(parts: Any) -> list[Document]:
    """The parts of a list that can be told apart."""
    listed = parts if isinstance(parts, list) else []
    return [part for part in listed if isinstance(part, dict) and isinstance(part.get("id"), str)]


def _foreign(part: Document) -> Document:
    return {key: value for key, value in part.items() if key not in _PART_KEYS}


_PART_KEYS = frozenset(
    name for kind in (Marker, SealItem, Roadblock) for name in kind.__struct_fields__
)
"""The keys of parts that we write."""

PARTS = ("markers", "seal", "roadblocks")
"""The lists of parts."""
