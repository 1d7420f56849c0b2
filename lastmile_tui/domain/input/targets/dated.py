"""An amount with its day behind a title: `Run: 100 km by 31 dec` is a target and a due date.

Many a title looks so (`Budget: 2026 report by fri`). An amount is only meant where it is all that
stands behind the colon, with a day, in a unit that is one, and more than a single thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.input.amounts import is_measure, read_amount
from lastmile_tui.domain.input.grammar.colons import BREAKS
from lastmile_tui.domain.input.grammar.dues import AHEAD
from lastmile_tui.domain.input.grammar.markers import BY
from lastmile_tui.domain.input.targets.between import read_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.model.numbers import Notation

_YEARS = range(1990, 2060)
"""Numbers that are a year where nothing measured follows: `2026 taxes`."""

_SHORTEST = 4
"""Letters of a word that ends like several things, such as `laps`."""


def open_dated(words: Sequence[str], read_date: DateReader, notation: Notation) -> list[str]:
    """Write `Run: 100 km by 31 dec` as `Run: target 100 km due 31 dec`; other words as they are."""
    for index, word in enumerate(words):
        behind = words[index + 1 :]
        if not word.endswith(":") or any(part in BREAKS for part in behind):
            continue
        lead = next((at for at, each in enumerate(behind) if each.casefold() in BY), 0)
        if not lead or _words_of(behind[:lead], notation) != lead:
            continue
        rest = behind[lead + 1 :]
        if (found := read_date(rest[:AHEAD])) and found.when:
            return [*words[: index + 1], "target", *behind[:lead], "due", *rest]
    return [*words]


def _words_of(words: Sequence[str], notation: Notation) -> int:
    """How many words are an amount or a way between two; 0 where none is meant."""
    if (between := read_between(words, notation)) and between.is_sure:
        return between.words
    read = read_amount(words, notation)
    if read is None or not read.unit or read.value <= 1:
        return 0
    if is_measure(read.unit):
        return read.words
    several = read.unit.casefold().endswith("s") and len(read.unit) >= _SHORTEST
    several = several or read.unit.casefold() in _SEVERAL
    return read.words if several and read.value not in _YEARS else 0


_SEVERAL = frozenset(("children", "men", "people", "women"))
