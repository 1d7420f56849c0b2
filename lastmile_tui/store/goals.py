"""The goals of a file, changed one event at a time, file first; `GoalCache` has them in memory."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from lastmile_tui.domain.model.events import TOGETHER, Event, Stamp
from lastmile_tui.domain.model.record import with_registers
from lastmile_tui.errors import GoalError, NotFoundError
from lastmile_tui.store.codec import Document, merge, read_log
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.table import LastmileDB
from lastmile_tui.store.disk.lock import PATIENCE
from lastmile_tui.store.goal_cache import GoalCache
from lastmile_tui.store.goal_documents import GONE, GoalDocuments
from lastmile_tui.store.last_changes import LastChanges, with_others
from lastmile_tui.store.migrations import migrate
from lastmile_tui.store.stamps import AHEAD, Stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime, timedelta
    from pathlib import Path

    from lastmile_tui.domain.changes.start import Plan
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.read_ahead import ReadAhead
    from lastmile_tui.store.disk.grace import Grace
    from lastmile_tui.store.last_changes import ChangeListener

    NewStamp = Callable[[Event | None], Stamp]
    """Makes a stamp later than an event."""

    Tables = Mapping[str, Mapping[str, Document | Raw]]


class GoalStore:
    """All goals of one file, by uid, removed ones included.

    Every method that changes something returns when the change is on the disk, and raises
    GoalError (the road does not allow it) or StoreError (the disk does not) with nothing changed.
    `private` is the folder of the file on this machine, as in `Locations`. `patience` is how many
    seconds it waits for another process that writes. Who is only `looking` is shown a file of an
    older schema as it would be, and nothing is written; `read_only` lets no change through either.
    `begin`, `backups` and `grace` are those of `JournalStorage`.
    """

    def __init__(
        self,
        path: Path,
        *,
        private: Path,
        device: str,
        now: Callable[[], datetime],
        calendar: Calendar,
        entropy: Callable[[], int],
        ahead: ReadAhead | None = None,
        patience: float = PATIENCE,
        looking: bool = False,
        read_only: bool = False,
        begin: bool = False,
        backups: Path | None = None,
        grace: Grace | None = None,
    ) -> None:
        self.device, self.calendar = device, calendar
        self._stamps = stamps = Stamps(device, now, lambda: self.calendar, entropy)
        self._db = LastmileDB(
            path,
            private=private,
            device=device,
            new_id=stamps.new_id,
            merge=merge,
            seconds=stamps.seconds,
            schema=SCHEMA,
            ahead=ahead,
            timeout=patience,
            read_only=read_only,
            begin=begin,
            backups=backups,
            grace=grace,
        )
        self.storage = self._db.storage
        self._documents = GoalDocuments(self.storage)
        self._cache = GoalCache(self.storage, lambda: self.calendar.date_of(stamps.now()))
        self._news: frozenset[str] = frozenset()
        self.followed: list[Record] = []  # the other goals that the last `change` changed
        self.listener: ChangeListener | None = None
        self._migrate(looking=looking or read_only)
        self._cache.load()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def goals(self) -> Mapping[str, Goal]:
        """The goals as they are on the disk, as far as `refresh` has looked."""
        return self._cache.goals

    @property
    def broken(self) -> Mapping[str, str]:
        """Documents that cannot be read, by doc id, each with a sentence; they stay in the file."""
        return self._cache.broken

    def record(self, uid: str) -> Record:
        """A goal with its log as the file has it now; NotFoundError when it is no longer there."""
        self.storage.catch_up()
        return self._as_now(self._documents.read(self._place(uid)))

    def log(self, uid: str) -> Log:
        """The log of a goal alone, four times as fast as its record; NotFoundError without it."""
        return self._documents.log(self._place(uid))

    def refresh(self) -> frozenset[str]:
        """Take in what others have written and the clock says; the uids of goals that changed."""
        changed = self._news | self._look()
        self._news = frozenset()
        return changed

    def add(self, plan: Plan) -> Record:
        from lastmile_tui.domain.changes.start import add  # noqa: PLC0415 # only what adds needs it

        return self.add_record(partial(add, plan))

    def add_record(self, make: Callable[[Stamp], Record]) -> Record:
        """Add what is made with a stamp: a goal, or a template."""
        return self.add_all([make])[0]

    def add_all(
        self,
        makes: Sequence[Callable[[Stamp], Record]],
        *,
        news: bool = False,
        together: bool = False,
    ) -> list[Record]:
        """Add what is made with stamps in one transaction, each later than the one before.

        What is `news` to who adds it is told by the next `refresh`. What is added `together` is
        one change, which one undo takes back.
        """
        made: list[Record] = []
        with self._transaction():
            for make in makes:
                record = make(self.stamp(made[-1].event if made else None))
                if together and len(makes) > 1:
                    name = (made[0] if made else record).event.id
                    record = with_registers(record, {TOGETHER: f"{name} {len(makes)}"})
                made.append(record)
            if news:
                self._news |= {record.goal.uid for record in made}
            return self._insert(made)

    def insert(self, made: Iterable[Record]) -> None:
        """Put goals that were made elsewhere into the file, in one transaction."""
        with self._transaction():
            self._insert(made)

    def bring_in(
        self, new: Iterable[tuple[Goal, bytes]], changed: Mapping[str, tuple[str, Record]]
    ) -> None:
        """Put an import into the file in one transaction: new goals, and changed ones by uid.

        With a new one stands its document (`encode_new`), with a changed one the id of the change
        that it follows; GoalError with nothing changed where another one came in between.
        """
        with self._transaction():
            written: dict[str, Record] = {}
            for uid, (event, record) in changed.items():
                doc_id = self._place(uid)
                before = self._documents.read(doc_id)
                if before.event.id != event:
                    raise GoalError(
                        f"‘{before.goal.title}’ was changed meanwhile; import the file again."
                    )
                written[doc_id] = record
            made = {str(at): each for at, each in enumerate(new, self.storage.next_id(GOALS))}
            self._write(written, new={doc_id: raw for doc_id, (_, raw) in made.items()})
            for doc_id, (goal, raw) in made.items():
                self._cache.put(doc_id, self._cache.now(goal, partial(read_log, raw)))

    def change(self, uid: str, move: Move, *, alone: bool = False) -> Record:
        """Apply a move to the goal as it is on the disk; its end changes others (`followed`)."""
        with self._transaction():
            before = self._as_now(self._documents.read(self._place(uid)))
            made: tuple[Record, ...] = (move(before, stamp := self.stamp(before.event)),)
            if not alone:
                made = with_others(before.goal, made[0], self.goals, self.record, self.stamp)
            after, *self.followed = self._insert(made, stamp.day)
        return after

    def change_together(
        self, uids: Iterable[str], make: Callable[[list[Record], NewStamp], Iterable[Record]]
    ) -> list[Record]:
        """Change goals, and add others, in one transaction."""
        with self._transaction():
            return self._insert(make([self.record(uid) for uid in uids], self.stamp))

    def bring(self, make: Callable[[NewStamp], Tables]) -> frozenset[str]:
        """Put whole documents of any table into the file in one change, such as a backup's.

        `make` gives them when all is taken in. The goals that changed, as `refresh` tells too.
        """
        with self._transaction():
            tables = make(self.stamp)
            self.storage.commit(tables)
            touched = self._cache.reread([(name, key) for name in tables for key in tables[name]])
            self._news |= touched
        return touched

    def keep(self, uid: str, make: Callable[[Stamp], Record], move: Move) -> Record:
        """Apply a move to a record, or make it with its first event where it is missing."""
        with self._transaction():
            return self.change(uid, move) if uid in self.goals else self.add_record(make)

    def undo(self, uid: str = "", event: str = "") -> Record:
        """Undo the newest change that stands, of any goal, or that of one, made by this event.

        GoalError when there is none, or another one by now.
        """
        with self._transaction():
            return self._put(self._last_changes().undone(uid, event))

    def redo(self) -> Record:
        """Redo the change undone last, of any goal; GoalError when there is none."""
        with self._transaction():
            return self._put(self._last_changes().redone())

    def last_change(self) -> Event | None:
        """The newest change that stands, of any goal: the one that `undo` takes back."""
        self.storage.catch_up()
        return self._last_changes().last()

    def close(self) -> None:
        """Compact what is pending and let go of the file."""
        self._db.close()

    def _last_changes(self) -> LastChanges:
        limit = self._stamps.now() + AHEAD
        return LastChanges(self.goals, self.record, self.log, self.stamp, limit)

    def _put(self, made: list[Record]) -> Record:
        """Write goals of one change, all but the first of which are news; that one."""
        self._news |= {record.goal.uid for record in made[1:]}
        self.followed = []
        return self._insert(made)[0]

    def _migrate(self, *, looking: bool) -> None:
        """Bring a file of an older schema up to ours; a file that cannot be written stays as is."""
        storage, old = self.storage, self.storage.meta.schema < SCHEMA
        if looking and old:
            storage.show(self._migrated())
        if not looking:
            storage.settle()
        if old and not looking and storage.health == "ok":
            with storage.transaction():
                if storage.meta.schema < SCHEMA:
                    storage.rewrite(self._migrated(), schema=SCHEMA)

    def _migrated(self) -> Mapping[str, Mapping[str, Document]]:
        return migrate(self.storage.read(), self.storage.meta.schema, self.stamp)

    def _place(self, uid: str) -> str:
        """The doc id of a goal."""
        if (doc_id := self._cache.ids.get(uid)) is None:
            raise NotFoundError(GONE)
        return doc_id

    def _insert(self, made: Iterable[Record], today: date | None = None) -> list[Record]:
        """Write records, each in its place; those that have none are new."""
        free, ids = count(self.storage.next_id(GOALS)), self._cache.ids
        return self._write({ids.get(one.goal.uid) or str(next(free)): one for one in made}, today)

    def _write(
        self,
        records: Mapping[str, Record],
        today: date | None = None,
        new: Mapping[str, bytes] | None = None,
    ) -> list[Record]:
        self._documents.write(records, new or {})
        if self.listener is not None:
            goals = self._cache.goals
            pairs = [(goals.get(record.goal.uid), record) for record in records.values()]
            self.listener.wrote(pairs, len(new or {}))
        for doc_id, record in records.items():
            self._cache.put(doc_id, self._by_clock(record, today))
        goals = self._cache.goals
        return [replace(record, goal=goals[record.goal.uid]) for record in records.values()]

    def _as_now(self, record: Record) -> Record:
        """A record with its goal as it is today, and as all others are now."""
        goal = self._cache.named(self._by_clock(record))
        return record if goal is record.goal else replace(record, goal=goal)

    def _by_clock(self, record: Record, today: date | None = None) -> Goal:
        return self._cache.now(record.goal, lambda: record.log, today)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold the file; what others wrote is taken in first, and told by the next `refresh`."""
        with self.storage.transaction():
            self._news |= self._look()
            yield

    def _look(self) -> frozenset[str]:
        return self._cache.reread(self.storage.refresh()) | self._cache.look_at_clock()

    def stamp(self, after: Event | None = None) -> Stamp:
        """A stamp of now, later than an event and than all that was seen (`Stamps`)."""
        return self._stamps.stamp(self._cache.last, after)

    def here(self) -> tuple[datetime, timedelta | None]:
        """The present instant, and what the local clock is ahead of UTC by."""
        return self._stamps.here()
