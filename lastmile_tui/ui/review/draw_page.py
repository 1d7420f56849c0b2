"""The boxes of a review's page: why now, the seal list, the log and what is ahead, if they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from lastmile_tui.dates import say_short
from lastmile_tui.domain.figures.road import figure, say_at
from lastmile_tui.domain.measures.attention import MOST
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import amount
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.rows.text_fields import ABSENT
from lastmile_tui.ui.drawing.canvas import truncate
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import Line, Page, Role, TextRun, wrap
from lastmile_tui.ui.seal.draw_list import BOX_CELLS, GAP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.wording.events import Entry
    from lastmile_tui.ui.drawing.glyphs import Glyphs

WIDE = 80
"""The fewest columns with reasons and seal list side by side."""

ROOMY = 100
"""The fewest columns of which the reasons get more than half."""

BETWEEN = 2
"""Cells between two boxes."""

FRAME_ROWS, FRAME_CELLS = 2, 4
"""Rows and cells of a box's border, with a cell inside it on either side."""

LOG_ROWS = 3
"""The fewest entries of a log below boxes that are side by side."""

AIRY = 18
"""The fewest rows with an empty one between the boxes."""

AHEAD_ROWS = 2
"""The fewest markers ahead that a box of their own is for."""

CUT_ROWS = 2
"""The most lines of a worry if not everything fits."""

INDENT = 2
"""Cells of a sign and the blank behind it."""


class Box(Struct, frozen=True):
    """A title and lines; `cells` is the width of the lines."""

    title: str
    lines: tuple[Line, ...]
    cells: int

    @property
    def rows(self) -> int:
        """Rows it takes, with its border."""
        return len(self.lines) + FRAME_ROWS


class BoxLayout(Struct, frozen=True):
    """The boxes that fit.

    With `beside` the first two share their rows; then the log is below both of them or, as
    `side_log`, under the seal list, beside reasons that take many rows. What is `ahead` stands
    below all of the log.
    """

    why: Box
    seal: Box | None
    log: Box | None = None
    side_log: Box | None = None
    ahead: Box | None = None
    beside: bool = False
    gap: int = 0


def boxes_of(
    page: Page, log: Sequence[Entry], width: int, height: int, glyphs: Glyphs
) -> BoxLayout:
    """The boxes of a page on `width` columns and `height` rows; `log` has the newest entry last.

    What does not fit is left out: first of the log, then of the seal list, then the forecast.
    """
    inner = width - 2 * MARGIN
    gap = int(height >= AIRY)
    if width < WIDE:
        cells = inner - FRAME_CELLS
        why = _why_box(page, cells, height - FRAME_ROWS, glyphs)
        rest = height - why.rows
        seal = None
        if rest > FRAME_ROWS and page.record.goal.seal:
            seal = _seal_box(page.record.goal, cells, rest - FRAME_ROWS, glyphs)
            rest -= seal.rows
        log_box = _log_box(log, page.today, cells, rest - gap, glyphs)
        rest -= log_box.rows + 2 * gap if log_box else rest
        return BoxLayout(why, seal, log_box, ahead=_ahead_box(page, cells, rest, glyphs), gap=gap)
    left = (inner - BETWEEN) * (12 if width >= ROOMY else 11) // 20
    right = inner - BETWEEN - left - FRAME_CELLS
    why = _why_box(page, left - FRAME_CELLS, height - FRAME_ROWS, glyphs)
    seal = _seal_box(page.record.goal, right, height - FRAME_ROWS, glyphs)
    rest = height - max(why.rows, seal.rows) - gap
    if rest < FRAME_ROWS + LOG_ROWS:
        whole = seal.rows + FRAME_ROWS + len(log)
        rows = max(why.rows, seal.rows, min(height - 1, whole))
        log_box = _log_box(log, page.today, right, rows - seal.rows, glyphs)
        if log_box:
            return BoxLayout(_stretch(why, rows), seal, None, log_box, beside=True, gap=gap)
    log_box = _log_box(log, page.today, inner - FRAME_CELLS, rest, glyphs)
    rows = max(why.rows, seal.rows)
    rest -= log_box.rows + gap if log_box else rest
    ahead = _ahead_box(page, inner - FRAME_CELLS, rest, glyphs)
    why, seal = _stretch(why, rows), _stretch(seal, rows)
    return BoxLayout(why, seal, log_box, ahead=ahead, beside=True, gap=gap)


