"""From a form to a change: what somebody rewrote in it becomes one event.

Only what differs from the goal that the form was written from is changed, so that what another
process or device changed meanwhile stays.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.crossing.laps import again_part, begun
from lastmile_tui.domain.crossing.rule import read_start
from lastmile_tui.domain.figures.carry import (
    place_registers,
    with_length,
    with_marker,
    without_marker,
)
from lastmile_tui.domain.figures.road import now_at, place_of
from lastmile_tui.domain.input.form import form_of, one_word
from lastmile_tui.domain.input.form_reader import read_form
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import Registers, before, fold
from lastmile_tui.domain.model.goal import Marker
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.ranks import ranked
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.model.value.way import Way
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lastmile_tui.domain.input.form import Form
    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal, SealItem
    from lastmile_tui.domain.model.record import Move

    Parts = Mapping[str, Registers]
    """The parts of a goal by their ids, in their order."""


def revision(
    text: str, base: Goal, read_date: DateReader, notation: Notation = Notation.POINT
) -> Move | None:
    """The move that a form asks for that was written from `base`; None when it asks for nothing.

    FormError when it says something that no goal can be.
    """
    form = read_form(text, base, read_date, notation)
    return None if form == form_of(base) else partial(revise, form=form, base=base)


def revise(record: Record, stamp: Stamp, form: Form, base: Goal) -> Record:
    """Change what a form changes that was written from `base`; the event names it.

    GoalError when that is how the goal stands already. A sealed goal can be revised too. What was
    driven stays driven, as in `edits`; a part that was removed meanwhile stays removed.
    """
    goal, old = there(record.goal), form_of(base)
    registers = fold(record.log)
    names = _new_names(stamp, form)
    markers = {name: _marker(marker) for name, marker in zip(names[0], form.markers, strict=True)}
    was_markers = {marker.id: _marker(marker) for marker in old.markers}
    road = _order(was_markers, markers, [marker.id for marker in goal.markers])
    seal = {name: _item(item) for name, item in zip(names[1], form.seal, strict=True)}
    was_seal = {item.id: _item(item) for item in old.seal}
    items = _order(was_seal, seal, [item.id for item in goal.seal])
    written: dict[str, Registers] = {
        "title": {"title": form.title} if form.title != old.title else {},
        "why": {"why": form.why or None} if form.why != old.why else {},
        "due date": _due(form) if _due(form) != _due(old) else {},
        "tags": _set("tag", old.tags, form.tags, goal.tags),
        "people": _set("person", old.people, form.people, [one.name for one in goal.people]),
        "turn": _turn(goal, stamp, form) if form.turn != old.turn else {},
        "next step": _next_step(form) if form.next_step != old.next_step else {},
        "laps": _again(record, stamp, form) if form.again != old.again else {},
        "start": _started(goal, form) if form.start != old.start else {},
        "markers": _listed("marker", registers, was_markers, markers, road)
        | _carried(goal, registers, was_markers, markers, road),
        "final stretch": _final(old, form, names[0]),
        "seal list": _listed("seal", registers, was_seal, seal, items),
    }
    changes: Registers = {}
    named: list[str] = []
    for name, part in written.items():
        current = before(registers, part)
        if differing := {key: value for key, value in part.items() if current[key] != value}:
            changes |= differing
            named.append(name)
    if not changes:
        raise GoalError("That is how it stands already.")
    moved = ", ".join(_moved_dates(old, form, was_markers, markers))
    text = ", ".join(named) + (f": {moved}" if moved else "")
    return change(record, stamp, EventKind.EDITED, changes, text=text)


def _moved_dates(old: Form, form: Form, was: Parts, now: Parts) -> Iterator[str]:
    """The dates that were moved, each from one day to another, the first `_TOLD` of them."""
    pairs = [("due", old.due, form.due)]
    pairs += [
        (f"‘{part['title']}’", _day(was[name]["due"]), _day(part["due"]))
        for name, part in now.items()
        if name in was
    ]
    moved = [(what, first, last) for what, first, last in pairs if first and last and first != last]
    for what, first, last in moved[:_TOLD]:
        yield f"{what} from {first} to {last}"
    if len(moved) > _TOLD:
        yield f"and {counted(len(moved) - _TOLD, 'more date')}"


_TOLD = 3
"""Dates that are told of those that a form moved."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _new_names(stamp: Stamp, form: Form) -> tuple[list[str], list[str]]:
    """The ids of the markers and of the seal items, with new ones for those that are new."""
    return (
        [one.id or stamp.child(index) for index, one in enumerate(form.markers)],
        [
            one.id or stamp.child(index)  # no marker has it
            for index, one in enumerate(form.seal, len(form.markers))
        ],
    )


def _marker(marker: Marker) -> Registers:
    due = marker.due.isoformat() if marker.due else None
    return {"title": marker.title, "miles": marker.miles, "due": due}


def _item(item: SealItem) -> Registers:
    return {"text": item.text, "done": item.done, "evidence": item.evidence or None}


