"""Markdown and Obsidian: what a line says, what stands below what, and what is left out."""

from __future__ import annotations

import os
import re
from datetime import date, time
from random import Random

import pytest

from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.plan import Importer
from lastmile_tui.exchange.text.notes import markdown
from support.exchange import CALENDAR, given, local, outline, read_or_sentence, stamp_after


def read(text, name="n.md"):
    return markdown.read(given(name, text), local())


def only(line):
    """The task of a line; what it is in is no matter."""
    (item,) = [item for item in read(f"# Road\n{line}\n").items if not item.group]
    return item


def titles(text):
    return [item.title for item in read(text).items if not item.group]


def roads(text, *, lone=False):
    return outline(read(text), lone=lone, extra=False).split("\n")


@pytest.mark.parametrize(
    ("line", "status", "title", "state"),
    [
        ("- [ ] t", Status.OPEN, "t", None),
        ("* [x] t", Status.DONE, "t", None),
        ("+ [X] t", Status.DONE, "t", None),
        ("1. [ ] t", Status.OPEN, "t", None),
        ("12) [x] t", Status.DONE, "t", None),
        ("- [x]\tt", Status.DONE, "t", None),
        ("-\t[ ]\tt", Status.OPEN, "t", None),
        ("- [ ]\u00a0t", Status.OPEN, "t", None),
        ("- [-] t", Status.CANCELLED, "t", None),
        ("- [/] t", Status.OPEN, "t", "/"),
        ("- [!] t", Status.OPEN, "t", "!"),
        ("- [?] t", Status.OPEN, "t", "?"),
        ("- [<] t", Status.OPEN, "t", "<"),
        ("> - [x] t", Status.DONE, "t", None),
        ("> > * [ ] t", Status.OPEN, "t", None),
        ("  - [x] t", Status.DONE, "t", None),
        ("1. \\[ \\] t", Status.OPEN, "t", None),
        ("2. \\[x\\] t", Status.DONE, "t", None),
    ],
)
def test_the_sign_in_a_box_says_how_a_task_is(line, status, title, state):
    item = only(line)
    assert (item.status, item.title, item.extra.get("state")) == (status, title, state)


@pytest.mark.parametrize(
    "line",
    ["- [x](https://a.example) t", "- [] t", "- [xx] t", "-[ ] t", "[ ] t", "- [[x]] t", "- t",
     "- \\[ ] t", "- [ \\] t", "`- [ ] t`", "- [ ]t",
     "    - [ ] code", "```\n- [ ] t\n```", "~~~md\n- [ ] t",
     "````\n```\n- [ ] t\n````", "<!--\n- [ ] t\n-->", "%%\n- [ ] t\n%%", "<!-- - [ ] t -->",
     "> ```\n> - [ ] t\n> ```", "<!--\n- [ ] t", "- `[ ] t`"],
)  # fmt: skip
def test_what_is_no_task_is_none(line):
    assert titles(f"# a\n\n- [ ] before\n\nwords\n\n{line}\n") == ["before"]


