"""A road made a second time, as a fresh one: its markers and its seal list, nothing driven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.start import add, plan_like
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

    def ahead(day: date) -> date | None:
        return day if day >= stamp.day else None

    plan = plan_like(goal, ahead, another_title(goal, title))
    record = add(plan, stamp)
    return with_registers(record, {"why": goal.why}) if goal.why else record
