"""Tasks of iCalendar as items."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.calendar.moments import UnknownZoneError, ZonedMoments, duration
from lastmile_tui.exchange.calendar.zones import iana
from lastmile_tui.exchange.items import Item, Left, Remark, Status
from lastmile_tui.exchange.keys import fingerprint, numbered, own_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from lastmile_tui.exchange.calendar.lines import Component, Property
    from lastmile_tui.exchange.items import Moment

HOST = "@lastmile"
"""What the ids of all that an export of ours writes end with."""

NO_SUMMARY = "has no summary"
OLDER = "an older version of one that came"
REPEAT = "one time of a task that repeats"

_STATUS = {
    "NEEDS-ACTION": Status.OPEN,
    "IN-PROCESS": Status.OPEN,
    "COMPLETED": Status.DONE,
    "CANCELLED": Status.CANCELLED,
}
_ALL = 100
"""The percentage at which a task is done."""


class Todos:
    """The tasks of a file, each with the name of its list, made items.

    `given` has the time zones that the file describes.
    """

    def __init__(
        self, found: Sequence[tuple[Component, str]], given: Mapping[str, str], zone: tzinfo
    ) -> None:
        self._given, self._moments = given, ZonedMoments(zone, given)
        self.skipped: list[Left] = []
        self.unread: list[Left] = []
        self._again: dict[str, list[str]] = {}
        self._todos = self._newest(found)
        self._uids = {todo.text("UID") for todo, _ in self._todos}

    def items(self) -> list[Item]:
        """All of them in the order of the file."""
        keys = numbered(self._key(todo, name) for todo, name in self._todos)
        parents = self._parents(keys)
        whole = {parent for parent in parents if parent}
        return self._let_go_together(
            [
                self._item(todo, key, parent or (f"list {name}" if name else ""), key in whole)
                for (todo, name), key, parent in zip(self._todos, keys, parents, strict=True)
            ]
        )

    def _newest(self, found: Sequence[tuple[Component, str]]) -> list[tuple[Component, str]]:
        """One of each UID; changed times of those that repeat are kept with them."""
        newest: dict[str, tuple[Component, str]] = {}
        times: list[tuple[str, Component, str]] = []
        for number, (todo, name) in enumerate(found):
            uid = todo.text("UID")
            if uid and todo.first("RECURRENCE-ID"):
                times.append((uid, todo, name))
                continue
            key = uid or str(number)
            if uid and key in newest:
                older = newest[key][0] if _version(todo) >= _version(newest[key][0]) else todo
                self.skipped.append(Left(OLDER, older.text("SUMMARY"), older.line))
                if older is todo:
                    continue
            newest[key] = (todo, name)
        for uid, todo, name in times:
            if uid in newest:
                self._again.setdefault(uid, []).append(todo.raw)
                self.skipped.append(Left(REPEAT, todo.text("SUMMARY"), todo.line))
            else:
                newest[f"{uid} {todo.text('RECURRENCE-ID')}"] = (todo, name)
        return [*newest.values()]

    @staticmethod
    def _key(todo: Component, name: str) -> str:
        """Its UID; without one what does not change of it."""
        if uid := _own(todo.text("UID")):
            at = todo.text("RECURRENCE-ID")
            return f"{uid} {at}" if at else uid
        created = todo.first("CREATED")
        return fingerprint(name, _title(todo), created.value if created else "")

    def _parents(self, keys: list[str]) -> list[str]:
        """The key of what each is a part of; empty where that is not there."""
        above: dict[str, str] = {}
        for (todo, _), key in zip(self._todos, keys, strict=True):
            for line in todo.lines:
                if line.name != "RELATED-TO":
                    continue
                kind, other = line.parameter("RELTYPE").upper() or "PARENT", line.text.strip()
                if kind == "PARENT" and other in self._uids:
                    above.setdefault(key, _own(other))
                elif kind == "CHILD" and other in self._uids:
                    above.setdefault(_own(other), key)
        above |= self._repeated(keys, above)
        return [above.get(key, "") for key in keys]

    def _repeated(self, keys: list[str], above: Mapping[str, str]) -> dict[str, str]:
        """What todoman makes of a repeating task that is done: a new one, related to nothing.

        It belongs where the one belongs that is done, has its title and lost its rule.
        """
        done: dict[str, tuple[str, Component]] = {}
        for (todo, _), key in zip(self._todos, keys, strict=True):
            if key in above and _status(todo) is Status.DONE and not todo.first("RRULE"):
                done[_title(todo)] = (above[key], todo)
        found = {}
        for (todo, _), key in zip(self._todos, keys, strict=True):
            if key not in above and todo.first("RRULE") and _title(todo) in done:
                parent, earlier = done[_title(todo)]
                was, now = earlier.first("DUE"), todo.first("DUE")
                if parent != key and was and now and now.value > was.value:
                    found[key] = parent
        return found

    def _item(self, todo: Component, key: str, parent: str, whole: bool) -> Item:
        title = _title(todo)
        if not title:
            self.unread.append(Left(NO_SUMMARY, key, todo.line))
        due, start = self._due(todo)
        status = self._state(todo)
        description = todo.text("DESCRIPTION")
        is_goal = whole and (not parent or parent.startswith("list "))
        remarks = [description] if description and not is_goal else []
        remarks += [line.text for line in todo.lines if line.name == "COMMENT"]
        finished = None
        if status is Status.DONE:
            finished = self._moment(todo, "COMPLETED") or self._moment(todo, "LAST-MODIFIED")
        at = due.time() if isinstance(due, datetime) else None
        return Item(
            key=key,
            title=title,
            line=todo.line,
            parent=parent,
            status=status,
            created=self._moment(todo, "CREATED"),
            finished=finished,
            due=_day(due),
            due_time=at.replace(tzinfo=None) if at and (at.hour or at.minute) else None,
            hidden_until=_hidden_until(start, due),
            why=description if is_goal else "",
            tags=tuple(
                dict.fromkeys(
                    filter(
                        None,
                        (
                            name
                            for line in todo.lines
                            if line.name == "CATEGORIES"
                            for name in line.texts
                        ),
                    )
                )
            ),
            people=tuple(dict.fromkeys(filter(None, map(_person, todo.lines)))),
            remarks=tuple(Remark(text) for text in remarks),
            extra=self._extra(todo),
        )

    def _state(self, todo: Component) -> Status:
        found = _status(todo)
        if found is None:
            status = todo.text("STATUS")
            reason = f"has a status that is unknown, ‘{clean_line(status)[:40]}’"
            self.unread.append(Left(reason, _title(todo), todo.line))
        return found or Status.OPEN

    def _due(self, todo: Component) -> tuple[Moment | None, Moment | None]:
        """When it is due and when it starts, by the user's clock; the end may be so long after."""
        due, start = self._moment(todo, "DUE"), self._moment(todo, "DTSTART")
        length = todo.first("DURATION")
        if length and start and not due:
            try:
                due = start + duration(length.value)
            except (ValueError, OverflowError):
                self._no_date(todo, length)
        return self._local(due), self._local(start)

    def _local(self, moment: Moment | None) -> Moment | None:
        return None if moment is None else self._moments.local(moment)

    def _moment(self, todo: Component, name: str) -> Moment | None:
        line = todo.first(name)
        if line is None:
            return None
        try:
            return self._moments.read(line)
        except UnknownZoneError as error:
            reason = f"has a time zone that is unknown, {name}: {clean_line(str(error))[:40]}"
            self.unread.append(Left(reason, _title(todo), todo.line))
            return self._moments.read(line._replace(parameters=""))
        except (ValueError, OverflowError):
            self._no_date(todo, line)
            return None

    def _no_date(self, todo: Component, line: Property) -> None:
        reason = f"has a date that is none, {line.name}: {clean_line(line.value)[:40]}"
        self.unread.append(Left(reason, _title(todo), todo.line))

    def _extra(self, todo: Component) -> dict[str, Any]:
        """All lines as they stand, by their names, and what is inside it whole."""
        extra: dict[str, Any] = {}
        zones = []
        for line in todo.lines:
            extra.setdefault(line.name, []).append(line.kept)
            if (name := line.parameter("TZID")) and name in self._given and str(iana(name)) != name:
                zones.append(self._given[name])
        for inner in todo.inner:
            extra.setdefault(inner.name, []).append(inner.raw)
        if again := self._again.get(todo.text("UID")):
            extra["VTODO"] = again
        if zones:
            extra["VTIMEZONE"] = [*dict.fromkeys(zones)]
        return extra

    @staticmethod
    def _let_go_together(items: list[Item]) -> list[Item]:
        """The items; what was cancelled together with the whole is no marker that was left out."""
        status = {item.key: item.status for item in items}
        return [
            replace(item, status=Status.OPEN)
            if item.status is Status.CANCELLED and status.get(item.parent) is Status.CANCELLED
            else item
            for item in items
        ]


