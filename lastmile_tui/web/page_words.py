"""What the page and the server say to each other beside what is drawn: JSON lists of words.

textual-serve's script says `["stdin", text]` and `["resize", {"width": 80, "height": 24}]`; ours
begins with `["open", {"tab": key, "width": 80, "height": 24}]`.
"""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

import msgspec
from msgspec import Meta, Struct

_Cells: TypeAlias = Annotated[int, Meta(ge=1, le=1000)]


class Opened(Struct, frozen=True):
    """A page has come, which shows this tab if there is one."""

    width: _Cells
    height: _Cells
    tab: str = ""


class Typed(Struct, frozen=True, array_like=True, tag="stdin"):
    """Something was typed, clicked or pasted."""

    text: str


class Resized(Struct, frozen=True):
    """The page has another size, in cells."""

    width: _Cells
    height: _Cells


class _OpenWords(Struct, frozen=True, array_like=True, tag="open"):
    page: Opened


class _ResizeWords(Struct, frozen=True, array_like=True, tag="resize"):
    page: Resized


PageWords: TypeAlias = Opened | Typed | Resized

_WORDS: Final = msgspec.json.Decoder(Typed | _OpenWords | _ResizeWords)


def read_words(text: str) -> PageWords | None:
    """What the page says; None for what we do not know, or what cannot be."""
    try:
        words = _WORDS.decode(text)
    except (ValueError, RecursionError):
        return None
    return words if isinstance(words, Typed) else words.page


def write_words(*words: str | int) -> str:
    """A list of words as the page reads it."""
    return msgspec.json.encode(words).decode()
