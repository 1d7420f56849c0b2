"""The ring of one's own last changes: what it keeps, what it proves, and what it never drops."""

import json
import os
from pathlib import Path
from zlib import crc32

import pytest

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import journal
from lastmile_tui.store.db.own import ring
from lastmile_tui.store.db.snapshot import Meta
from lastmile_tui.store.disk import files
from support.store.bad_files import framed
from support.store.database import (
    NOW,
    abandon,
    documents,
    journal_of,
    lines_of,
    meta_of,
    open_db,
    place_at,
    stock,
)

DAY = 86_400


def goal(uid, *events):
    return {"uid": uid, "events": [{"id": f"{uid}-{event}"} for event in events]}


def ring_of(path):
    return place_at(path).ring(meta_of(path)["db"])


def merge(mine, theirs):
    events = {event["id"]: event for event in (*mine["events"], *theirs["events"])}
    return {**theirs, **mine, "events": [events[name] for name in sorted(events)]}


def work(path, goals, day=0, **options):
    """Open the file, save each goal as a change of its own, and close it."""
    with open_db(path, merge=merge, seconds=lambda: NOW + day * DAY, **options) as db:
        for doc_id, document in goals.items():
            db.storage.commit({"goals": {doc_id: document}})


def missing(path):
    return open_db(path, merge=merge, read_only=True).storage.missing


@pytest.mark.parametrize("size", [ring.SIZE, 2_000, 600, 100], ids=lambda size: f"{size} bytes")
@pytest.mark.parametrize("there", [True, False], ids=["to a ring", "to none"])
def test_a_change_that_is_still_known_is_kept_as_one_that_is_read_from_the_journal(
    path, monkeypatch, size, there
):
    monkeypatch.setattr(ring, "SIZE", size)
    goals = {str(number): json.dumps(goal(f"g{number}", 1)).encode() for number in range(20)}
    record = journal.JournalRecord(1, "own", "g", {"goals": goals}, "laptop", "run", NOW)
    line, meta, kept = journal.encode(record), Meta(db="own", gen="g", schema=1), []
    how = {"now": NOW, "missing": False, "durable": False}
    for number, given in enumerate((line, journal.Alone(record, len(line), crc32(line)))):
        place = path.with_name(f"{number}.ring")
        if there:
            ring.keep(place, b"", meta, {}, merge, **how)
        ring.keep(place, given, meta, {"goals": goals}, merge, **how)
        kept.append(place.read_bytes())
    assert kept[0] == kept[1]
    assert kept[0].count(b'"uid"') >= (20 if not there else 0)


def test_the_ring_has_a_change_that_was_alone_in_the_journal_and_those_of_others(path):
    work(path, {"1": goal("a", 1)})
    with open_db(path, merge=merge, seconds=lambda: NOW) as db:
        db.storage.commit({"goals": {"2": goal("b", 1)}})
        with open_db(path, merge=merge, seconds=lambda: NOW) as other:
            other.storage.commit({"goals": {"3": goal("c", 1)}})
    records = ring.read_ring(ring_of(path))
    assert [[*record.changes["goals"]] for record in records] == [["1"], ["2"], ["3"]]


def test_the_lines_of_the_journal_go_there_with_a_mark(path):
    work(path, {"1": goal("a", 1)})
    work(path, {"1": goal("a", 1, 2)})
    records = ring.read_ring(ring_of(path))
    assert [list(record.changes["goals"]) for record in records] == [["1"], ["1"]]
    assert {record.device for record in records} == {"laptop"}
    assert len({record.run for record in records}) == 2
    mark = ring.read_end(ring_of(path)).mark
    assert (mark.gen, mark.missing) == (meta_of(path)["gen"], False)
    assert journal_of(path).read_bytes() == b""


def test_a_file_that_descends_is_not_compared(path, monkeypatch):
    work(path, {"1": goal("a", 1)})
    monkeypatch.setattr(ring, "read_ring", None)
    work(path, {"1": goal("a", 1, 2)})
    assert missing(path) is None


def test_an_old_file_is_told_however_often_others_write_on_it(path):
    work(path, {"1": goal("a", 1)})
    old = path.read_bytes()
    work(path, {"1": goal("a", 1, 2), "2": goal("b", 1)})
    path.write_bytes(old)
    for more in range(3, 9):
        assert (missing(path).changes, missing(path).goals) == (2, 1)
        work(path, {"1": goal("a", 1, more)})
    assert missing(path).uids == ("a", "b")


