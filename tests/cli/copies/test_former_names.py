"""A copy from before two data files were united is an old copy of the file, and not another one."""

from __future__ import annotations

import shutil

import pytest

from lastmile_tui.store.db import snapshot
from support.cli.command import VOLVO
from support.store.git_sync import NEEDS_GIT, bare
from support.store.goal_store import open_store, plan

FENCE = "Mend the fence: posts >> painted"


def titles(lastmile):
    return {goal["title"] for goal in lastmile("list", "--json").json["goals"]}


def words(text):
    return " ".join(text.split())


def names(path):
    return snapshot.decode(path.read_bytes()).meta.names


def phone_file(folder):
    """A file that another device began."""
    path = folder / "phone" / "lastmile.json"
    with open_store(path, device="phone") as store:
        store.add(plan(FENCE))
    return path


def by_merge(lastmile, other, _):
    return lastmile("merge", "--yes", str(other))


def from_the_other_side(lastmile, other, file):
    """The phone's file in the place of ours, and ours united with it."""
    mine = shutil.copy(file, other.with_name("mine.json"))
    shutil.copy(other, file)
    return lastmile("merge", "--yes", str(mine))


def by_git(lastmile, other, file):
    """The goals of the phone come by a sync that unites the two."""
    there = bare(file.parent / "there.git")
    lastmile("--file", str(other), "sync", "init", str(there))
    return lastmile("sync", "init", "--yes", str(there))


def twice(lastmile, other, file):
    """United with one file, and then with one more."""
    third = other.parent.parent / "tablet.json"
    with open_store(third, device="tablet") as store:
        store.add(plan("Run: 5k >> 10k"))
    by_merge(lastmile, third, file)
    return by_merge(lastmile, other, file)


WAYS = [
    by_merge,
    from_the_other_side,
    twice,
    pytest.param(by_git, marks=NEEDS_GIT),
]


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def united(request, lastmile, file, tmp_path):
    """A united file with changes since, and the two that it was made of."""
    lastmile("add", VOLVO)
    ours = shutil.copy(file, tmp_path / "ours.json")
    theirs = phone_file(tmp_path)
    assert request.param(lastmile, theirs, file).code == 0
    lastmile("add", "Swim")
    lastmile("note", "fence", "nails bought")
    assert titles(lastmile) >= {"Sell the Volvo", "Mend the fence", "Swim"}
    return ours, theirs


@pytest.mark.parametrize("which", [0, 1], ids=["ours", "theirs"])
def test_a_copy_of_either_over_the_file_lacks_changes_which_come_back(
    which, united, lastmile, file
):
    before, known = titles(lastmile), names(file)
    shutil.copy(united[which], file)
    listed = words(lastmile("list").err)
    assert "of this machine are missing in the file" in listed
    assert "another data file" not in listed
    doctor = words(lastmile("doctor").out)
    assert "another data file" not in doctor
    assert "missing" in doctor
    assert lastmile("add", "Sing: low >> high").code == 0
    assert names(file) == known
    assert lastmile("merge").code == 0
    assert titles(lastmile) == before | {"Sing"}
    assert "nails bought" in lastmile("show", "fence").out
    assert lastmile("list").err == ""
    assert names(file) == known


def test_a_file_that_was_never_united_with_it_is_another_one_still(
    united, lastmile, file, tmp_path
):
    third = tmp_path / "third.json"
    with open_store(third, device="tablet") as store:
        store.add(plan("Learn to swim: crawl >> lake"))
    assert all(path.exists() for path in united)
    shutil.copy(third, file)
    assert "is another data file than the one that this machine knows" in words(
        lastmile("list").err
    )


def test_what_was_begun_anew_on_purpose_forgets_them(united, lastmile, file):
    file.unlink()
    lastmile("begin", "--yes")
    lastmile("add", "Run")
    shutil.copy(united[0], file)
    assert "is another data file than" in words(lastmile("list").err)
