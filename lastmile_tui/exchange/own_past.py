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
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.export.as_json import spelled
from lastmile_tui.domain.input.numbers import read_number
from lastmile_tui.domain.model.events import BESIDE, DRIVES, FORWARD, OF_FILES, EventKind
from lastmile_tui.domain.model.numbers import KEPT, grouped, rounded
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line, clean_note
from lastmile_tui.domain.wording.events import say_event, text_of
from lastmile_tui.exchange.keys import fingerprint
from lastmile_tui.exchange.own_values import OwnEntry
from lastmile_tui.exchange.past import Past

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastmile_tui.exchange.history import GoalMaker
    from lastmile_tui.exchange.own_values import OwnGoal

_KIND_OF = {spelled(kind): kind for kind in EventKind}
_REASON_OF = {spelled(kind): kind for kind in LET_GO_REASONS}
_MONTH_OF = {name[:3].title(): number for number, name in enumerate(MONTHS, 1)}

_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?\Z")
_RESTORED = re.compile(r"brought back as it was (?:on \w+ (.+)|in (.+)|before the restore)\Z")
_BESIDE = re.compile(r", with (\d{1,4}) roads? in the final stretch\Z")

_NEAR = 50
"""Entries after which it is looked for that a vehicle was brought back from where it had come."""

_START = "the start"
"""Where a vehicle is that was brought all the way back."""


def past_of(goal: OwnGoal, ids: Sequence[str], maker: GoalMaker) -> list[Past]:
    """The changes of a goal, its beginning first; `ids` are those of its markers here."""
    return [*_OwnPast(goal, ids, maker).changes()]


class _OwnPast:
    """The entries of one log, made changes; markers begin in the order in which it came to them."""

    def __init__(self, goal: OwnGoal, ids: Sequence[str], maker: GoalMaker) -> None:
        self._goal, self._ids, self._maker = goal, ids, maker
        self._today = maker.stamp.day.isoformat()
        never = datetime.max.replace(tzinfo=UTC)
        markers = sorted(
            zip(goal.markers, ids, strict=True), key=lambda pair: pair[0].reached or never
        )
        self._order = [name for _, name in markers]
        self._come = [marker.reached for marker, _ in markers if marker.reached]
        self._ends = [rounded(end) for end in accumulate(marker.miles for marker, _ in markers)]
        self._titles = {_START: 0.0}
        for (marker, _), end in zip(markers, self._ends, strict=True):
            self._titles.setdefault(clean_line(marker.title), end)
        self._entries = _begun_first(goal.log) or [*_without_log(goal, maker)]
        self._kinds = [_KIND_OF.get(entry.kind, EventKind.NOTE) for entry in self._entries]
        self._sets: list[dict[str, Any]] = [{} for _ in self._entries]
        self._texts = [*map(self._read, range(len(self._entries)))]

    def changes(self) -> Iterator[Past]:
        self._drive()
        self._end_as_it_is()
        if self._order != [*self._ids]:  # they changed places while it was driven
            for where, order in ((0, self._order), (-1, self._ids)):
                for rank, name in enumerate(order, 1):
                    self._sets[where].setdefault(f"marker:{name}", {})["rank"] = float(rank)
        latest = datetime.min.replace(tzinfo=UTC)
        for entry, kind, changes, words in zip(
            self._entries, self._kinds, self._sets, self._texts, strict=True
        ):
            at, _ = self._maker.moment(entry.at)
            dated = at <= latest and entry.day <= latest.date()
            latest = max(latest, at)
            day = min(entry.day, self._maker.stamp.day)
            yield Past(at, day, kind, changes, {}, words, dated)

    def _read(self, number: int) -> str:
        """The text of an entry, and what it set; one that cannot be made again is a note."""
        entry, kind, changes = self._entries[number], self._kinds[number], self._sets[number]
        sentence = clean_note(entry.text)
        others = _BESIDE.search(sentence) if kind in FORWARD else None
        if others:
            changes[BESIDE] = int(others[1])
            sentence = sentence[: others.start()]
        words = text_of(kind, sentence)
        if kind == EventKind.ADDED:
            return clean_line(self._goal.title)
        if kind in OF_FILES:  # the last word of these names by what they would be undone
            words = f"{words} {fingerprint(self._goal.id)}.{number}"
        elif kind == EventKind.RESTORED:
            words = _restored(entry)
        elif kind in DRIVES:
            changes["parked_until"] = None  # a road that is driven is not parked any more
            words = self._placed(words, changes)
        else:
            changes |= _set_by(kind, words, entry)
        made = Past(entry.at, entry.day, kind, changes, {}, words)
        if say_event(next(self._maker.events([made]))) == clean_note(entry.text):
            return words
        if kind not in DRIVES or "position" not in changes:
            self._kinds[number] = EventKind.NOTE
            changes.clear()
            return clean_note(entry.text) or entry.kind
        return words

    def _placed(self, words: str, changes: dict[str, Any]) -> str:
        """A text that begins with a place, as the file writes it."""
        unit = clean_line(self._goal.unit or "", NAME_LIMIT) or "mi"
        number, sign, more = words.partition(f" {unit}")
        found = read_number(number) if sign else None
        if found is None:
            bare = words.removeprefix("‘").removesuffix("’"), words.partition(": ")[0]
            place = next((self._titles[one] for one in (words, *bare) if one in self._titles), None)
            if place is not None:
                changes["position"] = place
            return words
        way = self._goal.way
        figure = rounded(found.value if way else max(found.value, 0.0))
        changes["position"] = way.place(figure) if way else figure
        return f"{grouped(figure, KEPT)} {unit}{more}"

    def _drive(self) -> None:
        """Where the vehicle was after each entry: as markers say, between them as entries do."""
        come, ends = self._come, [0.0, *self._ends]
        places = [changes.pop("position", None) for changes in self._sets]
        instants = [entry.at for entry in self._entries]
        backs = [
            place if kind == EventKind.BACK else None
            for place, kind in zip(places, self._kinds, strict=True)
        ]
        last = 0
        for number, (entry, place) in enumerate(zip(self._entries, places, strict=True)):
            count = bisect_right(come, entry.at)
            low, high = ends[count], ends[count + 1] if count + 1 < len(ends) else inf
            low = -inf if self._goal.way and not count else low
            until = bisect_left(instants, come[count], 1) if count < len(come) else len(places)
            near = backs[number + 1 : min(until, number + _NEAR)]
            returns = place is not None and any(to is not None and to < high for to in near)
            fits = place is not None and low <= place and (place < high or returns)
            if not fits and count and come[count - 1] == entry.at:
                place, fits = low, True  # noqa: PLW2901 # as the marker says
            if fits:
                self._sets[number]["position"] = place
                last = number
        if self._goal.place or last:
            place = self._goal.place if self._goal.way else min(self._goal.position, ends[-1])
            self._sets[last]["position"] = place

    def _end_as_it_is(self) -> None:
        """The last entry that says anything of a state leaves it as it is now."""
        last = [number for number, one in enumerate(self._sets) if one.get("sealed")]
        sealed = (
            self._entries[last[-1]].at if last else self._goal.sealed and _noon(self._goal.sealed)
        )
        for name, value in _passing(self._goal, sealed.isoformat() if sealed else None).items():
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
        return name == "parked_until" and self._sets[number][name] <= self._today


