"""Lines of other tools: how they begin and end there, and what is left of them for quick add.

    - [ ] x    * [x] x    1. [ ] x    ☐ x         Markdown, Obsidian, Logseq
    * DONE x   ** TODO [#A] x :tag1:tag2:         Org mode
    (A) x      2026-11-01 x   x 2026-11-28 x      todo.txt

What stands inside of them is known to `other_marks`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.domain.input.grammar.escapes import mark_escapes, plain
from lastmile_tui.domain.input.grammar.names import is_named, is_tag, read_name
from lastmile_tui.domain.input.grammar.other_marks import (
    LONGEST_MARK,
    Findings,
    iso_date,
    read_mark,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_BULLET = re.compile(r"[-+•‣◦–]|\*+")
_STARS = re.compile(r"\*+")
_NUMBER = re.compile(r"\d{1,3}[.)]")
_BOX = re.compile(r"\[([^\w\s]|[xXoO])?\]")
_OPEN, _DONE = frozenset(("[]", "[ ]", "☐")), frozenset(("[x]", "[X]", "☑", "☒"))
_STATES = frozenset(("TODO", "NEXT", "DOING", "STARTED", "WAITING", "WAIT", "HOLD", "LATER", "NOW"))
_ENDS = frozenset(("DONE", "CANCELLED", "CANCELED"))
_PRIORITY = re.compile(r"\([A-Z]\)")
_ORG_PRIORITY = re.compile(r"\[#\w\]")
_ORG_TAGS = re.compile(r":(?:[\w@#%]+:)+")


def read_other_tools(words: Sequence[str], today: date | None) -> tuple[list[str], Findings]:
    """The words without what is written as another tool does, and what that says.

    A date at the beginning is that of writing unless it lies behind `today`. A backslash in front
    of what would be read leaves it as it is.
    """
    found = Findings()
    start, body, is_listed = 0, list(words), False
    if (
        body
        and len(body[0]) > 1
        and body[0][0] == "\\"
        and _Beginning([body[0][1:], *body[1:]], None).end
    ):
        body[0] = plain(body[0][1:])
    else:
        beginning = _Beginning(body, today)
        start, found, is_listed = beginning.end, beginning.found, beginning.is_listed
        if beginning.is_org and body[start:] and _ORG_TAGS.fullmatch(body[-1]):
            _take_tags(body.pop(), found)
    kept = _marks_read(body, start, found)
    if found.is_todo_txt and not is_listed:
        kept = [word for word in kept if not _is_context(word, found)]
    return kept, found


def escape_marks(words: Sequence[str]) -> list[str]:
    """Words with a backslash in front of each one that begins a mark of another tool."""
    read = [mark_escapes(word) for word in words]

    def is_mark(index: int) -> bool:
        window = read[index : index + LONGEST_MARK]
        return bool(_read_mark(window, Findings())[0]) or _is_escaped(window)

    return [f"\\{word}" if is_mark(index) else word for index, word in enumerate(words)]


class _Beginning:
    """How a line begins: a bullet, a box, a state, a priority, dates; its text is at `end`."""

    def __init__(self, words: Sequence[str], today: date | None) -> None:
        self.found = Findings()
        self.is_org = False
        self.end = 0
        self._words, self._today = words, today
        has_bullet = self._bullet()
        self.is_listed = self._box(bare=not has_bullet) or has_bullet
        if self.is_listed:
            self._state()
        self._todo_txt(is_first=not self.is_listed)

    def _word(self, ahead: int = 0) -> str:
        return self._words[self.end + ahead] if self.end + ahead < len(self._words) else ""

    def _bullet(self) -> bool:
        word = self._word()
        if _BULLET.fullmatch(word):
            self.end += 1
            self.is_org = bool(_STARS.fullmatch(word))
            return True
        if _NUMBER.fullmatch(word):
            self.end += 1
            if self._box_words():
                return True
            self.end -= 1
        return False

    def _box_words(self) -> int:
        """How many words the box takes that comes next: `[ ]` is split at its space."""
        if self._word() == "[" and self._word(1) == "]":
            return 2
        return int(bool(_BOX.fullmatch(self._word()) or self._word() in _OPEN | _DONE))

    def _box(self, *, bare: bool) -> bool:
        count = self._box_words()
        box = "[ ]" if count == 2 else self._word()  # noqa: PLR2004 # its two words
        if not count or (bare and (box == "[]" or box not in _OPEN | _DONE)):
            return False
        self.end += count
        if box in _DONE:
            self.found.finish(box)
        elif box not in _OPEN:
            self.found.leave_out(box, "a state")
        return True

    def _state(self) -> None:
        word = self._word()
        if word in _ENDS:
            self.found.finish(word)
        elif word in _STATES:
            if word != "TODO":
                self.found.leave_out(word, "a state")
        elif not _ORG_PRIORITY.fullmatch(word):
            return
        else:
            self.end -= 1
        self.end += 1
        if _ORG_PRIORITY.fullmatch(self._word()):
            self.found.leave_out(self._word(), "a priority")
            self.end += 1

    def _todo_txt(self, *, is_first: bool) -> None:
        dates = 1 if is_first else 0
        second = self._word(1)
        if (
            self._word() == "x"
            and self._word(2)
            and (iso_date(second) or _PRIORITY.fullmatch(second))
        ):
            self.found.finish("x")
            self.end, dates = self.end + 1, 2
        if _PRIORITY.fullmatch(self._word()) and self._word(1):
            self.found.leave_out(self._word(), "a priority")
            self.end, dates = self.end + 1, max(dates, 1)
            self.found.is_todo_txt = True
        if self.found.is_done and dates == 2 and iso_date(self._word()):  # noqa: PLR2004 # done, written
            self.found.leave_out(self._word(), "the day it was done")
            self.end, self.found.is_todo_txt = self.end + 1, True
        written = iso_date(self._word()) if dates and self._word(1) else None
        if written and (self._today is None or written <= self._today):
            self.found.leave_out(self._word(), "the day it was written down")
            self.end, self.found.is_todo_txt = self.end + 1, True


def _marks_read(words: Sequence[str], start: int, found: Findings) -> list[str]:
    """The words from a place on, without the marks of other tools among them."""
    kept = []
    index = start
    while index < len(words):
        window = words[index : index + LONGEST_MARK]
        if _is_escaped(window):
            kept.append(plain(words[index][1:]))
            index += 1
        elif (read := _read_mark(window, found))[0]:
            kept += read[1]
            index += read[0]
        else:
            kept.append(words[index])
            index += 1
    return kept


def _is_escaped(words: Sequence[str]) -> bool:
    """Whether words begin with a backslash in front of a mark."""
    word, *rest = words
    if word[0] != "\\" or len(word) == 1:
        return False
    return bool(_read_mark([word[1:], *rest], Findings())[0])


def _read_mark(words: Sequence[str], found: Findings) -> tuple[int, list[str]]:
    """How many words a mark takes, 0 without one, and the colon behind it, which ends the title."""
    end = next((n for n, word in enumerate(words) if word[-1] == ":" and len(word) > 1), None)
    if end is not None:
        upto = [*words[:end], words[end][:-1]]
        if read_mark(upto, Findings()) == len(upto):
            return read_mark(upto, found), [":"]
    return read_mark(words, found), []


def _take_tags(word: str, found: Findings) -> None:
    for name in word.strip(":").split(":"):
        if is_tag(name):
            found.tags[name] = None
        else:
            found.leave_out(name, "no tag here")


def _is_context(word: str, found: Findings) -> bool:
    """Take in a context of todo.txt, which is a tag here."""
    if word[0] != "@" or not is_named(word):
        return False
    name = read_name(word)[0]
    if not is_tag(name):
        return False
    found.tags[name] = None
    found.remark(f"‘@{name}’ is a context of todo.txt; here it is the tag #{name}.")
    return True
