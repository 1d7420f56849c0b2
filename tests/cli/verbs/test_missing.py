"""A data file that lacks what this machine did: told, kept, brought back or left."""

import json

import pytest

from support.cli.command import VOLVO
from support.store.database import private_of

LIST = "3 changes of this machine are missing in the file: lastmile merge brings them back."


def spaced(done):
    return " ".join(done.out.split())


def titles(lastmile):
    return {goal["title"] for goal in lastmile("list", "--json", "--view", "all").json["goals"]}


@pytest.fixture
def stale(lastmile, file):
    """An old copy that was put over the file while nothing was open: three changes are gone."""
    lastmile("add", VOLVO)
    old = file.read_bytes()
    lastmile("advance", "volvo")
    lastmile("note", "volvo", "first viewing")
    lastmile("add", "Fix the roof: tiles > gutter")
    file.write_bytes(old)
    return old


@pytest.mark.usefixtures("stale")
def test_it_is_told_until_it_is_brought_back_as_one_change(lastmile):
    for _ in range(2):
        assert LIST in lastmile("list").err
    assert titles(lastmile) == {"Sell the Volvo"}
    shown = lastmile("merge", "--dry-run").out
    assert "this machine: 3 changes" in shown
    assert "Fix the roof" in shown

    done = lastmile("merge")

    assert (done.code, done.err) == (0, "")
    assert "3 changes merged, 1 new goal." in done.out
    assert "is back; lastmile undo takes that back." in " ".join(done.out.split())
    assert titles(lastmile) == {"Sell the Volvo", "Fix the roof"}
    assert "first viewing" in lastmile("show", "volvo").out
    assert lastmile("list").err == ""


@pytest.mark.usefixtures("stale")
def test_one_undo_takes_back_all_that_was_brought_back_and_says_what(lastmile):
    lastmile("merge")
    undone = lastmile("undo")
    assert undone.out.startswith("Undone: 3 changes to 2 goals brought back · ")
    assert titles(lastmile) == {"Sell the Volvo"}
    assert "first viewing" not in lastmile("show", "volvo").out
    assert lastmile("list").err == ""  # and is missing no more
    assert lastmile("redo").out.startswith("Redone: 3 changes to 2 goals brought back · ")
    assert titles(lastmile) == {"Sell the Volvo", "Fix the roof"}


@pytest.mark.parametrize(
    "words",
    [
        "list",
        "list --json",
        "show volvo",
        "show volvo --json",
        "next",
        "mirror",
        "forecast",
        "forecast volvo --json",
        "history",
        "export json",
        "template list",
        "seal volvo --list",
        "sync --status",
        "backup",
        "note volvo here",
    ],
)
@pytest.mark.usefixtures("stale")
def test_every_verb_that_reads_or_changes_the_file_tells_of_it_once(lastmile, words):
    assert lastmile(*words.split()).err.count(LIST) == 1


@pytest.mark.parametrize(
    "words", ["prompt", "review --due", "merge --dry-run", "restore --dry-run"]
)
@pytest.mark.usefixtures("stale")
def test_what_speaks_at_every_prompt_or_shows_it_anyway_does_not(lastmile, words):
    assert LIST not in lastmile(*words.split()).err


@pytest.mark.usefixtures("stale")
def test_changes_on_top_of_it_lose_nothing_and_it_is_told_still(lastmile):
    done = lastmile("note", "volvo", "on top of the old one")
    assert done.code == 0
    assert LIST in done.err
    lastmile("add", "Swim")
    assert LIST in lastmile("list").err

    lastmile("merge")

    assert titles(lastmile) == {"Sell the Volvo", "Fix the roof", "Swim"}
    shown = lastmile("show", "volvo").out
    assert "first viewing" in shown
    assert "on top of the old one" in shown
    assert lastmile("list").err == ""


@pytest.mark.usefixtures("stale")
def test_what_is_left_is_told_no_more_and_kept_in_the_backups(lastmile, home):
    done = lastmile("merge", "--leave")
    assert (done.code, done.err) == (0, "")
    (kept,) = home.rglob("left-*.json")
    assert f"lastmile merge {kept}" in "".join(done.out.split("\n"))
    assert titles(lastmile) == {"Sell the Volvo"}
    assert lastmile("list").err == ""
    assert "Nothing is missing" in lastmile("merge", "--leave").out
    done = lastmile("merge", str(kept))
    assert done.code == 0
    assert "All that was missing in the file is back; lastmile undo takes that back." in spaced(
        done
    )
    assert titles(lastmile) == {"Sell the Volvo", "Fix the roof"}
    lastmile("undo")
    assert titles(lastmile) == {"Sell the Volvo"}
    assert "first viewing" not in lastmile("show", "volvo").out
    lastmile("redo")
    assert titles(lastmile) == {"Sell the Volvo", "Fix the roof"}
    assert "undo takes" not in spaced(lastmile("merge", str(kept)))


