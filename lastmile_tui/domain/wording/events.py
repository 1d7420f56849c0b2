"""Events and goals in words: the one place where a change becomes a sentence."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates.words import SPELLED, say_date, say_day_of_month, say_weekday
from lastmile_tui.domain.figures.road import say_to_go
from lastmile_tui.domain.model.events import (
    BESIDE,
    BROUGHT,
    DAY,
    FORWARD,
    OF_FILES,
    TOGETHER,
    EventKind,
    made_at,
)
from lastmile_tui.domain.model.numbers import KEPT, UNIT, WRITTEN, grouped, miles
from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.model.times import target_of, times_of
from lastmile_tui.domain.model.undo import standing, subject_of
from lastmile_tui.domain.wording.returns import say_unparked

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record

_SENTENCES = {
    EventKind.ADDED: "added",
    EventKind.REMOVED: "removed",
    EventKind.UNDONE: "undone",
    EventKind.REDONE: "redone",
    EventKind.UNITED: "came from another data file",
    EventKind.IMPORTED: "imported from {text}",
    EventKind.BROUGHT_BACK: "{text} brought back",
    EventKind.REACHED: "reached ‘{text}’",
    EventKind.BACK: "back at {text}",
    EventKind.MOVED: "moved to {text}",
    EventKind.NOTE: "note: {text}",
    EventKind.DATED: "entry dated {text}",
    EventKind.RENAMED: "renamed to ‘{text}’",
    EventKind.WHY: "why changed",
    EventKind.DUE: "due date set to {text}",
    EventKind.TAGGED: "tagged {text}",
    EventKind.UNTAGGED: "tag {text} taken away",
    EventKind.INVOLVED: "{text} added",
    EventKind.RELEASED: "{text} taken away",
    EventKind.MARKER_ADDED: "marker ‘{text}’ added",
    EventKind.MARKER_REMOVED: "marker ‘{text}’ removed",
    EventKind.MARKER_RENAMED: "marker renamed to ‘{text}’",
    EventKind.MARKER_MEASURED: "length of ‘{text}’ changed",
    EventKind.MARKER_DUE: "date of ‘{text}’ changed",
    EventKind.PUSHED: "dates moved: {text}",
    EventKind.REORDERED: "markers reordered",
    EventKind.STRETCH: "final stretch starts at ‘{text}’",
    EventKind.SEAL_ITEM: "seal item ‘{text}’ added",
    EventKind.SEAL_REWORDED: "seal item reworded to ‘{text}’",
    EventKind.SEAL_REMOVED: "seal item ‘{text}’ removed",
    EventKind.SEAL_MOVED: "seal item ‘{text}’ moved",
    EventKind.EVIDENCE: "evidence for ‘{text}’",
    EventKind.HELD_BACK: "not sealed yet: ‘{text}’ is open",
    EventKind.TICKED: "ticked ‘{text}’",
    EventKind.UNTICKED: "opened ‘{text}’ again",
    EventKind.SEALED: "sealed with {text} open",
    EventKind.CONFIRMED: "the seal still holds",
    EventKind.ASKED: "asked whether the seal still holds",
    EventKind.REOPENED: "reopened",
    EventKind.ROADBLOCK: "roadblock: {text}",
    EventKind.CLEARED: "roadblock cleared",
    EventKind.FREED: "the road is free: ‘{text}’ is sealed",
    EventKind.AGAIN: "begins again {text}",
    EventKind.TURN: "turn: {text}",
    EventKind.NEXT_STEP: "next step: {text}",
    EventKind.STEP_DONE: "next step done: {text}",
    EventKind.DETOUR: "detour: {text}",
    EventKind.EDITED: "edited {text}",
    EventKind.GATE: "{text}",
    EventKind.NO_CHANGE: "no change: {text}",
    EventKind.KEPT_ON: "stays on the road",
    EventKind.PICKED: "picked as the last mile of the day",
    EventKind.PICKED_AHEAD: "picked as the last mile of {text}",
    EventKind.PLACED: "placed {text}",
    EventKind.SPLIT: "split: the rest goes on as {text}",
    EventKind.JOINED: "joined with {text}",
    EventKind.REVIEWED: "review finished",
    EventKind.NOT_REVIEWED: "review not finished any more",
    EventKind.PARKED: "parked until {text}",
    EventKind.RESUMED: "back on the road",
    EventKind.LET_GO: "let go: {text}",
}

_SENTENCES_ALONE = _SENTENCES | {
    EventKind.DUE: "due date taken away",
    EventKind.NO_CHANGE: "no change",
    EventKind.STRETCH: "final stretch where it falls by itself",
    EventKind.LET_GO: "let go",
    EventKind.SEALED: "sealed",
    EventKind.TURN: "turn taken away",
    EventKind.AGAIN: "does not begin again",
}
"""The same for events without a text."""

_WORDS = {kind.value: words for kind, words in _SENTENCES.items()}
_WORDS_ALONE = {kind.value: words for kind, words in _SENTENCES_ALONE.items()}
"""Both by plain texts, as events have them, by which they are found sooner."""

_DATED = frozenset({EventKind.DUE, EventKind.PARKED, EventKind.DATED, EventKind.PICKED_AHEAD})
"""Kinds whose text is a date."""

_PICKS = frozenset(map(str, (EventKind.PICKED, EventKind.PICKED_AHEAD)))

_NAMED = frozenset({EventKind.TAGGED, EventKind.UNTAGGED, EventKind.INVOLVED, EventKind.RELEASED})
"""Kinds whose text names tags or people by their signs."""

_MOVED = (
    *(EventKind.MARKER_DUE, EventKind.MARKER_RENAMED, EventKind.MARKER_MEASURED),
    *(EventKind.DUE, EventKind.PUSHED, EventKind.EDITED),
)
"""Kinds whose text may say from which day to which a date was moved."""

_SPECIAL = frozenset(map(str, (*BROUGHT, EventKind.ADDED, *_DATED, *_NAMED, *_MOVED)))
"""Kinds of which more is said than their text."""

_NAME_SIGN = r"(?<!\S)[#@]"

_CELLS = 100
"""Cells of a change: a long title fits, a long note is cut off."""


class Entry(Struct, frozen=True, gc=False):
    """One line of a goal's log: when it was done, on which local day, and what happened."""

    id: str
    at: datetime
    day: date
    kind: str
    text: str


