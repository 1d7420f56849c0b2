"""Dates that were moved, in words, and back from them (`changes.moved_dates` has the texts)."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lastmile_tui.dates.words import say_day_of_month
from lastmile_tui.domain.changes.moved_dates import NO_DAY
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.text import clean_line, counted, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from lastmile_tui.domain.changes.moved_dates import Push
    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.domain.model.goal import Marker
    from lastmile_tui.domain.model.record import Record

_ISO = r"\d{4}-\d\d-\d\d"
_SPOKEN = r"\d{1,2} [A-Z][a-z]{2} \d{4}"
_ANY = rf"(?:{_ISO}|{_SPOKEN}|{NO_DAY})"
_DAYS = rf"(?P<old>{_ANY}) > (?P<new>{_ANY})(?: \+(?P<more>\d+))?"
_TEXT = rf"(?s)(?:(?P<title>.*): )?{_DAYS}"
_FROM_TO = rf"(?<= from ){_ISO}(?= to )|(?<= to ){_ISO}(?=, |\Z)"
_PUSHED = r"(?s)(?P<count>\d+) (?P<days>[+-]\d+)(?: (?P<title>.*))?"

_BEFORE = {
    EventKind.MARKER_DUE: ("date of ‘", "’ "),
    EventKind.MARKER_RENAMED: ("marker renamed to ‘", "’, its date "),
    EventKind.MARKER_MEASURED: ("length of ‘", "’ changed, its date "),
    EventKind.DUE: ("due date ", ""),
}
"""What stands around the title, in front of what became of the date."""

_BECAME = (
    rf"(?:moved from (?P<from>{_SPOKEN}) to (?P<to>{_SPOKEN})(?:, and (?P<more>[\d,]+) dates? with "
    rf"it)?|set to (?P<set>{_SPOKEN})|taken away, it was (?P<was>{_SPOKEN}))"
)
_PUSH = (
    r"(?s)(?P<count>[\d,]+) (?:dates? behind ‘(?P<title>.*)’|dates? of markers?) moved "
    r"(?P<days>[\d,]+) days? (?P<way>later|earlier)"
)


def say_moved(kind: str, text: str) -> str | None:
    """What an event did to a date; None where its text tells of none."""
    if kind == EventKind.PUSHED:
        return _say_pushed(text)
    if kind == EventKind.EDITED:
        return f"edited {re.sub(_FROM_TO, lambda day: _say(day[0]), text)}"
    around = _BEFORE.get(EventKind(kind)) if kind in _KINDS else None
    found = re.fullmatch(_TEXT, text) if around else None
    if around is None or found is None:
        return None
    before = f"{around[0]}{found['title']}{around[1]}" if around[1] else around[0]
    old, new = _say(found["old"]), _say(found["new"])
    if not old:
        return f"{before}set to {new}"
    if not new:
        return f"{before}taken away, it was {old}"
    more = f", and {counted(int(found['more']), 'date')} with it" if found["more"] else ""
    return f"{before}moved from {old} to {new}{more}"


def read_moved(kind: str, sentence: str) -> str | None:
    """The text of an event from its sentence; None where it tells of no date."""
    if kind == EventKind.PUSHED:
        return _read_pushed(sentence)
    if kind not in _KINDS:
        return None
    start, middle = _BEFORE[EventKind(kind)]
    found = re.fullmatch(
        rf"{re.escape(start)}(?P<title>.*){re.escape(middle)}{_BECAME}", sentence, re.DOTALL
    )
    if found is None:
        return None
    old, new = found["from"] or found["was"] or NO_DAY, found["to"] or found["set"] or NO_DAY
    more = f" +{found['more'].replace(',', '')}" if found["more"] else ""
    return f"{found['title']}{': ' if middle else ''}{old} > {new}{more}"


def say_offer(push: Push, key: str) -> str:
    """What a key does for the dates that follow: `P moves the 2 dates behind it by 4 days, too`."""
    what = "behind it" if push.title else "of its markers"
    days = counted(abs(push.days), "day")
    way = "" if push.days > 0 else " back"
    others = len(push.names) - ("due" in push.names)
    dates = f"the {counted(others, 'date') if others > 1 else 'date'} {what}" if others else ""
    them = " and ".join(filter(None, (dates, "the due date" if "due" in push.names else "")))
    return f"{key} moves {them} by {days}{way}, too"


def say_behind_due(dated: Sequence[tuple[str, date]], due: date | None) -> str:
    """Which of some markers with their days lie behind the due date; empty for none.

    `‘draft’ (10 Dec) lies behind the due date, 5 Dec`, as a sentence without its full stop.
    """
    behind = [(title, day) for title, day in dated if due and day > due]
    if not due or not behind:
        return ""
    say = _sayer(due, *(day for _, day in behind))
    (title, day), *others = behind
    words = f"{_quoted(title)} ({say(day)})"
    words += f" and {counted(len(others), 'other marker')} lie" if others else " lies"
    return f"{words} behind the due date, {say(due)}"


def say_crossed(dated: Sequence[tuple[str, date]], only: Container[int] | None = None) -> str:
    """The first marker in the order of a road that has a later day than the next one with a day.

    `‘a’ (20 Dec) comes before ‘b’ (10 Dec) on the road`; of the indexes `only`, if given.
    """
    for index, ((title, day), (after, sooner)) in enumerate(pairwise(dated)):
        if day > sooner and (only is None or index in only or index + 1 in only):
            say = _sayer(day, sooner)
            later = f"{_quoted(title)} ({say(day)})"
            return f"{later} comes before {_quoted(after)} ({say(sooner)}) on the road"
    return ""


def _sayer(*days: date) -> Callable[[date], str]:
    """How to say some days: with their years where these differ."""
    years = len({day.year for day in days}) > 1
    return lambda day: f"{say_day_of_month(day)} {day.year}" if years else say_day_of_month(day)


def _quoted(title: str) -> str:
    return f"‘{fit(clean_line(title), _CELLS)}’"


def say_dates(record: Record) -> str:
    """What the newest change did to dates beside the one it is about; empty for nothing.

    `the due date moved from 14 Dec to 18 Dec`, and which markers lie behind it or cross.
    """
    words = (_say_due_pushed(record.event), say_behind(record), _say_crossed_by(record))
    return "; ".join(filter(None, words))


def _say_due_pushed(event: Event) -> str:
    if event.kind not in _PUSHING or not event.set.get("due") or not event.was.get("due"):
        return ""
    return f"the due date moved from {_say(event.was['due'])} to {_say(event.set['due'])}"


def say_behind(record: Record) -> str:
    """Which markers ahead lie behind the due date by the newest change; empty for none."""
    event = record.event
    if record.goal.due is None or event.kind not in _DATING:
        return ""
    dated = [(m.title, m.due) for m in _ahead(record) if event.set.get("due") or _dates(event, m)]
    return say_behind_due([(title, due) for title, due in dated if due], record.goal.due)


def _say_crossed_by(record: Record) -> str:
    """Which two markers ahead have days that cross by the newest change; empty for none."""
    if record.event.kind not in _DATING:
        return ""
    ahead = _ahead(record)
    only = {index for index, marker in enumerate(ahead) if _dates(record.event, marker)}
    return say_crossed([(m.title, m.due) for m in ahead if m.due], only)


def _ahead(record: Record) -> list[Marker]:
    """The markers with a day that are not reached."""
    goal = record.goal
    ends = zip(goal.markers, goal.ends, strict=True)
    return [marker for marker, end in ends if marker.due and end > goal.position]


def _dates(event: Event, marker: Marker) -> bool:
    return _is_dated(event.set.get(f"marker:{marker.id}"))


def _is_dated(part: object) -> bool:
    return isinstance(part, dict) and bool(part.get("due"))


def _say_pushed(text: str) -> str | None:
    found = re.fullmatch(_PUSHED, text)
    if found is None:
        return None
    dates, days = counted(int(found["count"]), "date"), int(found["days"])
    what = f"behind ‘{found['title']}’" if found["title"] else "of markers"
    way = "later" if days >= 0 else "earlier"
    return f"{dates} {what} moved {counted(abs(days), 'day')} {way}"


def _read_pushed(sentence: str) -> str | None:
    found = re.fullmatch(_PUSH, sentence)
    if found is None:
        return None
    count, days = (found[name].replace(",", "") for name in ("count", "days"))
    sign = "+" if found["way"] == "later" else "-"
    return f"{count} {sign}{days} {found['title'] or ''}".rstrip()


def _say(day: str) -> str:
    """An ISO date as people write it; nothing for none."""
    if day == NO_DAY:
        return ""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{say_day_of_month(found)} {found.year}"


_KINDS = frozenset(map(str, _BEFORE))

_DATING = _KINDS | {
    *(EventKind.MARKER_ADDED, EventKind.EDITED, EventKind.PUSHED, EventKind.DETOUR),
}
"""Kinds that may date a marker, or move the due date."""

_PUSHING = (_KINDS | {EventKind.PUSHED}) - {EventKind.DUE}
"""Kinds that may move the due date though they are about another one."""

_CELLS = 40
"""Cells of a title in a sentence."""
