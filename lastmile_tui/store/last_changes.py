"""Who hears of a change; which goal was changed last, and what came into the file with it.

As few logs as possible are read.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop
from typing import TYPE_CHECKING, Protocol

from lastmile_tui.domain.model.events import BROUGHT, TOGETHER, made_at
from lastmile_tui.domain.model.undo import timeline
from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lastmile_tui.domain.model.events import Event, Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.domain.model.undo import Change, Timeline

    Stack = Callable[[Timeline], tuple[Change, ...]]
    """Takes one of the two stacks of a goal."""

_NEVER = datetime.min.replace(tzinfo=UTC)
"""Earlier than every change: for those whose clock ran ahead."""


class ChangeListener(Protocol):
    """Hears of each change once it is on the disk, and of nothing that others wrote."""

    def wrote(self, written: Sequence[tuple[Goal | None, Record]], more: int, /) -> None:
        """Hear of goals as they were, None for a new one, and as they are; `more` are new."""

    def untold(self) -> list[str]:
        """What came of it that the user does not know of yet, until that is confirmed."""

    def confirm(self) -> None:
        """Hear that the user knows of it now."""


def newest_goal(
    goals: Mapping[str, Goal], record: Callable[[str], Record], stack: Stack, limit: datetime
) -> str | None:
    """The goal whose stack has the newest top.

    A goal's stack is no newer than its last change of any kind, so that most goals need not be
    read. The diary has none: no day is taken back. What was made by a clock that runs ahead, after
    `limit`, counts as oldest, for nobody knows when that was.
    """
    queue = [(-goal.changed.timestamp(), uid) for uid, goal in goals.items() if not goal.diary]
    heapify(queue)
    best: tuple[datetime, tuple[datetime, str, str]] | None = None
    found = None
    while queue:
        changed, uid = heappop(queue)
        if best is not None and -changed < best[0].timestamp():
            break
        changes: tuple[Change, ...] = ()
        with suppress(StoreError):  # a log that cannot be read takes nothing else away
            changes = stack(timeline(record(uid).log))
        if not changes:
            continue
        newest = changes[-1].last
        made = newest.at if newest.at <= limit else made_at(newest)
        key = (_NEVER if made > limit else made, newest.order)
        if best is None or key > best:
            best, found = key, uid
    return found


def changed_with(
    goals: Mapping[str, Goal], record: Callable[[str], Record], stack: Stack, top: Event, uid: str
) -> Iterator[str]:
    """The other goals at the top of whose stack stands a part of the same change as on `uid`.

    That is what they came by, the same union or import, or that they were made together.
    """
    change = _whole_change(top)
    if change is None:
        return
    since = min(top.at, goals[uid].changed) - _AT_ONCE
    for other, goal in goals.items():
        if other == uid or goal.diary or goal.changed < since:
            continue
        changes: tuple[Change, ...] = ()
        with suppress(StoreError):
            changes = stack(timeline(record(other).log))
        if changes and _whole_change(changes[-1].subject) == change:
            yield other


def with_others(
    before: Goal,
    after: Record,
    goals: Mapping[str, Goal],
    read: Callable[[str], Record],
    stamp: Callable[[Event], Stamp],
) -> tuple[Record, ...]:
    """A goal after its change, and the others that its end changes; see `crossing.follow_ups`."""
    now = after.goal
    gone = now.deleted and not before.deleted and _is_waited_for(now.uid, goals)
    if (now.sealed, now.let_go) == (before.sealed, before.let_go) and not gone:
        return (after,)
    from lastmile_tui.domain.crossing.follow_ups import with_others as found  # noqa: PLC0415 # 10 ms, at an end

    return found(before, after, goals, read, stamp)


def _is_waited_for(uid: str, goals: Mapping[str, Goal]) -> bool:
    return any(block.road == uid for goal in goals.values() for block in goal.roadblocks)


def first_first(uids: list[str], record: Callable[[str], Record], stack: Stack) -> list[str]:
    """Goals of one change, the one that the others were changed with before them."""

    def later(uid: str) -> bool:
        top = stack(timeline(record(uid).log))[-1].subject
        name = top.set.get(TOGETHER)
        return not isinstance(name, str) or name.partition(" ")[0] != top.id

    return uids if len(uids) > _MANY else sorted(uids, key=later)


_MANY = 100
"""More goals are added together, not changed with one: their logs are not read for that."""

_AT_ONCE = timedelta(days=1)
"""More than the stamps of one change lie apart."""


def _whole_change(event: Event) -> tuple[str, str] | None:
    """What the events of several goals have in common that are one change; None for one alone."""
    together = event.set.get(TOGETHER)
    if isinstance(together, str):
        return TOGETHER, together
    return (event.kind, event.text.rpartition(" ")[2]) if event.kind in BROUGHT else None
