"""Org, as Emacs writes it: headings with keywords, and lists with boxes; also a folder of files.

A heading with parts is a road, what has a keyword or a box below it is a marker. The file is read
by code of ours: orgparse 0.5 refuses a whole file for one date that does not exist, and takes
planning lines out of source code.
"""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status, with_waits
from lastmile_tui.exchange.keys import fingerprint
from lastmile_tui.exchange.roads import EMPTY
from lastmile_tui.exchange.text.org_body import BOX, CLOSED
from lastmile_tui.exchange.text.org_outline import COOKIE, WRITTEN
from lastmile_tui.exchange.text.org_times import ACTIVE, timestamp
from lastmile_tui.exchange.text.org_tree import OrgTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.exchange.files import Local
    from lastmile_tui.exchange.items import Moment
    from lastmile_tui.exchange.text.org_body import OrgBody, OrgBox, OrgEntry
    from lastmile_tui.exchange.text.org_outline import OrgHeading, OrgKeywords

ORIGIN = "org"
ENDINGS = (".org", ".org_archive")

NO_DAY = "has a date that cannot be read"
NOT_PLANNED = "stands below other text, where Org does not see it as a date"

WAITS_FOR = "WAITS_FOR"
"""The property with the ids of the roads of ours that come first."""

WAITS = frozenset(("WAIT", "WAITING", "BLOCKED", "DELEGATED"))
_CANCELLED = re.compile(r"CANCEL|KILL|ABORT|ABANDON|DROP|REJECT|WONT|DEFUNCT", re.IGNORECASE)
_LINK = re.compile(r"\[\[([^\[\]\n]+)\](?:\[([^\]\n]+)\])?\]")
_LIKE = re.compile(
    r"^(?:\*+ (?:TODO|DONE|NEXT|WAITING) |#\+(?:TITLE|TODO|STARTUP|FILETAGS|SEQ_TODO):"
    r"|[ \t]*:PROPERTIES:$|[ \t]*(?:DEADLINE|SCHEDULED|CLOSED): [<\[])",
    re.MULTILINE | re.IGNORECASE,
)
_DATED = re.compile(rf"{ACTIVE.pattern}(?:--{ACTIVE.pattern})?")
_FILES = 10_000
"""Files of a folder that are looked at."""


def recognises(file: GivenFile) -> float:
    """By its ending, or by lines that no other format has; a folder by the files in it."""
    if file.path is not None and file.path.is_dir():
        names = [Path(name).suffix for name in islice(_names(file.path), _FILES)]
        ours = sum(name in ENDINGS for name in names)
        return 0.9 * ours / len(names) if ours else 0.0
    if file.ending in ENDINGS:
        return 0.95
    if file.ending not in ("", ".txt") or "\n" not in file.head:
        return 0.0
    found = len(_LIKE.findall(file.head))
    return (
        min(0.92, 0.5 + found / 10)
        if found and re.search(r"^\*+ ", file.head, re.MULTILINE)
        else 0.0
    )


