"""Events: what was changed, when, by which device, and what was there before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from operator import lt
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_CROCKFORD_SET = frozenset(_CROCKFORD)
_PAIRS = [one + two for one in _CROCKFORD for two in _CROCKFORD]
"""Two characters for each ten bits."""

_COUNTED = (1 << 20) - 1
"""The random bits that are counted on where several ids are made at once."""

_BASE_32 = str.maketrans(_CROCKFORD, "0123456789abcdefghijklmnopqrstuv")
"""To the digits that `int` reads."""

_ULID_LENGTH = 26
ULID_INSTANT = 10
"""The characters of a ULID that say when it was made, the same order as their instants."""

_MILLISECOND = timedelta(milliseconds=1)
_DAY_MS = 86_400_000
"""Milliseconds."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Stamp(Struct, frozen=True):
    """Who changes something and when; `day` is the local date, which turns as configured.

    `offset` is what the local clock is ahead of UTC by, None where nobody knows.
    """

    id: str
    at: datetime
    dev: str
    day: date
    offset: timedelta | None = None

    @property
    def made(self) -> datetime:
        """When it is by the clock of the device; `at` may be later, as a change seen before is."""
        return _made(self.id, self.at)

    @property
    def uid(self) -> str:
        """A new identity for a goal: the 80 random bits of the stamp's id."""
        return self.id[-16:]

    def child(self, index: int) -> str:
        """A new identity for the `index`-th part that this change brings into a goal."""
        return f"{self.id[-6:]}{index}"


def draft(today: date) -> Stamp:
    """The stamp of a goal that is only looked at: never shown, never saved."""
    at = datetime(2000, 1, 1, tzinfo=UTC)
    return Stamp(ulid(at, 0), at, "", today)


class EventKind(StrEnum):
    """What an event did, as the file has it; a newer version may write other kinds."""

    ADDED = "added"
    REMOVED = "removed"
    RESTORED = "restored"
    UNITED = "united"
    IMPORTED = "imported"
    BROUGHT_BACK = "brought back"
    UNDONE = "undone"
    REDONE = "redone"

    REACHED = "reached"
    MOVED = "moved"
    BACK = "back"
    NOTE = "note"
    DATED = "dated"

    RENAMED = "renamed"
    WHY = "why"
    DUE = "due"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    INVOLVED = "involved"
    RELEASED = "released"
    EDITED = "edited"

    MARKER_ADDED = "marker added"
    MARKER_REMOVED = "marker removed"
    MARKER_RENAMED = "marker renamed"
    MARKER_MEASURED = "marker measured"
    MARKER_DUE = "marker due"
    PUSHED = "dates pushed"
    REORDERED = "reordered"
    STRETCH = "stretch"
    DETOUR = "detour"

    SEAL_ITEM = "seal item"
    SEAL_REWORDED = "seal reworded"
    SEAL_REMOVED = "seal removed"
    SEAL_MOVED = "seal moved"
    TICKED = "ticked"
    UNTICKED = "unticked"
    EVIDENCE = "evidence"
    HELD_BACK = "held back"
    SEALED = "sealed"
    REOPENED = "reopened"
    ASKED = "asked"
    CONFIRMED = "confirmed"

    ROADBLOCK = "roadblock"
    CLEARED = "cleared"
    FREED = "freed"
    TURN = "turn"
    NEXT_STEP = "next step"
    STEP_DONE = "step done"
    PARKED = "parked"
    RESUMED = "resumed"
    LET_GO = "let go"
    GATE = "gate"
    AGAIN = "again"

    NO_CHANGE = "no change"
    KEPT_ON = "kept on"
    PICKED = "picked"
    PICKED_AHEAD = "picked ahead"
    PLACED = "placed"
    SPLIT = "split"
    JOINED = "joined"
    REVIEWED = "reviewed"
    NOT_REVIEWED = "not reviewed"


class Event(Struct, frozen=True, omit_defaults=True, gc=False):
    """One change to one goal; immutable once written.

    `at` is what orders changes: one that was made after seeing another is later than that, whatever
    the clocks say. When it was done is another question, which `times.times_of` answers; `day` is
    the day as it was written there and then.

    `set` maps registers to their new values and `was` to what they held before, None for nothing.
    `undoes` names the event that this one takes back. A restore lists in `drops` the ids of changes
    that no longer stand after it, and in `revives` those that stand again. A union lists in
    `revives` all that came by it, where the goal was in both files.
    """

    id: str
    at: Annotated[datetime, Meta(tz=True)]
    dev: str
    day: date
    kind: str
    set: dict[str, Any] = {}
    was: dict[str, Any] = {}
    text: str = ""
    undoes: str = ""
    drops: list[str] = []
    revives: list[str] = []

    @property
    def order(self) -> tuple[datetime, str, str]:
        """The total order in which every device folds events."""
        return (self.at, self.dev, self.id)


FORWARD = frozenset((EventKind.REACHED, EventKind.MOVED))
"""What drives a goal on."""

DRIVES = FORWARD | {EventKind.BACK}
"""What moves the vehicle; an edit of the road that carries it along does not."""

ANSWERS = frozenset(
    (
        *(EventKind.GATE, EventKind.HELD_BACK, EventKind.ASKED, EventKind.CONFIRMED),
        *(EventKind.NO_CHANGE, EventKind.KEPT_ON, EventKind.PICKED, EventKind.RESTORED),
        *(EventKind.DATED, EventKind.UNITED, EventKind.IMPORTED, EventKind.PLACED),
        *(EventKind.SPLIT, EventKind.JOINED, EventKind.BROUGHT_BACK),
        EventKind.PICKED_AHEAD,
    )
)
"""What is no work on a goal: it only keeps an answer, or brings back how the goal stood."""

