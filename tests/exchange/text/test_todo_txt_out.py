"""Goals as todo.txt: read back they are the same, and what came from there is written as it was."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import assume, settings
from hypothesis import given as given_any

from lastmile_tui.domain.changes import drive, edit, status
from lastmile_tui.domain.model.goal import State
from lastmile_tui.exchange.items import Item, Reading
from lastmile_tui.exchange.plan import Fate, Importer
from lastmile_tui.exchange.text import todo_txt, todo_txt_out
from lastmile_tui.exchange.text.todo_line import taken_apart
from support.exchange import (
    CALENDAR,
    TODAY,
    brought,
    change,
    given,
    local,
    outline,
    reached_days,
    readings,
    roads_of,
    stamp_after,
    written,
)

SAMPLES = Path(__file__).parent.parent / "samples" / "todo.txt"


def read(text):
    return todo_txt.read(given("todo.txt", text), local())


def only(text):
    (record,) = brought(read(text))
    return record


def exported(*records):
    return written(todo_txt_out, records).splitlines()


def again(text, *records):
    """What an import of a text would do to goals that are here."""
    goals = {record.goal.uid: record for record in records}
    importer = Importer(
        {uid: record.goal for uid, record in goals.items()},
        goals.__getitem__,
        stamp_after,
        CALENDAR,
        lambda: 7,
    )
    return importer.plan(read(text), lone=True)


def fits(reading):
    """Whether todo.txt can hold the titles: it has no way to quote, and no space in a project."""
    for item in reading.items:
        if item.group:
            name = "_".join(item.title.split())
            line = taken_apart(f"t +{name}")
            if line.projects != (name,) or "_" in item.title or name.rstrip(",.;:!?)]") != name:
                return False
        elif taken_apart(f"2026-01-01 {item.title}").title != item.title:
            return False
    return True


@settings(max_examples=80)
@given_any(readings())
def test_what_is_written_is_read_back(reading):
    assume(fits(reading))
    records = brought(reading)
    text = written(todo_txt_out, records)
    found = brought(read(text))
    assert roads_of(found) == roads_of(records)
    assert [*map(reached_days, found)] == [*map(reached_days, records)]
    assert {step.fate for step in again(text, *records).steps} <= {Fate.SAME}


@settings(max_examples=40)
@given_any(readings())
def test_an_import_of_what_was_exported_makes_no_goal_twice_whatever_the_titles(reading):
    records = brought(reading)
    plan = again(written(todo_txt_out, records), *records)
    assert not plan.created


READING_FROM_ELSEWHERE = Reading(
    "elsewhere",
    (
        Item("cello", "Learn the cello", group=True, due=date(2027, 3, 1)),
        Item("song", "first song", parent="cello"),
        Item("play", "play for @ann", parent="cello"),
    ),
)

LINES = [
    "(A) 2026-10-01 Call @phone the  bank +loan due:2026-12-01 rec:+1m",
    "Sign at 12:30 +loan +house t:2026-12-20 @out",
    "x 2026-11-05 2026-10-01 Clean the garage +loan",
    "x 2026-11-06 2026-10-02 Photos pri:B +loan note:album.txt",
    "+loan ask the @notary, again id:17 created:2026-10-03",
    "Ring due:tomorrow +loan",
    "(C) See https://example.org/a?b=c +loan p:17x",
    "2026-02-30 Count the boxes +loan",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_written_as_it_was(line):
    assert exported(only(line)) == [line]


def test_the_samples_come_back_whole_but_for_second_dates():
    for path in SAMPLES.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        once = written(todo_txt_out, brought(read(text)))
        assert outline(read(once), lone=True, extra=False).replace(
            "· +2026-10-01 · =2026-11-20", "· =2026-11-20"
        ) == outline(read(text), lone=True, extra=False)
        assert written(todo_txt_out, brought(read(once))) == once


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x Photos +h", "x 2026-11-30 2026-11-30 Photos +h"),
        ("x 2026-11-20 Photos +h", "x 2026-11-20 2026-11-20 Photos +h"),
        ("x (A) 2026-11-20 2026-11-02 Photos +h", "x 2026-11-20 2026-11-02 Photos +h pri:A"),
        ("x 2026-11-20 (B) 2026-11-02 Photos +h", "x 2026-11-20 2026-11-02 Photos +h pri:B"),
        ("2026-11-02 (B) Photos +h", "(B) 2026-11-02 Photos +h"),
        ("x 2026-11-02 2026-11-20 Photos +h", "x 2026-11-20 2026-11-02 Photos +h"),
        ("x Photos +h done:2026-11-20", "x 2026-11-20 2026-11-20 Photos +h"),
    ],
)
def test_other_forms_become_the_one_that_all_tools_read(line, expected):
    assert exported(only(line)) == [expected]


LINE = "(A) 2026-10-01 Call @phone the bank +loan due:2026-12-01"


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (partial(drive.reach, index=0),
         "x 2026-11-30 2026-10-01 Call @phone the bank +loan due:2026-12-01 pri:A"),
        (partial(edit.redate_marker, index=0, due=date(2026, 12, 25)),
         "(A) 2026-10-01 Call @phone the bank +loan due:2026-12-25"),
        (partial(edit.redate_marker, index=0, due=None),
         "(A) 2026-10-01 Call @phone the bank +loan"),
        (partial(edit.rename, title="House loan"),
         "(A) 2026-10-01 Call @phone the bank +House_loan due:2026-12-01 id:KEY"),
        (partial(edit.rename_marker, index=0, title="Ring them"),
         "(A) 2026-10-01 Ring them @phone +loan due:2026-12-01 id:KEY"),
        (partial(edit.tag, name="soon"),
         "(A) 2026-10-01 Call @phone the bank +loan due:2026-12-01 @soon"),
        (partial(edit.untag, name="phone"),
         "(A) 2026-10-01 Call the bank +loan due:2026-12-01"),
        (partial(status.park, until=date(2027, 2, 1)),
         "(A) 2026-10-01 Call @phone the bank +loan due:2026-12-01 t:2027-02-01"),
        (partial(status.let_go, reason=""),
         "(A) 2026-10-01 Call @phone the bank +loan due:2026-12-01 h:1"),
    ],
)  # fmt: skip
def test_what_was_changed_here_is_changed_there(move, expected):
    record = only(LINE)
    key = read(LINE).items[1].key
    changed = change(record, move)
    line, *more = exported(changed)
    assert line == expected.replace("KEY", key)
    left = f"2026-11-30 Seal loan +loan id:{record.goal.uid}"
    assert more == ([left] if changed.goal.state(TODAY) is State.DOOR else [])
    plan = again(exported(changed)[0], changed)
    assert [step.fate for step in plan.steps if step.fate is Fate.CREATED] == []


def test_a_road_that_was_hidden_there_stays_so_until_it_is_not_here():
    record = only("Paint +h t:2026-12-24\n")
    assert exported(record) == ["Paint +h t:2026-12-24"]
    assert exported(change(record, status.resume)) == ["Paint +h"]


def test_a_marker_from_here_has_an_id_that_a_later_import_knows():
    record = only(LINE)
    record = change(record, partial(edit.add_marker, index=1, title="sign"))
    first, second = exported(record)
    marker = record.goal.markers[1]
    assert first == LINE
    assert second == f"2026-10-01 sign +loan id:{record.goal.uid}.{marker.id}"
    done = second.replace("2026-10-01", "x 2026-11-29 2026-10-01")
    plan = again(f"{first}\n{done}\n", record)
    (step,) = plan.steps
    assert step.news == ("1 marker reached",)
    assert dict(reached_days(step.record)) == {"sign": TODAY - timedelta(days=1)}


def test_what_was_dated_here_since_the_export_stays():
    record = change(only(LINE), partial(edit.add_marker, index=1, title="sign"))
    record = change(record, partial(edit.redate_marker, index=1, due=date(2026, 12, 5)))
    text = "\n".join(exported(record))
    later = change(record, partial(edit.redate_marker, index=1, due=date(2026, 12, 9)))
    (step,) = again(text, later).steps
    assert (step.fate, step.stays) == (Fate.SAME, ("the date of ‘sign’ was edited here",))


def test_an_import_of_a_road_from_here_brings_nothing_also_where_only_the_road_has_a_date():
    record = brought(READING_FROM_ELSEWHERE)[0]
    (first, second) = exported(record)
    assert "due:" not in first
    assert " due:2027-03-01 id:" in second
    (step,) = again(f"{first}\n{second}\n", record).steps
    assert (step.fate, step.news, step.stays) == (Fate.SAME, (), ())


def test_a_task_with_parts_is_a_task_with_parts_again():
    text = "Move id:1\nPack p:1\nDrive p:1\n"
    record = only(text)
    assert exported(record) == text.splitlines()
    record = change(record, partial(edit.add_marker, index=2, title="unpack"))
    assert exported(record)[-1].endswith(
        f" unpack p:1 id:{record.goal.uid}.{record.goal.markers[2].id}"
    )


def test_a_task_that_stood_alone_is_that_task_again():
    record = only("Water the plants @home")
    assert exported(record) == ["Water the plants @home"]
    assert exported(change(record, partial(drive.reach, index=0))) == [
        "x 2026-11-30 2026-11-30 Water the plants @home"
    ]


def test_an_archive_of_what_is_done_seals_no_road_that_has_more_before_it():
    text = "Pack +move\nx 2026-11-02 2026-11-01 Find a van +move\n"
    record = only(text)
    done = "x 2026-11-02 2026-11-01 Find a van +move\nx 2026-11-03 2026-11-01 Boxes +move\n"
    (step,) = again(done, record).steps
    assert step.news == ("new marker ‘Boxes’", "1 marker reached")
    assert step.record.goal.sealed is None
    assert [marker.title for marker in step.record.goal.markers] == ["Find a van", "Boxes", "Pack"]
    rest = "x 2026-11-04 2026-11-01 Pack +move\n"
    (last,) = again(rest, step.record).steps
    assert last.news == ("1 marker reached", "sealed")
