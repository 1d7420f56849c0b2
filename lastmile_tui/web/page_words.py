"""What the page and the server say to each other beside what is drawn: JSON lists of words.

textual-serve's script says `["stdin", text]` and `["resize", {"width": 80, "height": 24}]`; ours
begins with `["open", {"session": key, "width": 80, "height": 24}]`.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeAlias

import msgspec
from msgspec import Meta, Struct

_Cells: TypeAlias = Annotated[int, Meta(ge=1, le=1000)]


class Opened(Struct, frozen=True):
    """A page has come, which shows this session if there is one."""

    width: _Cells
    height: _Cells
    session: str = ""


class Typed(Struct, frozen=True):
    """Something was typed, clicked or pasted."""

    text: str


class Resized(Struct, frozen=True):
    """The page has another size, in cells."""

    width: _Cells
    height: _Cells


Said: TypeAlias = Opened | Typed | Resized

_KINDS: Final[dict[str, Any]] = {"open": Opened, "stdin": str, "resize": Resized}


def read_said(text: str) -> Said | None:
    """What the page says; None for what we do not know, or what cannot be."""
    try:
        word, *rest = msgspec.json.decode(text, type=list[Any])
        kind = _KINDS[word]
        said = msgspec.convert(rest[0], type=kind)
    except (ValueError, LookupError, TypeError):
        return None
    result: Said = Typed(said) if isinstance(said, str) else said
    return result


def write_words(*words: str | int) -> str:
    """A list of words as the page reads it."""
    return msgspec.json.encode(words).decode()
