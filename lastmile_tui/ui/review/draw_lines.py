"""The lines around the page of a review: where one is above it, what is asked below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.dates import say_short
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.ui.drawing.canvas import fitted
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import Line, Role, TextRun, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal, Turn
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.review.view_model import AskedPage, LastPage

QUESTION_ROWS = 3
"""Rows of a question: it may hold the words of a long next step."""

STEP_ROWS = 2

_NAMES = {
    Scope.DAILY: ("Daily review", "goal"),
    Scope.WEEKLY: ("Weekly look", "road"),
}
_OVER = {Scope.DAILY: "That was the review.", Scope.WEEKLY: "That was the weekly look."}


def status_lines(asked: AskedPage, width: int, glyphs: Glyphs, *, tall: bool) -> tuple[Line, ...]:
    """Which goal of how many is asked about, and how long the rest takes.

    Where room is short, how many goals rest goes before how long it takes. A `tall` screen has room
    for one line more, with what the goal is for.
    """
    name, one = _NAMES[asked.scope]
    place = f"{one} {asked.number} of {len(asked.answered)}"
    at = MARGIN + len(name) + 2
    runs = [TextRun(MARGIN, name, "title"), TextRun(at, place, "muted")]
    end = at + len(place)
    left, dots = f"{asked.left} left", len(asked.answered)
    rest = f" {glyphs.dot} {asked.rest:,} more rest" if asked.rest else ""
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
        runs += _dots(asked, width - MARGIN - side, glyphs)
    if not tall:
        return (tuple(runs),)
    return (tuple(runs), _what_for(asked.page.record.goal, width, glyphs))


def foot_lines(asked: AskedPage, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The next step and whose turn it is; under it the question."""
    room = width - 2 * MARGIN
    question = _at_most(QUESTION_ROWS, wrapped(asked.question, room), room, glyphs)
    return (
        *_way(asked, width, glyphs),
        *(
            (TextRun(0, glyphs.edge, "accent"), TextRun(MARGIN, line, "accent"))
            for line in question
        ),
    )


def end_lines(last: LastPage, width: int) -> tuple[Line, ...]:
    """The heading of the last page, and the streak beside or under it."""
    open_ones = sum(not one.answered for one in last.outcomes)
    words = _OVER[last.scope]
    if open_ones and last.scope is Scope.DAILY:
        words = f"{counted(open_ones, 'road')} to answer yet."
    over = TextRun(MARGIN, words if last.outcomes else "Nothing to ask today.", "title")
    room = width - 2 * MARGIN
    if not last.streak:
        return ((over,),)
    at = width - MARGIN - cell_len(last.streak)
    if at >= MARGIN + len(over.text) + 2:
        return ((over, TextRun(at, last.streak, "passed_text")),)
    streak = ((TextRun(MARGIN, line, "passed_text"),) for line in wrapped(last.streak, room))
    return ((over,), *streak)


def _dots(asked: AskedPage, x: int, glyphs: Glyphs) -> list[TextRun]:
    """A sign for each goal: answered, asked about now, still to come."""
    done, now, to_come = "*@o" if glyphs is ASCII else "●◉○"
    runs = []
    for number, answered in enumerate(asked.answered, 1):
        here = number == asked.number
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
    words = fitted(" ".join(goal.why.split()), room, glyphs.ellipsis)
    at = width - MARGIN - cell_len(words)
    return (TextRun(at - len(label), label, "faint"), TextRun(at, words, "muted"))


def _way(asked: AskedPage, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """What comes next, and when, with the turn at the end; not what the question says already."""
    goal, today = asked.page.record.goal, asked.page.today
    step, turn = goal.next_step, _turn(goal.turn, today) if goal.turn else ()
    if step is not None and step.text in asked.question:
        return (_at_end(turn, width),) if turn else ()
    label: list[TextRun] = [TextRun(MARGIN, "no next step yet", "faint")]
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
    first, *rest = _at_most(STEP_ROWS, wrapped(text, room), room, glyphs)
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
    """The first lines of a text; where it goes on, the last of them says so."""
    if len(lines) <= most:
        return list(lines)
    *kept, last = lines[:most]
    return [*kept, fitted(last, width - 1, "") + glyphs.ellipsis]
