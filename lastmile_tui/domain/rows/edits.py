"""The texts of rows of a road's page, and reading an edited text as a move of the domain.

Every reader raises GoalError or DateError, with a sentence, if it refuses the text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.dates import (
    When,
    doubt_at_end,
    has_passed,
    match_date,
    read_date,
    say_due,
    split_date,
)
from lastmile_tui.domain.changes import edit, seal, status
from lastmile_tui.domain.changes.edit import clean_name
from lastmile_tui.domain.changes.moved_dates import moved
from lastmile_tui.domain.input.grammar.markers import MarkerText, guarded, read_marker
from lastmile_tui.domain.input.grammar.offsets import before_due
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import A_MILE, Goal, Marker, measure
from lastmile_tui.domain.model.numbers import Notation, in_own_unit, sure
from lastmile_tui.domain.model.record import together
from lastmile_tui.domain.model.text import NOTE_LIMIT, TITLE_LIMIT, clean_line
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.rows.keys import index_of, item_move, marker_move
from lastmile_tui.domain.rows.text_fields import TEXT_FIELDS
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record

_SUFFIX = 40
"""Characters that may follow a title: a length and a date."""

LIMITS = {kind: field.limit for kind, field in TEXT_FIELDS.items()} | {
    RowKind.SEAL: TITLE_LIMIT,
    RowKind.MARKER: TITLE_LIMIT + _SUFFIX,
    RowKind.STEP: TITLE_LIMIT + _SUFFIX,
    RowKind.DUE: TITLE_LIMIT,
    RowKind.TAGS: NOTE_LIMIT,
    RowKind.PEOPLE: NOTE_LIMIT,
}
"""The most characters of a row's text."""

_PROMPTS = {
    RowKind.MARKER: "a title, *3 for three miles, by fri",
    RowKind.SEAL: "what must be true",
}
"""The prompt of a new row."""


class RowDraft(Struct, frozen=True):
    """An edited text as a move, None if nothing changes, and its meaning in words."""

    move: Move | None = None
    meaning: str = ""


if TYPE_CHECKING:
    Reader = Callable[[Goal, RowId, str, date], RowDraft]


def text_of(goal: Goal, spot: RowId, notation: Notation = Notation.POINT) -> str:
    """The text of a row as it is edited; empty if there is nothing."""
    if spot.kind in TEXT_FIELDS:
        return TEXT_FIELDS[spot.kind].text(goal)
    step = goal.next_step
    written: dict[RowKind, Callable[[], str]] = {
        RowKind.DUE: lambda: _joined(goal.due, goal.due_time and f"{goal.due_time:%H:%M}"),
        RowKind.TAGS: lambda: " ".join(f"#{tag}" for tag in goal.tags),
        RowKind.PEOPLE: lambda: " ".join(f"@{who.name}" for who in goal.people),
        RowKind.STEP: lambda: _joined(step.text, step.on) if step else "",
        RowKind.MARKER: lambda: _marker_text(
            goal, goal.markers[index_of(goal.markers, spot)], notation
        ),
        RowKind.SEAL: lambda: goal.seal[index_of(goal.seal, spot)].text if spot.id else "",
    }
    return written[spot.kind]()


def read_row(
    goal: Goal,
    spot: RowId,
    text: str,
    today: date,
    now: datetime | None = None,
    *,
    notation: Notation = Notation.POINT,
) -> RowDraft:
    """Read the edited text of a row; `now` is what the user's clock shows."""
    readers: dict[RowKind, Reader] = {
        **{
            kind: lambda *_, field=field: RowDraft(field.move(text))
            for kind, field in TEXT_FIELDS.items()
        },
        RowKind.DUE: partial(_read_due, now=now),
        RowKind.TAGS: lambda *_: _read_names(goal.tags, text, _TAGS),
        RowKind.PEOPLE: lambda *_: _read_names([who.name for who in goal.people], text, _PEOPLE),
        RowKind.STEP: _read_step,
        RowKind.MARKER: partial(_read_marker, notation=notation),
        RowKind.SEAL: _read_item if spot.id else read_new,
    }
    draft = readers[spot.kind](goal, spot, text, today)
    return RowDraft(None, draft.meaning) if text == text_of(goal, spot, notation) else draft


