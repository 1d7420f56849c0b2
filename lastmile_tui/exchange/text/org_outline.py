"""The lines of an Org file, taken apart into headings as Emacs sees them.

A star at the beginning of a line is a heading wherever it stands, also in a block. A planning line
stands right below its heading (or, as many have it, below the properties). What follows is the
body, kept line by line, so that it can be written back as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TODO, WAIT, DONE, CANCELLED = "TODO", "WAIT", "DONE", "CANCELLED"

WRITTEN = f"#+TODO: {TODO} {WAIT} | {DONE} {CANCELLED}"
"""The keywords that an export of ours has."""

COOKIE = re.compile(r"[ \t]*\[(?:\d*/\d*|\d*%)\]")
"""How much below a heading is done, as Emacs counts it."""

_CUSTOMARY = frozenset(
    (TODO, WAIT, "NEXT", "WAITING", "HOLD", "STARTED", "DOING", "IN-PROGRESS", "STRT", "PROJ")
)
"""Where a file names no keywords: they stand in the settings of Emacs then."""

PLANNED = re.compile(
    r"\b(DEADLINE|SCHEDULED|CLOSED):[ \t]*([<\[][^<\[\]>\n]*[\]>](?:--<[^<>\n]*>)?)"
)
"""A keyword of a planning line and its timestamp."""

PRIORITY = re.compile(r"\[#([A-Z]|\d{1,2})\][ \t]*")
TAGS = re.compile(r"(?:^|[ \t]+):([\w@#%:]+):[ \t]*$")
PLANNING = re.compile(r"[ \t]*(?:DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[]")
KEYWORDS = re.compile(r"[ \t]*#\+(?:SEQ_|TYP_)?TODO:(.*)", re.IGNORECASE)
DRAWER = re.compile(r"[ \t]*:([\w-]+):[ \t]*$")

_HEADING = re.compile(r"(\*+)[ \t]+(.*)|(\*+)$")
_PROPERTY = re.compile(r"[ \t]*:([^\s:][^\s]*?)(\+?):(?:[ \t]+(.*?))?[ \t]*$")
_BEGIN = re.compile(r"[ \t]*#\+begin_(\S+)", re.IGNORECASE)
_END = re.compile(r"[ \t]*#\+end_(\S+)", re.IGNORECASE)
_FAST = re.compile(r"\(.*\)$")


class OrgHeading(Struct, frozen=True):
    """A heading with its section; the lines before the first one have level 0.

    `planning` is the line as it was, `properties` have their names in capitals, `drawer` the lines
    between `:PROPERTIES:` and `:END:`. `first` is the number of the first line of the body.
    """

    level: int
    line: int
    todo: str = ""
    priority: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    planning: str = ""
    properties: Mapping[str, str] = {}
    drawer: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    first: int = 0

    @property
    def planned(self) -> dict[str, str]:
        """The timestamps of the planning line, by their keywords."""
        return dict(PLANNED.findall(self.planning))


class OrgKeywords(Struct, frozen=True):
    """What headings begin with: those of what is to do, and those of what is done."""

    open: frozenset[str]
    done: frozenset[str]


def keywords(lines: Iterable[str]) -> OrgKeywords:
    """The keywords that the lines `#+TODO:` of a file name, wherever they stand in it."""
    still: set[str] = set()
    done: set[str] = set()
    for line in lines:
        found = KEYWORDS.match(line) if "#+" in line else None
        if not found:
            continue
        before, _, after = found[1].partition("|")
        names, ends = _names(before), _names(after)
        if not ends:  # Emacs takes the last one then, also before a bar
            names, ends = names[:-1], names[-1:]
        still.update(names)
        done.update(ends)
    if not (still or done):
        return OrgKeywords(_CUSTOMARY, frozenset((DONE, CANCELLED, "CANCELED", "KILLED", "KILL")))
    return OrgKeywords(frozenset(still - done), frozenset(done))


def _names(text: str) -> list[str]:
    return [name for word in text.split() if (name := _FAST.sub("", word))]


def headings(lines: Sequence[str], known: OrgKeywords) -> Iterator[OrgHeading]:
    """What stands before the first heading, and each heading with its section."""
    words = known.open | known.done
    starts = [
        (number, found)
        for number, line in enumerate(lines)
        if line.startswith("*") and (found := _HEADING.match(line))
    ]
    ends = [number for number, _ in starts] + [len(lines)]
    drawer = _drawer(lines[: ends[0]], 0)
    at = 0 if drawer is None else len(drawer) + 2
    body, own = tuple(lines[at : ends[0]]), tuple(drawer or ())
    yield OrgHeading(0, 1, properties=_properties(own), drawer=own, body=body, first=at + 1)
    for (number, found), end in zip(starts, ends[1:], strict=True):
        section = lines[number + 1 : end]
        yield _heading(found, number + 1, section, words)


def _heading(
    found: re.Match[str], line: int, section: Sequence[str], words: frozenset[str]
) -> OrgHeading:
    rest = (found[2] or "").strip()
    todo, _, after = rest.partition(" ")
    if todo in words:
        rest = after.strip()
    else:
        todo = ""
    priority = PRIORITY.match(rest)
    if priority:
        rest = rest[priority.end() :]
    tags = TAGS.search(rest) if rest.endswith(":") else None
    if tags:
        rest = rest[: tags.start()]
    at = 0
    planning = ""
    if section and PLANNING.match(section[0]):
        planning, at = section[0], 1
    drawer = _drawer(section, at)
    at += len(drawer) + 2 if drawer is not None else 0
    if drawer is not None and not planning and at < len(section) and PLANNING.match(section[at]):
        planning, at = section[at], at + 1
    return OrgHeading(
        level=len(found[1] or found[3]),
        line=line,
        todo=todo,
        priority=priority[1] if priority else "",
        title=rest.strip(),
        tags=tuple(name for name in tags[1].split(":") if name) if tags else (),
        planning=planning,
        properties=_properties(drawer or ()),
        drawer=tuple(drawer or ()),
        body=tuple(section[at:]),
        first=line + at + 1,
    )


def _drawer(section: Sequence[str], at: int) -> Sequence[str] | None:
    """The lines of the properties that begin at a line; None where there are none."""
    if at >= len(section) or section[at].strip().upper() != ":PROPERTIES:":
        return None
    for number in range(at + 1, len(section)):
        line = section[number]
        if line.strip().upper() == ":END:":
            return section[at + 1 : number]
        if not _PROPERTY.match(line):
            return None
    return None


def _properties(drawer: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in drawer:
        if one := _PROPERTY.match(line):
            name, value = one[1].upper(), one[3] or ""
            found[name] = f"{found[name]} {value}" if one[2] and name in found else value
    return found


def in_blocks(body: Sequence[str]) -> set[int]:
    """The lines of a body that stand in blocks, such as source code, or after a colon."""
    inside: set[int] = set()
    last = {end[1].casefold(): at for at, line in enumerate(body) if (end := _END.match(line))}
    opened = ""
    for number, line in enumerate(body):
        if opened:
            inside.add(number)
            end = _END.match(line)
            if end and end[1].casefold() == opened:
                opened = ""
        elif begin := _BEGIN.match(line):
            if last.get(begin[1].casefold(), -1) > number:
                opened = begin[1].casefold()
                inside.add(number)
        elif line.lstrip().startswith(": "):
            inside.add(number)
    return inside
