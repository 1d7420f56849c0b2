"""Text: every text that enters is cleaned here, once, and measured in terminal cells.

A terminal obeys control characters and lays out bidirectional ones, so neither may reach it from
a title. Widths agree with `rich.cells`, which lays out the screen and which the command line must
not import.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import category, east_asian_width, is_normalized, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator


TITLE_LIMIT = 500
"""Characters of a title: several lines of any terminal, and no weight in the file."""

NOTE_LIMIT = 65_536
"""Characters of a note: a long chapter; what is larger belongs in a file of its own."""

NAME_LIMIT = 64
"""Characters of a tag or a person: a name in any language still fits beside a title."""

TAGS_LIMIT = 50
"""Tags or people of one goal: more than anyone reads, few enough to draw."""

_JOINERS = "\u200c\u200d"
"""The format characters that carry meaning: they shape Persian and Indic words, and emoji."""

_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Format characters with a glyph, the Arabic number sign and its kin (Unicode 15, table 9-10)."""

_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Hangul letters without a glyph, known from names that look empty."""

_STRAY_JOINER = f"(?<![^\\x00-\\x7f])[{_JOINERS}]+|[{_JOINERS}]+(?![^\\x00-\\x7f])"
"""A joiner at an edge or beside ASCII joins nothing: it only hides a word from a search."""

_GROWING = frozenset(
    "#*0123456789©®‼⁉™\u2139↔↕↖↗↘↙↩↪⌨⏏⏭⏮⏯⏱⏲⏸⏹⏺Ⓜ▪▫▶◀◻◼☀☁☂☃☄☎☑☘☝☠☢☣☦☪☮☯☸☹☺♀♂♟♠♣♥♦♨♻♾"
    "⚒⚔⚕⚖⚗⚙⚛⚜⚠⚧⚰⚱⛈⛏⛑⛓⛩⛰⛱⛴⛷⛸⛹✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❣❤➡⤴⤵⬅⬆⬇🅰🅱🅾🅿🌡🌤🌥🌦🌧🌨🌩🌪🌫🌬🌶🍽🎖🎗🎙🎚🎛🎞🎟🏋🏌🏍"
    "🏎🏔🏕🏖🏗🏘🏙🏚🏛🏜🏝🏞🏟🏳🏵🏷🐿👁📽🕉🕊🕯🕰🕳🕴🕵🕶🕷🕸🕹🖇🖊🖋🖌🖍🖐🖥🖨🖱🖲🖼🗂🗃🗄🗑🗒🗓🗜🗝🗞🗡🗣🗨🗯🗳🗺🛋🛍🛎🛏🛠🛡🛢🛣🛤🛥🛩🛰🛳"
)
"""Symbols of one cell that U+FE0F makes an emoji of two (Unicode 17, emoji-variation-sequences)."""

_CLUSTER_LIMIT = 32
"""Characters that a cut goes back for the start of a cluster; the longest emoji has eleven."""


class _Cleaning(dict[int, str | None]):
    """A table for `str.translate` that fills itself: white space is a space, the invisible goes."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if char.isspace():
            self[code] = " "
        elif char in _VISIBLE_FORMATS or char in _JOINERS:
            self[code] = char
        else:
            hidden = char in _FILLERS or category(char) in {"Cc", "Cf", "Cs"}
            self[code] = None if hidden else char
        return self[code]


_CLEANING = _Cleaning()


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return one line of at most `limit` characters in NFC, without anything invisible."""
    if len(text) <= limit and _is_tidy(text):
        return text
    return _cut(" ".join(_clean(text).split()), limit)


def clean_note(text: str, limit: int = NOTE_LIMIT) -> str:
    """Clean like `clean_line`, but keep line breaks and indentation; a tab stops every 4 cells."""
    if len(text) <= limit and _is_tidy(text):
        return text
    lines = (_clean(line.expandtabs(4)).rstrip() for line in text.splitlines())
    return _cut("\n".join(lines).strip("\n"), limit)


def clean_key(char: str) -> str:
    """What a typed character puts into a text: itself, a space, or nothing.

    Unlike in a text, a joiner stays that joins nothing yet.
    """
    return "" if category(char) == "Cc" else _CLEANING[ord(char)] or ""


def clean_tree(value: Any, *, lines: bool = False) -> Any:
    """Clean every text in what a file holds; only a `why` and a `text` may have several lines.

    Tuples come back as lists.
    """
    if isinstance(value, str):
        return clean_note(value) if lines else clean_line(value, NOTE_LIMIT)
    if isinstance(value, dict):
        return {
            _clean_key(key): clean_tree(
                item, lines=key == "why" or (key == "text" and "day" in value)
            )
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [clean_tree(item) for item in value]
    return value


def is_plain(raw: bytes) -> bool:
    """Whether JSON holds no text that cleaning could change; sure when true, cautious when not."""
    if len(raw) >= _PLAIN_LIMIT or b"\\" in raw or b"\x7f" in raw:
        return False
    if _UNTIDY.search(raw):
        return False
    if raw.isascii():
        return True
    beyond = raw.translate(None, _ASCII).decode(errors="replace")
    if not beyond.isprintable():
        return False
    if max(beyond, default="") < _FIRST_MARK:
        return True
    text = raw.decode(errors="replace")
    return text.isprintable() and is_normalized("NFC", text) and not _hollow(text)


def _hollow(text: str) -> bool:
    return any(filler in text for filler in _FILLERS)


_ASCII = bytes(range(0x80))

_FIRST_MARK = "\u0300"
"""The first character that composes with one before it; none before this changes in NFC."""

_PLAIN_LIMIT = 1 << 20
"""Bytes from which a document may hold a text over its limit, and is looked at closely."""

_UNTIDY = re.compile(rb' (?:[ "]|(?<=[":] )(?:(?<=" )|(?<=tag: )|(?<=person: )))')
"""A space that cleaning takes away: beside another one, at an end, or before a name in a key.