@pytest.mark.usefixtures("stale")
def test_what_would_be_left_is_shown_before_and_stays_missing(lastmile, home):
    shown = lastmile("merge", "--leave", "--dry-run")
    assert (shown.code, shown.err) == (0, "")
    assert "this machine: 3 changes" in shown.out
    assert "Fix the roof" in shown.out
    assert "Left." not in shown.out
    assert not [*home.rglob("left-*.json")]
    assert LIST in lastmile("list").err
    lastmile("merge")
    done = lastmile("merge", "--leave", "--dry-run")
    assert done.out == "Nothing is missing in the file.\n"


@pytest.mark.parametrize("more", [["old.json"], ["--json"], ["--dry-run", "--json"]])
@pytest.mark.usefixtures("stale")
def test_leaving_takes_neither_paths_nor_json(lastmile, home, more):
    done = lastmile("merge", "--leave", *more)
    assert (done.code, done.out) == (2, "")
    assert "--leave takes no PATH and no --json" in done.err
    assert not [*home.rglob("left-*.json")]


@pytest.mark.usefixtures("stale")
def test_the_doctor_tells_of_it(lastmile):
    found = lastmile("doctor", "--json").json["findings"]
    assert [each["grade"] for each in found if each["sentence"] == LIST] == ["warning"]


def test_what_came_after_a_union_is_kept_when_a_backup_of_before_takes_its_place(
    lastmile, file, home
):
    lastmile("add", VOLVO)
    lastmile("backup", str(home / "kept.json"))
    other = home / "other.json"
    lastmile("--file", str(other), "add", "Fix the roof: tiles > gutter")
    lastmile("merge", "--yes", str(other))
    lastmile("advance", "volvo")
    file.write_bytes(b"")

    done = lastmile("restore", str(home / "kept.json"), "--yes")

    assert "but for the last ones of this machine, which are kept" in " ".join(done.out.split())
    assert "What this machine did after that is kept: lastmile merge" in done.err
    (kept,) = home.rglob("left-*.json")
    assert titles(lastmile) == {"Sell the Volvo"}
    assert lastmile("merge", str(kept)).code == 0
    assert titles(lastmile) == {"Sell the Volvo", "Fix the roof"}
    assert "reached" in lastmile("history", "volvo").out


def test_who_began_anew_and_restores_has_what_this_machine_did_after_the_backup(lastmile, file):
    lastmile("add", VOLVO)
    lastmile("backup")
    lastmile("note", "volvo", "after the backup")
    file.unlink()
    lastmile("begin", "--yes")

    done = lastmile("restore", "--yes")
    assert "What this machine did after it" in done.out
    assert done.err == ""
    assert "after the backup" in lastmile("show", "volvo").out
    assert lastmile("list").err == ""


def test_a_way_back_on_purpose_is_told_no_more(lastmile, file, home):
    lastmile("add", VOLVO)
    lastmile("backup", str(home / "kept.json"))
    lastmile("advance", "volvo")
    file.write_bytes(b"{")
    done = lastmile("restore", str(home / "kept.json"), "--yes")
    assert "What this machine did after that is kept: lastmile merge" in done.err
    assert lastmile("list").err == ""


@pytest.mark.parametrize("kind", ["by hand", "nothing of ours", "one goal gone", "newer elsewhere"])
def test_every_kind_of_file_is_compared(lastmile, file, stale, kind):
    tables = json.loads(stale)
    if kind == "by hand":
        del tables["_meta"]
    if kind == "nothing of ours":
        tables["goals"] = {}
    if kind == "one goal gone":
        tables["goals"] = {"7": {"uid": "x", "title": "Another"}}
    if kind == "newer elsewhere":
        tables["_meta"]["1"] |= {"gen": "of another device", "lineage": []}
    file.write_text(json.dumps(tables))
    assert "missing in the file: lastmile merge brings them back." in lastmile("list").err
    lastmile("merge")
    assert titles(lastmile) >= {"Sell the Volvo", "Fix the roof"}
    assert "first viewing" in lastmile("show", "volvo").out
    assert "missing in the file" not in lastmile("list").err


def test_a_file_that_others_continued_is_told_of_nothing(lastmile, file, home):
    lastmile("add", VOLVO)
    other = home / "other" / "lastmile.json"
    other.parent.mkdir()
    other.write_bytes(file.read_bytes())
    for note in ("one", "two", "three"):
        lastmile("--file", str(other), "note", "volvo", note)
    file.write_bytes(other.read_bytes())
    assert lastmile("list").err == ""
    assert lastmile("advance", "volvo").err == ""


def test_nothing_but_the_file_is_ever_made_in_its_folder(lastmile, file):
    lastmile("add", VOLVO)
    for verb in ("advance", "undo", "redo"):
        lastmile(verb, *(["volvo"] if verb == "advance" else []))
    lastmile("doctor", "--repair", "--yes")
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert {path.suffix for path in private_of(file).iterdir()} == {".journal", ".ring", ""}
