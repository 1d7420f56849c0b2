"""Tables as they come: what splits them, quotes, byte order marks, line ends, broken rows."""

from __future__ import annotations

import pytest

from lastmile_tui.exchange.tables import csv_tasks
from lastmile_tui.exchange.tables.rows import TOO_WIDE, UNCLOSED, table_of
from support.exchange import given, local, outline, read_or_sentence


def cells(text):
    table = table_of(given("t.csv", text).text)
    return [list(table.names), *(list(row.cells) for row in table.rows)]


SPLIT = {
    "commas": "Task,Due\na,b\n",
    "semicolons, with commas in each cell": "Task;Due\n1,5;2,5\n3,5;4,5\n",
    "tabs, with prose": "Task\tDue\nOne, two, three; four\tb\nFive\tc\n",
    "bars": "Task|Due\na|b\n",
    "semicolons in quotes between commas": 'Task,Due\n"a;b;c;d",e\n"f;g;h;i",j\n',
    "a first line that names it": "sep=;\nTask;Due\na,x;b\n",
    "one broken row of many": "Task;Due\n" + "a;b\n" * 20 + "a, b, c\n",
    "lines about the file first": '"Date: today"\n"Kind: backup, whole"\n\n"Task","Due"\n"a","b"\n',
}


@pytest.mark.parametrize("text", SPLIT.values(), ids=SPLIT)
def test_it_is_split_by_what_splits_all_rows_alike(text):
    head, *rows = cells(text)
    assert head == ["Task", "Due"]
    assert all(len(row) == 2 for row in rows[:20])


def test_one_column_is_split_by_nothing():
    assert cells("Task\nBread, milk\nTea; jam\n") == [["Task"], ["Bread, milk"], ["Tea; jam"]]


WRITTEN = {
    "a byte order mark": b"\xef\xbb\xbfTask,Due\na,b\n",
    "UTF-16": "Task,Due\na,b\n".encode("utf-16"),
    "carriage returns too": b"Task,Due\r\na,b\r\n",
    "carriage returns alone": b"Task,Due\ra,b\r",
    "all in quotes": b'"Task","Due"\n"a","b"\n',
    "no last line end": b"Task,Due\na,b",
    "empty rows between": b"Task,Due\n\n,\na,b\n",
}


@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN)
def test_it_is_read_however_it_was_written(data):
    assert cells(data) == [["Task", "Due"], ["a", "b"]]


def test_a_cell_has_its_line_breaks_and_quotes_and_a_row_the_line_it_begins_on():
    table = table_of('Task,Note\na,"one ""two""\nthree"\nb,c\n')
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("a", 'one "two"\nthree')),
        (4, ("b", "c")),
    ]


def test_a_quote_that_is_never_closed_takes_no_other_row_with_it():
    table = table_of('Task,Due\na,b\n"c,d\ne,f\ng,h\n')
    assert [row.cells[0] for row in table.rows] == ["a", "c,d\n".strip(), "e", "g"]
    assert [(left.line, left.reason) for left in table.unread] == [(3, UNCLOSED)]


def test_a_row_that_is_too_wide_is_told_and_keeps_all_its_cells():
    reading = csv_tasks.read(given("t.csv", "Task,List\nTea, milk, L\nBread,L\n"), local())
    assert [(left.line, left.reason) for left in reading.unread] == [(2, TOO_WIDE)]
    assert [item.extra for item in reading.items if not item.group] == [{"#3": " L"}, {}]


BROKEN = {
    "nothing": b"",
    "spaces": b"  \n \n",
    "a null byte": b"Task,Due\na\x00b,c\n",
    "null bytes alone": b"\x00\x00\x00",
    "wrong encoding": "Task,Due\nGrüße,x\n".encode("cp1252"),
    "cut in a sign": "Task,Due\nGrüße".encode()[:-2],
    "cut in a cell": b'Task,Due\n"a, b',
    "mixed line ends": b"Task,Due\r\na,b\nc,d\re,f\n",
    "absurd dates": b"Task,Due\na,99999-99-99\nb,2026-02-30\nc,31/31/31\nd,1e9\n",
    "huge numbers": b"Task,Due,Indent\na,1" + b"0" * 5000 + b"," + b"9" * 5000 + b"\n",
    "parents in a loop": b"ID,Task,Parent\n1,a,2\n2,b,1\n3,c,3\n",
    "quotes only": b'"' * 9999,
    "separators only": b",;|\t" * 9999,
    "a cell without an end": b"Task,Due\n" + b"x" * 300_000 + b",b\n",
    "a head only": b"Task,Due\n",
    "many columns": b",".join(b"c%d" % number for number in range(5000)) + b"\n1\n",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_ends_in_roads_or_one_sentence(data):
    for name in ("t.csv", "t.txt"):
        said = read_or_sentence(csv_tasks, given(name, data))
        assert "Traceback" not in said


def test_many_rows_are_read_in_one_go():
    text = "Task,Due,List\n" + "".join(
        f"t{n},3/{n % 28 + 1}/2026,L{n % 99}\n" for n in range(20_000)
    )
    reading = csv_tasks.read(given("t.csv", text), local())
    assert len(reading.items) == 20_099
    assert reading.unread == ()
    assert outline(reading).count("OPEN") == 198, "those of more than 200 are cut"
