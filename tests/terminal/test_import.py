"""Moving in, in a real terminal: a look, a no, a yes, once more, and all of it taken back."""

from __future__ import annotations

import signal
import sys

import pytest

from support.terminal import Terminal

TODO = """\
(A) 2026-10-01 Call the bank about the loan +Sell_the_house @phone due:2027-12-01
x 2026-11-05 2026-10-01 Clean the garage +Sell_the_house
x 2026-05-05 2026-05-01 Submit the abstract +paper
x 2026-06-05 2026-05-01 Camera ready +paper
Water the plants @home
"""


@pytest.fixture
def run(tmp_path):
    """Starts a command on a file of its own."""
    todo = tmp_path / "todo.txt"
    todo.write_text(TODO)

    def start(*words):
        path = tmp_path / "lastmile.json"
        words = [str(todo) if word == "todo.txt" else word for word in words]
        return Terminal([sys.executable, "-m", "lastmile_tui", "--file", str(path), *words])

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
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 130
    assert "No roads yet" in shown(run, "list")
