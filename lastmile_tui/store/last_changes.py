"""Who hears of a change; the last changes of any goal, with all that came of each.

As few logs as possible are read.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heapify, heappop
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import OF_FILES, TOGETHER, EventKind, join_of, made_at
from lastmile_tui.domain.model.merged.joins import are_apart
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.domain.model.undo import changes_of, timeline
from lastmile_tui.errors import GoalError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from lastmile_tui.domain.model.events import Event, Log, Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record
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


class LastChanges:
    """The last changes of any goal, each with all goals that it changed, undone or redone.

    A change is undone whole, also where later ones stand on a part of it, and redone whole or not
    at all. Joins of two roads both ways, by devices that did not know of each other, are one
    change. Nothing is written: what is given are the goals as they are then, the one that the
    others were changed with first. What is later than `limit` was made by a clock that ran ahead.
    """

    def __init__(
        self,
        goals: Mapping[str, Goal],
        read: Callable[[str], Record],
        log: Callable[[str], Log],
        stamp: Callable[[Event], Stamp],
        limit: datetime,
    ) -> None:
        self._goals, self._read, self._log = goals, read, log
        self._stamp, self._limit = stamp, limit
        self._logs: dict[str, Log] = {}
        """The logs of the goals that a change is about, as they are by now."""
        self._made: dict[str, Record] = {}

    def last(self) -> Event | None:
        """The newest change that stands, of any goal."""
        uid = self._newest(_undo)
        return self._line(uid).undo[-1].subject if uid else None

    def undone(self, uid: str = "", event: str = "") -> list[Record]:
        """The goals without the newest change of any, or that of one, which this `event` made.

        GoalError where there is none, or another one by now.
        """
        uid = uid or self._newest(_undo) or ""
        stack = self._line(uid).undo if uid else ()
        if not stack:
            raise GoalError("Nothing to undo.")
        if event and stack[-1].last.id != event:
            title = self._goals[uid].title
            raise GoalError(f"‘{title}’ was changed elsewhere meanwhile; nothing is undone.")
        top = stack[-1].subject
        crossed = self._crossed(uid, top, _undo)
        for change in (top, *crossed):
            for other, part in self._parts(uid, change).items():
                if part in self._line(other).undo:
                    self._move(other, partial(undo, name=part.subject.id))
        return self._main_first(uid, top, crossed)

    def redone(self) -> list[Record]:
        """The goals with the change that was undone last; GoalError where none can be redone."""
        why, passed = "", set[str]()
        while uid := self._newest(_redo, passed):
            top = self._line(uid).redo[-1].subject
            if self._crossed(uid, top, _redo):
                why = why or self._say_crossed(uid, top)
            elif lost := self._put_back(uid, top):
                why = why or self._say_lost(uid, top, lost)
            else:
                return self._main_first(uid, top, [])
            passed.add(uid)
        raise GoalError(why or "Nothing to redo.")

    def _put_back(self, uid: str, change: Event) -> str:
        """Redo a change whole, or nothing of it; the uid of a goal that was changed since."""
        parts = self._parts(uid, change)
        undone = {other for other, part in parts.items() if part not in self._line(other).undo}
        for other in undone:
            if self._line(other).redo[-1:] != (parts[other],):
                return other
        for other in parts:
            if other in undone:
                self._move(other, redo)
        return ""

    def _move(self, uid: str, move: Move) -> None:
        known = self._made.get(uid) or self._read(uid)
        made = self._made[uid] = move(known, self._stamp(known.event))
        self._logs[uid] = made.log

    def _known(self, uid: str) -> Log:
        """The log of a goal; one that cannot be read takes nothing else away."""
        with suppress(StoreError):
            return self._logs.get(uid) or event_log(self._log(uid))
        return ()

    def _line(self, uid: str) -> Timeline:
        return timeline(self._known(uid))

    def _newest(self, stack: Stack, passed: Collection[str] = ()) -> str | None:
        """The goal whose stack has the newest top, but for those that were `passed`.

        A goal's stack is no newer than its last change of any kind, so that most goals need not be
        read. The diary has none: no day is taken back. What was made by a clock that runs ahead
        counts as oldest, for nobody knows when that was.
        """
        goals = self._goals.items()
        queue = [(-goal.changed.timestamp(), uid) for uid, goal in goals if not goal.diary]
        heapify(queue)
        best: tuple[datetime, tuple[datetime, str, str]] | None = None
        found = None
        while queue:
            changed, uid = heappop(queue)
            if best is not None and -changed < best[0].timestamp():
                break
            changes = () if uid in passed else stack(self._line(uid))
            if not changes:
                continue
            newest = changes[-1].last
            made = newest.at if newest.at <= self._limit else made_at(newest)
            key = (_NEVER if made > self._limit else made, newest.order)
            if best is None or key > best:
                best, found = key, uid
        return found

    def _parts(self, uid: str, change: Event) -> dict[str, Change]:
        """What a change of one goal did to each: it came by the same, or was made together."""
        log = self._logs[uid] = self._known(uid)
        parts = {uid: changes_of(log)[change.id]}
        if (name := _whole_change(change)) is None:
            return parts
        since = min(change.at, self._goals[uid].changed) - _AT_ONCE
        for other, goal in self._goals.items():
            if other == uid or goal.diary or goal.changed < since:
                continue
            log = self._known(other)
            for part in changes_of(log).values():
                if _whole_change(part.subject) == name:
                    parts[other], self._logs[other] = part, log
        return parts

    def _crossed(self, uid: str, top: Event, stack: Stack) -> list[Event]:
        """The joins on the stack that went the other way than one of the same two roads."""
        road = join_of(top.set).get("road") or ""
        if top.kind != EventKind.JOINED or road not in self._goals:
            return []
        here, there = (
            {_whole_change(one.subject): one.subject for one in reversed(stack(self._line(each)))}
            for each in (uid, road)
        )
        own = there.get(_whole_change(top))
        return [
            one
            for name, one in here.items()
            if own and name in there and are_apart(one, top) and are_apart(there[name], own)
        ]

    def _main_first(self, uid: str, top: Event, crossed: list[Event]) -> list[Record]:
        main = min(uid, join_of(top.set)["road"]) if crossed else self._main(uid, top)[0]
        return sorted(self._made.values(), key=lambda one: one.goal.uid != main)

    def _main(self, uid: str, change: Event) -> tuple[str, Event]:
        """The goal that the others were changed with, and what was done to it."""
        name = str(change.set.get(TOGETHER)).partition(" ")[0]
        parts = ((other, event) for other, log in self._logs.items() for event in log)
        return next((part for part in parts if part[1].id == name), (uid, change))

    def _say_lost(self, uid: str, change: Event, lost: str) -> str:
        from lastmile_tui.domain.wording.events import say_event  # noqa: PLC0415 # rarely

        main, event = self._main(uid, change)
        of = f", of ‘{self._goals[main].title}’" if main != lost else ""
        return (
            f"Nothing to redo, for ‘{self._goals[lost].title}’ was changed after this was undone:"
            f" {say_event(event)}{of}."
        )

    def _say_crossed(self, uid: str, top: Event) -> str:
        """Each join was made without the other: put back by who knows both, they remove both."""
        one, other = (self._goals[each].title for each in sorted((uid, join_of(top.set)["road"])))
        return (
            f"Nothing to redo, for ‘{one}’ and ‘{other}’ were joined both ways, by two devices:"
            " join them again."
        )


_undo, _redo = attrgetter("undo"), attrgetter("redo")


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


_AT_ONCE = timedelta(days=1)
"""More than the stamps of one change lie apart."""


def _whole_change(event: Event) -> tuple[str, str] | None:
    """What the events of several goals have in common that are one change; None for one alone."""
    together = event.set.get(TOGETHER)
    if isinstance(together, str):
        return TOGETHER, together
    return (event.kind, event.text.rpartition(" ")[2]) if event.kind in OF_FILES else None
