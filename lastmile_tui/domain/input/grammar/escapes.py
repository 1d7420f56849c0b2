r"""Escapes: a backslash in front of a sign writes the sign itself.

`\#` `\@` `\>` `\:` `\!` `\*` `\,` `\;` and `\\` do so anywhere in a word. In front of a word that
means something (`\due`, `\by`, `\target`, `\to`, `\+project`) it makes the word an ordinary one.
Every other backslash is itself, such as those of `C:\x` and `\\nas\photos`.

While a line is read, escaped signs travel as control characters, which no cleaned text holds.
"""

from __future__ import annotations

import re

_SIGNS = r"#@>:!*\,;"

_PLAIN = "\0"
"""Stands in front of a word that means nothing."""

_MARKS = {sign: chr(14 + index) for index, sign in enumerate(_SIGNS)}
_LITERALS = str.maketrans({mark: sign for sign, mark in _MARKS.items()} | {_PLAIN: None})

_ESCAPE = re.compile(rf"\\([{re.escape(_SIGNS)}])")
_RUN = re.compile(rf"\\(?=[{re.escape(_SIGNS)}]|$)|\\{{2,}}")
_SHARE = re.compile(r"\\\\(?=[^\W_][^\\]*\\)")
_KEYWORD = re.compile(r"(?:due|target)(?::.*)?|\(?by", re.IGNORECASE)
_BETWEEN = re.compile(r"to|→|->", re.IGNORECASE)
"""What stands between two values."""


def mark_escapes(word: str) -> str:
    """Put marks in the place of what is escaped in a word."""
    if "\\" not in word:
        return word
    if word[0] == "\\" and (_KEYWORD.fullmatch(word[1:]) or _BETWEEN.fullmatch(word[1:])):
        return plain(word[1:])
    share = _SHARE.match(word)
    start = share.end() if share else 0
    return word[:start] + _ESCAPE.sub(lambda found: _MARKS[found[1]], word[start:])


def plain(word: str) -> str:
    """A word with the mark that it is an ordinary one."""
    return f"{_PLAIN}{word}"


def literal(text: str) -> str:
    """A text with the signs themselves in the place of their marks."""
    return text.translate(_LITERALS)


def escape(word: str) -> str:
    """A word that means nothing: it is read as itself, whatever follows it."""
    opens = word[0] in "!>" or (word[0] in "#@" and len(word) > 1)
    is_keyword = bool(_KEYWORD.fullmatch(word)) and word[-1] != ":"
    before = "\\" if opens or is_keyword else ""
    written = _escape_backslashes(word)
    if written[-1] == ":":
        written = f"{written[:-1]}\\:"
    return before + written


def escape_between(words: list[str]) -> list[str]:
    r"""Words of which no two numbers are values that a goal goes between: `82 kg \to 75 kg`."""
    followed = zip(words, [*words[1:], ""], strict=True)
    return [
        f"\\{word}" if _BETWEEN.fullmatch(word) and any(map(str.isdecimal, behind)) else word
        for word, behind in followed
    ]


def _escape_backslashes(word: str) -> str:
    if word[0] == "\\" and (_KEYWORD.fullmatch(word[1:]) or _BETWEEN.fullmatch(word[1:])):
        return f"\\{word}"
    share = _SHARE.match(word)
    start = share.end() if share else 0
    return word[:start] + _RUN.sub(_doubled, word[start:])


def _doubled(run: re.Match[str]) -> str:
    return run[0] * 2
