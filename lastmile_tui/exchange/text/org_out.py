"""Goals as an Org file: a heading for each goal, below it one for each marker.

What was brought in from Org comes out as it was, but for what was changed here: boxes stay boxes,
drawers and text stay where they stood. A reason and a seal list stand in drawers of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.changes.seal import SEAL_LIST
from lastmile_tui.domain.export.as_json import reached_at
from lastmile_tui.domain.measures.roads.crossroads import first_roads
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import WAITING, State
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.exchange.history import word
from lastmile_tui.exchange.keys import plain_key
from lastmile_tui.exchange.sources import Source, by_marker, seen_due
from lastmile_tui.exchange.text.org import ORIGIN, WAITS, WAITS_FOR
from lastmile_tui.exchange.text.org_body import BOX, CLOSED, escaped, read_body
from lastmile_tui.exchange.text.org_headline import (
    NEVER,
    OrgDates,
    guarded,
    heading,
    planning,
    stamp,
    texts,
    title_of,
)
from lastmile_tui.exchange.text.org_outline import (
    CANCELLED,
    DONE,
    TODO,
    WAIT,
    WRITTEN,
)
from lastmile_tui.exchange.text.org_times import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal, Marker
    from lastmile_tui.exchange.files import Local

_OURS = (TODO, WAIT, DONE, CANCELLED)

_PART_KEY = re.compile(r"\.part\d+$")


def write(exported: Iterable[ExportedGoal], local: Local) -> Iterator[str]:
    """The headings of all goals, and the keywords that they use."""
    yield f"{WRITTEN}\n"
    more: dict[str, bool] = {}
    for goal, log, _ in exported:
        out = _OrgGoal(goal, log, local)
        yield "\n".join(("", *out.lines(), ""))
        more |= out.keywords
    still = " ".join(name for name, done in more.items() if not done)
    ended = " ".join(name for name, done in more.items() if done)
    if more:  # Emacs wants one of both kinds
        yield f"\n#+TODO: {still or TODO} | {ended or DONE}\n"


class _OrgGoal:
    """The lines of a goal; `keywords` are those that it uses beside ours, True for done ones."""

    def __init__(self, goal: Goal, log: Log, local: Local) -> None:
        self._goal, self._log, self._local = goal, log, local
        whole, self._sources = by_marker(log, ORIGIN)
        self._whole = whole or NEVER
        self._reached = reached_at(log, local.today)
        self.keywords: dict[str, bool] = {}
        self._open = {marker.id: end > goal.position for marker, end in self._markers}

    @property
    def _markers(self) -> list[tuple[Marker, float]]:
        return [*zip(self._goal.markers, self._goal.ends, strict=True)]

    def lines(self) -> Iterator[str]:
        goal, whole = self._goal, self._whole
        markers = [*goal.markers]
        if whole.seen and len(markers) == 1 and not self._sources:
            markers = []  # it is a task without parts over there
        by_line: dict[str, dict[int, Marker]] = {}
        below: dict[str, list[Marker]] = {}
        keys = {self._source(one).key for one in markers}
        own = _PART_KEY.sub("", whole.key)
        for marker in markers:
            kept = self._source(marker).kept
            up = plain_key(str(kept.get("parent", "")))
            up = up if up in keys else ""
            if isinstance(line := kept.get("box"), int):
                home = plain_key(str(kept.get("heading", "")))
                if home in keys or home == own:
                    by_line.setdefault(home, {})[line] = marker
                    continue
            below.setdefault(up, []).append(marker)
        yield from self._goal_lines(by_line.get(own, {}))
        stack = [(2, one) for one in reversed(below.get("", []))]
        while stack:
            level, marker = stack.pop()
            key = self._source(marker).key
            yield from self._marker_lines(level, marker, by_line.get(key, {}))
            stack += [(level + 1, one) for one in reversed(below.pop(key, []) if key else [])]

    def _source(self, marker: Marker) -> Source:
        return self._sources.get(marker.id, NEVER)

    def _goal_lines(self, boxes: Mapping[int, Marker]) -> Iterator[str]:
        goal, whole = self._goal, self._whole
        state = goal.state(self._local.today)
        plan = OrgDates("open", goal.due, goal.due_time)
        if state is State.LET_GO and goal.let_go:
            plan = replace(plan, now="cancelled", ended=goal.let_go.on)
        elif goal.sealed:
            plan = replace(plan, now="done", ended=goal.sealed)
        elif state is State.PARKED:
            hides = {one.seen.get("until", "") for one in (whole, *self._sources.values())}
            until = goal.parked_until
            plan = replace(plan, until=until if until and str(until) not in hides else None)
        waits = [one for one in goal.roadblocks if one.kind == WAITING and not one.text]
        todo = self._goal_todo(plan.now, waits=bool(waits))
        title = title_of(whole, goal.title, todo, goal.due)
        yield heading(1, todo, title, whole, self._tags())
        yield from planning(whole, plan, self._local.zone)
        who = " ".join(one.who for one in waits[:1] if one.who)
        people = " ".join(one.name for one in goal.people)
        roads = " ".join(first_roads(goal))
        beside = {"WAITING": who, "PEOPLE": people, WAITS_FOR: roads}
        yield from self._properties(whole, goal.uid, beside)
        if goal.why:
            yield from (":WHY:", *escaped(goal.why), ":END:")
        if tuple(one.text for one in goal.seal) not in ((), SEAL_LIST):
            marks = ("X" if one.done else " " for one in goal.seal)
            items = (f"- [{mark}] {one.text}" for mark, one in zip(marks, goal.seal, strict=True))
            yield from (":SEAL:", *(f"  {item}" for item in items), ":END:")
        yield from self._body(whole, boxes, self._notes())

    def _marker_lines(
        self, level: int, marker: Marker, boxes: Mapping[int, Marker]
    ) -> Iterator[str]:
        source, goal, due = self._source(marker), self._goal, marker.due
        if "box" in source.kept:  # its heading is not on this road any more
            source = replace(source, seen={}, kept={})
        plan = OrgDates("open", due)
        if not self._open[marker.id]:
            ended = self._reached.get(marker.id) or goal.touched
            plan = OrgDates("done", due, ended=ended)
        todo = self._todo(source, plan.now)
        if not todo and (due is None or plan.now != "open" or not source.seen):
            todo = TODO if plan.now == "open" else DONE
        title = title_of(source, marker.title, todo, due)
        yield heading(level, todo, title, source, self._own(source))
        yield from planning(source, plan, self._local.zone)
        yield from self._properties(source, f"{goal.uid}.{marker.id}", {})
        yield from self._body(source, boxes, [])

    def _todo(self, source: Source, now: str) -> str:
        """The keyword that it had, or ours where it is done since, or not any more."""
        had = str(source.kept.get("todo", ""))
        if now == source.seen.get("status", "open") and source.seen:
            if had and had not in _OURS:
                self.keywords[had] = now != "open"
            return had
        if source.seen and not had and now != "cancelled":
            return ""
        return {"open": TODO, "done": DONE, "cancelled": CANCELLED}[now]

    def _goal_todo(self, now: str, *, waits: bool) -> str:
        """The keyword of the goal: a heading without one stays so while it means the same."""
        todo = self._todo(self._whole, now)
        if now == "open" and waits:
            return todo if todo in WAITS else WAIT
        if now == "open" and (todo in WAITS or not (todo or self._goal.to_go)):
            return TODO
        return todo

    def _tags(self) -> list[str]:
        """Those of the goal, but for those that its markers have by themselves."""
        had = {word(name): name for name in texts(self._whole.kept.get("tags"))}
        inner = {
            word(name)
            for marker in self._goal.markers
            for name in texts(self._source(marker).kept.get("tags"))
        }
        return [had.get(name, name) for name in self._goal.tags if name in had or name not in inner]

    def _own(self, source: Source) -> list[str]:
        here = set(self._goal.tags)
        return [name for name in texts(source.kept.get("tags")) if word(name) in here]

    def _properties(self, source: Source, name: str, more: dict[str, str]) -> Iterator[str]:
        lines = texts(source.kept.get("properties"))
        had = {line.split(":")[1].strip().upper() for line in lines if line.count(":") > 1}
        ids = [line for line in lines if re.match(r"[ \t]*:ID:", line, re.IGNORECASE)]
        same = [one for one in ids if plain_key(one.split(":", 2)[2].strip()) == source.key]
        lines = [line for line in lines if line not in ids or line in same]
        if not same:
            lines = [f":ID:       {source.key or name}", *lines]
        for key, value in more.items():
            lines = [line for line in lines if not line.strip().upper().startswith(f":{key}:")]
            if value:
                lines.append(f":{key}: {value}")
        if not source.seen and "CREATED" not in had and "." not in name:
            lines.append(f":CREATED:  {stamp(self._goal.created, self._local.zone)}")
        return iter((":PROPERTIES:", *lines, ":END:"))

    def _body(
        self, source: Source, boxes: Mapping[int, Marker], notes: Sequence[str]
    ) -> Iterator[str]:
        """The body as it was, its boxes as the markers are here, and the notes of here."""
        kept = source.kept
        head = texts(kept.get("head"), empty=True)
        lines = [f": {line}" if line.startswith("#+") else line for line in head]
        ahead = len(lines)
        body = texts(kept.get("body"), empty=True)
        known = {box.at: box.text for box in read_body(body).boxes}
        for number, line in enumerate(body):
            if known.get(number) and number not in boxes:
                continue  # it is no marker any more, or on another road
            text = f": {line}" if "file" in kept and line.startswith("#+") else line
            found = BOX.match(line)
            if found and number in boxes:
                text = self._box(line, found, boxes[number])
            lines.append(text)
        if notes:
            at = next(
                (n for n, line in enumerate(lines[ahead:]) if line.strip() == ":LOGBOOK:"), None
            )
            if at is None:
                lines = [":LOGBOOK:", *notes, ":END:", *lines]
            else:
                lines[ahead + at + 1 : ahead + at + 1] = notes
        while lines and not lines[-1].strip():
            lines.pop()
        return iter(lines)

    def _box(self, line: str, found: re.Match[str], marker: Marker) -> str:
        source = self._source(marker)
        done = not self._open[marker.id]
        text = found[3] or ""
        ended = CLOSED.search(text)
        if marker.title != source.seen.get("title"):
            text = guarded(marker.title)
            if marker.due:
                text = f"{text} {written(marker.due, active=True)}"
            text += ended[0] if ended and done else ""
        elif marker.due != seen_due(source.seen):
            text = guarded(marker.title)
            text = f"{text} {written(marker.due, active=True)}" if marker.due else text
        mark = found[2]
        if done != (mark in "xX"):
            mark = "X" if done else " "
            text = CLOSED.sub("", text)
            if done and (at := self._reached.get(marker.id)):
                text = f"{text} CLOSED: {stamp(at, self._local.zone)}"
        start = line[: found.start(2)]
        return f"{start}{mark}] {text}"

    def _notes(self) -> list[str]:
        """The notes that were written here, the last one first as Emacs has them."""
        brought = {
            name
            for event in self._log
            if event.kind == EventKind.IMPORTED
            for name in event.revives
        }
        found = [
            event
            for event in standing(self._log)
            if event.kind == EventKind.NOTE and event.text and event.id not in brought
        ]
        zone = self._local.zone
        return [
            line
            for event in reversed(found)
            for line in (
                f"- Note taken on {stamp(event.at, zone)} \\\\",
                *escaped(event.text),
            )
        ]
