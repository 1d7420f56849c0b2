"""GitHub: milestones and issues, by whichever command they were printed."""

from __future__ import annotations

import json

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.json import github
from support.exchange import BROKEN_JSON, brought, by_head, given, local, read_or_sentence

HOME = "https://github.com/sommer/kite"


def issue(number=1, **more):
    return {
        "number": number,
        "title": f"issue {number}",
        "html_url": f"{HOME}/issues/{number}",
    } | more


def milestone(number=1, **more):
    return {
        "number": number, "title": f"{number}.0", "html_url": f"{HOME}/milestone/{number}",
        "closed_issues": 0, "due_on": None,
    } | more  # fmt: skip


def read(*found):
    return github.read(given("i.json", [*found]), local())


def only(**more):
    return read(issue(**more)).items[-1]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"state": "open"}, Status.OPEN),
        ({"state": "open", "state_reason": "reopened"}, Status.OPEN),
        ({"state": "closed", "state_reason": "completed"}, Status.DONE),
        ({"state": "closed", "state_reason": None}, Status.DONE),
        ({"state": "closed", "state_reason": "not_planned"}, Status.CANCELLED),
        ({"state": "closed", "state_reason": "duplicate"}, Status.CANCELLED),
        ({"state": "CLOSED", "stateReason": "NOT_PLANNED"}, Status.CANCELLED),
        ({"state": "CLOSED", "stateReason": "COMPLETED"}, Status.DONE),
    ],
)
def test_how_an_issue_was_closed(fields, status):
    assert only(**fields).status is status


def test_the_two_lists_name_a_milestone_alike_whichever_address_they_have():
    api = {"url": "https://api.github.com/repos/sommer/kite/milestones/1", "html_url": None}
    keys = {
        read(milestone()).items[0].key,
        read(milestone(**api)).items[0].key,
        read(issue(milestone=milestone())).items[0].key,
        read(issue(milestone={"number": 1, "title": "1.0"})).items[0].key,
        only(milestone=milestone()).parent,
    }
    assert keys == {"milestone sommer/kite 1"}


def test_a_due_date_is_the_day_that_was_picked_wherever_one_is():
    (item,) = read(milestone(due_on="2026-12-24T08:00:00Z")).items
    assert item.due.isoformat() == "2026-12-24"
    reading = read(milestone(due_on="soon"))
    assert [left.what for left in reading.unread] == ["1.0"]
    assert reading.items[0].extra["due_on"] == "soon"


@pytest.mark.parametrize(
    "text",
    ["[{0}][{1}]", "[[{0}],[{1}]]", "{0}\n{1}", "[{0},{1}]", "[{0}]\n[{1}]\n"],
)
def test_pages_however_they_were_put_together(text):
    one, two = json.dumps(issue(2)), json.dumps(issue(1))
    reading = github.read(given("i.json", text.replace("{0}", one).replace("{1}", two)), local())
    assert [item.title for item in reading.items] == ["issue 1", "issue 2"]


def test_pull_requests_are_left_out_and_named():
    reading = read(issue(pull_request={"url": "x"}), issue(2, url=f"{HOME}/pull/2"))
    assert [left.reason for left in reading.skipped] == [github.PULL_REQUEST] * 2


def test_issues_with_the_numbers_of_others_repositories_are_others():
    other = issue(html_url="https://github.com/sommer/boat/issues/1")
    assert len({item.key for item in read(issue(), other).items}) == 2


@pytest.mark.parametrize(
    "data",
    [
        *BROKEN_JSON,
        b'[{"number":1,"title":"t","labels":5,"assignees":"x","milestone":[1],"body":{}}]',
        b'[{"number":{"a":1},"title":"t"},{"number":"1e999","title":"t"}]',
    ],
    ids=by_head,
)
def test_broken_files_end_in_a_sentence_or_are_named(data):
    found = read_or_sentence(github, given("i.json", data))
    assert found.endswith(".") or "UNREAD" in found or found.startswith("OPEN ") or not found


def test_a_loop_of_parts_is_left_out():
    api = "https://api.github.com/repos/sommer/kite/issues"
    loop = [issue(1, parent_issue_url=f"{api}/2"), issue(2, parent_issue_url=f"{api}/1")]
    assert brought(read(*loop)) == []
