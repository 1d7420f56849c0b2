"""Writers and a reader of one disk, of which one waits at a call while the other goes on.

What a call does to the disk is seen in parts, as a page of a file is: a write is two, and a file
is read in pieces of a few bytes.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Semaphore, Thread, get_ident

PIECE = 250
"""Bytes that are read at once."""

LOOKING = ("open", "stat", "fstat", "read")
CHANGING = ("write", "ftruncate", "replace", "unlink")


class Killed(BaseException):
    """Ends a writer as a signal does: nothing that it would do to the disk is done."""


class Writer:
    """Does work in a thread of its own, which waits after each call that changes the disk."""

    def __init__(self, work, *, dies_at=None):
        self.calls, self._dies_at = [], dies_at
        self.done = False
        self._mine, self._theirs = Semaphore(0), Semaphore(0)
        self._error = None
        self._thread = Thread(target=self._run, args=[work], daemon=True)
        self._thread.start()

    @property
    def ident(self):
        return self._thread.ident

    def go(self, calls):
        """Let it make so many calls more, or as many as it still has."""
        for _ in range(calls):
            if not self.done:
                self._mine.release()
                self._theirs.acquire()
        if self._error:
            raise self._error

    def finish(self):
        while not self.done:
            self.go(1)
        self._thread.join()

    def wait(self, name):
        """Wait for the next turn; called in its thread, before a call."""
        if self._dies_at is not None and len(self.calls) >= self._dies_at:
            raise Killed
        self.calls.append(name)
        self._theirs.release()
        self._mine.acquire()

    def _run(self, work):
        self._mine.acquire()
        try:
            work()
        except Killed:
            pass
        except BaseException as error:  # noqa: BLE001 - told by `go`
            self._error = error
        self.done = True
        self._theirs.release()


class Turns:
    """Stands in for `os`, for the threads of writers and for the reader, which is the rest."""

    def __init__(self, root):
        self._root = os.fspath(root)
        self._files = {}
        self._writer = None
        self._left, self._switch = None, None
        self.looks = 0
        """The calls that the reader has made."""

    def start(self, work, *, dies_at=None):
        self._writer = Writer(work, dies_at=dies_at)
        return self._writer

    @contextmanager
    def reading(self, at, switch):
        """Count the calls of the reader, and do something before one of them."""
        self.looks, self._left, self._switch = 0, at, switch
        try:
            yield
        finally:
            self._left = self._switch = None

    @contextmanager
    def watched(self, monkeypatch):
        with monkeypatch.context() as patch:
            for name in {*LOOKING, *CHANGING}:
                patch.setattr(os, name, self._watch(name, getattr(os, name)))
            patch.setattr(os, "fdopen", self._opened(os.fdopen))
            patch.setattr(os, "fsync", lambda _: None)
            yield self

    def _watch(self, name, real):
        def call(*arguments, **options):
            where = arguments[0]
            if isinstance(where, int):
                where = self._files.get(where, "")
            if not os.fspath(where).startswith(self._root):
                return real(*arguments, **options)
            if self._writer and get_ident() == self._writer.ident:
                if name in CHANGING:
                    self._writer.wait(name)
                if name == "write" and len(arguments[1]) > 1:
                    arguments = arguments[0], arguments[1][: (len(arguments[1]) + 1) // 2]
            elif self._switch and name in LOOKING:
                self._look()
            result = real(*arguments, **options)
            if name == "open":
                self._files[result] = os.fspath(where)
            return result

        return call

    def _look(self):
        if self.looks == self._left:
            switch, self._switch = self._switch, lambda: None
            switch()
        self.looks += 1

    def _opened(self, real):
        def fdopen(fd, mode, **options):
            file = real(fd, mode, **options)
            return _InPieces(file) if "r" in mode and fd in self._files else file

        return fdopen


class _InPieces:
    """An open file, whose bytes come in pieces."""

    def __init__(self, file):
        self._file = file

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def __getattr__(self, name):
        return getattr(self._file, name)

    def read(self, most=1 << 30):
        data = b""
        while most > len(data) and (part := os.read(self._file.fileno(), min(PIECE, most))):
            data += part
        return data
