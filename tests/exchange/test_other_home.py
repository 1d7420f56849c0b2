"""Roads that an export takes to another home: two of one title, one that waits, one at its door."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal
from lastmile_tui.domain.export.as_markdown import export_markdown
from lastmile_tui.domain.model.goal import ROAD, State
from lastmile_tui.exchange.json import taskwarrior, taskwarrior_out
from lastmile_tui.exchange.text import org, org_out, todo_txt, todo_txt_out
from lastmile_tui.exchange.text.notes import chapters
from support.domain.export import measured
from support.domain.history import begun, history
from support.exchange import TODAY, again, brought, change, given, local, written


def markdown_text(records):
    return "".join(export_markdown([(r.goal, r.log, measured(r, TODAY)) for r in records], TODAY))


FORMATS = {
    "markdown": (markdown_text, chapters),
    "org": (partial(written, org_out), org),
    "taskwarrior": (partial(written, taskwarrior_out), taskwarrior),
    "todo.txt": (partial(written, todo_txt_out), todo_txt),
}
everywhere = pytest.mark.parametrize(("write", "reader"), FORMATS.values(), ids=FORMATS)


def road(line, number):
    return history(line, begun(40), uid=number)


def taken(write, reader, records):
    return reader.read(given("goals", write(records)), local())


def two_of_one_title():
    first = road("Paint: sand > coat", 1)
    second = road("Paint: prime > finish", 2)
    block = partial(roadblocks.block, kind=ROAD, who="Paint", road=second.goal.uid)
    return first, second, change(road("Move in: pack > move", 3), block)


@everywhere
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_what_a_road_waits_for_is_the_same_one_there(write, reader, order):
    records = two_of_one_title()
    came = brought(taken(write, reader, [records[at] for at in order]))
    by_marker = {one.goal.markers[0].title: one.goal for one in came}
    assert {name: goal.title for name, goal in by_marker.items()} == {
        "sand": "Paint", "prime": "Paint", "pack": "Move in",
    }  # fmt: skip
    (block,) = by_marker["pack"].roadblocks
    assert (block.kind, block.who, block.road) == (ROAD, "Paint", by_marker["prime"].uid)
    assert by_marker["prime"].uid != records[1].goal.uid


@everywhere
def test_a_road_that_is_not_in_the_file_is_no_other_one(write, reader):
    *_, waits = two_of_one_title()
    (came,) = brought(taken(write, reader, [waits]))
    assert [block.road for block in came.goal.roadblocks] in ([], [""])


@everywhere
def test_only_what_was_sealed_is_sealed_there(write, reader):
    there = [
        change(road(f"Paint {n}: sand > coat", n), partial(drive.reach, index=1)) for n in (1, 2)
    ]
    records = [there[0], change(there[1], seal.seal)]
    came = brought(taken(write, reader, records))
    assert [(one.goal.title, one.goal.state(TODAY)) for one in came] == [
        ("Paint 1", State.DOOR), ("Paint 2", State.SEALED),
    ]  # fmt: skip
    assert [[marker.title for marker in one.goal.markers] for one in came] == [["sand", "coat"]] * 2


@everywhere
def test_all_of_it_is_known_where_it_came_from(write, reader):
    at_door = change(road("Sell: list > hand over", 4), partial(drive.reach, index=1))
    records = [*two_of_one_title(), at_door]
    assert again(records, taken(write, reader, records)) == []


STILL_OPEN = {
    "todo.txt": ("2026-11-30 Seal", "x 2026-11-30 2026-11-30 Seal"),
    "taskwarrior": ('"pending"', '"completed"'),
}


@pytest.mark.parametrize(("kind", "words"), STILL_OPEN.items(), ids=STILL_OPEN)
def test_what_is_left_to_do_at_the_door_seals_the_road_when_it_is_done_there(kind, words):
    write, reader = FORMATS[kind]
    record = change(road("Sell: list > hand over", 4), partial(drive.reach, index=1))
    text = write([record])
    assert text.count(words[0]) == 1
    reading = reader.read(given("goals", text.replace(*words)), local())
    (sealed,) = again([record], reading)
    assert sealed.goal.state(TODAY) is State.SEALED
    assert [one.goal.state(TODAY) for one in brought(reading)] == [State.SEALED]


def test_markers_that_are_all_done_there_seal_nothing_here():
    write, reader = FORMATS["todo.txt"]
    record = road("Sell: list > hand over", 4)
    text = "".join(f"x 2026-11-30 {line}\n" for line in write([record]).splitlines())
    (came,) = again([record], reader.read(given("goals", text), local()))
    assert came.goal.state(TODAY) is State.DOOR


def test_a_road_from_there_with_a_marker_of_here_is_sealed_by_what_is_done_there():
    write, reader = FORMATS["todo.txt"]
    (record,) = brought(reader.read(given("todo.txt", "Call the bank +loan\n"), local()))
    record = change(record, partial(edit.add_marker, index=1, title="Sign", miles=1.0))
    first, second = write([record]).splitlines()
    assert (" id:" in first, " id:" in second) == (False, True)
    text = f"x 2026-11-30 {first}\nx 2026-11-30 {second}\n"
    (came,) = again([record], reader.read(given("todo.txt", text), local()))
    assert came.goal.state(TODAY) is State.SEALED
    assert again([came], reader.read(given("todo.txt", text), local())) == []


def test_a_line_that_was_put_into_another_project_there_is_part_of_that():
    write, reader = FORMATS["todo.txt"]
    records = road("Paint: sand > coat", 1), road("Sell: list > hand over", 2)
    sand, coat, *others = write(records).splitlines()
    moved = coat.replace("+Paint", "+Sell")
    text = "\n".join(("sweep +Paint", sand, moved, *others, "wash +Sell +Paint"))
    came = brought(reader.read(given("todo.txt", text), local()))
    assert {one.goal.title: [each.title for each in one.goal.markers] for one in came} == {
        "Paint": ["sweep", "sand"], "Sell": ["coat", "list", "hand over", "wash"],
    }  # fmt: skip


def test_parts_of_a_task_stay_with_it():
    write, reader = FORMATS["todo.txt"]
    text = "Move id:m\nPack p:m\n"
    (record,) = brought(reader.read(given("todo.txt", text), local()))
    record = change(record, partial(edit.add_marker, index=1, title="Sweep", miles=1.0))
    (came,) = brought(reader.read(given("todo.txt", write([record])), local()))
    assert (came.goal.title, len(came.goal.markers)) == ("Move", 2)
