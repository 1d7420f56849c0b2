"""The goals of a file: read once, changed one event at a time, file first."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heapify, heappop
from typing import TYPE_CHECKING, Any, Self

from lastmile_tui.domain import record as records
from lastmile_tui.domain.create import add
from lastmile_tui.domain.events import TICK, Event, Stamp, made_at, ulid
from lastmile_tui.domain.history import Change, timeline
from lastmile_tui.domain.text import fit
from lastmile_tui.errors import GoalError, NotFoundError, StoreError
from lastmile_tui.store.codec import (
    Document,
    merge,
    read_goal,
    read_log,
    read_record,
    write_record,
)
from lastmile_tui.store.migrations import GOALS, SCHEMA, migrate
from lastmile_tui.store.table import LastmileDB
from lastmile_tui.store.union import uid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
    from pathlib import Path

    from lastmile_tui.domain.clock import Calendar
    from lastmile_tui.domain.events import Log
    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.domain.history import Timeline
    from lastmile_tui.domain.quick_add import Plan
    from lastmile_tui.domain.record import Move, Record
    from lastmile_tui.store.ahead import ReadAhead
    from lastmile_tui.store.documents import Raw

AHEAD = timedelta(hours=1)
"""How far another device's clock may run ahead and still be followed by other goals."""

_NEVER = datetime.min.replace(tzinfo=UTC)
"""Before every change: where those stand whose clock ran ahead."""

_GONE = "That goal is no longer in the file."


