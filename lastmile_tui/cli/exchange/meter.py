"""How far long work has come, in one line of the terminal that is gone when it is done."""

from __future__ import annotations

import sys
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Self

from lastmile_tui.cli.output import columns
from lastmile_tui.domain.model.text import cells, clean_line, fit

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.5
"""Seconds of work without a line: what is done sooner needs none."""

EVERY = 0.1
"""Seconds between two looks."""


class Meter:
    """Shows on stderr, where that is a terminal, what is being done; a context that ends the line.

    A thread draws it, so that work which tells nothing of itself, such as reading, is shown too:
    by the seconds it takes.
    """

    def __init__(
        self, words: str, patience: float = PATIENCE, clock: Callable[[], float] = monotonic
    ) -> None:
        self._patience, self._clock = patience, clock
        self._shown = 0
        self._end = Event()
        self._thread: Thread | None = None
        self.begin(words)

    def __enter__(self) -> Self:
        if sys.stderr is not None and sys.stderr.isatty():
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        if self._thread is not None:
            self._thread.join()
        if self._shown:
            self._write(" " * self._shown + "\r")

    def begin(self, words: str) -> None:
        """Say what is done from now on."""
        self._words, self._since = clean_line(words), self._clock()
        self._count: tuple[int, int] | None = None

    def show(self, done: int, of: int) -> None:
        """Say how much of it is done."""
        self._count = done, of

    @property
    def line(self) -> str:
        """What there is to say now."""
        if self._count is None:
            return f"{self._words} … {self._clock() - self._since:.0f} s"
        done, of = self._count
        return f"{self._words}: {done:,} of {of:,}"

    def _run(self) -> None:
        wait = self._patience
        while not self._end.wait(wait):
            wait = EVERY
            text = fit(self.line, max(columns(sys.stderr) - 1, 1))
            self._write(text + " " * (self._shown - cells(text)) + "\r")
            self._shown = cells(text)

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text)
        sys.stderr.flush()
