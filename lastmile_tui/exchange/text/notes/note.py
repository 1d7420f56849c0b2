"""A note as a tree of headings and entries, whatever a format takes for a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.exchange.items import Left, Reading
from lastmile_tui.exchange.keys import fingerprint, numbered
from lastmile_tui.exchange.text.notes.blocks import Kind, blocks
from lastmile_tui.exchange.text.notes.marks import read_marks
from lastmile_tui.exchange.text.notes.outline import (
    BESIDE,
    IN_CODE,
    IN_COMMENT,
    NO_TASKS,
    Node,
    child_chain,
    dated,
    items_of,
    wrong_dates,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastmile_tui.exchange.files import GivenFile
    from lastmile_tui.exchange.text.notes.blocks import Block
    from lastmile_tui.exchange.text.notes.marks import Marks

_HIDDEN = {Kind.CODE: IN_CODE, Kind.COMMENT: IN_COMMENT}


class Note:
    """A note; a format says what a task is in `check`, and what lines below it say in `put`.

    `nodes` are in the order of the lines. `folder` says whether it is one of several.
    """

    def __init__(self, lines: Sequence[str], name: str, title: str, *, folder: bool) -> None:
        self.skipped: list[Left] = []
        self.unread: list[Left] = []
        self.path = name if folder else ""
        self.root = Node(title, 0, fingerprint("note", name), top=True)
        self.nodes = [self.root]
        self.headings: list[tuple[int, Node]] = []
        self._lines = lines
        self._entries: list[Node] = []
        self._blocks: list[Block] = []

    def read(self, first: int = 0) -> None:
        """Read the lines from one on."""
        self._blocks = [*blocks(self._lines, first)]
        for block in self._blocks:
            self._place(block)
        self._put_texts()

    def check(self, block: Block, above: Node) -> Node:
        """A node of an entry, and whether it is a task."""
        raise NotImplementedError

    def put(self, owner: Node, block: Block) -> None:
        """Give a task or a group a text that stands below it."""
        raise NotImplementedError

    def has_task(self, text: str) -> bool:
        """Whether a line would be a task, if it were not hidden."""
        raise NotImplementedError

    def above(self, block: Block) -> Node:
        """What an entry stands below."""
        if block.parent >= 0:
            return self._entries[block.parent]
        return self.headings[-1][1] if self.headings else self.root

    def node(self, block: Block, text: str, above: Node, kind: str) -> Node:
        """A node of a line, with what stands in it; `kind` tells those of one text apart."""
        marks = read_marks(text)
        node = Node(
            marks.text if kind == "task" else marks.text.rstrip(":"),
            block.line,
            child_chain(above, marks.text, kind),
            above,
            task=kind == "task",
            top=kind != "task",
        )
        if marks.block:
            node.key = f"{self.root.chain}^{marks.block}"
            marks.extra["block"] = f"^{marks.block}"
        self.take(node, marks, block.line)
        self.nodes.append(node)
        return node

    def take(self, node: Node, marks: Marks, line: int) -> None:
        """Give a node what stands in a line."""
        dated(node, marks)
        self.unread += wrong_dates(marks, line, self.path)

    def _place(self, block: Block) -> None:
        """Make a node of a heading or an entry."""
        if block.kind is Kind.HEADING:
            while self.headings and self.headings[-1][0] >= block.level:
                self.headings.pop()
            above = self.headings[-1][1] if self.headings else self.root
            self.headings.append((block.level, self.node(block, block.text, above, "heading")))
        elif block.kind is Kind.ENTRY:
            node = self.check(block, self.above(block))
            self._entries.append(node)
            if node.task:
                node.mark()

    def _put_texts(self) -> None:
        """Give each text to the task or the group that it stands below."""
        owners: list[Node | None] = []
        beside = -1  # the place of the last text that stands beside the tasks
        for place, block in enumerate(self._blocks):
            owner = owners[block.parent] if block.parent >= 0 else None
            own = block.kind is Kind.HEADING
            if block.kind is Kind.ENTRY:
                node = self._entries[block.number]
                own = node.task or node.holds
                owners.append(node if own else owner)
            if own or not block.text:
                continue
            if owner is None:
                self._leave_out(block, again=beside == place)
                beside = place + 1
            elif block.kind is Kind.COMMENT:
                owner.extra.setdefault("comments", []).append(block.text)
            else:
                self.put(owner, block)
        if not self.root.holds:
            self.skipped.append(Left(NO_TASKS, self.path or self.root.title))

    def _leave_out(self, block: Block, *, again: bool) -> None:
        """Say that a text is left out, once for those that follow each other."""
        if block.kind in _HIDDEN and self.has_task(block.text):
            self.skipped.append(Left(_HIDDEN[block.kind], block.text, block.line))
        elif block.kind is not Kind.COMMENT and self.root.holds and not again:
            self.skipped.append(Left(BESIDE, block.text, block.line))

    def roads(self) -> list[Node]:
        """What groups tasks and has some itself."""
        return [node for node in self.nodes if node.top and node.direct]


def name_of(file: GivenFile) -> str:
    """The name of a note, also of one from the standard input."""
    return file.name if file.path is not None or file.ending else "Tasks"


def reading_of(origin: str, found: Iterable[Note], unread: list[Left]) -> Reading:
    """One reading of all notes, in which no key is there twice."""
    skipped: list[Left] = []
    nodes: list[Node] = []
    for note in found:
        nodes += note.nodes
        skipped += note.skipped
        unread += note.unread
    names = dict(zip(map(id, nodes), numbered(node.name for node in nodes), strict=True))
    return Reading(origin, tuple(items_of(nodes, names)), tuple(skipped), tuple(unread))
