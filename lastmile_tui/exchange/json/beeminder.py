"""Beeminder: goals of its API with their datapoints, and the files that its graphs are drawn from.

A goal is a road that counts, from its first value to its last; the corners of its line are markers.
Datapoints are added up where it says so (`kyoom`), and else each is where it stands, of a day the
one that `aggday` picks. What must not be exceeded has no end, and makes no road.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading, Status
from lastmile_tui.exchange.json.boards import rest
from lastmile_tui.exchange.json.objects import objects
from lastmile_tui.exchange.json.values import day, instant, listed, number, round_above, text, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "beeminder"

LIMIT = "a limit to stay below, at which no road ends"
NAME_ALONE = "is only the name of a goal; ask for it with associations=true and datapoints=true"
NO_GOAL = "is no goal"

_SECONDS = {"y": 31_557_600, "m": 2_629_800, "w": 604_800, "d": 86_400, "h": 3_600}
_AGGREGATES: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "last": lambda values: values[-1],
    "first": lambda values: values[0],
    "min": min,
    "max": max,
    "mean": lambda values: sum(values) / len(values),
    "median": lambda values: _middle(sorted(values)),
    "count": len,
    "binary": lambda _: 1.0,
    "nonzero": lambda values: float(any(values)),
    "cap1": lambda values: min(sum(values), 1.0),
}


def _middle(values: list[float]) -> float:
    """The median of sorted values."""
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


_CORNERS = 50
"""Corners of a line that are markers; one with more follows something else than stages."""

_NAMES = {
    "tini": "initday", "vini": "initval", "tfin": "goaldate", "vfin": "goalval", "rfin": "rate",
    "yaxis": "gunits",
}  # fmt: skip
"""What the parameters of a graph are called in a goal."""


def recognises(file: GivenFile) -> float:
    """By the names of a goal, a user or a graph, and by those that only they have inside."""
    names = file.names
    if {"params", "data"} <= names:
        return 0.9 if '"yaw"' in file.head or '"runits"' in file.head else 0.0
    if {"slug", "goalval"} <= names or {"slug", "runits"} <= names:
        return 0.95
    inside = '"slug"' in file.head and '"goaldate"' in file.head
    return 0.9 if "goals" in names and (inside or "urgency_load" in names) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All goals that have an end, finished ones too."""
    found, unread = objects(file)
    items: list[Item] = []
    skipped: list[Left] = []
    for goal in _goals(found, file):
        if not isinstance(goal, dict) or not text(goal.get("slug")):
            name = text(goal)
            unread.append(Left(NAME_ALONE if name else NO_GOAL, name or str(goal)[:100]))
        elif (number(goal.get("yaw")) or 1) * (number(goal.get("dir")) or 1) < 0:
            skipped.append(Left(LIMIT, text(goal.get("title")) or text(goal["slug"])))
        else:
            items += _Beeline(goal, local, unread).items()
    return Reading(ORIGIN, tuple(items), tuple(skipped), tuple(unread))


def _goals(found: list[Any], file: GivenFile) -> Iterator[Any]:
    """The goals of users, of lists, alone, and of graphs."""
    for one in found:
        if isinstance(one, dict) and isinstance(one.get("goals"), list):
            yield from one["goals"]
        elif isinstance(one, dict) and isinstance(params := one.get("params"), dict):
            goal = {_NAMES.get(name, name): value for name, value in params.items()}
            slug = text(params.get("yoog")).rpartition("/")[2] or file.name.rpartition(".")[0]
            rows = one.get("data")
            points = [
                dict(zip(("daystamp", "value", "comment"), row, strict=False))
                for row in (rows if isinstance(rows, list) else ())
                if isinstance(row, list)
            ]
            yield {"slug": slug} | goal | {"datapoints": points}
        else:
            yield one


