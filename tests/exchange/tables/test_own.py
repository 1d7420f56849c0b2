"""Our own table comes back: what `lastmile export csv` wrote is what is read."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st

from lastmile_tui.domain.changes import roadblocks, seal, status
from lastmile_tui.domain.export.as_csv import COLUMNS, export_csv
from lastmile_tui.domain.model.goal import State
from lastmile_tui.exchange.items import Datapoint, Item, Reading
from lastmile_tui.exchange.tables import own
from support.domain.export import measured
from support.exchange import (
    TODAY,
    brought,
    days,
    given,
    local,
    reached_days,
    readings,
    roads_of,
    stamp_after,
)
from support.hostile import HOSTILE


def exported(records):
    rows = [(record.goal, record.log, measured(record)) for record in records]
    return "".join(export_csv(rows, TODAY))


def again(records):
    reading = own.read(given("lastmile.csv", exported(records)), local())
    assert reading.unread == ()
    return brought(reading)


@whatever(readings())
@settings(max_examples=40, deadline=None)
def test_what_was_exported_comes_back(reading):
    first = brought(reading)
    second = again(first)
    assert roads_of(second) == roads_of(first)
    assert [reached_days(record) for record in second] == [reached_days(one) for one in first]


@whatever(st.lists(st.tuples(days, st.integers(1, 900)), min_size=1, max_size=5), st.booleans())
@settings(max_examples=20, deadline=None)
def test_what_counts_comes_back_with_how_far_it_is(entries, whether_all):
    total = sum(value for _, value in entries)
    item = Item(
        "run", "Run", unit="km", target=total if whether_all else total + 40.5,
        amounts=tuple(Datapoint(day, value) for day, value in entries),
    )  # fmt: skip
    (first,) = brought(Reading("elsewhere", (item,)))
    (second,) = again([first])
    assert (second.goal.unit, second.goal.distance) == ("km", first.goal.distance)
    assert second.goal.position == first.goal.position


@pytest.mark.parametrize(
    "title", [*HOSTILE.values(), "=1+1", "'=1", "''", "'quoted'", "a; b", "[x] 1: a"]
)
def test_a_title_comes_back_whatever_it_is(title):
    items = (
        Item("g", f"{title} goal", group=True, tags=("a;b", "=c"), people=("+d",)),
        Item("m", title, parent="g"),
        Item("n", f"x, due 2026-01-01: {title}", parent="g"),
    )
    (first,) = brought(Reading("elsewhere", items))
    (second,) = again([first])
    assert second.goal.title == first.goal.title
    assert [one.title for one in second.goal.markers] == [one.title for one in first.goal.markers]
    assert (second.goal.tags, second.goal.people) == (first.goal.tags, first.goal.people)


def test_a_goal_sealed_on_the_day_of_its_last_marker_is_sealed_after_it():
    text = (
        "id,title,state,position,distance,sealed_on,road\n"
        'abc,Shed,sealed,1,1,2026-11-20,"[x] 1, reached 2026-11-20T20:15:00Z: Roof"\n'
    )
    (record,) = brought(own.read(given("lastmile.csv", text), local()))
    assert record.goal.state(TODAY) is State.SEALED
    assert [event.kind for event in record.log] == ["added", "reached", "sealed", "imported"]


def test_new_columns_are_the_last_so_that_scripts_find_the_others_where_they_were():
    assert COLUMNS[-6:] == ("to_go", "road", "seal_list", "value", "from", "to")
    assert COLUMNS[:5] == ("id", "title", "state", "position", "distance")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("[x] 1, reached 2026-02-30: Roof", "road is no day of any calendar"),
        ("Roof", "is no marker"),
        ("[y] 1: Roof", "is no marker"),
        ("[ ] far: Roof", "is no marker"),
    ],
)
def test_a_marker_that_cannot_be_read_is_told_with_its_line(cell, reason):
    text = f'id,title,state,position,distance,road\nabc,Shed,driving,0,1,"{cell}"\n'
    reading = own.read(given("lastmile.csv", text), local())
    assert [(left.line, left.reason) for left in reading.unread] == [(2, reason)]


def beside(goal):
    """What stands beside a road."""
    return (
        [(one.text, one.done, one.evidence) for one in goal.seal],
        goal.turn and (goal.turn.whose, goal.turn.since),
        goal.next_step,
        [(one.kind, one.who, one.text) for one in goal.roadblocks],
        goal.let_go and (goal.let_go.reason, goal.let_go.kind),
    )


@pytest.mark.parametrize(
    "move",
    [
        partial(seal.tick, index=0),
        partial(seal.tick, index=0, evidence="=SUM(A1)"),
        partial(seal.reword_seal_item, index=0, text="[x] dry: really"),
        partial(status.turn, whose="mine"),
        partial(status.turn, whose="theirs"),
        partial(status.plan_step, text="+buy a cap"),
        partial(status.plan_step, text="call", on=date(2026, 12, 3)),
        partial(status.let_go, reason="cold; wet"),
        partial(status.let_go, kind="no time"),
        partial(roadblocks.block, kind="waiting", who="Ana", text="for x; y"),
        *(partial(roadblocks.block, kind=kind, text="x") for kind in roadblocks.KIND_OF),
    ],
)
def test_how_a_road_stands_beside_comes_back(move):
    items = (Item("g", "Swim", group=True), Item("m", "lake", parent="g"))
    (first,) = brought(Reading("elsewhere", items))
    first = move(first, stamp_after(first.event))
    (second,) = again([first])
    assert beside(second.goal) == beside(first.goal)
    assert second.goal.state(TODAY) is first.goal.state(TODAY)
