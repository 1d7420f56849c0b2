"""A data file that was moved: what was kept of it where it was is found by its database."""

import shutil

import pytest

from support.store.database import (
    abandon,
    documents,
    journal_of,
    open_db,
    place_at,
    private_of,
    stock,
)

ONE, TWO, THREE = ({"uid": f"goal{n}", "events": [f"e{n}"]} for n in (1, 2, 3))


@pytest.fixture
def home(path):
    """The folder of the data file, which is moved with it."""
    folder = path.parent / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def old(home):
    """A file with one goal in it, and one that a killed process left in its journal."""
    path = home / "lastmile.json"
    with open_db(path) as db:
        db.table("goals").insert(ONE)
    db = open_db(path)
    db.table("goals").insert(TWO)
    abandon(db)
    return path


def missing(db):
    return db.storage.missing.changes if db.storage.missing else 0


def both(path):
    with open_db(path) as db:
        return list(documents(db).values())


def test_the_file_alone(old):
    new = old.with_name("goals.json")
    old.rename(new)
    assert both(new) == [ONE, TWO]
    assert both(new) == [ONE, TWO]


def test_the_folder_of_it(old, home):
    new = home.rename(home.with_name("house")) / old.name
    assert both(new) == [ONE, TWO]


def test_a_file_that_left_a_link_where_it_was(old):
    new = old.with_name("goals.json")
    old.rename(new)
    old.symlink_to(new)
    assert both(old) == [ONE, TWO]


def test_what_is_only_read_is_seen_and_left(old):
    kept = journal_of(old)
    new = old.with_name("goals.json")
    old.rename(new)
    db = open_db(new, read_only=True)
    assert list(documents(db).values()) == [ONE, TWO]
    assert not private_of(new).exists()
    assert kept.stat().st_size


def test_a_copy_leaves_the_journal_of_the_first_one_alone(old):
    copy = old.with_name("copy.json")
    shutil.copy(old, copy)
    with open_db(copy) as db:
        assert list(documents(db).values()) == [ONE]
        db.table("goals").insert(THREE)
    assert both(old) == [ONE, TWO]


def test_another_database_where_it_was_changes_nothing(old, home):
    new = old.with_name("goals.json")
    old.rename(new)
    with open_db(home / "other.json") as db:
        db.table("goals").insert(THREE)
    (home / "other.json").rename(old)
    assert both(new) == [ONE, TWO]


def test_a_file_nobody_can_read_where_it_was_keeps_what_is_its_own(old):
    new = old.with_name("goals.json")
    shutil.copy(old, new)
    old.write_bytes(old.read_bytes()[:20])
    assert both(new) == [ONE]


def test_two_that_went_on_apart_are_merged_by_id_where_the_first_one_goes(old):
    copy = old.with_name("copy.json")
    shutil.copy(old, copy)
    with open_db(copy) as db:
        db.table("goals").insert(THREE)
    old.unlink()
    assert both(copy) == [ONE, THREE, TWO]


def test_a_copy_that_was_tried_on_and_deleted_is_forgotten(old):
    assert both(old) == [ONE, TWO]
    copy = old.with_name("copy.json")
    shutil.copy(old, copy)
    with open_db(copy) as db:
        db.table("goals").insert(THREE)
    copy.unlink()
    with open_db(old) as db:
        assert list(documents(db).values()) == [ONE, TWO]
        assert missing(db) == 0


def test_what_a_ring_has_and_the_moved_file_lacks_is_told(old):
    stale = old.read_bytes()
    assert both(old) == [ONE, TWO]
    new = old.with_name("goals.json")
    old.rename(new)
    new.write_bytes(stale)
    with open_db(new) as db:
        assert missing(db) == 1
        db.table("goals").insert(THREE)
    with open_db(new) as db:
        assert missing(db) == 1
        db.storage.leave_missing()
    with open_db(new) as db:
        assert missing(db) == 0


def test_a_folder_that_does_not_say_whose_it_is_is_told_only(old):
    (private_of(old) / "path").unlink()
    new = old.with_name("goals.json")
    old.rename(new)
    with open_db(new) as db:
        assert list(documents(db).values()) == [ONE]
        assert missing(db) == 1
        db.table("goals").insert(THREE)
    with open_db(new) as db:
        assert missing(db) == 1


def test_what_was_taken_over_once_is_not_read_again(old, monkeypatch):
    new = old.with_name("goals.json")
    old.rename(new)
    both(new)
    monkeypatch.setattr("lastmile_tui.store.db.replay.merge_journal", None)
    assert both(new) == [ONE, TWO]


def test_what_was_set_aside_is_found_too(old):
    new = old.with_name("goals.json")
    old.rename(new)
    with open_db(old, begin=True) as db:
        db.table("goals").insert(THREE)
    assert both(new) == [ONE, TWO]
    assert both(old) == [THREE]


def test_it_is_moved_twice(old):
    second, third = old.with_name("second.json"), old.with_name("third.json")
    old.rename(second)
    db = open_db(second)
    db.table("goals").insert(THREE)
    abandon(db)
    second.rename(third)
    assert both(third) == [ONE, TWO, THREE]


@pytest.mark.parametrize("what", [b"", b"\0", b"relative", b"/\xff", b"x" * 100_000])
def test_a_note_that_names_no_path_is_none(old, what):
    (private_of(old) / "path").write_bytes(what)
    new = old.with_name("goals.json")
    old.rename(new)
    with open_db(new) as db:
        assert missing(db) == 1 or list(documents(db).values()) == [ONE, TWO]


@pytest.mark.parametrize("what", ["[]", "{", '{"x": 5}', '{"x": {"y": "z"}}'])
def test_a_note_of_what_was_taken_that_is_bent_counts_as_none(old, what):
    new = old.with_name("goals.json")
    old.rename(new)
    private_of(new).mkdir(parents=True)
    (private_of(new) / "taken").write_text(what)
    assert both(new) == [ONE, TWO]


def test_links_in_a_folder_beside_are_not_followed(old, tmp_path):
    journal = journal_of(old)
    journal.rename(tmp_path / "elsewhere")
    journal.symlink_to(tmp_path / "elsewhere")
    new = old.with_name("goals.json")
    old.rename(new)
    assert both(new) == [ONE]


def test_the_rest_goes_along_but_for_what_is_there(old):
    before, after = private_of(old), place_at(old.with_name("goals.json")).private
    (before / "sync.git").mkdir()
    (before / "sync.json").write_text("{}")
    (before / "told").write_text("old")
    after.mkdir()
    (after / "told").write_text("new")
    old.rename(old.with_name("goals.json"))
    both(old.with_name("goals.json"))
    assert (after / "sync.git").is_dir()
    assert (after / "told").read_text() == "new"
    assert not (before / "sync.json").exists()


def test_backups_go_along(old, tmp_path):
    new = old.with_name("goals.json")
    kept, here = (tmp_path / "backups" / private_of(each).name for each in (old, new))
    kept.mkdir(parents=True)
    (kept / "2026-11-20.json.gz").write_bytes(b"x")
    (kept / "copies").mkdir()
    old.rename(new)
    with open_db(new, backups=here) as db:
        db.table("goals").insert(THREE)
    assert {each.name for each in here.iterdir()} == {"2026-11-20.json.gz", "copies"}


def test_a_folder_that_cannot_be_read_stops_nothing(old):
    new = old.with_name("goals.json")
    old.rename(new)
    private_of(old).chmod(0)
    try:
        assert ONE in both(new)
    finally:
        private_of(old).chmod(0o700)
    assert stock(new)
