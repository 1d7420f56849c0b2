"""What scripts read comes goal by goal, and is the same to the byte as if it came at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from lastmile_tui.cli.output import json_item, json_list, json_text
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.errors import StoreError
from lastmile_tui.store.goals import GoalStore
from support.cli.command import NOW, VOLVO

LISTS = (["list", "--json"], ["export", "json"], ["export", "csv"], ["export", "markdown"])


@pytest.fixture
def goals(lastmile):
    for line in (VOLVO, "Öl wechseln “bald”: a > b", "Learn to sail: rope > boat"):
        lastmile("add", line)


@pytest.fixture
def broken(monkeypatch):
    """The log of the second goal cannot be read."""
    real = GoalStore.log

    def log(store, uid):
        if store.goals[uid].title.startswith("Öl"):
            raise StoreError("The log of a goal in the file cannot be read: why not.")
        return real(store, uid)

    monkeypatch.setattr(GoalStore, "log", log)


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_list_that_comes_in_parts_is_the_json_of_the_whole(count):
    items = [
        {"number": n, "text": 'é\n    "]},{', "none": [], "in": {"a": [1]}} for n in range(count)
    ]
    head = {"version": VERSION, "empty": {}}

    found = "".join(json_list(head, "goals", map(json_item, items)))

    assert found == json_text(head | {"goals": items})


@pytest.mark.usefixtures("goals")
def test_no_more_than_one_goal_is_waited_for(lastmile, monkeypatch):
    read = []
    real = GoalStore.log
    monkeypatch.setattr(GoalStore, "log", lambda store, uid: read.append(uid) or real(store, uid))
    written = []
    monkeypatch.setattr(
        "lastmile_tui.cli.output._write", lambda _, text: written.append((len(read), text))
    )

    lastmile("list", "--json")

    first = next(seen for seen, text in written if "Sell the Volvo" in text)
    assert first == 1
    assert len(read) == 3


@pytest.mark.usefixtures("goals", "broken")
@pytest.mark.parametrize("verb", LISTS, ids=" ".join)
def test_a_goal_that_cannot_be_read_is_said_at_the_end_and_the_others_are_whole(lastmile, verb):
    done = lastmile(*verb)

    assert done.code == 1
    assert done.err == "lastmile: The log of a goal in the file cannot be read: why not.\n"
    assert "Sell the Volvo" in done.out
    assert "Learn to sail" in done.out
    assert "wechseln" not in done.out
    if "json" in verb[-1]:
        assert len(json.loads(done.out)["goals"]) == 2


@pytest.mark.usefixtures("goals", "broken")
@pytest.mark.parametrize("kind", ["json", "csv", "markdown"])
def test_a_file_without_a_goal_that_cannot_be_read_is_not_left(lastmile, tmp_path, kind):
    done = lastmile("export", kind, str(tmp_path))

    assert done.code == 1
    assert done.err == "lastmile: The log of a goal in the file cannot be read: why not.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("goals")
@pytest.mark.parametrize("verb", LISTS, ids=" ".join)
def test_a_reader_that_goes_away_ends_it_without_a_word(verb):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "lastmile_tui", *verb]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)

    assert (done.returncode, done.stderr) == (141, b"")


IN_TWO = """
import os, sys
from lastmile_tui.cli.main import main
from lastmile_tui.errors import StoreError
from lastmile_tui.store import measured_goals
from lastmile_tui.store.goals import GoalStore
real, fork, forks = GoalStore.log, os.fork, []
os.fork = lambda: forks.append(1) or fork()
def log(store, uid):
    if "wechseln" in store.goals[uid].title:
        raise StoreError("It cannot be read: why not.")
    return real(store, uid)
many, broken, *words = sys.argv[1:]
measured_goals.MANY, measured_goals.PART = int(many), 1
os.cpu_count = lambda: 2
if broken == "broken":
    GoalStore.log = log
sys.exit(main(words) + 10 * len(forks))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.usefixtures("goals")
@pytest.mark.parametrize("state", ["whole", "broken"])
@pytest.mark.parametrize("verb", [("list", "--json"), ("export", "json")], ids=" ".join)
def test_two_processes_print_what_one_prints(verb, state):
    def run(many: int) -> tuple[int, bytes, bytes]:
        command = [sys.executable, "-c", IN_TWO, str(many), state, *verb, "--now", NOW]
        done = subprocess.run(command, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    one = run(many=9_999)
    assert one[2] == (b"lastmile: It cannot be read: why not.\n" if state == "broken" else b"")
    assert len(json.loads(one[1])["goals"]) == (2 if state == "broken" else 3)

    assert run(many=1) == (one[0] + 10, *one[1:])
