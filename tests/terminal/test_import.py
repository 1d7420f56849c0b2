"""Moving in, in a real terminal: a look, a no, a yes, once more, and all of it taken back."""

from __future__ import annotations

import os
import signal

import pytest

from support.forked import lastmile
from support.terminal import Terminal

TODO = """\
(A) 2026-10-01 Call the bank about the loan +Sell_the_house @phone due:2027-12-01
x 2026-11-05 2026-10-01 Clean the garage +Sell_the_house
x 2026-05-05 2026-05-01 Submit the abstract +paper
x 2026-06-05 2026-05-01 Camera ready +paper
Water the plants @home
"""

DONE = "x 2026-11-01 2026-10-01 Paint the fence +Sell_the_house\n"
PLAN = "# Thesis\n\n- [x] outline\n- [ ] a chapter that says in its title all that is in it\n"


@pytest.fixture
def run(tmp_path):
    """Starts a command on a file of its own."""
    for name, text in (("todo.txt", TODO), ("done.txt", DONE), ("plan.md", PLAN)):
        (tmp_path / name).write_text(text)

    def start(*words, size=(100, 30), **env):
        path = tmp_path / "lastmile.json"
        command = lastmile("--file", path, *words)
        there = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        return Terminal(command, cwd=tmp_path, size=size, env=there | env)

    return start


def shown(run, *words):
    """What a command that asks nothing prints."""
    with run(*words) as terminal:
        assert terminal.end() == 0
        return terminal.shown


def test_a_list_of_tasks_is_looked_at_refused_imported_and_taken_back(run):
    looked = shown(run, "import", "todo.txt", "--dry-run")
    assert "+ Sell the house · 2 markers, 1 reached" in looked
    assert "Sell the house: Clean the garage > Call the bank about the loan" in looked
    for key, words in (
        ("n", "Nothing was imported."),
        ("y", "lastmile undo takes the import back"),
    ):
        with run("import", "todo.txt") as terminal:
            terminal.until("Import this? [y/N]")
            terminal.press(f"{key}\r")
            terminal.until(words)
            assert terminal.end() == (0 if key == "y" else 1)
    assert "Sell the house" in shown(run, "list", "--view", "all")
    assert "Nothing new in todo.txt: 2 roads as they are" in shown(run, "import", "todo.txt")
    assert "Undone: imported from todo.txt" in shown(run, "undo")
    assert "No roads yet" in shown(run, "list", "--view", "all")
    assert "Redone: imported from todo.txt" in shown(run, "redo")
    assert "paper" in shown(run, "list", "--view", "all")


def test_an_import_that_is_interrupted_changes_nothing(run):
    with run("import", "todo.txt") as terminal:
        terminal.until("Import this? [y/N]")
        assert terminal.interrupt() == 130
    assert "No roads yet" in shown(run, "list")


FILES = ("todo.txt", "done.txt", "plan.md")


def test_several_files_are_one_question_and_one_change(run):
    with run("import", *FILES) as terminal:
        terminal.until("Import this? [y/N]")
        assert terminal.shown.count("Import this?") == 1
        assert "3 new roads with 7 markers · 1 skipped" in terminal.shown
        terminal.press("y\r")
        terminal.until("lastmile list shows what came, lastmile opens the Highway")
        assert terminal.end() == 0
    assert "Nothing new in 3 files: 3 roads as they are" in shown(run, "import", *FILES)
    shown(run, "undo")
    assert "No roads yet" in shown(run, "list", "--view", "all")
    shown(run, "redo")
    listed = shown(run, "list", "--view", "all")
    assert "Thesis" in listed
    assert "Sell the house" in listed


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_word_of_a_plan_is_cut_at_the_edge(run, columns):
    with run("import", *FILES, size=(columns, 40)) as terminal:
        terminal.until("Import this? [y/N]")
        lines = terminal.shown.splitlines()
        words = " ".join(line.strip() for line in lines)
        terminal.press("n\r")
        terminal.end()
    assert "~ Sell the house · new marker ‘Paint the fence’ · 1 marker reached" in words
    assert "Skipped 1: standing alone (--lone makes a road of each)." in words
    assert all(len(line) <= columns for line in lines)


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_the_signs_of_a_plan_have_colours_where_they_are_wanted(run, env, coloured):
    for words in (("import", *FILES), ("import", *FILES, "--dry-run")):
        with run(*words, **env) as terminal:
            terminal.until("3 new roads")
            terminal.press("n\r")
            terminal.end()
            assert (b"\x1b[32m  +\x1b[m" in terminal.raw) is coloured
            assert (b"\x1b[33m  ~\x1b[m" in terminal.raw) is coloured


def test_reading_a_large_file_is_shown_and_can_be_interrupted(run, tmp_path):
    lines = "".join(f"Task {number} +project_{number % 9}\n" for number in range(100_000))
    (tmp_path / "todo.txt").write_text(lines)
    with run("import", "todo.txt") as terminal:
        terminal.until(f"Reading todo.txt, {len(lines) / 1e6:.1f} MB …")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 130
        assert terminal.shown.strip() == ""
    assert "No roads yet" in shown(run, "list")
