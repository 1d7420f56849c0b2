"""Asking in lines: a question on stdout, an answer from stdin."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.cli import output
from lastmile_tui.cli.review.wording import parse_reply, say_not_understood

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PROMPT = "> "

_FEW = 3
"""Up to so many answers are typed by their words; more of them have numbers too."""


class InputEnded(Exception):  # noqa: N818 # not an error
    """The input has ended, by its end, Ctrl+C or the word to leave."""


class Prompts:
    """Asks in plain lines."""

    def __init__(self, *, plain: bool) -> None:
        self._plain = plain
        with suppress(AttributeError):  # closed with `<&-`, or not a file at all
            sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]

    def say(self, *lines: str) -> None:
        """Print lines."""
        output.say(*lines, plain=self._plain)

    def ask(self, *lines: str) -> str:
        """Print lines and read one; InputEnded if there is none."""
        self.say(*lines)
        try:
            line = self._line()
        except (EOFError, KeyboardInterrupt):
            self.say("")
            raise InputEnded from None
        if line is None:
            raise InputEnded
        return line

    def choice(
        self, question: str, names: Sequence[str], keys: Mapping[str, str] | None = None
    ) -> str | None:
        """Ask for one of some words until it is one; None for an empty line.

        `keys` are accepted for words too, but not listed.
        """
        numbers = {str(number): name for number, name in enumerate(names, 1)}
        if len(names) > _FEW:
            listed = ", ".join(f"{number} {name}" for number, name in numbers.items())
        else:
            listed, numbers = ", ".join(names), {}
        words = {name: name for name in names}
        while True:
            line = self.ask(f"{question} {listed}.")
            if not line.strip():
                return None
            found = parse_reply(line, words, {**numbers, **(keys or {})})
            if found is not None:
                return found
            self.say(say_not_understood(line, names))

    def _line(self) -> str | None:
        """One line of the input; None at its end."""
        if sys.stdin is None:
            return None
        if sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty():
            return input(_PROMPT)
        if sys.stdout is not None:
            sys.stdout.flush()
        return sys.stdin.readline() or None
