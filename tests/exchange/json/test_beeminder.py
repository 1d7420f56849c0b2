"""Beeminder: goals that add up, that stand at a value, that go down, and that have no end."""

from __future__ import annotations

from datetime import date

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.json import beeminder
from support.exchange import BROKEN_JSON, brought, by_head, given, local, read_or_sentence


def goal(*values, **more):
    points = [
        {"daystamp": f"202611{day:02}", "timestamp": 1793534400 + number, "value": value}
        for number, (day, value) in enumerate(values)
    ]
    return {
        "slug": "g", "title": "Goal", "goalval": 100, "initval": 0, "kyoom": True, "yaw": 1,
        "dir": 1, "runits": "d", "gunits": "km", "aggday": "sum", "datapoints": points,
    } | more  # fmt: skip


def read(*goals):
    return beeminder.read(given("me.json", {"goals": [*goals]}), local())


def amounts(*values, **more):
    return [(one.at.day, one.value) for one in read(goal(*values, **more)).items[0].amounts]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [(1, 3), (1, 4), (2, 10)]),
        ({"aggday": "max"}, [(1, 4), (2, 10)]),
        ({"aggday": "last"}, [(1, 4), (2, 10)]),
        ({"aggday": "count"}, [(1, 2), (2, 1)]),
        ({"aggday": "binary"}, [(1, 1), (2, 1)]),
        ({"aggday": "mean"}, [(1, 3.5), (2, 10)]),
        ({"aggday": "median"}, [(1, 3.5), (2, 10)]),
        ({"kyoom": False, "aggday": "last"}, [(1, 4), (2, 6)]),
        ({"kyoom": False, "aggday": "min"}, [(1, 3), (2, 7)]),
        ({"kyoom": False, "aggday": None}, [(1, 4), (2, 6)]),
        ({"kyoom": False, "aggday": "of the future"}, [(1, 4), (2, 6)]),
        ({"kyoom": False, "aggday": "last", "initval": 3}, [(1, 1), (2, 6)]),
        ({"kyoom": False, "aggday": "last", "initval": 20, "goalval": 0, "yaw": -1, "dir": -1},
         [(1, 16), (2, -6)]),
    ],
)  # fmt: skip
def test_what_datapoints_add(more, expected):
    assert amounts((1, 3), (1, 4), (2, 10), **more) == expected


def test_a_counter_that_began_anew_goes_on():
    found = amounts((1, 90), (2, 95), (3, 4), kyoom=False, aggday="last", odom=True)
    assert found == [(1, 90), (2, 5), (3, 4)]


def test_the_newest_datapoints_may_stand_first():
    one = goal((1, 3), (1, 4), (2, 10), kyoom=False, aggday="last")
    other = one | {"datapoints": one["datapoints"][::-1]}
    assert read(one).items[0].amounts == read(other).items[0].amounts


@pytest.mark.parametrize(
    ("more", "target"),
    [
        ({}, 100),
        ({"initval": 40}, 60),
        ({"initval": 80, "goalval": 70, "yaw": -1, "dir": -1}, 10),
        ({"goalval": None, "rate": 2, "initday": 1788220800, "goaldate": 1788220800 + 864_000}, 20),
        ({"goalval": None, "rate": 7, "runits": "w", "initday": 1788220800,
          "goaldate": 1788220800 + 1_209_600}, 14),
        ({"goalval": None, "rate": 1, "goaldate": None}, 50),
        ({"goalval": None, "rate": None}, 50),
    ],
)  # fmt: skip
def test_where_a_goal_ends(more, target):
    assert read(goal((1, 30), **more)).items[0].target == target


@pytest.mark.parametrize(("yaw", "way"), [(-1, 1), (1, -1)])
def test_a_limit_makes_no_road(yaw, way):
    reading = read(goal(yaw=yaw, dir=way))
    assert not reading.items
    assert [left.reason for left in reading.skipped] == [beeminder.LIMIT]


def test_how_it_ended():
    assert read(goal(won=True)).items[0].status is Status.DONE
    assert read(goal(lost=True)).items[0].status is Status.CANCELLED
    (record,) = brought(read(goal((1, 60), (2, 50), won=True)))
    assert record.goal.seal_day == date(2026, 11, 2)
    assert record.goal.position == record.goal.distance


def test_datapoints_are_entries_of_their_days():
    (record,) = brought(read(goal((1, 3), (2, 10))))
    assert [(event.day.day, event.set["position"]) for event in record.log[1:-1]] == [
        (1, 3),
        (2, 13),
    ]


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        ({"daystamp": "20261301", "value": 1}, "has a date that is none"),
        ({"daystamp": "soon", "value": 1}, "has a date that is none"),
        ({"value": 1}, "has a date that is none"),
        ({"daystamp": "20261101", "value": "much"}, "has a datapoint that is no number"),
        ({"daystamp": "20261101", "value": None}, "has a datapoint that is no number"),
        ({"daystamp": "20261101", "value": 10**400}, "has a datapoint that is no number"),
    ],
)
def test_a_datapoint_that_cannot_be_read_is_named(point, reason):
    reading = read(goal(datapoints=[point, {"daystamp": "20261102", "value": 5}]))
    assert [left.reason.split(":")[0] for left in reading.unread] == [reason]
    assert [one.value for one in reading.items[0].amounts] == [5]


def test_names_of_goals_alone_are_named_with_what_to_do():
    (left,) = read("weight").unread
    assert (left.what, left.reason) == ("weight", beeminder.NAME_ALONE)


@pytest.mark.parametrize(
    "data",
    [
        *BROKEN_JSON,
        b'{"slug":"g","goalval":"x","roadall":[[1],5,[null,1,2],["a","b"]],"datapoints":{"a":1}}',
        b'{"params":{"yaw":"x"},"data":[5,[],["20261101"],["20261101",1]]}',
    ],
    ids=by_head,
)
def test_broken_files_end_in_a_sentence_or_are_named(data):
    found = read_or_sentence(beeminder, given("g.bb", data))
    assert found.endswith(".") or "UNREAD" in found or not found
