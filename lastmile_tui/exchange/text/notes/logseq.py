"""Logseq: a page or the folder of a graph, in which a block with a word such as TODO is a task.

A page is a road, and so is a block with tasks below it. The day of a journal is none: what stands
there below nothing stands alone. Properties, logbooks and repeats are kept as they stand.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Left, Reading, Status
from lastmile_tui.exchange.text.notes.blocks import Kind
from lastmile_tui.exchange.text.notes.folder import notes
from lastmile_tui.exchange.text.notes.marks import read_day, read_time
from lastmile_tui.exchange.text.notes.note import Note, name_of, reading_of
from lastmile_tui.exchange.text.notes.outline import NO_DATE

if TYPE_CHECKING:
    from datetime import tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.text.notes.blocks import Block
    from lastmile_tui.exchange.text.notes.outline import Node

ORIGIN = "logseq"

_WORDS = "TODO|DOING|LATER|NOW|IN-PROGRESS|STARTED|DONE|WAITING|WAIT|CANCELED|CANCELLED"
_TASK = re.compile(rf"(?:#{{1,6}}[ \t]+)?({_WORDS})(?:[ \t]+|$)(?:\[#([A-Z])\](?:[ \t]+|$))?")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_PROPERTY = re.compile(r"([^\W\d][\w./-]{0,60})::(?:[ \t]+(.*))?$")
_PLANNED = re.compile(r"\b(SCHEDULED|DEADLINE):[ \t]*\\?<([^<>]{1,80})>")
"""Also with the backslash that mdformat 1.0.0 puts before it."""

_CLOCK = re.compile(r"CLOCK:[ \t]*\[([^\]]{1,40})\](?:--\[([^\]]{1,40})\])?")
_CHANGED = re.compile(r"[-*] State \"(\w+)\".{0,40}?\[([^\]]{1,40})\]")
_STAMP = re.compile(
    r"(\d{1,9}-\d{1,2}-\d{1,2})(?: +[^\W\d]+\.?)?(?: +(\d{1,2}:\d{2})(?::\d{2})?)?(.*)$"
)
_JOURNAL = re.compile(r"(?:.*/)?(\d{4})[_-](\d{2})[_-](\d{2})\.(?:md|markdown)$")
_DAY = re.compile(r"(?:\[\[)?([A-Z][a-z]{2})[a-z]* (\d{1,2})(?:st|nd|rd|th)?, (\d{4})(?:\]\])?$")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINE = re.compile(rf"[ \t]*-[ \t]+(?:#{{1,6}}[ \t]+)?(?:{_WORDS})(?:[ \t]|$)")
_SIGN = re.compile(
    r"[ \t]*(?:(?:- )?(?:id|collapsed|title|alias)::[ \t]|:LOGBOOK:|(?:SCHEDULED|DEADLINE): \\?<)"
)

_BOX = re.compile(r"[ \t]*[-*+][ \t]+\[[ xX]\][ \t]")

_STATUS = {"DONE": Status.DONE, "CANCELED": Status.CANCELLED, "CANCELLED": Status.CANCELLED}
_WAITING = ("WAITING", "WAIT")
_PLAIN = ("TODO", "LATER", "DONE")
_FINISHED = ("completed", "done", "completed-at", "finished", "canceled", "cancelled")
_DRAWERS = {":logbook:": "logbook", ":properties:": "properties"}
_BESIDE = frozenset(("logseq", "assets", "draws", "whiteboards", "node_modules"))
"""Folders of a graph that hold no pages, among them copies of old ones."""


def recognises(file: GivenFile) -> float:
    """By the folders of a graph; a page by its words of tasks and its properties."""
    if file.path is not None and file.path.is_dir():
        graph = (file.path / "logseq").is_dir()
        pages = (file.path / "pages").is_dir() and (file.path / "journals").is_dir()
        return 0.97 if graph or pages else 0.0
    if file.ending not in (".md", ".markdown", ""):
        return 0.0
    lines = file.head.split("\n")
    tasks, signs = (sum(map(bool, map(one.match, lines))) for one in (_LINE, _SIGN))
    if sum(map(bool, map(_BOX.match, lines))) > tasks:
        return 0.3
    return 0.92 if tasks and signs else 0.91 if tasks else 0.4 * bool(signs)


def read(file: GivenFile, local: Local) -> Reading:
    """The tasks of a page, or of all pages and journals of a graph."""
    unread: list[Left] = []
    if file.path is None or not file.path.is_dir():
        return reading_of(ORIGIN, [_LogseqPage(file.lines, name_of(file), local)], unread)
    found = []
    for name, page in notes(file.path, unread, _BESIDE):
        try:
            found.append(_LogseqPage(page.lines, name, local, folder=True))
        except ImportFileError:
            unread.append(Left("this is no UTF-8 text", name))
    return reading_of(ORIGIN, found, unread)


class _LogseqPage(Note):
    """A page or a day of the journal."""

    def __init__(self, lines: list[str], name: str, local: Local, *, folder: bool = False) -> None:
        stem = name.rpartition("/")[2].rpartition(".")[0] or name
        super().__init__(lines, name, unquote(stem.replace("___", "/")), folder=folder)
        self._zone: tzinfo = local.zone
        found = _JOURNAL.match(name)
        self._day = read_day("-".join(found.groups())) if found else None
        self._drawer = ""
        self._drawn: Node | None = None
        self.read()
        self._page_properties(lines)
        self._give_days()
        roads = self.roads()
        for node in roads if self._day is None else ():
            if node is not self.root:
                alone = len(roads) == 1
                node.extra["block"] = node.title
                node.title = self.root.title if alone else f"{self.root.title}: {node.title}"

    def check(self, block: Block, above: Node) -> Node:
        """A task where a word of Logseq stands in front of the text."""
        planned = _PLANNED.findall(block.text)
        text = _PLANNED.sub("", block.text).strip() if planned else block.text
        task = _TASK.match(text)
        if task is None:
            found = _HEADING.match(text)
            return self.node(block, text[found.end() :] if found else text, above, "entry")
        node = self.node(block, text[task.end() :], above, "task")
        word = task[1]
        node.status = _STATUS.get(word, Status.OPEN)
        node.waiting = "" if word in _WAITING else None
        if word not in _PLAIN:
            node.extra["marker"] = word
        if task[2]:
            node.extra["priority"] = task[2]
        for name, stamp in planned:
            self._plan(node, name, stamp, block.line)
        return node

    def put(self, owner: Node, block: Block) -> None:
        """A property, a day or a drawer of the block; else a note of it."""
        text = block.text
        if self._drawer and self._drawn is owner:
            self._in_drawer(owner, f"* {text}" if block.kind is Kind.ENTRY else text)
        elif block.kind is Kind.TEXT and text.casefold() in _DRAWERS:
            self._drawer, self._drawn = _DRAWERS[text.casefold()], owner
        elif planned := _PLANNED.findall(text):
            for name, stamp in planned:
                self._plan(owner, name, stamp, block.line)
            if rest := _PLANNED.sub("", text).strip():
                owner.texts.append(rest)
        elif block.kind is Kind.TEXT and (found := _PROPERTY.match(text)):
            self._property(owner, found[1], (found[2] or "").strip(), block.line)
        else:
            owner.texts.append(f"- {text}" if block.kind is Kind.ENTRY else text)

    def has_task(self, text: str) -> bool:
        return _LINE.match(text) is not None

    def _plan(self, node: Node, name: str, stamp: str, line: int) -> None:
        """The day of a SCHEDULED or a DEADLINE, and what else stands with it."""
        found = _STAMP.match(stamp.strip())
        day = read_day(found[1]) if found else None
        rest = found[3].strip() if found else ""
        clock = read_time(found[2]) if found and found[2] else None
        wrong = day is None or (found and found[2] and clock is None)
        if wrong or (rest and not rest.startswith(("+", ".+", "++", "-"))):
            before = f"{self.path}: " if self.path else ""
            self.unread.append(Left(NO_DATE, f"{before}{name}: <{stamp}>", line))
            node.extra[name.casefold()] = stamp
        elif rest or (name == "SCHEDULED" and clock):
            node.extra[name.casefold()] = stamp
        if name == "DEADLINE":
            node.due, node.due_time = node.due or day, node.due_time or clock
        else:
            node.hidden_until = node.hidden_until or day

    def _property(self, node: Node, name: str, value: str, line: int) -> None:
        key = name.casefold()
        if key == "id" and value:
            node.key = value
        day = _day(value)
        if key in ("deadline", "due") and day:
            node.due = node.due or day
        elif key in ("scheduled", "start") and day:
            node.hidden_until = node.hidden_until or day
        elif key in ("created", "created-at") and (day or _instant(value, self._zone)):
            node.created = day or _instant(value, self._zone)
        elif key in _FINISHED and (day or _instant(value, self._zone)):
            node.finished = day or _instant(value, self._zone)
        elif key == "tags":
            node.tags = (*node.tags, *_names(value))
        else:
            node.extra[name] = value
            if key in ("deadline", "due", "scheduled") and value:
                self.unread.append(Left(NO_DATE, f"{name}:: {value}", line))

    def _in_drawer(self, node: Node, text: str) -> None:
        """A line of a logbook: the last clock ends when the task does."""
        if text.casefold() == ":end:":
            self._drawer = ""
            return
        node.extra.setdefault(self._drawer, []).append(text)
        if clock := _CLOCK.match(text):
            node.created = node.created or _clock(clock[1], self._zone)
            node.finished = (_clock(clock[2], self._zone) if clock[2] else None) or node.finished
        elif (changed := _CHANGED.match(text)) and changed[1] in _STATUS:
            node.finished = _clock(changed[2], self._zone) or node.finished

    def _page_properties(self, lines: list[str]) -> None:
        """The properties that stand before the first block, or are all of it."""
        for number, line in enumerate(lines[:_TOP], 1):
            found = _PROPERTY.match(line.removeprefix("\ufeff").removeprefix("- ").strip())
            if not found:
                if line.strip():
                    break
                continue
            name, value = found[1].casefold(), (found[2] or "").strip()
            self.skipped = [one for one in self.skipped if one.line != number]
            if name == "title" and value:
                self.root.title = value
            else:
                self._property(self.root, found[1], value, number)
        root = self.root
        roads = [node for node in self.roads() if node is not root]
        for node in roads:
            node.tags = (*node.tags, *root.tags)
            node.due = node.due or root.due
        if root.extra and roads and not root.direct:
            roads[0].extra["page"] = root.extra

    def _give_days(self) -> None:
        """A task of the journal was written, and if nothing else is known done, on its day."""
        for node in self.nodes:
            if node.status is Status.OPEN:
                node.finished = None
            if self._day is None or not node.task:
                continue
            node.created = node.created or self._day
            if node.status is not Status.OPEN:
                node.finished = node.finished or self._day
            if node.parent is self.root:
                node.parent = None


_TOP = 40
"""Lines that properties of a page are looked for in."""


def _names(value: str) -> list[str]:
    """The tags of a property: separated by commas, each perhaps a link or with its sign."""
    parts = (part.strip().removeprefix("#").strip("[]") for part in value.split(","))
    return [part for part in parts if part]


def _day(value: str) -> date | None:
    """A day as 2026-12-01, [[2026-12-01]] or [[Dec 1st, 2026]]."""
    if (found := read_day(value.strip("[]"))) is not None:
        return found
    journal = _DAY.match(value)
    if journal is None or journal[1] not in _MONTHS:
        return None
    return read_day(f"{journal[3]}-{_MONTHS.index(journal[1]) + 1:02}-{int(journal[2]):02}")


def _instant(value: str, zone: tzinfo) -> datetime | None:
    """An instant of a property: milliseconds since 1970, or ISO 8601."""
    try:
        if value.isdecimal():
            return datetime.fromtimestamp(int(value[:_MILLIS]) / 1000, zone)
        found = datetime.fromisoformat(value)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


_MILLIS = 15
"""Digits of milliseconds that are a year of four digits."""


def _clock(text: str, zone: tzinfo) -> datetime | None:
    """The local time of a clock, such as 2026-11-02 Mon 10:35:42."""
    found = _STAMP.match(text.strip())
    day = read_day(found[1]) if found else None
    at = read_time(found[2]) if found and found[2] else None
    return datetime.combine(day, at or time(12), zone) if day else None
