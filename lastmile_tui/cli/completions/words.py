"""What may stand at each place of a command line, by keys that the scripts of shells look up.

""               the verbs; "template": the verbs below one
"list -"         the options of a verb
"list --view"    what an option takes; no words for any text
"turn 2"         what the second argument is; "help +": the one that repeats
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.cli.manual.pages import VerbPage, VerbPart

    Words = list[tuple[str, str]]
    """Words with their descriptions, which may be empty."""

GOALS, TAGS, FILES = "@goals", "@tags", "@files"
"""Words that stand for those that change."""

_BY_VALUE: Final = {
    "GOAL": GOALS,
    "TAG": TAGS,
    "PATH": FILES,
    "FILE": FILES,
    "CERT KEY": FILES,
}
"""What is meant by what a help calls it."""


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
                found |= {f"{page.words} {name}": _words_of(part) for name in part.names}
        for place, part in enumerate(page.arguments, 1):
            words = [*found[""]] if part.value == "VERB" else _words_of(part)
            if words:
                found[f"{page.words} {place}"] = words
                if part.repeats:
                    found[f"{page.words} +"] = words
    return found


def _words_of(part: VerbPart) -> Words:
    if part.choices:
        return [(choice, "") for choice in part.choices]
    meant = _BY_VALUE.get(part.value)
    return [(meant, "")] if meant else []
