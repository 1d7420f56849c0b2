"""Files that were torn, bent, or replaced by another program."""

import json

import pytest

from lastmile_tui.errors import LostFileError
from support.store.damage import copies, copies_of, made
from support.store.database import (
    NOW,
    abandon,
    documents,
    journal_of,
    lines_of,
    open_db,
    private_of,
    stock,
)


def bend(path, line):
    """Flip a bit in a line of the journal."""
    lines = lines_of(path)
    middle = len(lines[line]) // 2
    lines[line] = (
        lines[line][:middle] + bytes([lines[line][middle] ^ 1]) + lines[line][middle + 1 :]
    )
    journal_of(path).write_bytes(b"\n".join(lines) + b"\n")


def test_half_a_line_at_the_end_is_cut_off_by_the_next_change(path):
    made(path)
    whole = journal_of(path).read_bytes()
    for length in (1, 30, len(whole.splitlines()[-1]) - 1):
        journal_of(path).write_bytes(whole + whole.splitlines()[-1][:length])
        db = open_db(path)
        assert list(documents(db)) == [1, 2, 3]
        assert journal_of(path).stat().st_size > len(whole)
        db.storage.commit({"goals": {"4": {"n": 4}}})
        assert "not finished" in db.storage.report.sentences[0]
        abandon(db)
        assert list(documents(open_db(path))) == [1, 2, 3, 4]
        assert copies(path) == []


def test_zeros_at_the_end_are_cut_off(path):
    made(path)
    journal_of(path).write_bytes(journal_of(path).read_bytes() + b"\0" * 4096)
    with open_db(path) as db:
        db.table("goals").insert({"n": 4})
    assert list(stock(path)["goals"]) == [1, 2, 3, 4]


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_bent_line_is_told_and_kept_and_costs_no_other_change(path, line):
    made(path)
    bend(path, line)
    bent = journal_of(path).read_bytes()
    db = open_db(path)
    others = {1, 2, 3} - {line + 1}
    assert documents(db).keys() == others
    assert "cannot be read" in db.storage.report.sentences[0]
    assert journal_of(path).read_bytes() == bent
    db.storage.commit({"goals": {"4": {"n": 4}}})
    assert copies(path) == [f"{journal_of(path).name}.bad-20260102T030405Z"]
    (copy,) = copies_of(path)
    assert copy.read_bytes() == bent
    assert copy.stat().st_mode & 0o777 == 0o600
    assert str(copy) in db.storage.report.sentences[1]
    abandon(db)
    again = open_db(path)
    assert documents(again).keys() == others | {4}
    assert again.storage.report.sentences == ()


def test_a_missing_line_is_told(path):
    made(path)
    lines = lines_of(path)
    journal_of(path).write_bytes(lines[0] + b"\n" + lines[2] + b"\n")
    with open_db(path) as db:
        assert documents(db).keys() == {1, 3}
        assert "missing" in db.storage.report.sentences[0]
    assert len(copies(path)) == 1
    assert stock(path)["goals"].keys() == {1, 3}


def test_a_journal_that_the_snapshot_took_in_is_not_taken_in_again(path):
    db = made(path)
    old = journal_of(path).read_bytes()
    again = open_db(path)
    again.storage.commit({"goals": {"1": None}})
    whole = journal_of(path).read_bytes()
    again.storage.compact()
    # As after a power cut between the renaming of the snapshot and the emptying of the journal.
    journal_of(path).write_bytes(whole)
    assert old in whole
    db = open_db(path)
    assert documents(db).keys() == {2, 3}
    assert db.storage.report.sentences == ()
    db.storage.commit({"goals": {"2": {"n": 22}}})
    abandon(db)
    assert documents(open_db(path)) == {2: {"n": 22}, 3: {"uid": "u3", "n": 3}}


def merged(db):
    return {doc["uid"]: doc["events"] for doc in documents(db).values()}


EVERYTHING = {"a": [1, 2, 3], "ours": [10], "theirs": [20], "more": [30]}


class TestForeignSnapshot:
    """Another device's file comes under a journal that is not empty yet."""

    @pytest.fixture
    def both(self, path):
        """Our file and one that went another way from the same snapshot, which then arrives."""
        with open_db(path) as db:
            db.storage.commit({"goals": {"1": {"uid": "a", "events": [1]}}})
        base = path.read_bytes()
        theirs = path.with_name("theirs.json")
        theirs.write_bytes(base)
        ours = open_db(path)
        ours.storage.commit({"goals": {"1": {"uid": "a", "events": [1, 2]}}})
        ours.storage.commit({"goals": {"2": {"uid": "ours", "events": [10]}}})
        with open_db(theirs) as other:
            other.storage.commit({"goals": {"1": {"uid": "a", "events": [1, 3]}}})
            other.storage.commit({"goals": {"2": {"uid": "theirs", "events": [20]}}})
            other.storage.commit({"goals": {"3": {"uid": "more", "events": [30]}}})
        theirs.replace(path)
        return ours

    def test_is_merged_by_uid_when_the_file_is_opened(self, both, path):
        abandon(both)
        db = open_db(path)
        assert merged(db) == EVERYTHING
        assert "replaced" in db.storage.report.sentences[0]

    def test_is_merged_while_the_file_is_open(self, both):
        assert merged(both) == EVERYTHING
        assert both.storage.refresh() == {("goals", number) for number in "1234"}

    def test_is_merged_once_and_then_written(self, both, path):
        both.table("goals").insert({"uid": "new", "events": []})
        abandon(both)
        db = open_db(path)
        assert merged(db) == EVERYTHING | {"new": []}
        assert db.storage.report.sentences == ()
        db.close()
        assert {doc["uid"] for doc in stock(path)["goals"].values()} == {*EVERYTHING, "new"}

    def test_is_merged_again_the_same_way_after_a_kill_before_the_journal_was_emptied(
        self, both, path
    ):
        whole = journal_of(path).read_bytes()
        both.storage.compact()
        journal_of(path).write_bytes(whole)
        assert merged(open_db(path)) == EVERYTHING

    def test_of_an_older_backup_gets_what_the_journal_holds(self, path):
        with open_db(path) as db:
            db.storage.commit({"goals": {"1": {"uid": "a", "events": [1]}}})
        backup = path.read_bytes()
        with open_db(path) as db:
            db.storage.commit({"goals": {"2": {"uid": "b", "events": [2]}}})
        db = open_db(path)
        db.storage.commit({"goals": {"3": {"uid": "c", "events": [3]}}})
        abandon(db)
        path.write_bytes(backup)
        assert merged(open_db(path)) == {"a": [1], "c": [3]}


