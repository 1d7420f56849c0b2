"""Two states of one goal, now and then, and what going back would change, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.describe import BESIDE, counted, say_day
from lastmile_tui.domain.goal import amount, measure
from lastmile_tui.domain.text import clean_line, fit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.domain.fold import Registers
    from lastmile_tui.domain.goal import Goal, Marker, SealItem

_CELLS = 60
"""Cells of a text that is quoted: a long one only begins."""


def registers_back(now: Registers, then: Registers) -> Registers:
    """The changes that turn registers into others, but for what an event only tells beside."""
    back: dict[str, Any] = {}
    for name in sorted((now.keys() | then.keys()) - {BESIDE}):
        here, there = now.get(name), then.get(name)
        if isinstance(here, dict) and there is None and ":" in name:
            there = here | {"gone": True}  # a part is never emptied
        if isinstance(here, dict) and isinstance(there, dict):
            keys = sorted(here.keys() | there.keys())
            there = {key: there.get(key) for key in keys if here.get(key) != there.get(key)}
            if there:
                back[name] = there
        elif here != there and not (here is None and _gone(there)):
            back[name] = there
    return back


def _gone(part: Any) -> bool:
    return isinstance(part, dict) and bool(part.get("gone"))


def say_return(now: Goal | None, then: Goal | None, today: date) -> str:
    """One line about a goal: what it would be again; None where it is not there.

    `Sell the Volvo: 3 of 4 markers → 2 of 4; seal item ‘papers’ open again`
    """
    shown = then if now is None else now
    if shown is None:
        return ""
    title = _quoted(shown.title)
    if shown.template:
        title = f"Template ‘{_quoted(shown.template)}’"
    elif shown.diary:
        title = "Diary of the reviews"
    return f"{title}: {'; '.join(differences(now, then, today)) or 'details'}"


def differences(now: Goal | None, then: Goal | None, today: date) -> tuple[str, ...]:
    """What going back to `then` would change; empty where nothing that is shown differs."""
    if now is None:
        return ("missing now; would be put back",)
    if then is None:
        return ("added since; would be removed",)
    if now.deleted != then.deleted:
        return ("removed since; would be back" if now.deleted else "would be removed again",)
    return tuple(_differences(now, then, today))


def _differences(now: Goal, then: Goal, today: date) -> Iterator[str]:
    if now.title != then.title:
        yield f"title back to ‘{_quoted(then.title)}’"
    if _driven(now) != _driven(then):
        yield f"{_driven(now)} → {_driven(then).replace(' markers', '').replace(' marker', '')}"
    yield from _markers(now, then)
    if bool(now.sealed) != bool(then.sealed):
        yield "seal taken off" if now.sealed else "sealed again"
    yield from _seal(now, then)
    here = _facts(now, today)
    for name, there in _facts(then, today).items():
        if here[name] != there:
            yield f"{name} {_quoted(here[name]) or 'none'} → {_quoted(there) or 'none'}"
    if now.why != then.why:
        yield "why changed"


def _driven(goal: Goal) -> str:
    """How far it has come: in markers, or in its own unit."""
    if goal.unit:
        return f"{amount(goal.position)} of {measure(goal.distance, goal.unit)}"
    passed = sum(end <= goal.position for end in goal.ends)
    if goal.position == (0, *goal.ends)[passed]:
        return f"{passed} of {counted(len(goal.markers), 'marker')}"
    return f"{amount(goal.position)} of {amount(goal.distance)} mi"


def _markers(now: Goal, then: Goal) -> Iterator[str]:
    here: dict[str, Marker] = {marker.id: marker for marker in now.markers}
    there: dict[str, Marker] = {marker.id: marker for marker in then.markers}
    for marker in now.markers:
        if marker.id not in there:
            yield f"marker ‘{_quoted(marker.title)}’ gone"
    for marker in then.markers:
        held = here.get(marker.id)
        if held is None:
            yield f"marker ‘{_quoted(marker.title)}’ back"
        elif held.title != marker.title:
            yield f"marker ‘{_quoted(held.title)}’ called ‘{_quoted(marker.title)}’ again"
        elif held != marker:
            yield f"length or date of marker ‘{_quoted(marker.title)}’ changed"
    both = [marker.id for marker in now.markers if marker.id in there]
    if both != [marker.id for marker in then.markers if marker.id in here]:
        yield "markers in their old order"
    if now.final_from != then.final_from:
        yield "final stretch where it began"


def _seal(now: Goal, then: Goal) -> Iterator[str]:
    here: dict[str, SealItem] = {item.id: item for item in now.seal}
    there: dict[str, SealItem] = {item.id: item for item in then.seal}
    for item in now.seal:
        if item.id not in there:
            yield f"seal item ‘{_quoted(item.text)}’ gone"
    for item in then.seal:
        held = here.get(item.id)
        if held is None:
            yield f"seal item ‘{_quoted(item.text)}’ back"
        elif held.done != item.done:
            yield f"seal item ‘{_quoted(item.text)}’ {'ticked' if item.done else 'open'} again"
        elif held != item:
            yield f"seal item ‘{_quoted(item.text)}’ changed"
    both = [item.id for item in now.seal if item.id in there]
    if both != [item.id for item in then.seal if item.id in here]:
        yield "seal items in their old order"


def _facts(goal: Goal, today: date) -> dict[str, str]:
    """What else is shown of a goal, by its name; empty for what there is none of."""
    return {
        "due": " ".join(filter(None, (_day(goal.due, today), _time(goal)))),
        "tags": " ".join(f"#{tag}" for tag in goal.tags),
        "people": " ".join(f"@{person.name}" for person in goal.people),
        "unit": goal.unit,
        "parked until": _day(goal.parked_until, today),
        "let go": _day(goal.let_go.on, today) if goal.let_go else "",
        "roadblocks": ", ".join(block.kind for block in goal.roadblocks),
        "turn": goal.turn.whose if goal.turn else "",
        "next step": goal.next_step.text if goal.next_step else "",
    }


def _day(day: date | None, today: date) -> str:
    return say_day(day, today) if day else ""


def _time(goal: Goal) -> str:
    return f"{goal.due_time:%H:%M}" if goal.due_time else ""


def _quoted(text: str) -> str:
    return fit(clean_line(text), _CELLS)
