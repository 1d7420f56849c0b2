"""Laps in words: which one it is, what the one before took, how often another one follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates.words import WEEKDAYS, say_day_of_month, say_with_year
from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.parts.laps import Again


def say_often(again: Again) -> str:
    """How often: `every month`, `every 2 weeks`."""
    return f"every {again.count} {again.unit}s" if again.count > 1 else f"every {again.unit}"


def say_again(again: Again) -> str:
    """How often, and on which day: `every month on the 15th`, `every 2 weeks from 4 Dec 2026`."""
    words, day = say_often(again), again.since
    if day is None or words == "every day":
        return words
    match words:
        case "every week":
            return f"{words} on {WEEKDAYS[day.weekday()].title()}"
        case "every month":
            return f"{words} on the {_ordinal(day.day)}"
        case "every year":
            return f"{words} on {say_day_of_month(day)}"
    return f"{words} from {say_with_year(day)}"


def _ordinal(number: int) -> str:
    teens = number in range(11, 14)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def say_last_lap(goal: Goal) -> str:
    """What the lap before took: `last lap: 23 days, last mile 6 days`; empty without one."""
    lap = goal.lap
    if lap is None or lap.days is None:
        return ""
    words = f"last lap: {counted(lap.days, 'day')}"
    return f"{words}, last mile {counted(lap.last_mile, 'day')}" if lap.last_mile else words


def say_laps(goal: Goal) -> str:
    """`lap 2, again every month; last lap: 23 days`; empty for a goal without laps."""
    words = [f"lap {goal.lap.number}"] if goal.lap else []
    words += [f"again {say_again(goal.again)}"] if goal.again and not goal.sealed else []
    return "; ".join(filter(None, (", ".join(words), say_last_lap(goal))))
