"""What may stand at each place of a command line, by keys that the scripts of shells look up.

""               the verbs; "template": the verbs below one
"list -"         the options of a verb
"list --view"    what an option takes; no words for any text
"turn 2"         what the second argument is; "help +": the one that repeats
"list --columns" words behind `LIST` stand in a list with commas
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.listing.due import AHEAD
from lastmile_tui.cli.table.list_arguments import COLUMNS
from lastmile_tui.exchange.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.cli.manual.pages import VerbPage, VerbPart

    Words = list[tuple[str, str]]
    """Words with their descriptions, which may be empty."""

GOALS, TAGS, FILES = "@goals", "@tags", "@files"
PATTERNS: Final = "@patterns"
"""Words that stand for those that change; templates are kept by another letter than tags."""

LIST: Final = "@list"
"""Stands in front of words of which several may be given, with commas between."""

_BY_VALUE: Final = {
    "GOAL": GOALS,
    "TAG": TAGS,
    "PATH": FILES,
    "FILE": FILES,
    "CERT KEY": FILES,
    "OTHER": GOALS,
    "WHICH": FILES,
}
"""What is meant by what a help calls it."""

_BY_KEY: Final = {
    "template show 1": (PATTERNS,),
    "template use 1": (PATTERNS,),
    "list --due": (*AHEAD, "overdue"),
    "list --columns": (LIST, *COLUMNS),
    "import --from": (*FORMATS,),
    "sync --every": ("5m", "15m", "30m", "1h"),
}
"""What is meant at a place whose help calls it what others call something else."""


def words_by_key(pages: Sequence[VerbPage]) -> dict[str, Words]:
    """The words by their keys, of `read_pages`."""
    own, *verbs = pages
    sentences = {page.words: page.sentence for page in verbs}
    found: dict[str, Words] = {}
    for page in pages:
        if page.below:
            before = f"{page.words} ".lstrip()
            found[page.words] = [(name, sentences[before + name]) for name in page.below]
        shown = page.options if page is own else (*page.options, *own.options)
        found[f"{page.words} -"] = [
            (name, part.help) for part in shown for name in part.names if len(name) > len("-h")
        ]
        for part in page.options:
            if part.value:
                for key in (f"{page.words} {name}" for name in part.names):
                    found[key] = _words_of(part, key)
        for place, part in enumerate(page.arguments, 1):
            key = f"{page.words} {place}"
            words = [*found[""]] if part.value == "VERB" else _words_of(part, key)
            if words:
                found[key] = words
                if part.repeats:
                    found[f"{page.words} +"] = words
    return found


def _words_of(part: VerbPart, key: str) -> Words:
    meant = _BY_VALUE.get(part.value)
    words = part.choices or _BY_KEY.get(key) or ((meant,) if meant else ())
    return [(word, "") for word in words]
