"""The Highway in lines: its heading, and its roads by section, the final stretch first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.views.agenda import on_place, say_coming
from lastmile_tui.domain.views.lineup import (
    Lineup,
    SectionKind,
    View,
    heading_of,
    place_in_week,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal

PART = 20
"""Roads that are named at once."""

_INSIDE = "found inside, in markers, whys and logs"


def say_heading(lineup: Lineup, stretch: int) -> str:
    """What is shown and how much of it: `Highway: 7 active roads, 2 in the final stretch`."""
    look = lineup.look
    if look.view is View.WEEK:
        count = len(lineup.each)
        roads = counted(count, "road") if count else "nothing"
        found = f" found for ‘{look.query}’" if look.query else ""
        return f"Highway: what comes this week, {roads}{found}."
    kind = "" if look.view is View.ALL else f"{look.view} "
    if not lineup.total:
        roads = f"no {kind}roads"
    else:
        roads = counted(lineup.total, f"{kind}road") if kind or look.query else _all(lineup.total)
    words = f"Highway: {roads}"
    if look.query:
        words += f" found for ‘{look.query}’"
    if look.view in (View.ACTIVE, View.ALL) and not look.query and lineup.total:
        words += f", {stretch or 'none'} in the final stretch"
    return f"{words}, sorted: {look.sort}." if lineup.total > 1 else f"{words}."


def _all(count: int) -> str:
    return counted(count, "road in all", "roads in all")


def say_lineup(
    lineup: Lineup, say: Callable[[Goal], str], start: int = 0, most: int | None = PART
) -> Iterator[str]:
    """Numbered lines of so many roads from an index on, each section with its heading."""
    end = lineup.total if most is None else min(start + most, lineup.total)
    number = 0
    for section in lineup.sections:
        first = number
        for goal in section.goals:
            if start <= number < end:
                if number in (first, start):
                    name = _name(section.part, lineup.today)
                    yield _section(name, len(section.goals), more=number > first)
                yield f"{number + 1}. {_about(goal, section.part, lineup.today)}{say(goal)}"
            number += 1
    if end < lineup.total:
        yield f"{end:,} of {lineup.total:,}; Enter for more."


def _name(part: SectionKind, today: date) -> str:
    return _INSIDE if part is SectionKind.INSIDE else heading_of(part, today)


def _about(goal: Goal, part: SectionKind, today: date) -> str:
    """What comes of a goal on the day of its section, in front of all else; empty without one."""
    place = place_in_week(part)
    if place is None:
        return ""
    words = sentence(say_coming(on_place(goal, place, today), today))
    return f"{words} "


def _section(name: str, count: int, *, more: bool) -> str:
    words = f"{name[:1].upper()}{name[1:]}"
    return f"{words}, going on." if more else f"{words}: {counted(count, 'road')}."
