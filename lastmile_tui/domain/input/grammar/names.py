"""Names in a line: what is a tag, what is a person, and what only looks like one.

A tag has a letter and is no colour: `#ff0000` and `#fff` are text, `#fade` and `#b2b` are tags. A
person begins with a letter and is no path: `@3pm` and `@angular/core` are text.
"""

from __future__ import annotations

import re

from lastmile_tui.domain.model.text import NAME_LIMIT

_NAME = re.compile(r"([#@](?=\w|[^\x00-\x7f])[^\s#@]*[^\s#@.,;:!?])[.,;:!?]*")
_COLOUR = re.compile(r"(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FROM_TO = re.compile(r"[a-f]2[a-f]")
_PUNCTUATION = ".,;:!?"


def is_named(word: str) -> bool:
    """Whether a word with a sign in front is meant as a name: neither a number nor a path."""
    if word[0] == "@" and ("/" in word or not (word[1:2] == "_" or _is_letter(word[1:2]))):
        return False
    return any(map(_is_letter, word))


def is_colour(word: str) -> bool:
    """Whether a word is a colour of a style sheet: with a digit, or one letter again and again."""
    code = word[1:].rstrip(_PUNCTUATION).casefold()
    if not _COLOUR.fullmatch(code) or _FROM_TO.fullmatch(code):
        return False
    return len(set(code)) == 1 or not code.isalpha()


def name_of(word: str) -> str | None:
    """The word of a tag or a person with its sign, or None when it is no name."""
    found = _NAME.fullmatch(word)
    return found[1] if found and len(found[1]) <= NAME_LIMIT + 1 else None


def is_tag(name: str) -> bool:
    """Whether a name without a sign can be a tag."""
    word = f"#{name}"
    return bool(name) and is_named(word) and not is_colour(word) and name_of(word) == word


def _is_letter(char: str) -> bool:
    """A letter, or what scripts and emoji have in their place."""
    return char.isalpha() or bool(char and not char.isascii() and not char.isdigit())
