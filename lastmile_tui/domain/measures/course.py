"""How a goal was driven: its days, its legs and its gaps, from the events that stand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.events import ANSWERS, DRIVES, EventKind
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.times import Times


class Leg(Struct, frozen=True, gc=False):
    """Progress of one day: the miles beyond all that was driven before it.

    `days` are those since the last progress, at least one; `final` is behind the gate.
    """

    miles: float
    days: float
    final: bool


class Course(Struct, frozen=True, gc=False):
    """What a log tells of the driving; all days are local dates.

    `touches` are the days with any work, `moves` those with progress. `in_stretch` and `at_door`
    say since when the vehicle stands behind the gate and at the last marker, None where it does
    not. `delays` are the days by which the due date was put off, one number each time. `entries`
    counts the log as it stands, without restores and datings.
    """

    begun: date
    touches: tuple[date, ...]
    moves: tuple[date, ...]
    legs: tuple[Leg, ...]
    in_stretch: date | None
    at_door: date | None
    delays: tuple[int, ...]
    entries: int

    @property
    def touched(self) -> date:
        """The last day with any work."""
        return self.touches[-1]

    @property
    def rhythm(self) -> float | None:
        """The usual days between two days of work, their median; None under two gaps."""
        gaps = [(later - day).days for day, later in pairwise(self.touches)]
        return median(gaps) if len(gaps) >= _GAPS_NEEDED else None

    @property
    def stride(self) -> float:
        """The usual days of a leg before the final stretch, their median; 0 without one."""
        return median([leg.days for leg in self.legs if not leg.final] or [0.0])

    @property
    def pace(self) -> float | None:
        """Miles a day before the final stretch; None where nothing was driven there."""
        return _pace(leg for leg in self.legs if not leg.final)


_NO_ENTRIES = frozenset((EventKind.RESTORED, EventKind.DATED, EventKind.UNITED))

_GAPS_NEEDED = 2
"""One gap is no rhythm."""


def course_of(goal: Goal, log: Log, today: date | None = None) -> Course:
    """Replay the events that stand, each on the day on which it was done (`times`).

    Positions are counted back from where the vehicle is now, so that a road that was edited behind
    it is measured as it is today.
    """
    live, times = standing(log), times_of(log, today)
    driven = driven_by_day(live, times)
    where = _places(goal, driven)
    added = times.day(log[0])
    work = [event for event in live if event.kind not in ANSWERS]
    touches = sorted(dict.fromkeys((added, *times.days(work))))  # as good as in order already
    dated = [event for event in live if times.dated(event)] if times.moved else []
    begun = min([added, *times.days(dated)])
    gate, end = goal.final_start, goal.distance
    moves, legs = _legs(gate, begun, where)
    behind_gate = goal.position > 0 and goal.position >= gate
    return Course(
        begun=begun,
        touches=tuple(touches),
        moves=tuple(moves),
        legs=tuple(legs),
        in_stretch=_since(where, gate, begun) if behind_gate else None,
        at_door=_since(where, end, begun) if goal.to_go <= 0 else None,
        delays=tuple(_delays(live)),
        entries=sum([event.kind not in _NO_ENTRIES for event in live]),
    )


def driven_by_day(live: Iterable[Event], times: Times) -> list[tuple[date, float]]:
    """What each day brought forwards (or back), in miles."""
    by_day: dict[date, float] = {}
    position = 0.0
    moves = [event for event in live if "position" in event.set]
    for event, day in zip(moves, times.days(moves), strict=True):
        to = event.set["position"] or 0.0
        if event.kind in DRIVES:
            by_day[day] = by_day.get(day, 0.0) + to - position
        position = to
    return sorted(by_day.items())


def _places(goal: Goal, driven: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """Where the vehicle stood at the end of each day on which it was driven."""
    place = goal.position
    places = []
    for day, gain in reversed(driven):
        places.append((day, rounded(place)))
        place -= gain
    return places[::-1]


def _legs(
    gate: float, begun: date, where: Sequence[tuple[date, float]]
) -> tuple[list[date], list[Leg]]:
    """The days with progress, and their legs; one across the gate is cut in two there.

    The time before the first move is planning: it counts as the longest later gap at most.
    """
    furthest, last = 0.0, begun
    steps: list[tuple[date, float, float, int]] = []
    for day, place in where:
        if place > furthest:
            steps.append((day, furthest, place, max((day - last).days, 1)))
            furthest, last = place, day
    longest = max((gap for *_, gap in steps[1:]), default=None)
    legs: list[Leg] = []
    for index, (_, start, end, gap) in enumerate(steps):
        days = gap if index or longest is None else min(gap, longest)
        legs += _cut(start, end, days, gate)
    return [day for day, *_ in steps], legs


def _cut(start: float, end: float, days: int, gate: float) -> Iterator[Leg]:
    before, behind = max(min(end, gate) - start, 0.0), max(end - max(start, gate), 0.0)
    for miles, final in ((before, False), (behind, True)):
        if miles > 0:
            yield Leg(rounded(miles), days * miles / (before + behind), final)


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


def _delays(live: Iterable[Event]) -> Iterator[int]:
    """By how many days the due date was put off each time."""
    due: date | None = None
    for value in [event.set["due"] for event in live if "due" in event.set]:
        new = None if value is None else date.fromisoformat(value)
        if due and new and new > due:
            yield (new - due).days
        due = new or due


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
