"""A step up or down in a person's own order: the place beside the road that is next there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup, Section


def neighbours(lineup: Lineup, index: int, by: int) -> tuple[Goal, Goal | None] | None:
    """The goal that one at an index passes by a step, 1 down or -1 up, and the one behind it.

    None at the end of its section, where those at the door stand apart, and where there is none.
    """
    found = lineup.place(index)
    if found is None:
        return None
    section, at = found
    passed, beyond = (_like(section, at, place) for place in (at + by, at + 2 * by))
    return None if passed is None else (passed, beyond)


def _like(section: Section, at: int, place: int) -> Goal | None:
    """The goal at a place, where that is at the door or not as the one at another place is."""
    if not 0 <= place < len(section.goals) or section.keys[place][0] != section.keys[at][0]:
        return None
    return section.goals[place]
