"""What is typed for a row of a road's page, read into a move of the domain.

Every reader raises GoalError or DateError, with a sentence, for what cannot be taken.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates import When, read_date, say_due
from lastmile_tui.dates.suffix import split_date
from lastmile_tui.domain.changes import edit, seal, status
from lastmile_tui.domain.changes.edit import clean_name
from lastmile_tui.domain.model.goal import A_MILE, Goal, Marker, measure
from lastmile_tui.domain.model.record import together
from lastmile_tui.domain.model.text import NOTE_LIMIT, TITLE_LIMIT, clean_line
from lastmile_tui.errors import DateError
from lastmile_tui.ui.drawing.page import RowId, RowKind
from lastmile_tui.ui.road.row_keys import of_item, of_marker, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record

_BEHIND = 40
"""Characters that may stand behind a title: a length and a date."""

LIMITS = {
    RowKind.TITLE: TITLE_LIMIT,
    RowKind.SEAL: TITLE_LIMIT,
    RowKind.MARKER: TITLE_LIMIT + _BEHIND,
    RowKind.STEP: TITLE_LIMIT + _BEHIND,
    RowKind.DUE: TITLE_LIMIT,
    RowKind.WHY: NOTE_LIMIT,
    RowKind.TAGS: NOTE_LIMIT,
    RowKind.PEOPLE: NOTE_LIMIT,
}
"""Characters of what is typed for a row."""

_ASKS = {RowKind.MARKER: "a title, *3 for three miles, due fri", RowKind.SEAL: "what must be true"}
"""What is asked for in a new row."""

_LENGTH = re.compile(r"(.+?)\s*\*\s*(\d{1,10}(?:\.\d+)?)")
_DUE = re.compile(r"(.*\S)\s+due\s+(\S.*)", re.IGNORECASE)


class RowDraft(Struct, frozen=True):
    """What was typed, read: a move, none when nothing changes, and what it means in words."""

    move: Move | None = None
    says: str = ""


if TYPE_CHECKING:
    Reader = Callable[[Goal, RowId, str, date], RowDraft]


def text_of(goal: Goal, spot: RowId) -> str:
    """What stands in a row, as it is typed; empty for what is not there."""
    step = goal.next_step
    written: dict[RowKind, Callable[[], str]] = {
        RowKind.TITLE: lambda: goal.title,
        RowKind.WHY: lambda: goal.why,
        RowKind.DUE: lambda: _joined(goal.due, goal.due_time and f"{goal.due_time:%H:%M}"),
        RowKind.TAGS: lambda: " ".join(f"#{tag}" for tag in goal.tags),
        RowKind.PEOPLE: lambda: " ".join(f"@{who.name}" for who in goal.people),
        RowKind.STEP: lambda: _joined(step.text, step.on) if step else "",
        RowKind.MARKER: lambda: _marker_text(goal, goal.markers[place(goal.markers, spot)]),
        RowKind.SEAL: lambda: goal.seal[place(goal.seal, spot)].text if spot.id else "",
    }
    return written[spot.kind]()


def read_row(goal: Goal, spot: RowId, text: str, today: date) -> RowDraft:
    """Read what was typed over a row."""
    readers: dict[RowKind, Reader] = {
        RowKind.TITLE: lambda *_: RowDraft(partial(edit.rename, title=text)),
        RowKind.WHY: lambda *_: RowDraft(partial(edit.explain, why=text)),
        RowKind.DUE: _read_due,
        RowKind.TAGS: lambda *_: _read_names(goal.tags, text, _TAGS),
        RowKind.PEOPLE: lambda *_: _read_names([who.name for who in goal.people], text, _PEOPLE),
        RowKind.STEP: _read_step,
        RowKind.MARKER: _read_marker,
        RowKind.SEAL: _read_item if spot.id else read_new,
    }
    draft = readers[spot.kind](goal, spot, text, today)
    return RowDraft(None, draft.says) if text == text_of(goal, spot) else draft


def read_new(goal: Goal, spot: RowId, text: str, today: date) -> RowDraft:
    """Read what was typed for a new marker or seal item under another one."""
    if not clean_line(text):
        return RowDraft(None, _ASKS[spot.kind])
    if spot.kind is RowKind.SEAL:
        return RowDraft(partial(_add_item, spot=spot, text=text))
    stage = _stage(text, today)
    return RowDraft(partial(_add_marker, spot=spot, stage=stage), stage.says(goal.unit, today))


def read_proof(goal: Goal, spot: RowId, text: str, _: date) -> RowDraft:
    """Read the evidence for a seal item; an empty text takes it away."""
    if clean_line(text) == proof_of(goal, spot):
        return RowDraft()
    return RowDraft(of_item(spot, partial(seal.prove, evidence=text)))


def proof_of(goal: Goal, spot: RowId) -> str:
    """The evidence of a seal item."""
    return goal.seal[place(goal.seal, spot)].evidence


# Dates


def _read_due(goal: Goal, _: RowId, text: str, today: date) -> RowDraft:
    if not text.strip():
        return RowDraft(partial(edit.redate, due=None) if goal.due else None, "no due date")
    when = read_date(text, today)
    move = partial(edit.redate, due=when.day, due_time=when.time)
    same = (when.day, when.time) == (goal.due, goal.due_time)
    return RowDraft(None if same else move, say_due(when, today))


def _read_step(goal: Goal, _: RowId, text: str, today: date) -> RowDraft:
    words, on = split_date(text.split(), today)
    if not words:
        return RowDraft(partial(status.plan_step, text="") if goal.next_step else None, "done")
    says = say_due(When(on), today) if on else "a date may stand behind it"
    return RowDraft(partial(status.plan_step, text=words, on=on), says)


# Names


class _NameList(Struct, frozen=True):
    """How tags or people come and go."""

    sign: str
    add: Callable[..., Record]
    drop: Callable[..., Record]
    come: str
    gone: str
    both: str
    """What the log says of some that come while some go."""


_TAGS = _NameList("#", edit.tag, edit.untag, "tagged", "untagged", "{plus}, without {minus}")
_PEOPLE = _NameList(
    "@", edit.involve, edit.release, "involved", "released", "{minus} taken away, {plus}"
)


def _read_names(held: tuple[str, ...] | list[str], text: str, naming: _NameList) -> RowDraft:
    """The names that come and go with a line, as one change."""
    words = (word for word in text.replace(",", " ").split() if word.strip("#@"))
    wanted = {clean_name(word): None for word in words}
    come = [name for name in wanted if name not in held]
    gone = [name for name in held if name not in wanted]
    if not come and not gone:
        return RowDraft()
    moves = [partial(naming.drop, name=name) for name in gone]
    moves += [partial(naming.add, name=name) for name in come]
    plus, minus = (", ".join(f"{naming.sign}{name}" for name in names) for names in (come, gone))
    told = naming.both.format(plus=plus, minus=minus) if plus and minus else plus or minus
    says = " and ".join(filter(None, (plus and f"adds {plus}", minus and f"takes {minus} away")))
    kind = naming.come if come else naming.gone
    return RowDraft(partial(together, moves=moves, kind=kind, text=told), says)


# Markers


class _TypedMarker(Struct, frozen=True):
    """A marker as it is typed."""

    title: str
    miles: float
    due: date | None

    def says(self, unit: str, today: date) -> str:
        """What it means, but for the title."""
        due = f"due {say_due(When(self.due), today)}" if self.due else "no date"
        return f"{measure(self.miles, unit)} long · {due}"


def _stage(text: str, today: date) -> _TypedMarker:
    """A marker as it was typed; what is no length and no date stays in its title."""
    title, miles, due = clean_line(text, TITLE_LIMIT + _BEHIND), A_MILE, None
    if found := _DUE.fullmatch(title):
        with suppress(DateError):
            due = read_date(found[2], today).day
            title = found[1]
    if found := _LENGTH.fullmatch(title):
        title, miles = found[1], float(found[2])
    return _TypedMarker(title, miles, due)


def _marker_text(goal: Goal, marker: Marker) -> str:
    """`papers signed *2 due 2026-11-27`; a mile is only said where the title would be misread."""
    text = marker.title
    if goal.unit or marker.miles != A_MILE or _LENGTH.fullmatch(text):
        miles = marker.miles
        text += f" *{miles:.0f}" if miles == int(miles) else f" *{miles:.1f}"
    return f"{text} due {marker.due}" if marker.due else text


def _read_marker(goal: Goal, spot: RowId, text: str, today: date) -> RowDraft:
    """What makes a marker what was typed, as one change."""
    marker = goal.markers[place(goal.markers, spot)]
    stage = _stage(text, today)
    renamed = stage.title != marker.title
    moves: dict[str, Move] = {}
    if renamed:
        moves["renamed"] = of_marker(spot, partial(edit.rename_marker, title=stage.title))
    if stage.miles != marker.miles:
        moves["measured"] = of_marker(spot, partial(edit.remeasure_marker, miles=stage.miles))
    if stage.due != marker.due:
        moves["due"] = of_marker(spot, partial(edit.redate_marker, due=stage.due))
    says = stage.says(goal.unit, today)
    if not moves:
        return RowDraft(None, says)
    kind = f"marker {next(iter(moves))}"
    move = partial(together, moves=[*moves.values()], kind=kind, text=stage.title)
    return RowDraft(move, says)


def _add_marker(record: Record, stamp: Stamp, spot: RowId, stage: _TypedMarker) -> Record:
    index = place(record.goal.markers, spot) + 1
    moves: list[Move] = [
        partial(edit.add_marker, index=index, title=stage.title, miles=stage.miles)
    ]
    if stage.due:
        moves.append(partial(edit.redate_marker, index=index, due=stage.due))
    return together(record, stamp, moves, "marker added", stage.title)


# The seal list


def _read_item(_: Goal, spot: RowId, text: str, __: date) -> RowDraft:
    return RowDraft(of_item(spot, partial(seal.reword_seal_item, text=text)))


def _add_item(record: Record, stamp: Stamp, spot: RowId, text: str) -> Record:
    last = len(record.goal.seal)
    to = place(record.goal.seal, spot) + 1 if spot.id else last
    moves: list[Move] = [partial(seal.add_seal_item, text=text)]
    if to < last:
        moves.append(partial(seal.move_seal_item, index=last, to=to))
    return together(record, stamp, moves, "seal item", clean_line(text))


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)
