"""A road made a second time, as a fresh one: its markers and its seal list, nothing driven."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.start import add, plan_like
from lastmile_tui.domain.model.record import Record, with_registers
from lastmile_tui.domain.model.text import TITLE_LIMIT, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal

_NUMBERED = re.compile(r"(?P<title>.*\S) \((?P<number>[2-9]|[1-9]\d)\)")


def another_title(goal: Goal, title: str = "", beside: Iterable[Goal] = ()) -> str:
    """What a second road is called where nobody says it: `Run (2)`, counted up to a free one."""
    if chosen := clean_line(title):
        return chosen
    found = _NUMBERED.fullmatch(goal.title)
    bare, last = (found["title"], int(found["number"])) if found else (goal.title, 1)
    taken = {other.title for other in beside if not other.hidden}
    ends = (f" ({number})" for number in count(last + 1))
    titles = (f"{bare[: TITLE_LIMIT - len(end)]}{end}" for end in ends)
    return next(title for title in titles if title not in taken)


def duplicate(goal: Goal, stamp: Stamp, title: str = "") -> Record:
    """A new goal after another one; days that have passed are left out."""
    there(goal)

    def ahead(day: date) -> date | None:
        return day if day >= stamp.day else None

    plan = plan_like(goal, ahead, another_title(goal, title))
    record = add(plan, stamp)
    return with_registers(record, {"why": goal.why}) if goal.why else record
