"""An older file is put over the live one while no app is open: told, and brought back."""

from __future__ import annotations

import os
import shutil

import pytest

from support.trials.machine import Machine
from support.trials.rounds import NOT_MERGED


def over(machine, older):
    machine.path.write_bytes(older.read_bytes())


def moved(machine, older):
    shutil.copy(older, machine.path.with_name("old"))
    machine.path.with_name("old").replace(machine.path)


def with_its_time(machine, older):
    shutil.copy2(older, machine.path)


def from_tomorrow(machine, older):
    over(machine, older)
    os.utime(machine.path, (4e9, 4e9))


def with_its_folder(machine, older):
    shutil.rmtree(machine.folder)
    machine.folder.mkdir()
    over(machine, older)


def unlinked_first(machine, older):
    machine.path.unlink()
    over(machine, older)


@pytest.mark.long
@pytest.mark.parametrize(
    "put", [over, moved, with_its_time, from_tomorrow, with_its_folder, unlinked_first]
)
def test_what_an_older_file_lacks_is_told_and_brought_back(tmp_path, put):
    desk = Machine(tmp_path, "desk")
    desk.begin()
    older = tmp_path / "older.json"
    assert desk.note("before")
    shutil.copy2(desk.path, older)
    later = {f"later {number}" for number in range(5)}
    assert all(desk.note(text) for text in sorted(later))
    assert desk.run("add", "Learn to juggle: two > three >> five").code == 0
    put(desk, older)
    for verb in ("list", "doctor"):
        done = desk.run(verb)
        assert NOT_MERGED in done.err + done.out, done
    assert desk.note("written on the older one")
    assert NOT_MERGED in desk.run("list").err
    assert desk.run("merge").code == 0
    assert later | {"before", "written on the older one"} <= desk.notes()
    assert "juggle" in desk.run("list").out
    assert NOT_MERGED not in desk.run("list").err
