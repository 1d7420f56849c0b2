r"""A marker as it is written everywhere: `title *miles by date`.

    draft    draft *3    draft*1.5    draft * 2    draft by fri    draft *3 by fri
    draft by 27 nov *3    draft (due fri)

Length and day stand at the end, in either order; `due` means `by` where it means nothing else.
A backslash makes plain text of an end: `rate \*2`, `signed \by 2 may`. What is meant as a length or
a day and is none stays in the title, with a sentence about it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.dates import match_date
from lastmile_tui.dates.words import MONTHS, WEEKDAYS
from lastmile_tui.domain.changes.edit import MILES_LIMIT
from lastmile_tui.domain.input.numbers import TEXT, read_number
from lastmile_tui.domain.model.numbers import Notation, grouped
from lastmile_tui.domain.model.text import fit
from lastmile_tui.domain.views.near import near_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.dates import DateMatch

    DateReader = Callable[[Sequence[str]], DateMatch | None]
    """Reads the longest date that a list of words begins with."""

BY, BY_OR_DUE = ("by",), ("by", "due")
"""What may lead the day of a marker."""

_LIKE = "write it like *3 or *1.5."
_DAY_WORDS = 12
"""Words at the end among which a `by` is looked for."""

_ANY_DAY = date(2000, 1, 1)
"""Whether words are like a date is the same on every day."""

_SHORTEST = 5
_DAYS = ("today", "tonight", "tomorrow", *WEEKDAYS, *(m for m in MONTHS if len(m) >= _SHORTEST))
"""Words that name a day, but for those that are too short to be known when misspelt."""

_NUMBER = re.compile(TEXT)
_STRAY = (
    re.compile(r"(?:.*\s)?\\*(?P<stray>\*\d\S*)"),
    re.compile(r".*\s\\*(?P<stray>\*[^\s*\d]\S*)(?<!\*)"),
    re.compile(r".*[^\s\d*]\s+\\*(?P<stray>\* \d\S*)"),
    re.compile(r".*[^\W\d]\\*(?P<stray>\*\d\S*)"),
)
"""What is meant as a length, and is none: `*3x`, `*three`, `* 3x`."""


class MarkerText(Struct, frozen=True):
    """What a marker says. `miles` is None without a length, `place` what a pattern of it found.

    `trouble` is why the end of the title is no length or day, though meant as one; `doubts` are
    sentences about what may have been meant otherwise.
    """

    title: str
    miles: float | None = None
    due: date | None = None
    place: str | None = None
    trouble: str = ""
    doubts: tuple[str, ...] = ()

    def doubting(self, doubt: str) -> MarkerText:
        """The same with one more doubt, if it is one."""
        return replace(self, doubts=(*self.doubts, doubt)) if doubt else self


class _Tail(Struct, frozen=True):
    """An end of a text, from `start` on: its kind, a field of `MarkerText`, and what it says."""

    start: int
    kind: str
    says: str = ""


def read_marker(
    text: str,
    read_date: DateReader,
    notation: Notation = Notation.POINT,
    *,
    leads: Sequence[str] = BY_OR_DUE,
    place: re.Pattern[str] | None = None,
) -> MarkerText:
    """Read a marker; `leads` stand before its day, `place` finds an end with a group `number`."""
    found = MarkerText(text.strip())
    while (tail := _tail_of(found.title, leads, place)) is not None:
        title = found.title
        before, end = title[: tail.start], title[tail.start :]
        if before.endswith("\\"):
            return replace(found, title=before[:-1] + end)
        shown = f"‘{fit(end, 40)}’"
        rest = MarkerText(before.rstrip(), doubts=found.doubts)
        match tail.kind:
            case "miles":
                read = _with_miles(rest, tail.says, shown, notation)
            case "due":
                read = _with_day(rest, tail.says.split(), shown, read_date)
            case "place":
                read = replace(rest, place=tail.says)
            case _:
                read = replace(rest, trouble=f"{shown} is not a length; {_LIKE}")
        value = getattr(read, tail.kind)
        if value is None or read.trouble:
            return replace(found, trouble=read.trouble, doubts=read.doubts)
        if getattr(found, tail.kind) is not None:
            return replace(found, trouble=f"{shown} is said a second time; keep one.")
        found = replace(found, title=rest.title, doubts=read.doubts, **{tail.kind: value})
    return found


def guarded(title: str, place: re.Pattern[str] | None = None) -> str:
    r"""A title as it is read back: with a backslash before an end that would say something."""
    tail = _tail_of(title, BY_OR_DUE, place)
    if tail is None:
        return title
    before, end = title[: tail.start], title[tail.start :]
    if tail.kind == "due" and not before.endswith("\\"):
        read = _with_day(MarkerText(""), tail.says.split(), end, _like_date)
        if read.due is None and not read.trouble:
            return title
    return f"{before}\\{end}"


def stray_length(text: str) -> str:
    """What looks like a length at the end of a text, and is none; or nothing."""
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _STRAY)), None)
    return found["stray"] if found else ""


def _tail_of(text: str, leads: Sequence[str], place: re.Pattern[str] | None) -> _Tail | None:
    """The end of a text that says something, or is meant to."""
    if (tail := _length_of(text)) is not None:
        return tail
    if place is not None and (found := place.search(text)):
        return _Tail(found.start(), "place", found["number"])
    if (tail := _day_of(text, leads)) is not None:
        return tail
    stray = stray_length(text)
    return _Tail(len(text) - len(stray), "trouble") if stray else None


def _length_of(text: str) -> _Tail | None:
    before, star, number = text.rpartition("*")
    bare = before.rstrip("\\")
    bare = bare.rstrip() if number[:1] == " " else bare
    if not star or not bare.strip() or bare[-1].isdigit() or bare[-1] == "*":
        return None
    number = number.strip()
    return _Tail(len(before), "miles", number) if _NUMBER.fullmatch(number) else None


def _day_of(text: str, leads: Sequence[str]) -> _Tail | None:
    for word in [*re.finditer(r"\S+", text)][:0:-1][:_DAY_WORDS]:
        bare = word[0].lstrip("\\")
        if bare.removeprefix("(").casefold() not in leads:
            continue
        opened = bare[0] == "("
        says = text[word.end() :]
        if not says or (opened and says[-1] != ")"):
            return None
        return _Tail(word.end() - len(bare), "due", says[:-1] if opened else says)
    return None


def _with_miles(rest: MarkerText, number: str, shown: str, notation: Notation) -> MarkerText:
    read = read_number(number, notation)
    if read is None:
        return replace(rest, trouble=f"{shown} is not a length; {_LIKE}")
    if not 0 < read.value <= MILES_LIMIT:
        most = f"more than 0 and at most {grouped(MILES_LIMIT, notation)} is possible"
        return replace(rest, trouble=f"{shown} is not a length; {most}.")
    return replace(rest, miles=read.value).doubting(read.doubt)


def _with_day(
    rest: MarkerText, words: Sequence[str], shown: str, read_date: DateReader
) -> MarkerText:
    opened = "(" in shown
    found = read_date(words)
    if found is not None and found.when is None:
        return replace(rest, trouble=found.remark)
    if found is not None and found.when is not None and found.words == len(words):
        if found.when.time is not None:
            return replace(rest, trouble=f"{shown} has a time; write the day alone.")
        return replace(rest, due=found.when.day).doubting(found.remark)
    if opened or any(map(str.isdecimal, "".join(words))) or like_day(words[0]):
        return replace(rest, trouble=f"{shown} names no date; write it like by fri.")
    doubt = f"{shown} names no date; it stays in the title."
    return rest if words[0][0].isupper() else rest.doubting(doubt)


def like_day(word: str) -> bool:
    """Whether a word is written much like one that names a day; a name is none."""
    return word.islower() and bool(near_words(word, _DAYS, begun=False))


def _like_date(words: Sequence[str]) -> DateMatch | None:
    return match_date(words, _ANY_DAY)
