"""Org files: keywords, dates, drawers, logs and boxes, as Emacs sees them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.files import GivenFile
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.text import org
from lastmile_tui.exchange.text.org import read, recognises
from support.exchange import given, local, read_or_sentence, within_seconds

BERLIN = ZoneInfo("Europe/Berlin")


def reading(text, **more):
    return read(given("t.org", text), local(**more))


def items(text, **more):
    return {item.title: item for item in reading(text, **more).items}


def only(text, **more):
    (item,) = reading(text, **more).items
    return item


@pytest.mark.parametrize(
    ("heading", "title", "status", "tags"),
    [
        ("* TODO a", "a", Status.OPEN, ()),
        ("* DONE a", "a", Status.DONE, ()),
        ("* NEXT a", "a", Status.OPEN, ()),
        ("* CANCELLED a", "a", Status.CANCELLED, ()),
        ("* CANCELED a", "a", Status.CANCELLED, ()),
        ("* TODO [#A] a", "a", Status.OPEN, ()),
        ("* TODO [#12] a", "a", Status.OPEN, ()),
        ("* TODO a [1/2]", "a", Status.OPEN, ()),
        ("* TODO a [50%] b", "a b", Status.OPEN, ()),
        ("* TODO a [/]", "a", Status.OPEN, ()),
        ("* TODO a [1/2/3]", "a [1/2/3]", Status.OPEN, ()),
        ("* TODO a :x:y:", "a", Status.OPEN, ("x", "y")),
        ("* TODO a\t:@home:ü_1%:  ", "a", Status.OPEN, ("@home", "ü_1%")),
        ("* TODO a :x-y:", "a :x-y:", Status.OPEN, ()),
        ("* TODO a:x:", "a:x:", Status.OPEN, ()),
        ("* TODO a :", "a :", Status.OPEN, ()),
        ("* TODO see [[https://a.b/c][the page]]", "see the page", Status.OPEN, ()),
        ("* TODO see [[file:a.org]]", "see file:a.org", Status.OPEN, ()),
        ("* TODO TODO", "TODO", Status.OPEN, ()),
        ("* TODO [2026-11-30 Mon] a", "[2026-11-30 Mon] a", Status.OPEN, ()),
        ("************ TODO deep", "deep", Status.OPEN, ()),
        ("*   TODO   wide   one", "wide one", Status.OPEN, ()),
    ],
)
def test_headings(heading, title, status, tags):
    item = only(heading + "\n")
    assert (item.title, item.status, item.tags) == (title, status, tags)


@pytest.mark.parametrize(
    "heading", ["*TODO a", " * TODO a", "* TODOa", "* todo a", "* Todo a", "* TODO: a", ",* TODO a"]
)
def test_what_is_no_task(heading):
    assert reading(heading + "\n").items == ()


@pytest.mark.parametrize(
    ("line", "open_", "done"),
    [
        ("#+TODO: A B | C D", "AB", "CD"),
        ("#+TODO: A(a) B(b@/!) | C(c!) D(@)", "AB", "CD"),
        ("#+SEQ_TODO: A | C", "A", "C"),
        ("#+TYP_TODO: A B C", "AB", "C"),
        ("#+todo: A C", "A", "C"),
        ("  #+TODO: A | C", "A", "C"),
        ("#+TODO: A C |", "A", "C"),
        ("#+TODO: A | C\n#+TODO: B | D", "AB", "CD"),
    ],
)
def test_keywords_of_the_file(line, open_, done):
    text = "".join(f"* {word} {word.casefold()}\n" for word in open_ + done)
    found = {item.title: item.status for item in reading(f"{text}{line}\n").items}
    assert found == {name.casefold(): Status.OPEN for name in open_} | {
        name.casefold(): Status.DONE for name in done
    }


def test_a_keyword_that_the_file_does_not_name_is_a_part_of_the_title():
    found = reading("#+TODO: GO | GONE\n* Group\n** TODO a\n** GO b\n").items
    assert [item.title for item in found] == ["Group", "b"]


@pytest.mark.parametrize(
    ("line", "due", "at", "until"),
    [
        ("DEADLINE: <2026-12-01 Tue>", date(2026, 12, 1), None, None),
        ("  DEADLINE: <2026-12-01 Di 9:05>", date(2026, 12, 1), time(9, 5), None),
        ("DEADLINE: <2026-12-01 Tue 10:00-11:30 +1m -3d>", date(2026, 12, 1), time(10), None),
        ("DEADLINE: <2026-12-01 ++1w/2w>", date(2026, 12, 1), None, None),
        ("DEADLINE: <2026-12-01>--<2026-12-05>", date(2026, 12, 1), None, None),
        ("SCHEDULED: <2026-12-01 火 .+2d/4d>", None, None, date(2026, 12, 1)),
        ("SCHEDULED: <2026-12-01 Tue> DEADLINE: <2027-01-01 Fri>", date(2027, 1, 1), None,
         date(2026, 12, 1)),
        (":PROPERTIES:\n:X: y\n:END:\nDEADLINE: <2026-12-01 Tue>", date(2026, 12, 1), None, None),
    ],
)  # fmt: skip
def test_planning_lines(line, due, at, until):
    item = only(f"* TODO a\n{line}\n")
    assert (item.due, item.due_time, item.hidden_until) == (due, at, until)
    assert reading(f"* TODO a\n{line}\n").unread == ()


@pytest.mark.parametrize(
    "text",
    [
        "#+begin_src org\nDEADLINE: <2026-12-01 Tue>\n#+end_src",
        "#+BEGIN_EXAMPLE\nSCHEDULED: <2026-12-01 Tue>\n- [ ] b\n#+END_EXAMPLE",
        ": DEADLINE: <2026-12-01 Tue>",
        "#+begin_quote\n- [ ] b\n#+end_quote",
        "See DEADLINE: <2026-12-01 Tue>",
        '#+begin_src\n- State "DONE" from "TODO" [2026-10-01 Thu]\n#+end_src',
    ],
)  # fmt: skip
def test_what_stands_in_a_block_or_a_sentence_is_text(text):
    found = reading(f"* TODO a\n{text}\n")
    (item,) = found.items
    assert (item.due, item.hidden_until, found.unread) == (None, None, ())
    assert [remark.text for remark in item.remarks] == [text]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("* TODO a\nDEADLINE: <2026-02-30 Mon>", 1, "DEADLINE: <2026-02-30 Mon>"),
        ("* TODO a\nSCHEDULED: <2026-13-01>", 1, "SCHEDULED: <2026-13-01>"),
        ("* TODO a\nCLOSED: [2026-10-01 Thu 25:00]", 1, "CLOSED: [2026-10-01 Thu 25:00]"),
        ("* TODO a\nDEADLINE: <%%(diary-float t 4 2)>", 1, "DEADLINE: <%%(diary-float t 4 2)>"),
        ("* TODO a\n:PROPERTIES:\n:CREATED: soon\n:END:", 1, "soon"),
        ("* TODO a <2026-02-30 Mon>", 1, "<2026-02-30 Mon>"),
        ("* TODO a\n- [ ] b <2026-02-30>", 2, "<2026-02-30>"),
        ("* TODO a\n\ntext\nDEADLINE: <2026-12-01 Tue>", 4, "below other text"),
        ('* DONE a\n- State "DONE" from "TODO" [2026-02-30 Mon]', 2, "[2026-02-30 Mon]"),
    ],
)
def test_a_date_that_cannot_be_read_is_named_with_its_line(text, line, says):
    found = reading(text)
    assert [left.line for left in found.unread] == [line]
    assert says in found.unread[0].reason
    assert found.items[0].title.startswith("a")


@pytest.mark.parametrize(
    ("below", "finished"),
    [
        ("CLOSED: [2026-10-01 Thu 16:10]", datetime(2026, 10, 1, 16, 10, tzinfo=BERLIN)),
        ("CLOSED: [2026-10-01 Thu]", date(2026, 10, 1)),
        ('- State "DONE"  from "TODO"  [2026-10-01 Thu 16:10]',
         datetime(2026, 10, 1, 16, 10, tzinfo=BERLIN)),
        (':LOGBOOK:\n- State "DONE" from [2026-10-01 Thu]\n:END:', date(2026, 10, 1)),
        ('- State "DONE" [2026-10-01 Thu]', None),
        ('- State "DONE" from "TODO" [2026-10-02 Fri]\n- State "DONE" from [2026-10-01 Thu]',
         date(2026, 10, 2)),
        ('CLOSED: [2026-09-01 Tue]\n- State "DONE" from "TODO" [2026-10-01 Thu]',
         date(2026, 9, 1)),
        ("", None),
    ],
)  # fmt: skip
def test_when_it_was_done(below, finished):
    assert only(f"* DONE a\n{below}\n", zone=BERLIN).finished == finished


def test_what_repeats_is_open_and_its_log_has_when_it_was_done():
    item = only(
        "* TODO Water\nSCHEDULED: <2026-12-01 Tue +1w>\n:LOGBOOK:\n"
        '- State "DONE" from "TODO" [2026-11-24 Tue 08:00]\n'
        '- State "DONE" from "TODO" [2026-11-17 Tue 08:00]\n:END:\n'
    )
    assert item.status is Status.OPEN
    assert [(one.text, one.at.date().day) for one in item.remarks] == [("DONE", 24), ("DONE", 17)]


@pytest.mark.parametrize(
    ("entry", "text", "at"),
    [
        ("- Note taken on [2026-10-01 Thu 10:00] \\\\\n  a\n\n  b", "a\n\nb",
         datetime(2026, 10, 1, 10, tzinfo=UTC)),
        ("- CLOSING NOTE [2026-10-01 Thu] \\\\\n  a", "a", date(2026, 10, 1)),
        ('- State "WAIT" from "TODO" [2026-10-01 Thu] \\\\\n  a', "WAIT a", date(2026, 10, 1)),
        ('- Rescheduled from "[2026-09-01 Tue]" on [2026-10-01 Thu]',
         'Rescheduled from "[2026-09-01 Tue]" on [2026-10-01 Thu]', date(2026, 10, 1)),
    ],
)  # fmt: skip
def test_entries_of_the_log_are_notes_of_their_day(entry, text, at):
    item = only(f"* TODO a\n:LOGBOOK:\n{entry}\nCLOCK: [2026-10-01 Thu 10:00]\n:END:\n")
    assert [(one.text, one.at) for one in item.remarks] == [(text, at)]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("- [ ] b", Status.OPEN),
        ("+ [X] b", Status.DONE),
        ("  * [x] b", Status.DONE),
        ("1. [-] b", Status.OPEN),
        ("2) [X] b", Status.DONE),
        ("- [@5] [X] b", Status.DONE),
    ],
)
def test_boxes(line, status):
    found = items(f"* Group\n{line}\n")
    assert (found["b"].status, found["b"].parent) == (status, found["Group"].key)


def test_boxes_and_headings_stand_below_what_they_are_in():
    found = items(
        "* a\n- [ ] b\n  - plain\n    - [ ] c\n- [ ] d\n** TODO e\n*** TODO f\n* TODO g\n"
    )
    titles = {item.key: item.title for item in found.values()}
    above = {title: titles.get(item.parent, "") for title, item in found.items()}
    assert above == {"a": "", "b": "a", "c": "b", "d": "a", "e": "a", "f": "e", "g": ""}


def test_a_key_stays_when_a_task_is_done_dated_prioritised_or_tagged():
    before = items("* P\n** TODO a\n- [ ] b\n")
    after = items(
        "* P [1/1] :x:\n** DONE [#A] a [100%] :y:\nCLOSED: [2026-10-01 Thu]\n- [X] b <2026-12-01>\n"
    )
    assert {title: item.key for title, item in before.items()} == {
        title: item.key for title, item in after.items()
    }


def test_an_id_is_the_key_and_what_comes_twice_has_a_number():
    text = "* TODO a\n:PROPERTIES:\n:ID: one\n:END:\n"
    assert [item.key for item in reading(text + text).items] == ["one", "one.2"]


@pytest.mark.parametrize(
    ("name", "text", "sure"),
    [
        ("a.org", "", True),
        ("a.ORG", "* x", True),
        ("a.org_archive", "* x", True),
        ("notes.txt", "* TODO a\nDEADLINE: <2026-12-01 Tue>\n* DONE b\n", True),
        ("standard input", "#+TITLE: x\n* a\n", True),
        ("a.txt", "* a bullet\n* another\n", False),
        ("a.md", "* TODO a\n", False),
        ("todo.txt", "(A) call +home\n", False),
    ],
)
def test_recognition(name, text, sure):
    assert (recognises(given(name, text)) > 0.5) is sure


def test_a_folder_is_read_but_for_what_is_hidden(tmp_path):
    for name, text in {
        "a.org": "* TODO a\n", "b/c.org": "* TODO b\n", ".git/d.org": "* TODO d\n",
        "e.md": "- [ ] e\n", "bad.org": b"* TODO \xff\n", "b/.#f.org": "* TODO f\n",
    }.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    folder = GivenFile("folder", b"", tmp_path)
    assert recognises(folder) > 0.5
    found = read(folder, local())
    assert [item.title for item in found.items] == ["a", "b"]
    assert [left.what for left in found.unread] == ["bad.org"]
    assert recognises(GivenFile("b", b"", tmp_path / ".git")) > 0
    (tmp_path / "empty").mkdir()
    assert recognises(GivenFile("empty", b"", tmp_path / "empty")) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00",
        b"*",
        b"* TODO",
        b"* TODO \n** DONE\n",
        b"* TODO a\n:PROPERTIES:\n:ID: x",
        b"* TODO a\n:LOGBOOK:\n- Note taken on [2026-10-01 Thu] \\\\",
        b"* TODO a\r\n** DONE b\r- [X] c\n",
        b"#+begin_src\n" * 1000 + b"* TODO a\n",
        b"* TODO a\nDEADLINE: <9999-12-31 Fri 23:59>\nCLOSED: [0000-00-00]\n",
        "* TODO ä\n".encode("latin-1"),
        b"".join(b"*" * depth + b" TODO a\n" for depth in range(1, 600)),
        b"* a\n" + b"".join(b" " * depth + b"- [ ] b\n" for depth in range(600)),
        b"* TODO a :" + b"x:" * 50_000 + b"\n",
        b"* TODO " + b"[[a" * 30_000 + b"\n",
        b"* TODO " + b"[[a][b " * 30_000 + b"\n",
        b"* TODO " + b"<2026-12-01 " * 30_000 + b"\n",
        b"* TODO a\n" + b"<2026-12-01 " * 30_000 + b"\n",
        b"* TODO a\n" + b"DEADLINE: <2026-12-01 " * 30_000 + b"\n",
        b"* TODO a\nCLOSED: " + b"<2026-12-01 Tue>--<2026-12-01 " * 30_000 + b"\n",
        b"* a\n- [ ] b" + b" CLOSED: [2026-12-01 " * 30_000 + b"\n",
        b"* TODO a\n" * 3000 + b"- [ ] b\n" * 3000,
        b"* TODO a\n" + b":LOGBOOK:\n" * 20_000,
        b"* TODO a\n" + b"#+begin_x\n" * 20_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_broken_files_end_in_a_sentence_or_in_items(data):
    with within_seconds(5):
        assert read_or_sentence(org, given("b.org", data)) is not None
