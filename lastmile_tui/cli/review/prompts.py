"""Asking in lines: a question on stdout, an answer from stdin."""

from __future__ import annotations

import sys
from contextlib import suppress
from select import select
from typing import TYPE_CHECKING

from lastmile_tui.cli import output
from lastmile_tui.cli.spoken.replies import parse_reply, say_not_understood

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FEW = 3
"""Up to so many answers are typed by their words; more of them have numbers too."""


_PASTED = 0.05
"""Seconds within which the lines of a paste arrive behind its first one."""


class InputEnded(Exception):  # noqa: N818 # not an error
    """The input has ended, or the word to leave was typed."""


class QuestionLeft(InputEnded):
    """The present question is left by Ctrl+C, without an answer."""


class Prompts:
    """Asks in plain lines."""

    def __init__(self, *, plain: bool) -> None:
        self._plain = plain
        self.ended = False
        """Whether the input has come to its end: nothing can be asked any more."""
        with suppress(AttributeError):  # closed with `<&-`, or not a file at all
            sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]

    def say(self, *lines: str) -> None:
        """Print lines."""
        output.say(*lines, plain=self._plain)

    def ask(self, *lines: str) -> str:
        """Print lines and read one; InputEnded if there is none, QuestionLeft if it is left.

        In a terminal the last line is what the answer stands behind.
        """
        typed = _typed()
        try:  # who is quick leaves a question that is only half there
            if typed and lines:
                *lines_before, question = lines
                self.say(*lines_before)
                output.prompt(question, plain=self._plain)
            else:
                self.say(*lines)
            line = input() if typed else _read_line()
        except KeyboardInterrupt:
            self.say("")
            raise QuestionLeft from None
        except EOFError:
            self.say("")
            line = None
        if line is None:
            self.ended = True
            raise InputEnded
        return line

    def pasted(self) -> list[str]:
        """The lines that came at once behind the one that was read; none of a pipe or a file."""
        lines: list[str] = []
        while _typed() and sys.stdin is not None and select([sys.stdin], [], [], _PASTED)[0]:
            try:
                lines.append(input())
            except EOFError:
                break
        return lines

    def choice(
        self,
        question: str,
        names: Sequence[str],
        keys: Mapping[str, str] | None = None,
        lines: Sequence[str] = (),
    ) -> str | None:
        """Ask for one of some words, no two of them alike; None for an empty line.

        `keys` are accepted for words too, but not listed. With `lines`, one for each word, these
        are listed by their numbers.
        """
        indices = {key: names.index(name) for key, name in (keys or {}).items()}
        chosen = self.pick(question, names, indices, lines)
        return None if chosen is None else names[chosen]

    def pick(
        self,
        question: str,
        names: Sequence[str],
        keys: Mapping[str, int] | None = None,
        lines: Sequence[str] = (),
    ) -> int | None:
        """The same for words that may be alike, such as titles: the index of the chosen one."""
        numbers = {str(index + 1): index for index in range(len(names))}
        if lines:
            self.say(*(f"{number}. {line}" for number, line in enumerate(lines, 1)))
            listed = ""
        elif len(names) > _FEW:
            listed = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
        else:
            listed, numbers = ", ".join(names), {}
        typed = [" ".join(name.casefold().split()) for name in names]
        words = {
            # What is there twice is only the beginning of two words, and so means neither.
            f"{word}\n{index}" if typed.count(word) > 1 else word: index
            for index, word in enumerate(typed)
        }
        while True:
            line = self.ask(f"{question} {listed}." if listed else question)
            if not line.strip():
                return None
            found = parse_reply(line, words, {**numbers, **(keys or {})})
            if found is not None:
                return found
            self.say(say_not_understood(line, names))


def _typed() -> bool:
    """Whether somebody types in a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _read_line() -> str | None:
    """One line of a pipe or a file; None at its end."""
    if sys.stdin is None:
        return None
    if sys.stdout is not None:
        sys.stdout.flush()
    return sys.stdin.readline() or None
