"""How far long work has come, in one line of the terminal that is gone when it is done."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.5
"""Seconds of work without a line: what is done sooner needs none."""

EVERY = 0.1
"""Seconds between two looks."""


class Meter:
    """Shows a count on stderr where that is a terminal; a context, at whose end the line goes."""

    def __init__(self, words: str, clock: Callable[[], float] = monotonic) -> None:
        self._words, self._clock = words, clock
        self._next = clock() + PATIENCE
        self._shown = 0
        self._there = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._write(" " * self._shown + "\r")

    def show(self, done: int, of: int) -> None:
        """Say how much of it is done."""
        if not self._there or (now := self._clock()) < self._next:
            return
        self._next = now + EVERY
        text = f"{self._words}: {done:,} of {of:,}"
        self._write(text.ljust(self._shown) + "\r")
        self._shown = len(text)

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text)
        sys.stderr.flush()