class GoalStore:
    """All goals of one file, by uid, removed ones included.

    Every method that changes something returns when the change is on the disk, and raises
    GoalError (the road does not allow it) or StoreError (the disk does not) with nothing changed.
    `patience` is how many seconds it waits for another process that writes.
    """

    def __init__(
        self,
        path: Path,
        *,
        device: str,
        now: Callable[[], datetime],
        calendar: Calendar,
        entropy: Callable[[], int],
        ahead: ReadAhead | None = None,
        patience: float = 5.0,
    ) -> None:
        self.device, self._now, self._calendar, self._entropy = device, now, calendar, entropy
        self._db = LastmileDB(
            path,
            new_id=self._new_id,
            merge=merge,
            stamp=self._file_time,
            schema=SCHEMA,
            ahead=ahead,
            timeout=patience,
        )
        self._table = self._db.table(GOALS)
        self.storage = self._db.storage
        self._goals: dict[str, Goal] = {}
        self._ids: dict[str, str] = {}
        self._last: datetime | None = None
        self._outside: frozenset[str] = frozenset()
        self.broken: dict[str, str] = {}
        """Documents that cannot be read, by doc id, each with a sentence; they stay in the file."""
        self._migrate()
        self._load()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def goals(self) -> Mapping[str, Goal]:
        """The goals as they are on the disk, as far as `refresh` has looked."""
        return self._goals

    def record(self, uid: str) -> Record:
        """A goal with its log; NotFoundError when the file no longer holds it."""
        return read_record(self._document(uid))

    def log(self, uid: str) -> Log:
        """The log of a goal alone, four times as fast as its record; NotFoundError without it."""
        raw = self.storage.document(GOALS, self._ids.get(uid, ""))
        if raw is None:
            raise NotFoundError(_GONE)
        return read_log(bytes(raw))

    def refresh(self) -> frozenset[str]:
        """Take in what other processes have written since; the uids of the goals that changed."""
        changed = self._outside | self._absorb(self.storage.refresh())
        self._outside = frozenset()
        return changed

    def add(self, plan: Plan) -> Record:
        """Add a goal."""
        return self.add_record(partial(add, plan))

    def add_record(self, make: Callable[[Stamp], Record]) -> Record:
        """Add what is made with a stamp: a goal, or a template."""
        with self._transaction():
            record = make(self._stamp())
            self._insert([record])
        return record

    def insert(self, made: Iterable[Record]) -> None:
        """Put goals that were made elsewhere into the file, in one transaction."""
        with self._transaction():
            self._insert(list(made))

    def change(self, uid: str, move: Move) -> Record:
        """Apply a move to the goal as it is on the disk now."""
        with self._transaction():
            document = self._document(uid)
            record = read_record(document)
            after = move(record, self._stamp(record.event))
            self._write(after, document)
        return after

    def change_all(
        self, make: Callable[[Callable[[Event | None], Stamp]], Mapping[str, Document | bytes]]
    ) -> frozenset[str]:
        """Put whole documents into the file by doc id, all in one change; the uids they are of.

        `make` is given what makes a stamp later than an event.
        """
        with self._transaction():
            documents = make(self._stamp)
            self.storage.commit({GOALS: documents})
            return self._absorb([(GOALS, doc_id) for doc_id in documents])

    def bring(self, make: Callable[[], Mapping[str, Mapping[str, Raw]]]) -> frozenset[str]:
        """Put documents of any table into the file in one change, such as another device's.

        `make` gives them when all that others wrote was taken in. The goals that changed, which
        the next `refresh` tells too.
        """
        with self._transaction():
            changes = make()
            self.storage.commit(changes)
            touched = self._absorb([(name, doc_id) for name in changes for doc_id in changes[name]])
            self._outside |= touched
        return touched

    def keep(self, uid: str, make: Callable[[Stamp], Record], move: Move) -> Record:
        """Apply a move to a record, or make it with its first event where it is missing."""
        with self._transaction():
            return self.change(uid, move) if uid in self._goals else self.add_record(make)

    def undo(self) -> Record:
        """Undo the newest change that stands, of any goal; GoalError when there is none."""
        return self._take_back(lambda line: line.undo, records.undo, "Nothing to undo.")

    def redo(self) -> Record:
        """Redo the change undone last, of any goal; GoalError when there is none."""
        return self._take_back(lambda line: line.redo, records.redo, "Nothing to redo.")

    def last_change(self) -> Event | None:
        """The newest change that stands, of any goal: the one that `undo` takes back."""
        uid = self._newest(lambda line: line.undo)
        return timeline(self.record(uid).log).undo[-1].told if uid else None

    def close(self) -> None:
        """Compact what is pending and let go of the file."""
        self._db.close()

    def _take_back(
        self, stack: Callable[[Timeline], tuple[Change, ...]], move: Move, nothing: str
    ) -> Record:
        with self._transaction():
            uid = self._newest(stack)
            if uid is None:
                raise GoalError(nothing)
            return self.change(uid, move)

    def _newest(self, stack: Callable[[Timeline], tuple[Change, ...]]) -> str | None:
        """The goal whose stack has the newest top.

        A goal's stack is no newer than its last change of any kind, so that most goals need not
        be read. The diary has none: no day is taken back. What was made by a clock that runs ahead
        counts as oldest, for nobody knows when that was.
        """
        goals, limit = self._goals.items(), self._now() + AHEAD
        queue = [(-goal.changed.timestamp(), uid) for uid, goal in goals if not goal.diary]
        heapify(queue)
        best: tuple[datetime, tuple[datetime, str, str]] | None = None
        found = None
        while queue:
            changed, uid = heappop(queue)
            if best is not None and -changed < best[0].timestamp():
                break
            changes: tuple[Change, ...] = ()
            with suppress(StoreError):  # a log that cannot be read takes nothing else away
                changes = stack(timeline(self.log(uid)))
            if not changes:
                continue
            newest = changes[-1].last
            made = newest.at if newest.at <= limit else made_at(newest)
            key = (_NEVER if made > limit else made, newest.order)
            if best is None or key > best:
                best, found = key, uid
        return found

    def _migrate(self) -> None:
        """Bring a file of an older schema up to ours; a file that cannot be written stays as is."""
        if self.storage.meta.schema >= SCHEMA or self.storage.health != "ok":
            return
        with self.storage.transaction():
            schema = self.storage.meta.schema
            if schema < SCHEMA:
                tables = {name: dict(self.storage.read()[name]) for name in self._db.tables()}
                self.storage.rewrite(migrate(tables, schema, self._stamp), schema=SCHEMA)

    def _load(self) -> None:
        for doc_id, raw in self.storage.raw(GOALS).items():
            goal = self._read(doc_id, bytes(raw))
            if goal is not None and goal.uid in self._ids:
                self._take_in(doc_id, goal)
            elif goal is not None:
                self._goals[goal.uid] = goal
                self._ids[goal.uid] = doc_id
        self._last = max((goal.changed for goal in self._goals.values()), default=None)

    def _absorb(self, changed: Collection[tuple[str, str]]) -> frozenset[str]:
        """Read the documents that changed on the disk."""
        if not changed:
            return frozenset()
        raw = self.storage.raw(GOALS)
        ids = {doc_id for table, doc_id in changed if table == GOALS}
        before = {uid for uid, doc_id in self._ids.items() if doc_id in ids}
        touched: set[str] = set()
        for doc_id in ids:
            self.broken.pop(doc_id, None)
            if doc_id in raw:
                touched |= self._take_in(doc_id, self._read(doc_id, bytes(raw[doc_id])))
        for uid in before - touched:
            if self._ids[uid] not in self.broken:  # the document is gone, or another goal's now
                del self._goals[uid], self._ids[uid]
                touched.add(uid)
        return frozenset(touched)

    def _read(self, doc_id: str, raw: bytes) -> Goal | None:
        """Read a document, or note why that cannot be done."""
        try:
            return read_goal(raw)
        except StoreError as error:
            self.broken[doc_id] = f"Document {doc_id}: {error}"
            return None

    def _take_in(self, doc_id: str, goal: Goal | None) -> set[str]:
        """Hold what a document shows; of several with one uid the goal that was changed last."""
        if goal is None:
            return set()
        other = self._ids.get(goal.uid, doc_id)
        if other != doc_id and self._is_twice(goal, doc_id, other):
            return set()
        self._hold(doc_id, goal)
        return {goal.uid}

    def _is_twice(self, goal: Goal, doc_id: str, other: str) -> bool:
        """Whether another document has the goal already, and as it was changed later."""
        held = self.storage.document(GOALS, other)
        if held is None or uid_of(held) != goal.uid:
            return False
        older = doc_id if goal.changed < self._goals[goal.uid].changed else other
        self.broken[older] = (
            f"Document {older}: the goal ‘{fit(goal.title, 40)}’ is in the file twice; "
            "lastmile doctor --repair makes one of them."
        )
        return older == doc_id

    def _hold(self, doc_id: str, goal: Goal) -> None:
        self._goals[goal.uid] = goal
        self._ids[goal.uid] = doc_id
        if self._last is None or goal.changed > self._last:
            self._last = goal.changed

    def _document(self, uid: str) -> Document:
        doc_id = self._ids.get(uid)
        found = self._table.get(doc_id=int(doc_id)) if doc_id else None
        if found is None:
            raise NotFoundError(_GONE)
        return dict(found)

    def _insert(self, made: list[Record]) -> None:
        documents = [write_record(record) for record in made]
        for doc_id, record in zip(self._table.insert_multiple(documents), made, strict=True):
            self._hold(str(doc_id), record.goal)

    def _write(self, record: Record, old: Document) -> None:
        doc_id = self._ids[record.goal.uid]
        new = write_record(record, old)

        def rewrite(document: MutableMapping[Any, Any]) -> None:
            document.clear()
            document.update(new)

        self._table.update(rewrite, doc_ids=[int(doc_id)])
        self._hold(doc_id, record.goal)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold the file; what others wrote is taken in first, and told by the next `refresh`."""
        with self.storage.transaction():
            self._outside |= self._absorb(self.storage.refresh())
            yield

    def _stamp(self, after: Event | None = None) -> Stamp:
        """A stamp later than all that was seen, so that a change made after another one wins.

        Another device's clock that runs ahead by more than `AHEAD` counts only for its own goals.
        The id tells what time it is here all the same.
        """
        now = self._now()
        seen = [at + TICK for at in (self._last,) if at and at - now < AHEAD]
        seen += [after.at + TICK] if after else []
        at = max([now, *seen])
        return Stamp(ulid(now, self._entropy()), at, self.device, self._calendar.date_of(now))

    def _new_id(self) -> str:
        return ulid(self._now(), self._entropy())

    def _file_time(self) -> str:
        return f"{self._now():%Y%m%dT%H%M%SZ}"
