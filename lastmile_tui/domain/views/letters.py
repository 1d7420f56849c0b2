"""Letters as people look for them and sort by them: without case, accents or other widths."""

# ruff: noqa: RUF001 # letters that look alike are what this is about

from __future__ import annotations

import re
from unicodedata import combining, decimal, normalize

_KANA_MARKS = 9
"""Combining classes up to this one make other letters of a letter, such as か and が."""

_SPELT = {
    **dict(zip("øłđðħŧŋıĸƒə", "olddhtnikfe", strict=True)),
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    **dict.fromkeys("‘’‚‛ʼ‹›", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "⁄": "/",
    "\u0640": "",
    "\u200c": "",
    "\u200d": "",
}
"""What Unicode does not take apart: letters of their own, quotes, dashes, and what only joins."""

_VARIATION = range(0xFE00, 0xFE10)

_NUMBER = "[0-9]+"

_DIGITS = 8
"""Digits that say how many digits a number has."""


class _Plain(dict[int, str]):
    """A table for `str.translate` that fills itself, character by character."""

    def __missing__(self, code: int) -> str:
        parts = normalize("NFKD", normalize("NFKD", chr(code)).casefold())
        self[code] = "".join(map(_spell, parts))
        return self[code]


_PLAIN = _Plain()


def plain_letters(text: str) -> str:
    """A text in small letters without accents: ‘Ä’ is ‘a’, ‘ß’ is ‘ss’, ‘ﬁ’ is ‘fi’.

    A text of nothing but accents stays as it is. The result is for comparing, not for showing.
    """
    if text.isascii():
        return text.lower()
    return text.translate(_PLAIN) or text


def title_key(title: str) -> tuple[str, str]:
    """The key that sorts titles as people do; equal only for equal titles.

    Numbers go by their value, of any length, and what stands before the first letter or number,
    such as a quote, does not count.
    """
    letters = plain_letters(title)
    if not letters[:1].isalnum():
        letters = next((letters[at:] for at, char in enumerate(letters) if char.isalnum()), "")
    return re.sub(_NUMBER, _by_value, letters), title


def _spell(char: str) -> str:
    if combining(char) > _KANA_MARKS or ord(char) in _VARIATION:
        return ""
    digit = decimal(char, None)
    return _SPELT.get(char, char) if digit is None else str(digit)


def _by_value(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0")
    return f"{len(digits):0{_DIGITS}}{digits}"
