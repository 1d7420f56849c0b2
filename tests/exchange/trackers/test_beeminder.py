"""Beeminder's goals: kyoom, aggday, yaw and dir, meters, turns of the road, and graph files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.trackers import beeminder
from lastmile_tui.exchange.trackers.beeminder import (
    LIMIT,
    NAME_ONLY,
    NO_AGGREGATE,
    NO_GOAL,
    NO_POINT,
    NO_ROW,
    read,
)
from support.exchange import (
    BROKEN_JSON,
    again,
    brought,
    given,
    local,
    outline,
    read_or_sentence,
)

SAMPLES = Path(__file__).parent.parent / "samples" / "beeminder"
START, END = 1788220800, 1798675200  # 1 September and 31 December 2026
LINE = [[START, 0, None], [END, 300, None]]


def goal(points=(), **more):
    rows = [
        {"id": f"{place:03}", "timestamp": 0, "daystamp": day, "value": value, "comment": text}
        for place, (day, value, text) in enumerate(points)
    ]
    usual = {"slug": "g", "yaw": 1, "dir": 1, "runits": "d", "gunits": "pages", "roadall": LINE}
    usual |= {"initday": START, "initval": 0, "kyoom": True, "aggday": "sum", "datapoints": rows}
    return usual | more


def item(*goals, **more):
    return read(given("g.json", goals[0] if len(goals) == 1 else list(goals)), local(**more)).items[
        0
    ]


def places(**more):
    """Where it stands after each entry."""
    place, found = 0.0, []
    for amount in item(goal(**more)).amounts:
        place += amount.value
        found.append((f"{amount.at:%m%d}", round(place, 6)))
    return found


THREE = [("20260902", 4, ""), ("20260902", 10, ""), ("20260902", 4, ""), ("20260903", 6, "")]


@pytest.mark.parametrize(
    ("aggday", "kyoom", "first", "last"),
    [
        ("sum", True, 18, 24),
        ("last", True, 4, 10),
        ("first", True, 4, 10),
        ("max", True, 10, 16),
        ("min", True, 4, 10),
        ("count", True, 3, 4),
        ("mean", True, 7, 13),
        ("uniqmean", True, 7, 13),
        ("truemean", True, 6, 12),
        ("median", True, 4, 10),
        ("mode", True, 4, 10),
        ("nonzero", True, 1, 2),
        ("binary", True, 1, 2),
        ("jolly", True, 1, 2),
        ("cap1", True, 1, 2),
        ("triangle", True, 171, 192),
        ("square", False, 324, 36),
        ("clocky", True, 6, 6),
        ("sum", False, 18, 6),
        ("last", False, 4, 6),
        ("max", False, 10, 6),
    ],
)
def test_the_points_of_a_day_come_to_what_aggday_says(aggday, kyoom, first, last):
    found = dict(places(points=THREE, aggday=aggday, kyoom=kyoom))
    assert found["0902"] == first
    assert list(found.values())[-1] == last


@pytest.mark.parametrize(("rate", "unit", "last"), [(2, "d", 4), (35, "w", 10), (99, "d", 24)])
def test_of_a_day_counts_no_more_than_its_rate_where_that_is_wanted(rate, unit, last):
    assert places(points=THREE, aggday="skatesum", rate=rate, runits=unit)[-1][1] == last


@pytest.mark.parametrize("count", [64, 65, 3000])
def test_a_day_of_many_points_comes_to_the_same(count):
    points = [("20260902", 0.5, "x")] * count
    assert places(points=points)[-1] == ("0902", min(count / 2, count))
    assert places(points=points, aggday="last")[-1] == ("0902", 0.5)


@pytest.mark.parametrize(
    ("aggday", "kyoom", "last"), [("", True, 24), (None, False, 6), ("skatesum", True, 24)]
)
def test_without_a_known_aggday_cumulative_goals_sum_and_others_take_the_last(aggday, kyoom, last):
    found = read(given("g.json", goal(THREE, aggday=aggday, kyoom=kyoom)), local())
    assert sum(amount.value for amount in found.items[0].amounts) == last
    assert [left.reason for left in found.unread] == [NO_AGGREGATE] * bool(aggday)


@pytest.mark.parametrize(
    ("yaw", "way", "kept"),
    [
        (1, 1, True),
        (-1, -1, True),
        (-1, 1, False),
        (1, -1, False),
        (None, None, True),
        (0, 0, True),
    ],
)
def test_a_goal_to_do_less_is_a_limit(yaw, way, kept):
    found = read(given("g.json", goal(yaw=yaw, dir=way)), local())
    assert bool(found.items) == kept
    assert [left.reason for left in found.skipped] == [LIMIT] * (not kept)


def test_less_is_more_where_the_road_goes_down():
    rows = [[START, 80, None], [END, 72, None]]
    points = [
        ("20260902", 80, ""),
        ("20260903", 78, ""),
        ("20260904", 79, ""),
        ("20260905", 81, ""),
    ]
    more = {"kyoom": False, "aggday": "last", "yaw": -1, "dir": -1, "roadall": rows, "initval": 80}
    assert places(points=points, **more) == [("0903", 2), ("0904", 1), ("0905", -1)]
    assert item(goal(points, **more)).target == 8


def test_a_meter_that_began_again_at_zero_goes_on():
    points = [(f"2026090{day}", value, "") for day, value in enumerate((100, 150, 0, 20, 0, 5), 1)]
    more = {"kyoom": False, "aggday": "last", "initval": 100, "points": points}
    assert places(odom=True, **more)[-1][1] == 75
    assert places(odom=False, **more)[-1][1] == -95


def test_points_come_in_the_order_in_which_they_were_entered():
    newest_first = [
        {"id": "3", "timestamp": 30, "daystamp": "20260903", "value": 3, "comment": "c"},
        {"id": "2", "timestamp": 20, "daystamp": "20260902", "value": 2, "comment": "b"},
        {"id": "1", "timestamp": 20, "daystamp": "2026-09-02", "value": 1, "comment": "a"},
    ]
    found = item(goal(datapoints=newest_first))
    assert [(one.text, one.at) for one in found.amounts] == [
        ("a", date(2026, 9, 2)),
        ("b", date(2026, 9, 2)),
        ("c", date(2026, 9, 3)),
    ]


@pytest.mark.parametrize(
    ("stamp", "timestamp", "day"),
    [
        ("20260902", 1788386400, "2026-09-02"),  # entered after midnight for the day before
        ("2026-09-02", 0, "2026-09-02"),
        (20260902, 0, "2026-09-02"),
        (None, 1788301800, "2026-09-02"),  # half past midnight in Berlin
        ("", 1788307200, "2026-09-02"),
        ("20260902", None, "2026-09-02"),
    ],
)
def test_the_day_of_a_point_is_its_daystamp(stamp, timestamp, day):
    row = {"daystamp": stamp, "timestamp": timestamp, "value": 1}
    found = item(goal(datapoints=[row]), zone=ZoneInfo("Europe/Berlin"))
    assert [str(one.at) for one in found.amounts] == [day]


@pytest.mark.parametrize(
    ("end", "unit", "due", "target"),
    [
        ([END, 300, None], "d", "2026-12-31", 300),
        ([END, None, 2], "d", "2026-12-31", 242),
        ([END, None, 7], "w", "2026-12-31", 121),
        ([None, 100, 1], "d", "2026-12-10", 100),
        ([None, 48, 2], "h", "2026-09-02", 48),
        ([None, 100, 0], "d", None, 100),
        ([None, 12, 365.25], "y", "2026-09-13", 12),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_where_a_road_ends(end, unit, due, target, whole):
    names = dict(zip(("goaldate", "goalval", "rate"), end, strict=True))
    more = {"roadall": [[START, 0, None], end]} if whole else {"roadall": None} | names
    found = item(goal(runits=unit, **more))
    assert (found.due and str(found.due), found.target) == (due, target)


def test_turns_ahead_are_markers_and_flat_ones_and_those_back_are_none():
    days = [START + 86_400 * number for number in range(0, 60, 10)]
    rows = [[days[0], 0, None], [days[1], 50, None], [days[2], None, 0], [days[3], 40, None],
            [days[3], 60, None], [days[4], 90, None], [END, 80, None]]  # fmt: skip
    found = read(given("g.json", goal(roadall=rows)), local()).items[1:]
    assert [(one.title, str(one.due), one.miles) for one in found] == [
        ("50 pages", "2026-09-11", 50),
        ("60 pages", "2026-10-01", 10),
    ]


def test_of_a_road_with_hundreds_of_turns_the_last_are_markers():
    rows = [[START + 86_400 * number, number, None] for number in range(400)]
    (record,) = brought(read(given("g.json", goal(roadall=rows)), local()))
    assert len(record.goal.markers) == 25
    assert record.goal.distance == 399


def test_a_goal_that_was_won_is_sealed_and_one_that_was_lost_goes_on():
    assert item(goal(won=True)).status is Status.DONE
    assert item(goal(lost=True)).status is Status.OPEN


def test_without_points_it_stands_where_it_is():
    assert places(points=[], datapoints=None, curval=61, curday=1788307200) == [("0902", 61)]


def test_words_of_a_point_that_adds_nothing_are_a_note():
    found = item(goal([("20260902", 0, "began"), ("20260903", 5, "read")]))
    assert [(one.text, str(one.at)) for one in found.remarks] == [("began", "2026-09-02")]
    assert [one.text for one in found.amounts] == ["read"]


def test_a_second_import_brings_the_points_that_are_new():
    old = [("20260902", 12, ""), ("20260903", 9, "")]
    (before,) = brought(read(given("g.json", goal(old)), local()))
    assert not again([before], read(given("g.json", goal(old)), local()))
    new = [*old, ("20260903", 4, "later that day"), ("20260910", 5, "")]
    (after,) = again([before], read(given("g.json", goal(new)), local()))
    assert (before.goal.position, after.goal.position) == (21, 30)
    days = [str(event.day) for event in after.log if "position" in event.set]
    assert days == ["2026-09-02", "2026-09-03", "2026-09-03", "2026-09-10"]


@pytest.mark.parametrize(
    ("points", "end", "place"),
    [([("20260902", 12, "")], 400, 12), ([("20260902", 12, "")], 200, 12),
     ([("20260902", 300, "")], 400, 300)],
)  # fmt: skip
def test_a_goal_that_goes_further_now_does_so_here(points, end, place):
    (before,) = brought(read(given("g.json", goal(points)), local()))
    turns = [LINE[0], [END, end, None]]
    (after,) = again([before], read(given("g.json", goal(points, roadall=turns)), local()))
    assert (before.goal.distance, after.goal.distance) == (300, end)
    assert after.goal.position == place


def test_a_turn_that_is_new_stands_in_its_place_and_makes_the_road_no_longer():
    first = [LINE[0], [START + 86_400 * 50, 150, None], LINE[1]]
    points = [("20260902", 60, "")]
    (before,) = brought(read(given("g.json", goal(points, roadall=first)), local()))
    days = [START + 86_400 * number for number in (10, 30, 50, 70)]
    turns = [[day, value, None] for day, value in zip(days, (40, 100, 150, 250), strict=True)]
    later = read(given("g.json", goal(points, roadall=[LINE[0], *turns, LINE[1]])), local())
    (after,) = again([before], later)
    assert [marker.title for marker in before.goal.markers] == ["150 pages", "finish"]
    assert [marker.title for marker in after.goal.markers] == [
        "100 pages",
        "150 pages",
        "250 pages",
        "finish",
    ]
    assert after.goal.ends == (100, 150, 250, 300)
    assert after.goal.position == 60
    assert not again([after], later)


def test_a_graph_file_and_the_api_say_the_same_of_a_goal():
    graph = {
        "params": {
            "tini": "20260901", "vini": 0, "tfin": "20261231", "vfin": 300, "rfin": None,
            "runits": "d", "road": [], "kyoom": True, "aggday": "sum", "yaw": 1, "dir": 1,
            "yoog": "rosa/g", "yaxis": "pages",
        },
        "data": [["20260902", 12, "a good day"], ["20260903", 9, ""]],
    }  # fmt: skip
    points = [("20260902", 12, "a good day"), ("20260903", 9, "")]
    one = outline(read(given("g.bb", graph), local()), extra=False)
    assert one == outline(read(given("g.json", goal(points)), local()), extra=False)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"username": "rosa", "goals": ["thesis"]}, NAME_ONLY),
        ([goal(), 17], NO_GOAL),
        ({"username": "rosa", "goals": [None]}, NO_GOAL),
        ({"params": [], "data": []}, NO_GOAL),
        (goal(roadall=[[START, 0, None], "row"]), NO_ROW),
        (goal(roadall=[[START, 0, None], [None, None, None]]), NO_ROW),
        (goal(roadall=[[START, 0, None], [END, 1e300, None]]), NO_ROW),
        (goal(datapoints=["x"]), NO_POINT),
        (goal(datapoints=[{"daystamp": "20261301", "value": 1}]), NO_POINT),
        (goal(datapoints=[{"daystamp": "20260901", "value": None}]), NO_POINT),
        (goal(datapoints=[{"daystamp": "20260901", "value": 1e300}]), NO_POINT),
        (goal(datapoints=[{"daystamp": "20260901", "value": "nan"}]), NO_POINT),
        (goal(datapoints=[[], [1], ["20260901"]]), NO_POINT),
    ],
)
def test_what_cannot_be_read_is_named(value, reason):
    found = read(given("g.json", value), local())
    assert {left.reason for left in found.unread} == {reason}


@pytest.mark.parametrize(
    "fields",
    [
        {name: value}
        for name in ("roadall", "datapoints", "initday", "initval", "runits", "aggday", "gunits",
                     "title", "tags", "kyoom", "dir", "yaw", "goaldate", "goalval", "rate")
        for value in (None, [], {}, "x", -1, 1e308, [[]], True)
    ],
)  # fmt: skip
def test_fields_of_any_kind_end_in_a_goal_or_are_named(fields):
    found = read(given("g.json", goal(THREE) | fields), local())
    assert outline(found) or found.unread
    assert brought(found) or found.skipped


@pytest.mark.parametrize("data", [*BROKEN_JSON, b'{"slug":"a","goalval"', b'{"params":{"tini":1'])
def test_broken_files_end_in_a_sentence(data):
    found = read_or_sentence(beeminder, given("g.bb", data))
    assert not found or found.endswith(".") or "UNREAD" in found


def test_ten_thousand_points_are_read():
    points = [
        (f"20260{month}{day:02}", 0.001, "") for month in (8, 9) for day in range(1, 30)
    ] * 180
    assert item(goal(points)).amounts


def test_only_goals_are_recognised():
    for name in ("user.json", "weight.bb"):
        text = (SAMPLES / name).read_text(encoding="utf-8")
        assert beeminder.recognises(given(name, text)) >= 0.9
        for one in json.loads(text).get("goals", []):
            assert beeminder.recognises(given("goal.json", one)) > 0.9
    long = {"params": {"road": [[20260901, 1.5, None]] * 9_000, "tini": "20260901"}, "data": []}
    assert beeminder.recognises(given("long.bb", long)) > 0.9
    for other in ({"slug": "x"}, {"goals": []}, {"params": {}, "data": []}, [], "text", "{"):
        assert beeminder.recognises(given("x.json", other)) == 0


def test_what_lies_below_the_start_of_a_count_is_none_of_what_is_driven():
    points = [("20260902", -50, ""), ("20260903", 30, "")]
    (made,) = brought(
        read(given("g.json", goal(points, kyoom=False, aggday="last", roadall=LINE)), local())
    )
    assert made.goal.way is None
    assert made.goal.position == 30
