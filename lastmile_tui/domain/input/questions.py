"""Questions about one goal as values: the app shows them, the review in lines prints them.

A question is a choice by one key, or a line to type. Its answer is a move of the goal, or the next
question. `QUESTIONS` finds one by the id of its command; GoalError where the road allows no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence  # msgspec resolves the annotations
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.dates import (
    When,
    doubt_at_end,
    match_date,
    read_date,
    say_due,
    split_date,
)
from lastmile_tui.domain.changes import drive, edit, roadblocks, status
from lastmile_tui.domain.crossing.blocks import blocker, meaning
from lastmile_tui.domain.input.detour import detour, road_ahead
from lastmile_tui.domain.measures.roads.crossroads import is_open
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.record import Record  # msgspec resolves the annotations
from lastmile_tui.domain.model.text import NOTE_LIMIT, TITLE_LIMIT
from lastmile_tui.domain.wording.finish import say_distance
from lastmile_tui.errors import DateError, GoalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from lastmile_tui.domain.changes.roadblocks import RoadblockKind
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal

Move: TypeAlias = Callable[..., Record]
"""A change of a record, made with a stamp."""

NO_GOALS: Mapping[str, Goal] = {}


def _unchanged(_line: str) -> None:
    """A line that is no change of the goal it is asked about."""


class Line(Struct, frozen=True):
    """A line to type.

    `title` asks in a panel, `sentence` in a line of its own. `read` makes a move of what was typed,
    or None where nothing changes; GoalError or DateError when it cannot be read. `value` stands in
    the line already, and with `replace` what is typed first takes its place. An `optional` line may
    be empty, and an empty one may mean something itself: `empty` says what. `meaning` says how a
    line is understood, while it is typed. `first` is made before it is asked, and stands however
    the line is left. `after` says what of a line is added to what was done, and `then` makes the
    question that follows, in the app only.
    """

    title: str
    sentence: str
    read: Callable[[str], Move | None] = _unchanged
    limit: int = TITLE_LIMIT
    example: str = ""
    hint: str = ""
    value: str = ""
    replace: bool = False
    optional: bool = False
    empty: str = ""
    meaning: Callable[[str], str] | None = None
    first: Move | None = None
    after: Callable[[str], str] | None = None
    then: Callable[[], Line] | None = None


class Option(Struct, frozen=True):
    """An answer: the letter of its key, its word, what it leads to if anything, what it means."""

    key: str
    label: str
    then: Line | Move | None
    hint: str = ""


class Choice(Struct, frozen=True):
    """A question with a key for each answer; `about` says what there is to know before.

    `left` is what it means to leave it without an answer, where that means anything.
    """

    title: str
    sentence: str
    options: tuple[Option, ...]
    about: str = ""
    left: Move | None = None
    start: int | None = 0
    """The option that stands under the cursor; None where enter alone answers nothing."""


Question: TypeAlias = Choice | Line


def note(*_: object) -> Line:
    """Ask for a note."""
    return Line("Note", "What is the note?", _with(drive.note), NOTE_LIMIT)


def rename(goal: Goal, *_: object) -> Line:
    """Ask for another title."""
    return Line("New title", "What is its title?", _with(edit.rename), value=goal.title)


def step_done(goal: Goal, today: date, *_: object) -> Line:
    """The next step is done; ask for the one that comes now."""
    if drive.under_way(goal).next_step is None:
        raise GoalError(status.say_no_step(goal.title))
    line = next_step(replace(goal, next_step=None), today)

    def read(text: str) -> Move | None:
        return line.read(text) if text.strip() else None

    return replace(line, read=read, first=status.finish_step, optional=True)


def next_step(goal: Goal, today: date, *_: object) -> Line:
    """Ask for the next step with its day; an empty line says that it is done."""
    step = drive.under_way(goal).next_step
    current = f"{step.text} {step.on or ''}".strip() if step else ""

    def read(line: str) -> Move | None:
        if current and line.strip() == current:
            return None
        text, day = split_date(line.split(), today)
        return partial(status.plan_step, text=text, on=day)

    def meaning(line: str) -> str:
        _, day = split_date(line.split(), today)
        return say_due(When(day), today) if day else doubt_at_end(line.split(), today)

    return Line(
        "Next step, and when",
        "What comes next, and when?",
        read,
        example="call Henrik about the transfer fri",
        value=current,
        replace=True,
        empty="it is done" if step else "",
        meaning=meaning,
    )


def park(goal: Goal, today: date, *_: object) -> Line:
    """Ask until when to park."""
    drive.under_way(goal)
    example = "in 2 weeks"

    def read(line: str) -> Move:
        if not line.strip():
            raise DateError(f"Type until when, such as {example}.")
        return partial(status.park, until=read_date(line, today).day)

    def meaning(line: str) -> str:
        try:
            when = read_date(line, today) if line.strip() else None
        except DateError as error:
            return str(error)
        left = f"; the time {when.time:%H:%M} is left out" if when and when.time else ""
        return f"{say_due(When(when.day), today)}{left}" if when else ""

    return Line(
        "Park until",
        f"Park it until when, such as: {example}?",
        read,
        example=example,
        hint="it comes back by itself that day",
        meaning=meaning,
    )


def turn(goal: Goal, *_: object) -> Choice:
    """Ask whose turn it is."""
    drive.under_way(goal)
    answers = (("m", "mine", "mine"), ("t", "theirs", "theirs"), ("n", "nobody's", ""))
    options = (
        Option(key, label, partial(status.turn, whose=whose)) for key, label, whose in answers
    )
    return Choice("Whose turn is it", "Whose turn is it?", tuple(options))


def block(
    goal: Goal,
    today: date,
    notation: Notation = Notation.POINT,
    goals: Mapping[str, Goal] = NO_GOALS,
) -> Choice | Move:
    """Clear the roadblocks, or ask for the kind of a new one and a word about it.

    Another road is one of `goals`; without any that kind is not offered.
    """
    if goal.roadblocks:
        return roadblocks.clear
    drive.under_way(goal)
    options = _kinds(goal, today, notation, goals)
    return Choice("What is in the way", "What is in the way?", tuple(options))


def _kinds(
    goal: Goal, today: date, notation: Notation, goals: Mapping[str, Goal]
) -> Iterator[Option]:
    """The kinds of roadblocks, each with what is asked about it."""
    for kind in roadblocks.KINDS:
        if kind.name != ROAD:
            line = _about_roadblock(goal, kind, today, notation)
            yield Option(kind.key, kind.name, line, kind.hint)
        elif any(is_open(other) and other.uid != goal.uid for other in goals.values()):
            read, say = blocker(goal, goals), meaning(goal, goals)
            line = Line(kind.title, kind.question, read, example=kind.example, meaning=say)
            yield Option(kind.key, kind.name, line, kind.hint)


def in_the_way(
    goal: Goal,
    same: Move,
    others: Sequence[tuple[str, str, Move]],
    today: date,
    notation: Notation,
    *,
    goals: Mapping[str, Goal] = NO_GOALS,
) -> Choice:
    """Ask what stands in the way of a goal that has not changed; `same` is to leave it unsaid.

    `others` are no roadblocks, each with its key and words; it replaces the kind of that key.
    """
    options = [Option(key, label, move) for key, label, move in others]
    taken = {option.key for option in options}
    kinds = [kind for kind in _kinds(goal, today, notation, goals) if kind.key not in taken]
    title, (first, *rest) = "What stands in the way", options
    return Choice(title, f"{title}?", (first, *kinds, *rest), left=same, start=None)


def _about_roadblock(goal: Goal, kind: RoadblockKind, today: date, notation: Notation) -> Line:
    rewrites = kind.detour and goal.to_go > 0
    return Line(
        kind.title,
        kind.question,
        partial(roadblocks.blocking, kind.name),
        example=kind.example,
        optional=True,
        then=partial(rewrite_road, goal, today, notation) if rewrites else None,
    )


def rewrite_road(goal: Goal, today: date, notation: Notation = Notation.POINT, *_: object) -> Line:
    """Ask for another road ahead."""
    dates = partial(match_date, today=today)

    def rewrite(record: Record, stamp: Stamp, line: str) -> Record:
        if record.goal.reached != goal.reached:
            raise GoalError(f"‘{goal.title}’ has moved on meanwhile; cancel, and start again.")
        return detour(record, stamp, line, notation, dates)

    return Line(
        "Change the road ahead",
        "What is the road ahead now?",
        _with(rewrite),
        10 * TITLE_LIMIT,
        example="a > b >> c",
        hint="> separates markers, >> starts the final stretch; what was driven stays",
        value=road_ahead(drive.under_way(goal), notation, dates),
    )


def let_go(goal: Goal, *_: object) -> Choice:
    """Ask for the reason in one key, and for a sentence."""
    drive.under_way(goal)
    counts = f"{say_distance(goal)} driven still count" if goal.position else ""

    def sentence(kind: str) -> Line:
        return Line(
            "In a sentence",
            "Why, in a sentence?",
            lambda line: partial(status.let_go, reason=line, kind=kind),
            optional=True,
            after=lambda _: counts,
        )

    options = (Option(key, kind, sentence(kind)) for kind, key in status.LET_GO_REASONS.items())
    return Choice("Why let it go", "Why let it go?", tuple(options))


def template_name() -> Line:
    """Ask for the name of a template after a goal."""
    return Line(
        "Save as a template named",
        "What is the template's name?",
        example="thesis",
        hint="its road and its seal list; nothing driven, nothing ticked",
    )


def _with(move: Callable[[Record, Stamp, str], Record]) -> Callable[[str], Move]:
    """A reader that hands the line to a move as it is."""
    return lambda line: lambda record, stamp: move(record, stamp, line)


QUESTIONS: Mapping[str, Callable[..., Question | Move]] = {
    "note": note,
    "rename": rename,
    "next_step": next_step,
    "step_done": step_done,
    "park": park,
    "turn": turn,
    "block": block,
    "detour": rewrite_road,
    "let_go": let_go,
}
"""The questions that a command asks about a goal, by the command's id; a move needs no question.

Each is given the goal, today, how numbers are written, and all goals by their uids."""
