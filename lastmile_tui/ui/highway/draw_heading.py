"""The heading over a section of the Highway."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.dates.words import say_plain
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.views.lineup import Section, SectionKind, heading_of, place_in_week
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.state.loudness import say_quiet

if TYPE_CHECKING:
    from datetime import date

    from textual.strip import Strip

    from lastmile_tui.ui.drawing.palette import Palette

_ADVICE = {
    SectionKind.STRETCH: "seal these before you start anything new",
    SectionKind.PLANNED: "not started yet",
    SectionKind.PARKED: "they come back by themselves",
    SectionKind.LET_GO: "what was driven still counts",
    SectionKind.INSIDE: "found inside these roads",
    SectionKind.OVERDUE: "drive it, plan it anew, or let it go",
}


def draw_heading(
    section: Section,
    width: int,
    palette: Palette,
    *,
    days: int,
    quiet: int = 0,
    today: date | None = None,
    line: tuple[int, str] | None = None,
) -> Strip:
    """A section's name, its advice, and the days of work at stake in it.

    `quiet` counts the goals that need attention beside the loudest. With `today` the sections of a
    week have their dates. A `line` that runs through is a sign in its cell, behind the words.
    """
    row = Row(width)
    if line:
        row.put(*line, palette.faint)
    name = (heading_of(section.part, today) if today else section.part).upper()
    stretch = section.part is SectionKind.STRETCH
    row.put(MARGIN, name, palette.accent if stretch else palette.title)
    advice_at = MARGIN + len(name) + 2
    advice, end = _ADVICE.get(section.part, ""), width - MARGIN
    place = place_in_week(section.part)
    if today and place in (0, 1):
        advice = say_plain(today + min(timedelta(place), type(today).max - today), today)
    if stretch and days:
        stake = f"{counted(days, 'day')} of work at stake"
        at = width - MARGIN - cell_len(stake)
        if at > MARGIN + len(name) + 2:
            row.put(at, stake, palette.final_text)
        end = at - 2
    if stretch and quiet:
        advice = say_quiet(quiet, end - advice_at)
    if advice_at + len(advice) <= end:
        row.put(advice_at, advice, palette.faint)
    return row.strip(palette.base)
