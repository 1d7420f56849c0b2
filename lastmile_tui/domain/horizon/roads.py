"""Which roads stand on the Horizon: with those under way the parked ones, which come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.views.lineup import View, line_up, read_query
from lastmile_tui.domain.views.query import Match

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup
    from lastmile_tui.domain.views.query import SearchTexts


def with_parked(lineup: Lineup, goals: Iterable[Goal], today: date, texts: SearchTexts) -> Lineup:
    """A lineup of active roads with the parked ones below; any other view as it is.

    Those of them that a filter finds by what is inside stand there, too.
    """
    look = lineup.look
    if look.view is not View.ACTIVE:
        return lineup
    query = read_query(look.query)
    away = [
        goal
        for goal in goals
        if goal.parked_until and goal.state(today) is State.PARKED
        if not query.words or query.match(goal, today, texts) is not Match.NONE
    ]
    if not away:
        return lineup
    parked = line_up(away, replace(look, view=View.PARKED, query=""), today)
    return replace(lineup, sections=(*lineup.sections, *parked.sections))
