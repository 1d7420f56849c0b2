"""Names in a line: what is a tag, what is a person, and what only looks like one.

A tag has a letter and is no colour: `#ff0000` and `#fff` are text, `#fade` and `#b2b` are tags. A
person begins with a letter and is no path: `@3pm` and `@angular/core` are text.
"""

from __future__ import annotations

import re

from lastmile_tui.domain.changes.edit import clean_name
from lastmile_tui.domain.input.grammar.escapes import literal
from lastmile_tui.domain.model.text import NAME_LIMIT, fit

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


def read_name(word: str) -> tuple[str, str]:
    """The name that a word with its sign is, or "" and the sentence that says why it is none."""
    shown = f"‘{fit(word, 40)}’"
    if word[0] == "#" and is_colour(word):
        return "", f"{shown} is a colour; it stays in the text."
    found = _NAME.fullmatch(word)
    if not found or len(found[1]) > NAME_LIMIT + 1:
        return "", f"{shown} is not a name of a tag or a person; it stays in the text."
    return clean_name(literal(found[1])), ""


def is_tag(name: str) -> bool:
    """Whether a name without a sign can be a tag."""
    return bool(name) and is_named(f"#{name}") and read_name(f"#{name}")[0] == name


def _is_letter(char: str) -> bool:
    """A letter, or what scripts and emoji have in their place."""
    return char.isalpha() or bool(char and not char.isascii() and not char.isdigit())
