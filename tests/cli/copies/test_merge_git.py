"""What real git does to the file with the recipe of the README, and what a person reads then.

No change of either side is ever lost for good: it is in the file, or `lastmile merge` brings it in.
"""

from __future__ import annotations

import shutil
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive
from support.store.git import FOUND, NOT_FOUND, OLD_NOT_FOUND, commit, git, needs_git, repository
from support.store.goal_store import open_store, plan
from support.store.two_devices import LAPTOP, PHONE, begin

pytestmark = needs_git

FENCE = "Mend the fence: posts >> painted"


class Sides:
    """A repository with the file on `main`, changed by two devices on `ours` and `theirs`."""

    def __init__(self, folder, driver):
        self.folder = folder
        self.file = folder / "lastmile.json"
        folder.mkdir()
        self.uid = begin(self.file)
        repository(folder, driver=driver)
        self.notes = set()
        for name, device in (("ours", LAPTOP), ("theirs", PHONE)):
            self.switch("-c", name, "main")
            self.note(name, device)
            self.add(f"Goal of {name}: begun >> done", device)
            self.commit(name)
        self.switch("ours")

    def switch(self, *args):
        git(self.folder, "switch", "-q", *args)

    def note(self, text, device=LAPTOP):
        with open_store(self.file, device=device) as store:
            store.change(self.uid, partial(drive.note, text=text))
        self.notes.add(text)

    def add(self, line, device=LAPTOP):
        with open_store(self.file, device=device) as store:
            store.add(plan(line))
        self.notes.add(line.partition(":")[0])

    def commit(self, message):
        for path in self.folder.glob(".~lastmile*"):
            path.unlink()
        return commit(self.folder, message)

    def git(self, *args, check=False):
        return git(self.folder, *args, check=check)

    def kept(self):
        """The notes and titles that are in the file."""
        with open_store(self.file, looking=True) as store:
            texts = {event.text for uid in store.goals for event in store.log(uid)}
            return self.notes & (texts | {goal.title for goal in store.goals.values()})


@pytest.fixture
def sides(tmp_path):
    return Sides(tmp_path / "dots", FOUND)


def merge(sides):
    assert sides.git("merge", "-q", "-m", "both", "theirs").returncode == 0


def criss_cross(sides):
    sides.git("tag", "one", check=True)
    sides.git("merge", "-q", "-m", "a", "theirs", check=True)
    sides.note("after the first")
    sides.commit("first")
    sides.switch("theirs")
    sides.git("merge", "-q", "-m", "b", "one", check=True)
    sides.note("after the second", PHONE)
    sides.commit("second")
    sides.switch("ours")
    sides.git("merge", "-q", "-m", "c", "theirs", check=True)


def cherry_pick(sides):
    sides.git("cherry-pick", "theirs", check=True)


def rebase(sides):
    sides.git("rebase", "-q", "theirs", check=True)


def am(sides):
    patch = sides.git("format-patch", "--stdout", "-1", "theirs", check=True).stdout
    (sides.folder.parent / "theirs.patch").write_text(patch)
    sides.git("am", "-3", "-q", str(sides.folder.parent / "theirs.patch"), check=True)


def stash(sides):
    sides.note("stashed")
    sides.git("stash", "-q", check=True)
    sides.git("merge", "-q", "-m", "both", "theirs", check=True)
    sides.git("stash", "pop", "-q", check=True)


def worktree(sides):
    other = sides.folder.parent / "other"
    sides.git("worktree", "add", "-q", str(other), "theirs", check=True)
    git(other, "merge", "-q", "-m", "both", "ours")
    shutil.copy(other / "lastmile.json", sides.file)


def gc(sides):
    sides.git("gc", "-q", "--prune=now", check=True)
    sides.git("merge", "-q", "-m", "both", "theirs", check=True)


def unrelated(sides):
    sides.switch("--orphan", "new")
    sides.git("checkout", "theirs", "--", ".", check=True)
    sides.note("in another history", PHONE)
    sides.commit("unrelated")
    sides.switch("ours")
    done = sides.git("merge", "-q", "--allow-unrelated-histories", "-m", "both", "new")
    assert done.returncode == 0, done.stdout