def test_what_comes_back_is_told_no_more(path):
    work(path, {"1": goal("a", 1)})
    old = path.read_bytes()
    work(path, {"1": goal("a", 1, 2)})
    path.write_bytes(old)
    db = open_db(path, merge=merge)
    db.storage.commit({"goals": {"1": goal("a", 1, 2, 3)}})
    assert db.storage.missing is None
    db.close()
    assert not ring.read_end(ring_of(path)).mark.missing


def test_it_is_bounded_by_days_and_never_drops_what_is_missing(path):
    work(path, {"1": goal("a", 1)})
    old = path.read_bytes()
    work(path, {"2": goal("b", 1)})
    path.write_bytes(old)
    for day in range(1, 40):
        work(path, {"1": goal("a", *range(1, day + 1))}, day)
    assert missing(path).uids == ("b",)
    times = [record.time for record in ring.read_ring(ring_of(path))]
    assert min(times) == NOW
    assert sorted(set(times))[1] > NOW + 30 * DAY


@pytest.mark.parametrize("kept", [True, False])
def test_it_is_bounded_by_bytes_and_never_drops_what_is_missing(path, monkeypatch, kept):
    monkeypatch.setattr(ring, "SIZE", 4000)
    monkeypatch.setattr(ring, "_ROOM", 1000)
    work(path, {"1": goal("a", 1)})
    old = path.read_bytes()
    work(path, {"2": goal("b", 1)})
    if kept:
        path.write_bytes(old)
    for more in range(3, 60):
        work(path, {str(more): goal(f"g{more}", 1)})
        assert ring_of(path).stat().st_size < 5000
    uids = {
        json.loads(bytes(raw))["uid"]
        for record in ring.read_ring(ring_of(path))
        for raw in record.changes["goals"].values()
    }
    assert "g59" in uids
    assert "g3" not in uids
    assert ("b" in uids) == kept


@pytest.mark.parametrize("tail", [b"", b'{"crc":"0000', b"no change\n", b"\0" * 99])
def test_a_bent_end_of_it_costs_nothing(path, tail):
    work(path, {"1": goal("a", 1)})
    old = path.read_bytes()
    work(path, {"1": goal("a", 1, 2)})
    with ring_of(path).open("ab") as file:
        file.write(tail)
    assert missing(path) is None
    work(path, {"1": goal("a", 1, 2, 3)})
    assert len(ring.read_ring(ring_of(path))) == 3
    path.write_bytes(old)
    assert missing(path).changes == 2


def test_two_machines_on_one_file_find_what_one_wrote_over_the_other(path, tmp_path):
    homes = [{"private": tmp_path / name, "device": name} for name in ("one", "two")]
    for home in homes:
        work(path, {}, **home)
    work(path, {"1": goal("a", 1)}, **homes[0])
    sides = [open_db(path, merge=merge, **home) for home in homes]
    for number in range(2, 12):
        mine, other = sides[number % 2], sides[1 - number % 2]
        mine.storage.commit({"goals": {str(number): goal(f"g{number}", 1)}})
        other.storage.commit({"goals": {str(number + 100): goal(f"h{number}", 1)}})
        mine.storage.compact()
        other.storage.compact()
    for side in sides:
        side.close()
    wanted = {"a"} | {f"{kind}{number}" for kind in "gh" for number in range(2, 12)}
    found = {document["uid"] for document in stock(path)["goals"].values()}
    lost = set()
    for home in homes:
        if gap := open_db(path, merge=merge, read_only=True, **home).storage.missing:
            lost |= set(gap.uids)
    assert found | lost == wanted


def test_a_file_that_is_replaced_just_before_the_rename_is_told(path, tmp_path, monkeypatch):
    homes = [{"private": tmp_path / name, "device": name} for name in ("one", "two")]
    work(path, {"1": goal("a", 1)}, **homes[0])
    work(path, {"2": goal("b", 1)}, **homes[1])
    expect = files._expect  # noqa: SLF001

    def late(where, seen):
        expect(where, seen)
        monkeypatch.setattr(files, "_expect", expect)
        work(path, {"3": goal("c", 1)}, **homes[1])

    monkeypatch.setattr(files, "_expect", late)
    work(path, {"1": goal("a", 1, 2)}, **homes[0])
    assert {document["uid"] for document in stock(path)["goals"].values()} == {"a", "b"}
    db = open_db(path, merge=merge, **homes[1])
    assert db.storage.missing.uids == ("c",)
    assert open_db(path, merge=merge, **homes[0]).storage.missing is None


