"""Markdown as lines that stand below each other: headings, entries of lists, and text.

A line reader of our own: a parser of Markdown gives a tree in which the place of a line, the sign
in its box and the spaces behind it are gone.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ENTRY = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")

_TAB = 4
"""Columns from one tab to the next."""

_NESTED = 2
"""Columns by which an entry below another one stands further in."""


class Kind(Enum):
    """What a line is."""

    HEADING = "heading"
    ENTRY = "entry"
    TEXT = "text"
    CODE = "code"
    COMMENT = "comment"


class Block(Struct, frozen=True):
    """A line without what makes it a heading or an entry; blank lines are none.

    `level` is that of a heading. `number` counts entries, and `parent` is that of the entry it
    stands below; -1 where there is none.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    number: int = -1
    parent: int = -1


def blocks(lines: Sequence[str], first: int = 0) -> Iterator[Block]:
    """The lines of a text from one on, counted from 0."""
    return _Outline(lines, first).blocks()


class _Outline:
    """What is open where a line begins."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self._lines, self._first = lines, first
        self._open: list[tuple[int, int]] = []  # how far in the entries stand, and their numbers
        self._quote = 0
        self._fence = ""
        self._fenced_by = -1
        self._comment = ""
        self._blank = True
        self._count = 0
        self._at = first

    def blocks(self) -> Iterator[Block]:
        skip = False
        for at in range(self._first, len(self._lines)):
            if skip:
                skip = False
                continue
            self._at = at
            depth, line = self._unquoted(self._lines[self._at])
            if depth != self._quote:
                self._quote, self._open, self._fence, self._blank = depth, [], "", True
            found = self._block(line)
            if found is None:
                self._blank = True
                continue
            if found.kind is Kind.TEXT and found.parent < 0 and (level := self._underlined()):
                found, skip = Block(Kind.HEADING, found.text, found.line, level), True
            self._blank = found.kind is Kind.HEADING
            yield found

    def _block(self, line: str) -> Block | None:
        """What a line without the signs of a quote is; None where it says nothing."""
        text = line.lstrip(" \t")
        if self._comment:
            if self._comment in text:
                self._comment = ""
            return self._made(Kind.COMMENT, text)
        indent = _columns(line, len(line) - len(text))
        if self._fence and (not text or indent > self._fenced_by):
            return self._fenced(text)
        self._fence = ""
        return self._line(text, indent) if text.strip() else None

    def _line(self, text: str, indent: int) -> Block | None:
        """What a line is that stands in no comment and no code."""
        if indent < _TAB and (mark := _HEADING.match(text)):
            self._open = []
            return self._made(Kind.HEADING, _heading(text[mark.end() :]), level=len(mark[1]))
        if self._comments(text):
            return self._made(Kind.COMMENT, text)
        if _RULE.match(text):
            self._open = self._open if indent else []
            return None
        if mark := _ENTRY.match(text):
            return self._entry(text[mark.end() :].strip(), indent)
        if self._blank or _FENCE.match(text):
            self._leave(indent)
        self._fences(text)
        return self._made(Kind.CODE if self._fence else Kind.TEXT, text.rstrip())

    def _entry(self, text: str, indent: int) -> Block:
        if not self._open and indent >= _TAB and self._blank:
            return self._made(Kind.CODE, f"- {text}")
        while self._open and indent < self._open[-1][0] + _NESTED:
            self._open.pop()
        parent = self._open[-1][1] if self._open else -1
        number, self._count = self._count, self._count + 1
        self._open.append((indent, number))
        self._fences(text)
        return Block(Kind.ENTRY, text, self._at + 1, number=number, parent=parent)

    def _leave(self, indent: int) -> None:
        """End the entries that a text is not below, since it stands no further in."""
        while self._open and indent <= self._open[-1][0]:
            self._open.pop()

    def _made(self, kind: Kind, text: str, level: int = 0) -> Block:
        parent = self._open[-1][1] if self._open else -1
        return Block(kind, text, self._at + 1, level=level, parent=parent)

    def _fences(self, text: str) -> None:
        """Begin a block of code, where one begins."""
        found = _FENCE.match(text)
        if found and ("~" in found[1] or "`" not in text[found.end() :]):
            self._fence = found[1]
            self._fenced_by = self._open[-1][0] if self._open else -1

    def _fenced(self, text: str) -> Block:
        mark = text.rstrip()
        if mark.startswith(self._fence) and not mark.strip(self._fence[0]):
            self._fence = ""
        return self._made(Kind.CODE, text)

    def _comments(self, text: str) -> bool:
        """Whether a comment stands here that is a line, or begins one of several lines."""
        for start, end in (("<!--", "-->"), ("%%", "%%")):
            if text.startswith(start):
                place = text.find(end, len(start))
                if place < 0:
                    self._comment = end
                return place < 0 or not text[place + len(end) :].strip()
        return False

    def _underlined(self) -> int:
        """The level of a heading whose line is drawn below it; 0 where none is."""
        if self._quote or self._at + 1 >= len(self._lines):
            return 0
        found = _UNDERLINE.match(self._lines[self._at + 1])
        return 0 if not found else 1 if found[1][0] == "=" else 2

    def _unquoted(self, line: str) -> tuple[int, str]:
        """How many signs of a quote a line begins with, and what stands behind them."""
        depth = 0
        if self._comment and not self._quote:
            return 0, line
        while (rest := line.lstrip(" "))[:1] == ">" and len(line) - len(rest) < _TAB:
            if not depth and self._open and not self._quote and rest != line:
                break  # a quote that stands below an entry is a text of it
            depth, line = depth + 1, rest[1:].removeprefix(" ")
        return depth, line


def _heading(text: str) -> str:
    """The text of a heading without the signs that close it."""
    bare = text.rstrip()
    inner = bare.rstrip("#")
    return inner.rstrip() if not inner or inner[-1] in " \t" else bare


def _columns(line: str, end: int) -> int:
    """How wide the spaces and tabs before a place are."""
    return len(line[:end].expandtabs(_TAB))