def _stretch(box: Box, rows: int) -> Box:
    """A box made so many rows high."""
    return Box(box.title, (*box.lines, *((),) * (rows - box.rows)), box.cells)


def _log_box(
    log: Sequence[Entry], today: date, cells: int, rows: int, glyphs: Glyphs
) -> Box | None:
    lines = log_lines(log, today, cells, rows - FRAME_ROWS, glyphs)
    return Box("log", lines, cells) if lines else None


def _ahead_box(page: Page, cells: int, rows: int, glyphs: Glyphs) -> Box | None:
    """The markers ahead with their numbers and days, as many as fit, the next one first."""
    goal, room = page.record.goal, rows - FRAME_ROWS
    ahead = [index for index, end in enumerate(goal.ends) if end > goal.position]
    if min(len(ahead), room) < AHEAD_ROWS:
        return None
    more = len(ahead) - room
    shown = ahead if more <= 0 else ahead[: room - 1]
    names = [
        amount(figure(goal, goal.ends[index])) if goal.unit else str(index + 1) for index in shown
    ]
    if all(goal.markers[index].title == say_at(goal, goal.ends[index]) for index in shown):
        names = [""] * len(shown)  # the titles are the amounts
    width = max(map(len, names))
    at = width + GAP if width else 0
    lines: list[Line] = []
    for index, name in zip(shown, names, strict=True):
        marker = goal.markers[index]
        day = say_short(marker.due, page.today) if marker.due else ""
        when: Role = "warning" if marker.due and marker.due <= page.today else "muted"
        role: Role = "title" if index == ahead[0] else "base"
        title = truncate(marker.title, cells - at - len(day) - GAP, glyphs.ellipsis)
        dated = (TextRun(at + cell_len(title) + GAP, day, when),) if day else ()
        number = TextRun(
            width - len(name), name, "warning" if index >= goal.final_index else "muted"
        )
        lines.append((number, TextRun(at, title, role), *dated))
    if more > 0:
        lines.append((TextRun(at, f"and {more + 1} more", "faint"),))
    return Box("ahead", tuple(lines), cells)


def _why_box(page: Page, cells: int, room: int, glyphs: Glyphs) -> Box:
    """Worries, what is at stake and the forecast, in this order as far as they fit.

    If room is short, long worries are cut first; then parts are left out whole.
    """
    name = "why now" if page.reasons or page.record.goal.roadblocks else "how it is going"
    beside = [*_stake(page, cells, glyphs), *_outlook(page, cells, glyphs)]
    parts = [*_worries(page, cells, glyphs), *beside]
    if sum(map(len, parts)) > room:
        most = min(CUT_ROWS, max(room, 1))
        parts = [*_worries(page, cells, glyphs, most), *beside]
    lines, *rest = parts
    for part in rest:
        if len(lines) + len(part) > room:
            break
        lines += part
    return Box(name, tuple(lines), cells)


def _worries(page: Page, cells: int, glyphs: Glyphs, most: int | None = None) -> list[list[Line]]:
    """The worries, roadblocks first; each in its lines, at most `most` of them."""
    goal, today = page.record.goal, page.today
    worries: list[tuple[str, str, Role]] = []
    reasons = list(page.reasons)
    for block in goal.roadblocks:
        days = (today - block.since).days
        age = f" for {counted(days, 'day')}" if days > 0 else ""
        words = f"{block.label}{age}"
        reasons = [reason for reason in reasons if reason != words]
        what = f"{words}: {block.text}" if block.text else words
        worries.append((glyphs.roadblock, what, "danger"))
    role: Role = "danger" if page.level == MOST else "warning"
    worries += [(glyphs.attention, reason, role) for reason in reasons]
    if not worries:
        worries.append((glyphs.check, "nothing to worry about", "passed_text"))
    return [
        _with_sign(sign, _cut(words, cells - INDENT, most, glyphs.ellipsis), mark, "base")
        for sign, words, mark in worries
    ]


def _stake(page: Page, cells: int, glyphs: Glyphs) -> list[list[Line]]:
    lines = wrap(f"at stake: {page.stake}", cells - INDENT)
    return [_with_sign(glyphs.dot, lines, "muted", "muted")] if page.stake else []


