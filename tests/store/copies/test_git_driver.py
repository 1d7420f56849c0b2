"""Two versions of the file become one for git, and real git asks for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.git_driver import merge_files
from lastmile_tui.store.db import snapshot
from support.store.goal_store import open_store, plan
from support.store.two_devices import LAPTOP, begin, branch, logs


@pytest.fixture
def sides(tmp_path):
    """The file both came from, ours and theirs: one goal of two changes, and a new one each."""
    path = tmp_path / "lastmile.json"
    uid = begin(path)
    base = path.read_bytes()
    with branch(path, tmp_path / "theirs.json") as store:
        store.change(uid, drive.advance)
        store.add(plan("Mend the fence: posts >> painted"))
    with open_store(path, device=LAPTOP) as store:
        store.change(uid, partial(edit.tag, name="sold"))
        store.add(plan("Learn to swim: crawl >> lake"))
    return base, path.read_bytes(), (tmp_path / "theirs.json").read_bytes()


def tables_of(data):
    tables = json.loads(data)
    return {name: table for name, table in tables.items() if name != "_meta"}


def opened(tmp_path, data):
    path = tmp_path / "opened.json"
    path.write_bytes(data)
    return open_store(path)


def test_both_sides_are_in_the_result_and_it_opens_as_ours(sides, tmp_path):
    base, ours, theirs = sides
    merged = merge_files(base, ours, theirs)
    assert snapshot.decode(merged).pristine
    both = {}
    for data in (ours, theirs):
        with opened(tmp_path, data) as store:
            for uid, ids in logs(store).items():
                both[uid] = both.get(uid, set()) | ids
    with opened(tmp_path, merged) as store:
        assert logs(store) == both
        assert store.storage.report.sentences == ()
        (volvo,) = (goal for goal in store.goals.values() if goal.title == "Sell the Volvo")
        assert (volvo.position, volvo.tags) == (1.0, ("car", "sold"))


def test_the_same_two_versions_give_the_same_file_in_either_order(sides):
    base, ours, theirs = sides
    assert merge_files(base, ours, theirs) == merge_files(base, theirs, ours)
    assert merge_files(b"", ours, theirs) == merge_files(b"not read", theirs, ours)
    assert tables_of(merge_files(b"", ours, ours)) == tables_of(ours)


def test_merging_the_result_again_changes_no_document(sides):
    base, ours, theirs = sides
    merged = merge_files(base, ours, theirs)
    for other in (ours, theirs):
        assert tables_of(merge_files(base, merged, other)) == tables_of(merged)


def test_the_result_descends_from_both_sides(sides):
    base, ours, theirs = sides
    lineage = snapshot.decode(merge_files(base, ours, theirs)).meta.lineage
    assert {snapshot.decode(side).meta.gen for side in sides} <= set(lineage)


def test_a_running_app_takes_the_result_as_it_is(sides, tmp_path):
    base, ours, theirs = sides
    with opened(tmp_path, ours) as store:
        store.storage.path.write_bytes(merge_files(base, ours, theirs))
        store.refresh()
        assert len(store.goals) == 3
        assert store.storage.report.sentences == ()


def with_looks(data, looks):
    return json.dumps(json.loads(data) | {"looks": looks}).encode()


@pytest.mark.parametrize(
    ("old", "mine", "other", "result"),
    [
        ({"1": {"n": 1}}, {"1": {"n": 1}}, {"1": {"n": 2}}, [{"n": 2}]),
        ({"1": {"n": 1}}, {"1": {"n": 2}}, {"1": {"n": 3}}, [{"n": 2}, {"n": 3}]),
        ({"1": {"n": 1}}, {"1": {"n": 1}}, {}, []),
        ({"1": {"n": 1}}, {"1": {"n": 2}}, {}, [{"n": 2}]),
        ({"1": {"n": 1}}, {"1": {"n": 1}}, {"1": {"n": 1}}, [{"n": 1}]),
        ({}, {"1": {"n": 1}}, {"1": {"n": 2}}, [{"n": 1}, {"n": 2}]),
        ({}, {"1": {"n": 1}}, {"1": {"uid": "u"}}, [{"uid": "u"}, {"n": 1}]),
    ],
)
def test_documents_without_a_log_follow_the_side_that_changed_them(sides, old, mine, other, result):
    base, ours, theirs = sides
    versions = (with_looks(base, old), with_looks(ours, mine), with_looks(theirs, other))
    merged = tables_of(merge_files(*versions))
    assert list(merged["looks"].values()) == result
    assert tables_of(merge_files(versions[0], versions[2], versions[1])) == merged


@pytest.mark.parametrize("ends", [(1,), (2,), (0, 1, 2)])
def test_lines_that_end_as_on_windows_are_read(sides, ends):
    versions = list(sides)
    for side in ends:
        versions[side] = versions[side].replace(b"\n", b"\r\n")
    merged = merge_files(*versions)
    assert tables_of(merged) == tables_of(merge_files(*sides))
    assert b"\r" not in merged


@pytest.mark.parametrize("broken", [b"", b"<<<<<<< HEAD\n", b'{"goals": {}}', b"[]", b"\xff"])
@pytest.mark.parametrize("side", [1, 2])
def test_what_cannot_be_read_is_refused(sides, broken, side):
    versions = list(sides)
    versions[side] = broken
    with pytest.raises(StoreError, match=("Our", "Their")[side - 1] + " version"):
        merge_files(*versions)


def test_versions_of_two_data_files_or_of_a_newer_lastmile_are_refused(sides, tmp_path):
    base, ours, theirs = sides
    begin(tmp_path / "other.json")
    with pytest.raises(StoreError, match="two different data files"):
        merge_files(base, ours, (tmp_path / "other.json").read_bytes())
    newer = json.loads(theirs)
    newer["_meta"]["1"]["schema"] = 99
    with pytest.raises(StoreError, match="newer lastmile"):
        merge_files(base, ours, json.dumps(newer).encode())


def git(folder, *args, check=True):
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *who, *args], cwd=folder, capture_output=True, text=True, check=check
    )


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
class TestGit:
    @pytest.fixture
    def repository(self, sides, tmp_path):
        """A repository whose two branches are the two versions, with our driver."""
        folder = tmp_path / "repository"
        folder.mkdir()
        git(folder, "init", "-q")
        run = f"'{sys.executable}' -m lastmile_tui merge-driver %O %A %B"
        git(folder, "config", "merge.lastmile.driver", run)
        (folder / ".gitattributes").write_text("lastmile.json merge=lastmile\n")
        for branch_name, data in zip(("main", "ours", "theirs"), sides, strict=True):
            if branch_name != "main":
                git(folder, "switch", "-q", "-c", branch_name, "main")
            (folder / "lastmile.json").write_bytes(data)
            git(folder, "add", ".")
            git(folder, "commit", "-q", "-m", branch_name)
        git(folder, "switch", "-q", "ours")
        return folder

    def test_two_branches_merge_by_themselves_with_every_change(self, repository, sides):
        git(repository, "merge", "-q", "-m", "both", "theirs")
        data = (repository / "lastmile.json").read_bytes()
        assert data == merge_files(*sides)
        assert git(repository, "status", "--porcelain").stdout == ""

    def test_a_version_that_cannot_be_read_is_a_conflict_and_ours_stays(self, repository, sides):
        git(repository, "switch", "-q", "theirs")
        (repository / "lastmile.json").write_text("torn")
        git(repository, "commit", "-q", "-a", "-m", "torn")
        git(repository, "switch", "-q", "ours")
        done = git(repository, "merge", "theirs", check=False)
        assert done.returncode == 1
        assert "CONFLICT" in done.stdout
        assert "Their version" in done.stderr
        assert (repository / "lastmile.json").read_bytes() == sides[1]
