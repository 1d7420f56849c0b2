"""How items become roads: parents, groups, lone tasks, what was done and what was cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.exchange.items import Item, Reading, Remark, Status
from lastmile_tui.exchange.plan import Importer
from lastmile_tui.exchange.roads import ALONE, CANCELLED, EMPTY, LOOP, NO_TITLE, lay_roads
from lastmile_tui.store.codec import encode_new, read_goal, read_log
from support.exchange import stamp_after


def laid(*items, lone=False):
    return lay_roads(Reading("test", items), lone=lone, zone=UTC)


def outline(found):
    """Each road with its markers, those done with an x."""
    return {
        road.title: [
            ("x " if stage.status is Status.DONE else "") + stage.title for stage in road.stages
        ]
        for road in found.roads
    }


def reasons(found):
    return {left.what: left.reason for left in found.left}


@pytest.mark.parametrize(
    "when",
    [
        datetime.min.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=-12))),
        date.min,
        datetime.max.replace(tzinfo=UTC),
        date.max,
    ],
    ids=str,
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_what_is_dated_at_an_end_of_the_years_is_brought_in(when, zone):
    remarks = (Remark("said", when),)
    first = task("a", created=when, remarks=remarks, finished=when, status=Status.DONE)
    reading = Reading("test", (HOUSE, first, task("b", created=when)))
    calendar = Calendar(ZoneInfo(zone))
    importer = Importer({}, {}.get, stamp_after, calendar, lambda: 7, encode=encode_new)
    ((goal, raw),) = importer.plan(reading).created
    assert (goal.title, goal.reached) == ("House", 1)
    assert read_goal(raw) == goal
    assert [event.kind for event in read_log(raw)][1:] == ["note", "reached", "imported"]


HOUSE = Item("house", "House", group=True)


def task(key, parent="house", **more):
    return Item(key, key, parent=parent, **more)


def test_a_group_is_a_road_and_what_is_in_it_its_markers():
    found = laid(HOUSE, task("paint"), task("floor"))
    assert outline(found) == {"House": ["paint", "floor"]}
    assert not found.left


def test_a_task_with_parts_is_a_road_also_inside_a_group():
    found = laid(
        HOUSE, task("paint"), task("walls", "paint"), task("ceiling", "paint"), task("sell")
    )
    assert outline(found) == {"House": ["sell"], "paint": ["walls", "ceiling"]}


def test_parts_of_parts_stand_in_front_of_what_they_are_parts_of():
    items = [task("thesis", ""), task("draft", "thesis"), task("chapter 1", "draft")]
    items += [task("chapter 2", "draft"), task("hand in", "thesis")]
    assert outline(laid(*items)) == {"thesis": ["chapter 1", "chapter 2", "draft", "hand in"]}


def test_what_is_done_stands_first_by_its_day_and_the_rest_in_the_order_of_the_file():
    done = Status.DONE
    items = [
        HOUSE,
        task("open"),
        task("late", status=done, finished=date(2026, 5, 1)),
        task("some day", status=done),
        task("early", status=done, finished=date(2026, 4, 1)),
        task("next"),
    ]
    names = ["x some day", "x early", "x late", "open", "next"]
    assert outline(laid(*items)) == {"House": names}


@pytest.mark.parametrize(
    ("group", "status", "parts", "sealed"),
    [
        (True, Status.OPEN, [Status.DONE, Status.DONE], Status.DONE),
        (True, Status.OPEN, [Status.DONE, Status.OPEN], Status.OPEN),
        (False, Status.OPEN, [Status.DONE, Status.DONE], Status.OPEN),
        (False, Status.DONE, [Status.DONE, Status.OPEN], Status.DONE),
        (False, Status.CANCELLED, [Status.DONE, Status.OPEN], Status.CANCELLED),
        (True, Status.DONE, [Status.OPEN], Status.DONE),
    ],
)
def test_when_a_road_is_finished(group, status, parts, sealed):
    top = Item("top", "Top", group=group, status=status)
    parts = [task(str(number), "top", status=part) for number, part in enumerate(parts)]
    (road,) = laid(top, *parts).roads
    assert road.status is sealed


def test_a_task_that_stands_alone_is_a_road_only_where_that_is_asked_for():
    alone = task("plants", "")
    assert reasons(laid(alone)) == {"plants": ALONE}
    assert outline(laid(alone, lone=True)) == {"plants": []}


def test_what_counts_something_is_a_road_of_its_own():
    run = Item("run", "Run", unit="km", target=100.0)
    assert outline(laid(run)) == {"Run": []}


@pytest.mark.parametrize(
    ("items", "left"),
    [
        ([HOUSE], {"House": EMPTY}),
        ([HOUSE, task("a"), task("b", status=Status.CANCELLED)], {"b": CANCELLED}),
        ([task("b", "", status=Status.CANCELLED)], {"b": CANCELLED}),
        ([task("a", "b"), task("b", "a"), task("c", "b")], {"a": LOOP, "b": LOOP, "c": LOOP}),
        ([HOUSE, task("a"), Item("k", " \x07", parent="house")], {"": NO_TITLE}),
        ([task("own", "own")], {"own": ALONE}),
        ([task("orphan", "nobody")], {"orphan": ALONE}),
    ],
)
def test_what_becomes_no_road_has_its_reason(items, left):
    assert reasons(laid(*items)) == left


def test_too_many_markers_make_several_roads_and_done_ones_are_sealed():
    done = [task(f"d{n}", status=Status.DONE, finished=date(2026, 1, 1)) for n in range(250)]
    found = laid(HOUSE, *done, *(task(f"o{n}") for n in range(250)))
    assert [(road.title, len(road.stages), road.status) for road in found.roads] == [
        ("House (1)", 200, Status.DONE),
        ("House (2)", 200, Status.OPEN),
        ("House (3)", 100, Status.OPEN),
    ]
    assert len({road.key for road in found.roads}) == len(found.roads)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.sampled_from([*Status])), max_size=12),
    st.booleans(),
)
def test_each_item_is_a_road_a_marker_or_left_out_and_only_once(tree, lone):
    items = [
        Item(str(number), str(number), parent=str(above), group=group, status=status)
        for number, (above, group, status) in enumerate(tree)
    ]
    found = laid(*items, lone=lone)
    roads = [road.item.key for road in found.roads]
    stages = [stage.key for road in found.roads for stage in road.stages]
    left = [one.what for one in found.left]
    assert len({*roads, *stages, *left}) == len(roads) + len(stages) + len(left)
    tasks = {item.key for item in items if not item.group}
    assert tasks <= {*roads, *stages, *left}


def test_a_group_whose_open_part_is_a_road_beside_it_is_not_sealed():
    done = task("paint", status=Status.DONE)
    found = laid(HOUSE, done, task("walls"), task("north", "walls"))
    assert {road.title: road.status for road in found.roads} == {
        "House": Status.OPEN,
        "walls": Status.OPEN,
    }
    found = laid(HOUSE, done, task("walls", status=Status.DONE), task("north", "walls"))
    assert found.roads[0].status is Status.DONE