def unfinished(sides):
    for name in ("theirs", "ours"):
        sides.switch(name)
        (sides.folder / "other.txt").write_text(name)
        sides.commit("another file")
    assert "CONFLICT" in sides.git("merge", "theirs").stdout
    sides.note("written before the merge was finished")


@pytest.mark.parametrize(
    "trap",
    [
        *(merge, criss_cross, cherry_pick, rebase, am, stash, worktree, gc, unrelated, unfinished),
    ],
)
def test_with_the_driver_every_change_of_both_is_there_at_once(trap, sides, lastmile):
    trap(sides)
    assert sides.kept() == sides.notes
    done = lastmile("--file", str(sides.file), "merge")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("ends", ["true", "input"])
def test_lines_with_other_ends_are_read_and_merged(tmp_path, lastmile, ends):
    sides = Sides(tmp_path / "dots", FOUND)
    (sides.folder / ".gitattributes").write_text("lastmile.json merge=lastmile\n")
    sides.commit("without -text")
    sides.git("config", "core.autocrlf", ends, check=True)
    for name in ("theirs", "ours"):
        sides.git("switch", "-q", name, check=True)
        sides.git("checkout", "-f", "-q", name, check=True)
        sides.note(f"after {name}")
        sides.commit("again")
    assert sides.git("merge", "-q", "-m", "both", "theirs").returncode == 0
    assert sides.kept() == sides.notes
    changed = b"\r\n" in sides.file.read_bytes()
    told = "! git: git gives its lines other ends than lastmile writes." in lastmile(
        "--file", str(sides.file), "doctor"
    ).out.replace("\n", " ")
    assert told == changed
    assert changed == (ends == "true")


@pytest.mark.parametrize("driver", [NOT_FOUND, None])
def test_without_the_driver_both_versions_stay_in_the_file_and_merge_unites_them(
    driver, tmp_path, lastmile
):
    sides = Sides(tmp_path / "dots", driver)
    assert "CONFLICT" in sides.git("merge", "theirs").stdout
    assert sides.file.read_text().count("<<<<<<< ") >= 1
    run = partial(lastmile, "--file", str(sides.file))
    for verb in (["list"], ["add", "A new one"], ["show", "volvo"]):
        done = run(*verb)
        assert done.code == 1
        assert "between markers: lastmile merge unites them." in done.err.replace("\n", " ")
    assert "git could not merge it, and waits." in run("doctor").out.replace("\n", " ")
    done = run("merge")
    assert (done.code, done.err) == (0, "")
    assert "is made again of our version in it" in done.out.replace("\n", " ")
    assert done.out.rstrip().endswith("git add lastmile.json")
    assert sides.kept() == sides.notes
    sides.git("add", "lastmile.json", check=True)
    sides.git("commit", "-q", "-m", "merged", check=True)
    assert "git could not merge it" not in run("doctor").out


def test_markers_that_were_committed_are_united_too(tmp_path, lastmile):
    sides = Sides(tmp_path / "dots", NOT_FOUND)
    sides.git("merge", "theirs")
    assert sides.git("commit", "-q", "-a", "-m", "with markers").returncode == 0
    done = lastmile("--file", str(sides.file), "merge")
    assert done.code == 0
    assert "git add" not in done.out
    assert sides.kept() == sides.notes


def test_what_the_old_line_dropped_is_found_by_the_doctor_and_brought_back(tmp_path, lastmile):
    sides = Sides(tmp_path / "dots", OLD_NOT_FOUND)
    run = partial(lastmile, "--file", str(sides.file))
    assert "CONFLICT" in sides.git("merge", "theirs").stdout
    assert sides.kept() < sides.notes, "git kept our version without a marker"
    told = run("doctor").out.replace("\n", " ")
    assert "git keeps our version alone, without a marker." in told
    assert "theirs of git, which could not merge it, holds changes" in told
    assert sides.git("commit", "-q", "-a", "-m", "dropped").returncode == 0
    told = run("doctor")
    assert told.code == 1
    words = " ".join(told.out.split())
    assert "dropped 2 changes of the other side." in words
    command = words.partition("side. ")[2].partition(" > theirs.json")[0]
    assert command.startswith("git show ")
    theirs = sides.git("show", command.removeprefix("git show ").strip("'"), check=True).stdout
    (tmp_path / "theirs.json").write_text(theirs)
    assert run("merge", str(tmp_path / "theirs.json")).code == 0
    assert sides.kept() == sides.notes
    assert "of the other side" not in run("doctor").out