@pytest.mark.parametrize(
    ("field", "name", "expected"),
    [
        ("📅 2026-12-01", "due", date(2026, 12, 1)),
        ("📅2026-12-01", "due", date(2026, 12, 1)),
        ("📆 2026-12-01", "due", date(2026, 12, 1)),
        ("🗓️ 2026-12-01", "due", date(2026, 12, 1)),
        ("📅 [[2026-12-01]]", "due", date(2026, 12, 1)),
        ("[due:: 2026-12-01]", "due", date(2026, 12, 1)),
        ("(due:: 2026-12-01)", "due", date(2026, 12, 1)),
        ("[due::2026-12-01]", "due", date(2026, 12, 1)),
        ("[Due:: [[2026-12-01]]]", "due", date(2026, 12, 1)),
        ("[deadline:: 2026-12-01]", "due", date(2026, 12, 1)),
        ("@{2026-12-01}", "due", date(2026, 12, 1)),
        ("(@2026-12-01)", "due", date(2026, 12, 1)),
        ("due:2026-12-01", "due", date(2026, 12, 1)),
        ("📅 2026-12-01 9:30", "due_time", time(9, 30)),
        ("@{2026-12-01} @@{14:00}", "due_time", time(14)),
        ("(@2026-12-01 14:00)", "due_time", time(14)),
        ("[due:: 2026-12-01T08:15:00]", "due_time", time(8, 15)),
        ("⏳ 2026-12-24", "hidden_until", date(2026, 12, 24)),
        ("🛫 2026-12-24", "hidden_until", date(2026, 12, 24)),
        ("🛫 2026-12-20 ⏳ 2026-12-24", "hidden_until", date(2026, 12, 24)),
        ("[start:: 2026-12-24]", "hidden_until", date(2026, 12, 24)),
        ("➕ 2026-11-01", "created", date(2026, 11, 1)),
        ("[created:: 2026-11-01]", "created", date(2026, 11, 1)),
        ("#a #b/c", "tags", ("a", "b/c")),
        ("#task #a", "tags", ("a",)),
        ("^a-1", "extra", {"block": "^a-1"}),
        ("⏫", "extra", {"priority": "⏫"}),
        ("🔺️ 🏁 delete", "extra", {"priority": "🔺", "onCompletion": "delete"}),
        ("🔁 every 2 weeks, on Monday 📅 2026-12-01", "extra",
         {"repeat": "every 2 weeks, on Monday"}),
        ("🆔 a1 ⛔ b2, c3", "extra", {"id": "a1", "dependsOn": "b2, c3"}),
        ("[effort:: 3 days] (mood:: good)", "extra", {"effort": "3 days", "mood": "good"}),
        ("✅ 2026-11-01", "extra", {"completion": "2026-11-01"}),
        ("<!-- id: 7 -->", "extra", {"comment": "id: 7"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["t {}", "{} t", "t {} [x:: 1]", "t\n  {}"])
def test_a_field_is_read_wherever_it_stands(field, name, expected, place):
    if field[0] in "^<" and place != "t {}":
        place = "t {}"
    item = only("- [ ] " + place.format(field))
    assert item.title == "t"
    found = getattr(item, name)
    if name == "extra":
        found = {key: value for key, value in found.items() if key in expected}
    assert found == expected


@pytest.mark.parametrize(
    ("line", "finished"),
    [
        ("- [x] t ✅ 2026-11-01", date(2026, 11, 1)),
        ("- [x] t [completion:: 2026-11-01]", date(2026, 11, 1)),
        ("- [-] t ❌ 2026-11-01", date(2026, 11, 1)),
        ("- [-] t [cancelled:: 2026-11-01]", date(2026, 11, 1)),
        ("- [x] t ➕ 2026-10-01 📅 2026-12-01 ✅ 2026-11-01", date(2026, 11, 1)),
        ("- [x] t", None),
    ],
)
def test_a_task_is_finished_on_its_day(line, finished):
    assert only(line).finished == finished


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("say \\*this\\* and \\#that", "say *this* and #that"),
        ("run `rm #a [due:: x]` now", "run `rm #a [due:: x]` now"),
        ("use (std::vector) twice", "use (std::vector) twice"),
        ("read [the page](https://example.org/a_(b)) twice", "read the page twice"),
        ("see [[Notes/Plan#Top|the plan]] and [[Other]]", "see the plan and Other"),
        ("fix #12 and #345", "fix #12 and #345"),
        ("call #anna back", "call #anna back"),
        ("**all of it**", "all of it"),
        ("**some** of it", "**some** of it"),
        ("mail a@b.example, ask @ana", "mail a@b.example, ask @ana"),
        ("at 12:30: call", "at 12:30: call"),
        ("#only", "#only"),
        ("C:\\temp", "C:\\temp"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
    ],
)
def test_a_title_is_what_is_left(text, title):
    assert only(f"- [ ] {text}").title == title


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("📅 2026-02-30", "📅 2026-02-30"),
        ("📅 2026-1-5", "📅 2026-1-5"),
        ("⏳ 30.11.2026", "⏳ 30.11.2026"),
        ("📅 tomorrow", "📅 tomorrow"),
        ("[due:: next week]", "[due:: next week]"),
        ("[completion:: 2026-13-01]", "[completion:: 2026-13-01]"),
        ("@{2026-99-99}", "@{2026-99-99}"),
        ("📅 2026-12-01 25:00", "📅 2026-12-01 25:00"),
        ("due:2026-11-31", "due:2026-11-31"),
        ("📅 99999-12-01", "📅 99999-12-01"),
    ],
)
def test_a_date_that_is_none_is_named_and_kept(field, what):
    reading = read(f"# Road\n\n- [ ] t {field}\n")
    (left,) = reading.unread
    assert (left.line, left.what.strip()) == (3, what)
    assert "t" in reading.items[-1].title
    assert re.split("[ :{]", what)[-1].strip("]}") in repr(reading.items[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\n- [ ] x\n# b\n- [x] y", ["OPEN a", "  - x", "DONE b", "  x y"]),
        ("# a\n## b\n- [ ] x", ["OPEN b", "  - x"]),
        ("# a #\n- [ ] x", ["OPEN a", "  - x"]),
        ("a\n===\n- [ ] x\n\nb\n---\n- [ ] y", ["OPEN a", "  - x", "OPEN b", "  - y"]),
        ("- [ ] x", ["OPEN n", "  - x"]),
        ("- [ ] x\n  - [ ] y\n  - [x] z", ["OPEN x", "  x z", "  - y"]),
        ("- [ ] x\n\t- [ ] y", ["OPEN x", "  - y"]),
        ("1. [ ] x\n   1. [ ] y", ["OPEN x", "  - y"]),
        ("1. [ ] x\n  - [ ] y", ["OPEN x", "  - y"]),
        ("- [ ] x\n\n  - [ ] y", ["OPEN x", "  - y"]),
        ("- [ ] x\n - [ ] y", ["OPEN n", "  - x", "  - y"]),
        ("- a:\n  - [ ] x\n- b\n  - [ ] y", ["OPEN a", "  - x", "OPEN b", "  - y"]),
        ("# a\n- [ ] x\n  some\n  words\n  - more\n    - [x] z",
         ["OPEN x · “some words” None", "  x z"]),
        ("# a\n- [ ] x\n  one\n\n  two\n  - three",
         ["OPEN a", "  - x · “one two - three” None"]),
        ("# a\n- [ ] x\n  ```\n  - [ ] no\n  ```\n- [ ] y",
         ["OPEN a", "  - x · “``` - [ ] no ```” None", "  - y"]),
        ("---\ntitle: 'T'\ndue: 2026-12-01\ntags: a, b\n---\n# h\n- [ ] x",
         ["OPEN T · due 2026-12-01 · #a · #b", "  - x"]),
        ("---\ntitle: T\n---\n# h\n- [ ] x\n# i\n- [ ] y",
         ["OPEN T: h", "  - x", "OPEN T: i", "  - y"]),
        ("---\nnot closed\n- [ ] x",
         ["OPEN n", "  - x", "SKIPPED not closed: text beside the tasks"]),
        ("# a 📅 2026-12-01 #home\n- [ ] x", ["OPEN a · due 2026-12-01 · #home", "  - x"]),
        ("# a\n- [>] x\n- [ ] y", ["OPEN a", "  - y", "SKIPPED x: moved to another place there"]),
        ("words\n\nmore", ["SKIPPED n: a note without tasks"]),
        ("", ["SKIPPED n: a note without tasks"]),
    ],
)  # fmt: skip
def test_headings_and_entries_make_roads(text, expected):
    found = [
        line for line in roads(text) if not line.endswith("alone (--lone makes a road of each)")
    ]
    assert found[: len(expected)] == expected