class _Beeline:
    """A goal, made a road that counts upwards from 0."""

    def __init__(self, goal: dict[str, Any], local: Local, unread: list[Left]) -> None:
        self._goal, self._local, self._unread = goal, local, unread
        self._title = text(goal.get("title")) or text(goal["slug"])
        for name in ("goalval", "initval", "rate"):
            if goal.get(name) is not None and number(goal[name]) is None:
                reason = f"has a {name} that is no number: {goal[name]!s:.40}"
                unread.append(Left(reason, self._title))
        self._start = number(goal.get("initval")) or 0.0
        self._unit = text(goal.get("gunits")).strip() or "units"
        end = self._end()
        down = end < self._start if end is not None else (number(goal.get("dir")) or 1) < 0
        self._sign = -1.0 if down else 1.0
        self._length = abs(end - self._start) if end is not None else 0.0

    def items(self) -> Iterator[Item]:
        goal, key = self._goal, text(self._goal.get("id")) or text(self._goal["slug"])
        amounts = tuple(self._amounts())
        done = sum(amount.value for amount in amounts)
        target = self._length or round_above(1.25 * done)
        ended = Status.CANCELLED if goal.get("lost") else Status.OPEN
        tags = goal.get("tags")
        yield Item(
            key=key,
            title=self._title,
            status=Status.DONE if goal.get("won") else ended,
            created=self._day(goal.get("initday")) if goal.get("initday") else None,
            finished=amounts[-1].at if amounts else None,
            due=self._day(goal.get("goaldate")) if goal.get("goaldate") else None,
            why=text(goal.get("fineprint")),
            tags=tuple(texts(tags)),
            unit=self._unit,
            target=target,
            amounts=amounts,
            extra=rest(goal, "id", "title", "fineprint", "datapoints", "tags", "recent_data"),
        )
        behind = 0.0
        for when, value in self._corners():
            place = (value - self._start) * self._sign
            if behind < place < target:
                title = f"{value:g} {self._unit}"
                yield Item(f"{key} at {value:g}", title, parent=key, due=when, miles=place - behind)
                behind = place

    def _end(self) -> float | None:
        """The value at the end; of goal date, value and rate one is null, and follows."""
        goal = self._goal
        end, rate = number(goal.get("goalval")), number(goal.get("rate"))
        if end is not None or rate is None:
            return end
        first, last = instant(goal.get("initday")), instant(goal.get("goaldate"))
        if first is None or last is None:
            return None
        seconds = (last - first).total_seconds()
        return self._start + rate * seconds / _SECONDS.get(text(goal.get("runits")), 86_400)

    def _day(self, value: Any) -> date | None:
        """A day of seconds since 1970, or of eight digits."""
        seconds = number(value)
        eight = text(value).replace("-", "")[:8]
        if len(text(value)) == len("20261130") or isinstance(value, str):
            found = day(eight)
        else:
            at = instant(seconds)
            found = at.astimezone(self._local.zone).date() if at else None
        if found is None:
            self._unread.append(Left(f"has a date that is none: {value!s:.40}", self._title))
        return found

    def _corners(self) -> list[tuple[date | None, float]]:
        """Where its line bends; of each row one value is null, and follows from the one before."""
        goal = self._goal
        whole = goal.get("roadall") or goal.get("fullroad")
        rows: Any = whole or goal.get("road")
        found: list[tuple[date | None, float]] = []
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, list) and len(row) > 1 and row[0] is not None:
                value = number(row[1])
                if value is not None:
                    found.append((self._day(row[0]), value))
        inner = found[1:-1] if whole else found  # only the whole line has its two ends
        return inner if len(inner) <= _CORNERS else []

    def _amounts(self) -> Iterator[Datapoint]:
        """What each datapoint adds, the oldest first."""
        days: dict[date, list[tuple[float, str]]] = {}
        for point in self._points():
            when = self._day(point.get("daystamp") or point.get("timestamp"))
            value = number(point.get("value"))
            if value is None:
                reason = f"has a datapoint that is no number: {point.get('value')!s:.40}"
                self._unread.append(Left(reason, self._title))
            elif when is not None:
                days.setdefault(when, []).append((value, text(point.get("comment"))))
        kyoom, level = bool(self._goal.get("kyoom")), self._start
        name = text(self._goal.get("aggday")) or ("sum" if kyoom else "last")
        aggregate = _AGGREGATES.get(name, sum if kyoom else _AGGREGATES["last"])
        for when in sorted(days):
            points = days[when]
            if kyoom and name == "sum":
                yield from (Datapoint(when, self._sign * value, words) for value, words in points)
                continue
            value = float(aggregate([value for value, _ in points]))
            words = ", ".join(filter(None, (words for _, words in points)))
            added = value if kyoom else value - level
            if self._goal.get("odom") and not kyoom and value < level:
                added = value  # the counter began anew
            level = value
            yield Datapoint(when, self._sign * added, words)

    def _points(self) -> list[dict[str, Any]]:
        """The datapoints in the order in which they were made: the API has the newest first."""
        points = listed(self._goal.get("datapoints"))
        times = [number(point.get("timestamp")) for point in points]
        if any(at is None for at in times):
            return points
        order = sorted(range(len(points)), key=lambda place: times[place] or 0)
        return [points[place] for place in order]
