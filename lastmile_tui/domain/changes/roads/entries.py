"""Entries of a log that come into another one: with their day, by a name of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.domain.model.event_log import EventLog
from lastmile_tui.domain.model.events import (
    BROUGHT,
    DAY,
    JOIN,
    TOGETHER,
    ULID_INSTANT,
    Event,
    EventKind,
    four_digits,
    ulid,
)
from lastmile_tui.domain.model.fold import before, fold
from lastmile_tui.domain.model.record import EVENTS_LIMIT, Record, record_of, with_knowledge
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.fold import Registers

_COUNTED = 4
"""The characters of an id that number copies."""

_ID_BYTES = 10
"""The random part of an id is 80 bits."""

_STORIES = BROUGHT | {EventKind.RESTORED, EventKind.ADDED, EventKind.UNDONE, EventKind.REDONE}
"""Kinds that mean something of their own log: elsewhere they are words."""


class Copies:
    """Makes copies for one log; `days` are the registers of the log that they come from."""

    def __init__(self, stamp: Stamp) -> None:
        self._stamp, self._count = stamp, 0

    def of(
        self,
        event: Event,
        days: Registers,
        changes: Registers | None = None,
        *,
        kind: str = "",
        text: str | None = None,
    ) -> Event:
        """A copy that writes `changes` alone, and what day it was done where a person said so."""
        name = self.name(event)
        written = dict(changes or {})
        if (day := days.get(DAY + event.id)) is not None:
            written[DAY + name] = day
        return Event(
            id=name,
            at=event.at,
            dev=event.dev,
            day=event.day,
            kind=kind or (EventKind.NOTE.value if event.kind in _STORIES else event.kind),
            set=written,
            was=dict.fromkeys(written),
            text=event.text if text is None else text,
        )

    def name(self, event: Event) -> str:
        """An id for the next copy, of the instant at which its event was made."""
        self._count, number = self._count + 1, self._count
        own = self._stamp.id
        head = event.id if len(event.id) == len(own) else own
        return f"{head[:ULID_INSTANT]}{own[ULID_INSTANT:-_COUNTED]}{four_digits(number)}"


def rewritten(
    record: Record,
    stamp: Stamp,
    kind: EventKind,
    changes: Registers,
    *,
    text: str,
    copies: Sequence[Event] = (),
    drops: Sequence[str] = (),
) -> Record:
    """The record with entries that came and went by one change, which one undo takes back."""
    if len(record.log) + len(copies) >= EVENTS_LIMIT:
        raise GoalError(f"‘{record.goal.title}’ would have more log entries than fit.")
    was: dict[str, Any] = before(fold(record.log), changes)
    if kind == EventKind.SPLIT:
        del was[JOIN]  # that there was one is known for ever
    changes = with_knowledge(record.log, changes)
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day, kind=kind.value,
        set=changes, was=was, text=text,
        drops=list(drops), revives=[one.id for one in copies],
    )  # fmt: skip
    return record_of(record.goal.uid, in_order((*record.log, *copies, event)))


def in_order(events: Sequence[Event]) -> EventLog:
    return EventLog(sorted(events, key=lambda event: event.order))


def alike(stamp: Stamp, record: Record, kind: EventKind) -> Stamp:
    """A stamp whose parts have the same names on each device that changes a road as it is so."""
    from hashlib import sha256  # noqa: PLC0415 # 5 ms, where a road is split

    number = sum(event.kind == kind for event in record.log)
    digest = sha256(f"{kind} {number} of {record.goal.uid}".encode()).digest()
    return replace(stamp, id=ulid(stamp.made, int.from_bytes(digest[:_ID_BYTES])))


def together(stamp: Stamp) -> dict[str, Any]:
    """The register that makes one change of the events of several goals."""
    return {TOGETHER: stamp.id}