Most spaces stand behind a letter, and are done with by one look at that.
"""

_NAMED = ("tag", "person")
"""The kinds of registers whose keys hold what somebody wrote."""


def _clean_key(key: str) -> str:
    kind, colon, name = key.partition(":")
    return f"{kind}:{clean_line(name)}" if colon and kind in _NAMED else clean_line(key)


def _is_tidy(text: str) -> bool:
    """Whether a text surely is as cleaning would leave it: one line of ASCII, single spaces."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip(" ")


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = normalize("NFC", text.translate(_CLEANING))
    if not any(joiner in text for joiner in _JOINERS):
        return text
    return normalize("NFC", re.sub(_STRAY_JOINER, "", text))


def _cut(text: str, limit: int) -> str:
    """Cut before the cluster that passes the limit, or through it when it is endless."""
    if len(text) <= limit:
        return text
    end = 0
    for cluster, _ in clusters(text):
        if end + len(cluster) > limit:
            break
        end += len(cluster)
    if limit - end > _CLUSTER_LIMIT:
        end = limit
    return text[:end].rstrip(" \n" + _JOINERS)


_ONE_CELL_EACH = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25fc\u2691\u2713]*"
)
"""Letters and signs, such as those of our roads, that neither join nor are wide."""


def cells(text: str) -> int:
    """Count the terminal cells that a cleaned text takes."""
    if text.isascii() or _ONE_CELL_EACH.fullmatch(text):
        return len(text)
    return sum(width for _, width in clusters(text))


def fit(text: str, width: int, ellipsis: str = "…", *, pad: bool = False) -> str:
    """Shorten a text to at most `width` cells, with `pad` to exactly that many.

    A width that has no room for the ellipsis gets the start of the text alone.
    """
    if cells(text) > width:
        room = width - cells(ellipsis)
        text = _start(text, room).rstrip() + ellipsis if room >= 0 else _start(text, width)
    return text + " " * (width - cells(text)) if pad else text


def _start(text: str, width: int) -> str:
    """Take the clusters that fit into a width."""
    taken, used = 0, 0
    for cluster, size in clusters(text):
        used += size
        if used > width:
            break
        taken += len(cluster)
    return text[:taken]


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Split into what a terminal shows as one glyph, each with its cells.

    As in `rich.cells`: what follows a ZWJ adds no cells, and U+FE0F makes a narrow symbol an
    emoji. Regional indicators pair up to flags.
    """
    start, size, previous, joined = 0, 0, "", False
    for index, char in enumerate(text):
        width = 0 if joined else _width(char)
        flag = _is_regional(char) and index - start == 1 and _is_regional(previous)
        if index > start and width and not flag:
            yield text[start:index], size
            start, size = index, 0
        if char == "\ufe0f" and size == 1 and not joined and text[start] in _GROWING:
            width = 1
        size += width
        previous, joined = char, char == "\u200d" and not joined
    if text:
        yield text[start:], size


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


@lru_cache(4096)
def _width(char: str) -> int:
    """Cells of one character: 0 when it combines, 2 when it is wide."""
    kind = category(char)
    if (
        kind in {"Mn", "Me", "Mc"}
        or (kind == "Cf" and char not in _VISIBLE_FORMATS)
        or "\u1160" <= char <= "\u11ff"  # Hangul vowels and finals, drawn in the syllable before
        or "\ud7b0" <= char <= "\ud7ff"
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
    ):
        return 0
    if kind == "Cn":  # emoji, or ideographs, newer than the tables of this Python
        return (
            2 if "\U0001fa70" <= char <= "\U0001faff" or "\U00020000" <= char < "\U0003fffe" else 1
        )
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def counted(count: int, one: str, many: str = "") -> str:
    """How many there are of something: `1 log entry`, `1,200 days`."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
