"""A file that was read ahead is used once, and only while it is still the same."""

from __future__ import annotations

from threading import Event

from lastmile_tui.store.db.read_ahead import ReadAhead
from lastmile_tui.store.disk import files
from support.store.goal_store import open_store, plan


def test_what_was_read_ahead_is_taken_once_and_read_anew_after_that(tmp_path, monkeypatch):
    path = tmp_path / "lastmile.json"
    with open_store(path) as store:
        store.add(plan())
    reads = []
    read = files.read
    monkeypatch.setattr(files, "read", lambda file: reads.append(file) or read(file))
    ahead = ReadAhead(path)
    first, second = ahead.take(path), ahead.take(path)
    assert first == second
    assert first[0].pristine
    assert len(reads) == 2


def test_a_file_that_changed_since_is_read_anew(tmp_path, monkeypatch):
    path, done, read = tmp_path / "lastmile.json", Event(), files.read

    def told(file):
        found = read(file)
        done.set()
        return found

    with open_store(path) as store:
        store.add(plan())
        monkeypatch.setattr(files, "read", told)
        ahead = ReadAhead(path)
        assert done.wait(10)
        monkeypatch.undo()
        store.add(plan("Ship the thesis: draft >> submitted"))
        store.storage.compact()
        assert len(ahead.take(path)[0].tables["goals"]) == 2


def test_a_link_is_read_through_and_a_missing_file_is_empty(tmp_path):
    path, link = tmp_path / "lastmile.json", tmp_path / "link.json"
    assert ReadAhead(path).take(path) == (None, None)
    with open_store(path) as store:
        store.add(plan())
    link.symlink_to(path)
    assert ReadAhead(link).take(path)[0].pristine
