"""Bad files from the command line: what is read, what is said, and what stays on the disk."""

from __future__ import annotations

import json

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.store import codec
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.replay import build_state
from support.store.bad_files import (
    CASES,
    GOOD,
    TITLE,
    Case,
    changed,
    file_of,
    goal,
    journal_of,
    line,
    pristine,
)

NAMED = [pytest.param(case, id=case.name) for case in CASES]


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run a verb on the file of the test; its exit code and what it printed."""
    monkeypatch.delenv("LASTMILE_TRACEBACK", raising=False)
    path = tmp_path / "data" / "lastmile.json"

    def run(*args):
        code = main([*args, "--file", str(path), "--now", "2026-11-22T09:00"])
        out, err = capsys.readouterr()
        assert code in (0, 1), err
        assert "Something broke" not in err
        assert "Traceback" not in err
        if code:
            assert err.startswith("lastmile: ")
            assert err.rstrip().endswith((".", "look."))
        return code, out, err

    run.path = path
    return run


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def documents(path):
    """The JSON of each document in the file."""
    found = snapshot.decode(path.read_bytes())
    return {key: bytes(raw) for key, raw in found.tables.get("goals", {}).items()}


@pytest.mark.parametrize("case", NAMED)
def test_looking_tells_and_changes_no_byte(run, case: Case):
    case.write(run.path)
    before = files_in(run.path.parent)
    code, out, err = run("list", "--view", "all")
    shown = run("show", TITLE)
    assert case.says in err
    if case.opens == "refused":
        assert (code, out) == (1, "")
        assert "lastmile doctor --repair" in err
        assert "lastmile restore" in err
    else:
        assert code == 0
        if case.name != "goals that are a list":
            assert TITLE in out
            assert shown[0] == 0
    assert files_in(run.path.parent) == before


@pytest.mark.parametrize("case", NAMED)
def test_a_change_is_refused_or_keeps_what_could_not_be_read(run, case: Case):
    case.write(run.path)
    before = files_in(run.path.parent)
    held = documents(run.path) if case.opens in ("partly", "whole") else {}
    code, _, err = run("add", "New road")
    if case.opens in ("refused", "read-only"):
        assert code == 1
        assert files_in(run.path.parent).items() >= before.items()
        assert run("undo")[0] == 1
        assert files_in(run.path.parent).items() >= before.items()
        return
    assert code == 0, err
    assert run("undo")[0] == 0
    now = documents(run.path)
    assert {key: now[key] for key in held} == held


@pytest.mark.parametrize("case", NAMED)
def test_every_goal_of_it_can_be_shown_and_changed_or_says_why_not(run, case: Case):
    case.write(run.path)
    code, out, _ = run("list", "--view", "all", "--json")
    for shown in json.loads(out)["goals"][:30] if code == 0 else []:
        run("show", shown["id"] or "x")
        run("advance", shown["id"] or "x")
    for verb in ("mirror", "next", "prompt"):
        run(verb)


@pytest.mark.parametrize("data", [b"", b" \n\t\n"], ids=["empty", "whitespace"])
def test_a_blank_file_is_a_new_one(run, data):
    run.path.parent.mkdir()
    run.path.write_bytes(data)
    assert run("list")[0] == 0
    assert run.path.read_bytes() == data
    assert run("add", "New road")[0] == 0
    assert "New road" in run("list")[1]


def test_a_plain_tinydb_file_is_taken_over_and_kept_with_what_makes_no_goal(run):
    goals = {
        "1": {"title": TITLE},
        "2": {"title": 5},
        "3": {"title": "Far", "markers": [{"title": "x", "miles": "far"}]},
        "4": {"title": "Late", "due": "9999-99-99"},
        "5": {"title": "Near", "markers": 7, "tags": [1, None], "position": 0.5},
    }
    data = json.dumps({"goals": goals, "notes": {"1": {"a": "b"}}}).encode()
    Case("", "", data).write(run.path)
    code, out, err = run("list")
    assert code == 0
    assert TITLE in out
    assert "Near" in out
    assert [f"Goal {n}:" in err for n in range(1, 6)] == [False, True, True, True, False]
    assert run.path.read_bytes() == data, "a look writes nothing"
    assert run("add", "New road")[0] == 0
    assert run.path.with_name("lastmile.json.schema-0").read_bytes() == data
    now = json.loads(run.path.read_bytes())
    assert [now["goals"][key] for key in "234"] == [goals[key] for key in "234"]
    assert now["notes"] == {"1": {"a": "b"}}


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_a_flipped_bit_at_any_place_of_a_journal_costs_at_most_its_own_change(bit):
    lines = line(2, {"2": goal("Second", 2)}) + line(3, {"3": goal("Third", 3)})
    data = pristine({})
    for place in range(len(lines)):
        bent = bytearray(lines)
        bent[place] ^= bit
        state = build_state(snapshot.decode(data), bytes(bent), codec.merge, 1, "laptop")
        left = state.tables["goals"].keys()
        assert left >= {"1"}
        assert left & {"2", "3"} or (place in (len(lines) - 1, lines.index(b"\n")))
        assert state.notes or state.torn


def test_a_journal_without_its_file_is_told_and_nothing_is_begun_anew(run):
    Case("", "", b"", journal=line(1, {"1": GOOD}, gen="")).write(run.path)
    run.path.unlink()
    assert "is missing, but this machine knows it" in run("list")[2]
    assert "nothing is begun anew" in run("add", "New road")[2]
    assert not run.path.exists()


@pytest.mark.parametrize("which", ["file", "journal"])
def test_what_is_too_large_is_refused_with_a_sentence(run, which):
    Case("", "", pristine({}), journal=line(2, {"2": goal("Second", 2)})).write(run.path)
    place = run.path if which == "file" else journal_of(run.path)
    with place.open("ab") as file:
        file.truncate(1 << 30)
    for verb in (["list"], ["add", "New road"], ["undo"]):
        code, out, err = run(*verb)
        assert (code, out) == (1, "")
        assert "too large" in err
    assert place.stat().st_size == 1 << 30


def test_what_is_too_long_is_cut_where_it_is_shown_and_stays_in_the_file(run):
    Case("", "", file_of({"7": changed(title="Long " * 400_000)})).write(run.path)
    _, out, _ = run("list")
    assert max(map(len, out.splitlines())) <= 200
    _, out, _ = run("show", "Long")
    assert len(out) < 4000


def test_more_events_than_fit_are_read_and_take_no_more(run):
    doc = goal("Busy", 7)
    first = doc["events"][0]
    more = [
        {**first, "id": f"n{n}", "kind": "noted", "set": {}, "text": "x"} for n in range(10_001)
    ]
    doc["events"] += more
    Case("", "", file_of({"7": doc})).write(run.path)
    assert "Busy" in run("list")[1]
    assert run("show", "Busy")[0] == 0
    code, _, err = run("note", "Busy", "one more")
    assert code == 1
    assert "10,000 log entries" in err


@pytest.mark.parametrize(
    "count", [20_000, pytest.param(1_000_000, marks=pytest.mark.long)], ids=["20,000", "1,000,000"]
)
def test_small_documents_without_number_are_told_briefly(run, count):
    small = b",".join(b'"%d":{}' % number for number in range(2, count))
    data = file_of().replace(b'"goals": {', b'"goals": {' + small + b",")
    Case("", "", data).write(run.path)
    code, out, err = run("list")
    assert code == 0
    assert TITLE in out
    assert len(err) < 5000


@pytest.mark.long
def test_a_title_of_50_mb_is_shown_in_part(run):
    Case("", "", file_of({"7": changed(title="Long " * 10_000_000)})).write(run.path)
    assert run("list")[0] == 0
    assert run("show", "Long")[0] == 0
    assert run("add", "New road")[0] == 0
