"""Headings and entries of a note as a tree, of which items are made; the same for each format."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.exchange.items import Item, Left, Remark, Status
from lastmile_tui.exchange.keys import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.exchange.items import Moment
    from lastmile_tui.exchange.text.notes.marks import Marks

BESIDE = "text beside the tasks"
IN_CODE = "in a block of code"
IN_COMMENT = "in a comment"
NO_TASKS = "a note without tasks"
NO_DATE = "this is no date; write one like 2026-12-01"


class Node(Struct):
    """A note, a heading or an entry; `task` is False for what only groups tasks.

    `chain` is a fingerprint of its text and of what it stands below, by which it lasts.
    """

    title: str
    line: int
    chain: str
    parent: Node | None = None
    task: bool = False
    top: bool = False
    """Whether it is a note or a heading, which has a road of its own."""
    status: Status = Status.OPEN
    key: str = ""
    created: Moment | None = None
    finished: Moment | None = None
    due: date | None = None
    due_time: time | None = None
    hidden_until: date | None = None
    waiting: str | None = None
    tags: tuple[str, ...] = ()
    texts: list[str] = []
    extra: dict[str, Any] = {}
    holds: bool = False
    """Whether a task is below it."""
    direct: bool = False
    """Whether a task is below it and below no heading that is below it."""

    def mark(self) -> None:
        """Tell all that it is below that it is a task."""
        at, direct = self.parent, True
        while at is not None and not (at.holds and (at.direct or not direct)):
            at.holds = True
            at.direct = at.direct or direct
            direct = direct and not at.top
            at = at.parent

    @property
    def name(self) -> str:
        """Its key as an item, before it is counted."""
        return self.key or self.chain


def child_chain(parent: Node, title: str, kind: str) -> str:
    """The chain of what stands below a node; it does not grow with the depth."""
    return fingerprint(parent.chain, kind, title)


def dated(node: Node, marks: Marks) -> None:
    """Give a node the dates and the rest of what its line, or one below it, says."""
    if marks.dates:
        _days(node, marks)
    elif marks.due_time:
        node.extra["time"] = marks.due_time.isoformat("minutes")
    if marks.tags:
        node.tags = tuple(dict.fromkeys((*node.tags, *marks.tags)))
    node.key = node.key or marks.id
    if marks.extra:
        node.extra = marks.extra | node.extra


def _days(node: Node, marks: Marks) -> None:
    days = marks.dates
    node.created = node.created or days.get("created")
    ended = days.get("cancelled") if node.status is Status.CANCELLED else days.get("completion")
    node.finished = node.finished or ended
    node.due = node.due or days.get("due")
    node.due_time = node.due_time or marks.due_time
    hidden = [day for name in ("start", "scheduled") if (day := days.get(name))]
    node.hidden_until = max([*hidden, *filter(None, [node.hidden_until])], default=None)
    for name in ("start", "scheduled", "completion", "cancelled"):
        if name in days and (name in ("start", "scheduled") or days[name] != node.finished):
            node.extra.setdefault(name, days[name].isoformat())


def items_of(nodes: Iterable[Node], names: dict[int, str]) -> Iterator[Item]:
    """The items of the nodes that are tasks or group them; `names` has their keys, by `id`."""
    for node in nodes:
        if not (node.task or node.holds):
            continue
        above = node.parent
        texts = "\n".join(node.texts).strip()
        if node.finished and node.status is Status.OPEN:
            node.extra["completion"] = node.finished.isoformat()
        yield Item(
            key=names[id(node)],
            title=node.title,
            line=node.line,
            parent=names[id(above)] if above is not None else "",
            group=not node.task,
            status=node.status,
            created=node.created,
            finished=node.finished if node.status is not Status.OPEN else None,
            due=node.due,
            due_time=node.due_time if node.due else None,
            hidden_until=node.hidden_until,
            waiting=node.waiting,
            tags=node.tags,
            remarks=(Remark(texts, _instant(node)),) if texts else (),
            extra=node.extra,
        )


def _instant(node: Node) -> Moment | None:
    return node.created or (node.finished if isinstance(node.finished, datetime) else None)


def wrong_dates(marks: Marks, line: int, note: str = "") -> list[Left]:
    """What of a line cannot be read; in a folder with the note that has it."""
    before = f"{note}: " if note else ""
    return [Left(NO_DATE, f"{before}{text}", line) for text in marks.wrong]
