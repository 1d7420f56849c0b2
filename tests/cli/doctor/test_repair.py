"""The verb doctor mends what it is asked to, and says before and after what is lost."""

from __future__ import annotations

import io
import json
import sys

import pytest

from support.cli.doctor import found, tree
from support.store.database import journal_of


@pytest.mark.usefixtures("broken")
def test_nobody_to_answer_mends_nothing(lastmile):
    done = lastmile("doctor", "--repair")
    assert done.code == 1
    assert "add --yes" in done.out


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1), ("", 1)])
@pytest.mark.usefixtures("broken")
def test_a_person_is_asked_once(lastmile, monkeypatch, answer, code):
    asked = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or answer)
    monkeypatch.setattr(sys, "stdin", terminal := io.StringIO())
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = lastmile("doctor", "--repair")
    assert done.code == code
    assert asked == ["Mend it? [y/N] "]
    shown = done.out.partition("Trouble in ")[2].partition("And now:")[0]
    assert "✗ file: The data file cannot be read" in shown


def test_repairing_saves_the_goal_and_keeps_a_copy(lastmile, broken):
    torn = broken.read_bytes()
    done = lastmile("doctor", "--repair", "--yes")
    assert done.code == 0
    assert "Saved 1 goal from" in done.out
    assert done.out.endswith("And now:\nAll is well.\n")
    (copy,) = broken.parent.glob("lastmile.json.bad-*")
    assert copy.read_bytes() == torn
    assert [goal["title"] for goal in lastmile("list", "--json").json["goals"]] == [
        "Sell the Volvo"
    ]


@pytest.mark.usefixtures("broken")
def test_repairing_twice_mends_nothing_the_second_time(lastmile, home):
    first = lastmile("doctor", "--repair", "--yes", "--json")
    assert first.json["ok"]
    assert first.json["done"]
    before = tree(home)
    second = lastmile("doctor", "--repair", "--yes", "--json")
    assert second.json["done"] == []
    assert tree(home) == before


def test_repairing_for_a_script_must_not_ask(lastmile):
    assert lastmile("doctor", "--repair", "--json").code == 2


@pytest.mark.usefixtures("volvo")
def test_a_goal_that_cannot_be_read_comes_from_the_backup(lastmile, file):
    tables = json.loads(file.read_bytes())
    tables["goals"]["1"]["events"] = []
    file.write_text(json.dumps(tables))
    assert "Goal 1:" in lastmile("doctor").out
    assert lastmile("doctor", "--repair", "--yes").code == 0
    (goal,) = lastmile("list", "--json").json["goals"]
    assert goal["title"] == "Sell the Volvo"


@pytest.fixture
def bent(file, volvo):  # noqa: ARG001 # it makes the file
    """A journal whose only line cannot be read."""
    journal = journal_of(file)
    journal.write_bytes(b"no change\n")
    journal.chmod(0o600)


@pytest.mark.usefixtures("bent")
def test_a_change_that_cannot_be_read_is_one_trouble(lastmile):
    (one,) = found(lastmile("doctor", "--json"), "trouble")
    assert one["sentence"] == "1 change in it cannot be read: line 1."
    assert "lastmile doctor says more" in lastmile("list").err


@pytest.mark.usefixtures("bent")
def test_a_change_that_is_lost_is_told_before_and_after(lastmile):
    done = lastmile("doctor", "--repair", "--yes")
    assert "without 1 change that cannot be read" in done.out
    assert "1 change could not be read and is in the copy." in done.out


def test_zeros_are_one_trouble_and_the_offer_promises_nothing(lastmile, file, volvo):  # noqa: ARG001 # it makes the file
    file.write_bytes(b"\0" * 3000)
    done = lastmile("doctor", "--repair")
    assert "Trouble in 1 place, and 1 warning." in done.out
    assert "  - write lastmile.json anew from the backup of today 09:00; later changes" in done.out
    assert "save what is whole" not in done.out
    assert (
        "Took 1 goal from the last changes of this machine."
        in lastmile("doctor", "--repair", "--yes").out
    )


def test_where_no_backup_helps_nothing_is_offered(lastmile, file):
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\0" * 3000)
    file.chmod(0o600)
    done = lastmile("doctor", "--repair")
    assert done.code == 1
    assert "Nothing in it can be saved." in done.out
    assert done.out.endswith("There is nothing to mend.\n")