def entries(log: Log, today: date | None = None) -> tuple[Entry, ...]:
    """The log as it stands, in the order in which things were done (`times`), oldest first.

    Undone changes and undos are left out, and what only says on which day another was done.
    """
    times = times_of(log, today)
    dated: str = EventKind.DATED
    events = [event for event in times.in_order(standing(log)) if event.kind != dated]
    placed = zip(events, times.instants(events), times.shown_days(events), strict=True)
    return tuple(
        [Entry(event.id, at, day, event.kind, say_event(event)) for event, at, day in placed]
    )


def say_event(event: Event) -> str:
    """What an event did, and how many roads waited in their final stretch meanwhile."""
    others = event.set.get(BESIDE)
    if others is None or not isinstance(others, int):
        return _say_done(event)
    return f"{_say_done(event)}, with {counted(others, 'road')} in the final stretch"


def _say_done(event: Event) -> str:
    kind, text = event.kind, event.text
    pattern = (_WORDS if text else _WORDS_ALONE).get(kind)
    if pattern is None:
        return _say_restored(event) if kind == EventKind.RESTORED else kind
    if kind in _SPECIAL:  # most are not
        if kind == EventKind.UNITED and "deleted" not in event.was:  # it was here, too
            return "united with that of another data file"
        pattern = _of_whole_road(event) or pattern
        text = text if kind not in OF_FILES else text.rpartition(" ")[0]
        if kind == EventKind.ADDED and "template" in event.set:
            return f"saved as template ‘{text}’"
        if kind == EventKind.ADDED and isinstance(lap := event.set.get("lap"), dict):
            return f"added as lap {lap.get('number')}"
        if kind in _MOVED and (sentence := _say_moved(kind, text)) is not None:
            return sentence
        text = _say_iso_date(text) if kind in _DATED else text
        if kind in _NAMED and SPELLED.get():
            text = re.sub(_NAME_SIGN, "", text)
    place = event.set.get("position")
    if place is not None:
        text = _say_place(text, place, plain=kind in _PLACED)
    return pattern.replace("{text}", text)


def _say_moved(kind: str, text: str) -> str | None:
    from lastmile_tui.domain.wording.moved_dates import say_moved  # noqa: PLC0415 # a list needs none

    return say_moved(kind, text)


def _of_whole_road(event: Event) -> str:
    """What is said of the other road of two: the new one, and the one that is gone."""
    if event.kind == EventKind.SPLIT and "deleted" in event.was:
        return "split off from {text}"
    return "gone into {text}" if event.kind == EventKind.JOINED and "deleted" in event.set else ""


def text_of(kind: str, sentence: str) -> str:
    """The text of an event of a kind from its sentence; empty where that has none."""
    from lastmile_tui.domain.wording.moved_dates import read_moved  # noqa: PLC0415 # as above

    if (text := read_moved(kind, sentence)) is not None:
        return text
    before, slot, after = _WORDS.get(kind, "").partition("{text}")
    if not slot or not (sentence.startswith(before) and sentence.endswith(after)):
        return ""
    return sentence[len(before) : max(len(sentence) - len(after), len(before))]


