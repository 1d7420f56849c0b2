"""A road made a second time, as a fresh one: its markers and its seal list, nothing driven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.start import Plan, Stage, add
from lastmile_tui.domain.model.record import Record, with_registers
from lastmile_tui.domain.model.text import TITLE_LIMIT, clean_line

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal

_AGAIN = " (2)"


def another_title(goal: Goal, title: str = "") -> str:
    """What a second road is called where nobody says it."""
    return clean_line(title) or f"{goal.title[: TITLE_LIMIT - len(_AGAIN)]}{_AGAIN}"


def duplicate(goal: Goal, stamp: Stamp, title: str = "") -> Record:
    """A new goal after another one; days that have passed are left out."""
    there(goal)

    def ahead(day: date | None) -> date | None:
        return day if day and day >= stamp.day else None

    due = ahead(goal.due)
    plan = Plan(
        title=another_title(goal, title),
        stages=tuple(
            Stage(one.title, one.miles, one.id == goal.final_from, ahead(one.due))
            for one in goal.markers
        ),
        unit=goal.unit,
        due=due,
        due_time=goal.due_time if due else None,
        tags=goal.tags,
        people=tuple(person.name for person in goal.people),
        seal=tuple(item.text for item in goal.seal),
        way=goal.way,
    )
    record = add(plan, stamp)
    return with_registers(record, {"why": goal.why}) if goal.why else record
