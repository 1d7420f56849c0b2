"""What somebody may have meant who wrote a word that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.views.letters import plain_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEAR = 0.65
"""How much alike two words are at least, from 0 to 1: one letter of three may be another."""

MOST = 3
"""How many words are offered."""


_BEGINNING = 2
"""Letters from which on a word that goes on like that is offered."""


def near_words(wrong: str, words: Iterable[str], *, begun: bool = True) -> list[str]:
    """The words that are written much like a wrong one, or are `begun` by it, the nearest first."""
    from difflib import get_close_matches  # noqa: PLC0415 # 3 ms, when something is wrong only

    known = {plain_letters(word).lstrip("-"): word for word in words}
    typed = plain_letters(wrong).lstrip("-")
    exchanged = [word for word in known if sorted(word) == sorted(typed)]
    begins = begun and len(typed) >= _BEGINNING
    longer = [word for word in known if begins and word.startswith(typed)]
    found = dict.fromkeys([*exchanged, *longer, *get_close_matches(typed, known, MOST, NEAR)])
    return [known[word] for word in found][:MOST]


def near_titles(wrong: str, titles: Iterable[str]) -> list[str]:
    """The titles of which a part of as many words is written much like a wrong reference."""
    count = len(wrong.split())
    parts: dict[str, str] = {}
    for title in titles:
        words = plain_letters(title).split()
        for at in range(max(len(words) - count, 0) + 1):
            parts.setdefault(" ".join(words[at : at + count]), title)
    return list(dict.fromkeys(parts[plain_letters(part)] for part in near_words(wrong, parts)))


def ask_near(names: Sequence[str], *, quoted: bool = False) -> str:
    """The question whether one of some names was meant; empty without any."""
    if not names:
        return ""
    shown = [f"‘{name}’" if quoted else name for name in names]
    *others, last = shown
    return f"did you mean {', '.join(others)}{' or ' if others else ''}{last}?"
