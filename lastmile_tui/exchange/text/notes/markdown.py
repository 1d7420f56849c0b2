"""Markdown: check lists, and the tasks of Obsidian in a note or in all notes of a vault.

A heading is a road and the entries with a box below it are its markers; in a vault the note is the
road where only one of its headings has tasks. Entries without a box are notes of the task above
them, or group those below. GitHub knows the boxes ` ` and `x`; others are as Obsidian has them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Left, Reading, Status
from lastmile_tui.exchange.text.notes import chapters
from lastmile_tui.exchange.text.notes.blocks import Kind
from lastmile_tui.exchange.text.notes.folder import has_notes, notes
from lastmile_tui.exchange.text.notes.front_matter import FrontMatter, front_matter
from lastmile_tui.exchange.text.notes.marks import read_day, read_field
from lastmile_tui.exchange.text.notes.note import Note, name_of, reading_of
from lastmile_tui.exchange.text.notes.outline import NO_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.text.notes.blocks import Block
    from lastmile_tui.exchange.text.notes.outline import Node

ORIGIN = "markdown"

_BOX = re.compile(r"(\\?)\[([^\[\]\n]\ufe0f?)\1\](?:[ \t\u00a0]+|$)")
_LIST_BOX = re.compile(
    r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\\?)\[[^\[\]\n]\ufe0f?\1\](?:[ \t\u00a0]|$)"
)
"""Also with backslashes, as pandoc 3.9 writes the boxes of a numbered list that it reads as gfm."""

_STATUS = {"x": Status.DONE, "X": Status.DONE, "-": Status.CANCELLED}
_MOVED = ">"
MOVED = "moved to another place there"

_NAMED = frozenset((".md", ".markdown", ".mdown", ".mkd"))


def recognises(file: GivenFile) -> float:
    """By boxes in lists, as a part of its lines where its name does not say it; by notes in it."""
    if file.path is not None and file.path.is_dir():
        if (file.path / ".obsidian").is_dir():
            return 0.95
        return 0.6 if has_notes(file.path) else 0.0
    if chapters.recognises(file):
        return 0.98
    lines = [line for line in file.head.split("\n") if line.strip()]
    boxes = sum(map(bool, map(_LIST_BOX.match, lines)))
    if file.ending in _NAMED:
        return 0.9 if boxes else 0.35
    likely = 0.5 if file.ending in ("", ".txt") else 0.2
    return likely + (likely - 0.1) * boxes / len(lines) if boxes else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """The tasks of a note, or of all notes of a folder; of our own export the goals in it."""
    unread: list[Left] = []
    if file.path is None or not file.path.is_dir():
        if chapters.recognises(file):
            return chapters.read(file, local)
        return reading_of(ORIGIN, [_MarkdownNote(file.lines, name_of(file))], unread)
    found = []
    for name, note in notes(file.path, unread):
        try:
            found.append(_MarkdownNote(note.lines, name, folder=True))
        except ImportFileError:
            unread.append(Left("this is no UTF-8 text", name))
    return reading_of(ORIGIN, found, unread)


class _MarkdownNote(Note):
    """A note in which a task is an entry with a box."""

    def __init__(self, lines: Sequence[str], name: str, *, folder: bool = False) -> None:
        front = front_matter(lines)
        title = front.text("title") or name.rpartition("/")[2].rpartition(".")[0] or name
        super().__init__(lines, name, title, folder=folder)
        self._board = bool(front.text("kanban-plugin"))
        self.read(front.lines)
        self._leave_moved()
        self._name_roads(front, named=folder or bool(front.text("title")))

    def check(self, block: Block, above: Node) -> Node:
        """A task where a box stands in front of the text; its sign says how it is."""
        box = _BOX.match(block.text)
        if self._board and block.parent < 0:
            above = self.root
        if box is None:
            return self.node(block, block.text, above, "entry")
        node = self.node(block, block.text[box.end() :], above, "task")
        sign = box[2]
        node.status = _STATUS.get(sign, Status.OPEN)
        if sign.strip() and sign not in _STATUS:
            node.extra["state"] = sign
        if self._board and self.headings and above is self.root:
            node.extra["column"] = self.headings[-1][1].title
        if node.status is Status.CANCELLED and "cancelled" in node.extra:
            node.finished = read_day(node.extra.pop("cancelled"))
        return node

    def put(self, owner: Node, block: Block) -> None:
        """A note of the task, or fields that stand in a line of their own."""
        if block.kind is Kind.TEXT:
            marks = read_field(block.text)
            marks.extra.pop("text", None)
            self.take(owner, marks, block.line)
            if not marks.text and (marks.dates or marks.extra):
                return
        sign = "- " if block.kind is Kind.ENTRY else ""
        owner.texts.append(sign + block.text)

    def has_task(self, text: str) -> bool:
        return _LIST_BOX.match(text) is not None

    def _leave_moved(self) -> None:
        """Leave out what was moved and has no tasks below it."""
        moved = [one for one in self.nodes if one.extra.get("state") == _MOVED and not one.holds]
        if moved:
            self.skipped += [Left(MOVED, node.title, node.line) for node in moved]
            gone = set(map(id, moved))
            self.nodes = [node for node in self.nodes if id(node) not in gone]

    def _name_roads(self, front: FrontMatter, *, named: bool) -> None:
        """Give the roads what the front of the note says."""
        root, roads = self.root, self.roads()
        due, text = None, front.text("due", "deadline", "due date", "due_date")
        if text and (due := read_day(text[:10])) is None:
            self.unread.append(Left(NO_DATE, f"{self.path}: {text}" if self.path else text))
        for node in roads:
            node.due = node.due or due
            node.created = node.created or read_day(front.text("created", "date")[:10])
            node.tags = (*node.tags, *(tag.lstrip("#") for tag in front.all("tags", "tag")))
            if named and node is not root:
                node.extra["heading"] = node.title
                alone = len(roads) == 1
                node.title = root.title if alone else f"{root.title}: {node.title}"
        if front.raw.strip() and roads:
            roads[0].extra["front"] = front.raw