def plan(*texts):
    """What the last of several imports does, one after another; its plan and the goals then."""
    goals = {}
    done = None
    for text in texts:
        importer = Importer(
            {uid: record.goal for uid, record in goals.items()}, goals.__getitem__, stamp_after,
            CALENDAR, lambda: Random(7).getrandbits(80),
        )  # fmt: skip
        done = importer.plan(read(text))
        goals |= {step.record.goal.uid: step.record for step in done.steps}
    return done, goals


BEFORE = "# a\n- [ ] x 📅 2026-12-01\n- [ ] x\n- [ ] y ^id\n"


@pytest.mark.parametrize(
    ("after", "news"),
    [
        (BEFORE, ()),
        (BEFORE.replace("- [ ] y", "- [x] y"), ("1 marker reached",)),
        (BEFORE.replace("[ ] x 📅 2026-12-01", "[x] x ⏫ 📅 2026-12-01 ✅ 2026-11-20"),
         ("1 marker reached",)),
        (BEFORE.replace("2026-12-01", "2026-12-08"), ("‘x’ due 2026-12-08",)),
        (BEFORE.replace("y ^id", "why ^id"), ("‘y’ renamed to ‘why’",)),
        (BEFORE + "- [ ] z\n", ("new marker ‘z’",)),
        ("Words.\n\n" + BEFORE, ()),
        (BEFORE.replace("- [ ]", "*  [ ]"), ()),
    ],
)  # fmt: skip
def test_a_second_import_brings_what_is_new(after, news):
    done, _ = plan(BEFORE, after)
    (step,) = done.steps
    assert len(step.news) == len(news)
    for said, expected in zip(step.news, news, strict=True):
        assert expected.split(" due ")[0] in said


