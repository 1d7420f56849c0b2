"""Beeminder: what its API answers about a user or a goal, and `.bb`, the files of its graphs.

A goal is a road that counts, from the value it began with to the one it goes to; the turns of its
road ahead are markers, and each datapoint is an entry, for what it adds (`kyoom`, `aggday`, a meter
that began again at zero). Less is more where `dir` is -1. A goal to do less is a limit, which
nobody can finish: `yaw` and `dir` differ.
"""

from __future__ import annotations

from datetime import date
from math import inf
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.value.way import Way
from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.objects import whole
from lastmile_tui.exchange.json.values import instant, number, round_above, text, texts
from lastmile_tui.exchange.keys import numbered
from lastmile_tui.exchange.trackers.beeminder_graph import (
    AGGREGATES,
    Point,
    aggregate_of,
    bounded,
    day_of,
    filled,
    levels,
    whole_odometer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.trackers.beeminder_graph import Turn

ORIGIN = "beeminder"

LIMIT = "a limit to stay within, with nothing to finish"
NO_GOAL = "is no goal"
NAME_ONLY = "is only the name of a goal; ask Beeminder with associations=true"
NO_POINT = "is no datapoint with a day and a value"
NO_ROW = "is no row of a road"
NO_AGGREGATE = "has an aggday that is not known"

_TURNS = 24
"""Turns of a road ahead that are markers, at most."""

_ELSEWHERE = frozenset(("data", "datapoints", "fullroad", "last_datapoint", "recent_data", "road"))
"""What is in the entries, or is the road once more."""


def recognises(file: GivenFile) -> float:
    """By the names of a goal, of a user with goals, or of a graph."""
    names, head = file.names, file.head
    if "params" in names:  # a long road may come before all else
        marks = sum(f'"{name}"' in head for name in ("road", "tini", "vini", "yaw", "yoog"))
        return 0.95 if marks > 1 or (marks and file.ending == ".bb") else 0.0
    if {"slug", "goalval"} <= names or {"slug", "roadall"} <= names:
        return 0.95
    return 0.9 if {"username", "goals"} <= names else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All goals of a file."""
    return _Goals(local.zone).reading(whole(file))


class _Goals:
    """Goals, made items one after another."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._items: list[Item] = []
        self._skipped: list[Left] = []
        self._unread: list[Left] = []

    def reading(self, found: Any) -> Reading:
        if isinstance(found, dict) and isinstance(found.get("goals"), list):
            found = found["goals"]
        goals = []
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict) and isinstance(one.get("params"), dict):
                goals.append(_of_graph(one))
            elif isinstance(one, dict) and "slug" in one:
                goals.append(one)
            else:
                reason = NAME_ONLY if isinstance(one, str) else NO_GOAL
                self._unread.append(Left(reason, str(one)[:100]))
        keys = numbered(text(goal.get("slug")) for goal in goals)
        for goal, key in zip(goals, keys, strict=True):
            self._goal(goal, key)
        return Reading(ORIGIN, tuple(self._items), tuple(self._skipped), tuple(self._unread))

    def _goal(self, goal: dict[str, Any], key: str) -> None:
        title = text(goal.get("title")) or text(goal.get("slug"))
        way = -1 if number(goal.get("dir")) == -1 else 1
        if (number(goal.get("yaw")) or way) * way < 0:
            self._skipped.append(Left(LIMIT, title))
            return
        points = [*self._points(goal, title)]
        first = points[0].day if points else None
        begun = day_of(goal.get("initday"), self._zone) or first
        start = bounded(goal.get("initval")) or 0.0
        turns = [*self._turns(goal, (begun or date.min, start), title)]
        end, value = turns[-1] if turns else (None, start)
        target = rounded(way * (value - start))
        goes = Way(start, down=way < 0) if target > 0 and (start or way < 0) else None
        lowest = 0.0 if goes is None else -inf
        amounts, remarks = self._entries(goal, points, start, way, lowest)
        reached = max(0.0, sum(amount.value for amount in amounts))
        unit = text(goal.get("gunits")).strip() or "units"
        won = bool(goal.get("won"))
        self._items.append(
            Item(
                key=key,
                title=title,
                why=text(goal.get("fineprint")),
                created=min((one for one in (begun, first) if one), default=None),
                status=Status.DONE if won else Status.OPEN,
                finished=end if won else None,
                due=end,
                tags=tuple(texts(goal.get("tags"))),
                unit=unit,
                target=target if target > 0 else round_above(reached),
                amounts=tuple(amounts),
                remarks=tuple(remarks),
                way=goes,
                extra={name: part for name, part in goal.items() if name not in _ELSEWHERE},
            )
        )
        self._items += _markers(turns[:-1], key, unit, (start, way, target))

    def _points(self, goal: dict[str, Any], title: str) -> Iterator[Point]:
        """The datapoints in their order, of a day in that in which they were entered."""
        found: list[tuple[Any, Point]] = []
        given = goal.get("datapoints")
        for place, one in enumerate(given if isinstance(given, list) else ()):
            row = one if isinstance(one, dict) else {}
            if isinstance(one, list):
                row = dict(zip(("daystamp", "value", "comment"), one, strict=False))
            when = day_of(row.get("daystamp"), self._zone)
            when = when or day_of(row.get("timestamp"), self._zone)
            value = bounded(row.get("value"))
            if when is None or value is None:
                self._unread.append(Left(NO_POINT, f"{title}: {one!s:.60}"))
                continue
            at = instant(row.get("timestamp"))
            order = (when, at.timestamp() if at else 0.0, text(row.get("id")), place)
            found.append((order, Point(when, value, text(row.get("comment")))))
        found.sort(key=lambda pair: pair[0])
        yield from (point for _, point in found)

    def _turns(self, goal: dict[str, Any], start: tuple[date, float], title: str) -> Iterator[Turn]:
        """Where its road turns, and at last where it ends."""
        rows = goal.get("roadall")
        rows = rows[1:] if isinstance(rows, list) else []
        ends = [goal.get(name) for name in ("goaldate", "goalval", "rate")]
        if not rows and sum(one is not None for one in ends) > 1:
            rows = [ends]
        for row in filled(start, rows, text(goal.get("runits")), self._zone):
            if row is None:
                self._unread.append(Left(NO_ROW, title))
            else:
                yield row

    def _entries(
        self, goal: dict[str, Any], points: list[Point], start: float, way: int, lowest: float
    ) -> tuple[list[Datapoint], list[Remark]]:
        """What each point adds to the way that is done; the words of those that add nothing.

        It is never further back than the `lowest` place.
        """
        adds_up, name = bool(goal.get("kyoom")), text(goal.get("aggday"))
        rate = bounded(goal.get("rate"))
        aggregate = aggregate_of(name, rate, text(goal.get("runits")))
        if aggregate is None:
            aggregate = AGGREGATES["sum" if adds_up else "last"]
            if name:
                self._unread.append(Left(NO_AGGREGATE, f"{goal.get('slug')}: {name}"))
        if goal.get("odom"):
            points = [*whole_odometer(points)]
        heights = levels(points, aggregate, adds_up=adds_up)
        value, when = bounded(goal.get("curval")), day_of(goal.get("curday"), self._zone)
        if not points and value is not None and when:
            heights = iter([Point(when, value, "")])
        amounts: list[Datapoint] = []
        remarks: list[Remark] = []
        place = 0.0
        for point in heights:
            to = rounded(max(lowest, way * (point.value - start)))
            if to != place:
                amounts.append(Datapoint(point.day, rounded(to - place), point.text))
            elif point.text:
                remarks.append(Remark(point.text, point.day))
            place = to
        return amounts, remarks


