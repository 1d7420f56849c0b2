"""GitHub's milestones and issues: pages behind one another, what an issue is, what is left out."""

from __future__ import annotations

import json

import pytest

from lastmile_tui.exchange.json import github
from lastmile_tui.exchange.json.github import NO_ISSUE, UNMERGED, read, recognises
from support.exchange import BROKEN_JSON, given, local, outline, read_or_sentence


def issue(number=1, **more):
    url = f"https://api.github.example/repos/o/r/issues/{number}"
    fields = {"url": url, "node_id": f"I_{number}", "number": number, "title": f"t{number}"}
    return fields | {"state": "open", "created_at": "2026-11-01T08:00:00Z"} | more


def milestone(number=1, **more):
    fields = {"node_id": f"MI_{number}", "number": number, "title": f"m{number}"}
    return fields | {"state": "open", "open_issues": 1, "due_on": None} | more


def roads(*found):
    return outline(read(given("i.json", [*found]), local()), lone=True, extra=False)


def items(*found):
    return {item.title: item for item in read(given("i.json", [*found]), local()).items}


@pytest.mark.parametrize(
    "text",
    ["[{0},{1}]", "[{0}][{1}]", "[{0}]\n[{1}]\n", "[[{0}],[{1}]]", "{0}\n{1}", "[]\n[{0}][{1}][]"],
)
def test_pages_however_they_are_put_together(text):
    one, two = json.dumps(issue(1)), json.dumps(issue(2))
    reading = read(given("i.json", text.replace("{0}", one).replace("{1}", two)), local())
    assert [item.title for item in reading.items] == ["t1", "t2"]
    assert not reading.unread


def test_an_issue_on_two_pages_is_as_it_stands_last():
    closed = issue(1, state="closed", closed_at="2026-11-05T10:00:00Z")
    assert roads(issue(1), closed) == "DONE t1 · +2026-11-01T08:00 · =2026-11-05T10:00"


def test_a_milestone_is_as_it_stands_by_itself_also_where_issues_name_it_otherwise():
    whole = milestone(due_on="2026-12-31T08:00:00Z", description="Soon")
    old = milestone(title="old name")
    for found in ((whole, issue(milestone=old)), (issue(milestone=old), whole)):
        assert roads(*found).split("\n")[0] == "OPEN m1 · due 2026-12-31 · why: 'Soon'"


@pytest.mark.parametrize("hour", ["00", "07", "08"])
def test_the_day_of_a_milestone_is_that_of_the_page_in_any_zone(hour):
    assert str(items(milestone(due_on=f"2026-12-31T{hour}:00:00Z"))["m1"].due) == "2026-12-31"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"state": "closed", "state_reason": "completed"}, "x t1"),
        ({"state": "closed", "state_reason": None}, "x t1"),
        ({"state": "CLOSED"}, "x t1"),
        ({"state": "open", "state_reason": "reopened"}, "- t1"),
        ({"state": "closed", "state_reason": "not_planned"}, "SKIPPED t1: cancelled there"),
        ({"state": "closed", "state_reason": "duplicate"}, "SKIPPED t1: cancelled there"),
        ({"state": "CLOSED", "stateReason": "NOT_PLANNED"}, "SKIPPED t1: cancelled there"),
        ({"state": "closed", "pull_request": {"merged_at": None}}, f"SKIPPED t1: {UNMERGED}"),
        ({"state": "closed", "pull_request": {"merged_at": "2026-11-02T08:00:00Z"}}, "x t1"),
        ({"state": "closed", "pull_request": {"url": "x"}}, "x t1"),
        ({"state": "open", "pull_request": {"merged_at": None}}, "- t1"),
        ({"labels": ["a", {"name": "b"}, {"color": "x"}]}, "- t1 · #a · #b"),
        ({"assignees": [{"login": "ada"}, None]}, "- t1 · @ada"),
        ({"body": "  \r\n"}, "- t1"),
        ({"parent_issue_url": "https://nowhere.example"}, "- t1"),
    ],
)
def test_what_an_issue_is(fields, line):
    found = roads(
        issue(milestone=milestone(), created_at=None, **fields), issue(2, milestone=milestone())
    )
    assert line in [one.strip() for one in found.split("\n")]


