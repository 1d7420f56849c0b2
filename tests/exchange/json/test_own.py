"""Our own JSON: what it holds comes back, but for ids and instants."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, settings
from hypothesis import given as given_any
from hypothesis import strategies as st

from lastmile_tui.cli.output import json_text
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.export.as_json import VERSION, whole_goal_json
from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.json import own
from support.domain.export import measured
from support.domain.goals import driven, indexes, step
from support.exchange import (
    BROKEN_JSON,
    TODAY,
    brought,
    by_head,
    given,
    local,
    reached_days,
    read_or_sentence,
)

DERIVED = ("id", "created", "touched", "attention", "at_stake", "forecast")


def export(*records):
    goals = [
        whole_goal_json((record.goal, record.log, measured(record, TODAY)), TODAY)
        for record in records
    ]
    return json_text({"version": VERSION, "goals": goals})


def read(text):
    return own.read(given("goals.json", text), local())


def essence(document):
    """A goal without ids and instants, and what is worked out of them."""
    found = {name: value for name, value in document.items() if name not in DERIVED}
    places = [marker["id"] for marker in document["markers"]]
    chosen = document["final_from"]
    found["final_from"] = places.index(chosen) if chosen in places else None
    found["markers"] = [
        marker | {"id": None, "reached": marker["reached"] is not None}
        for marker in document["markers"]
    ]
    found["seal"] = [item | {"id": None} for item in document["seal"]]
    found["roadblocks"] = [block | {"road": None} for block in document["roadblocks"]]
    found["log"] = [(entry["day"], entry["kind"], entry["text"]) for entry in document["log"]]
    return found


def goals(text):
    return [essence(goal) for goal in json.loads(text)["goals"]]


@settings(max_examples=150)
@given_any(driven())
def test_an_export_brought_into_an_empty_file_gives_the_same_export(record):
    assume(not record.goal.hidden)
    text = export(record)
    again = goals(export(*brought(read(text))))
    for goal in again:
        assert goal["log"].pop()[2] == "imported from lastmile"
    assert again == goals(text)


@settings(max_examples=60)
@given_any(driven(st.one_of(step(drive.advance), step(drive.back), step(drive.reach, indexes))))
def test_how_it_was_driven_from_marker_to_marker_comes_back_too(record):
    (again,) = brought(read(export(record)))
    places = [event.set["position"] for event in record.log if "position" in event.set]
    assert [one.set["position"] for one in again.log if "position" in one.set] == places
    assert [at for _, at in reached_days(again)] == [at for _, at in reached_days(record)]


def test_what_a_newer_version_adds_to_a_goal_is_kept():
    document = json.loads(export())
    document["goals"] = [
        {"id": "a", "title": "A", "markers": [{"title": "m"}], "colour": {"name": "red"}}
    ]
    (item, marker) = read(json.dumps(document)).items
    assert item.extra == {"colour": {"name": "red"}}
    assert marker.title == "m"


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": None},
        {"markers": []},
        {"markers": [{"title": "m", "miles": -1}]},
        {"markers": [{"title": "m", "miles": 1e300}]},
        {"markers": {"a": 1}},
        {"position": "far"},
        {"position": -1},
        {"due": "2026-13-01"},
        {"due": "tomorrow"},
        {"turn": {"whose": "nobody's", "since": "2026-11-01"}},
        {"sealed": "20261"},
        {"log": [{"at": "2026-11-01", "day": "2026-11-01", "kind": "note"}]},
        {"log": [{"at": "2026-11-01T10:00:00Z", "day": None, "kind": "note"}]},
        {"tags": "a"},
        {"id": 5.5},
    ],
)
def test_a_goal_that_is_none_is_named_and_the_others_come(change):
    good = {"id": "a", "title": "A", "markers": [{"title": "m"}]}
    document = {"version": 1, "goals": [good | {"id": "b"} | change, good]}
    reading = read(json.dumps(document))
    assert [item.key for item in reading.items] == ["a", "a."]
    (left,) = reading.unread
    assert left.reason.startswith("is no goal, number 1: ")


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "reached", "text": "reached ‘nowhere’"},
        {"kind": "reached", "text": "something else"},
        {"kind": "moved", "text": "moved to 1e400 mi"},
        {"kind": "moved", "text": "moved to 12,5 km"},
        {"kind": "imported", "text": "imported from somewhere"},
        {"kind": "of the future", "text": "what a newer version did"},
        {"kind": "note", "text": ""},
        {"kind": "added", "text": "added"},
        {"kind": "gate", "text": "a, with 99999999999999999999999 roads in the final stretch"},
    ],
)
def test_an_entry_that_cannot_be_made_again_is_a_note_of_its_day(entry):
    entry |= {"at": "2026-11-02T10:00:00Z", "day": "2026-11-01"}
    goal = {"id": "a", "title": "A", "markers": [{"title": "m", "miles": 2}], "position": 1}
    (record,) = brought(read(json.dumps({"version": 1, "goals": [goal | {"log": [entry]}]})))
    _, found, _ = record.log if len(record.log) == 3 else (*record.log, None)
    assert record.goal.position == 1
    if entry["text"] and entry["kind"] != "added":
        assert entry["text"] in goals(export(record))[0]["log"][1][2]
        assert found.day.isoformat() == "2026-11-01"


@pytest.mark.parametrize(
    "data", [*BROKEN_JSON, b'{"version":1,"goals":5}', b'{"goals":[]}'], ids=by_head
)
def test_broken_files_end_in_a_sentence(data):
    assert read_or_sentence(own, given("goals.json", data)).endswith(".")


def test_a_newer_file_is_not_guessed_at():
    with pytest.raises(ImportFileError, match="newer version"):
        read('{"version": 2, "goals": []}')
