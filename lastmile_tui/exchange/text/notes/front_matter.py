"""What stands in front of a note, between two lines of dashes: names and values, plain YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELD = re.compile(r"([^\s:#-][^:#]{0,60}?)[ \t]*:(?:[ \t]+(.*))?$")
_PART = re.compile(r"[ \t]*-[ \t]+(.*)$")

_LIMIT = 500
"""Lines that the front of a note has at most; a rule further down does not end one."""


class FrontMatter(Struct, frozen=True):
    """The values by their names in small letters, as texts or lists; `raw` as it stands.

    `lines` is how many lines it takes, 0 where there is none.
    """

    values: dict[str, list[str]] = {}
    raw: str = ""
    lines: int = 0

    def text(self, *names: str) -> str:
        """The value of the first name that has one."""
        found = (self.values[name] for name in names if self.values.get(name))
        return " ".join(next(found, []))

    def all(self, *names: str) -> list[str]:
        """All values of names; one with commas is several."""
        found = (part for name in names for part in self.values.get(name, []))
        return [word for part in found for one in part.split(",") if (word := _bare(one))]


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """What stands in front of the lines."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != "---":
        return FrontMatter()
    ends = (at for at in range(1, min(len(lines), _LIMIT)) if lines[at].rstrip() in ("---", "..."))
    end = next(ends, 0)
    if not end:
        return FrontMatter()
    values: dict[str, list[str]] = {}
    name = ""
    for line in lines[1:end]:
        if field := _FIELD.match(line):
            name = _bare(field[1]).casefold()
            value = (field[2] or "").strip()
            inner = (
                value[1:-1].split(",") if value.startswith("[") and value[-1] == "]" else [value]
            )
            values[name] = [word for one in inner if (word := _bare(one))]
        elif name and (part := _PART.match(line)) and (word := _bare(part[1])):
            values[name].append(word)
    if not values and any(line.strip() for line in lines[1:end]):
        return FrontMatter()  # two rules with a text between them
    return FrontMatter(values, "\n".join(lines[1:end]), end + 1)


def _bare(text: str) -> str:
    """A value without its quotes."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
