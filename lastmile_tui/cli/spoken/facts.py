"""What there is to say of one goal, each fact a sentence of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates import When, say_date, say_due, say_past
from lastmile_tui.dates.words import NEAR, quote
from lastmile_tui.domain.figures.road import say_of
from lastmile_tui.domain.measures.reasons import ReasonKind, say_reason
from lastmile_tui.domain.model.goal import Goal, State, amount, measure
from lastmile_tui.domain.model.numbers import miles
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.domain.views.query import Place
from lastmile_tui.domain.wording.returns import BACK_TODAY
from lastmile_tui.domain.wording.whole.laps import say_laps
from lastmile_tui.domain.wording.whole.rate import say_rate_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.measures.reasons import Reason
    from lastmile_tui.domain.model.goal import NextStep, Roadblock, Turn
    from lastmile_tui.domain.views.query import FoundWord

FINAL = "Final stretch: "
"""What a road of the final stretch begins with, so that it is heard first."""

_HIGHEST = 3
"""The highest level of attention."""


def sentence(text: str) -> str:
    """A text with a capital letter and a full stop, in one line."""
    words = end_sentence(text)
    return f"{words[:1].upper()}{words[1:]}"


def end_sentence(text: str) -> str:
    """The same for a text of the user, whose first letter stays as it is, such as iPhone."""
    words = clean_line(text)
    end = "" if not words or words.endswith((".", "?", "!", "…", ":")) else "."
    return f"{words}{end}"


def say_place(goal: Goal) -> str:
    """Where a goal is on its road: `mile 7 of 10`, `21 of 42 km`."""
    if goal.unit:
        return say_of(goal)
    return f"{miles(1)} {amount(goal.position)} of {amount(goal.distance)}"


def say_road(goal: Goal) -> str:
    """Where a goal is and how much is left: `mile 7 of 10, 3 miles left`."""
    if goal.to_go <= 0:
        count = len(goal.open_items)
        seal = f"{counted(count, 'item')} of the seal list open" if count else "ready to be sealed"
        return f"{say_place(goal)}, {seal}"
    if goal.position <= 0 and not goal.way:
        return f"not started, {measure(goal.distance, goal.unit)} to drive"
    return f"{say_place(goal)}, {measure(goal.to_go, goal.unit)} left"


def say_figures(goal: Goal) -> str:
    """The figures of a road after a change: its place and its markers; empty once it has ended."""
    if goal.sealed or goal.let_go:
        return ""
    if goal.to_go <= 0 or (goal.position <= 0 and not goal.way):
        return say_road(goal)
    return f"{say_place(goal)}, {goal.reached} of {counted(len(goal.markers), 'marker')} done"


def say_list_figures(goal: Goal) -> str:
    """The figures of a seal list after a change of it: `3 of 4 items done`."""
    done = len(goal.seal) - len(goal.open_items)
    ready = ", ready to be sealed" if not goal.open_items and goal.to_go <= 0 else ""
    return f"{say_none(done)} of {counted(len(goal.seal), 'item')} done{ready}"


def say_state(goal: Goal, measures: Measures | None, today: date) -> str:
    """What state a goal is in, and since when or until when."""
    course = measures.course if measures else None
    door, stretch = (course.at_door, course.in_stretch) if course else (None, None)
    match goal.state(today):
        case State.SEALED:
            words = f"sealed {_on(goal.seal_day, today)}"
        case State.LET_GO if goal.let_go:
            why = "; ".join(filter(None, (goal.let_go.kind, goal.let_go.reason)))
            because = f", because: {why}" if why else ""
            words = f"let go {_on(goal.let_go.on, today)}{because}"
        case State.PARKED if goal.parked_until:
            words = f"parked, comes back {say_due(When(goal.parked_until), today)}"
        case State.DOOR:
            words = f"at the finish, not sealed{_for(course, door, today)}"
        case State.STRETCH:
            words = f"last mile open{_for(course, stretch, today)}"
        case State.PLANNED:
            words = "planned"
        case _:
            words = "on the road"
    return words


def say_due_day(goal: Goal, today: date, now: datetime | None = None) -> str:
    """The due date: `due in 4 days, on Thursday 3 December`; empty without one, or at an end."""
    if goal.due is None or goal.sealed or goal.let_go:
        return ""
    was = "was " if goal.is_overdue(today, now) else ""
    return f"{was}due {say_due(When(goal.due, goal.due_time), today)}"


def say_level(measures: Measures) -> str:
    """How much attention a goal needs: `attention 2 of 3`."""
    return f"attention {measures.attention.level} of {_HIGHEST}"


def _say_attention(measures: Measures | None, reasons: Iterable[Reason]) -> str:
    """The same with why: `attention 2 of 3: untouched for 5 days`; empty where it needs none."""
    if measures is None or not measures.attention.level:
        return ""
    return ": ".join((say_level(measures), *map(say_reason, reasons)))


def say_block(block: Roadblock, today: date) -> str:
    """A roadblock: `in the way: waiting on Henrik, since Friday 20 November: the transfer`."""
    text = f": {block.text}" if block.text else ""
    return f"in the way: {block.label}, since {say_past(block.since, today)}{text}"


def say_turn(turn: Turn, today: date) -> str:
    """Whose turn it is, and since when."""
    return f"{'your' if turn.whose == 'mine' else 'their'} turn since {say_past(turn.since, today)}"


def say_step(step: NextStep, today: date) -> str:
    """The next step with its day."""
    return f"next step: {step.text}" + (f", {say_due(When(step.on), today)}" if step.on else "")


def say_found(finding: FoundWord | None) -> str:
    """Where inside of a goal a filter found its words."""
    if finding is None:
        return ""
    if finding.place is Place.MARKER:
        return f"found in the marker {quote(finding.text)}"
    return "found in the why" if finding.place is Place.WHY else "found in the log"


def say_goal(  # what a lane shows as well
    goal: Goal,
    today: date,
    measures: Measures | None = None,
    *,
    now: datetime | None = None,
    picked: str = "",
    found: str = "",
) -> str:
    """A goal in one line, in the order of what matters."""
    final = FINAL if goal.in_stretch(today) else ""
    facts = "".join(
        f" {sentence(fact)}"
        for fact in (*_facts(goal, today, measures, now=now), picked, found)
        if fact
    )
    title = clean_line(goal.title)
    if final:
        return f"{final}{title}, {say_state(goal, measures, today)}.{facts}"
    return f"{end_sentence(title)}{facts}"


def _facts(
    goal: Goal, today: date, measures: Measures | None, *, now: datetime | None
) -> Iterator[str]:
    state = goal.state(today)
    if state in (State.SEALED, State.LET_GO):
        yield say_state(goal, measures, today)
        return
    if state is State.PARKED:
        yield say_state(goal, measures, today)
        yield say_road(goal)
        return
    yield say_road(goal)
    if goal.is_back(today):
        yield BACK_TODAY
    yield say_due_day(goal, today, now)
    reasons = measures.attention.reasons if measures else ()
    if reasons and reasons[0].kind is ReasonKind.NOT_SEALED:
        reasons = reasons[1:]  # the line begins with it
    named = {reason.kind for reason in reasons[:1]}
    yield _say_attention(measures, reasons[:1])
    if measures and (rate := say_rate_of(goal, measures.course, today, now)):
        yield rate
    if goal.roadblocks and ReasonKind.BLOCKED not in named:
        yield say_block(goal.roadblocks[-1], today)
    if goal.turn and not named & {ReasonKind.YOUR_TURN, ReasonKind.THEIR_TURN}:
        yield say_turn(goal.turn, today)
    if goal.next_step:
        yield say_step(goal.next_step, today)
    if goal.lap:
        yield say_laps(goal)


def _on(day: date | None, today: date) -> str:
    """A day that was: `today`, `3 days ago, on Thursday 19 November`."""
    return say_due(When(min(day, today)), today) if day else ""


def _for(course: Course | None, since: date | None, today: date) -> str:
    """For how many days on the road it is so: ` for 9 days`; ` since today` on its first day."""
    if not course or not since:
        return ""
    days = course.days(since, today)
    return f" for {counted(days, 'day')}" if days > 0 else " since today"


def say_day_of(day: date, today: date) -> str:
    """A day of the past in a list: `today`, `Friday 20 November`."""
    return say_date(min(day, today), today)


def say_on(day: date, today: date) -> str:
    """The same in a sentence: `today`, `on Friday 20 November`."""
    words = say_day_of(day, today)
    return words if words in NEAR else f"on {words}"


def say_none(count: int) -> str:
    """A count at the start of a sentence: `none`, `3`."""
    return f"{count:,}" if count else "none"
