"""The dates of a table: a column writes them in one order, which all of its rows must agree with.

`03/04/2026` alone is two days: the other rows of its column decide, then the other columns, and
where none can, the locale does, which is said.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo

_TIME = (
    r"(?:(?:T|,? +| *at +)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,6})\d*)?)? *([ap]\.?m\.?)?"
    r" *(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?: *\([A-Z+0-9:-]{1,9}\))?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(rf"(\d{{4}})()(\d\d)(\d\d){_TIME}", re.IGNORECASE)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d\d){_TIME}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.)?[ /-]+([a-z]{{3,9}})\.?,?[ /-]+"
    rf"(\d{{4}}|\d\d){_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.? +(\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}}){_TIME}", re.IGNORECASE
)
_EPOCH = re.compile(r"\d{10}(\d{3})?")

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_NOTHING = frozenset(("", "-", "–", "—", "none", "null", "n/a", "no date", "never", "0"))
"""Cells that say that there is no date."""

_ZERO = 1
"""The year in which programs put a date that is none."""

_EARLIEST, _LATEST = 1970, 2200
"""Years that a date of a task may lie in."""

_CENTURY = 2000
_NOON = 12
_MIDNIGHT = 24
"""The hour at which ISO 8601 lets a day end."""

_MONTHS_A_YEAR = 12


class Order(StrEnum):
    """What stands first in a date of three numbers."""

    DAY = "day/month"
    MONTH = "month/day"


class TableDay(Struct, frozen=True):
    """A day as a cell has it: with a time of day, and an instant where it says its zone."""

    day: date
    time: time | None = None
    at: datetime | None = None


class NoDayError(ValueError):
    """A cell that is no day; the reason is what is said of it."""


def read_day(text: str, order: Order | None, zone: tzinfo) -> TableDay | None:
    """The day of a cell, None for an empty one; NoDayError where it is none, or two."""
    text = " ".join(text.split())
    if text.casefold() in _NOTHING:
        return None
    if epoch := _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if epoch[1] else 1)
        return _placed(datetime.fromtimestamp(seconds, UTC), zone)
    for pattern in (_ISO, _COMPACT):
        if found := pattern.fullmatch(text):
            year, _, month, day, *rest = found.groups()
            return (
                None if int(year) == _ZERO else _made(int(year), int(month), int(day), rest, zone)
            )
    if found := _NUMBERS.fullmatch(text):
        first, sign, second, year, *rest = found.groups()
        order = Order.DAY if order is None and sign == "." else order
        day, month = _ordered(int(first), int(second), order)
        return _made(_year(year), month, day, rest, zone)
    if found := _DAY_FIRST.fullmatch(text):
        day_text, name, year, *rest = found.groups()
        return _made(_year(year), _month(name), int(day_text), rest, zone)
    if found := _MONTH_FIRST.fullmatch(text):
        name, day_text, year, *rest = found.groups()
        return _made(int(year), _month(name), int(day_text), rest, zone)
    raise NoDayError("is no date")


def is_day(text: str, zone: tzinfo) -> bool:
    """Whether a cell is a day, in whichever order."""
    try:
        return read_day(text, Order.DAY, zone) is not None
    except NoDayError:
        return bool(_NUMBERS.fullmatch(" ".join(text.split())))


def _ordered(first: int, second: int, order: Order | None) -> tuple[int, int]:
    """Day and month of two numbers in the order of their column, or in the only way there is."""
    if order is None:
        if first <= _MONTHS_A_YEAR and second <= _MONTHS_A_YEAR and first != second:
            raise NoDayError("could be two days, and the other rows do not agree on an order")
        order = Order.MONTH if second > _MONTHS_A_YEAR else Order.DAY
    return (first, second) if order is Order.DAY else (second, first)


def _year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) == len("26") else 0)


def _month(name: str) -> int:
    low = name.casefold()
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(low) or (low == "sept" and number == len("september")):
            return number
    raise NoDayError("is no date")


def _made(year: int, month: int, day: int, rest: list[str | None], zone: tzinfo) -> TableDay:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NoDayError("is no day of any calendar") from None
    if not _EARLIEST <= year <= _LATEST:
        raise NoDayError(f"lies in the year {year}")
    hour, minute, second, fraction, half, offset = rest
    if hour is None or minute is None:
        return TableDay(found)
    clock = int(hour)
    if half:
        clock = clock % _NOON + _NOON * (half[0] in "pP")
    if clock == _MIDNIGHT and not any(map(int, filter(None, (minute, second, fraction)))):
        end = datetime.combine(found + timedelta(1), time(), _zone(offset)) if offset else None
        return TableDay(found, None, end)
    try:
        at = time(clock, int(minute), int(second or 0), int((fraction or "").ljust(6, "0")))
    except ValueError:
        raise NoDayError("has no time of any clock") from None
    if not offset:
        return TableDay(found, at if at != time() else None)
    return _placed(datetime.combine(found, at, _zone(offset)), zone)


def _placed(at: datetime, zone: tzinfo) -> TableDay:
    """An instant in the user's zone; midnight of UTC is how programs write a mere day."""
    if not _EARLIEST <= at.year <= _LATEST:
        raise NoDayError(f"lies in the year {at.year}")
    if at.utcoffset() == timedelta() and at.time() == time():
        return TableDay(at.date(), None, at)
    there = at.astimezone(zone)
    return TableDay(there.date(), there.time().replace(second=0, microsecond=0), at)


