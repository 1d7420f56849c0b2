"""What may stand at each place of a command line, by keys that the scripts of shells look up.

""               the verbs; "template": the verbs below one
"list -"         the options of a verb
"list --view"    what an option takes; no words for any text
"turn 2"         what the second argument is; "import +": the one that repeats
"list --columns" words behind `LIST` stand in a list with commas
"reopen 1"       a pattern such as `@goals:s` stands for goals in one of these states
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.listing.due import AHEAD
from lastmile_tui.cli.table.list_arguments import COLUMNS, TEXT, WHOLE
from lastmile_tui.cli.table.screen_arguments import PLACEHOLDERS
from lastmile_tui.exchange.formats import FORMATS
from lastmile_tui.exchange.tables.columns import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.cli.manual.pages import VerbPage, VerbPart

    Words = list[tuple[str, str]]
    """Words with their descriptions, which may be empty."""

GOALS, TAGS, FILES, MARKERS = "@goals", "@tags", "@files", "@markers"
PATTERNS: Final = "@patterns"
"""Words that stand for those that change; templates are kept by another letter than tags."""

LIST, BRACES, OPEN = "@list", "@braces", "@open"
"""Stand in front of words with commas between, of those in braces within a text, of beginnings."""

_WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TO_COME: Final = ("today", "tomorrow", *_WEEK)
_PAST: Final = ("today", "yesterday", *_WEEK)

_ON_ROAD: Final = ("advance", "back", "block", "turn", "next-step", "park", "pick", "split")
_STATES: Final = {
    **{f"{verb} 1": "rbRB" for verb in _ON_ROAD},
    "seal 1": "RB",
    "unblock 1": "bB",
    "resume 1": "p",
    "reopen 1": "s",
    "advance --to": "a",
    "back --to": "d",
}
"""Which goals a verb is for, by their letters; of markers those (a)head, or (d)riven."""

_BY_VALUE: Final = {
    "GOAL": GOALS,
    "TAG": TAGS,
    "PATH": FILES,
    "FILE": FILES,
    "CERT KEY": FILES,
    "OTHER": GOALS,
    "WHICH": FILES,
    "MARKER": MARKERS,
}
"""What is meant by what a help calls it."""

_BY_KEY: Final = {
    "template show 1": (PATTERNS,),
    "template use 1": (PATTERNS,),
    "list --due": (*AHEAD, "overdue"),
    "list --columns": (LIST, *COLUMNS),
    "list --format": (BRACES, *COLUMNS, TEXT, *WHOLE),
    "prompt --format": (BRACES, *PLACEHOLDERS),
    "import --from": (*FORMATS,),
    "import --map": (OPEN, *(f"{field}=" for field in NAMES)),
    "park --until": _TO_COME[1:],
    "next-step --on": _TO_COME,
    "marker date 3": (*_TO_COME, "none"),
    "again 2": ("every", "in", "on", "never"),
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
            words = _words_of(part, key)
            if words:
                found[key] = words
                if part.repeats and key not in _BY_KEY:
                    found[f"{page.words} +"] = words
    found["help"] = found[""]  # all verbs are below it, and below them what is below each
    return found | {f"help {page.words}": found[page.words] for page in verbs if page.below}


def _words_of(part: VerbPart, key: str) -> Words:
    meant = _BY_VALUE.get(part.value)
    if meant and key in _STATES:
        meant = f"{meant}:{_STATES[key]}"
    words = part.choices or _BY_KEY.get(key) or ((meant,) if meant else ())
    if not words and part.value == "DATE":
        words = _PAST
    return [(word, "") for word in words]
