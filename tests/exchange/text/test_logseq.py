"""Logseq: words of tasks, days, properties and logbooks of blocks, pages and journals."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from lastmile_tui.exchange.files import GivenFile
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.text.notes import logseq, markdown
from support.exchange import given, local, outline, read_or_sentence


def read(text, name="page.md"):
    return logseq.read(given(name, text), local())


def only(text, name="page.md"):
    (item,) = [item for item in read(text, name).items if not item.group]
    return item


@pytest.mark.parametrize(
    ("word", "status", "waiting", "marker"),
    [
        ("TODO", Status.OPEN, None, None),
        ("LATER", Status.OPEN, None, None),
        ("DOING", Status.OPEN, None, "DOING"),
        ("NOW", Status.OPEN, None, "NOW"),
        ("IN-PROGRESS", Status.OPEN, None, "IN-PROGRESS"),
        ("WAITING", Status.OPEN, "", "WAITING"),
        ("WAIT", Status.OPEN, "", "WAIT"),
        ("DONE", Status.DONE, None, None),
        ("CANCELED", Status.CANCELLED, None, "CANCELED"),
        ("CANCELLED", Status.CANCELLED, None, "CANCELLED"),
        ("## TODO", Status.OPEN, None, None),
    ],
)
def test_a_word_says_how_a_task_is(word, status, waiting, marker):
    item = only(f"- {word} [#B] t #a #[[b c]]\n")
    assert (item.status, item.waiting, item.extra.get("marker")) == (status, waiting, marker)
    assert (item.title, item.tags) == ("t", ("b c", "a"))
    assert item.extra["priority"] == "B"


@pytest.mark.parametrize(
    "line",
    ["- todo t", "- TODOs t", "- TODO: t", "- A TODO t", "TODO t", "- ```\n  - TODO t\n  ```",
     "- {{query (todo NOW)}}"],
)  # fmt: skip
def test_what_is_no_task_is_none(line):
    assert [item for item in read(line).items if not item.group] == []


@pytest.mark.parametrize(
    ("below", "name", "expected"),
    [
        ("DEADLINE: <2026-12-11 Fri>", "due", date(2026, 12, 11)),
        ("DEADLINE: <2026-12-11>", "due", date(2026, 12, 11)),
        ("DEADLINE: \\<2026-12-11 Fri>", "due", date(2026, 12, 11)),
        ("DEADLINE: \\<2026-12-11 Fri>", "remarks", ()),
        ("DEADLINE: <2026-12-11 周五 9:30>", "due_time", time(9, 30)),
        ("DEADLINE: <2026-12-11 Fri 14:00 .+1w>", "due", date(2026, 12, 11)),
        ("DEADLINE: <2026-12-11 Fri ++1m>", "extra", {"deadline": "2026-12-11 Fri ++1m"}),
        ("SCHEDULED: <2026-12-24 Thu>", "hidden_until", date(2026, 12, 24)),
        ("SCHEDULED: <2026-12-24 Thu> DEADLINE: <2026-12-31 Thu>", "due", date(2026, 12, 31)),
        ("SCHEDULED: <2026-12-24 Thu 8:00>", "extra", {"scheduled": "2026-12-24 Thu 8:00"}),
        ("deadline:: [[Dec 1st, 2026]]", "due", date(2026, 12, 1)),
        ("created:: [[2026-11-01]]", "created", date(2026, 11, 1)),
        ("created-at:: 1793534400000", "created", datetime(2026, 11, 1, 12, tzinfo=UTC)),
        ("id:: 6545de18-dc84", "key", "6545de18-dc84"),
        ("tags:: [[a]], #b, c d", "tags", ("a", "b", "c d")),
        ("effort:: 3h", "extra", {"effort": "3h"}),
        ("collapsed:: true\n  price::", "extra", {"collapsed": "true", "price": ""}),
        (":PROPERTIES:\n  :old: 1\n  :END:", "extra", {"properties": [":old: 1"]}),
        ("words\n\n  more", "remarks", ("words\nmore",)),
        ("\t- a note", "remarks", ("- a note",)),
    ],
)  # fmt: skip
def test_what_stands_below_a_task_is_of_it(below, name, expected):
    item = only(f"- TODO t\n  {below}\n")
    found = getattr(item, name)
    assert (tuple(one.text for one in found) if name == "remarks" else found) == expected


@pytest.mark.parametrize(
    ("below", "finished"),
    [
        (":LOGBOOK:\n  CLOCK: [2026-10-02 Fri 10:00]--[2026-10-03 Sat 18:30] =>  32:30\n  :END:",
         datetime(2026, 10, 3, 18, 30, tzinfo=UTC)),
        (':LOGBOOK:\n  * State "DONE" from "LATER" [2026-10-10 Sat 09:30]\n  :END:',
         datetime(2026, 10, 10, 9, 30, tzinfo=UTC)),
        ("completed:: [[Oct 22nd, 2026]]", date(2026, 10, 22)),
        ("done:: 2026-10-22", date(2026, 10, 22)),
        ("completed:: 2026-10-22T15:30:00", datetime(2026, 10, 22, 15, 30, tzinfo=UTC)),
        (":LOGBOOK:\n  CLOCK: [2026-10-02 Fri 10:00:00]\n  :END:", None),
    ],
)  # fmt: skip
def test_a_task_is_finished_when_its_clock_or_a_property_says(below, finished):
    assert only(f"- DONE t\n  {below}\n").finished == finished
    assert only(f"- TODO t\n  {below}\n").finished is None


@pytest.mark.parametrize(
    "stamp", ["<2026-02-30 Mon>", "<2026-2-17 Fri>", "<soon>", "<2026-12-11 Fri 1 PM>",
              "<2026-12-11 Fri 25:00>"],
)  # fmt: skip
def test_a_day_that_is_none_is_named_and_kept(stamp):
    reading = read(f"- TODO t\n  DEADLINE: {stamp}\n")
    assert [(left.line, left.what) for left in reading.unread] == [(2, f"DEADLINE: {stamp}")]
    assert reading.items[-1].extra["deadline"] == stamp.strip("<>")
    assert (reading.items[-1].due is not None) == ("12-11" in stamp)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- TODO a\n- DONE b", ["OPEN page", "  x b", "  - a"]),
        ("title:: T\n\n- TODO a", ["OPEN T", "  - a"]),
        ("- title:: T\n- TODO a", ["OPEN T", "  - a"]),
        ("- ## P\n\t- TODO a", ["OPEN page", "  - a"]),
        ("- P\n\t- TODO a\n- Q\n\t- TODO b", ["OPEN page: P", "  - a", "OPEN page: Q", "  - b"]),
        ("- TODO a\n\t- TODO b\n\t- DONE c", ["OPEN a", "  x c", "  - b"]),
        ("- P\n\t- [[Q]]\n\t\t- TODO a", ["OPEN page", "  - a"]),
    ],
)
def test_pages_and_blocks_make_roads(text, expected):
    found = [line for line in outline(read(text), extra=False).split("\n") if "SKIP" not in line]
    assert found == expected


def test_a_day_of_the_journal_is_no_road_but_the_day_of_what_stands_there():
    text = "- DONE a\n- TODO b\n- [[Boat]]\n\t- DONE c\n\t- LATER d\n"
    assert outline(read(text, "2026_11_03.md"), extra=False).split("\n") == [
        "OPEN Boat",
        "  x c · +2026-11-03 · =2026-11-03",
        "  - d · +2026-11-03",
        "SKIPPED a: standing alone (--lone makes a road of each)",
        "SKIPPED b: standing alone (--lone makes a road of each)",
    ]


def test_a_graph_is_read_without_copies_and_pictures(tmp_path):
    for name in ("pages/a", "journals/2026_11_03", "logseq/bak/a", "assets/b", ".recycle/c"):
        path = tmp_path / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"- TODO {name}\n\t- TODO x\n", encoding="utf-8")
    file = GivenFile("graph", b"", tmp_path)
    assert logseq.recognises(file) > markdown.recognises(file)
    titles = [item.title for item in logseq.read(file, local()).items if not item.group]
    assert titles == ["journals/2026_11_03", "x", "pages/a", "x"]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("- TODO a\n", logseq),
        ("- [ ] a\n- TODO list\n- [x] b", markdown),
        ("- LATER a\n  id:: 7\n- [ ] b", logseq),
        ("# a\n- [ ] TODO b", markdown),
    ],
)
def test_a_page_is_told_from_a_check_list(text, better):
    sure = {one: one.recognises(given("n.md", text)) for one in (logseq, markdown)}
    assert max(sure, key=sure.get) is better


HOSTILE = [
    b"",
    b"\x00- TODO \x00",
    b"\xff\xfe-\x00",
    b"- TODO a\r- DONE b\r\n",
    b"- TODO a\n  :LOGBOOK:\n- TODO b\n  words",
    b"- TODO a\n  :LOGBOOK:\n  CLOCK: [9999-99-99]--[0000-00-00]",
    b"- TODO a\n  created-at:: 999999999999999999999999",
    b"- TODO a\n  id::\n- TODO b\n  id:: \x00",
    b"- TODO " * 20_000,
    b"- TODO a DEADLINE: <" * 5_000,
    b"".join(b"\t" * depth + b"- TODO x\n" for depth in range(1000)),
    b"a:: b\n" * 20_000,
    b"- TODO x\n  id:: 1\n" * 3_000,
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_broken_page_ends_in_roads_or_in_a_sentence(data):
    assert read_or_sentence(logseq, given("n.md", data))
    assert read_or_sentence(logseq, given("2026_11_03.md", data))


def test_a_second_import_knows_each_task_by_its_id_or_its_text():
    before = read("- P\n\t- TODO a\n\t  id:: u1\n\t- TODO b\n")
    after = read("- P\n\t- DONE other\n\t  id:: u1\n\t- NOW b\n\t  DEADLINE: <2026-12-01 Tue>\n")
    assert [item.key for item in after.items] == [item.key for item in before.items]
