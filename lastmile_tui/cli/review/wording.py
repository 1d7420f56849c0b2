"""The texts of a review in plain lines, and how typed replies are read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from lastmile_tui.cli.goal_lines import say_due_date, say_progress
from lastmile_tui.cli.spoken.facts import end_sentence, sentence
from lastmile_tui.commands import BY_ID
from lastmile_tui.dates import When, say_date, say_due, say_past
from lastmile_tui.domain.measures.reasons import say_reasons
from lastmile_tui.domain.model.events import FORWARD, EventKind
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.numbers import in_own_unit
from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.review.answers import Answer
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.domain.wording.events import entries, join_facts, say_change, say_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.domain.review.outcomes import Outcome


class Reply(StrEnum):
    """A reply that every page accepts."""

    NEXT = "next"
    PREVIOUS = "previous"
    UNDO = "undo"
    LEAVE = "leave"
    HELP = "help"


ANSWERS = {
    Answer.MOVED: ("moved", "m"),
    Answer.PART: ("part way", "+"),
    Answer.SAME: ("no change", "="),
    Answer.BLOCK: ("roadblock", "b"),
    Answer.SEAL: ("seal", "s"),
    Answer.STEP: ("next step", "w"),
    Answer.STEP_DONE: ("step done", "c"),
    Answer.NOTE: ("note", "n"),
    Answer.TURN: ("turn", "t"),
    Answer.PARK: ("park", "p"),
    Answer.LET_GO: ("let go", "D"),
    Answer.DRIVE: ("drive", "d"),
}
"""The word of each answer, and its key: that of the app, if that is a letter or a sign."""

KEYS: dict[str, Answer | Reply] = {key: answer for answer, (_, key) in ANSWERS.items()} | {
    "u": Reply.UNDO,
    "?": Reply.HELP,
    "": Reply.NEXT,
}

_ACCEPTED = {
    Scope.DAILY: tuple(answer for answer in Answer if answer is not Answer.DRIVE),
    Scope.WEEKLY: (Answer.DRIVE, Answer.PARK, Answer.LET_GO),
}

_REPLY_HELP = {
    Reply.NEXT: "go to the next goal, as an empty line does",
    Reply.PREVIOUS: "go to the goal before",
    Reply.UNDO: "undo the last change",
    Reply.LEAVE: "leave; what was answered is saved",
    Reply.HELP: "show this",
}

_STATES = {
    State.PLANNED: "planned",
    State.DRIVING: "on the road",
    State.STRETCH: "final stretch",
    State.DOOR: "at the finish",
    State.SEALED: "sealed",
    State.PARKED: "parked",
    State.LET_GO: "let go",
}

_ENTRIES = 3
"""The entries of a log that are printed."""

_ITEMS = 5
"""The open items of a seal list that are named."""

_TEXT_CELLS = 160
"""Cells of one text; a longer note is cut off."""


def reply_words(answers: Iterable[Answer], scope: Scope) -> dict[str, Answer | Reply]:
    """The words that are accepted when these are the answers.

    If there are any, the other answers of the scope are accepted too: the road refuses them with
    a reason.
    """
    accepted = _ACCEPTED[scope] if list(answers) else ()
    words: dict[str, Answer | Reply] = {ANSWERS[answer][0]: answer for answer in accepted}
    return words | {reply.value: reply for reply in Reply}


def split_amount(line: str) -> tuple[str, str]:
    """The reply in a line, and how much came: `+ 6 yesterday` and `part way 6` say both at once."""
    word, key = ANSWERS[Answer.PART]
    text = line.strip()
    for head in (key, f"{word} "):
        if text.casefold().startswith(head) and (amount := text[len(head) :].strip()):
            return head, amount
    return line, ""


def say_answers(answers: Iterable[Answer]) -> str:
    """List the possible answers, such as `moved, no change; next, undo.`."""
    words = ", ".join(ANSWERS[answer][0] for answer in answers)
    return f"{words}{'; ' if words else ''}{', '.join(Reply)}."


def say_help(answers: Iterable[Answer]) -> Iterator[str]:
    """What each word does."""
    for answer in answers:
        word, key = ANSWERS[answer]
        yield sentence(f"{word}, or {key}: {in_own_unit(BY_ID[answer.value].help.lower())}")
    for reply, text in _REPLY_HELP.items():
        yield sentence(f"{reply}: {text}")
    yield "The beginning of a word is enough where no other word begins so."


def say_page(
    record: Record, measures: Measures, today: date, now: datetime | None = None
) -> Iterator[str]:
    """The facts about a goal that come before the question, one sentence a line."""
    goal = record.goal
    yield sentence(_say_state(goal, today))
    if goal.due and not goal.sealed and not goal.let_go:
        yield sentence(say_due_date(goal, today, now))
    if measures.attention.reasons:
        reasons = map(sentence, say_reasons(measures.attention.reasons))
        yield f"Why now: {' '.join(reasons)}"
    for block in goal.roadblocks:
        text = f": {block.text}" if block.text else ""
        yield sentence(_shorten(f"{block.label}, since {say_past(block.since, today)}{text}"))
    if goal.turn:
        whose = "your turn" if goal.turn.whose == "mine" else "their turn"
        yield sentence(f"{whose} since {say_past(goal.turn.since, today)}")
    if goal.open_items:
        yield sentence(f"open on the seal list: {say_items(goal)}")
    elif goal.seal:
        yield "Every item of the seal list is ticked."
    yield from _log(record, today)
    if step := goal.next_step:
        on = f", {say_date(step.on, today)}" if step.on else ""
        yield sentence(f"next step: {_shorten(step.text)}{on}")


def say_items(goal: Goal) -> str:
    """The open items of a seal list, the first few by name."""
    items = goal.open_items
    named = [_shorten(item.text) for item in items[:_ITEMS]]
    more = [f"{len(items) - _ITEMS} more"] if len(items) > _ITEMS else []
    return "; ".join(named + more)


def say_done(record: Record, today: date) -> str:
    """What the newest change did, with the rest of the road, or the day of the next step."""
    goal, kind = record.goal, record.event.kind
    words = say_change(record).removesuffix(join_facts("x", goal.title)[1:])
    if kind in FORWARD and goal.to_go > 0:
        return f"{words}, {say_left(goal)}"
    on = goal.next_step.on if goal.next_step and kind == EventKind.NEXT_STEP else None
    return f"{words}, {say_due(When(on), today)}" if on else words


def say_outcomes(outcomes: Iterable[Outcome], since: str = "") -> Iterator[str]:
    """What moved since a day, and what did not and why."""
    every, behind = list(outcomes), f" {since}".rstrip()
    for heading, moved in ((f"Moved{behind}:", True), (f"Not moved{behind}:", False)):
        lines = [
            end_sentence(f"{clean_line(outcome.goal.title)}: {_shorten(outcome.words)}")
            for outcome in every
            if outcome.moved is moved
        ]
        if lines:
            yield from (heading, *lines)


def say_gone(goal: Goal | None, day: date) -> str:
    """Why a goal is not asked about any more."""
    if goal is None:
        return "A goal was taken out of the file meanwhile; it is skipped."
    what = "removed" if goal.hidden else _STATES[goal.state(day)]
    return f"‘{clean_line(goal.title)}’ was {what} meanwhile; it is skipped."


def _say_state(goal: Goal, today: date) -> str:
    """How far a goal is: `3 of 4 markers, 1 mi to go, final stretch`."""
    state = goal.state(today)
    driven = f"{goal.reached} of {counted(len(goal.markers), 'marker')}"
    if state in (State.SEALED, State.LET_GO):
        return f"{driven}, {_STATES[state]}"
    until = f" until {say_date(goal.parked_until, today)}" if goal.parked_until else ""
    where = f"parked{until}" if state is State.PARKED else _STATES[state]
    return f"{driven}, {say_progress(goal, today)}, {where}"


def _log(record: Record, today: date) -> Iterator[str]:
    """The last entries, the newest first."""
    newest = entries(record.log, today)[-_ENTRIES:]
    yield "Last entries, the newest first:"
    for entry in reversed(newest):
        yield sentence(f"{say_date(entry.day, today)}: {_shorten(entry.text)}")


def _shorten(text: str) -> str:
    return fit(clean_line(text), _TEXT_CELLS)
