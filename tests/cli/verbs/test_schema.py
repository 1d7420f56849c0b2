"""lastmile schema: what list and export print for scripts is as it says, and all of it is named."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from lastmile_tui.domain.changes.roadblocks import KINDS
from lastmile_tui.domain.changes.status import LET_GO_REASONS


@pytest.fixture
def schema(lastmile):
    found = lastmile("schema").json
    Draft202012Validator.check_schema(found)
    return found


def wrong(schema, document):
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def unnamed(schema, document, path="$"):
    """The names of a document that the schema does not know."""
    for variant in schema.get("anyOf", ()):
        if variant.get("type") in ("object", "array"):
            schema = variant
    if isinstance(document, list):
        return [name for one in document for name in unnamed(schema["items"], one, f"{path}[]")]
    if not isinstance(document, dict):
        return []
    known = schema["properties"]
    found = [f"{path}.{name}" for name in document if name not in known]
    for name in document.keys() & known:
        found += unnamed(known[name], document[name], f"{path}.{name}")
    return found


@pytest.fixture
def roads(lastmile):
    """A road in each state, and with all that may hang on one."""
    lastmile("add", "Sell the Volvo: listed > agreed >> signed due 2026-12-01 18:00 #car @Henrik")
    lastmile("set", "volvo", "why", "it rusts")
    lastmile("advance", "volvo", "--on", "2026-11-10")
    lastmile("turn", "volvo", "theirs")
    lastmile("next-step", "volvo", "print the contract", "--on", "mon")
    lastmile("add", "Run: target 100 km")
    lastmile("advance", "run", "--by", "20", "--on", "2026-11-01")
    lastmile("advance", "run", "--by", "30", "--on", "2026-11-05")
    lastmile("advance", "run", "--by", "30", "--on", "2026-11-09")
    lastmile("add", "Diet 82 kg to 75 kg")
    lastmile("advance", "diet", "--set", "79.4")
    lastmile("move", "diet", "before", "run")
    lastmile("add", "Done: a > b")
    lastmile("advance", "done", "--to", "2")
    lastmile("seal", "done", "--tick", "1", "--evidence", "photo", "--anyway")
    lastmile("add", "Parked: a > b")
    lastmile("park", "parked", "--until", "2026-12-24")
    for kind in LET_GO_REASONS:
        lastmile("add", f"Gone {kind}: a > b")
        lastmile("let-go", f"gone {kind}", "--kind", kind, "--reason", "because")
    for kind in KINDS:
        lastmile("add", f"Blocked {kind.name}: a > b")
        lastmile("block", f"blocked {kind.name}", "--kind", kind.name, "volvo")
    lastmile("again", "done", "every", "month")


@pytest.mark.usefixtures("roads")
@pytest.mark.parametrize("words", [["list", "--view", "all", "--json"], ["export", "json"]])
def test_what_is_printed_for_scripts_is_as_the_schema_says(lastmile, schema, words):
    document = lastmile(*words).json
    assert len(document["goals"]) > len(KINDS) + len(LET_GO_REASONS)
    assert wrong(schema, document) == []
    assert unnamed(schema, document) == []


@pytest.mark.usefixtures("roads")
def test_every_state_and_all_that_may_be_null_was_there(lastmile):
    goals = lastmile("list", "--view", "all", "--json").json["goals"]
    states = {goal["state"] for goal in goals}
    assert states >= {"planned", "driving", "stretch", "sealed", "parked", "let-go"}
    filled = {name for goal in goals for name, value in goal.items() if value is not None}
    assert filled >= {*goals[0]} - {"final_from"}


@pytest.mark.usefixtures("roads")
@pytest.mark.parametrize(
    ("name", "value"),
    [("title", None), ("state", "asleep"), ("due", "soon"), ("markers", []), ("position", "1")],
)
def test_what_is_otherwise_is_found(lastmile, schema, name, value):
    document = lastmile("list", "--json").json
    document["goals"][0][name] = value
    assert len(wrong(schema, document)) == 1
