"""The target of a line: `target 42 km`, `target 82 kg to 75 kg`, or such a way without its word."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.drive import FURTHEST
from lastmile_tui.domain.changes.edit import MILES_LIMIT
from lastmile_tui.domain.input.amounts import like_amount, read_amount
from lastmile_tui.domain.input.grammar.line import Target, quote
from lastmile_tui.domain.input.numbers import notation_of
from lastmile_tui.domain.input.targets.between import read_between
from lastmile_tui.domain.model.numbers import UNITS, Notation, rounded
from lastmile_tui.domain.model.text import NAME_LIMIT
from lastmile_tui.domain.model.value.way import way_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.input.targets.between import Between


class FoundTarget(Struct, frozen=True):
    """A target with the words it took, None where there is none; `remarks` are sentences."""

    target: Target | None = None
    words: int = 0
    remarks: tuple[str, ...] = ()


def read_target(rest: Sequence[str], notation: Notation) -> FoundTarget:
    """Read what stands behind the word `target`."""
    words = _before_due(rest)
    opens = bool(words) and words[0].casefold() == "from"
    found = read_between(words[opens:], notation)
    between = _way(found, words[opens], notation) if found else FoundTarget()
    if between.target:
        return FoundTarget(between.target, between.words + opens, between.remarks)
    read = read_amount(words, notation)
    if read is None:
        meant = like_amount(words)
        stays = f"{quote(f'target {meant}')} is not a target; it stays in the text."
        return FoundTarget(remarks=(f"{stays} Write it like target 42 km.",) if meant else ())
    if not 0 < read.value <= MILES_LIMIT:
        stays = f"{quote(f'target {rest[0]}')} is not a target; it stays in the text."
        return FoundTarget(remarks=(stays,))
    unit = read.unit[:NAME_LIMIT] or UNITS
    target = Target(read.value, unit, notation_of(words[0], notation))
    return FoundTarget(target, read.words, (read.doubt,) if read.doubt else ())


def read_way(
    word: str, rest: Sequence[str], notation: Notation, *, alone: bool = False
) -> FoundTarget:
    """Read a way between two values that begins at a word, or behind a `from`.

    `alone` is whether nothing but a title stands before it.
    """
    opens = word.casefold() == "from"
    words = rest if opens else [word, *rest]
    found = read_between(_before_due(words), notation)
    if found is None or not (
        found.is_sure or (opens and found.unit) or (alone and found.is_sure_alone)
    ):
        return FoundTarget()
    way = _way(found, words[0], notation)
    return FoundTarget(way.target, way.words + opens, way.remarks)


def _way(found: Between, first: str, notation: Notation) -> FoundTarget:
    """The target of two values, whose `first` word says how their numbers are written."""
    length = rounded(abs(found.end - found.start))
    if not 0 < length <= MILES_LIMIT or max(abs(found.start), abs(found.end)) > FURTHEST:
        return FoundTarget()
    target = Target(
        length,
        found.unit[:NAME_LIMIT] or UNITS,
        notation_of(first, notation),
        way_between(found.start, found.end),
    )
    return FoundTarget(target, found.words, found.doubts)


def _before_due(words: Sequence[str]) -> list[str]:
    """The words before a due date, which is no unit."""
    return [*takewhile(lambda word: word.casefold() != "due", words)]
