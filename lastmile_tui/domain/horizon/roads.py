"""Which roads stand on the Horizon: with those under way the parked ones, which come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.views.lineup import SectionKind, View, line_up

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup


def with_parked(lineup: Lineup, goals: Iterable[Goal], today: date) -> Lineup:
    """A lineup of active roads with the parked ones below; any other view as it is."""
    if lineup.look.view is not View.ACTIVE:
        return lineup
    away = [goal for goal in goals if goal.parked_until and goal.state(today) is State.PARKED]
    if not away:
        return lineup
    sections = line_up(away, replace(lineup.look, view=View.PARKED), today).sections
    parked = [section for section in sections if section.part is SectionKind.PARKED]
    return replace(lineup, sections=(*lineup.sections, *parked))
