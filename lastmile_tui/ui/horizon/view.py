"""The roads of the Horizon: the list of the Highway, with a bar of time in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lastmile_tui.ui.highway.lane_cache import LaneCache
from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.horizon.draw import draw_road

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip

    from lastmile_tui.domain.horizon.axis import Axis
    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.pen import Pen
    from lastmile_tui.ui.state.board import Board

Timelines: TypeAlias = "Callable[[Goal, Measures | None], GoalTimeline]"
"""Finds the days of a goal that was measured, or not yet."""


class BarCache(LaneCache):
    """Draws bars on an axis in the place of lanes."""

    def __init__(self, glyphs: Glyphs, timeline: Timelines, axis: Callable[[], Axis]) -> None:
        super().__init__(glyphs)
        self._timeline, self._axis = timeline, axis

    def draw(
        self,
        goal: Goal,
        board: Board,
        pen: Pen,
        width: int,
        *,
        measures: Measures | None,
        rows: int,  # noqa: ARG002 # always one
        chosen: bool,
        glide: float | None,  # noqa: ARG002 # nothing glides in time
        place: int | None = None,  # noqa: ARG002 # a bar shows all of its days
    ) -> list[Strip]:
        """Draw a row."""
        strip = draw_road(
            goal,
            self._timeline(goal, measures),
            self._axis(),
            width,
            pen,
            measures=measures,
            picked=goal.uid == board.picked,
            chosen=chosen,
        )
        return [strip]


class HorizonView(HighwayView):
    """All roads of a board on one axis of time, one of them chosen."""

    BINDING_GROUP_TITLE = "Horizon"

    def lines_of_lane(self, board: Board) -> int:  # noqa: ARG002 # however much room there is
        """A row each."""
        return 1

    def redraw(self) -> None:
        """Draw all bars again: the axis is another one."""
        self._lanes.clear()
        self.refresh()