@pytest.mark.parametrize("how", ["renamed", "unlinked", "replaced"])
def test_a_journal_that_goes_away_between_open_and_fsync_is_written_again(path, how, monkeypatch):
    work(path, {"1": goal("a", 1)})
    db = open_db(path, merge=merge)
    db.storage.commit({"goals": {"2": goal("b", 1)}})
    journal, sync = journal_of(path), private_files.sync

    def swap(fd):
        monkeypatch.setattr(private_files, "sync", sync)
        if how == "replaced":
            other = journal.with_name("other")
            other.write_bytes(b"")
            other.replace(journal)
        else:
            journal.rename(journal.with_name("away"))
            if how == "unlinked":
                journal.with_name("away").unlink()
        sync(fd)

    monkeypatch.setattr(private_files, "sync", swap)
    db.storage.commit({"goals": {"3": goal("c", 1)}})
    abandon(db)
    assert {document["uid"] for document in documents(open_db(path)).values()} == set("abc")


def test_a_journal_that_goes_away_again_and_again_is_told(path, monkeypatch):
    work(path, {"1": goal("a", 1)})
    db = open_db(path, merge=merge)
    journal, sync = journal_of(path), private_files.sync

    def swap(fd):
        sync(fd)
        journal.unlink(missing_ok=True)

    monkeypatch.setattr(private_files, "sync", swap)
    with pytest.raises(StoreError, match="again and again"):
        db.storage.commit({"goals": {"3": goal("c", 1)}})
    monkeypatch.setattr(private_files, "sync", sync)
    assert documents(db).keys() == {1}
    db.storage.commit({"goals": {"3": goal("c", 1)}})
    abandon(db)
    assert documents(open_db(path)).keys() == {1, 3}


@pytest.mark.parametrize(
    "bend",
    [
        {"dev": "phone"},
        {"was": {}},
        {"was": {"goals": {"1": 7}}},
        {"run": ""},
    ],
)
def test_a_line_that_is_not_ours_replaces_no_document(path, bend):
    """As where the folder of the state was cloned, or is synchronised."""
    work(path, {"1": goal("a", 1, 2)})
    db = open_db(path, merge=merge)
    db.storage.commit({"goals": {"1": goal("a", 1, 2, 3)}})
    abandon(db)
    record = json.loads(lines_of(path)[0])["rec"] | bend
    record["d"]["goals"]["1"] = goal("a", 4)
    body = json.dumps(record, separators=(",", ":")).encode()
    journal_of(path).write_bytes(framed(body))
    assert documents(open_db(path, merge=merge)) == {1: goal("a", 1, 2, 4)}


def test_the_folder_of_the_file_sees_no_other_name(path, monkeypatch):
    seen = set()

    def watched(real):
        def call(*args, **options):
            names = [Path(each) for each in args[:2] if isinstance(each, (str, os.PathLike))]
            seen.update(each.name for each in names if each.parent == path.parent)
            return real(*args, **options)

        return call

    with monkeypatch.context() as patch:
        for name in ("open", "rename", "replace", "link", "mkdir"):
            patch.setattr(os, name, watched(getattr(os, name)))
        for number in range(5):
            work(path, {str(number): goal(f"g{number}", 1)}, limit=300)
    assert seen <= {path.name, f".~{path.name}.journal"}, "the old journal is only looked for"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "former",
    [
        [f"{number:026}" for number in range(3)],
        [f"{number:026}" for number in range(200)],
        [letter * 64 for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"],
        ["x" * 5000, "short"],
        ["\U0001f697" * 60, "short"],
        ['"\\\n' * 21, "short"],
    ],
    ids=["3", "200", "long", "too long", "of four bytes", "escaped"],
)
def test_a_mark_is_found_whatever_names_the_database_has_had(path, former):
    meta = Meta(db="own", gen="g", schema=1, former=tuple(former))
    place = place_at(path)
    files.make_folder(place.private)
    ring.keep(place.ring("own"), b"", meta, {}, merge, now=NOW, missing=False, durable=False)
    mark = ring.read_end(place.ring("own")).mark
    assert mark is not None
    assert (mark.db, mark.gen, mark.former[-1]) == ("own", "g", former[-1])
    assert set(mark.former) <= set(former)
