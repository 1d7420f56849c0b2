"""What the body of an Org heading says: boxes, entries of its log, what drawers hold, and text."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.exchange.text.org_outline import DRAWER, KEYWORDS, PLANNING, in_blocks
from lastmile_tui.exchange.text.org_times import timestamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.exchange.text.org_times import OrgTimestamp

OWN = ("WHY", "SEAL")
"""Drawers in which an export of ours puts what Org has no place for."""

BOX = re.compile(
    r"([ \t]*)(?:[-+]|(?<=[ \t])\*|(?:\d+|[A-Za-z])[.)])[ \t]+(?:\[@\w+\][ \t]+)?"
    r"\[([ Xx-])\](?:[ \t]+(.*)|$)"
)
"""A list item with a box: its indentation, its mark and its text."""

CLOSED = re.compile(r"[ \t]+CLOSED:[ \t]*(\[[^\[\]\n]*\])[ \t]*$")
"""When a box was ticked, as an export of ours writes it."""

_LOGGED = re.compile(
    r"([ \t]*)- (State[ \t]+\"([^\"\n]*)\"[ \t]+from[ \t]*(?:\"[^\"\n]*\")?"
    r"|Note taken on|CLOSING NOTE|Rescheduled from|Not scheduled, was|New deadline from"
    r"|Removed deadline, was|Refiled on)[ \t]*(.*)"
)
_INDENT = re.compile(r"[ \t]*")
_TAB = 8


class OrgBox(Struct, frozen=True):
    """An item with a box, by its line in the body; `below` is the line of the one around it."""

    at: int
    mark: str
    text: str
    below: int


class OrgEntry(Struct, frozen=True):
    """An entry of a log; `state` is the keyword that was set, empty for other entries."""

    at: int
    state: str
    when: OrgTimestamp | None
    raw: str
    text: str


class OrgBody(Struct, frozen=True):
    """What a body says; `planning` are lines that only look like a planning line, by number."""

    boxes: tuple[OrgBox, ...]
    logged: tuple[OrgEntry, ...]
    text: str
    planning: tuple[int, ...]


def without_own(body: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """A body without the drawers of ours, and their texts by their names."""
    rest: list[str] = []
    own: dict[str, str] = {}
    ends = _drawer_ends(body, set())
    at = 0
    while at < len(body):
        name = body[at].strip().strip(":").upper()
        if at in ends and name in OWN and name not in own:
            own[name] = unescaped(dedent("\n".join(body[at + 1 : ends[at]])))
            at = ends[at] + 1
            continue
        rest.append(body[at])
        at += 1
    return rest, own


def escaped(text: str) -> list[str]:
    """Lines that end no drawer, begin no heading and name no keywords.

    They are indented, with a comma before what could.
    """
    return [
        f"  {',' if _means_something(line) else ''}{line}".rstrip() for line in text.split("\n")
    ]


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return "\n".join(
        line.replace(",", "", 1)
        if line.lstrip().startswith(",") and _means_something(line)
        else line
        for line in text.split("\n")
    )


def _means_something(line: str) -> bool:
    """Whether a line, without commas before it, is one that Org heeds wherever it stands."""
    bare = line.lstrip(" \t,")
    return bool(DRAWER.match(bare) or KEYWORDS.match(bare))


def _drawer_ends(body: Sequence[str], inside: set[int]) -> dict[int, int]:
    """The last line of each drawer by its first one."""
    ends: dict[int, int] = {}
    opened = -1
    for number, line in enumerate(body):
        if ":" not in line or number in inside or not (found := DRAWER.match(line)):
            continue
        if found[1].upper() != "END":
            opened = number if opened < 0 else opened
        elif opened >= 0:
            ends[opened] = number
            opened = -1
    return ends


def read_body(body: Sequence[str]) -> OrgBody:
    """All of a body that has no drawers of ours any more."""
    inside = in_blocks(body)
    ends = _drawer_ends(body, inside)
    boxes: list[OrgBox] = []
    logged: list[OrgEntry] = []
    text: list[str] = []
    planning: list[int] = []
    around: list[tuple[int, int]] = []  # the indentation and the line of each box that goes on
    last = -1  # of the drawer that goes on
    at = 0
    while at < len(body):
        line = body[at]
        last = ends.get(at, last)
        entry = _LOGGED.match(line) if at not in inside and "- " in line else None
        if entry:
            end = _entry_end(body, at, len(entry[1]), last)
            logged.append(_entry(entry, body[at + 1 : end], at))
            at = end
            continue
        box = BOX.match(line) if "[" in line and at not in inside and at > last else None
        if box:
            depth = len(box[1].expandtabs(_TAB))
            while around and around[-1][0] >= depth:
                around.pop()
            below = around[-1][1] if around else -1
            boxes.append(OrgBox(at, box[2], (box[3] or "").strip(), below))
            around.append((depth, at))
        elif at > last:
            if at not in inside and PLANNING.match(line):
                planning.append(at)
            if line.strip() and at not in inside and _depth(line) == 0:
                around.clear()
            text.append(line)
        at += 1
    return OrgBody(
        tuple(boxes), tuple(logged), dedent("\n".join(text)).strip("\n"), tuple(planning)
    )


def _entry_end(body: Sequence[str], at: int, depth: int, last: int) -> int:
    """The line behind an entry of a log: it goes on with what is indented deeper."""
    if not body[at].rstrip().endswith("\\\\"):
        return at + 1
    end = at + 1
    while end < len(body) and end != last:
        line = body[end]
        if line.strip():
            if _depth(line) <= depth:
                break
        elif at > last:  # outside a drawer an empty line ends it
            break
        end += 1
    return end


def _depth(line: str) -> int:
    found = _INDENT.match(line)
    return found.end() if found else 0


def _entry(found: re.Match[str], below: Sequence[str], at: int) -> OrgEntry:
    note = unescaped(dedent("\n".join(below))).strip("\n")
    kind, rest = found[2], found[4].removesuffix("\\\\").strip()
    if found[3] is not None:
        return OrgEntry(at, found[3], timestamp(rest), rest, note)
    head = "" if kind in ("Note taken on", "CLOSING NOTE") else f"{kind} {rest}"
    stamps = rest.rsplit(" on ", 1)[-1]
    return OrgEntry(at, "", timestamp(stamps), rest, f"{head}\n{note}".strip("\n"))