def test_git_keeps_theirs_in_its_index_until_it_is_merged(tmp_path, lastmile):
    sides = Sides(tmp_path / "dots", OLD_NOT_FOUND)
    sides.git("merge", "theirs")
    done = lastmile("--file", str(sides.file), "merge")
    assert done.code == 0
    assert "theirs of git (unmerged): 2 changes from thinkpad" in done.out
    assert done.out.rstrip().endswith(
        "git waits to be told that it is merged: git add lastmile.json"
    )
    assert sides.kept() == sides.notes


def test_a_version_that_cannot_be_read_leaves_both_and_loses_neither(tmp_path, lastmile):
    sides = Sides(tmp_path / "dots", FOUND)
    sides.switch("theirs")
    sides.file.write_text("torn\n")
    sides.commit("torn")
    sides.switch("ours")
    assert "CONFLICT" in sides.git("merge", "theirs").stdout
    assert "<<<<<<< ours" in sides.file.read_text()
    done = lastmile("--file", str(sides.file), "merge")
    assert done.code == 1
    assert "is damaged and was not merged" in " ".join(done.err.split())
    assert {"ours", "Goal of ours"} <= sides.kept()


def test_two_databases_are_a_conflict_and_united_when_that_is_agreed(tmp_path, lastmile):
    sides = Sides(tmp_path / "dots", FOUND)
    sides.switch("--orphan", "new")
    for path in sides.folder.glob("*lastmile*"):
        path.unlink()
    other = tmp_path / "phone" / "lastmile.json"
    with open_store(other, device=PHONE) as store:
        store.add(plan(FENCE))
    other.rename(sides.file)
    sides.commit("another database")
    sides.switch("ours")
    done = sides.git("merge", "--allow-unrelated-histories", "-m", "both", "new")
    assert "CONFLICT" in done.stdout
    assert "two different data files" in done.stderr
    run = partial(lastmile, "--file", str(sides.file))
    done = run("merge")
    assert done.code == 1
    assert "but another data file" in " ".join(done.err.split())
    assert {"ours", "Goal of ours"} <= sides.kept()
    done = run("merge", "--yes")
    assert done.code == 0
    assert "The two are one data file now" in done.out
    with open_store(sides.file, looking=True) as store:
        assert "Mend the fence" in {goal.title for goal in store.goals.values()}


def test_the_doctor_knows_the_recipe(tmp_path, lastmile):
    sides = Sides(tmp_path / "dots", FOUND)
    run = partial(lastmile, "--file", str(sides.file), "doctor")
    assert "✓ git: git merges it with our merge driver." in run().out
    config = partial(sides.git, "config", check=True)
    for driver, words in (
        (NOT_FOUND, "starts lastmile-is-not-installed, which is not found here."),
        (OLD_NOT_FOUND, "keeps our version alone, without a marker."),
        ("", "lacks the merge driver that .gitattributes names."),
    ):
        config("merge.lastmile.driver", driver)
        told = " ".join(run().out.split())
        assert words in told
    assert 'git config merge.lastmile.driver "lastmile merge-driver %O %A %B ||' in told
    (sides.folder / ".gitattributes").write_text("")
    told = " ".join(run().out.split())
    assert "git merges it as it merges any text. echo 'lastmile.json merge=lastmile -text'" in told


def test_a_folder_in_a_repository_that_does_not_keep_the_file_is_none_of_gits(tmp_path, lastmile):
    git(tmp_path, "init", "-q")
    begin(tmp_path / "lastmile.json")
    assert "git:" not in lastmile("--file", str(tmp_path / "lastmile.json"), "doctor").out
