"""Amounts: a number with what it counts, as people write the two.

42 km   1.000 €   $500   EUR 500   10k words   1:30 hours   10 h 30 min   10 km 500 m
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.input.numbers import TEXT, read_number
from lastmile_tui.domain.model.numbers import Notation, miles, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONEY = "%‰€$£¥₹₩₽₺₴₫₪฿₱₦"
UNIT = rf"[^\W\d_¼-¾⅐-⅞]+(?:/[^\W\d_]+)?|[A-Z]{{0,2}}[{_MONEY}]"
_WORDS = 6
"""Words that an amount takes at most: `1 000 000 km 500 m`."""

_CODES = (
    "EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|TRY|Rs|Fr|SFr|kr"
)
_BEFORE = rf"(?P<before>[A-Z]{{0,2}}[{_MONEY[2:]}]|{_CODES}) ?"
_AMOUNT = re.compile(
    rf"(?:{_BEFORE})?(?P<number>{TEXT})(?P<kilo>[kK](?![^\W\d_/]))?(?: ?(?P<unit>{UNIT}))?"
)
_CLOCK = re.compile(rf"(?P<whole>\d{{1,6}}):(?P<parts>[0-5]\d(?::[0-5]\d)?) ?(?P<unit>{UNIT})")
_COMPOUND = re.compile(
    rf"(?P<whole>\d{{1,6}})(?P<gap> ?)(?P<unit>[^\W\d_]+) ?(?:and |, )?(?P<part>{TEXT})"
    r" ?(?P<small>[^\W\d_]+)?"
)

_LIKE = re.compile(
    r"(?:(?:ca|circa|approx|about|around|over|under|[A-Z]{2,4})\.? )?"
    r"[^\w\s]{0,3}\d(?!\d*[^\W\d_]+\d)\S*"
)
"""What is meant as an amount: not `3x4`."""

_KIN = (
    ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures"),
    ("min", "mins", "minute", "minutes", "minuten", "m"),
    ("s", "sec", "secs", "second", "seconds", "sek", "sekunden"),
    ("d", "day", "days", "tag", "tage", "tagen"),
    ("km", "kilometer", "kilometers", "kilometre", "kilometres", "k"),
    ("m", "meter", "meters", "metre", "metres"),
    ("kg", "kilo", "kilos", "kilogram", "kilograms"),
    ("g", "gram", "grams", "gramm"),
    ("mi", "mile", "miles"),
    ("€", "eur", "euro", "euros"),
    ("$", "usd", "dollar", "dollars"),
    ("£", "gbp", "pound", "pounds"),
)
"""Words of one unit; the first one names it."""

_PARTS = {
    ("h", "min"): 60, ("min", "s"): 60, ("d", "h"): 24,
    ("km", "m"): 1000, ("kg", "g"): 1000,
}  # fmt: skip
"""How many of the small unit make one of the large."""


class Amount(Struct, frozen=True):
    """A number, its unit or "", the words it took, and a sentence where it had to be guessed.

    `kilo` is whether a `k` made thousands of a number without a unit.
    """

    value: float
    unit: str = ""
    words: int = 1
    doubt: str = ""
    kilo: bool = False


def read_amount(words: Sequence[str], notation: Notation = Notation.POINT) -> Amount | None:
    """Read the longest amount that words begin with."""
    bare = [word.rstrip(",.;") for word in words[:_WORDS]]
    for count in range(len(bare), 0, -1):
        text = " ".join(bare[:count])
        if any(map(_parted, words[: count - 1], bare, words[1:count])):
            continue
        if (read := _read(text, notation, count)) is not None:
            return read
    return None


def like_amount(words: Sequence[str]) -> str:
    """What looks like an amount at the beginning of words that are none, or nothing."""
    found = _LIKE.match(" ".join(words[:2]))
    return found[0] if found else ""


def read_measure(text: str, unit: str, notation: Notation) -> Amount | None:
    """Read an amount that is the whole text, in a unit it may leave out: `1:30` hours, `5k` km."""
    words = text.split()
    if words and not unit.removeprefix("mi") and words[-1] in {miles(1), miles(2)}:
        words = words[:-1]
    for tried in (words, [*words, unit or "mi"]):
        read = read_amount(tried, notation) if words else None
        if read is not None and read.words == len(tried):
            value = in_unit(read, unit or "mi")
            certain = value != read.value or (read.kilo and unit)
            doubt = "" if certain else read.doubt
            return None if value is None else Amount(value, unit, read.words, doubt)
    return None


def is_measure(unit: str) -> bool:
    """Whether a unit is one of money, of length, of weight or of time."""
    word = unit.casefold()
    return unit[-1:] in set(_MONEY) or unit in _CODES.split("|") or any(word in kin for kin in _KIN)


def _parted(word: str, bare: str, following: str) -> bool:
    """Whether two words are two numbers, since a comma stands between them."""
    return word != bare and bare[-1:].isdecimal() and following[:1].isdecimal()


def in_unit(amount: Amount, unit: str) -> float | None:
    """The number in a unit; None when the amount counts something else."""
    if amount.kilo and _kin(unit) == {"km"}:
        return rounded(amount.value / 1000)
    if not amount.unit or amount.unit.casefold() == unit.casefold():
        return amount.value
    have, want = _kin(amount.unit), _kin(unit)
    if have & want:
        return amount.value
    for (large, small), ratio in _PARTS.items():
        if large in have and small in want:
            return rounded(amount.value * ratio)
        if small in have and large in want:
            return rounded(amount.value / ratio)
    return None


def _kin(unit: str) -> set[str]:
    """The units that a word may name; `words` and `word` are one."""
    if unit == "M":  # millions, no metres
        return {unit}
    word = unit.casefold()
    return {kin[0] for kin in _KIN if word in kin} or {word.removesuffix("s")}


def _read(text: str, notation: Notation, words: int) -> Amount | None:
    if clock := _CLOCK.fullmatch(text):
        parts = [int(part) for part in clock["parts"].split(":")]
        value = int(clock["whole"]) + sum(part / 60**at for at, part in enumerate(parts, 1))
        known = _kin(clock["unit"]) & {"h", "min"}
        return Amount(rounded(value), clock["unit"], words) if known else None
    if (found := _AMOUNT.fullmatch(text)) and (number := read_number(found["number"], notation)):
        if found["before"] and found["unit"]:
            return None
        unit = found["before"] or found["unit"] or ""
        kilo = found["kilo"] is not None
        value = rounded(number.value * (1000 if kilo else 1))
        doubt = number.doubt
        if kilo and not unit:
            doubt = f"‘{text}’ is read as {value:.0f}; write {found['number']} km for kilometres."
        return Amount(value, unit, words, doubt, kilo and not unit)
    return _compound(text, notation, words)


def _compound(text: str, notation: Notation, words: int) -> Amount | None:
    """Read two numbers of one amount: `10 h 30 min`, `10h30`, `10 km 500 m`."""
    found = _COMPOUND.fullmatch(text)
    number = read_number(found["part"], notation) if found else None
    if not (found and number):
        return None
    large = _kin(found["unit"])
    small = _kin(found["small"]) if found["small"] else set()
    for pair, ratio in _PARTS.items():
        named = pair[1] in small or (not small and pair == ("h", "min") and not found["gap"])
        if pair[0] in large and named and 0 <= number.value < ratio:
            return Amount(
                rounded(int(found["whole"]) + number.value / ratio),
                found["unit"],
                words,
                number.doubt,
            )
    return None
