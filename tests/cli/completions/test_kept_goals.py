"""The goals that shells complete: kept privately, made anew when they change, and few."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lastmile_tui.cli.completions import keep
from lastmile_tui.cli.completions.words import words_by_key
from lastmile_tui.cli.main import main
from lastmile_tui.cli.manual.pages import read_pages
from lastmile_tui.cli.table.list_arguments import COLUMNS, VIEWS
from lastmile_tui.early.goal_list import NAME, SIZE
from support.cli.command import NOW


@pytest.fixture
def path(home, lastmile):
    """Where the goals are kept, with one goal."""
    lastmile("add", "Swim: a >> b #sport #fun")
    assert not [*home.rglob(NAME)]
    lastmile("completion-list", "--refresh")
    (found,) = home.rglob(NAME)
    return found


def rows(path):
    return [row for row in path.read_text().splitlines() if not row.startswith(("/", "p", "m"))]


def goals(path):
    return [row.split("\t")[1] for row in rows(path) if row.startswith("g")]


def test_they_are_private_and_name_what_they_were_read_from(path, file):
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    named = [row for row in path.read_text().splitlines() if row.startswith("/")]
    assert named[:2] == [str(path), str(file)]
    assert all(Path(name).stat().st_mtime_ns <= path.stat().st_mtime_ns for name in named)


CHANGES = {
    "added": ([["add", "Dive #sea"]], ["Dive", "Swim"]),
    "renamed": ([["rename", "swim", "Dive"]], ["Dive"]),
    "removed": ([["remove", "swim"]], []),
    "undone": ([["remove", "swim"], ["undo"]], ["Swim"]),
    "let go": ([["add", "Dive"], ["let-go", "dive"]], ["Swim", "Dive"]),
    "parked": ([["add", "Dive"], ["park", "dive", "--until", "fri"]], ["Swim", "Dive"]),
    "added from a pipe, seen by a list": ([["list"], ["add", "Dive"], ["list"]], ["Dive", "Swim"]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_they_are_made_anew_by_the_verb_that_changes_them(what, path, lastmile):
    changes, found = CHANGES[what]
    for number, change in enumerate(changes):
        done = lastmile(*change, now=f"2026-11-21T09:{number + 10}")
        assert done.code == 0
    assert goals(path) == found


def test_templates_are_kept_too_a_persons_own_first(path, lastmile):
    lastmile("template", "save", "swim", "laps")
    kept = [row.split("\t")[1] for row in path.read_text().splitlines() if row.startswith("p")]
    assert kept[0] == "laps"
    assert "thesis" in kept


def test_what_a_former_version_kept_is_made_anew(path, lastmile, file):
    path.write_text(f"{file}\ng\tSwim\tabcd\n")
    youngest = max(each.stat().st_mtime_ns for each in (file, *path.parent.glob("*.journal")))
    os.utime(path, ns=(youngest, youngest))
    lastmile("list")
    assert rows(path)[0].endswith("\tr")


STATES = {
    "r": (["note", "swim", "cold"],),
    "b": (["block", "swim", "waiting"],),
    "R": (["advance", "swim", "--to", "2"],),
    "B": (["advance", "swim", "--to", "2"], ["block", "swim", "waiting"]),
    "p": (["park", "swim", "--until", "2099-01-01"],),
    "s": (["advance", "swim", "--to", "2"], ["seal", "swim", "--anyway"]),
}


@pytest.mark.parametrize("letter", STATES)
def test_a_goal_has_the_letter_of_its_state_and_on_the_road_its_markers(letter, path, lastmile):
    for words in STATES[letter]:
        assert lastmile(*words).code == 0
    assert rows(path)[0].split("\t")[3] == letter
    roads = [row.split("\t") for row in path.read_text().splitlines() if row.startswith("m")]
    assert [[title, *rest] for _, title, _, *rest in roads] == (
        [["Swim", "2" if letter in "RB" else "0", "a", "b"]] if letter in "rbRB" else []
    )


def test_a_marker_that_its_title_does_not_name_is_named_by_its_number(path, lastmile):
    lastmile("remove", "swim")
    lastmile("add", "Dive: a > A > b >> -c")
    (road,) = (row for row in path.read_text().splitlines() if row.startswith("m"))
    assert road.split("\t")[3:] == ["0", "1", "2", "b", "4"]


def test_without_completions_nothing_is_kept(lastmile, home):
    lastmile("add", "Swim")
    lastmile("list")
    assert not [*home.rglob(NAME)]


def test_another_file_has_a_list_of_its_own(path, lastmile, tmp_path):
    before = path.read_bytes()
    lastmile("add", "Dive", "--file", str(tmp_path / "other.json"))
    assert path.read_bytes() == before
    assert "Dive" in lastmile("completion-list", "--file", str(tmp_path / "other.json")).out
    assert path.read_bytes() == before


def test_a_file_that_was_only_copied_here_has_a_list_too(lastmile, file, tmp_path):
    lastmile("add", "Swim")
    (tmp_path / "copy.json").write_bytes(file.read_bytes())
    out = lastmile("completion-list", "--file", str(tmp_path / "copy.json")).out
    assert "g\tSwim\t" in out


NAMED_BY_ID = ["-5 kilos", "--help", "-- x", "Swim", "SWIM", "swím"]
"""Titles that would be read as something else, or that another goal has too."""


@pytest.mark.parametrize("title", NAMED_BY_ID)
def test_a_title_that_is_no_name_is_named_by_its_id(title, path, lastmile, capsys):
    assert main(["--now", NOW, "add", "--", title]) == 0
    capsys.readouterr()
    short = next(row.split("\t")[1] for row in rows(path) if row.endswith(f"\t{title}\tr"))
    assert lastmile("show", short).out.splitlines()[0] == title


@pytest.mark.parametrize("title", ["Sell it", "é 日本", "100%", "a\\nb", "x" * 180])
def test_what_is_kept_names_the_goal(title, path, lastmile, capsys):
    lastmile("add", title)
    lastmile("add", f"{title} and more")
    kept = goals(path)
    assert title in kept
    capsys.readouterr()
    assert main(["show", title]) == 0
    assert capsys.readouterr().out.splitlines()[0] == title


def test_they_are_few_however_many_there_are(path, lastmile, monkeypatch):
    monkeypatch.setattr(keep, "MOST_GOALS", 2)
    monkeypatch.setattr(keep, "MOST_TAGS", 1)
    monkeypatch.setattr(keep, "MOST_ROADS", 1)
    for number, title in enumerate(("Dive #sport", "Run", "Walk")):
        lastmile("add", title, now=f"2026-11-21T10:0{number}")
    assert [row.split("\t")[1] for row in rows(path)] == ["Walk", "Run", "sport"]
    monkeypatch.setattr(keep, "SIZE", 200)
    lastmile("rename", "swim", "x" * 150)
    assert path.stat().st_size <= 200 < SIZE


def printed(*argv):
    """What the program itself prints, and the modules that it has imported for it."""
    program = (
        "import sys\nfrom lastmile_tui.__main__ import main\nmain()\n"
        "sys.stderr.write(' '.join({'msgspec', 'argparse', 're', 'pathlib'} & {*sys.modules}))\n"
    )
    command = [sys.executable, "-c", program, *argv]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


def test_what_is_kept_is_printed_before_anything_is_imported(path):
    assert printed("completion-list") == (path.read_text(), "")
    path.unlink()
    printed("completion-list")
    assert path.exists()


def test_without_a_file_nothing_is_printed_made_or_imported(home, tmp_path):
    assert printed("completion-list", "--file", str(tmp_path / "none.json")) == ("", "")
    assert not [*home.rglob("*")]


def test_the_words_at_each_place():
    words = {key: [word for word, _ in found] for key, found in words_by_key(read_pages()).items()}
    assert {"add", "list", "template", "completions"} <= {*words[""]}
    assert not {"completion-list", "web-tab", "merge-driver"} & {*words[""]}
    assert words["template"] == ["list", "show", "save", "use"]
    assert words["list --view"] == [*VIEWS]
    assert words["list --tag"] == ["@tags"]
    assert words["show 1"] == words["marker add 1"] == words["export --goal"] == ["@goals"]
    assert words["import +"] == words["backup 1"] == words[" --file"] == ["@files"]
    assert words["turn 2"] == ["mine", "theirs", "none"]
    assert words["help"] == words[""]
    assert words["help template"] == words["template"]
    assert words["seal --add"] == []  # it takes something, which nobody knows
    assert words["show --on"][:2] == ["today", "yesterday"]
    assert words["park --until"][0] == "tomorrow"
    assert words["marker date 3"][-1] == "none"
    assert words["reopen 1"] == ["@goals:s"]
    assert words["advance 1"] == ["@goals:rbRB"]
    assert words["seal 1"] == ["@goals:RB"]
    assert words["advance --to"] == ["@markers:a"]
    assert words["marker rename 2"] == words["marker move --after"] == ["@markers"]
    assert words["list --format"][:2] == ["@braces", "id"]
    assert {"title=", "due="} < {*words["import --map"]}
    assert "show 2" not in words
    assert words["block --road"] == words["move 3"] == words["join 2"] == ["@goals"]
    assert words["template use 1"] == words["template show 1"] == ["@patterns"]
    assert "template save 2" not in words
    assert words["list --columns"] == ["@list", *COLUMNS]
    assert words["list --due"][:2] == ["today", "tomorrow"]
    assert {"todo.txt", "trello"} <= {*words["import --from"]}
    assert words["restore 1"] == ["@files"]
    assert {"--json", "--on", "--file", "--help"} <= {*words["show -"]}


@pytest.mark.parametrize(
    ("argv", "value", "sentence"),
    [
        ([], "/bin/tcsh", "SHELL is tcsh; there are lines for bash, zsh and fish"),
        ([], "", "SHELL is not set; there are lines for bash"),
        ([], "/bin/tmux", "such as lastmile completions bash"),
        (["csh"], "/bin/bash", "‘csh’ is not one of bash, zsh, fish"),
        (["fsh"], "/bin/bash", "did you mean fish or zsh?"),
    ],
)
def test_an_unknown_shell_is_one_sentence(argv, value, sentence, capsys, monkeypatch):
    monkeypatch.setenv("SHELL", value)
    assert main(["completions", *argv]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err
