"""What a power cut may leave of the files, after each operation on them.

The folder is copied after every operation, beside what had been waited for by then: the bytes of
each file at its last fsync, and the names at the folder's. A cut leaves some mixture of the two.
"""

import os
from pathlib import Path

import pytest
from store_help import documents, open_db, stock

from lastmile_tui.store import files

NAME = "lastmile.json"


class Recorder:
    """Stands in for `os` in `files`."""

    def __init__(self, folder):
        self.folder = folder
        self.saved = [{}]
        """What was in the file after each acknowledged change."""
        self.bytes = {}
        """Inode -> the bytes at its last fsync."""
        self.names = {}
        """Name -> inode, at the folder's last fsync."""
        self.states = []
        self._held = []

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in ("open", "write", "fsync", "ftruncate"):
            return real

        def call(*arguments):
            result = real(*arguments)
            self.after(name, result if name == "open" else arguments[0])
            return result

        return call

    def after(self, operation, fd=None):
        now = {}
        for file in self.folder.iterdir():
            inode = file.stat().st_ino
            now[file.name] = inode, file.read_bytes()
            if inode not in self.bytes:
                self.bytes[inode] = b""
                self._held.append(os.open(file, os.O_RDONLY))  # so that no other file gets it
        if operation == "fsync":
            inode = os.fstat(fd).st_ino
            if inode == self.folder.stat().st_ino:
                self.names = {name: inode for name, (inode, _) in now.items()}
            else:
                self.bytes |= dict([each for each in now.values() if each[0] == inode])
        self.states.append((now, dict(self.bytes), dict(self.names), len(self.saved)))

    def let_go(self):
        for fd in self._held:
            os.close(fd)


def mixtures(now, synced, names):
    """The files that a power cut may leave."""
    last = dict(now.values())
    yield {name: data for name, (_, data) in now.items()}
    yield {name: synced[inode] for name, inode in names.items()}
    yield {name: synced[inode] for name, (inode, _) in now.items()}
    yield {name: last.get(inode, synced[inode]) for name, inode in names.items()}
    torn = {}
    for name, (inode, data) in now.items():
        done = synced[inode]
        torn[name] = data[: (len(done) + len(data)) // 2] if data.startswith(done) else done
    yield torn
    yield {name: torn.get(name, b"") for name in names}


def run(folder, monkeypatch):
    """Make changes, with compactions."""
    recorder = Recorder(folder)
    replace = Path.replace

    def rename(self, target):
        replace(self, target)
        recorder.after("replace")

    monkeypatch.setattr(files, "os", recorder)
    monkeypatch.setattr(Path, "replace", rename)
    db = open_db(folder / NAME)
    for number in range(1, 9):
        db.storage.commit(
            {"goals": {str(number): {"note": "x" * (number * 70 % 200)}, "1": {"n": number}}}
        )
        recorder.saved.append(documents(db))
        if number % 3 == 0:
            db.storage.compact()
    recorder.let_go()
    monkeypatch.undo()
    return recorder


def losses(recorder, folder):
    """Count the mixtures in which an acknowledged change is lost, or the snapshot unreadable."""
    lost = 0
    for now, synced, names, count in recorder.states:
        for left in mixtures(now, synced, names):
            for file in folder.iterdir():
                file.unlink()
            for name, data in left.items():
                (folder / name).write_bytes(data)
            try:
                if NAME in left:
                    stock(folder / NAME)
                # A change that was on its way may be there or not.
                lost += documents(open_db(folder / NAME)) not in recorder.saved[count - 1 :][:2]
            except Exception:  # noqa: BLE001 - whatever it is, the file is lost
                lost += 1
    return lost


@pytest.fixture
def lost(tmp_path, monkeypatch):
    def count():
        written, left = tmp_path / "written", tmp_path / "left"
        written.mkdir()
        left.mkdir()
        recorder = run(written, monkeypatch)
        assert len(recorder.states) > 30
        return losses(recorder, left)

    return count


def test_no_acknowledged_change_is_lost(lost):
    assert lost() == 0


@pytest.mark.parametrize("step", ["_sync", "_sync_folder"])
def test_without_waiting_for_the_disk_changes_are_lost(lost, monkeypatch, step):
    monkeypatch.setattr(files, step, lambda _: None)
    assert lost() > 0


def test_emptying_the_journal_before_the_new_name_is_safe_loses_changes(lost, monkeypatch):
    replace = files.replace

    def early(path, data, **options):
        if path.exists():
            files.cut(files.beside(path, "journal"), 0, durable=True)
        return replace(path, data, **options)

    monkeypatch.setattr(files, "replace", early)
    assert lost() > 0
