"""Broken files with changes in the journal, which outlive them."""

import json
import zlib

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.store.doctor.repair import damage
from support.store.damage import copies
from support.store.database import abandon, journal_of
from support.store.goal_store import open_store, plan
from support.store.repair import NEW, TITLES, look_at, mended, titles


def test_changes_of_the_journal_that_cannot_be_read_are_told_as_lost(made, backups):
    store = open_store(made)
    store.add(plan("First: a > b"))
    store.add(plan("Second: a > b"))
    abandon(store)
    journal = journal_of(made)
    journal.write_bytes(journal.read_bytes().replace(b"Second", b"Sekond"))
    (way,) = damage(look_at(made))
    assert "without 1 change that cannot be read" in way
    assert "1 change could not be read and is in the copy." in mended(made, backups)


def test_changes_in_the_journal_outlive_the_file(made, backups):
    store = open_store(made)
    uid = next(uid for uid, goal in store.goals.items() if goal.title == "Swim")
    store.change(uid, drive.advance)
    store.add(plan("In the journal only: a > b"))
    abandon(store)
    made.write_bytes(made.read_bytes()[:3000])
    mended(made, backups)
    assert journal_of(made).read_bytes() == b""
    assert len(copies(made)) == 2
    assert titles(made) >= {*TITLES, "In the journal only"}
    with open_store(made) as again:
        assert again.goals[uid].position == 1.0


def test_a_file_that_vanished_is_made_of_its_journal_and_the_backup(made, backups):
    store = open_store(made)
    store.add(plan("In the journal only: a > b"))
    abandon(store)
    made.unlink()
    mended(made, backups)
    assert titles(made) == {*TITLES, "In the journal only"}
    assert made.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("bend", ["torn", "flipped", "foreign"])
def test_a_broken_journal_is_taken_in_and_kept(made, backups, bend):
    store = open_store(made)
    store.add(plan("First: a > b"))
    store.add(plan("Second: a > b"))
    abandon(store)
    journal = journal_of(made)
    first, second = journal.read_bytes().splitlines(keepends=True)
    broken = {
        "torn": first + second[:-20],
        "flipped": first + second.replace(b"Second", b"Sekond"),
        "foreign": first + foreign(second),
    }[bend]
    journal.write_bytes(broken)
    assert damage(look_at(made))
    mended(made, backups)
    assert titles(made) == {*TITLES, NEW, "First"}
    assert journal.read_bytes() == b""
    assert journal.with_name(copies(made)[0]).read_bytes() == broken
    assert damage(look_at(made)) == ()


def foreign(line):
    body = line[line.index(b'"rec":') + 6 : -2]
    body = body.replace(b'"db":"', b'"db":"other-')
    return b'{"crc":"%08x","rec":%s}\n' % (zlib.crc32(body), body)


def test_a_damaged_name_of_the_database_costs_neither_backup_nor_journal(made, backups):
    db = json.loads(made.read_bytes())["_meta"]["1"]["db"].encode()
    store = open_store(made)
    store.add(plan("In the journal only: a > b"))
    abandon(store)
    made.write_bytes(made.read_bytes().replace(db, b"x" * len(db))[:-900])
    mended(made, backups)
    assert titles(made) >= {*TITLES, "In the journal only"}
    assert json.loads(made.read_bytes())["_meta"]["1"]["db"].encode() == db


@pytest.mark.parametrize("harm", ["cut", "zeros", "lines gone", "no text"])
def test_what_the_machine_did_last_outlives_any_damage_of_its_file(own, backups, harm):
    data = own.read_bytes()
    bad = {
        "cut": data[: len(data) // 3],
        "zeros": bytes(len(data)),
        "lines gone": b"\n".join(data.split(b"\n")[:3]),
        "no text": b"\xff" * 99,
    }
    own.write_bytes(bad[harm])
    assert any("last changes of this machine" in each for each in mended(own, backups))
    assert titles(own) == {*TITLES, NEW}
    with open_store(own) as store:
        assert store.storage.missing is None
