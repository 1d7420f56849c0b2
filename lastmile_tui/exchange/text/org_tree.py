"""Which headings of an Org file have tasks; the others are notes of those above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.exchange.text.org_body import read_body, without_own
from lastmile_tui.exchange.text.org_outline import KEYWORDS, headings, keywords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.exchange.text.org_outline import OrgHeading

_TITLE = re.compile(r"[ \t]*#\+TITLE:[ \t]*(.+)", re.IGNORECASE)
_FILETAGS = re.compile(r"[ \t]*#\+FILETAGS:[ \t]*(.+)", re.IGNORECASE)


class OrgTree:
    """The headings of a file by their place in it; 0 is what stands before the first one.

    `above` is the heading that each one stands below, `lines` its body without drawers of ours,
    `own` their texts, `bodies` what the body says, `useful` whether it is a task or has some below.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.known = keywords(lines)
        lines = _cut(lines)
        self.headings = [*headings(lines, self.known)]
        self.above = _above(self.headings)
        parted = [without_own(heading.body) for heading in self.headings]
        self.lines = [rest for rest, _ in parted]
        self.own = [own for _, own in parted]
        self.bodies = [read_body(rest) for rest in self.lines]
        self.is_task = [bool(one.todo or "DEADLINE" in one.planned) for one in self.headings]
        self.useful, self.has_below = self._useful()
        self.notes = self._notes(lines)
        head = self.headings[0].body
        self.title = next((one[1].strip() for line in head if (one := _TITLE.match(line))), "")
        tags = [one[1] for line in head if (one := _FILETAGS.match(line))]
        self.tags = tuple(name for text in tags for name in text.replace(":", " ").split())

    def _useful(self) -> tuple[list[bool], list[bool]]:
        useful = [bool(body.boxes) for body in self.bodies]
        below = useful[:]
        for at in range(len(useful) - 1, 0, -1):
            useful[at] = useful[at] or self.is_task[at]
            up = self.above[at]
            if useful[at] and up:
                useful[up] = below[up] = True
        return useful, below

    def _notes(self, lines: Sequence[str]) -> dict[int, list[str]]:
        """The lines of the headings without tasks, by the one with tasks above them."""
        found: dict[int, list[str]] = {}
        ends = [one.line - 1 for one in self.headings[1:]] + [len(lines)]
        home = [0] * len(self.headings)
        for at in range(1, len(self.headings)):
            up = self.above[at]
            home[at] = up if not up or self.useful[up] else home[up]
            if not self.useful[at] and home[at]:
                found.setdefault(home[at], []).extend(lines[self.headings[at].line - 1 : ends[at]])
        return found


def _cut(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the keywords at the end, where an export of ours puts those it met."""
    end = len(lines)
    while end and (not lines[end - 1] or KEYWORDS.match(lines[end - 1])):
        end -= 1
    return lines[:end]


def _above(whole: Sequence[OrgHeading]) -> list[int]:
    """The heading that each one stands below; 0 for none."""
    found = [0]
    stack: list[int] = []
    for at in range(1, len(whole)):
        while stack and whole[stack[-1]].level >= whole[at].level:
            stack.pop()
        found.append(stack[-1] if stack else 0)
        stack.append(at)
    return found
