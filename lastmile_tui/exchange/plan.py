"""What an import would do, before it does anything: each road created, changed or as it is."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.changes.unite import unite, united
from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.differences import changed_registers
from lastmile_tui.exchange.history import GoalMaker
from lastmile_tui.exchange.items import Left
from lastmile_tui.exchange.keys import Uids, own_key, plain_key, with_own_names
from lastmile_tui.exchange.roads import lay_roads
from lastmile_tui.exchange.update import Update, update

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


_KIND = EventKind.IMPORTED

REMOVED = "removed here"
ELSEWHERE = "on another road here"
HERE = "here already, not brought in (lastmile merge unites two data files)"


class Importer:
    """Plans an import of one reading or several; `record` reads a goal, `stamp` gives the time.

    Each reading is planned upon what those before it would bring, and all of it is one change.

    `encode` makes the document of a new goal, which takes a fraction of the memory of its record;
    `decode` gives its log again.
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
        decode: Callable[[bytes], Log] | None = None,
    ) -> None:
        self._goals, self._record, self._stamp = goals, record, stamp
        self._calendar, self._entropy = calendar, entropy
        self._encode, self._decode = encode, decode
        self._planned: dict[str, Step] = {}
        self._name = ""

    @property
    def created(self) -> list[tuple[Goal, bytes]]:
        """The goals that all readings together would make, each with its document."""
        steps = self._planned.values()
        return [(step.goal, step.document) for step in steps if step.earlier is None]

    @property
    def changed(self) -> dict[str, tuple[str, Record]]:
        """The goals that they would change, as `ImportPlan.changed`."""
        return {
            uid: (step.earlier.event.id, step.record)
            for uid, step in self._planned.items()
            if step.earlier is not None and step.record is not None
        }

    def plan(
        self,
        reading: Reading,
        *,
        lone: bool = False,
        progress: Callable[[int, int], object] = lambda _done, _all: None,
    ) -> ImportPlan:
        """What becomes of a reading; `progress` hears of each road, and of how many there are."""
        reading = with_own_names(reading, self._goals.values())
        found = lay_roads(reading, lone=lone, zone=self._calendar.zone)
        roads = [*reversed(found.roads)]  # taken from its end, so that each is let go of when done
        known, laps = self._known(reading.origin), _laps(roads)
        steps: list[Step] = []
        left = [*reading.skipped, *found.left]
        self._name = self._name or self._stamp(None).id[-8:]
        name = f"{reading.origin} {self._name}"
        origin, unread, count = reading.origin, reading.unread, len(roads)
        keys = frozenset(road.key for road in roads)
        remarks, uid_of = reading.remarks, Uids(name, known, laps, self._is_undone, keys)
        del reading, found
        while roads:
            whole = roads.pop()
            progress(count - len(roads), count)
            if whole.item.whole is not None and whole.key in self._goals:
                left.append(Left(HERE, whole.title))
                continue
            uid = self._match(whole, known)
            lap = self._goals.get(uid_of(whole.key)) if uid is None and whole.key in laps else None
            if lap is not None and not self._is_undone(lap.uid):
                left.append(Left(REMOVED if lap.deleted else HERE, whole.title))
                continue
            if self._is_here(whole, uid, known):
                left.append(Left(HERE, whole.title, whole.item.line))
                continue
            road, elsewhere = _own(whole, uid, known)
            left += elsewhere
            if uid is None:
                steps.append(self._new(road, origin, name, uid_of))
                continue
            planned = self._planned.get(uid)
            record = self._there(uid, planned)
            if _came_undone(record):
                steps.append(self._new(road, origin, name, uid_of))
                continue
            if record.goal.deleted:
                left.append(Left(REMOVED, road.title, road.item.line))
                continue
            steps.append(self._again(record, road, origin, name, planned))
        news = {step.goal.uid: step.goal for step in steps}
        self._goals = {**self._goals, **news}
        return ImportPlan(origin, tuple(steps), tuple(left), unread, remarks)

    def _plan(self, step: Step) -> Step:
        """The step, upon which what comes later is planned."""
        self._planned[step.goal.uid] = step
        return step

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

    def _new(self, road: Road, origin: str, name: str, uid_of: Uids) -> Step:
        stamp, bits = self._stamp(None), partial(uid_of.bits, road.key)
        maker = GoalMaker(
            stamp, self._calendar, bits, origin=origin, uid_of=uid_of, road_of=uid_of.there
        )
        log = maker.log(road) if road.item.whole is None else _own_log(road, maker)
        stamp = self._stamp(log[-1])
        united_log = united(log, stamp, None, database=name, kind=_KIND)
        record = record_of(uid_of(road.key), united_log)
        return self._made(Fate.CREATED, record)

    def _is_undone(self, uid: str) -> bool:
        """Whether a goal is only here as one whose import was undone."""
        goal = self._goals.get(uid)
        return goal is not None and goal.deleted and _came_undone(self._record(uid))

    def _made(self, fate: Fate, record: Record, found: Update | None = None) -> Step:
        """The step that makes a goal, or changes one that this import makes."""
        found = found or Update(record)
        step = Step(fate, record.goal, record, news=found.news, stays=found.stays)
        if self._encode is not None:
            step = replace(step, record=None, document=self._encode(record))
        return self._plan(step)

    def _there(self, uid: str, planned: Step | None) -> Record:
        """A goal as it is here, or as it is planned."""
        if planned is None:
            return self._record(uid)
        if planned.record is None:
            assert self._decode is not None  # noqa: S101 # where documents are made
            return record_of(uid, self._decode(planned.document))
        return planned.record

    def _again(
        self, record: Record, road: Road, origin: str, name: str, planned: Step | None
    ) -> Step:
        """What a road has new of a goal, also of one that is only `planned`."""
        earlier: Record | None = record
        if planned is not None:  # the end of its log says that all of it came by this import
            record = record_of(record.goal.uid, event_log(record.log).before)
            earlier = planned.earlier
        maker = GoalMaker(self._stamp(record.event), self._calendar, self._entropy, origin=origin)
        found = update(record, road, maker, self._stamp, origin)
        now = found.record
        if now is record:
            return Step(Fate.SAME, found.record.goal, record, earlier=earlier, stays=found.stays)
        if earlier is None:
            log = united(now.log, self._stamp(now.event), None, database=name, kind=_KIND)
            return self._made(Fate.CHANGED, record_of(now.goal.uid, log), found)
        was = changed_registers(fold(now.log), fold(earlier.log)), earlier.log
        made = unite(now, self._stamp(now.event), was, database=name, kind=_KIND)
        news, stays = found.news, found.stays
        return self._plan(Step(Fate.CHANGED, made.goal, made, b"", earlier, news, stays))


def _own_log(road: Road, maker: GoalMaker) -> Log:
    from lastmile_tui.exchange.own_goal import own_log  # noqa: PLC0415 # for our own JSON only

    return own_log(road, road.item.whole, maker)


def _laps(roads: Iterable[Road]) -> dict[str, str]:
    if not any(road.item.whole for road in roads):
        return {}
    from lastmile_tui.exchange.own_goal import laps_of  # noqa: PLC0415 # for our own JSON only

    return laps_of(road.item.whole for road in roads)


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


def _came_undone(record: Record) -> bool:
    """Whether a goal is gone because its import was undone, and not because it was removed."""
    removed = any(event.kind == EventKind.REMOVED for event in standing(record.log))
    return record.goal.deleted and not removed