def _zone(offset: str) -> tzinfo:
    if offset[0] not in "+-":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours >= 24 or minutes >= 60:  # noqa: PLR2004 # as on any clock
        raise NoDayError("has no zone of any map")
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


class Orders(Struct, frozen=True):
    """The order of each column of dates, None for one whose rows disagree; what is to be said."""

    of: dict[str, Order | None]
    remarks: tuple[str, ...] = ()


def find_orders(columns: Mapping[str, Iterable[str]], *, month_first: bool | None) -> Orders:
    """The order in which each column writes its dates, by all of its cells.

    `month_first` is what the locale has, None where it says nothing.
    """
    seen = {name: _possible(cells) for name, cells in columns.items()}
    sure = {order for orders, _ in seen.values() if len(orders) == 1 for order in orders}
    remarks: list[str] = []
    of: dict[str, Order | None] = {}
    for name, (orders, doubtful) in seen.items():
        if len(orders) == 1:
            of[name] = next(iter(orders))
        elif not orders:
            of[name] = None
        elif len(sure) == 1:
            of[name] = next(iter(sure))
        else:
            of[name] = Order.MONTH if month_first else Order.DAY
            if doubtful:
                remarks.append(_by_locale(name, doubtful, of[name], month_first))
    return Orders(of, tuple(remarks))


def _possible(cells: Iterable[str]) -> tuple[set[Order], str]:
    """The orders in which all cells of a column are days, and one that is two days."""
    orders, doubtful = {Order.DAY, Order.MONTH}, ""
    for cell in cells:
        if not (found := _NUMBERS.fullmatch(" ".join(cell.split()))):
            continue
        first, second = int(found[1]), int(found[3])
        if first > _MONTHS_A_YEAR or (found[2] == "." and second <= _MONTHS_A_YEAR):
            orders.discard(Order.MONTH)
        elif second > _MONTHS_A_YEAR:
            orders.discard(Order.DAY)
        elif first != second:
            doubtful = doubtful or cell.strip()
    return orders, doubtful


def _by_locale(name: str, cell: str, order: Order | None, month_first: bool | None) -> str:
    other = "en_GB" if order is Order.MONTH else "en_US"
    why = "as your locale does not say" if month_first is None else "as in your locale"
    return (
        f"{name}: {cell} could be two days; read as {order}, {why} "
        f"(LC_TIME={other} reads it the other way)"
    )
