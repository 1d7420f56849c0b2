"""The lanes that were drawn, each kept until something that it shows is another value."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.strip import Strip

from lastmile_tui.domain.picks.last_mile import say_pick_day
from lastmile_tui.domain.views.lineup import place_in_week
from lastmile_tui.ui.drawing.facts import Fact, coming_fact, found_fact, picked_fact
from lastmile_tui.ui.drawing.lane import draw_compact, draw_lane
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.highway.draw_heading import draw_heading

if TYPE_CHECKING:
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Section, SectionKind
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette
    from lastmile_tui.ui.state.board import Board

_CACHED_LANES = 256
"""The most lanes whose strips are cached: several screens of the tallest terminal."""


class LaneCache:
    """The strips of lanes of one width and palette, by uid and day of the week."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._lanes: dict[str, tuple[Goal, Measures | None, bool, list[Strip]]] = {}
        """By uid, and by the place in the week that a lane is about."""
        self._measured: dict[str, Measures | None] = {}

    def clear(self) -> None:
        """Forget all lanes: their width, their palette or the day is another one."""
        self._lanes.clear()

    def follow(self, old: Board | None, board: Board | None) -> None:
        """Measure each lane again for another board."""
        self._measured.clear()
        if old is None or board is None or _sight(old) != _sight(board):
            self.clear()

    def strips(
        self,
        goal: Goal,
        board: Board,
        palette: Palette,
        width: int,
        *,
        rows: int,
        chosen: bool,
        glide: float | None,
        part: SectionKind,
    ) -> list[Strip]:
        """A lane of a section, with its vehicle at another position while it glides."""
        if goal.uid not in self._measured:
            self._measured[goal.uid] = board.measure(goal)
        measures = self._measured[goal.uid]
        place = place_in_week(part)
        key = goal.uid if place is None else f"{goal.uid} {place}"
        drawn, of, was, strips = self._lanes.get(key, (None, None, False, []))
        if drawn is goal and of is measures and was is chosen and glide is None:
            return strips
        pen = Pen(palette, self._glyphs, board.today)
        strips = self.draw(
            goal,
            board,
            pen,
            width,
            measures=measures,
            rows=rows,
            chosen=chosen,
            glide=glide,
            place=place,
        )
        if glide is None:
            if len(self._lanes) >= _CACHED_LANES:
                self._lanes.clear()
            self._lanes[key] = (goal, measures, chosen, strips)
        return strips

    def draw(
        self,
        goal: Goal,
        board: Board,
        pen: Pen,
        width: int,
        *,
        measures: Measures | None,
        rows: int,
        chosen: bool,
        glide: float | None,
        place: int | None = None,
    ) -> list[Strip]:
        """Draw a lane of so many rows; `place` is the day of the week that it is about, if any."""
        draw = draw_compact if rows == 1 else partial(draw_lane, rows=rows)
        return draw(
            goal,
            width,
            pen,
            measures=measures,
            picked=fact_of_pick(goal, board),
            found=coming_fact(goal, place, board.today) or found_fact(board.finding(goal)),
            chosen=chosen,
            glide=glide,
        )

    def heading(self, section: Section, board: Board, palette: Palette, width: int) -> Strip:
        """The heading of a section."""
        days, quiet = board.tally.days, board.count_quiet()
        return draw_heading(section, width, palette, days=days, quiet=quiet, today=board.today)

    def empty(self, board: Board | None, palette: Palette, width: int) -> Strip:  # noqa: ARG002 # others draw there
        """A line between two sections, or below all."""
        return Strip.blank(width, palette.base)

    def pinned(self, goal: Goal, board: Board, palette: Palette, width: int) -> Strip:
        """The chosen lane as one line, for the edge of a list that was scrolled away from it."""
        pen, measures = Pen(palette, self._glyphs, board.today), self._measured.get(goal.uid)
        (strip,) = self.draw(
            goal, board, pen, width, measures=measures, rows=1, chosen=True, glide=None
        )
        return strip


def _sight(board: Board) -> tuple[object, ...]:
    """What lanes show beside their own goals."""
    ahead = (one.goal.uid, one.on) if (one := board.picked_ahead) else None
    return board.today, board.picked, ahead, board.lineup.look.query


def fact_of_pick(goal: Goal, board: Board) -> Fact | None:
    """For which day a goal is picked, if for any."""
    ahead = board.picked_ahead
    if goal.uid == board.picked:
        return picked_fact(of_today=board.picked_today)
    if ahead is None or goal.uid != ahead.goal.uid:
        return None
    return Fact(say_pick_day(ahead.on, board.today), 0)
