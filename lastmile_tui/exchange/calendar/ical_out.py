"""Goals for calendars and task lists: a VTODO for each goal and marker, a VEVENT for each day.

Ids last, and numbers and instants of versions come from the log: what did not change is written as
it was, so that a calendar that subscribes shows changes as changes. What a task had when it was
brought in is written back. Some tools need both a status and a percentage, and refuse a summary of
two lines.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.export.as_json import reached_at
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import TAGS_LIMIT
from lastmile_tui.exchange.calendar import zones
from lastmile_tui.exchange.calendar.events_out import events, review, utc
from lastmile_tui.exchange.calendar.ical import ORIGIN
from lastmile_tui.exchange.calendar.items import HOST
from lastmile_tui.exchange.calendar.lines import escape, property_of, unescape
from lastmile_tui.exchange.calendar.lines import fold as folded
from lastmile_tui.exchange.calendar.moments import UnknownZoneError, ZonedMoments
from lastmile_tui.exchange.calendar.versions import MARKER, Versions, brought_by, reach
from lastmile_tui.exchange.history import word
from lastmile_tui.exchange.sources import Source, by_marker, seen_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal, Marker
    from lastmile_tui.exchange.calendar.lines import Property
    from lastmile_tui.exchange.files import Local

    Lines = dict[str, list[str]]
    """What stands behind the names of properties."""

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//lastmile//lastmile//EN")
_NAMES = ("NAME:lastmile", "X-WR-CALNAME:lastmile")
_PART = re.compile(r"\.part[0-9]+$")
_DATES = frozenset(
    ("DUE", "DTSTART", "COMPLETED", "CREATED", "LAST-MODIFIED", "DTSTAMP", "RECURRENCE-ID")
)
_NEVER = Source(ORIGIN, "", "", {}, {})
_ENDS = ("sealed", "sealed_on", "let_go")


def write(exported: Iterable[ExportedGoal], local: Local) -> Iterator[str]:
    """All goals as one calendar, in parts."""
    yield _text([*_HEAD, *_NAMES])
    begun: date | None = None
    needed: dict[str, str] = {}
    for goal, log, _ in exported:
        day = log[0].day
        begun = day if begun is None else min(begun, day)
        whole = _GoalOut(goal, log, local)
        yield _text(whole.lines())
        needed |= whole.zones
    if begun is not None:
        yield _text(review(begun, local.rest_days))
    for name, raw in needed.items():
        yield _text((raw or zones.written(name)).splitlines())
    yield _text(["END:VCALENDAR"])


def _text(lines: Iterable[str]) -> str:
    return "".join(map(folded, lines))


class _GoalOut:
    """The components of a goal; `zones` has what of time zones they name, with what was kept."""

    def __init__(self, goal: Goal, log: Log, local: Local) -> None:
        self._goal, self._log, self._local = goal, log, local
        self._versions = Versions(log)
        self._here = Versions(log, here=True) if brought_by(log) else self._versions
        self._state = goal.state(local.today)
        self._reached = reached_at(log, local.today)
        whole, self._sources = by_marker(log, ORIGIN)
        self._whole = whole or _NEVER
        self._names_of_markers: set[str] = {
            word(name)
            for one in self._sources.values()
            for name in _categories(one.kept.get("CATEGORIES"))
        }
        self._moments = ZonedMoments(local.zone, {})
        self.zones: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        goal = self._goal
        yield from self._of_goal()
        if not _is_theirs(self._whole) or len(goal.markers) > 1 or self._sources:
            for marker, end in zip(goal.markers, goal.ends, strict=True):
                yield from self._of_marker(marker, end)
        for event in events(goal, self._versions, self._local):
            yield from event

    def _of_goal(self) -> Iterator[str]:
        goal, whole, state = self._goal, self._whole, self._state
        parts = ("title", "why", "due", "due_time", "tag:", "person:", "position", MARKER)
        names = (*parts, "parked_until", *_ENDS)
        lines = self._begun(whole, goal.uid, goal.title, names)
        if state is State.SEALED:
            self._done(lines, goal.sealed)
        else:
            driven = self._changed(whole, "position", MARKER)
            share = min(int(goal.position / goal.distance * 100), 99) if driven else 0
            started = "IN-PROCESS" if driven and goal.position > 0 else "NEEDS-ACTION"
            self._open(lines, started, str(share) if share else "")
        self._set_due(lines, whole, goal.due, goal.due_time)
        if self._changed(whole, "why"):
            lines["DESCRIPTION"] = [f":{escape(goal.why)}"] if goal.why else []
        if self._changed(whole, "tag:"):
            self._set_tags(lines)
        if self._changed(whole, "person:"):
            self._set_people(lines)
        yield from self._component(lines, whole)

    def _of_marker(self, marker: Marker, end: float) -> Iterator[str]:
        goal, source = self._goal, self._sources.get(marker.id, _NEVER)
        names = (f"{MARKER}{marker.id}", reach(marker.id), "parked_until", *_ENDS)
        lines = self._begun(source, f"{goal.uid}-{marker.id}", marker.title, names)
        if end <= goal.position:
            self._done(lines, self._reached.get(marker.id))
        else:
            self._open(lines, "NEEDS-ACTION", "")
        self._set_due(lines, source, marker.due, None)
        related = lines.get("RELATED-TO", [])
        above = any("RELTYPE" not in one or "PARENT" in one for one in related)
        if not above or not _is_theirs(self._whole):
            lines["RELATED-TO"] = [f":{self._uid(self._whole, goal.uid)}", *related]
        yield from self._component(lines, source)

    def _is_valid(self, line: Property) -> bool:
        """Whether it is no date that cannot be read, at which some tools refuse a whole file."""
        try:
            if line.name in _DATES:
                self._moments.read(line)
        except UnknownZoneError:
            return True
        except ValueError:
            return False
        return True

    def _changed(self, source: Source, *names: str) -> bool:
        """Whether it is otherwise here than over there, or not there at all."""
        return not _is_theirs(source) or bool(self._here.of(names).number)

    @staticmethod
    def _uid(source: Source, own: str) -> str:
        """The id that a task has over there, as it stands in a line."""
        kept = source.kept.get("UID")
        if not kept or _PART.search(source.key):
            return f"{own}{HOST}"
        return property_of("UID", str(kept[0])).value

    def _begun(self, source: Source, own: str, title: str, names: tuple[str, ...]) -> Lines:
        """What every task has, beside what it had; `names` are the registers it is made of."""
        lines: Lines = {
            name: found
            for name, values in source.kept.items()
            if isinstance(values, list) and name != "X-WR-CALNAME"
            if (found := [str(one) for one in values if str(one).startswith((";", ":"))])
        }
        version = (self._here if _is_theirs(source) else self._versions).of(names)
        number = _first(lines.get("SEQUENCE"))
        earlier = int(number) if number.isascii() and number.isdecimal() else 0
        lines["UID"] = [f":{self._uid(source, own)}"]
        summary = _first(lines.get("SUMMARY"))
        if title != source.seen.get("title") or not summary or "\n" in summary:
            lines["SUMMARY"] = [f":{escape(title)}"]
        at = f":{utc(version.at)}"
        changed = version.number or not _is_theirs(source)
        if changed or "DTSTAMP" not in lines:
            lines["DTSTAMP"] = [at]
        if changed:
            lines["LAST-MODIFIED"] = [at]
            lines["SEQUENCE"] = [f":{earlier + version.number}"]
        lines.setdefault("CREATED", [f":{utc(self._goal.created)}"])
        return lines

    def _done(self, lines: Lines, at: datetime | None) -> None:
        lines |= {"STATUS": [":COMPLETED"], "PERCENT-COMPLETE": [":100"]}
        if "COMPLETED" not in lines:
            lines["COMPLETED"] = [f":{utc(at or self._goal.touched)}"]

    def _open(self, lines: Lines, status: str, share: str) -> None:
        """What is not done: what it had stays, unless it says that it is."""
        was = _first(lines.get("STATUS")).upper()
        lines.pop("COMPLETED", None)
        if self._state is State.LET_GO:
            lines["STATUS"] = [":CANCELLED"]
        elif status == "IN-PROCESS" or was not in ("NEEDS-ACTION", "IN-PROCESS"):
            lines["STATUS"] = [f":{status}"]
        if share:
            lines["PERCENT-COMPLETE"] = [f":{share}"]
        elif _first(lines.get("PERCENT-COMPLETE")) == "100":
            del lines["PERCENT-COMPLETE"]

    def _set_due(self, lines: Lines, source: Source, due: date | None, at: time | None) -> None:
        """The due date where it is another one here, and until when the goal is parked.

        Both are days or both instants, and a task starts before it is due, as the standard asks.
        """
        goal = self._goal
        retimed = source is self._whole and self._changed(source, "due_time")
        same = _is_theirs(source) and due == seen_due(source.seen) and not retimed
        starts = "DTSTART" in lines
        until = None
        if self._state is State.PARKED and self._changed(source, "parked_until"):
            until = None if "COMPLETED" in lines else goal.parked_until
        if not same:
            lines.pop("DURATION", None)
            day_alone = at is None and "T" not in _first(lines.get("DTSTART"))
            lines["DUE"] = [self._when(due, None if day_alone else at or time())] if due else []
            if starts and "RRULE" not in lines:
                start = _day_of(lines["DTSTART"][0])
                if due and start and start >= due:
                    del lines["DTSTART"]
        if until is not None and "RRULE" not in lines:
            day_alone = "DUE" not in lines or "T" not in _first(lines["DUE"])
            if due is None or until < due:
                lines["DTSTART"] = [self._when(until, None if day_alone else time())]

    def _when(self, day: date, at: time | None) -> str:
        if at is None:
            return f";VALUE=DATE:{day.year:04}{day:%m%d}"
        return f":{utc(datetime.combine(day, at.replace(tzinfo=None), self._local.zone))}"

    def _set_tags(self, lines: Lines) -> None:
        """The tags that it had and that the goal still has, and those that were added here."""
        had, here = _categories(lines.get("CATEGORIES")), self._goal.tags
        still = had if len(here) >= TAGS_LIMIT else [name for name in had if word(name) in here]
        known = {word(name) for name in had} | self._names_of_markers
        more = [name for name in here if name not in known]
        if still != had or more:
            names = ",".join(map(escape, (*still, *more)))
            lines["CATEGORIES"] = [f":{names}"] if names else []

    def _set_people(self, lines: Lines) -> None:
        """Whom it names here and not over there."""
        every = [self._whole, *self._sources.values()]
        kept = " ".join(
            str(one)
            for source in every
            for name in ("ATTENDEE", "CONTACT")
            for one in source.kept.get(name, [])
        )
        known = "-".join(unescape(kept).split()).casefold()
        more = [one.name for one in self._goal.people if one.name.casefold() not in known]
        lines["CONTACT"] = [*lines.get("CONTACT", []), *(f":{escape(name)}" for name in more)]

    def _component(self, lines: Lines, source: Source) -> Iterator[str]:
        """A task with what was inside it, and what repeats of it."""
        yield "BEGIN:VTODO"
        for name, values in lines.items():
            for value in values:
                line = property_of(name, value) if ";" in value or name in _DATES else None
                if line and (found := line.parameter("TZID")):
                    self.zones.setdefault(found, "")
                valid = line is None or self._is_valid(line)
                yield f"{name}{value}" if valid else f"X-{name}:{escape(value)}"
        for name, values in source.kept.items():
            if name not in ("VTODO", "VTIMEZONE"):
                for raw in values:
                    if str(raw).startswith("BEGIN:"):
                        yield from str(raw).split("\n")
        yield "END:VTODO"
        for raw in source.kept.get("VTODO", []):
            yield from str(raw).split("\n")
        for raw in source.kept.get("VTIMEZONE", []):
            name = next((one[5:] for one in str(raw).split("\n") if one.startswith("TZID:")), "")
            self.zones[name] = str(raw)


def _is_theirs(source: Source) -> bool:
    """Whether it was a task over there; what was a list is none."""
    return source is not _NEVER and "X-WR-CALNAME" not in source.kept


def _first(values: Any) -> str:
    """The text of the first property of a kind; empty without one."""
    return property_of("", str(values[0])).text.strip() if values else ""


def _categories(values: Any) -> list[str]:
    lines = [property_of("CATEGORIES", str(value)) for value in values or ()]
    return [name for line in lines for name in line.texts if name]


def _day_of(value: str) -> date | None:
    try:
        return date.fromisoformat(value.rpartition(":")[2][:8])
    except ValueError:
        return None