def _own(uid: str) -> str:
    """The key of what an export of ours names so; any other UID is one itself."""
    goal, dash, marker = uid.removesuffix(HOST).partition("-")
    if not uid.endswith(HOST) or not goal or (dash and not marker):
        return uid
    return own_key(goal, marker)


def _title(todo: Component) -> str:
    """The summary; without one the first line of the description."""
    return todo.text("SUMMARY") or todo.text("DESCRIPTION").split("\n", 1)[0]


def _status(todo: Component) -> Status | None:
    """How a task stands, None for a word that is none; without one by its date and percentage."""
    if status := todo.text("STATUS"):
        return _STATUS.get(status.upper())
    done = todo.first("COMPLETED") or todo.text("PERCENT-COMPLETE") == str(_ALL)
    return Status.DONE if done else Status.OPEN


def _version(todo: Component) -> tuple[int, str]:
    """What grows from version to version."""
    sequence = todo.text("SEQUENCE")[:9]
    number = int(sequence) if sequence.isascii() and sequence.isdecimal() else 0
    return number, todo.text("LAST-MODIFIED") or todo.text("DTSTAMP")


def _person(line: Property) -> str:
    """Whom an attendee or a contact names: by name, or by the address before its @."""
    if line.name == "ATTENDEE":
        address = line.value.rpartition(":")[2].partition("@")[0]
        return line.parameter("CN") or address
    return line.text.partition(",")[0].strip() if line.name == "CONTACT" else ""


def _hidden_until(start: Moment | None, due: Moment | None) -> date | None:
    day, last = _day(start), _day(due)
    return day if day and (last is None or day < last) else None


def _day(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
