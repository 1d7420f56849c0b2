"""Goals as a review asks about them, and the pages that are drawn of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.review import answers, wording
from lastmile_tui.domain.review.outcomes import outcome
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.controllers.presenters import page_of
from lastmile_tui.ui.drawing.glyphs import UNICODE
from lastmile_tui.ui.drawing.page import draw_line
from lastmile_tui.ui.review.draw_last_page import (
    EndKeys,
    outcome_rows,
)
from lastmile_tui.ui.review.draw_lines import asked_lines, end_lines, status_lines
from lastmile_tui.ui.review.draw_page import boxes_of
from lastmile_tui.ui.review.view_model import AskedPage, LastPage
from support.drawing.roads import pen

TODAY = date(2026, 11, 22)
"""A Sunday."""

VOLVO = (
    "Sell the Volvo: listed > test drives > price agreed >> papers signed #car @Henrik"
    " ! price in writing ! buyer signs the transfer form ! keys and papers handed over"
)
GERMAN = (
    "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung durchsetzen:"
    " Entwurf > Ausschuss >> Verkündung @Annegret @Bernd @Christa @Dietmar @Elfriede @Friedhelm"
)


def road(line, *beats, uid=0):
    """A goal: its line, then beats (days ago, move, arguments); the first says when it began."""
    stamps = []
    for number, (days, *_) in enumerate(beats):
        at = datetime.combine(TODAY - timedelta(days=days), time(12, number), UTC)
        stamps.append(Stamp(ulid(at, uid * 1000 + number), at, "dev", at.date()))
    record = add(read_line(line, lambda _: None), stamps[0])
    for (_, move, *args), stamp in zip(beats[1:], stamps[1:], strict=True):
        record = move(record, stamp, *args)
    return record


def volvo():
    """In the final stretch, blocked, with a next step that is late, and somebody's turn."""
    return road(
        VOLVO,
        (31,),
        (31, edit.explain, "one car is enough"),
        (17, drive.advance),
        (12, drive.advance),
        (6, drive.advance),
        (6, drive.nudge, 0.2),
        (6, partial(seal.tick, evidence="letter of 16 Nov"), 0),
        (4, partial(roadblocks.block, who="the buyer", text="asks his bank"), "waiting"),
        (4, status.turn, "theirs"),
        (2, drive.note, "called, no answer; will text"),
        (2, status.plan_step, "text him the transfer form", TODAY - timedelta(days=1)),
    )


def door():
    """At the last marker, the seal list open."""
    return road(
        "Parcel: packed > posted ! signed for ! opened",
        (9,),
        (8, drive.advance),
        (5, drive.advance),
        uid=1,
    )


def planned(line="Paint the boat: sanded > primed > painted", uid=2):
    """Not set out yet."""
    return road(line, (3,), uid=uid)


def asked(record, number=1, answered=(False,) * 5, scope=Scope.DAILY, rest=0):
    """The page of a goal as the app makes it."""
    watch = Measurer([record.goal], lambda _: record.log)
    measures = watch.measure(record.goal, TODAY)
    return AskedPage(
        page=page_of(record, TODAY, measures, watch.factor(record.goal)),
        question=wording.question(record.goal, measures.course, scope, TODAY),
        answers=answers.allowed(record.goal, scope, TODAY),
        number=number,
        answered=answered,
        left=wording.minutes(len(answered) - number + 1),
        rest=rest,
        scope=scope,
    )


def last(*records, **more):
    """The last page of a review of these goals."""
    return LastPage(
        today=TODAY,
        outcomes=tuple(outcome(record, TODAY) for record in records),
        choices=tuple(record.goal for record in records if not record.goal.sealed),
        **more,
    )


def driven_today():
    """A goal that was driven today."""
    return road(
        "Thesis: outline > review > draft >> format > submitted",
        (40,),
        (30, drive.advance),
        (20, drive.advance),
        (0, drive.nudge, 1.4),
        uid=3,
    )


def sealed_today():
    """A goal that was sealed today."""
    return road(
        "Marathon: half > finish", (60,), (2, drive.nudge, 1.5), (0, drive.advance),
        (0, seal.seal), uid=4,
    )  # fmt: skip


def said(record):
    """A goal of which the review was told that nothing has changed."""
    at = datetime.combine(TODAY, time(20), UTC)
    return answers.no_change(record, Stamp(ulid(at, 0), at, "dev", TODAY))


def text(lines, width, glyphs=UNICODE):
    """Lines as they are drawn, without the blanks at their ends."""
    palette = pen(glyphs).palette
    return [draw_line(line, width, palette, glyphs).text.rstrip() for line in lines]


def sheet(view, width, height, glyphs=UNICODE):
    """What stands above the boxes, and the title and the lines of each."""
    page = view.page
    boxes = boxes_of(page, entries(page.record.log), width, height, glyphs)
    told = text(status_lines(view, width, glyphs, tall=True), width, glyphs)
    told += text(asked_lines(view, width, glyphs), width, glyphs)
    for box in (boxes.why, boxes.seal, boxes.side_log, boxes.log, boxes.ahead):
        if box is not None:
            told += [f"= {box.title} ({box.cells})", *text(box.lines, box.cells, glyphs)]
    return "\n".join(told)


def end(view, width, glyphs=UNICODE, *, roomy=False):
    """The last page, without the goals to pick."""
    rows = outcome_rows(view, EndKeys("a", "W"), width, pen(glyphs), roomy=roomy)
    told = [row.strip(pen(glyphs).palette.base).text.rstrip() for row in rows]
    return "\n".join([*text(end_lines(view, width), width, glyphs), *told])


STRETCH = asked(volvo(), 2, (True, False, False, False, False), rest=50)
END = last(
    said(volvo()),
    said(door()),
    driven_today(),
    sealed_today(),
    streak="12 days in a row.",
    rest=4,
    weekly=1,
)