def read_new(
    goal: Goal, spot: RowId, text: str, today: date, notation: Notation = Notation.POINT
) -> RowDraft:
    """Read the text of a new marker or seal item under another one.

    Under none a marker is the first, and an item the last.
    """
    if not clean_line(text):
        return RowDraft(None, in_own_unit(_PROMPTS[spot.kind]))
    if spot.kind is RowKind.SEAL:
        return RowDraft(partial(_add_item, spot=spot, text=text))
    read = _typed(text, today, notation, goal.due)
    return RowDraft(partial(_add_marker, spot=spot, read=read), _meaning(read, goal.unit, today))


def read_proof(goal: Goal, spot: RowId, text: str, _: date) -> RowDraft:
    """Read the evidence for a seal item; an empty text removes it."""
    if clean_line(text) == proof_of(goal, spot):
        return RowDraft()
    return RowDraft(item_move(spot, partial(seal.prove, evidence=text)))


def proof_of(goal: Goal, spot: RowId) -> str:
    """The evidence of a seal item."""
    return goal.seal[index_of(goal.seal, spot)].evidence


# Dates


def _read_due(goal: Goal, _: RowId, text: str, today: date, now: datetime | None) -> RowDraft:
    if not text.strip():
        return RowDraft(partial(edit.redate, due=None) if goal.due else None, "no due date")
    when = read_date(text, today, now)
    move = partial(edit.redate, due=when.day, due_time=when.time)
    same = (when.day, when.time) == (goal.due, goal.due_time)
    passed = ", in the past" if has_passed(when, today, now) else ""
    return RowDraft(None if same else move, f"{say_due(when, today)}{passed}")


def _read_step(goal: Goal, _: RowId, text: str, today: date) -> RowDraft:
    words, on = split_date(text.split(), today)
    if not words:
        return RowDraft(partial(status.plan_step, text="") if goal.next_step else None, "done")
    meaning = say_due(When(on), today) if on else doubt_at_end(text.split(), today)
    meaning = meaning or "a date may stand behind it"
    return RowDraft(partial(status.plan_step, text=words, on=on), meaning)


# Names


class _NameList(Struct, frozen=True):
    """The moves and log texts of a list of names: tags or people."""

    sign: str
    add: Callable[..., Record]
    drop: Callable[..., Record]
    come: EventKind
    gone: EventKind
    both: str
    """The log text when some names are added and some removed."""


_TAGS = _NameList(
    "#", edit.tag, edit.untag, EventKind.TAGGED, EventKind.UNTAGGED, "{plus}, without {minus}"
)
_PEOPLE = _NameList(
    "@",
    edit.involve,
    edit.release,
    EventKind.INVOLVED,
    EventKind.RELEASED,
    "{minus} taken away, {plus}",
)


def _read_names(current: tuple[str, ...] | list[str], text: str, naming: _NameList) -> RowDraft:
    """Add and remove names, so that they are those of a line, as one change."""
    words = (word for word in text.replace(",", " ").split() if word.strip("#@"))
    wanted = {clean_name(word): None for word in words}
    come = [name for name in wanted if name not in current]
    gone = [name for name in current if name not in wanted]
    if not come and not gone:
        return RowDraft()
    moves = [partial(naming.drop, name=name) for name in gone]
    moves += [partial(naming.add, name=name) for name in come]
    plus, minus = (", ".join(f"{naming.sign}{name}" for name in names) for names in (come, gone))
    log_text = naming.both.format(plus=plus, minus=minus) if plus and minus else plus or minus
    meaning = " and ".join(filter(None, (plus and f"adds {plus}", minus and f"takes {minus} away")))
    kind = naming.come if come else naming.gone
    return RowDraft(partial(together, moves=moves, kind=kind, text=log_text), meaning)


# Markers


def _typed(text: str, today: date, notation: Notation, due: date | None) -> MarkerText:
    """Read a marker; GoalError where its end is no length or day, though meant as one."""
    words = clean_line(text, TITLE_LIMIT + _SUFFIX)
    read = read_marker(words, before_due(partial(match_date, today=today), due), notation)
    if read.trouble:
        raise GoalError(read.trouble)
    return read


