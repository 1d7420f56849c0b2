"""Work beside other work, which ends when a trial does, also by ctrl+c."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event


class Beside:
    """Starts work in threads; work that repeats itself asks `going`."""

    def __init__(self, threads):
        self._threads, self._ended = threads, Event()

    def start(self, work, *arguments):
        return self._threads.submit(work, *arguments)

    def going(self, *others):
        """Whether the trial goes on, and some of the other work, if any is named."""
        return not self._ended.is_set() and (not others or not all(one.done() for one in others))

    def pause(self, seconds):
        """Wait so long, less if the trial ends."""
        self._ended.wait(seconds)

    def end(self):
        self._ended.set()


@contextmanager
def beside():
    """Give a `Beside`; what it started has ended when the block is left."""
    with ThreadPoolExecutor() as threads:
        both = Beside(threads)
        try:
            yield both
        finally:
            both.end()
