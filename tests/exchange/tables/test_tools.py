"""What single tools write: Todoist, TickTick, Trello, Loop and HabitBull, each with its traps."""

from __future__ import annotations

import io
import zipfile

import pytest

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.tables import csv_tasks, habitbull, loop, ticktick, todoist
from support.exchange import given, local, outline, read_or_sentence

TODOIST = "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE"


def row(content="a", *, kind="task", indent="1", date="", lang="en", who=""):
    return f'{kind},"{content}",,4,{indent},,{who},"{date}",{lang},'


def todo(*rows, name="Boat.csv"):
    text = "\n".join((TODOIST, *rows, ""))
    file = given(name, text)
    return todoist.read(type(file)(name, file.data, path=__file__), local())


DATES = {
    "a day": (row(date="2026-12-05"), "due 2026-12-05"),
    "with a time": (row(date="2026-12-05 15:30"), "due 2026-12-05 15:30"),
    "words of English": (row(date="17 Dec"), "due 2026-12-17"),
    "with a time in words": (row(date="tomorrow at 6pm"), "due 2026-12-01 18:00"),
    "one that repeats": (row(date="every friday"), '"DATE": "every friday"'),
    "one that repeats in German": (row(date="jeden 2. Montag", lang="de"), "jeden 2. Montag"),
    "one that repeats in French": (row(date="chaque lundi", lang="fr"), "chaque lundi"),
    "short for every": (row(date="ev 3 days"), "ev 3 days"),
}


@pytest.mark.parametrize(("line", "found"), DATES.values(), ids=DATES)
def test_todoist_writes_dates_in_words(line, found):
    reading = todo(line)
    assert found in outline(reading)
    assert reading.unread == ()


@pytest.mark.parametrize("words", ["soonish", "übermorgen", "31 Feb 2027", "2026-02-30"])
def test_a_date_of_todoist_that_is_none_is_told_and_kept(words):
    reading = todo(row(), row("b", date=words))
    assert [(left.line, left.what) for left in reading.unread] == [(3, words)]
    assert reading.items[-1].extra["DATE"] == words


LINES = {
    "labels are tags": (
        [row("Oil @garage @odd-jobs chain")],
        ["- Oil chain · #garage · #odd-jobs"],
    ),
    "an address is no label": ([row("Write to jo@example.org")], ["- Write to jo@example.org"]),
    "a person without a number": ([row(who="Ben (7700002)")], ["- a · @Ben"]),
    "indents": (
        [row("a"), row("b", indent="2"), row("c", indent="3"), row("d", indent="2")],
        ["OPEN a", "  - c", "  - b", "  - d"],
    ),
    "an indent that skips": ([row("a"), row("b", indent="4")], ["OPEN a", "  - b"]),
    "a section ends the indent": (
        [row("a"), row("S", kind="section"), row("b", indent="2")],
        ["OPEN Boat", "  - a", "OPEN Boat: S", "  - b"],
    ),
    "a note is of the task above": (
        [row("a"), row("look", kind="note", date="2026-05-08T07:02:05.000000Z")],
        ["- a · “look” 2026-05-08T07:02"],
    ),
    "a note first is of the project": (
        [row("why", kind="note"), row("a")],
        ["OPEN Boat · “why” None", "  - a"],
    ),
}


@pytest.mark.parametrize(("rows", "lines"), LINES.values(), ids=LINES)
def test_rows_of_todoist_are_read_in_their_order(rows, lines):
    shown = outline(todo(*rows)).split("\n")
    assert [line.strip() for line in shown if line.strip() in map(str.strip, lines)] == [
        line.strip() for line in lines
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Boat.csv", "Boat"),
        ("Boat [6Crg8jQ886Wh4P5g].csv", "Boat"),
        ("Boat (2).csv", "Boat"),
        ("Boat 2.csv", "Boat 2"),
        ("Big Boat.CSV", "Big Boat"),
    ],
)
def test_a_project_of_todoist_is_called_as_its_file(name, title):
    assert todo(row(), name=name).items[0].title == title


def test_a_map_for_todoist_is_refused_with_the_way_out():
    with pytest.raises(ImportFileError, match="--from csv"):
        todoist.read(given("t.csv", f"{TODOIST}\n{row()}\n"), local(title="DESCRIPTION"))


TICK = (
    '"List Name","Title","Content","Is Check list","Due Date","Status","Completed Time","Timezone",'
    '"Is All Day","taskId","parentId"'
)

TICKED = {
    "done": (
        '"L","a","","N","","1","2026-10-20T16:45:30+0000","","","1",""',
        "x a · =2026-10-20T16:45",
    ),
    "archived": ('"L","a","","N","","2","","","","1",""', '"Status": "2"}'),
    "won't do": ('"L","a","","N","","-1","","","","1",""', "SKIPPED a: cancelled there"),
    "a day in Tokyo": (
        '"L","a","","N","2026-12-04T15:00:00+0000","0","","Asia/Tokyo","true","1",""',
        "- a · due 2026-12-05 ·",
    ),
    "a day in New York": (
        '"L","a","","N","2026-12-05T05:00:00+0000","0","","America/New_York","true","1",""',
        "- a · due 2026-12-05 ·",
    ),
    "a day nowhere": (
        '"L","a","","N","2026-12-05T00:00:00+0000","0","","Mars/Base","true","1",""',
        "- a · due 2026-12-05 ·",
    ),
    "a time": (
        '"L","a","","N","2026-12-05T05:00:00+0000","0","","America/New_York","false","1",""',
        "- a · due 2026-12-05 05:00 ·",
    ),
    "a checklist in one line": ('"L","a","▫b▪c","Y","","0","","","","1",""', "OPEN a"),
    "a checklist in lines": ('"L","a","▫ b\n▪ c","Y","","0","","","","1",""', "  x c"),
    "signs that are no checklist": ('"L","a","▫b▪c","N","","0","","","","1",""', "“▫b▪c”"),
}