def _set_by(kind: str, words: str, entry: OwnEntry) -> dict[str, Any]:
    """What an entry of a kind set, as far as its words and its day say it."""
    on, at = entry.day.isoformat(), entry.at.isoformat()
    day = (found := _day(words.rpartition(" > ")[2])) and found.isoformat()
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
        EventKind.PICKED_AHEAD: {"picked_ahead": {"on": day, "at": at} if day else None},
    }
    return by_kind.get(kind, {})


_WHOSE = ("mine", "theirs")


def _begun_first(log: Sequence[OwnEntry]) -> list[OwnEntry]:
    """The entries with that of the beginning first, also where some are dated before it."""
    at = next((at for at, entry in enumerate(log) if entry.kind == EventKind.ADDED), None)
    if at is None:
        return [OwnEntry(log[0].at, log[0].day, EventKind.ADDED), *log] if log else []
    return [log[at], *log[:at], *log[at + 1 :]]


def _without_log(goal: OwnGoal, maker: GoalMaker) -> Iterator[OwnEntry]:
    """Entries for a goal whose log was not printed: when it came to its markers, and its end."""
    come = {marker.reached: clean_line(marker.title) for marker in goal.markers if marker.reached}
    created = goal.created or min(come, default=maker.stamp.at)
    yield OwnEntry(created, maker.moment(created)[1], EventKind.ADDED)
    for at in sorted(come):
        yield OwnEntry(at, maker.moment(at)[1], EventKind.REACHED, f"reached ‘{come[at]}’")
    if goal.sealed:
        at = max(_noon(goal.sealed), *come, created)
        yield OwnEntry(at, goal.sealed, EventKind.SEALED, "sealed")


def _passing(goal: OwnGoal, sealed: str | None) -> dict[str, Any]:
    """What was set at some time and may be taken away, None where it is not there.

    `sealed` is the instant of the seal.
    """
    let_go, turn, step, due, at = (
        goal.let_go, goal.turn, goal.next_step, goal.due_day, goal.due_time,
    )  # fmt: skip
    return {
        "due": due and due.isoformat(),
        "due_time": at.isoformat() if at else None,
        "parked_until": goal.parked_until.isoformat() if goal.parked_until else None,
        "let_go": let_go
        and {
            "on": let_go.on.isoformat(),
            "reason": clean_line(let_go.reason or ""),
            "kind": _REASON_OF.get(let_go.kind or ""),
        },
        "turn": turn and {"whose": turn.whose, "since": turn.since.isoformat()},
        "next_step": step
        and {"text": clean_line(step.text), "on": step.on.isoformat() if step.on else None},
        "sealed": sealed if goal.sealed else None,
        "sealed_on": goal.sealed.isoformat() if goal.sealed else None,
    }


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


def _restored(entry: OwnEntry) -> str:
    """What a restore was from: a day, or the name of a file."""
    found = _RESTORED.fullmatch(entry.text)
    if not found:
        return ""
    day = _day(found[1], entry.day.year) if found[1] else None
    return day.isoformat() if day else clean_line(found[2] or "")
