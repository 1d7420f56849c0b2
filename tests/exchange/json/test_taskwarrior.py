"""Taskwarrior's JSON: both versions of its tasks, and all that `task import` takes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.json import taskwarrior
from lastmile_tui.exchange.json.taskwarrior import read, recognises
from support.exchange import BROKEN_JSON, by_head, given, local, read_or_sentence

LATE = "20270101T000000Z"
BERLIN = ZoneInfo("Europe/Berlin")

SAMPLES = Path(__file__).parent.parent / "samples" / "taskwarrior"
V26 = (SAMPLES / "tasks.json").read_text(encoding="utf-8")
OLD = (SAMPLES / "pending-2009.data").read_text(encoding="utf-8")


def tasks(text, **more):
    return {item.title: item for item in read(given("t.json", text), local(**more)).items}


def line(number):
    return json.dumps({"uuid": f"u{number}", "status": "pending", "description": f"t{number}"})


def task(title="a", **more):
    return {"uuid": f"uuid-{title}", "status": "pending", "description": title} | more


def test_all_fields_that_have_no_place_are_kept_as_they_are():
    extra = tasks(V26)["Paint the hall"].extra
    assert extra["estimate"] == 3.5
    assert extra["ticket"] == "AB-1"
    assert extra["priority"] == "H"
    assert extra["modified"] == "20261109T173000Z"
    assert tasks(V26)["Sand the floor"].extra["until"] == "20280101T000000Z"
    assert tasks(V26)["Rent"].extra["imask"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "[{0},{1}]",
        "{0}\n{1}\n",
        "{0},\n{1}\n",
        "[{0}][{1}]",
        "[{0}]\n\n[\n{1}\n]",
        "  [ {0} ,\n\n {1} ]  ",
        "[\n{0},\n{1},\n]",
        "[{0}\n,{1}",
        "\ufeff[{0},{1}]",
        "[{0},{1}]\r\n",
        "[[{0}],[{1}]]",
    ],
)
def test_tasks_however_they_are_put_together(text):
    one, two = map(line, (1, 2))
    reading = read(given("t.json", text.replace("{0}", one).replace("{1}", two)), local())
    assert [(item.key, item.title) for item in reading.items] == [("u1", "t1"), ("u2", "t2")]
    assert not reading.unread


def test_one_task_alone_is_read_too():
    assert [*tasks('{"description":"only","status":"pending","uuid":"u"}')] == ["only"]


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ({"due": "20261201T000000Z"}, "due", "2026-12-01"),
        ({"due": "20261130T230000Z"}, "due", "2026-12-01"),
        ({"due": "20260630T220000Z"}, "due", "2026-07-01"),
        ({"due": "1795993200"}, "due", "2026-11-30"),
        ({"due": 1795993200}, "due", "2026-11-30"),
        ({"due": "2026-12-01T10:00:00Z"}, "due", "2026-12-01"),
        ({"due": "2026-12-01T10:00:00+05:00"}, "due", "2026-12-01"),
        ({"due": "20261201T140500Z"}, "due_time", "15:05:00"),
        ({"due": "20261130T230000Z"}, "due_time", None),
        ({"due": "99991231T233000Z"}, "due", "9999-12-31"),
        ({"wait": "99991231T233000Z"}, "hidden_until", "9999-12-31"),
        ({"wait": "20270109T230000Z"}, "hidden_until", "2027-01-10"),
        ({"scheduled": "20270109T230000Z"}, "hidden_until", "2027-01-10"),
        ({"wait": LATE, "scheduled": "20270301T000000Z"}, "hidden_until", "2027-03-01"),
        ({"status": "waiting", "wait": LATE}, "waiting", None),
        ({"status": "waiting"}, "waiting", ""),
        ({"status": "completed", "end": "20261109T173000Z"}, "status", "done"),
        ({"status": "completed"}, "finished", None),
        ({"status": "pending", "end": "20261109T173000Z"}, "finished", None),
        ({"tags": "a,b"}, "tags", "('a', 'b')"),
        ({"tags": ["a", "b"]}, "tags", "('a', 'b')"),
        ({"tags": ["", None, "b"]}, "tags", "('b',)"),
    ],
)  # fmt: skip
def test_fields_of_a_task(fields, field, expected):
    found = getattr(tasks([task(**fields)], zone=BERLIN)["a"], field)
    if expected is None:
        assert found is None
    else:
        assert (found.isoformat() if hasattr(found, "isoformat") else str(found)) == expected


@pytest.mark.parametrize(
    "value", ["tomorrow", "20261301T000000Z", "99999999999999999999", [1], {"a": 1}, True, "9e999"]
)
@pytest.mark.parametrize("field", ["due", "entry", "end", "wait", "scheduled"])
def test_a_date_that_is_none_is_named_with_its_line_and_the_task_comes_all_the_same(field, value):
    text = (
        "[\n" + json.dumps(task("good")) + ",\n" + json.dumps(task("bad", **{field: value})) + "\n]"
    )
    reading = read(given("t.json", text), local())
    assert [item.title for item in reading.items] == ["good", "bad"]
    (left,) = reading.unread
    assert (left.line, left.what) == (3, "bad")
    assert left.reason.startswith(f"has a date that is none, {field}: ")
    assert reading.items[1].extra[field] == value


@pytest.mark.parametrize(
    ("tail", "line"),
    [
        ('{"uuid":"u2","description":"cut in the mid', 3),
        ('{"uuid":"u2"', 3),
        ('{"uuid":"u2","description":}', 3),
        ('{"uuid":"u2","description":"tab\tline\nbreak","status":"pending"}', 3),
        ("Configuration override rc.json.array=1", 3),
    ],
)
def test_what_is_broken_is_named_and_the_rest_comes(tail, line):
    text = '[\n{"uuid":"u1","status":"pending","description":"whole"},\n' + tail
    reading = read(given("t.json", text), local())
    assert [item.title for item in reading.items] == ["whole"]
    assert [left.line for left in reading.unread] == [line]


def test_a_broken_task_in_the_middle_does_not_take_the_next_ones_along():
    lines = [*map(line, range(4))]
    lines[1] = '{"uuid":"u1","annotations":[\n  {"description":"inside"},\n  oops'
    reading = read(given("t.json", "\n".join(lines)), local())
    assert [item.title for item in reading.items] == ["t0", "t2", "t3"]
    assert [left.line for left in reading.unread] == [2]


@pytest.mark.parametrize(
    "data",
    [
        *BROKEN_JSON,
        b'[{"description": ["x"], "uuid": {}, "status": []}]',
        b'{"description":"x","tags":{"a":1},"annotations":"no","depends":5,"project":["p"]}',
        b'[{"description":"\\ud83c alone","status":"pending","uuid":"u"}]',
        b'[{"description":"x","uuid":"u","annotations":[1,"text",{"description":2},{"entry":"x"}]}]',
        b'[{"description":"x","status":"pending","uuid":"u","num":1e999}]',
    ],
    ids=by_head,
)
def test_broken_files_end_in_a_sentence_or_are_named(data):
    found = read_or_sentence(taskwarrior, given("t.json", data))
    assert not found or found.endswith(".") or "UNREAD" in found or found.startswith("OPEN ")


def test_the_two_halves_of_a_sign_that_an_import_by_2_6_leaves_are_put_together():
    halves = "\ud83c\udfe0".encode(errors="surrogatepass")
    data = b'[{"uuid":"u","status":"pending","description":"home ' + halves + b'"}]'
    assert [*tasks(data)] == ["home 🏠"]


def test_signs_that_taskw_2_0_hands_over_by_name_are_signs_again():
    """Taskwarrior 2.6.2 keeps `&dquot;` as letters where Bugwarrior gave a quotation mark."""
    title = 'Read "Dubliners" [bug] &amp; all'
    named = "Read &dquot;Dubliners&dquot; &open;bug&close; &amp; all"
    note = {"entry": "20261101T000000Z", "description": "&dquot;so far&dquot;"}
    found = tasks([task(description=named, annotations=[note])])
    assert found[title].remarks[0].text == '"so far"'


def test_a_task_that_comes_twice_is_as_it_stands_last():
    found = read(given("t.json", [task(), task(project="p"), task(status="completed")]), local())
    (item,) = found.items
    assert item.status is Status.DONE


def test_without_a_uuid_a_task_is_known_by_what_stays():
    def key(**more):
        fields = {"description": "Paint", "project": "p", "entry": "20261101T080000Z"} | more
        return read(given("t.json", [fields]), local()).items[-1].key

    assert key() == key(status="completed", end="20261105T080000Z", due="20261201T000000Z")
    assert key() != key(description="Sand")
    twice = [{"description": "Paint", "status": "pending"}] * 2
    assert len({item.key for item in read(given("t.json", twice), local()).items}) == 2


def test_tasks_that_depend_on_each_other_in_a_circle_come_as_they_stand():
    ring = [task(str(n), project="p", depends=[f"uuid-{(n + 1) % 5}"]) for n in range(5)]
    titles = [item.title for item in read(given("t.json", ring), local()).items]
    assert sorted(titles) == ["0", "1", "2", "3", "4", "p"]


def test_a_long_chain_of_dependences_is_turned_round():
    chain = [task(str(n), project="p", depends=[f"uuid-{n + 1}"]) for n in range(20_000)]
    titles = [item.title for item in read(given("t.json", chain), local()).items]
    assert titles[1:] == [str(n) for n in reversed(range(20_000))]


def test_what_depends_on_a_task_of_another_project_stays_where_it_is():
    found = read(given("t.json", [
        task("a", project="p", depends=["uuid-c"]), task("b", project="q"), task("c", project="q"),
    ]), local())  # fmt: skip
    assert [item.title for item in found.items] == ["p", "q", "a", "b", "c"]


def test_instants_are_aware():
    item = tasks([task(entry="20261101T080000Z")])["a"]
    assert item.created == datetime(2026, 11, 1, 8, tzinfo=UTC)


def test_only_tasks_are_recognised():
    assert recognises(given("tasks.json", V26)) > 0.9
    assert recognises(given("old.data", OLD)) > 0.9
    assert taskwarrior.ORIGIN == "taskwarrior"
    for other in ({"description": "x"}, {"uuid": "u", "status": "x"}, [], "text", '{"a"'):
        assert recognises(given("x.json", other)) == 0
