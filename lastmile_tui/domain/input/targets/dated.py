"""A day at the end of a line without breaks: `Run: 100 km by 31 dec` is a target and a due date.

Many a title looks so (`Budget: 2026 report by fri`). An amount is only meant where it is all that
stands behind the colon, with a day, in a unit that is one, and more than a single thing; or where
it is all that the line says, and its title too. Anything else behind a colon is a marker with its
day, and `by fri` behind a title alone is `due fri`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.input.amounts import is_measure, read_amount
from lastmile_tui.domain.input.grammar.colons import BREAKS, opens_item
from lastmile_tui.domain.input.grammar.dues import AHEAD
from lastmile_tui.domain.input.grammar.line import no_date
from lastmile_tui.domain.input.grammar.markers import BY, BY_OR_DUE, like_day
from lastmile_tui.domain.input.targets.between import YEARS, read_between

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.model.numbers import Notation

_SHORTEST = 4
"""Letters of a word that ends like several things, such as `laps`."""


def opened(words: Sequence[str], read_date: DateReader, notation: Notation) -> Iterator[list[str]]:
    """A line as it stands, then as what it may mean with a day if it has no road, one by one."""
    yield [*words]
    yield _open_amount(words, read_date, notation)
    yield _open_marker(words, *_last_day(words, read_date, BY), read_date)
    at, _ = _last_day(words, read_date, BY_OR_DUE)
    yield _open_due(words, at, notation) if at else [*words]


def _open_amount(words: Sequence[str], read_date: DateReader, notation: Notation) -> list[str]:
    """Write `Run: 100 km by 31 dec` as `Run: target 100 km due 31 dec`; other words as they are.

    With `due` in place of `by` it is the same.
    """
    for index, word in enumerate(words):
        behind = words[index + 1 :]
        if not word.endswith(":") or any(part in BREAKS for part in behind):
            continue
        lead = next((at for at, each in enumerate(behind) if each.casefold() in BY_OR_DUE), 0)
        if not lead or _words_of(behind[:lead], notation) != lead:
            continue
        rest = behind[lead + 1 :]
        if (found := read_date(rest[:AHEAD])) and found.when:
            return [*words[: index + 1], "target", *behind[:lead], "due", *rest]
    return [*words]


def _open_marker(words: Sequence[str], at: int, end: int, read_date: DateReader) -> list[str]:
    """Write `Boat: draft by fri` with a break at its end, which makes a marker of what it says."""
    colon = next((n for n, word in enumerate(words[:at]) if word.endswith(":")), at)
    found = read_date(words[at + 1 : at + 1 + AHEAD])
    if colon + 1 >= at or not (found and found.when) or found.when.time:  # a marker has no time
        return [*words]
    return [*words[:end], ">", *words[end:]]


def _open_due(words: Sequence[str], at: int, notation: Notation) -> list[str]:
    """Write `Call Ana by fri` as `Call Ana due fri`, and `100 km by fri` with its target too."""
    before = words[:at]
    if before[1:] and before[-1].casefold() == "due":  # `due by fri` is read as it stands
        return [*words]
    text = [word for word in before if word[0] not in "#@"]
    target = ("target", *text) if text and _words_of(text, notation) == len(text) else ()
    return [*before, *target, "due", *words[at + 1 :]]


def _last_day(
    words: Sequence[str], read_date: DateReader, leads: Container[str]
) -> tuple[int, int]:
    """Where the `by` of a day stands that ends the text of a line, and where that text ends.

    Both are 0 where there is none, where the line has breaks, or where commas stand behind its
    colon as if they were breaks, which is told.
    """
    items = (n for n, word in enumerate(words) if opens_item(word, words[n + 1 : n + 2]))
    end = next(items, len(words))
    while end and words[end - 1][0] in "#@":
        end -= 1
    at = next((n for n in range(end - 1, 0, -1) if words[n].casefold() in leads), 0)
    if any(word in BREAKS for word in words) or all(word[0] in "#@" for word in words[:at]):
        return 0, 0
    found = read_date(words[at + 1 : end])
    _, _, road = " ".join(words[:at]).partition(": ")
    is_day = found and found.when and found.words == end - at - 1
    return (at, end) if is_day and ", " not in road else (0, 0)


def missed_day(title: str, read_date: DateReader) -> str:
    """Why a title ends with no day: `Call Ana by 31 feb`; empty where none is meant."""
    words = title.split()
    at = next((n for n in range(len(words) - 1, 0, -1) if words[n].casefold() in BY), 0)
    rest = words[at + 1 :]
    if not at or not rest or rest in _NAMES:
        return ""
    found = read_date(rest[:AHEAD])
    if found and found.when is None and found.words == len(rest):
        return f"{found.remark} It stays in the text."
    names = [word for word in rest if not word[0].isdecimal()]
    if found is None and names and all(map(like_day, names)):
        return no_date(f"by {' '.join(rest)}")
    return ""


def _words_of(words: Sequence[str], notation: Notation) -> int:
    """How many words are an amount or a way between two; 0 where none is meant."""
    if (between := read_between(words, notation)) and between.is_sure_alone:
        return between.words
    read = read_amount(words, notation)
    if read is None or not read.unit or read.value <= 1:
        return 0
    if is_measure(read.unit):
        return read.words
    several = read.unit.casefold().endswith("s") and len(read.unit) >= _SHORTEST
    several = several or read.unit.casefold() in _SEVERAL
    return read.words if several and read.value not in YEARS else 0


_NAMES = (["April"], ["August"], ["June"], ["May"])
"""Months that are people: `Poem by May`."""

_SEVERAL = frozenset(("children", "men", "people", "women"))
