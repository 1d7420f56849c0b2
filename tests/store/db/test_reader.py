"""One file in several handles, threads and processes."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from lastmile_tui.errors import LockedError
from lastmile_tui.store.db import reader
from lastmile_tui.store.disk import files
from support.store.database import (
    abandon,
    documents,
    forked,
    journal_of,
    open_db,
    place_at,
    stock,
    succeeds,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


@pytest.fixture
def pair(path):
    """Two handles on a file with two goals."""
    first, second = open_db(path), open_db(path)
    first.storage.commit({"goals": {"1": {"n": 1}, "2": {"n": 2}}})
    second.storage.refresh()
    return first, second


def test_a_change_by_another_is_seen_at_once(pair):
    first, second = pair
    first.table("goals").update({"n": 10}, doc_ids=[1])
    assert second.table("goals").get(doc_id=1) == {"n": 10}
    first.table("goals").remove(doc_ids=[2])
    assert len(second.table("goals")) == 1


def test_refresh_tells_what_others_changed_and_only_once(pair):
    first, second = pair
    first.storage.commit({"goals": {"1": {"n": 10}, "2": None}, "looks": {"1": {}}})
    assert second.storage.refresh() == {("goals", "1"), ("goals", "2"), ("looks", "1")}
    assert second.storage.refresh() == frozenset()
    assert first.storage.refresh() == frozenset()


def test_refresh_tells_also_what_a_read_or_a_transaction_took_in(pair):
    first, second = pair
    first.table("goals").update({"n": 10}, doc_ids=[1])
    second.table("goals").all()
    first.table("goals").update({"n": 20}, doc_ids=[2])
    with second.storage.transaction():
        second.table("goals").insert({"n": 3})
        assert second.storage.refresh() == {("goals", "1"), ("goals", "2")}
    assert second.storage.refresh() == frozenset()


def test_a_compaction_by_another_changes_nothing(pair):
    first, second = pair
    first.storage.compact()
    assert second.storage.refresh() == frozenset()
    first.table("goals").update({"n": 10}, doc_ids=[1])
    first.storage.compact()
    first.table("goals").update({"n": 20}, doc_ids=[2])
    assert second.storage.refresh() == {("goals", "1"), ("goals", "2")}


def test_a_new_line_is_taken_in_without_reading_the_snapshot(pair, path, monkeypatch):
    first, second = pair
    read, names = reader.files.read, []
    monkeypatch.setattr(reader.files, "read", lambda path: names.append(path.name) or read(path))
    first.table("goals").update({"n": 10}, doc_ids=[1])
    second.storage.refresh()
    assert names == [journal_of(path).name]


def test_half_a_line_of_a_writer_at_work_is_waited_for(pair, path):
    first, second = pair
    whole = journal_of(path).read_bytes()
    first.table("goals").update({"n": 10}, doc_ids=[1])
    line = journal_of(path).read_bytes()[len(whole) :]
    journal_of(path).write_bytes(whole + line[:20])
    assert second.storage.refresh() == frozenset()
    journal_of(path).write_bytes(whole + line)
    assert second.storage.refresh() == {("goals", "1")}
    assert second.storage.report.sentences == ()


def test_a_snapshot_that_is_replaced_while_it_is_read_is_read_again(pair, path, monkeypatch):
    first, _ = pair
    read = reader.files.read

    def slow_read(file):
        found = read(file)
        if file == path and len(first.table("goals")) < 5:
            first.table("goals").insert({"n": 3})
            first.storage.compact()
        return found

    monkeypatch.setattr(reader.files, "read", slow_read)
    third = reader.FileReader(place_at(path), lambda mine, theirs: mine | theirs, 1)
    assert third.state.tables["goals"].keys() == set("12345")


def test_a_compaction_while_the_journal_is_read_leads_to_the_new_snapshot(pair, path, monkeypatch):
    first, second = pair
    read, once = reader.files.read, iter([True])

    def late_read(file):
        if file != path and next(once, False):
            first.storage.compact()
            first.table("goals").insert({"n": 4})
        return read(file)

    first.table("goals").insert({"n": 3})
    monkeypatch.setattr(reader.files, "read", late_read)
    assert second.storage.refresh() == {("goals", "3"), ("goals", "4")}
    assert second.storage.report.sentences == ()


def test_who_reads_between_a_new_snapshot_and_the_emptied_journal_goes_on(pair, path, monkeypatch):
    first, _ = pair
    cut, readers = reader.files.cut, []

    def late_cut(*arguments, **options):
        readers.append(open_db(path))
        cut(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(reader.files, "cut", late_cut)
        first.storage.compact()
    first.table("goals").insert({"n": 3})
    (third,) = readers
    assert documents(third) == {1: {"n": 1}, 2: {"n": 2}, 3: {"n": 3}}
    third.table("goals").insert({"n": 4})
    assert third.storage.report.sentences == ()
    assert documents(first).keys() == {1, 2, 3, 4}


def test_ids_are_not_given_twice_by_two_handles(pair):
    first, second = pair
    numbers = [db.table("goals").insert({}) for db in (first, second, first, first, second)]
    assert numbers == [3, 4, 5, 6, 7]


def test_an_id_is_not_given_again_while_the_table_has_documents(pair, path):
    first, _ = pair
    assert first.table("goals").insert({}) == 3
    first.table("goals").remove(doc_ids=[3])
    assert first.table("goals").insert({}) == 4
    first.table("goals").remove(doc_ids=[4])
    first.close()
    with open_db(path) as db:
        assert db.table("goals").insert({}) == 5
        db.table("goals").truncate()
        assert db.table("goals").insert({}) == 1


def test_the_last_to_close_finds_what_the_first_left(pair, path):
    first, second = pair
    first.table("goals").insert({"n": 3})
    first.close()
    second.table("goals").insert({"n": 4})
    second.close()
    assert [doc["n"] for doc in stock(path)["goals"].values()] == [1, 2, 3, 4]


def test_a_lock_that_is_held_is_waited_for_and_then_told(pair):
    first, second = pair
    with first.storage.transaction():
        with pytest.raises(LockedError, match=r"Another lastmile .*is writing to the data file"):
            second.table("goals").insert({})
        assert documents(second).keys() == {1, 2}
    assert second.table("goals").insert({}) == 3


def test_a_stopped_process_that_holds_the_lock_stops_no_reader(path):
    db = open_db(path)
    db.table("goals").insert({"n": 1})

    def stop_within():
        with open_db(path).storage.transaction():
            os.kill(os.getpid(), signal.SIGSTOP)

    pid = forked(stop_within)
    os.waitpid(pid, os.WUNTRACED)
    before = journal_of(path).read_bytes()
    with pytest.raises(LockedError):
        db.table("goals").insert({})
    assert documents(db) == {1: {"n": 1}}
    assert journal_of(path).read_bytes() == before
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert db.table("goals").insert({"n": 2}) == 2


def count_up(path, times, who):
    db = open_db(path, timeout=30, limit=2000)
    for number in range(times):
        with db.storage.transaction():
            now = db.table("goals").get(doc_id=1)["n"]
            db.table("goals").update({"n": now + 1}, doc_ids=[1])
        db.table("goals").insert({"who": who, "number": number})
    abandon(db)


def test_a_reader_between_a_new_snapshot_and_its_emptied_journal_adds_nothing(path, monkeypatch):
    writer = open_db(path)
    writer.table("goals").insert({"n": 1})
    with monkeypatch.context() as patched:
        patched.setattr(files, "cut", lambda *_, **__: None)
        writer.storage.compact()
    reader = open_db(path)
    abandon(writer)
    other = open_db(path)
    other.table("goals").update({"n": 2}, doc_ids=[1])
    other.storage.compact()
    assert documents(reader) == {1: {"n": 2}}


def test_processes_side_by_side_lose_nothing(path):
    open_db(path).table("goals").insert({"n": 0})
    children = [forked(lambda who=who: count_up(path, 60, who)) for who in range(3)]
    assert [succeeds(pid) for pid in children] == [True] * 3
    db = open_db(path)
    found = documents(db)
    assert found.pop(1) == {"n": 180}
    made = sorted((doc["who"], doc["number"]) for doc in found.values())
    assert made == [(who, number) for who in range(3) for number in range(60)]
    assert db.storage.report.sentences == ()
    db.close()
    assert stock(path)["goals"].keys() == documents(db).keys()


def test_threads_side_by_side_lose_nothing(path):
    db = open_db(path, timeout=30, limit=3000, durable=False)
    db.table("goals").insert({"n": 0})

    def count_here(_):
        for _ in range(50):
            with db.storage.transaction():
                now = db.table("goals").get(doc_id=1)["n"]
                db.table("goals").update({"n": now + 1}, doc_ids=[1])
            db.storage.compact()
            assert db.table("goals").all()
            db.storage.refresh()

    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(count_here, range(4)))) == 4
    assert documents(db) == {1: {"n": 200}}
    abandon(db)
    assert documents(open_db(path)) == {1: {"n": 200}}


def test_a_reader_does_not_wait_for_a_thread_at_work(pair):
    first, second = pair
    second.table("goals").update({"n": 10}, doc_ids=[1])
    with first.storage.transaction():
        second_thread = ThreadPoolExecutor(1)
        found = second_thread.submit(lambda: (documents(first), first.storage.refresh()))
        assert found.result(timeout=60)[0][1] == {"n": 10}
        second_thread.shutdown()


def test_the_lock_is_never_removed(pair, path):
    first, second = pair
    first.close()
    second.close()
    assert place_at(path).lock.exists()


def test_a_file_is_known_to_be_sound_only_as_lastmile_wrote_it(pair, path):
    first, second = pair
    first.storage.compact()
    second.storage.refresh()
    assert second.storage.sound == files.stamp(path)

    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"n":2', b'"n":3'))
    second.storage.refresh()
    assert second.storage.sound is None, "another program changed it"

    path.write_bytes(b"<<<<<<< HEAD\n" + whole)
    second.storage.refresh()
    assert second.storage.sound != files.stamp(path), "a merge left two versions in it"
