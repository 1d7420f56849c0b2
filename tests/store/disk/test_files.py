"""Who may read the files, where they stand, and what is refused."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from lastmile_tui import private_files
from lastmile_tui.errors import LockedError, ReadOnlyError, StoreError
from lastmile_tui.store.disk import files, lock
from support.store.database import (
    documents,
    forked,
    journal_of,
    open_db,
    place_at,
    private_of,
    stock,
    succeeds,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


def mode(file):
    return stat.S_IMODE(Path(file).stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request):
    old = os.umask(request.param)
    yield
    os.umask(old)


@pytest.mark.usefixtures("umask")
class TestUnderAnyUmask:
    def test_new_files_and_folders_are_private(self, tmp_path):
        path = tmp_path / "a" / "b" / "lastmile.json"
        db = open_db(path)
        db.table("goals").insert({})
        db.storage.compact()
        db.table("goals").insert({})
        db.storage.rewrite({}, schema=2)
        both = (*path.parent.iterdir(), *private_of(path).iterdir())
        found = {file.name: mode(file) for file in both}
        assert found.keys() == {
            *(path.name, "lastmile.json.schema-1", "lock", "path"),
            *(journal_of(path).name, journal_of(path).with_suffix(".ring").name),
        }
        assert set(found.values()) == {0o600}
        assert mode(path.parent) == mode(path.parent.parent) == 0o700

    def test_a_copy_of_what_is_damaged_is_private(self, path):
        with open_db(path) as db:
            db.table("goals").insert({})
        journal_of(path).write_bytes(b"no change\n")
        journal_of(path).chmod(0o644)
        with open_db(path) as db:
            db.table("goals").insert({})
        copies = [file for file in private_of(path).iterdir() if ".bad-" in file.name]
        assert [mode(file) for file in copies] == [0o600]

    def test_the_temporary_file_of_a_killed_process_goes_with_the_next_one(self, path):
        left = place_at(path).temp
        left.parent.mkdir(parents=True)
        left.write_text("half")
        left.chmod(0o666)
        with open_db(path) as db:
            db.table("goals").insert({})
        assert not left.exists()
        assert mode(path) == 0o600

    @pytest.mark.parametrize("bits", [0o600, 0o640, 0o664])
    def test_an_existing_mode_stays(self, path, bits):
        path.write_text('{"goals": {"1": {}}}')
        path.chmod(bits)
        with open_db(path) as db:
            db.table("goals").insert({})
        assert mode(path) == bits
        assert len(stock(path)["goals"]) == 2

    def test_the_new_file_is_never_wider_than_the_old_one(self, path, monkeypatch):
        path.write_text('{"goals": {"1": {}}}')
        path.chmod(0o640)
        seen = []
        write = private_files.write
        monkeypatch.setattr(
            private_files,
            "write",
            lambda fd, data: seen.append(os.fstat(fd).st_mode) or write(fd, data),
        )
        with open_db(path) as db:
            db.table("goals").insert({})
        assert {stat.S_IMODE(each) for each in seen} == {0o600}


def test_a_link_stays_and_all_is_written_where_it_points(tmp_path):
    real, link = tmp_path / "synced" / "goals.json", tmp_path / "lastmile.json"
    real.parent.mkdir()
    real.write_text('{"goals": {"1": {"n": 1}}}')
    link.symlink_to(real)
    with open_db(link) as db:
        assert db.storage.path == real
        db.table("goals").insert({"n": 2})
        assert journal_of(real).exists()
        assert documents(open_db(real)) == documents(db)
    assert link.is_symlink()
    assert stock(real)["goals"] == {1: {"n": 1}, 2: {"n": 2}}
    assert {file.name for file in tmp_path.iterdir()} == {"synced", "lastmile.json"}


def test_a_dangling_link_gets_its_target(tmp_path):
    link = tmp_path / "lastmile.json"
    link.symlink_to(tmp_path / "away" / "goals.json")
    with open_db(link) as db:
        db.table("goals").insert({})
    assert link.is_symlink()
    assert stock(tmp_path / "away" / "goals.json") == {"goals": {1: {}}}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused_without_waiting(path, make):
    make(path)
    with pytest.raises(StoreError, match="is not a file"):
        open_db(path)


def test_a_device_is_refused():
    with pytest.raises(StoreError, match="/dev/full is not a file"):
        open_db("/dev/full")


def helper(path, kind):
    """A file that belongs to a database, of which there is nothing else yet."""
    with open_db(path) as db:
        db.table("goals").insert({"n": 1})
    made = journal_of(path) if kind == "journal" else place_at(path).private / kind
    made.unlink(missing_ok=True)
    return made


@pytest.mark.parametrize("kind", ["journal", "lock"])
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_stands_in_the_place_of_a_helper_is_refused(path, kind, make):
    make(helper(path, kind))
    before = path.read_bytes()
    with pytest.raises(StoreError):
        open_db(path).table("goals").insert({})
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["journal", "lock", "tmp"])
def test_no_link_is_followed_out_of_the_folder(path, kind):
    victim = path.with_name("victim")
    victim.write_text("")
    helper(path, kind).symlink_to(victim)
    if kind == "tmp":
        open_db(path).storage.rewrite({}, schema=1)
    else:
        with pytest.raises(StoreError, match="symbolic link"):
            open_db(path).table("goals").insert({})
    assert victim.read_text() == ""


def test_a_file_that_is_too_large_is_refused(path, monkeypatch):
    path.write_text('{"goals": {}}   ')
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(StoreError, match="too large"):
        open_db(path)
    path.unlink()
    with pytest.raises(StoreError, match="too large"):
        open_db(path).table("goals").insert({"note": "x" * 100})


@pytest.fixture
def shared():
    """A folder that any user can reach, which pytest's are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def plain_user(work):
    """Run as a user who may not do everything."""

    def drop_and_work():
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        os.environ["XDG_STATE_HOME"] = "/nowhere"  # not that of the owner
        work()

    return succeeds(forked(drop_and_work))


@pytest.mark.parametrize("bits", [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_a_folder_or_file_that_cannot_be_written_is_only_read(shared, bits):
    path = shared / "lastmile.json"
    with open_db(path) as db:
        db.table("goals").insert({"n": 1})
    for file in shared.iterdir():
        file.chmod(bits[1])
    shared.chmod(bits[0])

    def look():
        db = open_db(path)
        assert db.storage.health == "read-only"
        assert documents(db) == {1: {"n": 1}}
        assert "reading only" in db.storage.report.sentences[-1]
        with pytest.raises(ReadOnlyError):
            db.table("goals").insert({})
        db.close()

    before = {file.name: file.read_bytes() for file in shared.iterdir()}
    assert plain_user(look)
    assert {file.name: file.read_bytes() for file in shared.iterdir()} == before


def test_a_file_that_must_not_be_read_is_told(shared):
    path = shared / "lastmile.json"
    path.write_text("{}")
    path.chmod(0)

    def look():
        with pytest.raises(StoreError, match="cannot be read: permission denied"):
            open_db(path)

    assert plain_user(look)


def test_a_lock_on_a_file_that_was_swapped_is_taken_again(tmp_path, monkeypatch):
    held = lock.FileLock(tmp_path / "lock", 1)
    take = lock.fcntl.flock
    swaps = iter([True])

    def swap_first(fd, how):
        if next(swaps, False):
            held.path.unlink()
        take(fd, how)

    monkeypatch.setattr(lock.fcntl, "flock", swap_first)
    with held.hold(), pytest.raises(LockedError), lock.FileLock(held.path, 0).hold():
        pass
    with lock.FileLock(held.path, 0).hold():
        pass
