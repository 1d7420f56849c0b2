"""What an import changes of a goal that an earlier one brought: what is new in the file.

What was edited here stays: a field is taken from the file only where it is still as the file had it
the last time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import partial
from math import isclose
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.changes.days import EARLIEST, on_day
from lastmile_tui.domain.figures.road import say_at
from lastmile_tui.domain.model.events import DRIVES
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.record import with_registers
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.errors import GoalError
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.keys import own_key, plain_key
from lastmile_tui.exchange.roads import last_day
from lastmile_tui.exchange.sources import Source, seen, seen_due, source_of, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from lastmile_tui.domain.model.events import Event, Stamp
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.exchange.history import GoalMaker
    from lastmile_tui.exchange.items import Datapoint, Item, Moment
    from lastmile_tui.exchange.roads import Road

    NewStamp = Callable[[Event | None], Stamp]


class Update(Struct, frozen=True):
    """A goal with what the file has new of it, in words, and what stays as it is here."""

    record: Record
    news: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()


def update(record: Record, road: Road, maker: GoalMaker, stamp: NewStamp, origin: str) -> Update:
    """The goal with what is new in the file; the same record where nothing is."""
    return _Updater(record, road, maker, stamp, origin).update()


class _Updater:
    """The changes of one goal, one after another."""

    def __init__(
        self, record: Record, road: Road, maker: GoalMaker, stamp: NewStamp, origin: str
    ) -> None:
        self._record, self._road, self._maker = record, road, maker
        self._stamp, self._origin = stamp, origin
        self._news: list[str] = []
        self._stays: list[str] = []
        came = sources(fold(record.log), origin)
        self._known = _exported(record, origin) | {one.key: one for one in came}
        if whole := next((one for one in came if not one.marker), None):
            self._known[record.goal.uid] = whole

    def update(self) -> Update:
        """The goal and what was changed of it."""
        road, first = self._road, self._record
        whole = self._source(road.key)
        if whole is not None:
            self._goal(whole)
            self._target(whole)
        place = 0.0
        for stage in road.stages:
            place = rounded(place + stage.miles)
            if (source := self._source(stage.key)) is None:
                self._new_marker(stage, place if road.item.unit else None)
            else:
                self._marker(stage, source)
        done = sum(self._reach(stage) for stage in road.stages if stage.status is Status.DONE)
        if done:
            self._news.append(f"{counted(done, 'marker')} reached")
        if whole is not None:
            self._amounts(whole)
            self._end(whole)
        written = self._sources_written()
        if self._record is not first and written:
            self._record = with_registers(self._record, written)
        return Update(self._record, tuple(self._news), tuple(self._stays))

    def _sources_written(self) -> dict[str, Any]:
        """The registers of all that the file says otherwise than the last time."""
        road = self._road
        written: dict[str, Any] = {}
        for key, item in ((road.key, road.item), *((stage.key, stage) for stage in road.stages)):
            source = self._source(key)
            if source is not None and source.seen != seen(item):
                written |= dict([source_of(self._origin, source.key, item, source.marker)])
        return written

    def _source(self, key: str) -> Source | None:
        return self._known.get(plain_key(key))

    def _take(self, move: Move, news: str = "", on: Moment | None = None) -> bool:
        """Make a move; what the road does not allow stays as it is."""
        day = None if on is None else self._maker.moment(on)[1]
        if day is not None and day < EARLIEST:
            day = None
        try:
            stamp = self._stamp(self._record.event)
            self._record = on_day(move, day)(self._record, stamp)
        except GoalError as error:
            self._stays.append(str(error))
            return False
        if news:
            self._news.append(news)
        return True

    def _goal(self, source: Source) -> None:
        """Title and date of the goal."""
        road, goal, was = self._road, self._record.goal, source.seen
        title = clean_line(road.item.title)
        if title and title != was.get("title", title):
            if goal.title == was["title"]:
                self._take(partial(edit.rename, title=title), f"renamed to ‘{title}’")
            elif goal.title != title:
                self._stays.append("its title was edited here")
        due = road.item.due
        if due != seen_due(was) and due != goal.due:
            if goal.due == seen_due(was):
                self._take(partial(edit.redate, due=due), _dated(due))
            else:
                self._stays.append("its due date was edited here")

    def _marker(self, stage: Item, source: Source) -> None:
        """Title and date of a marker."""
        index = self._index(source.marker)
        if index is None:
            return
        marker, was = self._record.goal.markers[index], source.seen
        title = clean_line(stage.title)
        if title != was.get("title", title):
            if marker.title == was["title"]:
                move = partial(edit.rename_marker, index=index, title=title)
                self._take(move, f"‘{marker.title}’ renamed to ‘{title}’")
            elif marker.title != title:
                self._stays.append(f"the title of ‘{marker.title}’ was edited here")
        if stage.due != seen_due(was) and stage.due != marker.due:
            if marker.due == seen_due(was):
                move = partial(edit.redate_marker, index=index, due=stage.due)
                self._take(move, f"‘{title}’ {_dated(stage.due)}")
            else:
                self._stays.append(f"the date of ‘{marker.title}’ was edited here")

    def _new_marker(self, stage: Item, place: float | None) -> None:
        """Put a marker at the end of the road, where that still goes on, or at its place on it."""
        goal = self._record.goal
        if goal.sealed or goal.let_go:
            self._stays.append(f"‘{clean_line(stage.title)}’ is new, but the road has ended here")
            return
        index, miles, rest = len(goal.markers), stage.miles, 0.0
        if place is not None:
            if place in goal.ends or not goal.position < place < goal.distance:
                return  # it is there already, or behind the vehicle, or the end has moved here
            index = bisect_right(goal.ends, place)
            rest = rounded(goal.ends[index] - place)
            miles = rounded(goal.markers[index].miles - rest)
        title = clean_line(stage.title)
        move = partial(edit.add_marker, index=index, title=title, miles=miles)
        if not self._take(move, f"new marker ‘{title}’"):
            return
        name = self._record.goal.markers[index].id
        if rest:
            self._take(partial(edit.remeasure_marker, index=index + 1, miles=rest))
        if stage.due is not None:
            self._take(partial(edit.redate_marker, index=index, due=stage.due))
        key = plain_key(stage.key)
        self._known[key] = Source(self._origin, key, name, {"title": title}, {})

    def _reach(self, stage: Item) -> bool:
        """Drive to a marker that is done in the file; it goes behind those that were reached."""
        source = self._source(stage.key)
        index = self._index(source.marker) if source else None
        goal = self._record.goal
        known = source is not None and source.seen.get("status") == Status.DONE
        if index is None or index < goal.reached or known or goal.sealed or goal.let_go:
            return False
        if index > goal.reached:
            order = [marker.id for marker in goal.markers]
            order.insert(goal.reached, order.pop(index))
            if not self._take(partial(edit.reorder_markers, order=order)):
                return False
            index = goal.reached
        return self._take(partial(drive.reach, index=index), on=stage.finished)

    def _target(self, source: Source) -> None:
        """How far it goes, of what is counted; what was reached stays reached."""
        item, goal, was = self._road.item, self._record.goal, source.seen.get("target")
        if not item.unit or was is None or was == str(item.target):
            return
        last, more = goal.markers[-1], item.target - goal.distance
        if not isclose(goal.distance, _number(was)):
            self._stays.append("how far it goes was edited here")
        elif goal.to_go:
            miles = last.miles + more
            move = partial(edit.remeasure_marker, index=len(goal.markers) - 1, miles=miles)
            self._take(move, f"goes to {say_at(goal, item.target)}")
        elif more > 0:
            move = partial(edit.add_marker, index=len(goal.markers), title="finish", miles=more)
            self._take(move, f"goes to {say_at(goal, item.target)}")

    def _amounts(self, source: Source) -> None:
        """What was counted since, also on an earlier day than what came before."""
        amounts = self._road.item.amounts
        known = source.seen.get("amounts", "0")
        more = len(amounts) - (int(known) if known.isdecimal() else 0)
        if more <= 0:
            return
        came = self._not_here(sorted(amounts, key=lambda one: self._maker.moment(one.at)))[-more:]
        for amount in came:
            self._take(partial(drive.nudge, miles=amount.value), on=amount.at)
        if came:
            self._news.append(f"{counted(len(came), 'new entry', 'new entries')}")

    def _not_here(self, amounts: Iterable[Datapoint]) -> list[Datapoint]:
        """Those that no entry of the log is: of two that are equal the log needs two."""
        here: Counter[tuple[date, float]] = Counter()
        for event in standing(self._record.log):
            if event.kind in DRIVES and "position" in event.set:
                driven = event.set["position"] - (event.was.get("position") or 0.0)
                here[event.day, rounded(driven)] += 1
        found = []
        for amount in amounts:
            entry = self._maker.moment(amount.at)[1], rounded(amount.value)
            if here[entry] > 0:
                here[entry] -= 1
            elif entry[1]:
                found.append(amount)
        return found

    def _end(self, source: Source) -> None:
        """Seal it or let it go, where that is new in the file."""
        road, goal = self._road, self._record.goal
        if goal.sealed or goal.let_go or road.status is Status.OPEN:
            return
        if source.seen.get("status", "") == road.item.status.value:
            return
        if not source.seen and road.item.status is Status.OPEN:
            return  # it went out from here: that all markers are done is no seal
        if road.status is Status.CANCELLED:
            move = partial(status.let_go, reason="")
            self._take(move, "let go", on=last_day(road))
            return
        when = self._last_day()
        if goal.to_go > 0:
            if road.item.status is Status.OPEN:  # all that is in the file is done, not all of it
                return
            move = partial(drive.reach, index=len(goal.markers) - 1)
            if not self._take(move, on=when):
                return
        self._take(seal.seal, "sealed", on=when)

    def _last_day(self) -> Moment | None:
        """When the road ended: as the file says, but not before it came to where it stands here.

        What is done there without a day was reached now.
        """
        when, driven = last_day(self._road), self._record.goal.driven
        if when is None or driven is None:
            return when
        return max(when, driven, key=self._maker.moment)

    def _index(self, name: str) -> int | None:
        """The place of a marker on the road; None where it was taken off."""
        ids = [marker.id for marker in self._record.goal.markers]
        return ids.index(name) if name in ids else None


def _exported(record: Record, origin: str) -> dict[str, Source]:
    """A goal and its markers by their own ids: as an export names what did not come from there.

    What the file had of them the last time is not known, so what is here stays; but an export has
    the due date of a goal at its last marker.
    """
    goal = record.goal
    known = {goal.uid: Source(origin, goal.uid, "", {}, {})}
    for marker in goal.markers:
        last = goal.due is not None and marker is goal.markers[-1] and not marker.due
        was = {"due": str(goal.due)} if last else {}
        key = own_key(goal.uid, marker.id)
        known[key] = Source(origin, key, marker.id, was, {})
    return known


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _dated(due: date | None) -> str:
    return f"due {due.isoformat()}" if due else "without a due date"
