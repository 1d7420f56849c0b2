"""The page of docs that has every verb with all it takes, as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.cli.manual.facts import ENVIRONMENT, EXITS, FILES, NAMES
from lastmile_tui.cli.manual.pages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.cli.manual.pages import VerbPage, VerbPart


def reference_of(pages: Sequence[VerbPage]) -> str:
    """The page of the whole program, of `read_pages`."""
    return "\n".join(_lines(pages))


def _lines(pages: Sequence[VerbPage]) -> Iterator[str]:
    own, *verbs = pages
    yield from ("# Every verb and option", "")
    yield "Made of the tables that the parser itself has, by `python tests/reference.py`."
    yield from ("`lastmile man | man -l -` shows the same.", "")
    yield from (line for paragraph in NAMES for line in (paragraph, ""))
    yield from ("## With every verb", "", *_table(own.entries))
    for page in verbs:
        yield from (f"## {page.words}", "", sentence(page.sentence), "")
        yield from ("```text", page.synopsis, "```", "")
        yield from _table((*page.arguments, *page.options))
        if page.more:
            yield from ("```text", page.more, "```", "")
        yield from ("```text", *page.examples, "```", "")
    for title, rows in (
        ("Environment variables", ENVIRONMENT),
        ("Files", FILES),
        ("Exit codes", EXITS),
    ):
        yield from (f"## {title}", "", "| | |", "|---|---|")
        yield from (f"| `{name}` | {_words(words)} |" for name, words in rows)
        yield ""


def _table(entries: Iterable[VerbPart]) -> Iterator[str]:
    rows = [f"| `{_cell(entry.head)}` | {_words(entry.help)} |" for entry in entries]
    if rows:
        yield from ("| | |", "|---|---|", *rows, "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _words(text: str) -> str:
    """A help as Markdown shows it: signs that it would obey stand for themselves."""
    return re.sub(r"([\\`*_<>\[\]#|~])", r"\\\1", text)
