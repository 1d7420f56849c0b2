"""The past of our own JSON: each change on its day, each marker at its instant, again and again."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.examples.demo import demo_records
from lastmile_tui.domain.export.as_json import export_json, goal_json
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.exchange.json.own import read
from lastmile_tui.exchange.plan import HERE, Fate, Importer
from support.domain import goals
from support.domain.year_of_goals import year
from support.exchange import (
    CALENDAR,
    NOW,
    TODAY,
    brought,
    given,
    local,
    stamp_after,
)

MEASURED = ("attention", "at_stake", "forecast")
"""What is worked out of the whole past, of which the log tells the most part."""


def shown(records, without=()):
    """What an export holds of goals that are not hidden, without ids and the import itself."""
    found = exported(records)["goals"]
    for goal in found:
        for name in without:
            del goal[name]
        if goal["log"][-1]["text"] == "imported from lastmile":
            del goal["log"][-1]
        for part in (goal, *goal["markers"], *goal["seal"], *goal["log"]):
            del part["id"]
        for one in goal["roadblocks"]:
            del one["road"]
        goal["final_from"] = bool(goal["final_from"])
        # An edit of the road tells nothing of the vehicle, so that a drive before it and one back
        # behind it, on one day, may be taken for a slip: only the edit was work then.
        goal["touched"] = goal["touched"][:10]
    return found


def exported(records):
    """The document of an export."""
    seen = [record for record in records if not record.goal.hidden]
    logs = {record.goal.uid: record.log for record in seen}
    measurer = Measurer([record.goal for record in seen], logs.__getitem__)
    rows = [(one.goal, one.log, measurer.measure(one.goal, TODAY)) for one in seen]
    return {"version": 1, "goals": [*export_json(rows, TODAY)]}


def back(records):
    """The goals after an export and an import into an empty file."""
    reading = read(given("goals.json", exported(records)), local())
    assert not reading.unread
    return brought(reading)


def demo():
    return demo_records(NOW - timedelta(minutes=1), CALENDAR, lambda: random.getrandbits(80))


def test_the_demo_comes_back_with_all_that_is_measured_of_it():
    records = demo()
    assert shown(back(records)) == shown(records)


def test_a_year_of_forty_goals_comes_back():
    assert shown(back(year()), MEASURED) == shown(year(), MEASURED)


def test_it_comes_back_from_what_came_back():
    once = back(demo())
    twice = shown(back(once))
    for goal in twice:
        assert goal["log"].pop()["text"] == "imported from lastmile"
    assert twice == shown(once)


def dated(one, day):
    """A step that is said to have been done on a day."""

    def move(record, stamp, *args, **named):
        return on_day(lambda now, at: one.move(now, at, *args, **named), day)(record, stamp)

    return goals.Step(move, one.args, one.named)


days = st.dates(date(2026, 2, 1), date(2026, 3, 2))
steps = goals.changes | goals.takebacks | st.builds(dated, goals.drives | goals.others, days)


@settings(deadline=None)
@for_all(goals.driven(steps, size=25))
def test_any_goal_comes_back(record):
    assert shown(back([record]), MEASURED) == shown([record], MEASURED)


def test_a_goal_driven_back_behind_an_edit_comes_back():
    record = goals.goal_from("Thesis: draft > edits > printed > submitted")
    for move in (
        partial(drive.reach, index=0),
        partial(drive.reach, index=1),
        partial(edit.remove_marker, index=0),
        drive.back,
    ):
        record = goals.do(record, move)
    assert shown(back([record])) == shown([record])


def test_what_is_kept_now_and_then_comes_back_on_its_day():
    record = goals.goal_from("Run target 42 km: 10 > half 21 > 42")
    for move, day in (
        (partial(drive.nudge, miles=5.5), "2026-02-25"),
        (partial(drive.nudge, miles=8), "2026-01-10"),
        (partial(drive.note, text="a note: of two\nlines ‘so’"), "2026-02-01"),
        (partial(drive.nudge, miles=-1), "2026-03-01"),
    ):
        record = goals.do(record, on_day(move, date.fromisoformat(day)))
    assert shown(back([record]), MEASURED) == shown([record], MEASURED)


def plan(records, document):
    """The plan of an import into a file that has some goals."""
    known = {record.goal.uid: record for record in records}
    importer = Importer(
        {uid: record.goal for uid, record in known.items()},
        known.__getitem__, stamp_after, CALENDAR, lambda: random.getrandbits(80),
    )  # fmt: skip
    return importer.plan(read(given("goals.json", document), local()))


def test_the_same_again_brings_nothing_and_what_was_reached_since_is_reached():
    record = goals.goal_from()
    imported = back([record])
    assert [step.fate for step in plan(imported, exported([record])).steps] == [Fate.SAME]
    later = exported([goals.do(goals.do(record, drive.advance), edit.rename, "Book")])
    (step,) = plan(imported, later).steps
    assert step.news == ("renamed to ‘Book’", "1 marker reached")
    assert step.record.goal.position == 1


def test_goals_of_the_file_itself_are_not_brought_in_a_second_time():
    records = demo()
    found = plan(records, exported(records))
    assert not found.steps
    assert {left.reason for left in found.skipped} == {HERE}


def test_an_import_is_taken_back_as_one():
    (record,) = back([goals.goal_from()])
    taken = undo(record, stamp_after(record.event))
    assert taken.goal.deleted
    assert not standing(taken.log)


def test_without_logs_goals_come_back_with_what_they_say_themselves():
    document = exported(demo())
    for goal in document["goals"]:
        del goal["log"]
    reading = read(given("goals.json", document), local())
    same = {"title", "state", "position", "markers", "due", "sealed", "seal", "tags", "created"}
    for goal, record in zip(document["goals"], brought(reading), strict=True):
        measures = Measurer([record.goal], lambda _, log=record.log: log).measure(
            record.goal, TODAY
        )
        now = goal_json(record.goal, record.log, measures, TODAY)
        for part in (*now["markers"], *now["seal"], *goal["markers"], *goal["seal"]):
            del part["id"]
        assert {name: now[name] for name in same} == {name: goal[name] for name in same}


GOAL = {
    "id": "g1",
    "title": "Thesis",
    "created": "2026-11-01T08:00:00Z",
    "touched": "2026-11-01T08:00:00Z",
    "markers": [{"id": "m1", "title": "draft"}, {"id": "m2", "title": "done", "due": "2026-12-01"}],
}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "a\x00b\x1b[31m"}, "a"),
        ({"log": [{"at": "0001-01-01T00:00:00Z", "day": "0001-01-01", "kind": "added"}]}, "Thesis"),
        (
            {"log": [{"at": "9999-12-31T23:59:59Z", "day": "9999-12-31", "kind": "sealed"}]},
            "Thesis",
        ),
        (
            {"log": [{"at": "2026-11-01T08:00:00Z", "day": "2026-11-01", "kind": "teleported"}]},
            "Th",
        ),
        ({"tags": ["", "a b", "#c", "a b"], "people": [" "]}, "Thesis"),
        ({"sealed": "2026-11-05"}, "Thesis"),
        ({"let_go": {"on": "2026-11-05", "kind": "dragon"}}, "Thesis"),
        ({"position": 1e12}, "Thesis"),
        ({"final_from": "nowhere", "seal": [{"id": "a b", "text": "x"}]}, "Thesis"),
    ],
)
def test_odd_values_come_in_as_a_goal_that_can_be_shown(fields, expected):
    (record,) = brought(read(given("g.json", {"version": 1, "goals": [GOAL | fields]}), local()))
    assert record.goal.title.startswith(expected)
    assert shown([record])


def test_a_road_that_waits_for_one_of_an_import_that_was_undone_waits_for_the_one_of_the_next():
    floor = goals.goal_from("Floor: a > b")
    later = add(read_line("Kitchen: c > d", lambda _: None), goals.stamp(3))
    kitchen = goals.do(later, block, ROAD, who="Floor", road=floor.goal.uid)
    document = exported([floor, kitchen])
    taken = [undo(one, stamp_after(one.event)) for one in back([floor, kitchen])]
    steps = {step.goal.title: step.goal for step in plan(taken, document).steps}
    assert steps["Kitchen"].roadblocks[0].road == steps["Floor"].uid
