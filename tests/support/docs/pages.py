"""The pages of docs and the README as their tests read them.

A fenced block begins with its kind, and `no-run` behind it where nobody can run it here:

- `console`: lines that begin with `$ ` are commands, what follows is what they print. In it `…`
  stands for anything on its line, and a line of `…` alone for any number of lines. A command of
  which nothing is shown may print what it likes. It ends with 0, or as `# exit code 1` says.
- `sh`, `bash`, `zsh`, `fish`: lines for that shell, each of which ends with 0.
- all else is no command.

What a reader need not see stands in a comment of its own: `<!-- try: now 2026-11-21T09:00 -->` sets
the clock of lastmile, `<!-- try: new home -->` goes on in an empty home, and `<!-- try: run`, with
lines for sh until `-->`, prepares something.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

SHELLS = ("sh", "bash", "zsh", "fish")
COMMANDS = ("console", *SHELLS)
TEXTS = ("text", "json", "toml", "lines", "tmux", "starship", "nginx")
"""Kinds of blocks that are no commands."""

NO_RUN = "no-run"

_PARTS = re.compile(
    r"^```(?P<info>[^\n`]*)\n(?P<block>.*?)^```$"
    r"|^<!-- try: (?P<try>.*?)-->$"
    r"|(?<=\n\n)(?P<indented>(?: {4}[^\n]*\n)+)",
    re.DOTALL | re.MULTILINE,
)


class Part(NamedTuple):
    """A block of a page, or a comment for its test."""

    line: int
    kind: str
    """The kind of a block; `indented` without one; `try` for a comment."""
    flags: tuple[str, ...]
    text: str


def parts_of(page):
    """What stands in blocks on a page, from its top down."""
    text = page.read_text(encoding="utf-8")
    for found in _PARTS.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["try"] is not None:
            yield Part(line, "try", (), found["try"])
        elif found["indented"] is not None:
            yield Part(line, "indented", (), re.sub(r"(?m)^ {4}", "", found["indented"]))
        else:
            kind, *flags = found["info"].split() or ("",)
            yield Part(line, kind, tuple(flags), found["block"])


def prose_of(page):
    """A page without its blocks."""
    return _PARTS.sub("", page.read_text(encoding="utf-8"))


def links_of(page):
    """Where the links and pictures of a page lead, those of other sites left out."""
    prose = re.sub(r"`[^`]*`", "", prose_of(page))
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", prose) if "://" not in link]


def anchors_of(page):
    """What `#` may name on a page: its headings, as GitHub makes anchors of them."""
    anchors = []
    for heading in re.findall(r"(?m)^#+ (.+)$", prose_of(page)):
        words = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        again = sum(anchor.rpartition("-")[0] == words or anchor == words for anchor in anchors)
        anchors.append(f"{words}-{again}" if again else words)
    return anchors
