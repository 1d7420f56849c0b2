"""The page of man, as roff (man(7)): it is the same on every day and every machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lastmile_tui import __version__
from lastmile_tui.cli.manual.facts import ENVIRONMENT, EXITS, FILES, NAMES, SUMMARY
from lastmile_tui.cli.manual.pages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.cli.manual.pages import VerbPage, VerbPart

_SIGNS: Final = str.maketrans(
    {
        "\\": r"\e",
        "-": r"\-",
        "'": r"\(aq",
        '"': r"\(dq",
        "`": r"\(ga",
        "^": r"\(ha",
        "~": r"\(ti",
    }
)
"""The signs that roff would obey, or print as others."""


def roff(text: str) -> str:
    """A text that roff prints as it is, in ASCII; each of its lines stays one."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    plain = "".join(
        char if char.isascii() else rf"\[u{ord(char):04X}]" for char in line.translate(_SIGNS)
    )
    return rf"\&{plain}" if plain.startswith(".") else plain


def page_of(pages: Sequence[VerbPage]) -> str:
    """The page of the whole program, of `read_pages`."""
    own, *verbs = pages
    return "".join(f"{line}\n" for line in _lines(own, verbs))


def _lines(own: VerbPage, verbs: Sequence[VerbPage]) -> Iterator[str]:
    yield r".\" made by tests/reference.py of the tables that the parser has"
    yield f'.TH LASTMILE 1 "" "lastmile {__version__}" "User Commands"'
    yield from (".SH NAME", rf"lastmile \- {roff(SUMMARY)}")
    yield from (".SH SYNOPSIS", r"\fBlastmile\fP [\fIoption\fP ...] [\fIverb\fP ...]")
    yield from (".SH DESCRIPTION", roff(own.sentence))
    for paragraph in NAMES:
        yield from (".PP", roff(paragraph))
    yield ".SH OPTIONS"
    yield "These may stand anywhere, with every verb."
    yield from _entries(own.entries)
    yield ".SH VERBS"
    for page in verbs:
        yield from _verb(page)
    for title, rows in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES), ("EXIT STATUS", EXITS)):
        yield f".SH {title}"
        for name, words in rows:
            yield from (".TP", rf"\fB{roff(name)}\fP", roff(words))


def _verb(page: VerbPage) -> Iterator[str]:
    yield f".SS {roff(f'lastmile {page.words}')}"
    yield roff(sentence(page.sentence))
    yield from (".PP", ".nh", ".ad l", _breakable(page.synopsis), ".ad", ".hy")
    yield from _entries((*page.arguments, *page.options))
    if page.more:
        yield from (".PP", ".EX", roff(page.more), ".EE")
    if page.examples:
        yield from (".PP", "For example:", ".PP", ".RS 4", ".EX")
        yield from map(roff, page.examples)
        yield from (".EE", ".RE")


def _entries(entries: Iterable[VerbPart]) -> Iterator[str]:
    for entry in entries:
        yield from (".TP", _head(entry))
        yield roff(sentence(entry.help)) if entry.help else r"\&"


def _head(entry: VerbPart) -> str:
    """The name in bold, what it takes in italics; braces around choices as they are."""
    names = ", ".join(rf"\fB{roff(name)}\fP" for name in entry.names)
    value = re.sub(r"[A-Z=]{2,}|\bN\b", lambda found: rf"\fI{found[0]}\fP", _breakable(entry.value))
    return f"{names} {value}".strip()


def _breakable(text: str) -> str:
    """A text that may be broken behind its commas as well: choices have no blanks."""
    return roff(text).replace(",", r",\:")
