"""What an import would do, before it does anything: each road created, changed or as it is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.changes.unite import unite, united
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.differences import changed_registers
from lastmile_tui.exchange.history import GoalMaker
from lastmile_tui.exchange.items import Left
from lastmile_tui.exchange.keys import own_key, plain_key
from lastmile_tui.exchange.roads import lay_roads
from lastmile_tui.exchange.update import update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.exchange.items import Reading
    from lastmile_tui.exchange.roads import Road
    from lastmile_tui.exchange.update import NewStamp


class Fate(StrEnum):
    """What becomes of a road of the file."""

    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"


class Step(Struct, frozen=True):
    """A road of the file and what becomes of it; `earlier` is the goal as it is here.

    Of a new goal there is a `document` in the place of its `record`, where the plan can make one.
    `news` says what changes, `stays` what does not, since it was edited here.
    """

    fate: Fate
    goal: Goal
    record: Record | None = None
    document: bytes = b""
    earlier: Record | None = None
    news: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()


class ImportPlan(Struct, frozen=True):
    """All steps of an import, what it leaves out, and what could not be read."""

    origin: str
    steps: tuple[Step, ...]
    skipped: tuple[Left, ...]
    unread: tuple[Left, ...]
    remarks: tuple[str, ...] = ()

    def of(self, fate: Fate) -> tuple[Step, ...]:
        """The steps of one fate."""
        return tuple(step for step in self.steps if step.fate is fate)

    @property
    def created(self) -> list[tuple[Goal, bytes]]:
        """The goals that are new, each with its document."""
        return [(step.goal, step.document) for step in self.of(Fate.CREATED)]

    @property
    def changed(self) -> dict[str, tuple[str, Record]]:
        """The goals that change by uid, each with the id of the change it was planned upon."""
        return {
            step.goal.uid: (step.earlier.event.id, step.record)
            for step in self.of(Fate.CHANGED)
            if step.earlier is not None and step.record is not None
        }


HERE = "here already"
REMOVED = "removed here"
ELSEWHERE = "on another road here"
HERE = "here already, not brought in (lastmile merge unites two data files)"


class Importer:
    """Plans imports into goals; `record` reads one of them, `stamp` gives the time.

    `encode` makes the document of a new goal: that takes a fraction of the memory of its record.
    """

    def __init__(
        self,
        goals: Mapping[str, Goal],
        record: Callable[[str], Record],
        stamp: NewStamp,
        calendar: Calendar,
        entropy: Callable[[], int],
        *,
        encode: Callable[[Record], bytes] | None = None,
    ) -> None:
        self._goals, self._record, self._stamp = goals, record, stamp
        self._calendar, self._entropy, self._encode = calendar, entropy, encode

    def plan(
        self,
        reading: Reading,
        *,
        lone: bool = False,
        progress: Callable[[int, int], object] = lambda _done, _all: None,
    ) -> ImportPlan:
        """What becomes of a reading; `progress` hears of each road, and of how many there are."""
        found = lay_roads(reading, lone=lone, zone=self._calendar.zone)
        roads = [*reversed(found.roads)]  # taken from its end, so that each is let go of when done
        known = self._known(reading.origin)
        steps: list[Step] = []
        left = [*reading.skipped, *found.left]
        name = f"{reading.origin} {self._stamp(None).id[-8:]}"
        origin, unread, count = reading.origin, reading.unread, len(roads)
        remarks = reading.remarks
        del reading, found
        while roads:
            whole = roads.pop()
            progress(count - len(roads), count)
            if whole.item.whole is not None and whole.key in self._goals:
                left.append(Left(HERE, whole.title))
                continue
            uid = self._match(whole, known)
            if self._is_here(whole, uid, known):
                left.append(Left(HERE, whole.title, whole.item.line))
                continue
            road, elsewhere = _own(whole, uid, known)
            left += elsewhere
            if uid is None:
                steps.append(self._new(road, origin, name))
                continue
            record = self._record(uid)
            if record.goal.deleted:
                if any(event.kind == EventKind.REMOVED for event in standing(record.log)):
                    left.append(Left(REMOVED, road.title, road.item.line))
                else:  # its import was undone
                    steps.append(self._new(road, origin, name))
                continue
            steps.append(self._again(record, road, origin, name))
        return ImportPlan(origin, tuple(steps), tuple(left), unread, remarks)

    def _known(self, origin: str) -> dict[str, str]:
        """The goals by the keys of what they came from, and by their own ids and their markers'.

        An export of ours names what did not come from its format by the ids it has here.
        """
        known = {uid: uid for uid in self._goals}
        for uid, goal in self._goals.items():
            known |= dict.fromkeys((own_key(uid, marker.id) for marker in goal.markers), uid)
        before = f"{origin}:"
        for uid, goal in self._goals.items():
            for name in goal.sources:
                if name.startswith(before):
                    key = name.removeprefix(before)
                    if key not in known or not goal.deleted:
                        known[key] = uid
        return known

    def _match(self, road: Road, known: Mapping[str, str]) -> str | None:
        """The goal that a road is here, by its own key, or by those of its markers."""
        if not known:
            return None
        keys = (road.key, *(stage.key for stage in road.stages))
        return next((uid for key in keys if (uid := known.get(plain_key(key)))), None)

    def _is_here(self, road: Road, uid: str | None, known: Mapping[str, str]) -> bool:
        """Whether a road is a goal of here that a file names without its markers."""
        if uid is None or uid != road.key or self._goals[uid].deleted or not road.stages:
            return False
        return not any(plain_key(stage.key) in known for stage in road.stages)

    def _new(self, road: Road, origin: str, name: str) -> Step:
        maker = GoalMaker(self._stamp(None), self._calendar, self._entropy, origin=origin)
        log = maker.log(road) if road.item.whole is None else _own_log(road, maker)
        stamp = self._stamp(log[-1])
        united_log = united(log, stamp, None, database=name, kind=EventKind.IMPORTED)
        record = record_of(log[0].id[-16:], united_log)
        if self._encode is None:
            return Step(Fate.CREATED, record.goal, record)
        return Step(Fate.CREATED, record.goal, document=self._encode(record))

    def _again(self, record: Record, road: Road, origin: str, name: str) -> Step:
        maker = GoalMaker(self._stamp(record.event), self._calendar, self._entropy, origin=origin)
        found = update(record, road, maker, self._stamp, origin)
        now = found.record
        if now is record:
            return Step(Fate.SAME, record.goal, record, earlier=record, stays=found.stays)
        was = changed_registers(fold(now.log), fold(record.log)), record.log
        made = unite(now, self._stamp(now.event), was, database=name, kind=EventKind.IMPORTED)
        return Step(
            Fate.CHANGED, made.goal, made, earlier=record, news=found.news, stays=found.stays
        )


def _own_log(road: Road, maker: GoalMaker) -> Log:
    from lastmile_tui.exchange.own_goal import own_log  # noqa: PLC0415 # for our own JSON only

    return own_log(road, road.item.whole, maker)


def _own(road: Road, uid: str | None, known: Mapping[str, str]) -> tuple[Road, list[Left]]:
    """The road without the markers that are on another one here."""
    if not known:
        return road, []
    own = [stage for stage in road.stages if known.get(plain_key(stage.key), uid) == uid]
    if len(own) == len(road.stages):
        return road, []
    away = [stage for stage in road.stages if stage not in own]
    left = [Left(ELSEWHERE, stage.title, stage.line) for stage in away]
    return replace(road, stages=tuple(own)), left


def reasons(left: Iterable[Left]) -> Iterator[tuple[str, int]]:
    """The reasons why something was left out, each with how often, the most frequent first."""
    counts: dict[str, int] = {}
    for one in left:
        counts[one.reason] = counts.get(one.reason, 0) + 1
    yield from sorted(counts.items(), key=lambda pair: -pair[1])