_PLACED = frozenset({EventKind.MOVED, EventKind.BACK})
"""Kinds whose text is an amount, unless it is in quotation marks."""

_FIGURE = r"(-?\d[\d,]*(?:\.\d+)?)( \S.*)?\s?"


def _say_place(text: str, place: object, *, plain: bool) -> str:
    """A place as this person writes it: `12,5 km`, where the event keeps `12.5 km`."""
    if WRITTEN.get() is KEPT and not SPELLED.get() and not UNIT.get():
        return text
    if not isinstance(place, int | float):
        return text
    kept = f"{grouped(place, KEPT)} "
    if plain and not text.startswith(kept) and (found := re.fullmatch(_FIGURE, text)):  # a value
        return f"{grouped(float(found[1].replace(',', '')))}{found[2] or ''}"
    if not text.startswith(kept):
        return text
    unit = text.removeprefix(kept)
    return f"{grouped(place)} {miles(place) if unit == 'mi' else unit}"


def _say_iso_date(text: str) -> str:
    """An ISO date as people write it: 27 Nov 2026."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{say_day_of_month(day)} {day.year}"


def say_day(day: date, today: date) -> str:
    """A date in words: Fri 27 Nov, with the year if it is not this one."""
    words = f"{say_weekday(day)} {say_day_of_month(day)}"
    return words if day.year == today.year else f"{words} {day.year}"


def _say_restored(event: Event) -> str:
    """What a restore did: its text is the day of the backup, the name of a file, or nothing."""
    try:
        when = f"on {say_day(date.fromisoformat(event.text), event.day)}"
    except ValueError:
        when = f"in {event.text}" if event.text else "before the restore"
    if event.set.get("deleted"):
        return f"removed: it was not there {when}"
    return f"brought back as it was {when}"


def _say_pick(event: Event, today: date) -> str:
    """The day of a pick as it is called now; a log names it for good."""
    try:
        on = date.fromisoformat(event.text) if event.text else event.day
    except ValueError:
        return _say_done(event)
    return f"picked as the last mile of {say_date(on, today)}"


def say_change(record: Record) -> str:
    """What the newest event of a record did, as one line about the goal.

    A drive is said without the roads beside it, which only the log has.
    """
    event, subject = record.event, subject_of(record.log, record.event)
    count = str(subject.set.get(TOGETHER)).partition(" ")[2] if subject is not event else ""
    if count and subject.kind == EventKind.ADDED:
        return f"{event.kind.capitalize()}: added {count} goals"
    text = (_say_done if subject.kind in FORWARD else say_event)(subject) + say_unparked(subject)
    if subject.kind in _PICKS:
        text = _say_pick(subject, event.day)
    if target := target_of(subject):
        dated = next((each for each in record.log if each.id == target), None)
        text += f": {_say_done(dated)}" if dated else ""
    words = fit(clean_line(text), _CELLS)
    if subject is not event:
        words = f"{event.kind}: {words}"
    if DAY + subject.id in subject.set:
        words += f", on {say_day(subject.day, made_at(subject).date())}"
    line = join_facts(f"{words[:1].upper()}{words[1:]}", record.goal.title)
    alone = subject.kind == EventKind.BROUGHT_BACK and " to " not in subject.text  # one goal
    if count or (subject.kind in OF_FILES and not alone and subject is not event):
        line = join_facts(line, "and all that came with it")
    if subject.kind == EventKind.RESTORED and event.kind == EventKind.UNDONE:
        whole = "for this goal only; lastmile restore --undo takes back the whole restore"
        line = join_facts(line, whole)
    return line


def join_facts(*facts: str) -> str:
    """Facts in one line with dots between them; each a sentence, but the last, where it is heard.

    Empty ones are left out.
    """
    parts = list(filter(None, facts))
    if not SPELLED.get():
        return " · ".join(parts)
    return " ".join(
        part if number == len(parts) or part.endswith((".", "?", "!")) else f"{part}."
        for number, part in enumerate(parts, 1)
    )


def say_name(goal: Goal, clean: Callable[[str], str] = clean_line) -> str:
    """What a goal, a template or the diary is called; `clean` cleans a text, and may cut it."""
    if goal.template:
        return f"Template ‘{clean(goal.template)}’"
    return "Diary of the reviews" if goal.diary else clean(goal.title)


def say_left(goal: Goal) -> str:
    """What is left to drive: `1.6 mi to go`."""
    return say_to_go(goal)
