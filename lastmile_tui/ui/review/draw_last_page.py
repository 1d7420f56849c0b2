"""The last page of a review: what moved, before and after, what did not, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.dates import say_date
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.domain.wording.events import say_left
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.deck import deck_of, draw_deck
from lastmile_tui.ui.drawing.glyphs import spell
from lastmile_tui.ui.drawing.lane import DECK_FLOOR, MARGIN
from lastmile_tui.ui.drawing.page import Line, TextRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.review.outcomes import Outcome
    from lastmile_tui.ui.drawing.pen import Pen
    from lastmile_tui.ui.review.view_model import LastPage

ARROW_CELLS = 5
"""Cells between the road before and the road after."""

DECK_MOST = 26
"""The most cells of a road beside its title."""

SIGN = 2
"""Cells in front of a title, for its sign."""

PICK = 4
"""Cells in front of the title of a goal to pick, for its number and the flag."""

LEFT_CELLS = 14
"""Cells of what is left to drive, behind the roads of the goals to pick."""

DIGITS = 9
"""Goals that can be picked by a digit; the others by the cursor."""

RIGHT = MARGIN - 1
"""Cells that stay empty at the right."""

PICK_DECK_FROM = 58
"""Cells of a row from which a goal to pick has its road."""


class EndKeys(Struct, frozen=True):
    """The keys that are named in sentences; empty without one."""

    add: str = ""
    weekly: str = ""


class _Columns(Struct, frozen=True):
    """The cells of the parts of a row; without room for both roads the first has none."""

    title: int
    before: int
    after: int
    words: int


def outcome_rows(last: LastPage, keys: EndKeys, width: int, pen: Pen, *, roomy: bool) -> list[Row]:
    """The outcomes of the goals; `roomy` gives a road its own row, under its title."""
    moved = [outcome for outcome in last.outcomes if outcome.moved]
    unmoved = [outcome for outcome in last.outcomes if not outcome.moved and outcome.answered]
    unanswered = [outcome for outcome in last.outcomes if not outcome.answered]
    columns = _columns(moved, width)
    rows: list[Row] = []
    if moved:
        rows.append(_heading("Moved", len(moved), width, pen, last.since))
        for outcome in moved:
            rows += (
                _two_rows(outcome, width, pen)
                if roomy
                else [_one_row(outcome, columns, width, pen)]
            )
    if unmoved:
        rows += [Row(width)] if roomy and moved else []
        name = "Not moved" if last.scope is Scope.DAILY else "Looked at"
        rows += _unmoved_rows(name, unmoved, width, pen, "" if moved else last.since)
    if unanswered:
        rows += [Row(width)] if roomy and (moved or unmoved) else []
        rows += _unmoved_rows("No answer yet", unanswered, width, pen)
    if last.rest:
        verb = "rests" if last.rest == 1 else "rest"
        row = Row(width)
        row.put(MARGIN + SIGN, f"{counted(last.rest, 'more road')} {verb} today", pen.palette.faint)
        rows.append(row)
    if last.weekly and keys.weekly:
        rows += [Row(width)] if roomy else []
        row, are = Row(width), "was" if last.weekly == 1 else "were"
        row.put(MARGIN, keys.weekly, pen.palette.accent)
        at = MARGIN + len(keys.weekly) + 1
        words = f"weekly look: {counted(last.weekly, 'road')} {are} lost sight of"
        row.put(at, words, pen.palette.base)
        rows.append(row)
    return rows


def empty_rows(last: LastPage, keys: EndKeys, width: int, pen: Pen) -> list[Row]:
    """The text of a review without questions."""
    words = "Nothing was lost sight of."
    if last.scope is Scope.DAILY:
        words = "No road is under way: sleep well, or begin one."
    first, second = Row(width), Row(width)
    first.put(MARGIN, words, pen.palette.base)
    if last.scope is Scope.WEEKLY or not keys.add:
        return [first]
    second.put(MARGIN, keys.add, pen.palette.accent)
    second.put(MARGIN + len(keys.add) + 2, "adds one", pen.palette.base)
    return [first, second]


def choice_row(goal: Goal, number: int, width: int, pen: Pen, *, picked: bool) -> Row:
    """A goal to pick: its digit, the flag on the picked one, title, road, what is left."""
    row, palette, glyphs = Row(width), pen.palette, pen.glyphs
    width -= RIGHT
    if number <= DIGITS:
        row.put(0, str(number), palette.accent)
    if picked:
        row.put(2, glyphs.flag, palette.accent)
    left = spell(say_left(goal) if goal.to_go > 0 else "at the finish", glyphs)
    end = width - cell_len(left)
    row.put(end, left, palette.muted if goal.to_go > 0 else palette.warning)
    room = end - 2 - PICK
    if width >= PICK_DECK_FROM:
        cells = min(width // 3, DECK_MOST)
        at = width - max(LEFT_CELLS, cell_len(left)) - 2 - cells
        draw_deck(row, at, deck_of(goal, cells - 1), pen, chequer=1, ground=False)
        room = at - 2 - PICK
    row.put(
        PICK,
        truncate(goal.title, room, glyphs.ellipsis),
        palette.warning if picked else palette.title,
    )
    return row


def _columns(moved: Sequence[Outcome], width: int) -> _Columns:
    """The columns that all rows share: title and words first, the roads in the room left."""
    inner = width - 2 * MARGIN - SIGN
    longest = max((cell_len(one.words) for one in moved), default=0)
    title = min(_widest(moved), inner // 4)
    words = min(longest, inner * 7 // 20)
    each = min((inner - title - words - ARROW_CELLS - 4) // 2, DECK_MOST)
    if each > DECK_FLOOR:
        return _Columns(title, each, each, inner - title - 2 * each - ARROW_CELLS - 4)
    title = min(_widest(moved), inner // 3)
    words = min(longest, inner - title - DECK_FLOOR - 5)
    one = min(inner - title - words - 4, DECK_MOST)
    return _Columns(title, 0, one, inner - title - one - 4)


def _widest(outcomes: Sequence[Outcome]) -> int:
    return max((cell_len(outcome.goal.title) for outcome in outcomes), default=0)


def _heading(name: str, count: int, width: int, pen: Pen, since: str = "") -> Row:
    row = Row(width)
    row.put(MARGIN, name.upper(), pen.palette.title)
    row.put(MARGIN + len(name) + 2, f"{count} {since}".rstrip(), pen.palette.muted)
    return row


def _unmoved_rows(
    name: str, outcomes: Sequence[Outcome], width: int, pen: Pen, since: str = ""
) -> list[Row]:
    """Goals that did not move, under a heading."""
    room = width - 2 * MARGIN - SIGN
    longest = max(cell_len(outcome.words) for outcome in outcomes)
    title = min(_widest(outcomes), max(room - longest - 2, room // 3))
    return [
        _heading(name, len(outcomes), width, pen, since),
        *(_unmoved_row(outcome, title, width, pen) for outcome in outcomes),
    ]


def _two_rows(outcome: Outcome, width: int, pen: Pen) -> list[Row]:
    """Title and words, and under them the road before and after."""
    top, road = Row(width), Row(width)
    inner = width - 2 * MARGIN - SIGN
    _sign(top, pen.glyphs.check, pen, moved=True)
    words = truncate(spell(outcome.words, pen.glyphs), inner * 3 // 5, pen.glyphs.ellipsis)
    title = truncate(outcome.goal.title, inner - cell_len(words) - 2, pen.glyphs.ellipsis)
    at = MARGIN + SIGN
    top.put(at, title, pen.palette.title)
    top.put(at + cell_len(title) + 2, words, pen.palette.passed_text)
    each = (inner - ARROW_CELLS) // 2
    _pair(road, at, outcome, (each, each), pen, ground=True)
    return [top, road]


def _one_row(outcome: Outcome, columns: _Columns, width: int, pen: Pen) -> Row:
    """Title, road before and after, and words in one row."""
    row, glyphs = Row(width), pen.glyphs
    _sign(row, glyphs.check, pen, moved=True)
    at = MARGIN + SIGN
    row.put(at, truncate(outcome.goal.title, columns.title, glyphs.ellipsis), pen.palette.title)
    at += columns.title + 2
    at += _pair(row, at, outcome, (columns.before, columns.after), pen)
    words = truncate(spell(outcome.words, glyphs), columns.words, glyphs.ellipsis)
    row.put(at, words, pen.palette.passed_text)
    return row


def _pair(
    row: Row, x: int, outcome: Outcome, cells: tuple[int, int], pen: Pen, *, ground: bool = False
) -> int:
    """Draw the road before and after; returns the cells that they take, with a gap."""
    at, (before, after) = x, cells
    if before:
        was = replace(outcome.goal, sealed=None, roadblocks=())
        draw_deck(row, at, deck_of(was, before - 1, outcome.before), pen, chequer=1, ground=ground)
        at += before
        _arrow(row, at, pen)
        at += ARROW_CELLS
    draw_deck(row, at, deck_of(outcome.goal, after - 1), pen, chequer=1, ground=ground)
    return at + after + 2 - x


def _arrow(row: Row, x: int, pen: Pen) -> None:
    sign = pen.glyphs.arrow
    row.put(x + 1, sign, pen.palette.accent)


def _unmoved_row(outcome: Outcome, title: int, width: int, pen: Pen) -> Row:
    """A goal that did not move, and why."""
    row, glyphs, palette = Row(width), pen.glyphs, pen.palette
    _sign(row, glyphs.dot, pen, moved=False)
    at = MARGIN + SIGN
    row.put(at, truncate(outcome.goal.title, title, glyphs.ellipsis), palette.muted)
    at += title + 2
    row.put(
        at,
        truncate(spell(outcome.words, glyphs), width - MARGIN - at, glyphs.ellipsis),
        palette.muted,
    )
    return row


def _sign(row: Row, sign: str, pen: Pen, *, moved: bool) -> None:
    row.put(MARGIN, sign, pen.palette.passed_text if moved else pen.palette.faint)


def pick_line(last: LastPage) -> Line:
    """The question above the goals to pick from, or the heading once one is picked."""
    day = say_date(last.on or last.today, last.today)
    if last.picked:
        words = f"{day}’s last mile".upper()
    elif last.gone:
        words = f"{last.gone}. Which one is it now?"
    else:
        words = f"Which one is {day}’s last mile?"
    return (TextRun(MARGIN, words, "accent"),)
