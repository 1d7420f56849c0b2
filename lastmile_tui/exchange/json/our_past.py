"""The log of our own JSON as changes: what each of its sentences did to the goal.

A sentence says less than the change that it is about. The goal itself says where all of it led to:
its markers say when the vehicle came to them, and what stands in it now was set by the last change
of that kind, or was there from the beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING, Any

from lastmile_tui.dates.words import MONTHS
from lastmile_tui.domain.export.as_json import spelled
from lastmile_tui.domain.input.numbers import read_number
from lastmile_tui.domain.model.events import BESIDE, BROUGHT, DRIVES, EventKind
from lastmile_tui.domain.model.numbers import KEPT, grouped, rounded
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line, clean_note
from lastmile_tui.domain.wording.events import read_back
from lastmile_tui.exchange.items import PastChange
from lastmile_tui.exchange.json.our_goal import OurEntry
from lastmile_tui.exchange.json.our_state import lasting, passing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.files import Local
    from lastmile_tui.exchange.json.our_goal import OurGoal

_KIND_OF = {spelled(kind): kind for kind in EventKind}
_MONTH_OF = {name[:3].title(): number for number, name in enumerate(MONTHS, 1)}

_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?\Z")
_RESTORED = re.compile(r"brought back as it was (?:on \w+ (.+)|in (.+)|before the restore)\Z")


_NEAR = 50
"""Entries after which it is looked for that a vehicle was brought back from where it had come."""

_START = "the start"
"""Where a vehicle is that was brought all the way back."""


def past_of(goal: OurGoal, local: Local) -> Iterator[PastChange]:
    """The changes of a goal, oldest first; ValueError where its parts do not fit together."""
    return _Past(goal, local).changes()


class _Past:
    """The entries of one log, made changes; markers begin in the order in which it came to them."""

    def __init__(self, goal: OurGoal, local: Local) -> None:
        self._goal, self._notation, self._today = goal, local.notation, local.today
        never = datetime.max.replace(tzinfo=UTC)
        self._order = sorted(goal.markers, key=lambda marker: marker.reached or never)
        ends = [rounded(end) for end in accumulate(marker.miles for marker in self._order)]
        self._ends = {marker.id: end for marker, end in zip(self._order, ends, strict=True)}
        if len(self._ends) < len(ends):
            raise ValueError("two markers have the same id")
        self._titles = {clean_line(marker.title): self._ends[marker.id] for marker in goal.markers}
        self._titles = {_START: 0.0} | self._titles
        self._entries = _begun_first(goal.log) or [*_without_log(goal)]
        self._instants = [entry.at for entry in self._entries]
        self._sets: list[dict[str, Any]] = [{} for _ in self._entries]
        self._texts: list[str] = []

    def changes(self) -> Iterator[PastChange]:
        kinds = [_KIND_OF.get(entry.kind, entry.kind) for entry in self._entries]
        for number, (entry, kind) in enumerate(zip(self._entries, kinds, strict=True)):
            self._texts.append(self._read(number, entry, kind))
        self._drive(kinds)
        self._end_as_it_is()
        self._sets[0] |= lasting(self._goal)
        if self._order != self._goal.markers:  # they changed places while it was driven
            for rank, marker in enumerate(self._goal.markers, 1):
                self._sets[-1].setdefault(f"marker:{marker.id}", {})["rank"] = float(rank)
        if len(self._sets) > 1:
            for rank, marker in enumerate(self._order, 1):
                self._sets[0][f"marker:{marker.id}"]["rank"] = float(rank)
        latest = datetime.min.replace(tzinfo=UTC)
        for entry, kind, changes, words in zip(
            self._entries, kinds, self._sets, self._texts, strict=True
        ):
            dated = entry.at <= latest and entry.day <= latest.date()
            latest = max(latest, entry.at)
            yield PastChange(entry.at, entry.day, str(kind), changes, words, dated)

    def _read(self, number: int, entry: OurEntry, kind: str) -> str:
        """The text of an entry, and what it set by itself."""
        changes = self._sets[number]
        words, beside = read_back(kind, clean_note(entry.text))
        if beside is not None:
            changes[BESIDE] = beside
        if kind == EventKind.ADDED:
            return clean_line(self._goal.title)
        if kind in BROUGHT:  # its last word names the import, by which it would be undone
            return f"{words} {self._goal.id}.{number}"
        if kind == EventKind.RESTORED:
            return _restored(entry)
        if kind in DRIVES:
            changes["parked_until"] = None  # a road that is driven is not parked any more
            return self._placed(words, changes)
        changes |= _set_by(kind, words, entry)
        return words

    def _placed(self, words: str, changes: dict[str, Any]) -> str:
        """A text that begins with a place, as the file writes it."""
        unit = clean_line(self._goal.unit or "", NAME_LIMIT) or "mi"
        number, sign, more = words.partition(f" {unit}")
        found = read_number(number, self._notation) if sign else None
        if found is None:
            bare = words.removeprefix("‘").removesuffix("’"), words.partition(": ")[0]
            place = next((self._titles[one] for one in (words, *bare) if one in self._titles), None)
            if place is not None:
                changes["position"] = place
            return words
        changes["position"] = place = rounded(max(found.value, 0.0))
        return f"{grouped(place, KEPT)} {unit}{more}"

    def _drive(self, kinds: list[str]) -> None:
        """Where the vehicle was after each entry: as markers say, between them as entries do."""
        come = [marker.reached for marker in self._order if marker.reached]
        ends = [0.0, *self._ends.values()]
        places = [changes.pop("position", None) for changes in self._sets]
        backs = [
            place if kind == EventKind.BACK else None
            for place, kind in zip(places, kinds, strict=True)
        ]
        last = 0
        for number, (entry, place) in enumerate(zip(self._entries, places, strict=True)):
            count = bisect_right(come, entry.at)
            low, high = ends[count], ends[count + 1] if count + 1 < len(ends) else inf
            until = (
                bisect_left(self._instants, come[count], 1) if count < len(come) else len(places)
            )
            near = backs[number + 1 : min(until, number + _NEAR)]
            returns = place is not None and any(to is not None and to < high for to in near)
            fits = place is not None and low <= place and (place < high or returns)
            if not fits and count and come[count - 1] == entry.at:
                place, fits = low, True  # noqa: PLW2901 # as the marker says
            if fits:
                self._sets[number]["position"] = place
                last = number
        if self._goal.position or last:
            self._sets[last]["position"] = min(self._goal.position, ends[-1])

    def _end_as_it_is(self) -> None:
        """The last entry that says anything of a state leaves it as it is now."""
        last = [number for number, one in enumerate(self._sets) if one.get("sealed")]
        sealed = (
            self._entries[last[-1]].at if last else self._goal.sealed and _noon(self._goal.sealed)
        )
        for name, value in passing(self._goal, sealed.isoformat() if sealed else None).items():
            writers = [number for number, one in enumerate(self._sets) if name in one]
            if value is not None:
                at = max((one for one in writers if self._sets[one][name]), default=0)
                for later in writers:
                    if later > at:
                        del self._sets[later][name]
                self._sets[at][name] = value
            elif writers and self._sets[writers[-1]][name] and not self._is_over(name, writers[-1]):
                del self._sets[writers[-1]][name]
                self._sets[-1][name] = None

    def _is_over(self, name: str, number: int) -> bool:
        """Whether it was parked until a day that has come by now: then that may stay."""
        return name == "parked_until" and self._sets[number][name] <= self._today.isoformat()


def _set_by(kind: str, words: str, entry: OurEntry) -> dict[str, Any]:
    """What an entry of a kind set, as far as its words and its day say it."""
    on, at = entry.day.isoformat(), entry.at.isoformat()
    day = (found := _day(words)) and found.isoformat()
    if kind == EventKind.PARKED and day is None:
        return {}
    whose = {"whose": words, "since": on} if words in _WHOSE else None
    by_kind: dict[str, dict[str, Any]] = {
        EventKind.PARKED: {"parked_until": day},
        EventKind.DUE: {"due": day},
        EventKind.LET_GO: {"let_go": {"on": on, "reason": words, "kind": None}},
        EventKind.SEALED: {"sealed": at, "sealed_on": on, "confirmed": None, "parked_until": None},
        EventKind.CONFIRMED: {"confirmed": on},
        EventKind.ASKED: {"confirmed": on},
        EventKind.TURN: {"turn": whose},
        EventKind.NEXT_STEP: {"next_step": {"text": words, "on": None} if words else None},
        EventKind.STEP_DONE: {"next_step": None},
        EventKind.RESUMED: {"parked_until": None, "let_go": None},
        EventKind.REOPENED: {"sealed": None, "sealed_on": None, "confirmed": None},
        EventKind.PICKED: {"picked": at},
    }
    return by_kind.get(kind, {})


_WHOSE = ("mine", "theirs")


def _begun_first(log: list[OurEntry]) -> list[OurEntry]:
    """The entries with that of the beginning first, also where some are dated before it."""
    at = next((at for at, entry in enumerate(log) if entry.kind == EventKind.ADDED), 0)
    return [*log[at : at + 1], *log[:at], *log[at + 1 :]]


def _without_log(goal: OurGoal) -> Iterator[OurEntry]:
    """Entries for a goal whose log was not printed: when it came to its markers, and its end."""
    yield OurEntry(goal.created, goal.created.date(), EventKind.ADDED)
    come: dict[datetime, str] = {}
    for marker in goal.markers:
        if marker.reached:
            come[marker.reached] = marker.title
    for at in sorted(come):
        yield OurEntry(at, at.date(), EventKind.REACHED, f"reached ‘{clean_line(come[at])}’")
    if goal.sealed:
        at = max(_noon(goal.sealed), *come, goal.created)
        yield OurEntry(at, goal.sealed, EventKind.SEALED, "sealed")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _day(words: str, year: int | None = None) -> date | None:
    """A day as entries say it, `27 Nov 2026`, or as ISO 8601."""
    found = _DAY.fullmatch(words)
    if found and found[2] in _MONTH_OF and (year or found[3]):
        try:
            return date(int(found[3] or year or 0), _MONTH_OF[found[2]], int(found[1]))
        except ValueError:
            return None
    return None


def _restored(entry: OurEntry) -> str:
    """What a restore was from: a day, or the name of a file."""
    found = _RESTORED.fullmatch(entry.text)
    if not found:
        return ""
    day = _day(found[1], entry.day.year) if found[1] else None
    return day.isoformat() if day else clean_line(found[2] or "")
