"""The roads of the Horizon: the list of the Highway, with a bar of time in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.highway.draw_heading import draw_heading
from lastmile_tui.ui.highway.lane_cache import LaneCache, fact_of_pick
from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.horizon.draw import draw_road, line_of_today

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip

    from lastmile_tui.domain.horizon.axis import Axis
    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Section
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette
    from lastmile_tui.ui.drawing.pen import Pen
    from lastmile_tui.ui.state.board import Board

Timelines: TypeAlias = "Callable[[Goal, Measures | None], GoalTimeline]"
"""Finds the days of a goal that was measured, or not yet."""


_CACHED_TIMELINES = 256
"""The most timelines that are cached: several screens of the tallest terminal."""


class TimelineCache:
    """Timelines of one board, each found once: a step of the cursor asks three times for two."""

    def __init__(self, timeline: Timelines) -> None:
        self._timeline = timeline
        self._found: dict[str, tuple[Goal, Measures | None, GoalTimeline]] = {}

    def clear(self) -> None:
        """Forget all: a road may wait for another one now."""
        self._found.clear()

    def __call__(self, goal: Goal, measures: Measures | None) -> GoalTimeline:
        """Tell the days of a goal."""
        of, measured, line = self._found.get(goal.uid, (None, None, None))
        if line is None or of is not goal or measured is not measures:
            line = self._timeline(goal, measures)
            if len(self._found) >= _CACHED_TIMELINES:
                self._found.clear()
            self._found[goal.uid] = (goal, measures, line)
        return line


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
            picked=fact_of_pick(goal, board) is not None,
            chosen=chosen,
        )
        return [strip]

    def heading(self, section: Section, board: Board, palette: Palette, width: int) -> Strip:
        """A heading, through which the line of today runs."""
        days, quiet = board.tally.days, board.count_quiet()
        line = line_of_today(self._axis(), width, self._glyphs)
        return draw_heading(
            section, width, palette, days=days, quiet=quiet, today=board.today, line=line
        )

    def empty(self, board: Board | None, palette: Palette, width: int) -> Strip:
        """The line of today between two sections."""
        if board is None:
            return super().empty(board, palette, width)
        row = Row(width)
        if line := line_of_today(self._axis(), width, self._glyphs):
            row.put(*line, palette.faint)
        return row.strip(palette.base)


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