def _markers(
    turns: list[Turn], key: str, unit: str, way: tuple[float, int, float]
) -> Iterator[Item]:
    """The turns that lie ahead on the way to its target; of a day only the last counts."""
    start, sign, target = way
    by_day = {when: value for when, value in turns if when}
    ahead: list[tuple[date, float, float]] = []
    for when, value in by_day.items():
        place = rounded(sign * (value - start))
        if (ahead[-1][2] if ahead else 0.0) < place < target:
            ahead.append((when, value, place))
    before = 0.0
    for when, value, place in ahead[-_TURNS:]:
        title = f"{value:g} {unit}"
        miles = rounded(place - before)
        yield Item(f"{key}.{value:g}", title, parent=key, due=when, miles=miles)
        before = place


def _of_graph(found: dict[str, Any]) -> dict[str, Any]:
    """The file of a graph as the API has a goal."""
    graph: dict[str, Any] = found["params"]
    given = graph.get("road")
    rows = [[graph.get("tini"), graph.get("vini"), None]]
    rows += given if isinstance(given, list) else []
    end = [graph.get(name) for name in ("tfin", "vfin", "rfin")]
    if all(one is not None for one in end):
        end[2] = None
    if end.count(None) <= 1:
        rows.append(end)
    name = text(graph.get("yoog"))
    return graph | {
        "slug": name.rpartition("/")[2] or "goal",
        "initday": graph.get("tini"),
        "initval": graph.get("vini"),
        "gunits": graph.get("gunits") or graph.get("yaxis"),
        "rate": graph.get("rfin", graph.get("rate")),
        "roadall": rows,
        "datapoints": found.get("data"),
    }
