"""What a line or a form was understood to say beside the title, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates import When, say_date, say_due
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.changes.start import UNNAMED
from lastmile_tui.domain.figures.road import say_at
from lastmile_tui.domain.model.goal import A_MILE, amount, measure
from lastmile_tui.domain.model.numbers import UNITS, rounded, total
from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.changes.start import Plan
    from lastmile_tui.domain.model.goal import Goal


def say_plan(plan: Plan, today: date) -> Iterator[str]:
    """How many markers there are and which have a length, target, due date, names, seal list."""
    lengths = [] if plan.unit else [stage for stage in plan.stages if stage.miles != A_MILE]
    words = ", ".join(f"{stage.title} {measure(stage.miles, '')}" for stage in lengths)
    if not words and len(plan.stages) == 1 and plan.stages != UNNAMED:
        words = plan.stages[0].title  # as of `Compare x > 5`, whose title has lost it
    yield counted(len(plan.stages), "marker") + (f" ({words})" if words else "")
    if days := say_marker_days(plan, today):
        yield days
    if plan.way:
        length = rounded(total(stage.miles for stage in plan.stages))
        start, end = plan.way.start, plan.way.value(length)
        yield f"from {amount(start)} to {_measured(end, plan.unit)}"
    elif plan.unit:
        yield f"target {_measured(rounded(total(stage.miles for stage in plan.stages)), plan.unit)}"
    if plan.due:
        yield f"due {say_due(When(plan.due, plan.due_time), today)}"
    if plan.tags:
        yield say_tags(plan.tags)
    if plan.people:
        yield say_people(plan.people)
    if plan.seal:
        yield f"to seal it: {', '.join(plan.seal)}"


def _measured(number: float, unit: str) -> str:
    """An amount with its unit, where it has one."""
    return amount(number) if unit == UNITS else measure(number, unit)


def say_marker_days(plan: Plan, today: date) -> str:
    """The days of markers: `outline by Tue 1 Dec, draft by Thu 3 Dec`; or nothing."""
    dated = (stage for stage in plan.stages if stage.due)
    return ", ".join(f"{one.title} by {say_date(one.due, today)}" for one in dated if one.due)


def say_tags(names: Iterable[str]) -> str:
    """Tags: `#car #urgent`, or `tagged car, urgent`."""
    if SPELLED.get():
        return f"tagged {', '.join(names)}"
    return " ".join(f"#{name}" for name in names)


def say_people(names: Iterable[str]) -> str:
    """People: `@buyer @Henrik`, or `with buyer, Henrik`."""
    if SPELLED.get():
        return f"with {', '.join(names)}"
    return " ".join(f"@{name}" for name in names)


_SHOWN = 3
"""Markers that are shown of those that a form moved."""


def say_edited(old: Goal, new: Goal, today: date) -> Iterator[str]:
    """The due date, the start and the markers that a form gave another value, as understood."""
    if new.due and (new.due, new.due_time) != (old.due, old.due_time):
        yield f"due {say_due(When(new.due, new.due_time), today)}"
    if new.way and new.way != old.way:
        yield f"from {say_at(new, 0.0)}"
    miles = {marker.id: marker.miles for marker in old.markers}
    moved = [
        f"{marker.title} {say_at(new, end) if new.unit else measure(marker.miles, '')}"
        for marker, end in zip(new.markers, new.ends, strict=True)
        if marker.miles != miles.get(marker.id, A_MILE)
    ]
    if moved:
        more = f" and {len(moved) - _SHOWN} more" if len(moved) > _SHOWN else ""
        yield ", ".join(moved[:_SHOWN]) + more