def test_a_task_that_was_done_since_is_reached_on_its_day():
    _, goals = plan(BEFORE, BEFORE.replace("[ ] y", "[x] y ✅ 2026-11-20"))
    (record,) = goals.values()
    assert [event.day for event in record.log if event.kind == "reached"] == [date(2026, 11, 20)]


def vault(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".md").write_text(text, encoding="utf-8")
    return GivenFile(folder.name, b"", folder)


def test_a_vault_is_read_without_what_is_hidden_or_leads_out_of_it(tmp_path):
    vault(tmp_path / "outside", other="- [ ] secret")
    inside = tmp_path / "vault"
    file = vault(inside, a="- [ ] one", deep__b="# h\n- [ ] two", **{".trash__c": "- [ ] three"})
    (inside / "link.md").symlink_to(tmp_path / "outside" / "other.md")
    (inside / "folder").symlink_to(tmp_path / "outside")
    (inside / "round").symlink_to(inside)
    (inside / "picture.png").write_bytes(b"- [ ] four")
    os.mkfifo(inside / "pipe.md")
    assert outline(markdown.read(file, local()), extra=False).split("\n") == [
        "OPEN a", "  - one", "OPEN b", "  - two",
    ]  # fmt: skip
    assert markdown.recognises(file) > 0.5


def test_a_note_that_cannot_be_read_is_named_and_the_others_come(tmp_path):
    file = vault(tmp_path, a="- [ ] one", b="- [ ] x")
    (tmp_path / "b.md").write_bytes("- [ ] grün".encode("latin-1"))
    reading = markdown.read(file, local())
    assert [(left.what, left.reason) for left in reading.unread] == [
        ("b.md", "this is no UTF-8 text")
    ]
    assert "one" in outline(reading)


def test_a_folder_without_notes_is_refused_in_a_sentence(tmp_path):
    file = GivenFile("empty", b"", tmp_path)
    assert markdown.recognises(file) == 0
    with pytest.raises(ImportFileError, match=r"There is no note in .*; name the folder"):
        markdown.read(file, local())


HOSTILE = [
    b"\x00\x00- [ ] \x00",
    b"\xff\xfe-\x00 \x00",
    b"- [ ] a\r- [x] b\r\n- [ ] c\n",
    b"- [ ] " + b"[" * 50_000,
    b"- [ ] " + b"(a:: [[" * 10_000,
    b"- [ ] " + b"<!--" * 20_000,
    b"- [ ] " + b"%%" * 20_001,
    b"- [ ] " + b"`" * 50_001,
    b"- [ ] " + b"\\#" * 50_000,
    b"- [ ] " + b"#1" * 50_000,
    b"- [ ] " + b"*_~" * 30_000,
    b"- [ ] " + b" ^a" * 30_000,
    b">" * 50_000 + b" - [ ] x",
    b"- " * 50_000 + b"x",
    b"#" * 50_000 + b" x",
    b"".join(b"  " * depth + b"- [ ] x\n" for depth in range(1500)),
    b"---\n" + b"a:\n- b\n" * 10_000,
    b"- [ ] " + "\U00100000\U0010fffd".encode(),
    "- [ ] 📅 ".encode() * 10_000,
    b"- [ ] x\n" * 20_000,
    b"```\n" * 9_999 + b"- [ ] x",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_broken_file_ends_in_roads_or_in_a_sentence(data):
    assert read_or_sentence(markdown, given("n.md", data))
    assert read_or_sentence(markdown, given("n.txt", data))


@pytest.mark.parametrize("between", ["- [ ] a\n- [ ] b", "# First\n- [ ] a\n- [ ] b"])
def test_tasks_between_two_rules_at_the_top_are_tasks(between):
    """python-frontmatter 1.3.0 drops them, see findings/; to CommonMark both lines are rules."""
    assert titles(f"---\n{between}\n---\n\n# Road\n- [ ] c\n") == ["a", "b", "c"]
    assert titles(f"---\ntags:\n{between}\n---\n# Road\n- [ ] c\n") == ["c"]


def test_what_has_no_name_is_called_tasks():
    assert outline(read("- [ ] a", "the standard input")).startswith("OPEN Tasks\n")


@pytest.mark.parametrize("name", ["a.org", "a.csv", "a.json", "a.taskpaper"])
def test_a_box_in_a_file_of_another_kind_is_no_sign_of_markdown(name):
    assert markdown.recognises(given(name, "* a\n- [ ] b\n- [ ] c\n")) < 0.35


def test_texts_in_which_our_own_places_stand_come_through():
    assert only("- [ ] a\U00100000b \\* \U0010fffd").title == "a\U00100000b * \U0010fffd"
