"""Texts with placeholders, as `prompt --format` and `list --format` take them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.parser import WRONG_CELLS, ask_which
from lastmile_tui.dates.words import quote
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Parts = list[tuple[str, str]]
    """Literal texts, each with the name that follows it or none."""


_ESCAPES: Final = {r"\t": "\t", r"\n": "\n", r"\\": "\\"}
"""What a backslash stands for in front of these, as in formats of printf; else for itself."""


def parts_of(text: str, names: Collection[str]) -> Parts:
    """A format in its parts; UsageError for anything else between braces than one of some names."""
    from string import Formatter  # noqa: PLC0415 # 1 ms, for those who have a format

    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise UsageError(
            "The braces of --format do not pair up as in {title}; {{ and }} stand for braces."
        ) from None
    for _, name, spec, conversion in parts:
        if name is not None and (name not in names or spec or conversion):
            written = name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            known = ", ".join(f"{{{known}}}" for known in names)
            asked = "" if name in names else _question(name, names)
            raise UsageError(
                f"{quote(f'{{{written}}}')} is not a placeholder;{asked or ' there'} are {known}."
            )
    return [(_unescaped(literal), name or "") for literal, name, _, _ in parts]


def _unescaped(literal: str) -> str:
    return re.sub(r"\\[tn\\]", lambda found: _ESCAPES[found[0]], literal)


def fill(parts: Parts, value_of: Callable[[str], str]) -> str:
    """A format with its values; nothing when it names some and all of them are empty."""
    values = {name: value_of(name) for _, name in parts if name}
    if values and not any(values.values()):
        return ""
    return "".join(literal + values.get(name, "") for literal, name in parts)


def columns_of(text: str, names: Collection[str]) -> list[str]:
    """The columns that are named with commas between; UsageError for one that there is none of."""
    columns = [column.strip().casefold().replace("-", "_") for column in text.split(",")]
    for column in columns:
        if column not in names:
            wrong = quote(fit(clean_line(column), WRONG_CELLS))
            raise UsageError(
                f"--columns: {wrong} is not a column;"
                f"{_question(column, names) or ' there'} are {', '.join(names)}."
            )
    return columns


def _question(wrong: str, names: Collection[str]) -> str:
    """The question which of some names was meant, and how it goes on; empty where none is near."""
    asked = ask_which(wrong, names)
    return f" {asked} There" if asked else ""
