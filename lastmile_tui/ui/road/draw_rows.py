"""The rows of a page: why now, what is in the way, what comes next, markers, seal list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.dates import When, say_due, say_short
from lastmile_tui.domain.export.as_json import reached_on
from lastmile_tui.domain.figures.road import say_at
from lastmile_tui.domain.horizon.marker_plan import say_plan_of_day
from lastmile_tui.domain.measures.attention import MOST
from lastmile_tui.domain.model.goal import ROAD, Roadblock, measure
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.rows.text_fields import ABSENT, TEXT_FIELDS
from lastmile_tui.domain.wording.whole.laps import say_laps
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import (
    Page,
    PageRow,
    Role,
    TextRun,
    field,
    heading,
    join_sections,
    paragraph,
)

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.ui.drawing.glyphs import Glyphs

_BOX = 4
"""Cells of a box to tick, with the space behind it."""


def rows_of(page: Page, glyphs: Glyphs, width: int) -> tuple[PageRow, ...]:
    """All rows of a page in `width` cells."""
    return join_sections(
        [
            _why_now(page, glyphs, width),
            [*_outlook(page, width), *_way(page, glyphs, width)],
            _about(page, width),
            _markers(page, glyphs, width),
            _seal(page, glyphs, width),
        ]
    )


def _why_now(page: Page, glyphs: Glyphs, width: int) -> list[PageRow]:
    if not page.reasons:
        return []
    role: Role = "danger" if page.level == MOST else "warning"
    head = heading("Why now", width, role="accent")
    marks = TextRun(MARGIN + len("Why now") + 2, glyphs.attention * page.level, role)
    rows = [replace(head, lines=((*head.lines[0], marks),))]
    for reason in page.reasons:
        lines = paragraph(MARGIN + 2, reason, width, "base")
        rows.append(PageRow(((TextRun(MARGIN, glyphs.dot, role), *lines[0]), *lines[1:])))
    return rows


def _outlook(page: Page, width: int) -> list[PageRow]:
    """What is at stake, the forecast, what became of earlier ones, and the plan of its markers."""
    notes = page.notes
    facts = (
        ("At stake", page.stake),
        ("Forecast", page.forecast),
        ("Plan", say_plan_of_day(page.record.goal, page.today)),
        ("Possible?", notes.possible),
        ("Pace", notes.rate),
        ("Laps", say_laps(page.record.goal)),
        *(("" if index else "Was said", words) for index, words in enumerate(notes.past)),
        ("Record", notes.record),
    )
    return [field(label, words, width) for label, words in facts if words]


def _way(page: Page, glyphs: Glyphs, width: int) -> list[PageRow]:
    """What is in the way, whose turn it is, and what comes next."""
    goal, today = page.record.goal, page.today
    rows = [
        field(
            "" if index else "In the way",
            f"{glyphs.roadblock} {_block_words(block)}",
            width,
            RowId(RowKind.BLOCK, block.id),
            role="danger",
            side=_age(block.since, today),
            side_role="danger",
        )
        for index, block in enumerate(goal.roadblocks)
    ]
    if not rows:
        rows = [field("In the way", ABSENT, width, RowId(RowKind.BLOCK), role="faint")]
    turn, step = goal.turn, goal.next_step
    if turn:
        whose = "yours" if turn.whose == "mine" else "theirs"
        if turn.since < today:
            whose += f", since {say_short(turn.since, today)}"
        rows.append(field("Turn", whose, width, RowId(RowKind.TURN), side=_age(turn.since, today)))
    else:
        rows.append(field("Turn", ABSENT, width, RowId(RowKind.TURN), role="faint"))
    if step:
        late: Role = "warning" if step.on and step.on <= today else "muted"
        when = say_short(step.on, today) if step.on else ""
        rows.append(
            field("Next step", step.text, width, RowId(RowKind.STEP), side=when, side_role=late)
        )
    else:
        rows.append(field("Next step", ABSENT, width, RowId(RowKind.STEP), role="faint"))
    return rows


def _about(page: Page, width: int) -> list[PageRow]:
    """Title, why, due date, tags and people."""
    goal = page.record.goal
    due = say_due(When(goal.due, goal.due_time), page.today) if goal.due else ""
    late = page.overdue or (goal.due is not None and goal.due < page.today and not goal.sealed)
    fields = (
        *((one.label, kind, one.text(goal), one.empty) for kind, one in TEXT_FIELDS.items()),
        ("Due", RowKind.DUE, due, ABSENT),
        ("Tags", RowKind.TAGS, " ".join(f"#{tag}" for tag in goal.tags), ABSENT),
        ("People", RowKind.PEOPLE, " ".join(f"@{who.name}" for who in goal.people), ABSENT),
    )
    rows = []
    for label, kind, text, empty in fields:
        role: Role = "base" if text else "faint"
        if kind is RowKind.DUE and late:
            role = "danger"
        rows.append(field(label, text or empty, width, RowId(kind), role=role))
    return rows


def _markers(page: Page, glyphs: Glyphs, width: int) -> list[PageRow]:
    """The markers in columns, with a rule at the start of the final stretch."""
    goal = page.record.goal
    sides = [f"{miles}  {when}" for miles, when in _columns(page)]
    digits = len(str(len(goal.markers)))
    at = MARGIN + 2 + digits + 2
    passed, final_index = goal.reached, goal.final_index
    rows = [heading("Markers", width, f"{passed} of {len(goal.markers)} reached")]
    for index, marker in enumerate(goal.markers):
        reached, final = index < passed, index >= final_index
        if index == final_index and (index or goal.final_from):
            rows.append(_rule(glyphs, width))
        role: Role = "passed_text" if reached else "final_text" if final else "base"
        sign = glyphs.check if reached else " "
        if index == passed:
            sign, role = glyphs.vehicle, "warning" if final else "title"
        late = not reached and marker.due is not None and marker.due < page.today
        first, *rest = paragraph(
            at,
            marker.title,
            width,
            role,
            side=sides[index],
            side_role="danger" if late else "muted",
        )
        number = TextRun(MARGIN, f"{sign} {index + 1:>{digits}}", role)
        rows.append(PageRow(((number, *first), *rest), RowId(RowKind.MARKER, marker.id), at))
    return rows


def _columns(page: Page) -> list[tuple[str, str]]:
    """The length or place of each marker, and when it was reached or is due."""
    goal, today = page.record.goal, page.today
    on = reached_on(page.record.log, today)
    miles, when = [], []
    for marker, end in zip(goal.markers, goal.ends, strict=True):
        miles.append(say_at(goal, end) if goal.unit else measure(marker.miles, ""))
        if end <= goal.position:
            when.append(say_short(on[marker.id], today) if marker.id in on else "")
        else:
            when.append(f"due {say_short(marker.due, today)}" if marker.due else "")
    widths = max(map(cell_len, miles)), max(map(cell_len, when))
    return [
        (f"{' ' * (widths[0] - cell_len(length))}{length}", f"{day:>{widths[1]}}")
        for length, day in zip(miles, when, strict=True)
    ]


def _rule(glyphs: Glyphs, width: int) -> PageRow:
    words = " final stretch "
    rest = width - 2 * MARGIN - 2 - len(words)
    return PageRow(
        ((TextRun(MARGIN, f"{glyphs.final * 2}{words}{glyphs.final * rest}", "final_text"),),)
    )


def _seal(page: Page, glyphs: Glyphs, width: int) -> list[PageRow]:
    """The seal list, with the evidence."""
    goal = page.record.goal
    if not goal.seal:
        words = paragraph(MARGIN, ABSENT, width, "faint")
        return [heading("To seal it", width), PageRow(words, RowId(RowKind.SEAL))]
    done = sum(item.done for item in goal.seal)
    rows = [heading("To seal it", width, f"{done} of {len(goal.seal)} ticked")]
    at = MARGIN + _BOX
    for item in goal.seal:
        role: Role = "passed_text" if item.done else "base"
        first, *rest = paragraph(at, item.text, width, role)
        box = TextRun(MARGIN, glyphs.box(ticked=item.done), role)
        proof = paragraph(at, item.evidence, width, "muted") if item.evidence else ()
        rows.append(PageRow(((box, *first), *rest, *proof), RowId(RowKind.SEAL, item.id), at))
    return rows


def _block_words(block: Roadblock) -> str:
    """`waiting on Henrik: the transfer has not come`."""
    on_whom = block.who and block.kind != ROAD
    kind = f"{block.name} on {block.who}" if on_whom else block.label
    return f"{kind}: {block.text}" if block.text else kind


def _age(since: date, today: date) -> str:
    days = max((today - since).days, 0)
    return "since today" if not days else "1 day" if days == 1 else f"{days} days"
