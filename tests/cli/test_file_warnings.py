"""A data file without goals beside backups with some: no first start, and a way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.cli.command import VOLVO

SENTENCE = (
    "The data file is {}, but the backup of today 09:00 has 2 goals: lastmile restore brings "
    "them back."
)


def empty(file):
    file.write_bytes(b"")


def braces(file):
    file.write_text("{}")


def no_goals(file):
    file.write_text('{"goals": {}}')


def missing(file):
    file.unlink()


@pytest.fixture
def goals(lastmile, home):
    """Two goals, and the backup of the day with both."""
    lastmile("add", VOLVO, now="2026-11-20T09:00")
    lastmile("add", "Paint the fence: posts > paint", now="2026-11-20T09:00")
    (folder,) = (home / "state" / "lastmile" / "backups").iterdir()
    lastmile("note", "volvo", "called")
    return folder


@pytest.fixture(params=[empty, braces, no_goals, missing], ids=lambda spoil: spoil.__name__)
def spoiled(request, file, goals):
    assert [*goals.glob("*.gz")]
    request.param(file)
    return SENTENCE.format("empty" if file.exists() else "missing")


@pytest.mark.usefixtures("spoiled")
def test_list_tells_of_the_backup_once_and_is_no_first_start(lastmile):
    done = lastmile("list")
    assert "he backup of today 09:00 has 2 goals" in done.err
    assert done.err.count("lastmile restore") == 1
    assert "No roads yet" not in done.out


@pytest.mark.usefixtures("spoiled")
def test_no_empty_json_passes_for_the_truth(lastmile):
    done = lastmile("list", "--json")
    assert (done.code, done.out) == (1, "")
    assert "he backup of today 09:00 has 2 goals" in done.err


def test_doctor_tells_of_it_as_of_one_trouble(lastmile, spoiled):
    done = lastmile("doctor", "--json")
    assert done.code == 1
    (trouble,) = (one for one in done.json["findings"] if one["grade"] == "trouble")
    assert trouble["area"] == "file"
    assert trouble["sentence"] == spoiled


@pytest.mark.usefixtures("spoiled")
def test_what_it_names_brings_the_goals_back(lastmile):
    assert lastmile("restore", "--yes").code == 0
    assert len(lastmile("list", "--json").json["goals"]) == 2
    assert lastmile("doctor").code == 0


@pytest.mark.usefixtures("goals")
def test_a_backup_by_hand_is_named_with_its_time(lastmile, file):
    lastmile("backup", now="2026-11-21T11:37")
    empty(file)
    assert "he backup of today 11:37 has 2 goals" in lastmile("list").err


def test_one_goal_is_it(lastmile, file):
    lastmile("add", VOLVO)
    empty(file)
    assert (
        "1 backup; the backup of today 09:00 has 1 goal): nothing is begun anew."
        in lastmile("list").err
    )
    file.unlink()
    assert "has 1 goal: lastmile restore brings it back." in lastmile("doctor", "--json").out


@pytest.mark.usefixtures("goals")
def test_goals_that_were_removed_are_no_loss(lastmile):
    lastmile("remove", "volvo")
    lastmile("remove", "fence")
    assert lastmile("list").err == ""
    assert lastmile("doctor").code == 0


def damage(backup):
    backup.write_bytes(b"no backup")


@pytest.mark.parametrize("spoil", [damage, Path.unlink], ids=["damaged", "gone"])
@pytest.mark.parametrize("lose", [empty, missing])
def test_without_a_backup_restore_takes_what_this_machine_did(lastmile, file, goals, spoil, lose):
    for backup in goals.glob("*.gz"):
        spoil(backup)
    lose(file)
    told = lastmile("list").err
    assert " it (changes of 2 goals): nothing is begun anew. " in told
    assert "lastmile restore brings it back" in told
    shown = lastmile("restore", "--dry-run")
    assert "this machine keeps its own last changes, to 2 goals:" in " ".join(shown.out.split())
    assert not file.exists() or file.read_bytes() == b""
    done = lastmile("restore", "--yes")
    assert done.code == 0
    assert f"\nRestored · 2 goals · {file}\n" in done.out
    assert ("The old file is kept: " in done.out) == (lose is empty)
    assert ("is not a backup that can be read" in done.err) == (spoil is damage)
    listed = lastmile("list", "--json")
    assert (len(listed.json["goals"]), listed.err) == (2, "")
    assert "called" in lastmile("show", "volvo").out
    assert "missing" not in lastmile("merge").out


def test_without_a_backup_restore_in_json_names_none(lastmile, file, goals):
    for backup in goals.glob("*.gz"):
        damage(backup)
    missing(file)
    done = lastmile("restore", "--yes", "--json").json
    assert (done["backup"], done["restored"], done["kept"]) == (None, True, None)


def test_a_backup_that_is_named_and_damaged_is_said_and_nothing_else_is_taken(
    lastmile, file, goals
):
    backup = max(goals.glob("2026*.gz"))
    damage(backup)
    missing(file)
    done = lastmile("restore", str(backup), "--yes")
    assert done.code == 1
    assert "is not a backup that can be read" in done.err
    assert not file.exists()
