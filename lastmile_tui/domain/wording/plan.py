"""A plan in words: all that a line was understood to say beside its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates import When, say_due
from lastmile_tui.domain.changes.start import UNNAMED
from lastmile_tui.domain.model.goal import A_MILE, measure
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.domain.changes.start import Plan


def say_plan(plan: Plan, today: date) -> Iterator[str]:
    """How many markers there are and which have a length, target, due date, names, seal list."""
    lengths = [] if plan.unit else [stage for stage in plan.stages if stage.miles != A_MILE]
    words = ", ".join(f"{stage.title} {measure(stage.miles, '')}" for stage in lengths)
    if not words and len(plan.stages) == 1 and plan.stages != UNNAMED:
        words = plan.stages[0].title  # as of `Compare x > 5`, whose title has lost it
    yield counted(len(plan.stages), "marker") + (f" ({words})" if words else "")
    if plan.unit:
        yield f"target {measure(rounded(sum(stage.miles for stage in plan.stages)), plan.unit)}"
    if plan.due:
        yield f"due {say_due(When(plan.due, plan.due_time), today)}"
    if plan.tags:
        yield " ".join(f"#{name}" for name in plan.tags)
    if plan.people:
        yield " ".join(f"@{name}" for name in plan.people)
    if plan.seal:
        yield f"to seal it: {', '.join(plan.seal)}"
