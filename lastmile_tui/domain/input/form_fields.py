"""The words of a form: titles, names and dates; FormError with their line when they say nothing."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING

from lastmile_tui.dates import DateMatch, When
from lastmile_tui.domain.crossing.rule import LapStart, read_start
from lastmile_tui.domain.input.form import one_word
from lastmile_tui.domain.model.text import NAME_LIMIT, TAGS_LIMIT, TITLE_LIMIT, fit
from lastmile_tui.domain.wording.whole.laps import say_often
from lastmile_tui.errors import DateError, FormError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lastmile_tui.domain.input.grammar.markers import DateReader

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_TIME = re.compile(r"[0-9]{2}:[0-9]{2}[0-9:.]*")


class Dates:
    """Reads dates: ISO 8601, and whatever `loose` understands."""

    def __init__(self, loose: DateReader) -> None:
        self._loose = loose

    def match(self, words: Sequence[str]) -> DateMatch | None:
        """The longest date that words begin with."""
        if found := _iso(words):
            return DateMatch(When(*found), len(words))
        return self._loose(words)

    def find(self, text: str) -> tuple[date, time | None] | None:
        """The date that a text is, or None."""
        words = text.split()
        if found := _iso(words):
            return found
        read = self._loose(words) if words else None
        if read is None or read.when is None or read.words < len(words):
            return None
        return read.when.day, read.when.time

    def read(self, number: int, text: str, whole: str) -> tuple[date, time | None]:
        """The date that a text must be; `whole` is the text that an error shows."""
        found = self.find(text)
        if found is None:
            read = self._loose(text.split())
            if read and not read.when and not _ISO_DATE.match(text):
                raise FormError(number, read.remark)
            raise FormError(number, f"{quote(whole)} names no date; write it like 2026-12-01.")
        return found

    def day(self, number: int, text: str, whole: str) -> date:
        """The day that a text must be, without a time."""
        day, at = self.read(number, text, whole)
        if at:
            raise FormError(number, f"{quote(whole)} has a time; write the day alone.")
        return day


def _iso(words: Sequence[str]) -> tuple[date, time | None] | None:
    if not (words and _ISO_DATE.fullmatch(words[0])) or len(words) > 2:  # noqa: PLR2004 # two words
        return None
    if not all(_ISO_TIME.fullmatch(word) for word in words[1:]):
        return None
    try:
        return date.fromisoformat(words[0]), next(map(time.fromisoformat, words[1:]), None)
    except ValueError:  # no day or time of the calendar
        return None


def read_names(number: int, value: str, sign: str, existing: Collection[str]) -> tuple[str, ...]:
    """The names of tags or people, each behind its sign; commas between them are left out."""
    names: dict[str, None] = {}
    for words in value.split():
        for word in [words] if words[1:] in existing else filter(None, words.split(",")):
            name = words[1:] if words[1:] in existing else one_word(word)
            if word[0] != sign or not name:
                like = f"{sign}{name or 'home'}"
                raise FormError(number, f"{quote(word)} is not a name here; write it like {like}.")
            if len(name) > NAME_LIMIT and name not in existing:
                raise FormError(number, f"{quote(name)} is longer than {NAME_LIMIT} characters.")
            names[name] = None
    has_room(number, len(names) - 1, max(TAGS_LIMIT, len(existing)), "names in a line")
    return tuple(names)


def read_text(number: int, text: str, existing: Collection[str]) -> str:
    """A text that is there and not too long, unless the goal holds it already."""
    if not text:
        raise FormError(number, "the words are missing; write one or two.")
    if len(text) > TITLE_LIMIT and text not in existing:
        raise FormError(number, f"{quote(text)} is longer than {TITLE_LIMIT} characters.")
    return text


def read_again(number: int, value: str, existing: str) -> str:
    """How often a road begins again, in words; empty for never.

    Without a day it counts from that on which the road began.
    """
    if value == existing:
        return existing
    try:
        start = read_start(value, date.min, date.min)
    except DateError:
        start = LapStart(date.min)
    if start is None:
        return ""
    if start.again is None:
        like = "write it like every month, or every 2 weeks"
        raise FormError(number, f"{quote(value)} does not say how often; {like}.")
    return say_often(start.again) if start.again.since == date.min else value


def has_room(number: int, count: int, limit: int, what: str) -> None:
    """Refuse one more than `limit`."""
    if count >= limit:
        raise FormError(number, f"a goal has at most {limit} {what}; leave one out.")


def quote(text: str) -> str:
    return f"‘{fit(text.strip(), 40)}’"