@pytest.mark.parametrize(("line", "found"), TICKED.values(), ids=TICKED)
def test_ticktick_has_its_own_ways(line, found):
    other = '"L","z","","N","","0","","","","9",""'
    lines = ('"Date: 2026-11-25+0000"', '"Version: 7.1"', TICK, line, other, "")
    reading = ticktick.read(given("backup.csv", "\n".join(lines)), local())
    assert found in outline(reading)
    assert reading.unread == ()


def test_numbers_of_a_backup_of_ticktick_are_not_its_keys():
    def keys(first, second):
        line = '"L","{}","","N","","0","","","","{}",""'
        text = "\n".join((TICK, line.format("a", first), line.format("b", second), ""))
        return {item.title: item.key for item in ticktick.read(given("b.csv", text), local()).items}

    assert keys(1, 2) == keys(2, 1)


TRELLO = (
    "Card ID,Card Name,Labels,Due Date,Last Activity Date,List Name,Board Name,Archived,"
    "Due Complete"
)

CARDS = {
    "done in its list": (
        "{id},a,,,2026-09-10T08:11:00.000Z,Done,B,false,false",
        "x a · =2026-09-10T08:11",
    ),
    "its due date done": ("{id},a,,2026-09-10T08:11:00.000Z,,Doing,B,false,true", "x a · due"),
    "archived": ("{id},a,,,,Doing,B,true,false", "SKIPPED a: archived there"),
    "archived when done": ("{id},a,,,,Done,B,true,false", "x a"),
    "colours of labels": ('{id},a,"hot (red),big (and odd)",,,Doing,B,,', "#hot · #big (and odd)"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "found"), CARDS.values(), ids=CARDS)
def test_a_board_of_trello_is_a_road(line, found):
    lines = (
        TRELLO,
        line.format(id="66f0a1b2c3d4e5f6a7b8c901"),
        "66f0a1b2c3d4e5f6a7b8c902,z,,,,To do,B,,",
    )
    assert found in outline(csv_tasks.read(given("b.csv", "\n".join(lines)), local()))


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in files.items():
            file.writestr(name + ".csv", text)
    return stream.getvalue()


HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
    "Target Type,Target Value,Archived?\n"
)


def test_a_zip_of_loop_is_read_as_its_folder():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("Habits.csv", f"{HABITS}001,Stretch,YES_NO,,,1,1,#000000,,,,true\n")
        file.writestr(
            "001 Stretch/Checkmarks.csv", "Date,Value,Notes\n2026-11-02,YES_MANUAL,stiff\n"
        )
        file.writestr("001 Stretch/Scores.csv", "Date,Score\n2026-11-02,0.1\n")
    file = given("Loop Habits CSV 2026-11-03.zip", stream.getvalue())
    assert loop.recognises(file) > 0.9
    assert outline(loop.read(file, local()), extra=False) == (
        "CANCELLED Stretch · =2026-11-02 · 10 times · [2026-11-02 +1 stiff]"
    )


@pytest.mark.parametrize("name", ["Checkmarks", "Habits"])
def test_a_habit_whose_name_has_a_comma_is_read_from_its_own_folder(name):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("Habits.csv", f'{HABITS}001,"Up, early",YES_NO,,,1,1,#000000,,,,false\n')
        file.writestr("001 Up early/Checkmarks.csv", "Date,Value,Notes\n2026-11-02,YES_MANUAL,\n")
        if name == "Checkmarks":
            file.writestr("Checkmarks.csv", "Date,Up, early,\n2026-11-02,YES_MANUAL,\n")
    (item,) = loop.read(given("l.zip", stream.getvalue()), local()).items
    assert (item.title, len(item.amounts)) == ("Up, early", 1)


MARKS = {"YES_MANUAL": 1, "2": 1, "YES_AUTO": 0, "NO": 0, "SKIP": 0, "UNKNOWN": 0, "-1": 0, "": 0}


@pytest.mark.parametrize(("mark", "count"), MARKS.items(), ids=MARKS)
def test_only_what_was_done_by_hand_counts(mark, count):
    reading = loop.read(given("Checkmarks.csv", f"Date,Swim,\n2026-11-02,{mark},\n"), local())
    assert [len(item.amounts) for item in reading.items] == [count]
    assert reading.unread == ()


BROKEN = [
    b"", b"PK", b"PK\x03\x04" + b"\x00" * 100, b"Date,", b"Date,a\n\x00,2\n",
    b"Date,a\n2026-99-99,2\n", b"Date,a\n2026-11-02,perhaps\n",
    zipped(Other="x"), zipped(Habits="x"), zipped(Habits=HABITS),
    zipped(Checkmarks="Date,a\n")[:-9],
    zipped(Habits="Name\nStretch\n", Checkmarks='Date,"Str'),
]  # fmt: skip


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_broken_files_of_each_tool_end_in_roads_or_one_sentence(data):
    for reader in (loop, habitbull, todoist, ticktick):
        for name in ("Checkmarks.csv", "l.zip", "t.csv"):
            assert "Traceback" not in read_or_sentence(reader, given(name, data))


def test_a_day_that_habitbull_skips_counts_nothing_and_keeps_its_comment():
    text = (
        "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
        "Swim,,Body,11/14/2026,-2150000000,ill\nSwim,,Body,11/15/2026,2.5,\n"
    )
    assert outline(habitbull.read(given("h.csv", text), local())).split("\n")[0] == (
        "OPEN Swim · #Body · 10 times · [2026-11-15 +2.5 ] · “ill” 2026-11-14"
    )