def _due(form: Form) -> Registers:
    return {
        "due": form.due.isoformat() if form.due else None,
        "due_time": form.due_time.isoformat() if form.due_time else None,
    }


def _set(kind: str, old: Sequence[str], new: Sequence[str], now: Iterable[str]) -> Registers:
    """What names come and go; one goes also where another program wrote it in several words."""
    coming = {f"{kind}:{name}": True for name in new if name not in old}
    going = {name for name in old if name not in new}
    return coming | {f"{kind}:{name}": None for name in now if one_word(name) in going}


def _turn(goal: Goal, stamp: Stamp, form: Form) -> Registers:
    if (goal.turn.whose if goal.turn else "") == form.turn:
        return {}
    part = {"whose": form.turn, "since": stamp.day.isoformat()}
    return {"turn": part if form.turn else None}


def _next_step(form: Form) -> Registers:
    step = form.next_step
    on = step.on.isoformat() if step and step.on else None
    return {"next_step": {"text": step.text, "on": on} if step else None}


def _again(record: Record, stamp: Stamp, form: Form) -> Registers:
    """How often the road begins again, as the line says that `crossing.laps` reads."""
    if not form.again:
        return {"again": None}
    if record.goal.sealed or record.goal.let_go:
        raise GoalError("Only a road that is under way says how often it begins again.")
    start = read_start(form.again, stamp.day, begun(record))
    return {"again": again_part(start.again) if start and start.again else None}


def _final(old: Form, form: Form, names: Sequence[str]) -> Registers:
    was = None if old.final is None else old.markers[old.final].id
    now = None if form.final is None else names[form.final]
    return {"final_from": now} if now != was else {}


def _order(old: Parts, new: Parts, now: Sequence[str]) -> list[str]:
    """The parts that stay or come, in their new order.

    It is the order of the form where that was changed, and otherwise the one of the goal; what
    only the other has follows whatever it stands behind.
    """
    kept = [name for name in new if name in old]
    theirs = [name for name in now if name in new or name not in old]
    mine = [name for name in new if name in theirs or name not in old]
    if kept != [name for name in old if name in new]:
        return _woven(mine, theirs)
    return _woven(theirs, mine)


def _woven(names: list[str], others: Sequence[str]) -> list[str]:
    woven = list(names)
    at = 0
    for name in others:
        if name in woven:
            at = woven.index(name) + 1
        else:
            woven.insert(at, name)
            at += 1
    return woven


def _listed(
    kind: str, registers: Registers, old: Parts, new: Parts, order: Sequence[str]
) -> Registers:
    """The registers of the parts that were rewritten, went, came, or stand elsewhere."""
    changes: Registers = {f"{kind}:{name}": {"gone": True} for name in old if name not in new}
    for name, part in new.items():
        if name not in old:
            changes[f"{kind}:{name}"] = {key: value for key, value in part.items() if value}
        elif name in order:
            was = old[name]
            changes[f"{kind}:{name}"] = {k: value for k, value in part.items() if value != was[k]}
    if list(new) != [name for name in old if name in new]:
        old_ranks = [registers.get(f"{kind}:{name}", {}).get("rank") for name in order]
        for name, was_rank, rank in zip(order, old_ranks, ranked(old_ranks), strict=True):
            if rank != was_rank:
                changes.setdefault(f"{kind}:{name}", {})["rank"] = rank
    return {name: part for name, part in changes.items() if part}


def _started(goal: Goal, form: Form) -> Registers:
    """Another start of a goal that goes between two values; the vehicle stays at its own."""
    start: Registers = {"way": {"start": form.start}}
    if goal.way is None or form.start is None:
        return start
    place = Way(form.start, goal.way.down).place(now_at(goal))
    return start if place == place_of(goal) else start | {"position": place}


def _carried(
    goal: Goal, registers: Registers, old: Parts, new: Parts, order: Sequence[str]
) -> Registers:
    """The place of the vehicle: that of single edits, as markers go, are measured, move and come.

    A goal between two values says its start itself.
    """
    if goal.way:
        return {}
    names = {marker.id for marker in goal.markers}
    after = goal
    for name in [name for name in old if name not in new and name in names]:
        after = without_marker(after, _index(after, name))
    for name in [name for name in new if name in old and name in names]:
        if new[name]["miles"] != old[name]["miles"]:
            after = with_length(after, _index(after, name), new[name]["miles"])
    after = replace(
        after, markers=tuple(sorted(after.markers, key=lambda one: order.index(one.id)))
    )
    for index, name in enumerate(order):
        if name not in names:
            after = with_marker(after, index, Marker(name, "", new[name]["miles"]))
    if _lengths(after) == _lengths(goal):
        return {}
    return place_registers(registers, goal, after)


def _index(goal: Goal, name: str) -> int:
    return [marker.id for marker in goal.markers].index(name)


def _lengths(goal: Goal) -> dict[str, float]:
    return {marker.id: marker.miles for marker in goal.markers}
