"""How a goal was driven: its days, its legs and its gaps, from the events that stand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.figures.road import place_of
from lastmile_tui.domain.measures.off_road import day_back, road_days, spells_of
from lastmile_tui.domain.model.event_log import written
from lastmile_tui.domain.model.events import ANSWERS, BROUGHT, DRIVES, OF_WHOLE_ROADS, EventKind
from lastmile_tui.domain.model.goal import A_MILE
from lastmile_tui.domain.model.numbers import rounded, total
from lastmile_tui.domain.model.there_and_back import without_there_and_back
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.domain.measures.off_road import Spell
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.times import Times


MOVES_NEEDED = 3
"""Days of progress from which a goal tells anything of its pace: two gaps say nothing of their
spread."""


class Leg(Struct, frozen=True, gc=False):
    """Progress of one day: the miles beyond all that was driven before it.

    `days` are those on the road since the last progress, at least one; `final` is behind the gate.
    `on` is the day of it.
    """

    miles: float
    days: float
    final: bool
    on: date


class Course(Struct, frozen=True, gc=False):
    """What a log tells of the driving; all days are local dates.

    `touches` are the days with any work, `moves` those with progress. `in_stretch` and `at_door`
    say since when the vehicle stands behind the gate and at the last marker, None where it does
    not. `first_door` is the day on which the last marker was reached first, `last_mile` since when
    the vehicle stood behind the gate then, and `first_seal` the day of the first seal from then on;
    a seal taken back moves none of them. `dues` and `lengths` are when it was due, and how long the
    road was, from a day on; `delays` the days by which the due date was put off, one number each
    time. `entries` counts the log as it stands, without restores and datings.
    `off_road` are the spells on whose days nobody could drive (`off_road`).
    """

    begun: date
    touches: tuple[date, ...]
    moves: tuple[date, ...]
    legs: tuple[Leg, ...]
    in_stretch: date | None
    at_door: date | None
    dues: tuple[tuple[date, date | None], ...]
    entries: int
    last_mile: date | None = None
    first_door: date | None = None
    first_seal: date | None = None
    off_road: tuple[Spell, ...] = ()
    lengths: tuple[tuple[date, float], ...] = ()
    delays: tuple[int, ...] = ()

    @property
    def touched(self) -> date:
        """The last day with any work."""
        return self.touches[-1]

    @property
    def driven(self) -> float:
        """The days that all legs took."""
        return sum([leg.days for leg in self.legs])

    @property
    def back(self) -> date | None:
        """The day on which it came back onto the road last, or will; None where it does not."""
        return day_back(self.off_road)

    def days(self, since: date, until: date) -> int:
        """The days on the road from one day to another, at least 0: parked days are none."""
        return max(road_days(self.off_road, since, until), 0)

    def rest(self, today: date) -> int:
        """The days since the last work; a goal that came back since then starts afresh."""
        return self.afresh(self.touched, today)

    def afresh(self, since: date, today: date) -> int:
        """The days since a day, or since the goal came back, if that was later; at least 0."""
        back = self.back
        if back and back <= today:
            since = max(since, back)
        return max((today - since).days, 0)

    def was_off(self, day: date) -> bool:
        """Whether it was off the road at the end of a day."""
        return any(first - 1 <= day.toordinal() < back for first, back in self.off_road)

    @property
    def gaps(self) -> list[int]:
        """The days on the road between one day of work and the next, at least one each."""
        if not self.off_road:
            numbers = [day.toordinal() for day in self.touches]
            return [later - number for number, later in pairwise(numbers)]
        return [max(self.days(day, later), 1) for day, later in pairwise(self.touches)]

    @property
    def rhythm(self) -> float | None:
        """The usual days between two days of work, their median; None under two gaps."""
        gaps = self.gaps
        return median(gaps) if len(gaps) >= _GAPS_NEEDED else None

    @property
    def stride(self) -> float:
        """The usual days of a leg before the final stretch, their median; 0 without one."""
        return median([leg.days for leg in self.legs if not leg.final] or [0.0])

    @property
    def pace(self) -> float | None:
        """Miles a day before the final stretch; None where nothing was driven there."""
        return _pace(leg for leg in self.legs if not leg.final)

    @property
    def teaches(self) -> bool:
        """Whether it says anything of how a person drives: nothing by one or two days of progress.

        Such a goal was written down when most of it was done, or driven to try the app.
        """
        return len(self.moves) >= MOVES_NEEDED


_NO_ENTRIES = frozenset((EventKind.RESTORED, EventKind.DATED, *BROUGHT))

_GAPS_NEEDED = 2
"""One gap is no rhythm."""

_NO_WORK = ANSWERS | {
    *(EventKind.PARKED, EventKind.LET_GO, EventKind.RESUMED, EventKind.REOPENED),
    *(EventKind.RENAMED, EventKind.WHY, EventKind.DUE, EventKind.EDITED),
    *(EventKind.TAGGED, EventKind.UNTAGGED, EventKind.INVOLVED, EventKind.RELEASED),
    *(EventKind.MARKER_RENAMED, EventKind.MARKER_DUE, EventKind.PUSHED),
    *(EventKind.SEAL_REWORDED, EventKind.FREED, EventKind.AGAIN),
    *(EventKind.ROADBLOCK, EventKind.CLEARED),
}
"""What only takes a goal off the road or brings it back is no work on it either, nor is what only
says of it how it is called, when it is due, or what is in its way."""


def course_of(goal: Goal, log: Log, today: date | None = None) -> Course:
    """Replay the events that stand, each on the day on which it was done (`times`).

    Positions are counted back from where the vehicle is now, so that a road that was edited behind
    it is measured as it is today. A drive that was taken back at once is none (`there_and_back`).
    """
    live, times = standing(log), times_of(log, today)
    kept = without_there_and_back(live, times)
    driven = driven_by_day(kept, times)
    where = _places(goal, driven)
    added = times.day(log[0])
    off_road = spells_of(live, times)
    work = times.days([event for event in kept if event.kind not in _NO_WORK])
    touches = sorted({added, *work})
    dated = [event for event in kept if times.dated(event)] if times.moved else []
    begun = min([added, *times.days(dated)])
    gate, end = goal.final_start, goal.distance
    moves, legs = _legs(gate, begun, where, off_road)
    arrived = next((at for at, (_, place) in enumerate(where) if place > 0 and place >= end), None)
    first_door = None if arrived is None else where[arrived][0]
    behind_gate = goal.position > 0 and goal.position >= gate
    return Course(
        begun=begun,
        touches=tuple(touches),
        moves=tuple(moves),
        legs=tuple(legs),
        in_stretch=_since(where, gate, begun) if behind_gate else None,
        at_door=_since(where, end, begun) if place_of(goal) >= end else None,
        dues=tuple(_dues(live, times)),
        entries=sum([event.kind not in _NO_ENTRIES for event in kept]),
        last_mile=None if arrived is None else _since(where[: arrived + 1], gate, begun),
        first_door=first_door,
        first_seal=_first_seal(live, times, first_door) if off_road and first_door else None,
        off_road=off_road,
        lengths=tuple(_lengths(live, times)),
        delays=tuple(_delays(live)),
    )


def _first_seal(live: Log, times: Times, door: date) -> date | None:
    """The day of the first seal from a day on."""
    days = times.days(event for event in written(live, "sealed") if event.set["sealed"])
    return min((day for day in days if day >= door), default=None)


def driven_by_day(live: Log, times: Times) -> list[tuple[date, float]]:
    """What each day brought forwards (or back), in miles."""
    by_day: dict[date, float] = {}
    position = 0.0
    moves = written(live, "position")
    for event, day in zip(moves, times.days(moves), strict=True):
        to = event.set["position"] or 0.0
        if event.kind in DRIVES:
            by_day[day] = by_day.get(day, 0.0) + to - position
        position = to
    return sorted(by_day.items())


def _places(goal: Goal, driven: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """Where the vehicle stood at the end of each day on which it was driven."""
    place = place_of(goal)
    places = []
    for day, gain in reversed(driven):
        places.append((day, rounded(place)))
        place -= gain
    return places[::-1]


def _legs(
    gate: float, begun: date, where: Sequence[tuple[date, float]], off_road: Sequence[Spell]
) -> tuple[list[date], list[Leg]]:
    """The days with progress, and their legs; one across the gate is cut in two there.

    The time before the first move is planning: it counts as the longest later gap at most.
    """
    furthest, last = 0.0, begun
    steps: list[tuple[date, float, float, int]] = []
    for day, place in where:
        if place > furthest:
            gap = road_days(off_road, last, day) if off_road else (day - last).days
            steps.append((day, furthest, place, max(1, gap)))
            furthest, last = place, day
    longest = max((gap for *_, gap in steps[1:]), default=None)
    legs: list[Leg] = []
    for index, (day, start, end, gap) in enumerate(steps):
        days = gap if index or longest is None else min(gap, longest)
        legs += _cut(start, end, days, gate, day)
    return [day for day, *_ in steps], legs


def _cut(start: float, end: float, days: int, gate: float, on: date) -> tuple[Leg, ...]:
    if end <= gate or start >= gate:  # as most are
        return (Leg(rounded(end - start), float(days), start >= gate, on),)
    before, behind = gate - start, end - gate
    return (
        Leg(rounded(before), days * before / (before + behind), final=False, on=on),
        Leg(rounded(behind), days * behind / (before + behind), final=True, on=on),
    )


def _since(where: Sequence[tuple[date, float]], place: float, begun: date) -> date:
    """The day since when the vehicle has been at a place or beyond it without a break."""
    since = begun
    beyond = False
    for day, stood in where:
        now = stood > 0 and stood >= place
        if now and not beyond:
            since = day
        beyond = now
    return since


def _dues(live: Log, times: Times) -> Iterator[tuple[date, date | None]]:
    """The due date after each change of it; one that is only written down again is no change."""
    before: str | None = None
    for event in written(live, "due"):
        value = event.set["due"]
        if value != before:
            before = value
            yield times.day(event), None if value is None else date.fromisoformat(value)


def _delays(live: Log) -> Iterator[int]:
    """The days of each putting off; the date of a part, or of a whole of two, puts off nothing."""
    before: date | None = None
    for event in written(live, "due"):
        if value := event.set["due"]:
            due = date.fromisoformat(value)
            if before and due > before and event.kind not in OF_WHOLE_ROADS:
                yield (due - before).days
            before = due


def _lengths(live: Log, times: Times) -> Iterator[tuple[date, float]]:
    """The length of the road after each change of its markers."""
    miles: dict[str, float] = {}
    length = 0.0
    for event in written(live, "marker:"):
        changed = False
        for name, part in event.set.items():
            if name.startswith("marker:"):
                if part is None or part.get("gone"):
                    changed |= miles.pop(name, None) is not None
                elif (own := part.get("miles")) or name not in miles:  # not its day alone
                    miles[name], changed = own or A_MILE, True
        if changed and (now := rounded(total([*miles.values()]))) != length:
            length = now
            yield times.day(event), length


def _pace(legs: Iterable[Leg]) -> float | None:
    miles = days = 0.0
    for leg in legs:
        miles += leg.miles
        days += leg.days
    return miles / days if days else None


def median(values: Sequence[float]) -> float:
    """The module statistics takes longer to import than all else that measures."""
    ordered, middle = sorted(values), len(values) // 2
    return (ordered[middle] + ordered[-middle - 1]) / 2