def _names(folder: Path) -> Iterator[str]:
    """The paths of Org and Markdown files of a folder, but for those in hidden folders."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith((*ENDINGS, ".md")) and not name.startswith("."):
                yield str(Path(root, name))


def read(file: GivenFile, local: Local) -> Reading:
    """All headings and boxes of a file, or of the files of a folder."""
    tasks = _OrgTasks(local)
    if file.path is not None and file.path.is_dir():
        for name in _names(file.path):
            if name.endswith(ENDINGS):
                tasks.add_path(Path(name), str(Path(name).relative_to(file.path)))
    else:
        tasks.add(file, "")
    items = with_waits(tasks.items, tasks.waits, local.today)
    return Reading(ORIGIN, items, tuple(tasks.skipped), tuple(tasks.unread))


class _OrgTasks:
    """The items of one file after another."""

    def __init__(self, local: Local) -> None:
        self.items: list[Item] = []
        self.skipped: list[Left] = []
        self.unread: list[Left] = []
        self.waits: dict[str, list[str]] = {}
        self._zone = local.zone
        self._keys: dict[str, int] = {}
        self._name = ""
        self._known: OrgKeywords

    def add_path(self, path: Path, name: str) -> None:
        """The items of a file of a folder; one that cannot be read is noted."""
        try:
            self.add(GivenFile(path.name, path.read_bytes(), path), name)
        except OSError as error:
            self.unread.append(Left(f"could not be read: {error.strerror}", name))
        except ImportFileError as error:
            self.unread.append(Left(str(error), name))

    def add(self, file: GivenFile, name: str) -> None:
        """The items of a file; `name` is where it is in its folder."""
        tree = OrgTree([line.replace("\x00", "") for line in file.lines])
        self._name, self._known = name, tree.known
        stem = file.name.rpartition(".")[0] or file.name
        keys: dict[int, str] = {}
        tags = {0: tree.tags}
        head = [line for line in tree.headings[0].body if line != WRITTEN]
        if tree.title or tree.useful[0]:
            self._add_whole(tree, stem, keys)
            head = []
        for at in range(1, len(tree.headings)):
            heading, up = tree.headings[at], tree.above[at]
            if not tree.useful[at]:
                if not up:
                    self.skipped.append(Left(EMPTY, self._what(heading.title), heading.line))
                continue
            tags[at] = (*dict.fromkeys((*tags[up], *heading.tags)),)
            parent = keys.get(up) or keys.get(0, "")
            way = (parent,) if up else ("org", stem)
            given = heading.properties.get("ID", "")
            keys[at] = key = self._key(given or fingerprint(*way, _plain(heading.title)))
            if roads := heading.properties.get(WAITS_FOR, "").split():
                self.waits[key] = roads
            notes = tree.notes.get(at, [])
            extra = _extra(heading, [*tree.lines[at], *notes])
            if up:
                extra["parent"] = parent
            if any(line.strip() for line in head):
                extra["head"] = head
            head = []
            item = self._task(heading, tree.bodies[at], key, parent, extra)
            own = tree.own[at]
            item = replace(
                item,
                group=not tree.is_task[at] or (not heading.todo and tree.has_below[at]),
                tags=tags[at],
                why=own.get("WHY", ""),
                seal=_seal(own),
            )
            text = "\n".join((tree.bodies[at].text, *notes))
            self._add_with_text(item, heading, tree.bodies[at], text, tags[at])

    def _add_whole(self, tree: OrgTree, stem: str, keys: dict[int, str]) -> None:
        """The file itself, above its headings; it has a title, or boxes before them."""
        head, body = tree.headings[0], tree.bodies[0]
        given = head.properties.get("ID", "")
        keys[0] = key = self._key(given or fingerprint("org file", stem))
        extra = _extra(head, tree.lines[0]) | {"file": stem}
        item = Item(key, tree.title or stem, 1, group=True, tags=tree.tags, extra=extra)
        lines = (line for line in body.text.split("\n") if not line.startswith("#+"))
        self._add_with_text(item, head, body, "\n".join(lines), tree.tags)

    def _key(self, key: str) -> str:
        """A key, with its number where it came before."""
        self._keys[key] = count = self._keys.get(key, 0) + 1
        return key if count == 1 else self._key(f"{key}.{count}")

    def _task(
        self, heading: OrgHeading, body: OrgBody, key: str, parent: str, extra: dict[str, Any]
    ) -> Item:
        planned = heading.planned
        status = self._status(heading.todo)
        moments = {name: self._planned(name, raw, heading) for name, raw in planned.items()}
        due = moments.get("DEADLINE")
        hidden = moments.get("SCHEDULED")
        title = _plain(heading.title)
        shown = ACTIVE.findall(heading.title)
        stamp = timestamp(shown[-1]) if shown and "DEADLINE" not in planned else due
        if shown and stamp is None:
            self._unreadable(heading.line, heading.title, shown[-1])
        closed = moments.get("CLOSED")
        properties = heading.properties
        finished = closed.moment(self._zone) if closed else self._ended(body.logged, heading.todo)
        made = properties.get("CREATED", "")
        created = timestamp(made)
        if made and created is None:
            self._unreadable(heading.line, heading.title, made)
        waiting = properties.get("WAITING")
        return Item(
            key=key,
            title=title,
            line=heading.line,
            parent=parent,
            status=status,
            created=created.moment(self._zone) if created else None,
            finished=finished if status is not Status.OPEN else None,
            due=stamp.day if stamp else None,
            due_time=stamp.at if stamp else None,
            hidden_until=hidden.day if hidden else None,
            waiting=waiting or "" if heading.todo in WAITS else None,
            people=tuple(properties.get("PEOPLE", "").split()),
            extra=extra,
        )

    def _status(self, todo: str) -> Status:
        if todo not in self._known.done:
            return Status.OPEN
        return Status.CANCELLED if _CANCELLED.match(todo) else Status.DONE

    def _planned(self, name: str, raw: str, heading: OrgHeading) -> Any:
        found = timestamp(raw)
        if found is None:
            self._unreadable(heading.line, heading.title, f"{name}: {raw}")
        return found

    def _ended(self, logged: Sequence[OrgEntry], todo: str) -> Moment | None:
        """The last time that the log has the keyword set, or any one of those of what is done."""
        for names in ((todo,), self._known.done):
            days = [
                one.when.moment(self._zone) for one in logged if one.when and one.state in names
            ]
            if days:
                return max(days, key=lambda day: day.isoformat())
        return None

    def _add_with_text(
        self, item: Item, heading: OrgHeading, body: OrgBody, text: str, tags: tuple[str, ...]
    ) -> None:
        """Add the item with what its body says, the entries of its log, and its boxes."""
        for number in body.planning:
            line = heading.first + number
            self.unread.append(Left(NOT_PLANNED, self._what(heading.title), line))
        remarks = []
        if text.strip():
            remarks.append(Remark(text.strip("\n"), item.created or item.finished))
        for one in body.logged:
            at = one.when.moment(self._zone) if one.when else None
            if at is None:
                self._unreadable(heading.first + one.at, heading.title, one.raw)
            if one.state and at == item.finished and not one.text:
                continue  # it is how the marker was reached
            words = f"{one.state} {one.text}" if one.state else one.text
            remarks.append(Remark(words.strip(), at))
        self.items.append(replace(item, remarks=tuple(remarks)))
        keys: dict[int, str] = {}
        for box in body.boxes:
            part = self._box(box, heading, keys.get(box.below, item.key), tags)
            keys[box.at] = part.key
            self.items.append(replace(part, extra={"box": box.at, "heading": item.key}))

    def _box(self, box: OrgBox, heading: OrgHeading, parent: str, tags: tuple[str, ...]) -> Item:
        line = heading.first + box.at
        ended = CLOSED.search(box.text)
        text = box.text[: ended.start()] if ended else box.text
        shown = ACTIVE.findall(text)
        due = timestamp(shown[-1]) if shown else None
        finished = timestamp(ended[1]) if ended else None
        for raw, stamp in ((shown[-1:], due), (ended and [ended[1]], finished)):
            if raw and stamp is None:
                self._unreadable(line, text, raw[0])
        done = box.mark in "xX"
        return Item(
            key=self._key(fingerprint(parent, _plain(text))),
            title=_plain(text),
            line=line,
            parent=parent,
            status=Status.DONE if done else Status.OPEN,
            finished=finished.moment(self._zone) if finished and done else None,
            due=due.day if due else None,
            due_time=due.at if due else None,
            tags=tags,
        )

    def _unreadable(self, line: int, title: str, raw: str) -> None:
        self.unread.append(Left(f"{NO_DAY}, {raw:.60}", self._what(title), line))

    def _what(self, title: str) -> str:
        """What a line that could not be read is of, with its file in a folder."""
        return f"{self._name}: {_plain(title)}" if self._name else _plain(title)


def _plain(title: str) -> str:
    """A title without counts, without days that are its date, and links by their words."""
    text = COOKIE.sub("", _LINK.sub(lambda one: one[2] or one[1], title))
    if "<" in text:
        text = _DATED.sub(lambda one: "" if timestamp(one[0]) else one[0], text)
    return " ".join(text.split()) or title.strip()


def _extra(heading: OrgHeading, body: Iterable[str]) -> dict[str, Any]:
    """All that a heading has, but for what is below it."""
    found: dict[str, Any] = {
        "todo": heading.todo,
        "priority": heading.priority,
        "title": heading.title if heading.title != _plain(heading.title) else "",
        "tags": [*heading.tags],
        "planning": heading.planning,
        "properties": [*heading.drawer],
        "body": [*body],
    }
    return {name: value for name, value in found.items() if value}


def _seal(own: dict[str, str]) -> tuple[str, ...]:
    found = (BOX.match(line) for line in own.get("SEAL", "").split("\n"))
    return tuple(one[3] for one in found if one and one[3])
