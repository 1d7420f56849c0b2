"""A data file without goals beside backups with some: no first start, and a way back."""

from __future__ import annotations

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
def test_json_stays_json_and_stderr_tells_of_the_backup(lastmile):
    done = lastmile("list", "--json")
    assert done.json["goals"] == []
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
    assert "The backup of today 09:00 has 1 goal." in lastmile("list").err
    file.unlink()
    assert "has 1 goal: lastmile restore brings it back." in lastmile("doctor", "--json").out


@pytest.mark.usefixtures("goals")
def test_goals_that_were_removed_are_no_loss(lastmile):
    lastmile("remove", "volvo")
    lastmile("remove", "fence")
    assert lastmile("list").err == ""
    assert lastmile("doctor").code == 0


def test_a_damaged_backup_holds_nothing_to_tell_of(lastmile, file, goals):
    for backup in goals.glob("*.gz"):
        backup.write_bytes(b"no backup")
    empty(file)
    assert lastmile("list").err == "XX"
