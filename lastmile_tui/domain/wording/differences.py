"""The differences between two states of a goal, now and then, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from lastmile_tui.domain.figures.road import say_of
from lastmile_tui.domain.model.events import DAY, FACTS
from lastmile_tui.domain.model.goal import Marker, SealItem, amount, measure
from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.wording.events import say_day, say_name
from lastmile_tui.domain.wording.whole.laps import say_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.goal import Goal, Roadblock

P = TypeVar("P", Marker, SealItem)

_CELLS = 60
"""Cells of a quoted text; a longer one is cut off."""


def changed_registers(now: Registers, then: Registers) -> Registers:
    """The changes that turn the registers `now` into `then`, without facts beside a change."""
    changes: dict[str, Any] = {}
    for name in sorted((now.keys() | then.keys()) - FACTS):
        if name.startswith(DAY):  # on which day something was done is no state of the goal
            continue
        here, there = now.get(name), then.get(name)
        if isinstance(here, dict) and there is None and ":" in name:
            there = here | {"gone": True}  # a part is never emptied
        if isinstance(here, dict) and isinstance(there, dict):
            keys = sorted(here.keys() | there.keys())
            there = {key: there.get(key) for key in keys if here.get(key) != there.get(key)}
            if there:
                changes[name] = there
        elif here != there and not (here is None and _gone(there)):
            changes[name] = there
    return changes


def _gone(part: Any) -> bool:
    return isinstance(part, dict) and bool(part.get("gone"))


_LOG_ALONE = "nothing but its log"
"""What differs where all that a goal has is the same."""


def say_return(now: Goal | None, then: Goal | None, today: date) -> str:
    """One line about restoring a goal; None stands for a goal that is missing.

    `Sell the Volvo: 3 of 4 markers → 2 of 4; seal item ‘papers’ open again`
    """
    goal = then if now is None else now
    if goal is None:
        return ""
    return f"{say_name(goal, _shorten)}: {'; '.join(differences(now, then, today)) or _LOG_ALONE}"


def differences(now: Goal | None, then: Goal | None, today: date) -> tuple[str, ...]:
    """What going back to `then` would change; empty if nothing that is shown differs."""
    if now is None:
        return ("missing now; would be put back",)
    if then is None:
        return ("added since; would be removed",)
    if now.deleted != then.deleted:
        return ("removed since; would be back" if now.deleted else "would be removed again",)
    return tuple(_differences(now, then, today))


def _differences(now: Goal, then: Goal, today: date) -> Iterator[str]:
    if now.title != then.title:
        yield f"title back to ‘{_shorten(then.title)}’"
    if _driven(now) != _driven(then):
        yield f"{_driven(now)} → {_driven(then).replace(' markers', '').replace(' marker', '')}"
    yield from _markers(now, then)
    if bool(now.sealed) != bool(then.sealed):
        yield "seal taken off" if now.sealed else "sealed again"
    yield from _seal(now, then)
    here = _facts(now, today)
    for name, there in _facts(then, today).items():
        if here[name] != there:
            yield _say_fact(name, _shorten(here[name]), _shorten(there))
    if now.why != then.why:
        yield "why changed"


def _say_fact(name: str, here: str, there: str) -> str:
    """`due Mon 9 Mar → Fri 13 Mar`, `parked until Fri 13 Mar`, `not parked`."""
    if here and there:
        return f"{name} {here} → {there}"
    return f"{name} {there}" if there else _WITHOUT.get(name, f"no {name}")


_WITHOUT = {
    "due": "no due date",
    "parked until": "not parked",
    "let go": "not let go",
    "picked": "not picked",
    "picked ahead": "not picked for a day ahead",
    "begins again": "begins again no more",
}
"""How it is said that a fact is not there, where `no` and its name do not."""


def _driven(goal: Goal) -> str:
    """How far the goal has come: in markers, or in its own unit."""
    if goal.unit:
        return say_of(goal)
    passed = sum(end <= goal.position for end in goal.ends)
    if goal.position == (0, *goal.ends)[passed]:
        return f"{passed} of {counted(len(goal.markers), 'marker')}"
    return f"{amount(goal.position)} of {measure(goal.distance, goal.unit)}"


def _markers(now: Goal, then: Goal) -> Iterator[str]:
    def name(marker: Marker) -> str:
        return f"marker ‘{_shorten(marker.title)}’"

    def changed(here: Marker, there: Marker) -> str:
        if here.title != there.title:
            return f"{name(here)} called ‘{_shorten(there.title)}’ again"
        return f"length or date of {name(there)} changed"

    yield from _parts(now.markers, then.markers, name, changed)
    if _order(now.markers, then.markers) != _order(then.markers, now.markers):
        yield "markers in their old order"
    if now.final_from != then.final_from:
        yield "final stretch where it began"


def _seal(now: Goal, then: Goal) -> Iterator[str]:
    def name(item: SealItem) -> str:
        return f"seal item ‘{_shorten(item.text)}’"

    def changed(here: SealItem, there: SealItem) -> str:
        if here.done != there.done:
            return f"{name(there)} {'ticked' if there.done else 'open'} again"
        return f"{name(there)} changed"

    yield from _parts(now.seal, then.seal, name, changed)
    if _order(now.seal, then.seal) != _order(then.seal, now.seal):
        yield "seal items in their old order"


def _parts(
    now: Sequence[P], then: Sequence[P], name: Callable[[P], str], changed: Callable[[P, P], str]
) -> Iterator[str]:
    """Which parts would be gone, back, or changed."""
    here, there = ({part.id: part for part in parts} for parts in (now, then))
    yield from (f"{name(part)} gone" for part in now if part.id not in there)
    for part in then:
        current = here.get(part.id)
        if current is None:
            yield f"{name(part)} back"
        elif current != part:
            yield changed(current, part)


def _order(parts: Sequence[P], others: Sequence[P]) -> list[str]:
    """The ids of the parts that are among the others too, in order."""
    known = {part.id for part in others}
    return [part.id for part in parts if part.id in known]


def _facts(goal: Goal, today: date) -> dict[str, str]:
    """The other facts of a goal, by name; empty for those it does not have."""
    return {
        "due": " ".join(filter(None, (_day(goal.due, today), _time(goal)))),
        "tags": " ".join(f"#{tag}" for tag in goal.tags),
        "people": " ".join(f"@{person.name}" for person in goal.people),
        "unit": goal.unit,
        "from": amount(goal.way.start) if goal.way else "",
        "parked until": _day(goal.parked_until, today),
        "let go": _let_go(goal, today),
        "roadblocks": ", ".join(_roadblock(block, today) for block in goal.roadblocks),
        "turn": f"{goal.turn.whose} since {_day(goal.turn.since, today)}" if goal.turn else "",
        "next step": _next_step(goal, today),
        "begins again": say_again(goal.again) if goal.again else "",
        "sealed on": _day(goal.seal_day, today),
        "seal looked at": _day(goal.confirmed, today),
        "reviewed": _day(goal.reviewed, today),
        "weekly look": _day(goal.looked, today),
        "picked": _day(goal.picked.date() if goal.picked else None, today),
        "picked ahead": _day(goal.picked_ahead.on if goal.picked_ahead else None, today),
    }


def _let_go(goal: Goal, today: date) -> str:
    """When and why a goal was let go."""
    if goal.let_go is None:
        return ""
    why = ", ".join(filter(None, (goal.let_go.kind, goal.let_go.reason)))
    return f"{_day(goal.let_go.on, today)}{': ' if why else ''}{why}"


def _roadblock(block: Roadblock, today: date) -> str:
    text = f": {block.text}" if block.text else ""
    return f"{block.label} since {_day(block.since, today)}{text}"


def _next_step(goal: Goal, today: date) -> str:
    step = goal.next_step
    if step is None:
        return ""
    return f"‘{_shorten(step.text)}’{f', {_day(step.on, today)}' if step.on else ''}"


def _day(day: date | None, today: date) -> str:
    return say_day(day, today) if day else ""


def _time(goal: Goal) -> str:
    return f"{goal.due_time:%H:%M}" if goal.due_time else ""


def _shorten(text: str) -> str:
    return fit(clean_line(text), _CELLS)
