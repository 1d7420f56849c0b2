"""The boxes of a review's page: why now, what seals it, and the log, as the room allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from lastmile_tui.domain.attention import MOST
from lastmile_tui.domain.describe import counted
from lastmile_tui.domain.sealing import open_items
from lastmile_tui.ui.drawing.canvas import fitted
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import Line, Page, Role, Run, wrapped
from lastmile_tui.ui.drawing.seal_list import BOX_CELLS, GAP
from lastmile_tui.when import say_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.describe import Entry
    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

WIDE = 80
"""Columns from which why and seal list stand side by side."""

ROOMY = 100
"""Columns from which the reasons get more than half of them: the seal list needs no more."""

BETWEEN = 2
"""Cells between two boxes."""

FRAME_ROWS, FRAME_CELLS = 2, 4
"""What the border of a box takes, with the cell inside it on either side."""

LOG_ROWS = 3
"""Entries for which the log gets rows of its own, below boxes that stand side by side."""

AIRY = 18
"""Rows from which there is an empty one between the boxes."""

_STAKE = "$"
"""Stands before what is lost if it stops here."""


class Box(Struct, frozen=True):
    """A title and lines; `cells` is the width of the lines."""

    title: str
    lines: tuple[Line, ...]
    cells: int

    @property
    def rows(self) -> int:
        """Rows it takes, with its border."""
        return len(self.lines) + FRAME_ROWS


class Boxes(Struct, frozen=True):
    """The boxes that there is room for.

    `beside` says that the first two share their rows; then the log stands below both of them or,
    as `side_log`, under the seal list, beside reasons that take many rows.
    """

    why: Box
    seal: Box | None
    log: Box | None = None
    side_log: Box | None = None
    beside: bool = False
    gap: int = 0


def boxes_of(page: Page, log: Sequence[Entry], width: int, height: int, glyphs: Glyphs) -> Boxes:
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
        return Boxes(why, seal, _log_box(log, page.today, cells, rest - gap, glyphs), gap=gap)
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
            return Boxes(_high(why, rows), seal, None, log_box, beside=True, gap=gap)
    log_box = _log_box(log, page.today, inner - FRAME_CELLS, rest, glyphs)
    rows = max(why.rows, seal.rows)
    return Boxes(_high(why, rows), _high(seal, rows), log_box, beside=True, gap=gap)


def _high(box: Box, rows: int) -> Box:
    """A box that is to be so many rows high."""
    return Box(box.title, (*box.lines, *((),) * (rows - box.rows)), box.cells)


def _log_box(
    log: Sequence[Entry], today: date, cells: int, rows: int, glyphs: Glyphs
) -> Box | None:
    lines = log_lines(log, today, cells, rows - FRAME_ROWS, glyphs)
    return Box("log", lines, cells) if lines else None


def _why_box(page: Page, cells: int, room: int, glyphs: Glyphs) -> Box:
    name = "why now" if page.reasons or page.record.goal.roadblocks else "how it goes"
    told = [line for lines in why_lines(page, cells, glyphs) for line in lines][: max(room, 1)]
    if page.forecast and page.record.goal.to_go > 0:
        outlook = _marked(glyphs.vehicle, f"forecast: {page.forecast}", cells, "muted", "muted")
        told += outlook if len(told) + len(outlook) <= room else []
    return Box(name, tuple(told), cells)


def why_lines(page: Page, cells: int, glyphs: Glyphs) -> list[list[Line]]:
    """What is worrying, the roadblocks first and what is at stake last; each in its lines."""
    goal, today = page.record.goal, page.today
    told, reasons = [], list(page.reasons)
    for block in goal.roadblocks:
        days = (today - block.since).days
        age = f" for {counted(days, 'day')}" if days > 0 else ""
        words = f"{block.told}{age}"
        reasons = [reason for reason in reasons if reason != words]
        what = f"{words}: {block.text}" if block.text else words
        told.append(_marked(glyphs.roadblock, what, cells, "danger", "base"))
    role: Role = "danger" if page.level == MOST else "warning"
    told += [_marked(glyphs.attention, reason, cells, role, "base") for reason in reasons]
    if not told:
        told.append(_marked(glyphs.check, "nothing to worry about", cells, "passed_text", "base"))
    if page.stake:
        told.append(_marked(_STAKE, f"at stake: {page.stake}", cells, "muted", "muted"))
    return told


def _marked(sign: str, text: str, cells: int, mark: Role, words: Role) -> list[Line]:
    """A text behind its sign, its further lines under its first one."""
    first, *rest = wrapped(text, cells - 2)
    return [(Run(0, sign, mark), Run(2, first, words)), *((Run(2, line, words),) for line in rest)]


def _seal_box(goal: Goal, cells: int, room: int, glyphs: Glyphs) -> Box:
    """The seal list; where it is too long the items that are open, as many as there is room for."""
    if not goal.seal:
        return Box("to seal it", ((Run(0, "nothing written down yet", "faint"),),), cells)
    ticked = len(goal.seal) - len(open_items(goal))
    shown = goal.seal
    if len(shown) > room:
        shown = (open_items(goal) or shown)[:room]
    following = next(iter(open_items(goal)), None) if goal.to_go <= 0 else None
    room_for_text = cells - BOX_CELLS
    told = [wrapped(item.text, room_for_text) for item in shown]
    if sum(map(len, told)) > room:
        told = [(fitted(item.text, room_for_text, glyphs.ellipsis),) for item in shown]
    lines: list[Line] = []
    for item, (first, *more) in zip(shown, told, strict=True):
        role: Role = "passed_text" if item.done else "title" if item is following else "base"
        box = Run(0, glyphs.box(ticked=item.done), "passed_text" if item.done else "warning")
        at = BOX_CELLS + cell_len(first) + GAP
        proof = () if more or at + cell_len(item.evidence) > cells else (item.evidence,)
        lines.append((box, Run(BOX_CELLS, first, role), *(Run(at, it, "muted") for it in proof)))
        lines += [(Run(BOX_CELLS, line, role),) for line in more]
    return Box(f"to seal it {glyphs.dot} {ticked} of {len(goal.seal)}", tuple(lines), cells)


_ROLES: dict[str, tuple[Role, Role]] = {
    "reached": ("passed_text", "base"),
    "sealed": ("accent", "base"),
    "roadblock": ("danger", "base"),
    "note": ("muted", "base"),
}
"""How the sign with the kind, and the words of what stands out are drawn; all else is muted."""


def log_lines(
    log: Sequence[Entry], today: date, cells: int, rows: int, glyphs: Glyphs
) -> tuple[Line, ...]:
    """The newest entries, one a row, the newest first."""
    if rows < 1:
        return ()
    newest = log[: -rows - 1 : -1]
    days = [say_short(entry.day, today) for entry in newest]
    width = max(map(len, days), default=0)
    signs = {"reached": glyphs.check, "roadblock": glyphs.roadblock, "sealed": glyphs.flag}
    lines, above = [], ""
    for entry, day in zip(newest, days, strict=True):
        mark, role = _ROLES.get(entry.kind, ("muted", "muted"))
        at = width + 2
        runs = [Run(at, signs.get(entry.kind, glyphs.dot), mark)]
        if day != above:
            runs.append(Run(width - len(day), day, "muted"))
        above = day
        at += 2
        words = " ".join(entry.text.split())
        kind, found, said = words.partition(": ")
        if found and kind == entry.kind:
            runs.append(Run(at, kind, mark))
            at += len(kind) + 2
            words = said
        runs.append(Run(at, fitted(words, cells - at, glyphs.ellipsis), role))
        lines.append(tuple(runs))
    return tuple(lines)
