"""How a typed reply is read: a key, a word or its beginning, a number in whatever form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from lastmile_tui.dates.words import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {
    word: str(number)
    for words in (_ORDINALS, _CARDINALS)
    for number, word in enumerate(words.split(), 1)
}
_NUMBER = re.compile(r"(?:(?:the|number|no\.?|nr\.?|#)\s*)?(\w+?)(?:st|nd|rd|th)?[.):]?(?:\s+one)?")


def read_number_word(line: str) -> str:
    """The digits of a typed number, such as `3.`, `the third`, `#3` or `three`; else empty."""
    words = " ".join(line.casefold().split())
    if words in _NUMBERS:
        return _NUMBERS[words]
    found = _NUMBER.fullmatch(words)
    if found is None:
        return ""
    digits = found[1]
    if digits.isdecimal():
        return str(int(digits[:9]))
    return _NUMBERS.get(digits) or _NUMBERS.get(words.removeprefix("the ").removesuffix(" one"), "")


def parse_reply(line: str, words: Mapping[str, T], keys: Mapping[str, T]) -> T | None:
    """The meaning of a line: a key, a word, or the unique beginning of one; else None.

    A key of the other case counts where only one is meant, and so does a number in words.
    """
    typed = line.strip()
    if typed in keys:
        return keys[typed]
    typed = " ".join(typed.casefold().split())
    if len(typed) > 1 and typed in keys:
        return keys[typed]
    if typed in words:
        return words[typed]
    other = line.strip().swapcase()
    if len(other) == 1 and other in keys:
        return keys[other]
    matches = [meant for word, meant in words.items() if typed and word.startswith(typed)]
    if len(matches) == 1:
        return matches[0]
    number = read_number_word(line)
    return keys.get(number) if number else None


def say_not_understood(line: str, words: Iterable[str]) -> str:
    """The sentence about a line that is not understood, or ambiguous."""
    return f"{quote(line.strip())} is none of the answers: {', '.join(words)}."
