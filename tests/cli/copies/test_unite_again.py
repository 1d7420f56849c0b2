"""Two databases that were united, and taken apart by undo, are united again by merge."""

from __future__ import annotations

import shutil

import pytest

from support.cli.command import VOLVO
from support.store.goal_store import open_store, plan

ALL = {"Sell the Volvo", "Mend the fence", "Run"}


def titles(lastmile):
    return {goal["title"] for goal in lastmile("list", "--json").json["goals"]}


@pytest.fixture
def other(lastmile, tmp_path):
    """Another data file with two goals, whose union with the user's was undone."""
    path = tmp_path / "other" / "goals.json"
    with open_store(path, device="phone") as store:
        for line in ("Mend the fence: posts >> painted", "Run: a >> b"):
            store.add(plan(line))
    lastmile("add", VOLVO)
    assert lastmile("merge", "--yes", str(path), now="2026-11-21T12:00").code == 0
    assert titles(lastmile) == ALL
    lastmile("undo", now="2026-11-21T12:01")
    assert titles(lastmile) == {"Sell the Volvo"}
    return str(path)


@pytest.mark.parametrize("between", [None, ("add", "Swim"), ("note", "volvo", "called")])
def test_merge_brings_all_of_it_in_again_and_one_undo_takes_it_back(lastmile, other, between):
    if between:
        lastmile(*between, now="2026-11-21T12:02")
    before = titles(lastmile)
    done = lastmile("merge", other, now="2026-11-21T12:03")
    assert (done.code, done.err) == (0, "")
    assert "2 goals of it came in before and were undone: they are back" in " ".join(
        done.out.split()
    )
    assert "Nothing new" not in done.out
    assert titles(lastmile) == before | ALL
    lastmile("undo", now="2026-11-21T12:04")
    assert titles(lastmile) == before


def test_a_dry_run_only_says_so(lastmile, other):
    done = lastmile("merge", "--dry-run", other)
    assert "2 goals of it came in before and were undone: merge brings them back" in " ".join(
        done.out.split()
    )
    assert titles(lastmile) == {"Sell the Volvo"}


def test_json_names_how_many(lastmile, other):
    assert lastmile("merge", "--dry-run", "--json", other).json["back"] == 0
    assert lastmile("merge", "--json", other, now="2026-11-21T12:03").json["back"] == 2
    assert titles(lastmile) == ALL


def test_what_nobody_named_stays_undone(lastmile, other, file):
    shutil.copy(other, file.with_name("lastmile (1).json"))
    lastmile("merge", now="2026-11-21T12:03")
    assert titles(lastmile) == {"Sell the Volvo"}


def test_one_that_was_brought_back_already_is_left(lastmile, other):
    lastmile("redo", now="2026-11-21T12:02")
    assert "Nothing new to merge" in lastmile("merge", other, now="2026-11-21T12:03").out
    assert titles(lastmile) == ALL