OF_WHOLE_ROADS = frozenset((EventKind.SPLIT, EventKind.JOINED))
"""What makes two roads of one, or one of two."""

OF_FILES = frozenset((EventKind.UNITED, EventKind.IMPORTED, EventKind.BROUGHT_BACK))
"""What tells of changes of another file; the last word of its text is the same in all goals."""

BROUGHT = OF_WHOLE_ROADS | OF_FILES
"""What tells of changes that came from elsewhere, all of which one undo takes back."""

Log = tuple[Event, ...]
"""All events of one goal in their order."""

TICK = timedelta(microseconds=1)
"""The smallest step of an instant: a change made after seeing another one is later by this much."""


def ulid(at: datetime, entropy: int) -> str:
    """A sortable id: 48 bits of UTC milliseconds, then 80 bits of entropy, in lower case.

    The format is ULID (github.com/ulid/spec).
    """
    return ulids((at,), entropy)[0]


def ulids(instants: Iterable[datetime], entropy: int) -> list[str]:
    """Ids of several instants, as `ulid`; the random bits of each are those before, counted on."""
    count = entropy & _COUNTED
    shifts = range(_COUNTED.bit_length(), 80, 10)
    same = "".join([_PAIRS[entropy >> shift & 1023] for shift in reversed(shifts)])
    found, head, last = [], "", -1
    for at in instants:
        passed = at - _EPOCH  # a division by a millisecond takes twice as long
        since = passed.days * _DAY_MS + passed.seconds * 1000 + passed.microseconds // 1000
        high = since >> 20
        if high != last:
            head, last = f"{_PAIRS[high >> 20 & 1023]}{four_digits(high)}", high
        low = _PAIRS[since >> 10 & 1023] + _PAIRS[since & 1023]
        found.append(f"{head}{low}{same}{four_digits(count)}")
        count = count + 1 & _COUNTED
    return found


def four_digits(bits: int) -> str:
    """The four characters of the lowest twenty bits."""
    return _PAIRS[bits >> 10 & 1023] + _PAIRS[bits & 1023]


def made_at(event: Event) -> datetime:
    """When an event was made by its device's own clock, to the millisecond.

    It is earlier than `at` where the device went on from a later change; where the id says
    nothing, it is `at`. `times.times_of` says when it was done.
    """
    return _made(event.id, event.at)


def all_made_at(events: Sequence[Event]) -> list[datetime]:
    """When each of several events was made, as `made_at`, in a third of the time."""
    names = [event.id for event in events]
    if {*map(len, names)} != {_ULID_LENGTH}:
        return [*map(made_at, events)]
    heads = "".join([name[:ULID_INSTANT] for name in names]).translate(_BASE_32)
    try:
        made = [int(heads[at : at + ULID_INSTANT], 32) for at in range(0, len(heads), ULID_INSTANT)]
    except ValueError:
        return [*map(made_at, events)]
    return [
        at
        if since.days * _DAY_MS + since.seconds * 1000 + since.microseconds // 1000 <= instant
        else _made(event.id, at)
        for event, instant in zip(events, made, strict=True)
        for at in (event.at,)
        for since in (at - _EPOCH,)
    ]


def are_rising(names: list[str]) -> bool:
    """Whether these surely are ULIDs, each made in a later millisecond than the one before.

    None is of after the year 3084.
    """
    heads = [name[:ULID_INSTANT] for name in names]
    if not heads or not all(map(lt, heads, heads[1:])) or not heads[-1].startswith("0"):
        return False
    strange = "".join(heads).encode(errors="replace").translate(None, _CROCKFORD.encode())
    return not strange and {*map(len, names)} == {_ULID_LENGTH}


def _made(name: str, at: datetime) -> datetime:
    """The instant in an id, at most `at`, and `at` itself within the same millisecond."""
    head = name[:ULID_INSTANT]
    if len(name) != _ULID_LENGTH or head[0] > "7" or not _CROCKFORD_SET.issuperset(head):
        return at
    try:
        made = _EPOCH + timedelta(milliseconds=int(head.translate(_BASE_32), 32))
    except OverflowError:
        return at
    return made if at - made >= _MILLISECOND else at


BESIDE = "beside"
"""The register of an event that began something new: how many goals stood in the final stretch."""

READING = "reading:"
"""The registers that hold what a script counted, by the key that it gave."""

SOURCE = "source:"
"""The registers that say what a part of a goal was in the file of another tool."""

ASKED_WHAT_COUNTS = "asked_what_counts"
"""The register of the event on which it was asked what must be true at the end (`what_counts`)."""

TOGETHER = "together"
"""The register of events that added several goals as one change: its name, and how many."""

JOIN = "join"
"""The register of what joins two roads or splits one, and of what must know of that.

It has the uid of the other `road`, the ids of the changes that were `seen` in one that is gone into
it, and whether it `yields` where the other one went into this (`merged.joins`). A split has what it
had `seen`, too, where it `cut` the road, and the `last` marker before that with its `rank`; what is
done later has the splits that it `knows`, and those of them where the road was `whole` again
(`apart.splits`).
"""

FACTS = frozenset((BESIDE, ASKED_WHAT_COUNTS, TOGETHER, JOIN))
"""The registers that hold a fact of their event, and no state of the goal."""

DAY = "on:"
"""What the registers begin with that say on which day an event was done: `on:` and its id."""


def join_of(registers: Mapping[str, Any]) -> dict[str, Any]:
    """What the registers of an event, or of a goal, have of `JOIN`; empty for nothing."""
    return registers.get(JOIN) or {}