def test_sub_issues_are_the_markers_of_the_issue_above():
    above = issue(1)
    below = issue(2, parent_issue_url=above["url"], created_at=None)
    assert roads(below, above) == "OPEN t1 · +2026-11-01T08:00\n  - t2"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- [ ] a\n- [x] b", ["x b", "- a"]),
        ("* [ ] a\r\n+ [X] b\r\n", ["x b", "- a"]),
        ("1. [ ] a\n   2) [ ] b", ["- a", "- b"]),
        ("```\n- [ ] no\n```\n- [ ] a", ["- a"]),
        ("~~~sh\n- [ ] no", []),
        ("- [ ]\n- [] a\n-[ ] b\ntext [ ] c", []),
        ("- [ ] same\n- [ ] same", ["- same", "- same"]),
    ],
)
def test_boxes_in_the_text_are_markers(body, expected):
    lines = roads(issue(body=body)).split("\n")
    assert [line.strip().split(" · ")[0] for line in lines[1:] if line.startswith("  ")] == expected


@pytest.mark.parametrize("value", ["soon", "2026-02-30T00:00:00Z", 1e300, [1], {"a": 1}])
@pytest.mark.parametrize("name", ["created_at", "closed_at"])
def test_a_date_that_is_none_is_named_and_the_issue_comes_all_the_same(name, value):
    reading = read(given("i.json", [issue(state="closed", **{name: value})]), local())
    assert [item.title for item in reading.items] == ["t1"]
    (left,) = reading.unread
    assert left.what == "t1"
    assert left.reason.startswith(f"has a date that is none, {name}: ")
    assert reading.items[0].extra[name] == value


@pytest.mark.parametrize(
    ("found", "what"),
    [
        ({"message": "Not Found", "status": "404"}, "Not Found"),
        (
            {"message": "API rate limit exceeded", "documentation_url": "x"},
            "API rate limit exceeded",
        ),
        ({"title": " ", "state": "open"}, "{'title': ' ', 'state': 'open'}"),
        (5, "5"),
    ],
)
def test_what_is_no_issue_is_named(found, what):
    reading = read(given("i.json", [found, issue()]), local())
    assert [(one.reason, one.what) for one in reading.unread] == [(NO_ISSUE, what)]
    assert len(reading.items) == 1


def test_the_key_is_the_same_from_rest_and_from_gh_issue_list():
    rest = issue(id=5001)
    listed = {"id": "I_1", "number": 1, "title": "renamed", "state": "CLOSED", "closedAt": None}
    assert items(rest)["t1"].key == items(listed)["renamed"].key
    bare = {"number": 1, "title": "a", "state": "OPEN"}
    assert items(bare)["a"].key == items(bare | {"state": "CLOSED", "closedAt": "x"})["a"].key


def test_only_issues_and_milestones_are_recognised():
    for found in (issue(), milestone(), {"number": 1, "title": "a", "state": "OPEN"}):
        assert recognises(given("x.json", [found])) >= 0.7
    for other in ({"title": "x", "state": "open"}, {"number": 1}, [], "text", '[{"title"'):
        assert recognises(given("x.json", other)) == 0


@pytest.mark.parametrize(
    "data",
    [
        *BROKEN_JSON,
        json.dumps([issue(1), issue(2)])[:-40].encode(),
        b'[{"title":"a","state":"open","labels":{"a":1},"assignees":7,"body":["x"],"number":{}}]',
        b'[{"title":"a","state":[],"milestone":"m","pull_request":true,"node_id":[1]}]',
        b'[{"title":"a","state":"closed","milestone":{"title":5},"pull_request":null}]',
        b'[{"title":"a","state":"open","created_at":"0001-01-01T00:00:00Z","body":"- [x] '
        + b"[" * 50_000
        + b'"}]',
    ],
)
def test_broken_files_end_in_a_sentence_or_are_named(data):
    found = read_or_sentence(github, given("i.json", data))
    assert not found or found.endswith(".") or "UNREAD" in found or "t1" in found or " a" in found
