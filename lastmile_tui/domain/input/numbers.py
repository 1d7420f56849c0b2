"""Numbers: the one reader of what people write for one.

    1,5   1.234,56   1,234.56   1 234,56   1'000.-   1,00,000   ½   2½   .5   +5   1e3

Any script's digits count, and so do fullwidth ones. A comma or a point with three digits behind it
may split thousands or begin a fraction; which of them is a parameter, and the reader says that it
had to choose. Everywhere else the text itself decides.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from lastmile_tui.domain.model.numbers import FRACTION, Notation, rounded, sure


class Number(Struct, frozen=True):
    """A number, and a sentence about how it was understood where it could have been another."""

    value: float
    doubt: str = ""


def _vulgar() -> dict[str, float]:
    """The fractions that are one character, such as `½`."""
    return {
        chr(code): unicodedata.numeric(chr(code))
        for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)
    }


_VULGAR = _vulgar()
_ONE_SIGN = str.maketrans(
    dict.fromkeys("\u2212\ufe63\uff0d\u2013", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\uff07`\u066c", "'")
    | dict.fromkeys("\xa0\u2002\u2003\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
    | {"\uff0c": ",", "\uff0e": ".", "\uff0b": "+", "\u066b": "·"}
)
"""Signs that look alike and mean the same in a number; the Arabic decimal sign is always one."""

_FRACTIONS = "".join(_VULGAR)
_SPACE = r"[ \xa0\u2007\u2009\u202f]"
_NO_CENTS = r"(?:[.,](?:--?|[\u2013\u2014])|/[-\u2013])"
TEXT = (
    r"[+\-\u2212\u2013\ufe63\uff0d\uff0b]?(?:"
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d))+(?:[.,]\d+|{_NO_CENTS})?"
    rf"|\d+ ?[{_FRACTIONS}]|[{_FRACTIONS}]"
    r"|[.,\u066b]?\d(?:[\d.,'_\u2018\u2019\u02bc\uff07`\u066c\u066b\uff0c\uff0e]*\d)?(?:[eE][+-]?\d{1,2})?"
    rf"|\d+(?:[.,'_\u2018\u2019\u02bc\uff07`]\d{{3}})*{_NO_CENTS}"
    rf"|\d{{1,2}}(?:,\d\d)+,\d{{3}}{_NO_CENTS})"
)
"""What looks like a number, as a regular expression without groups; `read_number` decides."""

_LIMIT = 60
"""Characters that a number may have."""

_GROUPED = re.compile(r"([1-9]\d{0,2}(?:([ '_])\d{3})(?:\2\d{3})*)(?:[.,·](\d+))?")
_EXACT = re.compile(r"(\d*)(?:[.,·](\d+))?(e[+-]?\d{1,2})?")
_DOUBTFUL = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})")
_SPLIT = re.compile(
    r"([1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3})+(?=\.))(?:\.(\d+))?"
    r"|([1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3})+(?=,))(?:,(\d+))?"
    r"|([1-9]\d?(?:,\d\d)+,\d{3})(?:\.(\d+))?"
)
_MIXED = re.compile(rf"(\d*) ?([{_FRACTIONS}])")


def read_number(text: str, notation: Notation = Notation.POINT) -> Number | None:
    """Read a number that is the whole text; None when it is none. It may be negative."""
    if len(text) > _LIMIT:
        return None
    plain = "".join(map(_ascii_digit, text.translate(_ONE_SIGN).strip())).casefold()
    sign = -1.0 if plain[:1] == "-" else 1.0
    plain = plain[1:] if plain[:1] in ("+", "-") else plain
    whole = re.sub(r"(?<=\d)(?:[.,](?:--?|—)|/-)$", "", plain)
    if doubtful := _DOUBTFUL.fullmatch(whole):
        if whole != plain:  # 1.000,- has its fraction behind it
            return Number(sign * float(f"{doubtful[1]}{doubtful[3]}"))
        return _chosen(doubtful, sign, text.strip(), notation)
    value = _only_way(whole)
    return None if value is None else Number(rounded(sign * value) + 0.0)


def notation_of(text: str, usual: Notation = Notation.POINT) -> Notation:
    """How a number that says it is written, such as 1.000,50 or 10,5; else the usual notation."""
    signs = re.findall(r"(?<=\d)[.,](?=\d)", text)
    if not signs or (len(signs) == 1 and re.search(r"[.,]\d{3}(?!\d)", text)):
        return usual
    comma = signs[-1] == ","
    if len(signs) > 1 and len(set(signs)) == 1:  # groups of thousands
        comma = not comma
    return Notation.COMMA if comma else Notation.POINT


def _ascii_digit(char: str) -> str:
    return char if char.isascii() else str(unicodedata.decimal(char, char))


def _only_way(plain: str) -> float | None:
    """The value of a text that can be read in one way only."""
    if mixed := _MIXED.fullmatch(plain):
        return float(mixed[1] or 0) + _VULGAR[mixed[2]]
    if (exact := _EXACT.fullmatch(plain)) and (exact[1] or exact[2]):
        return float(f"{exact[1] or 0}.{exact[2] or 0}{exact[3] or ''}")
    if grouped := _GROUPED.fullmatch(plain):
        return float(f"{grouped[1].replace(grouped[2], '')}.{grouped[3] or 0}")
    if split := _SPLIT.fullmatch(plain):
        whole, fraction = split[1] or split[3] or split[5], split[2] or split[4] or split[6] or 0
        return float(f"{re.sub('[.,]', '', whole)}.{fraction}")
    return None


def _chosen(found: re.Match[str], sign: float, text: str, notation: Notation) -> Number:
    """Read a number that is a thousand in one notation and one in the other."""
    whole, mark, rest = found.groups()
    readings = [sign * float(f"{whole}{rest}"), sign * float(f"{whole}.{rest}")]
    if mark == FRACTION[notation]:
        readings.reverse()
    this, that = (sure(value, notation) for value in readings)
    doubt = f"‘{text}’ is read as {this}; write {this} or {that}, or set decimal in the settings."
    return Number(rounded(readings[0]), doubt)
