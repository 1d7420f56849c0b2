"""Which line of the Highway shows what, by arithmetic: it costs the same at any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from lastmile_tui.domain.views.lineup import Lineup


class LineInfo(Struct, frozen=True):
    """What a line belongs to: the heading of a section, or a row of a lane.

    A lane is known by its `index` from the top and by its `place` in the section.
    """

    section: int
    index: int | None = None
    place: int = 0
    row: int = 0


class _Block(Struct, frozen=True):
    """One section on screen: its heading's line, and its first goal counted from the top."""

    section: int
    top: int
    first: int
    count: int


class LineIndex(Struct, frozen=True):
    """The lines of a lineup: `lane` lines a goal, and a heading over each section with goals."""

    lane: int
    blocks: tuple[_Block, ...]
    total: int

    def spot(self, line: int) -> LineInfo | None:
        """What a line shows; None for an empty one."""
        for block in self.blocks:
            offset = line - block.top - 1
            if offset == -1:
                return LineInfo(block.section)
            if 0 <= offset < block.count * self.lane:
                place, row = divmod(offset, self.lane)
                return LineInfo(block.section, block.first + place, place, row)
        return None

    def lines(self, index: int) -> range:
        """The lines of a lane."""
        for block in self.blocks:
            if block.first <= index < block.first + block.count:
                top = block.top + 1 + (index - block.first) * self.lane
                return range(top, top + self.lane)
        return range(0)

    def shows(self, index: int, top: int, height: int) -> bool:
        """Whether a window of so many lines shows a whole lane."""
        lines = self.lines(index)
        return top <= lines.start and lines.stop <= top + height

    def pinned(self, index: int, top: int, height: int) -> int | None:
        """The first or last line of a window that the title of a lane is above or below of."""
        lines = self.lines(index)
        if not lines or top <= lines.start < top + height:
            return None
        return 0 if lines.start < top else height - 1

    def in_sight(self, index: int) -> range:
        """The lines to show with a lane: for the first lane of a section its heading too."""
        lines = self.lines(index)
        if any(block.first == index for block in self.blocks):
            return range(0 if index == 0 else lines.start - 1, lines.stop)
        return lines


def rows_of(lineup: Lineup, lane: int, gap: int) -> LineIndex:
    """The lines of a lineup, with `gap` empty ones above each heading."""
    blocks: list[_Block] = []
    top, first = 0, 0
    for number, section in enumerate(lineup.sections):
        count = len(section.goals)
        if count:
            top += gap
            blocks.append(_Block(number, top, first, count))
            top += 1 + count * lane
        first += count
    return LineIndex(lane, tuple(blocks), top)
