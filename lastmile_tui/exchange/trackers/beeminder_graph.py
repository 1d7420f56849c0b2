"""Beeminder's arithmetic: what the points of days come to, and where its road goes.

As in the source of its graphs (github.com/beeminder/road, `broad.js` and `beebrain.js`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby
from statistics import fmean, median, mode
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.exchange.json.values import day, instant, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import tzinfo

    Values = Sequence[float]

_DAYS = {"y": 365.25, "m": 365.25 / 12, "w": 7.0, "d": 1.0, "h": 1 / 24}
"""Days of the unit of a rate."""

_ONE_BY_ONE = 64
"""Points of a day, of which each is an entry of its own; of more the day is one."""


class Point(Struct, frozen=True):
    """A datapoint as it was entered."""

    day: date
    value: float
    text: str


def _clocky(values: Values) -> float:
    pairs = zip(values[::2], values[1::2], strict=False)
    return sum(late - early for early, late in pairs)


def _unique_mean(values: Values) -> float:
    return fmean(dict.fromkeys(values))


AGGREGATES: dict[str, Callable[[Values], float]] = {
    "last": lambda values: values[-1],
    "first": lambda values: values[0],
    "min": min,
    "max": max,
    "truemean": fmean,
    "uniqmean": _unique_mean,
    "mean": _unique_mean,
    "median": median,
    "mode": mode,
    "trimmean": fmean,
    "sum": sum,
    "jolly": lambda _: 1.0,
    "binary": lambda _: 1.0,
    "nonzero": lambda values: float(any(values)),
    "triangle": lambda values: sum(values) * (sum(values) + 1) / 2,
    "square": lambda values: sum(values) * sum(values),
    "clocky": _clocky,
    "count": lambda values: float(len(values)),
    "kyshoc": lambda values: min(2600, sum(values)),
    "cap1": lambda values: min(1.0, sum(values)),
}
"""What the points of a day come to, by the name of `aggday`."""


def aggregate_of(name: str, rate: float | None, unit: str) -> Callable[[Values], float] | None:
    """What the points of a day come to by `aggday`, of which one knows the rate per day."""
    if name == "skatesum" and rate is not None:
        a_day = rate / _DAYS.get(unit, 1.0)
        return lambda values: min(a_day, sum(values))
    return AGGREGATES.get(name)


def levels(
    points: Iterable[Point], aggregate: Callable[[Values], float], *, adds_up: bool
) -> Iterator[Point]:
    """How high it stands after each point, which are in their order; `adds_up` is `kyoom`."""
    before = 0.0
    for when, group in groupby(points, key=lambda point: point.day):
        of_day = [*group]
        values = [point.value for point in of_day]
        first = 1 if len(values) <= _ONE_BY_ONE else len(values)
        level = before
        for count in range(first, len(values) + 1):
            level = aggregate(values[:count]) + (before if adds_up else 0.0)
            texts = [of_day[count - 1].text] if first == 1 else [point.text for point in of_day]
            yield Point(when, level, "; ".join(dict.fromkeys(filter(None, texts))))
        before = level


def whole_odometer(points: Iterable[Point]) -> Iterator[Point]:
    """The points of a meter that began again at zero, as if it had gone on."""
    added = last = 0.0
    for place, point in enumerate(points):
        if place and point.value == 0:
            added += last
        last = point.value
        yield Point(point.day, point.value + added, point.text)


def day_of(value: Any, zone: tzinfo) -> date | None:
    """A day: `20150831`, or the seconds of its begin, in UTC where they are of a midnight there."""
    if isinstance(value, str) and not value.isdigit():
        return day(value)
    digits = number(value)
    if digits is not None and _FIRST_DAY <= digits <= _LAST_DAY:
        return day(f"{digits:.0f}")
    at = instant(value)
    return local_day(at, UTC if digits is not None and digits % 86_400 == 0 else zone)


_FIRST_DAY, _LAST_DAY = 1900_01_01, 2999_12_31
"""Numbers that are a day written without hyphens; as seconds they would be of 1970."""


def local_day(at: datetime | None, zone: tzinfo) -> date | None:
    """The day of an instant; None where no calendar has it."""
    try:
        return at.astimezone(zone).date() if at else None
    except OverflowError:
        return None


def bounded(value: Any) -> float | None:
    """A number that can be multiplied by another one; None for others."""
    found = number(value)
    return found if found is not None and abs(found) <= _LARGEST else None


_LARGEST = 1e12

Turn = tuple[date | None, float]
"""When a road comes to which value; None where it never does."""


def filled(
    start: tuple[date, float], rows: Iterable[Any], unit: str, zone: tzinfo
) -> Iterator[Turn | None]:
    """The turns of a road, of whose rows two of day, value and rate are given; None for no row."""
    before, value = float(start[0].toordinal()), start[1]
    for row in rows:
        if not isinstance(row, list) or len(row) < len(("day", "value", "rate")):
            yield None
            continue
        when, to = day_of(row[0], zone), bounded(row[1])
        given = bounded(row[2])
        if [when, to, given].count(None) > 1:
            yield None
            continue
        rate = (given or 0.0) / _DAYS.get(unit, 1.0)
        after = float(when.toordinal()) if when else None
        if after is None and to is not None:
            after = before + (to - value) / rate if rate else None
        elif to is None:
            to = value + rate * ((after or before) - before)
        turn = _ordinal(after)
        value, before = to, before if turn is None or after is None else after
        yield turn, value


def _ordinal(days: float | None) -> date | None:
    if days is None or not 1 <= days <= date.max.toordinal():
        return None
    return date.fromordinal(round(days))
