"""Goals as todo.txt: a line for each marker, with the goal as its project.

A line that was brought in is written as it was, but for what was changed here. Done lines have both
dates, as all tools read them, and `pri:`. What has no fingerprint that finds it again has an `id:`.
todo.txt has no word for what was let go: such lines are hidden (`h:1`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.domain.export.as_json import reached_on
from lastmile_tui.domain.measures.roads.crossroads import first_roads
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import TAGS_LIMIT
from lastmile_tui.exchange.history import word
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.keys import own_key
from lastmile_tui.exchange.sources import Source, by_marker, seen_due
from lastmile_tui.exchange.text.todo_line import (
    BEHIND,
    Role,
    TodoLine,
    read_day,
    taken_apart,
    text_apart,
)
from lastmile_tui.exchange.text.todo_txt import ORIGIN, key_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal, Marker
    from lastmile_tui.exchange.files import Local

_PART = re.compile(r" \(\d+\)$")
_NEW = Source(ORIGIN, "", "", {}, {})


def write(exported: Iterable[ExportedGoal], local: Local) -> Iterator[str]:
    """The lines of all goals."""
    for goal, log, _ in exported:
        for line in _LinesOut(goal, log, local).all():
            yield f"{line}\n"


class _LinesOut:
    """The lines of a goal."""

    def __init__(self, goal: Goal, log: Log, local: Local) -> None:
        self._goal, self._local = goal, local
        self._whole, known = by_marker(log, ORIGIN)
        here = {marker.id for marker in goal.markers}
        self._sources = {name: one for name, one in known.items() if name in here}
        every = {"": self._whole, **self._sources}
        self._lines = {name: self._line_of(one) for name, one in every.items() if one}
        self._reached = reached_on(log, local.today)
        self._state = goal.state(local.today)
        self._kept_tags = {word(name) for line in self._lines.values() for name in _tags(line)}
        self._parked = goal.parked_until if self._state is State.PARKED else None

    def all(self) -> Iterator[str]:
        """A line for the goal where it is a task over there, and one for each marker."""
        goal, whole = self._goal, self._whole
        markers = list(zip(goal.markers, goal.ends, strict=True))
        if whole is not None and self._alone:
            one = len(markers) == 1 and not self._sources
            done = goal.to_go <= 0 if one else self._state is State.SEALED
            yield self._line(whole, None, done=done)
            if one:
                return
        for marker, end in markers:
            source = self._sources.get(marker.id, _NEW)
            yield self._line(source, marker, done=end <= goal.position)
        if self._state is State.DOOR and not self._alone:
            words = [self._local_day(goal.touched).isoformat(), "Seal", goal.title, self._place]
            yield " ".join([*words, *self._waits, f"id:{goal.uid}"])

    def _line(self, source: Source, marker: Marker | None, *, done: bool) -> str:
        """A line as it was brought in, with what is otherwise here."""
        goal, was = self._goal, self._lines.get(source.marker) if source is not _NEW else None
        title = marker.title if marker else goal.title
        due = marker.due if marker else goal.due
        if was is None and marker is goal.markers[-1]:
            due = due or goal.due
        renamed = was is None or title != source.seen.get("title")
        redated = was is None or due != seen_due(source.seen)
        rehidden = not done and (was is None or self._parked != self._hidden)
        begun = _day(source.kept.get("created"))
        dated = done or renamed or begun is not None
        words = [title] if renamed else []
        if was is None:
            words.append(self._place)
        else:
            gone = {Role.WORD, Role.BAD} if renamed else set()
            changed = {Role.DUE: redated, Role.UNTIL: rehidden, Role.DAY: dated}
            gone |= {role for role, is_so in changed.items() if is_so}
            words += self._kept_words(was, gone, done=done)
        words += [f"due:{due.isoformat()}"] if redated and due else []
        words += [f"t:{self._parked.isoformat()}"] if rehidden and self._parked else []
        words += [f"@{name}" for name in goal.tags if name not in self._kept_tags]
        words += self._waits if marker and marker is self._next else []
        priority = str(source.kept.get("priority") or "")
        words += [f"pri:{priority}"] if done and priority and not _has_priority(was) else []
        words += ["h:1"] if self._state is State.LET_GO and not done else []
        body = " ".join(words)
        if was is not None and body.split() == was.text.split():
            body = was.text
        head = f"({priority}) " if priority else ""
        if done:
            head = self._done(marker, begun or (was.created if was else None))
        elif dated:
            head += f"{begun or (was and was.created) or self._created} "
        line = taken_apart(head + body)
        key = source.key or own_key(goal.uid, marker.id if marker else "")
        named = "id" in line.keys or key_of(line, {}) == key
        return head + body if named else f"{head}{body} id:{key}"

    def _kept_words(self, was: TodoLine, gone: set[Role], *, done: bool) -> Iterator[str]:
        """The words of a line that was brought in, but for those that are gone."""
        tags, first = set(self._goal.tags), True
        for role, text in was.words:
            if role is Role.PROJECT and first:
                first = False
                own = text[1:].rstrip(BEHIND) == self._name.rstrip(BEHIND)
                yield self._place if self._renamed and own else text
            elif role in (Role.PROJECT, Role.CONTEXT):
                if word(text.rstrip(BEHIND).lstrip("+")) in tags or len(tags) >= TAGS_LIMIT:
                    yield text
            elif role is Role.KEY and text.startswith("dep:"):
                continue  # it stands with what is next now
            elif role not in gone and (done or not text.startswith("pri:")):
                yield text

    def _done(self, marker: Marker | None, begun: date | None) -> str:
        """How a done line begins."""
        goal = self._goal
        last = marker or goal.markers[-1]
        day = self._reached.get(last.id) or goal.seal_day or self._local_day(goal.touched)
        return f"x {day} {min(begun or self._created, day)} "

    def _line_of(self, source: Source) -> TodoLine:
        """The line that it was brought in with, without its beginning."""
        title = source.seen.get("title", "")
        names = [self._name] if self._name and source.marker else []
        text = str(source.kept.get("text") or plain_text(title, names))
        return text_apart(text, done=source.seen.get("status") == Status.DONE)

    @property
    def _name(self) -> str:
        """The project that the goal was over there; empty where it was none."""
        return str(self._whole.kept.get("project") or "") if self._whole else ""

    @property
    def _alone(self) -> bool:
        """Whether the goal is a task over there."""
        return self._whole is not None and not self._name

    @property
    def _renamed(self) -> bool:
        """Whether the goal has another title here than over there."""
        title = self._whole.seen.get("title", "") if self._whole else ""
        return title not in (self._goal.title, _PART.sub("", self._goal.title))

    @property
    def _place(self) -> str:
        """The project of the goal, or its task as the parent."""
        if self._whole is not None and self._alone:
            return f"p:{self._lines[''].keys.get('id') or self._whole.key}"
        if self._name and not self._renamed:
            return f"+{self._name}"
        return "+" + "_".join(self._goal.title.split())

    @property
    def _hidden(self) -> date | None:
        """Until when all that is not done was hidden over there."""
        goal = self._goal
        still = [
            one.id for one, end in zip(goal.markers, goal.ends, strict=True) if end > goal.position
        ]
        if self._alone and not self._sources:
            still = [""]
        days = [self._lines[name].until for name in still if name in self._lines]
        known = [day for day in days if day]
        first = min(known) if known and len(known) == len(still) else None
        return first if first and first > self._local.today else None

    @property
    def _next(self) -> Marker | None:
        """The first marker that is not reached."""
        goal = self._goal
        return goal.markers[goal.reached] if goal.reached < len(goal.markers) else None

    @property
    def _waits(self) -> list[str]:
        """The roads that come first, as the key of a line."""
        roads = ",".join(first_roads(self._goal))
        return [f"dep:{roads}"] if roads else []

    @property
    def _created(self) -> date:
        return self._local_day(self._goal.created)

    def _local_day(self, at: datetime) -> date:
        return at.astimezone(self._local.zone).date()


def _tags(line: TodoLine) -> tuple[str, ...]:
    return (*line.contexts, *(name.rstrip(BEHIND) for name in line.projects[1:]))


def _has_priority(line: TodoLine | None) -> bool:
    return line is not None and "pri" in line.keys


def _day(text: object) -> date | None:
    found = read_day(text) if isinstance(text, str) else None
    return found[0] if found else None
