"""What a second import brings of what was counted, and on which day it seals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastmile_tui.domain.model.events import DRIVES
from lastmile_tui.exchange.items import Datapoint, Item, Reading, Status
from support.exchange import TODAY, again, brought

FIRST = date(2026, 11, 2)


def counting(entries):
    amounts = tuple(Datapoint(FIRST + timedelta(days=day), value) for day, value in entries)
    return Reading("x", (Item("run", "Run", unit="km", target=10_000.0, amounts=amounts),))


def driven(record):
    """The days of a log with what was driven on each, in any order."""
    return sorted(
        (event.day, event.set["position"] - (event.was.get("position") or 0.0))
        for event in record.log
        if event.kind in DRIVES
    )


entries = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3).map(float)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(entries.filter(bool), entries, st.randoms())
def test_a_second_import_brings_just_the_entries_that_are_new(before, more, random):
    """Days and values are few, so that many are equal; new ones may be of an earlier day."""
    everything = [*before, *more]
    random.shuffle(everything)
    (first,) = brought(counting(before))
    found = again([first], counting(everything))
    (record,) = found or [first]
    (whole,) = brought(counting(everything))
    assert driven(record) == driven(whole)
    assert record.goal.position == whole.goal.position
    assert again([record], counting(everything)) == []


@pytest.mark.parametrize(
    ("before", "after", "position"),
    [
        ([(1, 5.0)], [(1, 5.0), (1, 5.0)], 10),
        ([(3, 5.0)], [(1, 2.0), (3, 5.0)], 7),
        ([(1, 5.0), (3, 5.0)], [(1, 5.0), (2, 4.0), (3, 5.0)], 14),
        ([(1, 5.0)], [(1, 5.0), (1, 0.0)], 5),
        ([(1, 5.0), (2, 0.0)], [(0, 3.0), (1, 5.0), (2, 0.0)], 8),
        ([(1, 5.0), (2, 4.0)], [(2, 4.0)], 9),
    ],
)
def test_which_entries_are_new_is_told_by_their_day_and_value(before, after, position):
    (first,) = brought(counting(before))
    found = again([first], counting(after))
    assert (found or [first])[0].goal.position == position


def project(*stages, done=None):
    """A project with tasks, each open, or done on a day or on none."""
    items = [
        Item(
            title, title, parent="p",
            status=Status.OPEN if day is ... else Status.DONE,
            finished=None if day is ... else day,
        )
        for title, day in stages
    ]  # fmt: skip
    state = Status.DONE if done else Status.OPEN
    return Reading("x", (Item("p", "P", group=True, status=state, finished=done), *items))


MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("before", "after", "sealed"),
    [
        # what is done without a day was done by the second import
        (project(("a", MAY), ("b", ...)), project(("a", MAY), ("b", None)), TODAY),
        (project(("a", ...), ("b", ...)), project(("a", None), ("b", None)), TODAY),
        (project(("a", MAY), ("b", ...)), project(("a", MAY), ("b", JUNE)), JUNE),
        (project(("a", JUNE), ("b", ...)), project(("a", JUNE), ("b", MAY)), JUNE),
        (project(("a", MAY), ("b", ...)), project(("a", MAY), ("b", None), done=JUNE), TODAY),
        (project(("a", MAY), ("b", ...)), project(("a", MAY), ("b", MAY), done=JUNE), JUNE),
        (project(("a", MAY), ("b", ...)), project(("a", MAY), ("b", JUNE), done=MAY), JUNE),
    ],
)
def test_a_road_is_not_sealed_before_it_came_to_its_end(before, after, sealed):
    (first,) = brought(before)
    (record,) = again([first], after)
    assert record.goal.sealed_on == sealed
    assert [event.day for event in record.log if event.kind == "sealed"] == [sealed]
    assert all(event.day <= sealed for event in record.log if event.kind in DRIVES)


@pytest.mark.parametrize(
    ("reading", "sealed"),
    [
        (project(("a", MAY), ("b", None)), MAY),  # nobody knows better
        (project(("a", MAY), ("b", JUNE)), JUNE),
        (project(("a", JUNE), ("b", MAY)), JUNE),
        (project(("a", JUNE), ("b", MAY), done=MAY), JUNE),
        (project(("a", MAY), ("b", None), done=JUNE), JUNE),
        (project(("a", None), ("b", None)), TODAY),
    ],
)
def test_a_first_import_seals_on_the_last_day_that_is_known(reading, sealed):
    (record,) = brought(reading)
    assert record.goal.sealed_on == sealed
    assert all(event.day <= sealed for event in record.log if event.kind in DRIVES)