def _outlook(page: Page, cells: int, glyphs: Glyphs) -> list[list[Line]]:
    if not page.forecast or page.record.goal.to_go <= 0:
        return []
    lines = wrap(f"forecast: {page.forecast}", cells - INDENT)
    return [_with_sign(glyphs.vehicle, lines, "muted", "muted")]


def _cut(text: str, cells: int, most: int | None, ellipsis: str) -> Sequence[str]:
    """A text in lines, at most `most` of them, with an ellipsis if it is cut."""
    lines = wrap(text, cells)
    if most is None or len(lines) <= most:
        return lines
    rest = " ".join(lines[most - 1 :])
    return (*lines[: most - 1], truncate(rest, cells, ellipsis))


def _with_sign(sign: str, lines: Sequence[str], mark: Role, words: Role) -> list[Line]:
    """Lines with a sign before the first of them."""
    first, *rest = lines
    return [
        (TextRun(0, sign, mark), TextRun(INDENT, first, words)),
        *((TextRun(INDENT, line, words),) for line in rest),
    ]


def _seal_box(goal: Goal, cells: int, room: int, glyphs: Glyphs) -> Box:
    """The seal list; if it is too long, as many open items as fit."""
    if not goal.seal:
        return Box("to seal it", ((TextRun(0, ABSENT, "faint"),),), cells)
    ticked = len(goal.seal) - len(goal.open_items)
    items = goal.seal
    if len(items) > room:
        items = (goal.open_items or items)[:room]
    following = next(iter(goal.open_items), None) if goal.to_go <= 0 else None
    room_for_text = cells - BOX_CELLS
    texts = [wrap(item.text, room_for_text) for item in items]
    if sum(map(len, texts)) > room:
        texts = [(truncate(item.text, room_for_text, glyphs.ellipsis),) for item in items]
    lines: list[Line] = []
    for item, (first, *more) in zip(items, texts, strict=True):
        role: Role = "passed_text" if item.done else "title" if item is following else "base"
        box = TextRun(0, glyphs.box(ticked=item.done), "passed_text" if item.done else "warning")
        at = BOX_CELLS + cell_len(first) + GAP
        proof = () if more or at + cell_len(item.evidence) > cells else (item.evidence,)
        lines.append(
            (box, TextRun(BOX_CELLS, first, role), *(TextRun(at, it, "muted") for it in proof))
        )
        lines += [(TextRun(BOX_CELLS, line, role),) for line in more]
    return Box(f"to seal it {glyphs.dot} {ticked} of {len(goal.seal)}", tuple(lines), cells)


_ROLES: dict[str, tuple[Role, Role]] = {
    EventKind.REACHED: ("passed_text", "base"),
    EventKind.SEALED: ("accent", "base"),
    EventKind.ROADBLOCK: ("danger", "base"),
    EventKind.NOTE: ("muted", "base"),
}
"""The roles of sign and text of the kinds that stand out; all others are muted."""


def log_lines(
    log: Sequence[Entry], today: date, cells: int, rows: int, glyphs: Glyphs
) -> tuple[Line, ...]:
    """The newest entries, one a row, the newest first."""
    if rows < 1:
        return ()
    newest = log[: -rows - 1 : -1]
    days = [say_short(entry.day, today) for entry in newest]
    width = max(map(len, days), default=0)
    signs: dict[str, str] = {
        EventKind.REACHED: glyphs.check,
        EventKind.ROADBLOCK: glyphs.roadblock,
        EventKind.SEALED: glyphs.flag,
    }
    lines, above = [], ""
    for entry, day in zip(newest, days, strict=True):
        mark, role = _ROLES.get(entry.kind, ("muted", "muted"))
        at = width + 2
        runs = [TextRun(at, signs.get(entry.kind, glyphs.dot), mark)]
        if day != above:
            runs.append(TextRun(width - len(day), day, "muted"))
        above = day
        at += 2
        words = " ".join(entry.text.split())
        kind, found, text = words.partition(": ")
        if found and kind == entry.kind:
            runs.append(TextRun(at, kind, mark))
            at += len(kind) + 2
            words = text
        runs.append(TextRun(at, truncate(words, cells - at, glyphs.ellipsis), role))
        lines.append(tuple(runs))
    return tuple(lines)
