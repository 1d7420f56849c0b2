"""The log of a page: newest first, a heading a day, and its search."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from lastmile_tui.dates import say_days, say_plain
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import PageRow, Role, TextRun, heading, join_sections, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.wording.events import Entry
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_ROLES: dict[str, tuple[Role, Role]] = {
    EventKind.REACHED: ("passed_text", "passed_text"),
    EventKind.SEALED: ("accent", "accent"),
    EventKind.ROADBLOCK: ("danger", "base"),
    EventKind.NOTE: ("muted", "base"),
}
"""The roles of sign and text of the kinds that stand out; all others are muted."""


def find_entries(log: Sequence[Entry], query: str, today: date) -> tuple[Entry, ...]:
    """The entries with every word of a query, in their text or their date; newest first."""
    words = plain_letters(clean_line(query)).split()
    if not words:
        return tuple(reversed(log))
    days = {day: plain_letters(_day(day, today)) for day in {entry.day for entry in log}}
    return tuple(
        entry
        for entry in reversed(log)
        if (text := plain_letters(entry.text)) is not None
        and all(word in text or word in days[entry.day] for word in words)
    )


def entry_rows(
    log: Sequence[Entry], today: date, glyphs: Glyphs, width: int, count: str = ""
) -> tuple[PageRow, ...]:
    """Entries, newest first, in `width` cells, under a heading with their count."""
    signs: dict[str, str] = {
        EventKind.REACHED: glyphs.check,
        EventKind.ROADBLOCK: glyphs.roadblock,
        EventKind.SEALED: glyphs.flag,
    }
    days: list[list[PageRow]] = [[heading("Log", width, count)]] if count else []
    if not log:
        days.append(
            [PageRow(((TextRun(MARGIN, "No line of the log has these words.", "muted"),),))]
        )
    for day, entries in groupby(log, attrgetter("day")):
        rows = [PageRow(((TextRun(MARGIN, _day(day, today), "muted"),),))]
        for entry in entries:
            role, words = _ROLES.get(entry.kind, ("muted", "muted"))
            first, *rest = paragraph(MARGIN + 2, entry.text, width, words)
            sign = TextRun(MARGIN, signs.get(entry.kind, glyphs.dot), role)
            rows.append(PageRow(((sign, *first), *rest), RowId(RowKind.ENTRY, entry.id)))
        days.append(rows)
    return join_sections(days)


def _day(day: date, today: date) -> str:
    return f"{say_plain(day, today)}, {say_days(day, today)}"
