"""A road as a goal with its whole past: each entry of its log on the day on which it was done.

So forecasts and the mirror know the person from the first day. What is done without a day counts as
done with what follows it.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.edit import MILES_LIMIT
from lastmile_tui.domain.changes.seal import SEAL_LIMIT, SEAL_LIST
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.model.events import DAY, TICK, Event, EventKind, ulids
from lastmile_tui.domain.model.goal import WAITING
from lastmile_tui.domain.model.numbers import KEPT, grouped, rounded
from lastmile_tui.domain.model.text import NAME_LIMIT, TAGS_LIMIT, clean_line, clean_note
from lastmile_tui.domain.model.times import KNOWN_FROM
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.past import Past, standing_past
from lastmile_tui.exchange.roads import last_day
from lastmile_tui.exchange.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.exchange.items import Item, Moment
    from lastmile_tui.exchange.roads import Road

_NOON = time(12)
_when = itemgetter(0)


class GoalMaker:
    """Makes goals of roads at one instant, which is that of the stamp; their past lies before it.

    `entropy` gives 80 random bits for each id. `origin` names the format they come in; `uid_of`
    says which goal here another one of the same file is, or will be, by its id there; `road_of`
    says nothing for one that is neither here nor in the file.
    """

    def __init__(
        self,
        stamp: Stamp,
        calendar: Calendar,
        entropy: Callable[[], int],
        *,
        origin: str,
        uid_of: Callable[[str], str] = str,
        road_of: Callable[[str], str] = str,
    ) -> None:
        self.stamp, self._calendar, self._entropy = stamp, calendar, entropy
        self.origin, self.uid_of, self.road_of = origin, uid_of, road_of

    def moment(self, when: Moment | None) -> tuple[datetime, date]:
        """The instant and the local day of when something happened; now where nobody knows."""
        now = self.stamp.at
        if when is None:
            return now, self.stamp.day
        if isinstance(when, datetime):
            if when >= now:
                return now, self.stamp.day
            return max(_EARLIEST, when), self._calendar.date_of(when)
        day = min(when, self.stamp.day)
        return max(min(datetime.combine(day, _NOON, self._calendar.zone), now), _EARLIEST), day

    def log(self, road: Road) -> Log:
        """The log of the goal of a road."""
        return _History(self, road, self.origin).log

    def events(self, entries: Iterable[Past]) -> Iterator[Event]:
        """Events of entries, each later than the one before it."""
        entries = [*entries]
        instants: list[datetime] = []
        for entry in entries:
            late = instants and entry.at <= instants[-1]
            instants.append(instants[-1] + TICK if late else entry.at)
        names = ulids([max(_FIRST, at) for at in instants], self._entropy())
        dev = self.stamp.dev
        for entry, at, name in zip(entries, instants, names, strict=True):
            _, day, kind, changes, was, text, dated = entry
            if dated or at < KNOWN_FROM:
                changes = changes | {DAY + name: day.isoformat()}
                was = was | {DAY + name: None}
            yield Event(name, at, dev, day, str(kind), changes, was, text)


_FIRST = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

_EARLIEST = datetime.fromisoformat("0001-01-03T00:00:00+00:00")
"""The first instant of an entry: before it another one fits, in every zone."""


class _History:
    """The entries of one road."""

    def __init__(self, maker: GoalMaker, road: Road, origin: str) -> None:
        self._maker, self._road, self._origin = maker, road, origin
        self._item = road.item
        self._ids = [maker.stamp.child(number) for number in range(len(self._lengths) + 1)]

    @cached_property
    def _lengths(self) -> list[tuple[str, float]]:
        """The markers, each with its length."""
        road, item = self._road, self._item
        if item.unit:
            total = sum(amount.value for amount in item.amounts)
            least = item.target if item.way else max(item.target, total, 1.0)
            target = rounded(min(least, MILES_LIMIT))
            marks = [(clean_line(stage.title), stage.miles) for stage in road.stages]
            behind = rounded(sum(miles for _, miles in marks))
            if behind < target:
                marks.append(("finish", rounded(target - behind)))
            return marks
        if not road.stages:
            return [("done", 1.0)]
        return [(clean_line(stage.title), rounded(stage.miles)) for stage in road.stages]

    @property
    def log(self) -> Log:
        entries = sorted(self._entries(), key=_when)
        return tuple(self._maker.events([self._begun(entries), *entries]))

    def _begun(self, entries: list[Past]) -> Past:
        """The first entry, which has all that does not change."""
        item, maker = self._item, self._maker
        at, day = maker.moment(item.created)
        for created in _earliest(stage.created for stage in self._road.stages):
            at, day = min((at, day), maker.moment(created))
        if entries and entries[0].at <= at:
            at, day = entries[0].at - timedelta(milliseconds=1), entries[0].day
        changes = self._registers()
        return Past(at, day, EventKind.ADDED, changes, {}, self._road.title)

    def _registers(self) -> dict[str, Any]:
        item, road, ids = self._item, self._road, self._ids
        changes: dict[str, Any] = {"title": road.title}
        if why := clean_note(item.why):
            changes["why"] = why
        if item.unit:
            changes |= _counted(item)
        for index, (title, miles) in enumerate(self._lengths):
            part: dict[str, Any] = {"title": title, "miles": miles, "rank": float(index + 1)}
            stage = road.stages[index] if index < len(road.stages) else None
            if stage is not None and stage.due is not None:
                part["due"] = stage.due.isoformat()
            if stage is not None and stage.final:
                changes["final_from"] = ids[index]
            changes[f"marker:{ids[index]}"] = part
        if item.due is not None:
            changes["due"] = item.due.isoformat()
            if item.due_time is not None:
                changes["due_time"] = item.due_time.isoformat()
        changes |= {f"tag:{name}": True for name in names(self._all("tags"))}
        changes |= {f"person:{name}": True for name in names(self._all("people"))}
        texts = [*filter(None, map(clean_line, item.seal))][:SEAL_LIMIT] or SEAL_LIST
        ticked = item.stands.ticked if item.stands else {}
        first = len(ids)
        for index, text in enumerate(texts):
            name = self._maker.stamp.child(first + index)
            changes[f"seal:{name}"] = point = {"text": text, "rank": float(index + 1)}
            if text in ticked:
                point |= {"done": True} | ({"evidence": ticked[text]} if ticked[text] else {})
        changes |= dict([source_of(self._origin, road.key, item, "")])
        changes |= dict(
            source_of(self._origin, stage.key, stage, name, title)
            for stage, name, (title, _) in zip(road.stages, ids, self._lengths, strict=False)
        )
        return changes

    def _all(self, field: str) -> list[str]:
        """Names of the goal and of its markers, each once."""
        items = (self._item, *self._road.stages)
        return [*dict.fromkeys(chain.from_iterable(map(attrgetter(field), items)))]

    def _entries(self) -> Iterable[Past]:
        yield from self._notes()
        yield from self._driven()
        yield from self._beside()

    def _notes(self) -> Iterable[Past]:
        items = (self._item, *self._road.stages)
        titles = ("", *(f"{title}: " for title, _ in self._lengths))
        for item, title in zip(items, titles, strict=False):
            for remark in item.remarks:
                if words := clean_note(remark.text):
                    at, day = self._maker.moment(remark.at or item.created)
                    yield Past(at, day, EventKind.NOTE, {}, {}, title + words)

    def _driven(self) -> Iterable[Past]:
        """How the vehicle came to where it stands, and how it ended."""
        road, maker = self._road, self._maker
        ends = self._ends
        place = 0.0
        if self._item.unit:
            for amount in sorted(self._item.amounts, key=lambda one: maker.moment(one.at)):
                to = rounded(place + amount.value)
                to = to if self._item.way else min(max(to, 0.0), ends[-1])
                if to != place:
                    yield self._drive(amount.at, place, to, clean_line(amount.text))
                place = to
        else:
            done = [stage for stage in road.stages if stage.status is Status.DONE]
            when: Moment | None = last_day(road)
            known: list[Moment | None] = []
            for stage in reversed(done):
                when = stage.finished or when
                known.append(when)
            for index, moment in enumerate(reversed(known)):
                yield self._drive(moment, place, ends[index])
                place = ends[index]
        if road.status is Status.DONE:
            ended = last_day(road)
            if place < ends[-1]:
                yield self._drive(ended, place, ends[-1])
            at, day = maker.moment(ended)
            changes = {"sealed": at.isoformat(), "sealed_on": day.isoformat()}
            was = {"sealed": None, "sealed_on": None}
            yield Past(at + 2 * TICK, day, EventKind.SEALED, changes, was)
        elif road.status is Status.CANCELLED:
            at, day = maker.moment(last_day(road))
            reason = clean_line(self._item.stands.reason) if self._item.stands else ""
            kind = reason if reason in LET_GO_REASONS else ""
            part = {"on": day.isoformat(), "reason": "" if kind else reason, "kind": kind}
            yield Past(
                at + 2 * TICK, day, EventKind.LET_GO, {"let_go": part}, {"let_go": None}, reason
            )

    @cached_property
    def _ends(self) -> list[float]:
        ends, end = [], 0.0
        for _, miles in self._lengths:
            end = rounded(end + miles)
            ends.append(end)
        return ends

    def _drive(self, when: Moment | None, place: float, to: float, text: str = "") -> Past:
        at, day = self._maker.moment(when)
        last = bisect_right(self._ends, to) - 1
        crossed = last >= 0 and self._ends[last] > place
        if self._item.way:  # the log has each value
            crossed = to in self._ends
        changes, was = {"position": to}, {"position": place or None}
        if to < place:
            kind, words = EventKind.BACK, self._measured(to)
        elif crossed:
            kind, words = EventKind.REACHED, self._lengths[last][0]
        else:
            kind, words = EventKind.MOVED, self._measured(to)
        return Past(at, day, kind, changes, was, f"{words}: {text}" if text else words)

    def _measured(self, place: float) -> str:
        way = self._item.way
        figure = grouped(way.value(place) if way else place, KEPT)
        return f"{figure} {clean_line(self._item.unit, NAME_LIMIT) or 'mi'}"

    def _beside(self) -> Iterable[Past]:
        """What stands in its way, and until when it is parked."""
        road, item, maker = self._road, self._item, self._maker
        if road.status is not Status.OPEN:
            return
        if item.stands:
            yield from standing_past(item.stands, maker.moment, maker.stamp.child, maker.road_of)
        still = [stage for stage in road.stages if stage.status is Status.OPEN]
        for number, one in enumerate((item, *still)):
            if one.waiting is None:
                continue
            at, day = maker.moment(one.created)
            part = {"kind": WAITING, "since": day.isoformat(), "rank": float(number + 1)}
            if who := clean_line(one.waiting, NAME_LIMIT):
                part["who"] = who
            if one is not item:
                part["text"] = clean_line(one.title)
            name = f"roadblock:{maker.stamp.child(9000 + number)}"
            was: dict[str, Any] = {name: {"gone": True}}
            yield Past(at, day, EventKind.ROADBLOCK, {name: part}, was, WAITING)
        until = parked_until(road)
        if until is not None and until > maker.stamp.day:
            at, day = maker.moment(None)
            changes = {"parked_until": until.isoformat()}
            none = {"parked_until": None}
            yield Past(at, day, EventKind.PARKED, changes, none, until.isoformat())


def _earliest(moments: Iterable[Moment | None]) -> Iterator[Moment]:
    """The earliest instant, and the earliest day without a time, where there are such."""
    known = [one for one in moments if one is not None]
    instants = [one for one in known if isinstance(one, datetime)]
    days = [one for one in known if not isinstance(one, datetime)]
    yield from (min(each) for each in (instants, days) if each)


def _counted(item: Item) -> dict[str, Any]:
    """What an item counts, and between which values."""
    unit = {"unit": clean_line(item.unit, NAME_LIMIT)}
    return unit | {"way": item.way.register} if item.way else unit


def parked_until(road: Road) -> date | None:
    """The day on which a road comes back: its own, or that of the first marker of those ahead.

    One of which a part can be done now is not parked.
    """
    if road.item.hidden_until is not None:
        return road.item.hidden_until
    still = [stage.hidden_until for stage in road.stages if stage.status is Status.OPEN]
    days = [day for day in still if day is not None]
    return min(days) if days and len(days) == len(still) else None


def names(names: Iterable[str]) -> list[str]:
    """Tags or people as a goal has them: each one word."""
    return [*dict.fromkeys(filter(None, map(word, names)))][:TAGS_LIMIT]


def word(name: str) -> str:
    """A tag or a person as a goal has it."""
    return "-".join(clean_line(name.lstrip("#@"), NAME_LIMIT).split())