def test_a_removal_is_not_carried_over_to_a_foreign_snapshot(path):
    made(path)
    db = open_db(path)
    db.storage.compact()
    db.storage.commit({"goals": {"1": None}})
    path.write_text(json.dumps(json.loads(path.read_text())))
    assert documents(db).keys() == {1, 2, 3}
    assert any("removal" in sentence for sentence in db.storage.report.sentences)


def test_documents_without_a_uid_are_added_unless_they_are_there(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"n": 1}}})
    db.storage.commit({"goals": {"2": {"n": 2}}})
    path.write_text('{"goals": {"1": {"n": 9}, "5": {"n": 2}}}')
    assert list(documents(db).values()) == [{"n": 9}, {"n": 2}, {"n": 1}]


def test_a_merge_that_fails_keeps_the_file_and_a_copy_of_the_journal(path):
    def refuse(_mine, _theirs):
        raise KeyError("uid")

    db = open_db(path, merge=refuse)
    db.storage.commit({"goals": {"1": {"uid": "a", "n": 1}}})
    path.write_text('{"goals": {"1": {"uid": "a", "n": 9}}}')
    abandon(db)
    db = open_db(path, merge=refuse)
    assert documents(db) == {1: {"uid": "a", "n": 9}}
    db.close()
    assert len(copies(path)) == 1


def test_an_edit_by_stock_tinydb_under_a_journal_is_merged(path):
    made(path)
    db = open_db(path)
    db.storage.compact()
    db.storage.commit({"goals": {"2": {"uid": "u2", "events": ["ours"]}}})
    tables = json.loads(path.read_text())
    tables["goals"]["2"]["events"] = ["theirs"]
    del tables["goals"]["1"]
    path.write_text(json.dumps(tables))
    assert documents(db)[2]["events"] == ["ours", "theirs"]
    assert documents(db).keys() == {2, 3}


def test_the_journal_of_another_file_is_kept_aside(path, tmp_path):
    made(path)
    journal = journal_of(path)
    other = tmp_path / "other.json"
    with open_db(other) as db:
        db.table("goals").insert({"uid": "other"})
    other.replace(path)
    before = path.read_bytes()
    with open_db(path) as db:
        assert documents(db) == {1: {"uid": "other"}}
        assert "another data file" in db.storage.report.sentences[0]
        with pytest.raises(LostFileError):
            db.table("goals").insert({"uid": "new"})
    assert path.read_bytes() == before
    with open_db(path, begin=True) as db:
        db.table("goals").insert({"uid": "new"})
    assert list(stock(path)["goals"]) == [1, 2]
    former = {file.name for file in private_of(path).joinpath("former").iterdir()}
    assert former == {journal.name, journal.with_suffix(".ring").name}


@pytest.mark.parametrize("data", [None, b"", b" \n"])
def test_a_file_of_which_there_is_a_journal_is_never_begun_anew_unasked(path, data):
    made(path)
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    with open_db(path) as db:
        assert documents(db) == {}
        assert db.storage.health == "read-only"
        with pytest.raises(LostFileError) as raised:
            db.table("goals").insert({"n": 1})
    known = raised.value.known
    assert (known.goals, known.changes, known.newest) == (3, 3, NOW)
    assert known.found == ("missing" if data is None else "empty")
    assert (path.read_bytes() if path.exists() else None) == data
    with open_db(path, begin=True) as db:
        db.table("goals").insert({"n": 1})
    assert stock(path)["goals"] == {1: {"n": 1}}
    assert open_db(path).storage.report.sentences == ()


class TestRemovedWhileOpen:
    """Somebody tidies up under a running lastmile."""

    @pytest.fixture
    def db(self, path):
        db = open_db(path)
        db.storage.commit({"goals": {"1": {"n": 1}}})
        db.storage.compact()
        db.storage.commit({"goals": {"2": {"n": 2}}})
        return db

    @pytest.mark.parametrize("what", ["snapshot", "journal", "both"])
    def test_all_is_written_again(self, db, path, what):
        if what != "journal":
            path.unlink()
        if what != "snapshot":
            journal_of(path).unlink()
        assert documents(db).keys() == {1, 2}
        assert "removed" in db.storage.report.sentences[0]
        db.storage.commit({"goals": {"3": {"n": 3}}})
        abandon(db)
        assert documents(open_db(path)).keys() == {1, 2, 3}

    def test_a_new_journal_by_another_process_is_taken_in(self, db, path):
        journal_of(path).unlink()
        other = open_db(path)
        other.storage.commit({"goals": {"3": {"n": 3}}})
        abandon(other)
        assert documents(db).keys() == {1, 2, 3}
        db.close()
        assert stock(path)["goals"].keys() == {1, 2, 3}
