"""The colon that ends a title: `Sell the Volvo: listed > signed`.

It ends the title where markers follow it in the line, or where it stands at the end of a short
title. A colon in brackets or quotes does not, nor one that belongs to its word (`re:`, `:tada:`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BREAKS = (">", ">>")
"""Words that end a title and separate markers."""

SHORT_TITLE = 8
"""Words of a title that a colon may end with nothing behind it."""

_INSEPARABLE = frozenset(
    ("attn", "bcc", "cc", "e.g", "fw", "fwd", "i.e", "n.b", "nb", "p.s", "ps", "re", "viz")
)
"""Words whose colon belongs to them."""

_OPENING, _CLOSING = "([{“«„", ")]}”»“"


def opens_item(word: str, rest: Sequence[str]) -> bool:
    """Whether a word begins a seal item: `! paid` or `!paid`, but not `!!`, `!=` or a last `!`."""
    if word == "!":
        return bool(rest) and rest[0] not in BREAKS
    return word[0] == "!" and word[1] not in "!="


def find_colon(words: Sequence[str], takes_all: Callable[[Sequence[str]], bool]) -> int | None:
    """The index of the word whose colon ends the title.

    It stands in front of the first break or seal item. `takes_all` says whether some words are
    taken out of the text, all of them, so that nothing stays.
    """
    ends = (
        n
        for n, word in enumerate(words)
        if word in BREAKS or opens_item(word, words[n + 1 : n + 2])
    )
    end = next(ends, len(words))
    is_followed = any(word in BREAKS for word in words[end:])
    for index in _outside(words[:end]):
        word = words[index]
        name = word.rstrip(":")
        if name == word or name[:1] == ":" or name.casefold() in _INSEPARABLE:
            continue
        behind = words[index + 1 :]
        if is_followed or (index < SHORT_TITLE and takes_all(behind)):
            return index
    return None


def _outside(words: Sequence[str]) -> list[int]:
    """The words that do not end within brackets or quotes which a later word closes."""
    last = {
        sign: index for index, word in enumerate(words) for sign in word if sign in _CLOSING + '"'
    }
    kept, closing = [], ""
    for index, word in enumerate(words):
        for char in word:
            if closing:
                closing = "" if char == closing else closing
            elif char == '"' or char in _OPENING:
                sign = char if char == '"' else _CLOSING[_OPENING.index(char)]
                closing = sign if last.get(sign, -1) > index else ""
        if not closing:
            kept.append(index)
    return kept
