"""What `lastmile export markdown` writes comes back by an import."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.export.as_markdown import export_markdown
from lastmile_tui.domain.model.numbers import WRITTEN, Notation
from lastmile_tui.exchange.items import Datapoint, Item, Reading, Status
from lastmile_tui.exchange.text.notes import markdown
from support.domain.export import measured
from support.exchange import (
    TODAY,
    brought,
    change,
    given,
    local,
    outline,
    reached_days,
    readings,
    roads_of,
)


def text_of(records):
    rows = [(record.goal, record.log, measured(record, TODAY)) for record in records]
    return "".join(export_markdown(rows, TODAY))


def read(text):
    return markdown.read(given("roads.md", text), local())


def swim(*moves):
    stages = [Item(name, name, parent="g") for name in ("pool", "lake", "across")]
    (record,) = brought(Reading("x", (Item("g", "Swim", group=True), *stages)))
    return change(record, *moves)


def back(record):
    (again,) = brought(read(text_of([record])))
    return again


@settings(max_examples=60)
@given_any(readings())
def test_what_is_exported_is_read_back(reading):
    records = brought(reading)
    again = brought(read(text_of(records)))
    assert roads_of(again) == roads_of(records)
    assert [*map(reached_days, again)] == [*map(reached_days, records)]
    assert [one.goal.created.date() for one in again] == [
        one.goal.created.date() for one in records
    ]


@pytest.mark.parametrize(
    ("move", "value"),
    [
        (partial(edit.rename, title="Swim #1 (at 2 mi) · due"), lambda goal: goal.title),
        (partial(edit.explain, why="One.\n\n- two\n# three"), lambda goal: goal.why),
        (partial(edit.redate, due=date(2026, 12, 24)), lambda goal: goal.due),
        (partial(edit.tag, name="sea"), lambda goal: goal.tags),
        (partial(edit.involve, name="Ana"), lambda goal: [one.name for one in goal.people]),
        (partial(edit.rename_marker, index=1, title="lake (at 3 mi)"),
         lambda goal: [one.title for one in goal.markers]),
        (partial(edit.redate_marker, index=2, due=date(2027, 1, 5)),
         lambda goal: [one.due for one in goal.markers]),
        (partial(edit.remeasure_marker, index=1, miles=2.5),
         lambda goal: [one.miles for one in goal.markers]),
        (partial(drive.reach, index=1), lambda goal: goal.position),
        (partial(status.park, until=date(2027, 2, 1)), lambda goal: goal.parked_until),
        (partial(status.let_go, reason="cold · wet"), lambda goal: goal.state(TODAY)),
        (partial(roadblocks.block, kind="waiting", who="Ana"),
         lambda goal: [(one.kind, one.who, one.since) for one in goal.roadblocks]),
        (partial(seal.reword_seal_item, index=0, text="- dry (really)"),
         lambda goal: [one.text for one in goal.seal]),
    ],
)  # fmt: skip
def test_each_part_of_a_road_comes_back(move, value):
    record = swim(move)
    assert value(back(record).goal) == value(record.goal)
    assert value(swim().goal) != value(record.goal)


def test_a_sealed_road_comes_back_as_sealed_with_its_evidence():
    record = swim(
        partial(drive.reach, index=2),
        partial(seal.tick, index=0, evidence="a medal (gold)"),
        seal.seal,
    )
    text = text_of([record])
    assert "- [x] it is really finished\n  - Evidence: a medal (gold)" in text
    (goal,) = [one.goal for one in brought(read(text))]
    assert goal.seal_day == record.goal.seal_day == TODAY
    assert [one.text for one in goal.seal] == ["it is really finished"]


def test_notes_come_back_on_their_days_with_their_lines():
    record = swim(partial(drive.note, text="one\n\ntwo\n- three\n1. four: [x]"))
    (note,) = [event for event in back(record).log if event.kind == "note"]
    assert note.text == "one\n\ntwo\n- three\n1. four: [x]"
    assert note.day == TODAY


def test_what_is_counted_comes_back_day_by_day():
    days = [(date(2026, 11, 3), 12.5), (date(2026, 11, 9), 30), (date(2026, 11, 10), -4)]
    amounts = tuple(Datapoint(day, value) for day, value in days)
    stages = (Item("h", "half", parent="r", miles=25),)
    item = Item("r", "Run", unit="km (flat)", target=1200, amounts=amounts)
    (record,) = brought(Reading("x", (item, *stages)))
    again = back(record)
    assert (again.goal.unit, again.goal.distance) == ("km (flat)", 1200)
    assert again.goal.position == record.goal.position == 38.5
    moved = [(event.day, event.set["position"]) for event in again.log if "position" in event.set]
    assert moved[0] == (date(2026, 11, 3), 12.5)
    assert moved[-1] == (date(2026, 11, 10), 38.5)


@pytest.mark.parametrize("notation", Notation)
def test_numbers_come_back_in_either_way_of_writing_them(notation):
    days = [(date(2026, 11, 3), 1234.5), (date(2026, 11, 9), 1000.25)]
    amounts = tuple(Datapoint(day, value) for day, value in days)
    item = Item("r", "Write", unit="words", target=50_000.5, amounts=amounts)
    before = WRITTEN.set(notation)
    try:
        (record,) = brought(Reading("x", (item,)))
        text = text_of([record])
    finally:
        WRITTEN.reset(before)
    reading = markdown.read(given("r.md", text), replace(local(), notation=notation))
    found = reading.items[0]
    assert (found.target, found.unit) == (50_000.5, "words")
    assert [(one.at, one.value) for one in found.amounts] == days


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("4. [ ] sauna", "- sauna"),
        ("- [x] sauna", "x sauna"),
        ("* [X] sauna (at 4 mi, reached 2026-11-02)", "x sauna · =2026-11-02"),
        ("4. [ ] sauna (at 4.5 mi, due 2026-12-03)", "- sauna · due 2026-12-03 · 1.5 mi"),
        ("4. [ ] sauna (in the cellar)", "- sauna (in the cellar)"),
    ],
)
def test_a_line_that_was_written_by_hand_is_a_marker(line, mark):
    text = text_of([swim()]).replace("\n\n### Seal", f"\n{line}\n\n### Seal")
    assert f"  {mark}" in outline(read(text)).split("\n")


@pytest.mark.parametrize("line", ["4. sauna", "sauna", "- [ sauna"])
def test_a_line_that_is_no_marker_is_named(line):
    text = text_of([swim()]).replace("\n\n### Seal", f"\n{line}\n\n### Seal")
    (left,) = read(text).unread
    assert (left.line, left.what) == (13, line)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-1-1"])
def test_a_date_that_is_none_is_named(day):
    text = text_of([swim()]).replace("(at 1 mi)", f"(at 1 mi, due {day})")
    assert [left.what for left in read(text).unread] == [day]


def test_a_second_import_of_an_export_brings_nothing():
    one, two = swim(), swim()
    first = read(text_of([one, two]))
    two = change(two, partial(drive.reach, index=0), partial(edit.redate, due=date(2026, 12, 1)))
    second = read(text_of([one, change(two, partial(edit.rename, title="Swim on"))]))
    assert [item.key for item in first.items] == [item.key for item in second.items]
    assert len({item.key for item in first.items}) == len(first.items)
    assert {item.status for item in first.items} == {Status.OPEN}


def test_a_chapter_without_its_id_is_known_by_its_title():
    text = "\n".join(line for line in text_of([swim()]).split("\n") if "<!--" not in line)
    assert [item.title for item in read(text).items] == ["Swim", "pool", "lake", "across"]
    assert [item.key for item in read(text).items] == [item.key for item in read(text).items]


@pytest.mark.parametrize(
    ("move", "value"),
    [
        (partial(seal.tick, index=0), lambda goal: [(one.text, one.done) for one in goal.seal]),
        (partial(seal.tick, index=0, evidence="a medal (gold)"),
         lambda goal: [(one.done, one.evidence) for one in goal.seal]),
        (partial(status.turn, whose="mine"), lambda goal: (goal.turn.whose, goal.turn.since)),
        (partial(status.turn, whose="theirs"), lambda goal: (goal.turn.whose, goal.turn.since)),
        (partial(status.plan_step, text="buy - a, cap"), lambda goal: goal.next_step),
        (partial(status.plan_step, text="buy a cap, 2026", on=date(2026, 12, 3)),
         lambda goal: goal.next_step),
        (partial(status.let_go, reason="cold · wet"), lambda goal: goal.let_go),
        (partial(status.let_go, kind="no time"), lambda goal: goal.let_go),
        (partial(roadblocks.block, kind="waiting", who="Ana", text="for the key: blue"),
         lambda goal: [(one.kind, one.who, one.text) for one in goal.roadblocks]),
        *(
            (partial(roadblocks.block, kind=kind, text="x; waiting"),
             lambda goal: [(one.kind, one.who, one.text) for one in goal.roadblocks])
            for kind in roadblocks.KIND_OF
        ),
    ],
)  # fmt: skip
def test_how_a_road_stands_beside_comes_back(move, value):
    record = swim(move)
    assert value(back(record).goal) == value(record.goal)
    assert back(record).goal.state(TODAY) is record.goal.state(TODAY)


def test_a_road_at_its_door_is_not_sealed_by_coming_back():
    record = swim(partial(drive.reach, index=2))
    assert back(record).goal.state(TODAY) is record.goal.state(TODAY)


def test_several_roadblocks_come_back():
    record = swim(
        partial(roadblocks.block, kind="waiting", who="Ana"),
        partial(roadblocks.block, kind="waiting", text="for the ice; waiting on none"),
    )
    assert [(one.who, one.text) for one in back(record).goal.roadblocks] == [
        (one.who, one.text) for one in record.goal.roadblocks
    ]
