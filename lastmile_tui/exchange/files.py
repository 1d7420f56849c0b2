"""A file that is brought in, as a reader of a format gets it, and what readers need to know."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo
    from pathlib import Path

_BREAK = re.compile(rb"\r\n|\r|\n")

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?|[{}\[\]]', re.DOTALL)
"""A text of JSON, a name where a colon follows, or a bracket."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class ImportFileError(LastmileError):
    """A file that cannot be brought in; the sentence says what to do.

    It may quote the file: whatever is in that, it is one line without anything invisible.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(clean_line(sentence, _SENTENCE))


class GivenFile:
    """A file: its name, its bytes, and where it is, None for the standard input.

    The text is UTF-8, or what a byte order mark says; ImportFileError where it is neither.
    """

    def __init__(self, name: str, data: bytes, path: Path | None = None) -> None:
        self.name, self.data, self.path = name, data, path

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters and with the dot; empty without one."""
        _, dot, ending = self.name.rpartition(".")
        return f".{ending.casefold()}" if dot else ""

    @cached_property
    def text(self) -> str:
        """The whole text, with line feeds alone between lines."""
        encoding = next((name for mark, name in _MARKS if self.data.startswith(mark)), "utf-8")
        try:
            text = self.data.decode(encoding)
        except UnicodeDecodeError as error:
            line = len(_BREAK.findall(self.data, 0, error.start)) + 1
            raise ImportFileError(
                f"{self.name} is no UTF-8 text (line {line}); save it as UTF-8 and import it again."
            ) from error
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def head(self) -> str:
        """The beginning of the text, in which no error is raised: to tell the format by."""
        start = self.data[:_HEAD]
        encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")
        return start.decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the first object of JSON, as far as its beginning tells; else none."""
        head = self.head.lstrip("\ufeff \t\n")
        found: set[str] = set()
        depth = top = 0
        for token in _TOKEN.finditer(head) if head.startswith(("{", "[")) else ():
            mark = token[0]
            if mark in "{[":
                depth += 1
                top = top or depth * (mark == "{")
            elif mark in "}]":
                depth -= 1
                if depth < top:
                    break
            elif token[2] and depth == top:
                found.add(token[1])
        return frozenset(found)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without what ends them; only line feeds and carriage returns do."""
        return self.text.removesuffix("\n").split("\n") if self.text else []


_SENTENCE = 1000
"""Characters of a sentence about a file."""

_HEAD = 65_536
"""Bytes that are enough to tell a format."""


class Local(Struct, frozen=True):
    """The user's zone, day and way of writing numbers, and which column or field is which.

    `mapping` has names of fields of an item with what the file calls them. `month_first` is how
    the user's locale writes 3/4/2026, None where it says nothing.
    """

    zone: tzinfo
    today: date
    notation: Notation = Notation.POINT
    mapping: Mapping[str, str] = {}
    rest_days: frozenset[int] = frozenset()
    """The weekdays without a review, Monday 0."""
    month_first: bool | None = None
