"""A disk that is watched, that can be made to fail, and that can lose its power.

Every call of `os` on what stands in one folder is counted. After each the whole folder is noted
down beside what had been waited for by then: the bytes of each file at its last fsync, and the
names of each folder at its own. A power cut leaves some mixture of the two.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE)
SHORT = "short write"
CHANGING = (
    *("open", "write", "ftruncate", "replace", "link", "unlink"),
    *("mkdir", "fsync", "fchmod"),
)
LOOKING = ("stat", "fstat")
CUTS = (0.1, 0.5, 0.9)
"""Where a write that was under way is torn."""


class Moment(NamedTuple):
    """The disk after a call.

    `files` is inode -> (bytes, bytes at the last fsync), `names` and `kept` are folder -> name ->
    inode or folder, now and at the folder's last fsync. `may` is what may be found after it.
    """

    files: dict[int, tuple[bytes, bytes]]
    names: dict[str, dict[str, int | str]]
    kept: dict[str, dict[str, int | str]]
    may: tuple[object, ...]


class Disk:
    """Stands in for `os`, on one folder and what is in it."""

    def __init__(self, root):
        self.root = str(root)
        self.calls = []
        """The names of the calls made, in turn."""
        self.moments = []
        self.told = None
        """What was in the file after the last change that was acknowledged."""
        self.tried = []
        """What would be in it after each change that was tried since."""
        self.watching = self.recording = False
        self.fails = {}
        """Number of a call -> the error that it meets."""
        self.fails_after = None
        """An error for all calls from a number on."""
        self.met = []
        self._synced, self._kept, self._held = {}, {}, []
        self._paths = {}
        """Open file -> where it stands."""
        self._lost = {}
        """Inode -> where the bytes begin that a failed fsync has dropped."""

    @contextmanager
    def watched(self, monkeypatch, *, recording=False):
        """Count the calls, and let them fail; with `recording` note down all that they leave."""
        with monkeypatch.context() as patch:
            for name in (*CHANGING, *LOOKING):
                patch.setattr(os, name, self._watch(name, getattr(os, name)))
            self.recording = recording
            if recording:
                self._begin()
            self.watching = True
            try:
                yield self
            finally:
                self.watching = False
                self._after("the end", None)
                for fd in self._held:
                    os.close(fd)
                self._held.clear()

    def tell(self, found):
        """Tell what the file must hold from here on."""
        self.told, self.tried = found, []

    @contextmanager
    def unwatched(self):
        """Look at the folder, whatever the disk is made to do."""
        before, self.watching = self.watching, False
        try:
            yield
        finally:
            self.watching = before

    def _watch(self, name, real):
        def call(*arguments, **options):
            if not self.watching or not self._is_here(arguments[0]):
                return real(*arguments, **options)
            with self.unwatched():  # what is done here is not the store's
                number = len(self.calls)
                self.calls.append(name)
                if error := self._error(number, name):
                    self.met.append((name, error))
                    return self._fail(name, real, error, arguments)
                result = real(*arguments, **options)
                if name == "open":
                    self._paths[result] = os.fspath(arguments[0])
                self._after(name, arguments[0])
                return result

        return call

    def _is_here(self, where):
        if isinstance(where, int):
            where = self._paths.get(where, "")
        return os.fspath(where).startswith(self.root)

    def _error(self, number, name):
        error = self.fails.get(number)
        if error is None and self.fails_after and number >= self.fails_after[0]:
            error = self.fails_after[1]
        return None if error == SHORT and name != "write" else error

    def _fail(self, name, real, error, arguments):
        if name == "write":
            fd, data = arguments
            done = real(fd, data[: (len(data) + 1) // 2])
            self._after(name, fd)
            if error == SHORT:
                return done
        if name == "fsync" and self.recording:
            inode = os.fstat(arguments[0]).st_ino
            self._lost.setdefault(inode, len(self._synced.get(inode, b"")))
        raise OSError(error, os.strerror(error))

    def _begin(self):
        """Take all that is there for saved."""
        for folder, names in self._folders().items():
            self._kept[folder] = names
            for inode in names.values():
                if isinstance(inode, int):
                    self._hold(inode, folder, names)
                    self._synced[inode] = self._bytes(inode)

    def _hold(self, inode, folder, names):
        """Keep a file open, so that no other gets its inode."""
        name = next(name for name, each in names.items() if each == inode)
        self._held.append(os.open(Path(folder, name), os.O_RDONLY))
        self._synced.setdefault(inode, b"")

    def _folders(self):
        found = {}
        for folder, folders, names in os.walk(self.root):
            inodes = {name: Path(folder, name).stat().st_ino for name in names}
            found[folder] = inodes | {name: str(Path(folder, name)) for name in folders}
        return found

    def _bytes(self, inode):
        fd = next(fd for fd in self._held if os.fstat(fd).st_ino == inode)
        return os.pread(fd, 1 << 24, 0)

    def _after(self, name, where):
        if not self.recording or name in LOOKING:
            return
        now = self._folders()
        for folder, names in now.items():
            for inode in names.values():
                if isinstance(inode, int) and inode not in self._synced:
                    self._hold(inode, folder, names)
        files = {inode: self._bytes(inode) for inode in self._synced}
        if name == "fsync":
            folder = self._paths[where]
            inode = os.fstat(where).st_ino
            if folder in now:
                self._kept[folder] = now[folder]
            else:
                data, lost = files[inode], self._lost.get(inode, 1 << 24)
                self._synced[inode] = data[:lost] + b"\0" * len(data[lost:])
        if name == "ftruncate":
            inode = os.fstat(where).st_ino
            if len(files[inode]) <= self._lost.get(inode, 0):
                self._lost.pop(inode, None)
        both = {inode: (data, self._synced[inode]) for inode, data in files.items()}
        self.moments.append(Moment(both, now, dict(self._kept), (self.told, *self.tried)))


def mixtures(moment, root):
    """What a kill or a power cut at a moment may leave: for each a name, and path -> bytes.

    Bytes of a folder are None.
    """
    now = {inode: both[0] for inode, both in moment.files.items()}
    synced = {inode: both[1] for inode, both in moment.files.items()}
    yield "killed", _tree(moment.names, now, root)
    torn = {f"torn at {cut}": _torn(moment.files, cut) for cut in CUTS}
    torn |= {"full of zeros": _hollow(moment.files), "full of old bytes": _stale(moment.files)}
    unsure = [inode for inode in now if now[inode] != synced[inode]]
    for inode in unsure if len(unsure) > 1 else ():
        torn[f"only {inode} lost"] = now | {inode: synced[inode]}
        torn[f"only {inode} there"] = synced | {inode: now[inode]}
    for what, names in (("new", moment.names), ("old", moment.kept)):
        yield f"synced bytes, {what} names", _tree(names, synced, root)
        yield f"all bytes, {what} names", _tree(names, now, root)
        for how, files in torn.items():
            yield f"{how}, {what} names", _tree(names, files, root)


def _tree(names, files, folder):
    found = {folder: None}
    for name, inode in names.get(folder, {}).items():
        if isinstance(inode, str):
            found |= _tree(names, files, inode)
        else:
            found[str(Path(folder, name))] = files.get(inode, b"")
    return found


def _torn(files, cut):
    return {inode: _part(now, done, cut) for inode, (now, done) in files.items()}


def _part(now, done, cut):
    """Let so much of what was not saved arrive, before the first byte that differs is known."""
    if now.startswith(done):
        return now[: len(done) + int(cut * (len(now) - len(done)))]
    return now[: int(cut * len(now))] + done[int(cut * len(now)) :]


def _hollow(files):
    return {
        inode: done + b"\0" * (len(now) - len(done)) if now.startswith(done) else done
        for inode, (now, done) in files.items()
    }


def _stale(files):
    """Let the middle of what was added hold what stood in that place of the disk before."""
    found = {}
    for inode, (now, done) in files.items():
        start, end = len(done) + 3 * (len(now) - len(done)) // 5, len(now) - 12
        stale = now.startswith(done) and start < end - 8
        found[inode] = now[:start] + b"y" * 8 + now[start + 8 :] if stale else now
    return found


def lay_out(left, root, folder):
    """Make a folder as a cut has left it; it is empty before."""
    for name, data in left.items():
        place = Path(folder, os.path.relpath(name, root))
        if data is None:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(data)
