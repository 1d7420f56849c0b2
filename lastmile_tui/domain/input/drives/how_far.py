"""How far a goal was driven, as people write it down: an entry for each run.

    6    6 km    6 yesterday    yesterday 6    -2    =46.2    =46.2 on fri

A number is what came, `=` and a number the total. Of a goal that goes from one value to another a
number is the value by now, and one with a sign by how much it rose or fell: 79.4 or -0.6. A day may
stand behind it or before it.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 # msgspec resolves the annotations
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates import read_past, say_date
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.days import on_day, past
from lastmile_tui.domain.changes.start import past_gate
from lastmile_tui.domain.figures.road import figure, now_at, place_at, say_beyond, say_of
from lastmile_tui.domain.input.amounts import read_measure
from lastmile_tui.domain.input.questions import Line
from lastmile_tui.domain.model.goal import Goal, amount, measure
from lastmile_tui.domain.model.numbers import Notation, grouped, miles, rounded
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.errors import DateError, GoalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record

EXAMPLES = "6, 6 yesterday, or =46.2 for the total"


class Driven(Struct, frozen=True):
    """What came, or with `is_total` how far it is by now; None for the day is now.

    `doubt` is a sentence about a number that could have been another one.
    """

    value: float
    is_total: bool = False
    day: date | None = None
    doubt: str = ""

    @property
    def move(self) -> Move:
        """The move that writes it down."""
        drives = drive.drive_to if self.is_total else _changed
        return on_day(lambda record, stamp: drives(record, stamp, self.value), self.day)


def _changed(record: Record, stamp: Stamp, value: float) -> Record:
    """Drive by so much; a value that falls along its road is driven on by what it fell."""
    way = record.goal.way
    return drive.nudge(record, stamp, -value if way and way.down else value)


def how_far(
    goal: Goal, today: date, notation: Notation = Notation.POINT, *, others: int = 0
) -> Line:
    """Ask how much came, or how much it is by now.

    A planned goal starts with it while so many `others` stand in the final stretch.
    """
    drive.under_way(goal)
    unit = goal.unit or miles(2)
    example = _example(goal)

    def read(text: str) -> Move:
        move = read_driven(text, goal, today, notation).move
        return past_gate(move, others) if others else move

    def meaning(text: str) -> str:
        if not text.strip():
            return ""
        try:
            return _say_driven(read_driven(text, goal, today, notation), goal, today)
        except (DateError, GoalError) as error:
            return str(error)

    def after(text: str) -> str:
        return say_beyond(goal, _whole(read_driven(text, goal, today, notation), goal))

    return Line(
        f"How many {unit}",
        f"How many {unit}{' are there now' if goal.way else ''}, such as {example}?",
        read,
        example=example,
        hint=f"now at {say_of(goal)}",
        meaning=meaning,
        after=after,
    )


def read_driven(text: str, goal: Goal, today: date, notation: Notation = Notation.POINT) -> Driven:
    """Read an amount of a goal, and its day; GoalError or DateError when it says none."""
    words = clean_line(text).split()
    trouble: DateError | None = None
    for amount_words, day_words in _splits(words):
        written = " ".join(amount_words)
        is_total = written.startswith("=") or (
            goal.way is not None and not _is_change(written, goal)
        )
        read = read_measure(written.lstrip("=").removeprefix("+ "), goal.unit, notation)
        if read is None:
            continue
        try:
            day = past(read_past(" ".join(day_words), today), today) if day_words else None
        except DateError as error:
            trouble = trouble or error
        else:
            return Driven(read.value, is_total, day, read.doubt)
    if trouble is not None:
        raise trouble
    typed = fit(" ".join(words), 30)
    what = f"‘{typed}’ is not a number of {goal.unit or miles(2)}; type" if words else "Type"
    raise GoalError(f"{what} it like {_example(goal)}.")


_PLUS, _MINUS = "+\ufe62\uff0b", "-\u2212\u2013\ufe63\uff0d"


def _is_change(written: str, goal: Goal) -> bool:
    """Whether a number with a sign is by how much a value changed; one below zero may be it."""
    lowest = min(figure(goal, 0.0), figure(goal, goal.distance))
    return written[:1] in _PLUS or (lowest >= 0 and written[:1] in _MINUS)


def _example(goal: Goal) -> str:
    """What may be typed, in the figures of the goal."""
    if goal.way is None:
        return EXAMPLES
    value = grouped(now_at(goal))
    return f"{value}, {value} yesterday, or {'-' if goal.way.down else '+'}{grouped(goal.step)}"


def _splits(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The ways to split words into an amount and a day, the longest amount first."""
    for count in range(len(words), 0, -1):
        yield words[:count], words[count:]
    for count in range(1, len(words)):
        yield words[count:], words[:count]


def _whole(driven: Driven, goal: Goal) -> float:
    """How much it is by now, also where that lies behind the end."""
    return driven.value if driven.is_total else goal.position + driven.value


def _say_driven(driven: Driven, goal: Goal, today: date) -> str:
    """What an amount means: `6 km, to 46.2 of 100 km · yesterday`."""
    if goal.way:
        return _say_value(driven, goal, today)
    whole = _whole(driven, goal)
    to = rounded(min(max(whole, 0.0), goal.distance))
    came = rounded(to - goal.position)
    where = f"to {amount(to)} of {measure(goal.distance, goal.unit)}"
    day = _say_day(driven, today)
    sign = "-" if came < 0 else "+"
    beyond = say_beyond(goal, whole)
    return join_facts(f"{sign}{measure(abs(came), goal.unit)}, {where}", beyond, day, driven.doubt)


def _say_value(driven: Driven, goal: Goal, today: date) -> str:
    """What a value means: `-0.6 kg, 79.4 kg by now, 4.4 to go`."""
    now = now_at(goal)
    to = driven.value if driven.is_total else rounded(now + driven.value)
    rose, left = rounded(to - now), rounded(goal.distance - place_at(goal, to))
    rest = f"{amount(left)} to go" if left > 0 else "at the finish"
    words = (
        f"{'-' if rose < 0 else '+'}{measure(abs(rose), goal.unit)}, to {measure(to, goal.unit)}"
    )
    return join_facts(f"{words}, {rest}", _say_day(driven, today), driven.doubt)


def _say_day(driven: Driven, today: date) -> str:
    return say_date(driven.day, today) if driven.day and driven.day != today else ""