def _meaning(read: MarkerText, unit: str, today: date) -> str:
    """What a marker says beside its title."""
    length = f"{measure(_miles(read), unit)} long"
    due = f"due {say_due(When(read.due), today)}" if read.due else "no date"
    return join_facts(*read.doubts, length, due)


def _miles(read: MarkerText) -> float:
    return A_MILE if read.miles is None else read.miles


def _marker_text(goal: Goal, marker: Marker, notation: Notation) -> str:
    """`papers signed *2 by 2026-11-27`; one mile is not written."""
    text = guarded(marker.title)
    if goal.unit or marker.miles != A_MILE:
        text += f" *{sure(marker.miles, notation)}"
    return f"{text} by {marker.due}" if marker.due else text


def read_renamed(
    goal: Goal, spot: RowId, text: str, today: date, notation: Notation = Notation.POINT
) -> RowDraft:
    """Read what a marker is called now; a length or a day that is not said stays as it was."""
    marker = goal.markers[index_of(goal.markers, spot)]
    if clean_line(text) == marker.title:  # also one that ends like a length or a day
        return RowDraft()
    read = _typed(text, today, notation, goal.due)
    if read.miles is None and read.due is None:
        move = marker_move(spot, partial(edit.rename_marker, title=read.title))
        return RowDraft(move if read.title != marker.title else None, join_facts(*read.doubts))
    miles = marker.miles if read.miles is None else read.miles
    return _changed(goal, spot, replace(read, miles=miles, due=read.due or marker.due), today)


def _read_marker(goal: Goal, spot: RowId, text: str, today: date, notation: Notation) -> RowDraft:
    """Change a marker to the text, as one change."""
    return _changed(goal, spot, _typed(text, today, notation, goal.due), today)


def _changed(goal: Goal, spot: RowId, read: MarkerText, today: date) -> RowDraft:
    marker = goal.markers[index_of(goal.markers, spot)]
    moves: dict[EventKind, Move] = {}
    if read.title != marker.title:
        moves[EventKind.MARKER_RENAMED] = marker_move(
            spot, partial(edit.rename_marker, title=read.title)
        )
    if _miles(read) != marker.miles:
        moves[EventKind.MARKER_MEASURED] = marker_move(
            spot, partial(edit.remeasure_marker, miles=_miles(read))
        )
    if read.due != marker.due:
        moves[EventKind.MARKER_DUE] = marker_move(spot, partial(edit.redate_marker, due=read.due))
    meaning = _meaning(read, goal.unit, today)
    if not moves:
        return RowDraft(None, meaning)
    kind = next(iter(moves))
    dated = EventKind.MARKER_DUE in moves
    text = moved(marker.due, read.due, read.title) if dated else read.title
    move = partial(together, moves=[*moves.values()], kind=kind, text=text)
    return RowDraft(move, meaning)


def _add_marker(record: Record, stamp: Stamp, spot: RowId, read: MarkerText) -> Record:
    index = index_of(record.goal.markers, spot) + 1 if spot.id else 0
    moves: list[Move] = [
        partial(edit.add_marker, index=index, title=read.title, miles=_miles(read))
    ]
    if read.due:
        moves.append(partial(edit.redate_marker, index=index, due=read.due))
    return together(record, stamp, moves, EventKind.MARKER_ADDED, read.title)


# The seal list


def _read_item(_: Goal, spot: RowId, text: str, __: date) -> RowDraft:
    return RowDraft(item_move(spot, partial(seal.reword_seal_item, text=text)))


def _add_item(record: Record, stamp: Stamp, spot: RowId, text: str) -> Record:
    last = len(record.goal.seal)
    to = index_of(record.goal.seal, spot) + 1 if spot.id else last
    moves: list[Move] = [partial(seal.add_seal_item, text=text)]
    if to < last:
        moves.append(partial(seal.move_seal_item, index=last, to=to))
    return together(record, stamp, moves, EventKind.SEAL_ITEM, clean_line(text))


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)
