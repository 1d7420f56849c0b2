"""A backup in the place of a file that is broken or gone."""

from __future__ import annotations

import os
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.store.backup.backups import Backups, image
from lastmile_tui.store.backup.restore import put_in_place
from support.store.backups import backup, uid_of
from support.store.database import abandon, journal_of, place_at
from support.store.goal_store import open_store, plan


@pytest.fixture
def backups(tmp_path):
    return Backups(tmp_path / "backups")


@pytest.fixture
def store(path, clock):
    with open_store(path, clock=clock) as opened:
        opened.add(plan("Sell the Volvo: listed > tested > agreed >> signed ! papers"))
        opened.add(plan("Fix the roof: tiles > gutter"))
        yield opened


def test_a_backup_takes_the_place_of_a_file_that_cannot_be_read(store, backups, path):
    backup(store, backups)
    data = image(store.storage)
    store.close()
    path.write_bytes(b'{"goals": {"1": {"tit')

    copy, _ = put_in_place(place_at(path), data, "20261121T090000Z")

    assert copy.name == "lastmile.json.bad-20261121T090000Z"
    assert copy.read_bytes() == b'{"goals": {"1": {"tit'
    with open_store(path) as again:
        assert {goal.title for goal in again.goals.values()} == {"Sell the Volvo", "Fix the roof"}


@pytest.mark.usefixtures("backups")
def test_changes_that_are_only_in_the_journal_survive_a_restore_of_the_file(store, path):
    data = image(store.storage)
    store.storage.compact()
    volvo = uid_of(store, "Sell the Volvo")
    store.change(volvo, drive.advance)
    store.change(volvo, partial(drive.note, text="acknowledged"))
    new = store.add(plan("Learn to sail: rope > boat")).goal.uid
    abandon(store)
    assert journal_of(path).stat().st_size > 0
    path.write_bytes(b"")

    put_in_place(place_at(path), data, "20261121T090000Z")

    with open_store(path) as again:
        assert again.goals[volvo].position == 1.0
        assert "acknowledged" in [event.text for event in again.log(volvo)]
        assert again.goals[new].title == "Learn to sail"
        assert len(again.goals) == 3


@pytest.mark.usefixtures("backups")
def test_a_missing_file_is_made_private_by_a_restore(store, path):
    data = image(store.storage)
    store.close()
    path.unlink()
    old = os.umask(0)
    try:
        assert put_in_place(place_at(path), data, "x") == (None, ())
    finally:
        os.umask(old)

    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("backups")
def test_a_link_to_the_data_file_stays_a_link(store, path, tmp_path):
    data = image(store.storage)
    store.close()
    link = tmp_path / "link.json"
    link.symlink_to(path)
    path.write_bytes(b"broken")

    put_in_place(place_at(link), data, "x")

    assert link.is_symlink()
    assert path.read_bytes() == data
