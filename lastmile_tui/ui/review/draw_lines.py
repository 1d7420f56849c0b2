"""The lines above the boxes of a review: the status, and what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.dates import say_short
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.domain.rows.text_fields import ABSENT
from lastmile_tui.ui.drawing.canvas import truncate
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import Line, Role, TextRun, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal, Turn
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.review.view_model import AskedPage, LastPage

QUESTION_ROWS = 3
"""The most rows of a question, which may quote a long next step."""

STEP_ROWS = 2

_NAMES = {
    Scope.DAILY: ("Daily review", "goal"),
    Scope.WEEKLY: ("Weekly look", "road"),
}
_OVER = {Scope.DAILY: "That was the review.", Scope.WEEKLY: "That was the weekly look."}


def status_lines(view: AskedPage, width: int, glyphs: Glyphs, *, tall: bool) -> tuple[Line, ...]:
    """Which goal of how many it is, and how long the rest takes.

    If room is short, the goals that rest are left out first. A `tall` screen has one line more,
    with the why of the goal.
    """
    name, noun = _NAMES[view.scope]
    place = f"{noun} {view.number} of {len(view.answered)}"
    at = MARGIN + len(name) + 2
    runs = [TextRun(MARGIN, name, "title"), TextRun(at, place, "muted")]
    end = at + len(place)
    left, dots = f"{view.left} left", len(view.answered)
    rest = f" {glyphs.dot} {view.rest:,} more rest" if view.rest else ""
    room = width - MARGIN - end - 2 - (len(rest) + 2 if rest else 0)
    if rest and room >= 0:
        runs.append(TextRun(end, rest, "faint"))
    side = dots + 3 + len(left)
    if room >= side:
        runs.append(TextRun(width - MARGIN - len(left), left, "muted"))
    elif room >= dots:
        side = dots
    else:
        side = 0
    if side:
        runs += _dots(view, width - MARGIN - side, glyphs)
    if not tall:
        return (tuple(runs),)
    return (tuple(runs), _what_for(view.page.record.goal, width, glyphs))


def asked_lines(view: AskedPage, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The question; under it the next step and whose turn it is."""
    room = width - 2 * MARGIN
    question = _at_most(QUESTION_ROWS, wrap(view.question, room), room, glyphs)
    return (
        *(
            (TextRun(0, glyphs.edge, "accent"), TextRun(MARGIN, line, "accent"))
            for line in question
        ),
        *_way(view, width, glyphs),
    )


def end_lines(last: LastPage, width: int) -> tuple[Line, ...]:
    """The heading of the last page, and the streak beside or under it."""
    open_ones = sum(not one.answered for one in last.outcomes)
    words = _OVER[last.scope]
    if open_ones and last.scope is Scope.DAILY:
        words = f"{counted(open_ones, 'road')} to answer yet."
    heading = TextRun(MARGIN, words if last.outcomes else "Nothing to ask today.", "title")
    room = width - 2 * MARGIN
    if not last.streak:
        return ((heading,),)
    at = width - MARGIN - cell_len(last.streak)
    if at >= MARGIN + len(heading.text) + 2:
        return ((heading, TextRun(at, last.streak, "passed_text")),)
    streak = ((TextRun(MARGIN, line, "passed_text"),) for line in wrap(last.streak, room))
    return ((heading,), *streak)


def _dots(view: AskedPage, x: int, glyphs: Glyphs) -> list[TextRun]:
    """A sign for each goal: answered, current, still to come."""
    done, now, to_come = glyphs.done, glyphs.now, glyphs.to_come
    runs = []
    for number, answered in enumerate(view.answered, 1):
        here = number == view.number
        role: Role = "passed_text" if answered else "accent" if here else "faint"
        sign = done if answered else now if here else to_come
        role = "accent" if here else role
        runs.append(TextRun(x + number - 1, sign, role))
    return runs


def _what_for(goal: Goal, width: int, glyphs: Glyphs) -> Line:
    """The why of a goal in its user's words, at the end of its line."""
    if not goal.why:
        return ()
    label = "why: "
    room = width - 2 * MARGIN - len(label)
    words = truncate(" ".join(goal.why.split()), room, glyphs.ellipsis)
    at = width - MARGIN - cell_len(words)
    return (TextRun(at - len(label), label, "faint"), TextRun(at, words, "muted"))


def _way(view: AskedPage, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The next step and its day, with the turn at the end, unless the question has the step."""
    goal, today = view.page.record.goal, view.page.today
    step, turn = goal.next_step, _turn(goal.turn, today) if goal.turn else ()
    if step is not None and step.text in view.question:
        return (_at_end(turn, width),) if turn else ()
    label: list[TextRun] = [TextRun(MARGIN, f"next step {ABSENT}", "faint")]
    at, text = MARGIN + len(label[0].text), step.text if step else ""
    if step:
        name = "next step, " if step.on else "next step"
        label, at = [TextRun(MARGIN, name, "muted")], MARGIN + len(name)
    if step and step.on:
        when = say_short(step.on, today)
        label.append(TextRun(at, when, "warning" if step.on <= today else "muted"))
        at += len(when)
    at += 2
    room = width - MARGIN - at
    if len(turn) > 1 and cell_len(text) + 2 + _cells(turn) > room:
        turn = turn[:1]
    room -= _cells(turn) + 2 if turn else 0
    first, *rest = _at_most(STEP_ROWS, wrap(text, room), room, glyphs)
    return (
        (*label, TextRun(at, first), *_at_end(turn, width)),
        *((TextRun(at, line),) for line in rest),
    )


def _turn(turn: Turn, today: date) -> tuple[tuple[str, Role], ...]:
    """Whose turn it is, and for how long."""
    days = (today - turn.since).days
    whose: tuple[str, Role] = ("their turn", "base")
    if turn.whose == "mine":
        whose = ("your turn", "warning")
    return (whose, (f", {counted(days, 'day')}", "muted")) if days > 0 else (whose,)


def _cells(parts: Sequence[tuple[str, Role]]) -> int:
    return sum(cell_len(text) for text, _ in parts)


def _at_end(parts: Sequence[tuple[str, Role]], width: int) -> Line:
    x, runs = width - MARGIN - _cells(parts), []
    for text, role in parts:
        runs.append(TextRun(x, text, role))
        x += cell_len(text)
    return tuple(runs)


def _at_most(most: int, lines: Sequence[str], width: int, glyphs: Glyphs) -> list[str]:
    """The first lines of a text; if it goes on, the last one ends in an ellipsis."""
    if len(lines) <= most:
        return list(lines)
    *first, last = lines[:most]
    return [*first, truncate(last, width - 1, "") + glyphs.ellipsis]
