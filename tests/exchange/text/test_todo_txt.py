"""Lines of todo.txt as people and tools write them: no date is lost without a word."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.text import todo_txt
from support.exchange import TODAY, given, local, outline, read_or_sentence


def read(text, name="todo.txt"):
    return todo_txt.read(given(name, text), local())


def facts(line):
    """What a line is, in short: x, title, +created, =finished, due, until, road, tags, not read."""
    reading = read(line)
    (item,) = [item for item in reading.items if not item.group]
    parts = [
        ("x " if item.status is Status.DONE else "") + item.title,
        item.created and f"+{item.created}",
        item.finished and f"={item.finished}",
        item.due and f"due {item.due}",
        item.due_time and f"{item.due_time:%H:%M}",
        item.hidden_until and f"until {item.hidden_until}",
        item.parent and f"in {item.parent.removeprefix('+')}",
        *(f"#{tag}" for tag in item.tags),
        *(f"! {left.reason.rpartition(', ')[2]}" for left in reading.unread),
    ]
    assert item.people == ()
    assert all(left.line == 1 and left.what == item.title for left in reading.unread)
    return " | ".join(part for part in parts if part)


LINES = [
    # how a line begins
    ("Buy paint", "Buy paint"),
    ("(A) Buy paint", "Buy paint"),
    ("2026-10-01 Buy paint", "Buy paint | +2026-10-01"),
    ("(B) 2026-10-01 Buy paint", "Buy paint | +2026-10-01"),
    ("2026-10-01 (B) Buy paint", "Buy paint | +2026-10-01"),
    ("(a) Buy paint", "(a) Buy paint"),
    ("(AB) Buy paint", "(AB) Buy paint"),
    ("(A)Buy paint", "(A)Buy paint"),
    ("Buy (A) paint", "Buy (A) paint"),
    ("  (A)  Buy paint ", "Buy paint"),
    ("2026-10-1 Buy paint", "Buy paint | +2026-10-01"),
    ("2026-10-01 2026-10-05 Buy paint", "2026-10-05 Buy paint | +2026-10-01"),
    ("2026-02-30 Buy paint", "2026-02-30 Buy paint | ! 2026-02-30"),
    ("2026-10-01: Buy paint", "2026-10-01: Buy paint | ! 2026-10-01:"),
    ("2026-10-01T09:00 Buy paint", "2026-10-01T09:00 Buy paint | ! 2026-10-01T09:00"),
    ("(A) 2026-13-01 Buy paint", "2026-13-01 Buy paint | ! 2026-13-01"),
    ("2027-01-05 Buy paint", "Buy paint | +2027-01-05 | ! 2027-01-05"),
    # done lines
    ("x Buy paint", "x Buy paint"),
    ("x 2026-10-09 Buy paint", "x Buy paint | =2026-10-09"),
    ("x 2026-10-09 2026-10-01 Buy paint", "x Buy paint | +2026-10-01 | =2026-10-09"),
    ("x 2026-10-01 2026-10-09 Buy paint", "x Buy paint | +2026-10-01 | =2026-10-09"),
    ("x (A) 2026-10-09 2026-10-01 Buy paint", "x Buy paint | +2026-10-01 | =2026-10-09"),
    ("x 2026-10-09 (A) 2026-10-01 Buy paint", "x Buy paint | +2026-10-01 | =2026-10-09"),
    ("x 2026-10-09 2026-10-01 (A) Buy paint", "x Buy paint | +2026-10-01 | =2026-10-09"),
    ("x (C) Buy paint", "x Buy paint"),
    ("X 2026-10-09 Buy paint", "x Buy paint | =2026-10-09"),
    ("X marks the place", "X marks the place"),
    ("xylophone lesson", "xylophone lesson"),
    ("x  2026-10-09  2026-10-01  Buy paint", "x Buy paint | +2026-10-01 | =2026-10-09"),
    ("x 2026-10-09 2026-10-01 2026-12-24 party", "x 2026-12-24 party | +2026-10-01 | =2026-10-09"),
    ("x 2026-10-09 Buy paint pri:A", "x Buy paint | =2026-10-09"),
    ("x 2026-10-32 Buy paint", "x 2026-10-32 Buy paint | ! 2026-10-32"),
    ("x 2026-10-09 2026-09-31 Buy paint", "x 2026-09-31 Buy paint | =2026-10-09 | ! 2026-09-31"),
    ("x Buy paint done:2026-10-09", "x Buy paint | =2026-10-09"),
    ("x Buy paint completed:2026-10-09", "x Buy paint | =2026-10-09"),
    ("x 2026-10-09 Buy done:2026-10-08", "x Buy done:2026-10-08 | =2026-10-09"),
    ("x 2026-12-09 Buy paint", "x Buy paint | =2026-12-09 | ! 2026-12-09"),
    ("x 2026-10-09 tried 2026-10-01", "x tried 2026-10-01 | =2026-10-09"),
    ("x 2026-10-09 at 08:49PM call", "x at 08:49PM call | =2026-10-09"),
    # due
    ("Buy paint due:2026-12-01", "Buy paint | due 2026-12-01"),
    ("due:2026-12-01 Buy paint", "Buy paint | due 2026-12-01"),
    ("Buy due:2026-12-01 paint", "Buy paint | due 2026-12-01"),
    ("Buy paint DUE:2026-12-01", "Buy paint | due 2026-12-01"),
    ("Buy paint due:2026-12-1", "Buy paint | due 2026-12-01"),
    ("Buy paint due:2026/12/01", "Buy paint | due 2026-12-01"),
    ("Buy paint due:20261201", "Buy paint | due 2026-12-01"),
    ("Buy paint due:2026-12-01T14:30", "Buy paint | due 2026-12-01 | 14:30"),
    ("Buy paint due: 2026-12-01", "Buy paint | due 2026-12-01"),
    ("Buy paint due:2026-12-01, please", "Buy paint please | due 2026-12-01"),
    ("Buy paint (due:2026-12-01)", "Buy paint | due 2026-12-01"),
    ("Buy paint deadline:2026-12-01", "Buy paint | due 2026-12-01"),
    ("Buy paint due:tomorrow", "Buy paint due:tomorrow | ! due:tomorrow"),
    ("Buy paint due:fri", "Buy paint due:fri | ! due:fri"),
    ("Buy paint due:2026-02-30", "Buy paint due:2026-02-30 | ! due:2026-02-30"),
    ("Buy paint due:12/01/2026", "Buy paint due:12/01/2026 | ! due:12/01/2026"),
    ("Buy paint due:2026-12", "Buy paint due:2026-12 | ! due:2026-12"),
    ("Buy paint due: 1.12.", "Buy paint due: 1.12. | ! due:"),
    ("Buy paint due:2026-12-01T25:00", "Buy paint due:2026-12-01T25:00 | ! due:2026-12-01T25:00"),
    ("a due:2026-12-01 due:2026-12-05", "a due:2026-12-05 | due 2026-12-01 | ! due:2026-12-05"),
    ("a due:2026-12-01 due:2026-12-01", "a | due 2026-12-01"),
    ("The rent is due: call them", "The rent is due: call them"),
    ("overdue:2026-12-01 fee", "overdue:2026-12-01 fee"),
    ("x 2026-10-09 Buy due:2026-10-12", "x Buy | =2026-10-09 | due 2026-10-12"),
    # hidden until
    ("Buy paint t:2026-12-20", "Buy paint | until 2026-12-20"),
    ("Buy paint due:2026-12-20 t:-3d", "Buy paint | due 2026-12-20 | until 2026-12-17"),
    ("Buy paint t:-3d due:2026-12-20", "Buy paint | due 2026-12-20 | until 2026-12-17"),
    ("Buy paint t:-3d", "Buy paint t:-3d | ! t:-3d"),
    ("a due:0001-01-02 t:-9d", "a t:-9d | due 0001-01-02 | ! t:-9d"),
    ("Buy paint t:monday", "Buy paint t:monday | ! t:monday"),
    ("Buy paint threshold:2026-12-20", "Buy paint | until 2026-12-20"),
    ("Buy paint start:2026-12-20", "Buy paint | until 2026-12-20"),
    ("Buy paint wait:2026-12-20", "Buy paint | until 2026-12-20"),
    ("Buy paint wait:Anna", "Buy paint wait:Anna"),
    ("Buy paint T:2026-12-20", "Buy paint T:2026-12-20"),
    # other keys
    ("Buy paint created:2026-10-01", "Buy paint | +2026-10-01"),
    ("2026-10-02 Buy created:2026-10-01", "Buy created:2026-10-01 | +2026-10-02"),
    ("Buy paint created:yesterday", "Buy paint created:yesterday"),
    ("Pay rec:+1m due:2026-12-01 note:x.md pm:2", "Pay | due 2026-12-01"),
    ("Ask at 12:30 about 3:1", "Ask at 12:30 about 3:1"),
    ("Read https://example.org/due:2026", "Read https://example.org/due:2026"),
    ("Mail mailto:ann@example.org", "Mail mailto:ann@example.org"),
    ("doi:10/x9 and ratio a:b", "doi:10/x9 and ratio a:b"),
    # projects and contexts
    ("Buy paint +house", "Buy paint | in house"),
    ("+house Buy paint @shop", "Buy paint | in house | #shop"),
    ("Buy +house @shop paint", "Buy paint | in house | #shop"),
    ("@phone (A) Call Ann", "(A) Call Ann | #phone"),
    ("Buy paint @shop @town @shop", "Buy paint | #shop | #town"),
    ("Buy paint @shop, then call", "Buy paint then call | #shop"),
    ("Buy paint +house +loan", "Buy paint | in house | #loan"),
    ("Write to ann@example.org", "Write to ann@example.org"),
    ("Not@Context and 13 + 29 = 42 @ home", "Not@Context and 13 + 29 = 42 @ home"),
    ("Learn C++ and a+b", "Learn C++ and a+b"),
    ("Ask #ann about @ä-büro", "Ask #ann about | #ä-büro"),
    ("Buy paint +🏠", "Buy paint | in 🏠"),
    ("(A) 2026-10-01 Buy +house @shop due:2026-12-01 t:2026-11-30 rec:1w",
     "Buy | +2026-10-01 | due 2026-12-01 | until 2026-11-30 | in house | #shop"),
]  # fmt: skip

table = pytest.mark.parametrize(("line", "expected"), LINES)


@table
def test_a_line_as_people_write_it(line, expected):
    assert facts(line) == expected


def test_the_table_has_more_than_75_kinds_of_lines():
    assert len({line for line, _ in LINES}) > 75


@table
def test_each_date_is_one_of_the_task_or_stays_in_sight(line, expected):
    (item,) = [item for item in read(line).items if not item.group]
    known = {item.created, item.finished, item.due, item.hidden_until}
    seen = {f"{day}" for day in known if day} | {f"{day:%Y%m%d}" for day in known if day}
    for text in re.findall(r"(?<!\d)\d{4}[-/]?\d{1,2}[-/]?\d{1,2}(?!\d)", line):
        year, month, day = re.fullmatch(r"(\d{4})[-/]?(\d\d?)[-/]?(\d\d?)", text).groups()
        whole = f"{year}-{int(month):02}-{int(day):02}"
        assert whole in seen or text in seen or text in item.title, expected


TURNED = (
    "x 2026-01-02 2026-01-05 Call Ann",
    "x (A) 2026-01-02 2026-01-05 Call Ann",
    "x 2026-01-02 (A) 2026-01-05 Call Ann",
)
IN_ORDER = (
    "x 2026-01-05 2026-01-02 Call Ann",
    "x 2026-01-05 2026-01-05 Call Ann",
    "x 2026-01-05 Call Ann 2026-01-09",
    "x Call Ann",
    "2026-01-02 2026-01-05 Call Ann",
    "2026-01-02 x 2026-01-05 2026-01-09 Call Ann",
)


@pytest.mark.parametrize("line", TURNED)
def test_no_done_line_ends_before_it_begins_and_the_plan_says_how_it_was_read(line):
    assert facts(line) == "x Call Ann | +2026-01-02 | =2026-01-05"
    said = "of two dates of a done task the later one is the day on which it was done."
    assert read(line).remarks == (f"Line 1: {said}",)
    first = f"{IN_ORDER[0]}\n\n{line}\n"
    assert read(first).remarks == (f"Line 3: {said}",)
    assert read(f"{first}{line}\n").remarks == (f"Line 3 and 1 other line: {said}",)


@pytest.mark.parametrize("line", IN_ORDER)
def test_dates_in_the_order_of_the_format_need_no_word(line):
    assert read(line).remarks == ()


def test_a_hidden_line_is_left_out_with_a_reason():
    reading = read("Buy paint +house\nkeeps the tag @shop h:1\n")
    assert [(left.reason, left.what, left.line) for left in reading.skipped] == [
        ("hidden over there (h:1)", "keeps the tag", 2)
    ]
    assert len(reading.items) == 2


SAME = [
    "Call Ann +house",
    "(A) 2026-10-01 Call Ann +house due:2026-12-01",
    "x 2026-10-09 2026-10-01 Call Ann +house @phone",
    "x 2026-10-09 (A) 2026-10-01 call  ann +house pri:B",
    "Call Ann +house due:tomorrow",
    "2026-02-30 Call Ann +house created:2026-10-01",
]


def test_a_task_has_one_key_whatever_becomes_of_it():
    keys = {read(line).items[-1].key for line in SAME}
    assert len(keys) == 1
    assert read("Call Ann +loan").items[-1].key not in keys
    assert read("Call Ann +house id:7").items[-1].key == "7"


def test_parents_by_their_ids_and_what_names_nobody():
    text = "Move id:1\nPack p:1 +house\nDrive p:1\nPaint p:9 +house\nx Sell p:8 id:1\n"
    assert outline(read(text), lone=True, extra=False).splitlines() == [
        "OPEN house",
        "  - Paint",
        "OPEN Move",
        "  - Pack",
        "  - Drive",
        "DONE Sell",
    ]


def test_a_comma_makes_no_project_of_its_own_unless_it_always_stands_there():
    found = read("a +house\nb +house, now\nc +loan,\n")
    assert [item.title for item in found.items if item.group] == ["house", "loan,"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n\t\n",
        "x",
        "x ",
        "(A) ",
        "x 2026-10-09",
        "x 2026-10-09 (A) ",
        "+house @home due:2026-12-01",
        "\x00\x00 +house \x00",
        "a id:1 p:1\nb id:2 p:3\nc id:3 p:2\n",
        "a due:9999-99-99\nb t:-9999d due:2026-12-01\nc due:" + "9" * 10_000,
        "+" * 10_000 + "\n" + "@" * 10_000,
        "a:" * 50_000,
        "x " * 50_000,
        "2026-10-01 " * 20_000,
        "due: " * 20_000,
        "(A) " * 20_000,
        "a +house\r\nb +house\rc +house\nd +house",
        b"\xef\xbb\xbf(A) Call Ann +house\n",
        "(A) Call Ann +house\n".encode("utf-16"),
        "naïve +café\n".encode("latin-1"),
        "\u2028a +house\u0085b +house\x0bc",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_broken_file_ends_in_roads_or_a_sentence(text):
    assert isinstance(read_or_sentence(todo_txt, given("todo.txt", text)), str)


@pytest.mark.parametrize("count", [9_000, pytest.param(90_000, marks=pytest.mark.long)])
def test_as_many_lines_as_a_life_has_become_a_task_each(count):
    line = "(A) 2026-10-01 Call Ann about {} +project{} @phone due:2026-12-01 rec:1w\n"
    text = "".join(line.format(n, n % 900) for n in range(count))
    assert len(read(text).items) == count + 900


@given_any(st.text(max_size=80), st.integers(-30, 30))
def test_any_text_is_one_task_and_keeps_its_due_date(text, days):
    line = " ".join(text.split()).replace(":", "") or "x"
    due = TODAY + timedelta(days)
    items = [one for one in read(f"(A) {line} due:{due}").items if not one.group]
    assert [one.due for one in items] == [due]
