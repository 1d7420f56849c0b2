"""TaskPaper: projects, tasks and notes by their signs and their indentation."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.text import taskpaper
from lastmile_tui.exchange.text.taskpaper import read, recognises
from support.exchange import given, local, read_or_sentence


def reading(text):
    return read(given("t.taskpaper", text), local())


def only(text):
    (item,) = reading(text).items
    return item


@pytest.mark.parametrize(
    ("line", "title", "group", "tags"),
    [
        ("- a", "a", False, ()),
        ("- a @x @y", "a", False, ("x", "y")),
        ("- a @x b", "a b", False, ("x",)),
        ("- mail me@home.org", "mail me@home.org", False, ()),
        ("- a:", "a:", False, ()),
        ("- a @ b", "a @ b", False, ()),
        ("- - a", "- a", False, ()),
        ("P:", "P", True, ()),
        ("P: @x", "P", True, ("x",)),
        ("P: more: ", "P: more", True, ()),
        ("- @x", "@x", False, ("x",)),
    ],
)
def test_lines(line, title, group, tags):
    item = only(line)
    assert (item.title, item.group, item.tags) == (title, group, tags)


@pytest.mark.parametrize("line", ["-a", "a", "a: b", "http://a.b", "10:30 tea"])
def test_what_is_a_note(line):
    found = reading(f"- task\n{line}")
    assert [remark.text for remark in found.items[0].remarks] == [line]
    assert [left.what for left in reading(line).unread] == [line]


@pytest.mark.parametrize(
    ("tag", "field", "value"),
    [
        ("@due(2026-12-01)", "due", date(2026, 12, 1)),
        ("@due(2026-12-01 9:30)", "due_time", time(9, 30)),
        ("@done", "status", Status.DONE),
        ("@done(2026-10-01)", "finished", date(2026, 10, 1)),
        ("@done(2026-10-01 16:00)", "finished", datetime(2026, 10, 1, 16, tzinfo=UTC)),
        ("@cancelled", "status", Status.CANCELLED),
        ("@start(2026-12-01)", "hidden_until", date(2026, 12, 1)),
        ("@defer(2026-12-01)", "hidden_until", date(2026, 12, 1)),
        ("@waiting", "waiting", ""),
        ("@waiting(Tom)", "waiting", "Tom"),
        ("@priority(1)", "extra", {"tags": {"priority": "1"}}),
        (r"@note(a \(b\) c)", "extra", {"tags": {"note": r"a \(b\) c"}}),
    ],
)
def test_tags(tag, field, value):
    item = only(f"- a {tag}")
    assert (item.title, getattr(item, field)) == ("a", value)
    assert reading(f"- a {tag}").unread == ()


@pytest.mark.parametrize(
    "tag",
    ["@due(soon)", "@due(2026-02-30)", "@done(yesterday)", "@start(+3d)", "@due(2026-12-01 25:00)"],
)
def test_a_date_that_cannot_be_read_is_named_with_its_line(tag):
    (left,) = reading(f"P:\n\t- a {tag}\n").unread
    assert (left.line, left.what) == (2, "a")
    assert tag in left.reason


def test_what_is_archived_stays_the_marker_that_it_was():
    before = {item.title: item for item in reading("P:\n\tQ:\n\t\t- a\n\t- b\n").items}
    text = "P:\n\tQ:\nArchive:\n\t- a @done(2026-10-01) @project(P / Q)\n\t- b @done @project(P)\n"
    after = {item.title: item for item in reading(text).items}
    assert {title: (after[title].key, after[title].parent) for title in "ab"} == {
        title: (before[title].key, before[title].parent) for title in "ab"
    }


def test_parts_by_tabs_and_by_spaces_are_alike():
    tabs = reading("P:\n\t- a\n\t\t- b\n\t\t\tnote\n\t- c\n").items
    assert reading("P:\n  - a\n    - b\n      note\n  - c\n").items == tabs
    assert [tabs[0].key, tabs[1].key] == [tabs[1].parent, tabs[2].parent]


@pytest.mark.parametrize(
    ("name", "text", "sure"),
    [
        ("a.taskpaper", "", True),
        ("a.txt", "P:\n- a @done(2026-10-01)\n", True),
        ("a.txt", "P:\n- a @home\n", False),
        ("todo.txt", "call @due\n", False),
        ("a.md", "P:\n- a @done\n", False),
    ],
)
def test_recognition(name, text, sure):
    assert (recognises(given(name, text)) > 0.5) is sure


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00:",
        b":\n-\n- \n",
        b"- a @due(" * 5000,
        b"- a\r\t- b\r\nP:\n",
        "- ä".encode("latin-1"),
        b"- @project( / / )\n- b @project(P / P / P)\n",
        b"".join(b"\t" * depth + b"- a\n" for depth in range(400)),
        b"- a\n" * 100_000,
        b"- a\n" + b"note\n" * 3000,
        b"x" + b": @a" * 20_000 + b"\n",
    ],
    ids=range(11),
)
def test_broken_files_end_in_a_sentence_or_in_items(data):
    assert read_or_sentence(taskpaper, given("b.taskpaper", data)) is not None
