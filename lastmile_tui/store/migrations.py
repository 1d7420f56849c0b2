"""The one path from the schema of an older file to ours; the storage keeps the old file.

0  a plain TinyDB file: goals without events, written by hand or by another program
1  goals with a uid and events
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui.domain.model.events import Event, EventKind, ulid
from lastmile_tui.domain.model.fold import document
from lastmile_tui.domain.model.registers import check
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.schema import GOALS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.domain.model.events import Stamp

    Tables = Mapping[str, Mapping[str, dict[str, Any]]]
    Step = Callable[[Tables, Callable[[], Stamp]], Tables]


def migrate(tables: Tables, schema: int, new_stamp: Callable[[], Stamp]) -> Tables:
    """The tables in our schema; every step of the path is taken in turn."""
    for step in STEPS[schema:SCHEMA]:
        tables = step(tables, new_stamp)
    return tables


def _with_events(tables: Tables, new_stamp: Callable[[], Stamp]) -> Tables:
    """Give each plain goal a uid and the event that would have made it.

    A document that makes no goal, such as one without a title, is left as it is. The uid follows
    from the document, so that it is the same on each read until the file is written.
    """
    goals = {
        doc_id: _with_event(doc, _fixed_stamp(new_stamp(), doc_id, doc))
        for doc_id, doc in tables.get(GOALS, {}).items()
    }
    return {**tables, GOALS: goals} if GOALS in tables else tables


def _fixed_stamp(stamp: Stamp, doc_id: str, doc: dict[str, Any]) -> Stamp:
    """The stamp with a digest of a document in place of the random bits."""
    from hashlib import blake2b  # noqa: PLC0415 # 2 ms, once in the life of a file

    whole = msgspec.json.encode([doc_id, doc], order="deterministic")
    digest = int.from_bytes(blake2b(whole, digest_size=10).digest())
    return msgspec.structs.replace(stamp, id=ulid(stamp.at, digest))


def _with_event(doc: dict[str, Any], stamp: Stamp) -> dict[str, Any]:
    title = doc.get("title")
    if "events" in doc or not isinstance(title, str) or not clean_line(title):
        return doc
    changes: dict[str, Any] = {"title": clean_line(title)}
    for index, marker in enumerate(_list(doc, "markers")):
        part = marker if isinstance(marker, dict) else {"title": str(marker)}
        changes[f"marker:{stamp.child(index)}"] = {
            "title": clean_line(str(part.get("title", index + 1))),
            "miles": part.get("miles", 1.0),
            "rank": float(index + 1),
        }
    changes |= {f"tag:{clean_line(str(tag))}": True for tag in _list(doc, "tags")}
    changes |= {f"person:{clean_line(str(name))}": True for name in _list(doc, "people")}
    changes |= {name: doc[name] for name in ("why", "unit", "due", "position") if doc.get(name)}
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day,
        kind=EventKind.ADDED.value, set=changes,
        text=changes["title"],
    )  # fmt: skip
    uid = doc.get("uid") if isinstance(doc.get("uid"), str) else stamp.uid
    try:
        check([event])
        shown = msgspec.to_builtins(document(str(uid), (event,)))
    except (StoreError, TypeError, AttributeError):
        return doc
    return {**doc, **shown, "events": [msgspec.to_builtins(event)]}


def _list(doc: dict[str, Any], name: str) -> list[Any]:
    value = doc.get(name)
    return value if isinstance(value, list) else []


STEPS: tuple[Step, ...] = (_with_events,)
"""The step that leaves each schema, by its number."""
