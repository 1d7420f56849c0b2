"""The facts about a goal beside its title in a lane."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from lastmile_tui.dates import say_days, say_short
from lastmile_tui.domain.horizon.marker_plan import say_plan_briefly
from lastmile_tui.domain.measures.rates.rate import rate_of
from lastmile_tui.domain.measures.reasons import ReasonKind, say_briefly
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.model.text import counted, fit
from lastmile_tui.domain.picks.last_mile import NOT_MOVED, say_whose
from lastmile_tui.domain.views.agenda import ComingKind, on_place, say_coming
from lastmile_tui.domain.views.query import Place
from lastmile_tui.domain.wording.events import say_left
from lastmile_tui.domain.wording.forecast import say_forecast_briefly
from lastmile_tui.domain.wording.returns import BACK_TODAY
from lastmile_tui.domain.wording.whole.laps import say_laps
from lastmile_tui.domain.wording.whole.rate import say_needed, say_rate

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.measures.forecast import Forecast
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.measures.reasons import Reason
    from lastmile_tui.domain.views.query import FoundWord

Weight = Literal["plain", "warning", "danger"]

_WEIGHTS: dict[int, Weight] = {1: "plain", 2: "warning", 3: "danger"}


SPARE = 7
"""Facts of this rank and behind it stand only where they leave room for the whole title."""

_STEP_CELLS = 20
"""Cells of a next step that is cut."""


class Fact(Struct, frozen=True):
    """A few words; those with the lowest ranks stay when room is short.

    A worry of the second level or more is kept before the miles to go.
    """

    text: str
    rank: int
    weight: Weight = "plain"
    brief: str = ""
    """The same in fewer words, if the text does not fit."""
    topic: str = ""
    """What it is about, where another fact may say it instead."""
    instead_of: tuple[str, ...] = ()
    """The topics of facts that it says itself."""


_BACK = Fact(BACK_TODAY, 1, "warning", brief="back today", topic=ComingKind.BACK)

_BESIDE = re.compile(r" \(|, with ")
"""What is left out of a reason where room is short begins so."""

_COMING_CELLS = 24
"""Cells of what comes on a day, where it has to be cut."""

_FOUND_CELLS = 24
"""Cells of a marker that a filter found."""


def picked_fact(*, of_today: bool) -> Fact:
    """The fact of the goal that is picked, today or on a day before, until it moves."""
    whose = say_whose(of_today=of_today)
    return Fact(f"{whose}{NOT_MOVED}", 0, "warning", brief=whose)


def found_fact(finding: FoundWord | None) -> Fact | None:
    """Where inside of a goal the filter found its words."""
    if finding is None:
        return None
    if finding.place is Place.MARKER:
        return Fact(f"in marker ‘{fit(finding.text, _FOUND_CELLS)}’", -2, brief="in a marker")
    return Fact("in the why" if finding.place is Place.WHY else "in the log", -2)


def coming_fact(goal: Goal, place: int | None, today: date) -> Fact | None:
    """What comes of a goal on a day of the week, `views.agenda` says which; None for no day."""
    if place is None:
        return None
    things = on_place(goal, place, today)
    words = say_coming(things, today)
    weight: Weight = "danger" if place < 0 else "plain" if place else "warning"
    topics = tuple(thing.kind for thing in things)
    return Fact(words, -2, weight, brief=fit(words, _COMING_CELLS), instead_of=topics)


def facts_of(
    goal: Goal,
    today: date,
    measures: Measures | None = None,
    *,
    picked: Fact | None = None,
    overdue: bool = False,
) -> tuple[Fact, ...]:
    """The facts in their order; without measures only those of the goal itself.

    These do not say whether a due time has passed: `overdue` does.
    """
    overdue = overdue or (measures is not None and measures.attention.overdue)
    match goal.state(today):
        case State.SEALED if goal.seal_day:
            return (Fact(f"sealed {say_days(goal.seal_day, today)}", 0),)
        case State.LET_GO if goal.let_go:
            when = Fact(f"let go {say_days(goal.let_go.on, today)}", 0)
            why = goal.let_go.reason or goal.let_go.kind
            return (Fact(why, 1), when) if why else (when,)
        case State.PARKED if goal.parked_until:
            words = f"back on {say_short(goal.parked_until, today)}"
            back = Fact(words, 0, topic=ComingKind.BACK)
            return (Fact(say_left(goal), 1), *_laps(goal), back)
        case State.DOOR:
            left = _at_door(goal)
        case _:
            left = Fact(say_left(goal), 0)
    strongest = _strongest(measures)
    return (
        *((picked,) if picked else ()),
        left,
        *hints_of(goal, today, measures),
        *(
            _due(goal, today, measures.forecast if measures else None, overdue=overdue)
            if not _says_due_today(strongest)
            else ()
        ),
        *_rate(goal, today, measures, overdue=overdue),
        *_plan(goal, today, strongest),
    )


def hints_of(goal: Goal, today: date, measures: Measures | None = None) -> tuple[Fact, ...]:
    """That a goal is back on the road, what is worrying about it or in its way, its next step."""
    strongest = _strongest(measures)
    return (
        *((_BACK,) if goal.is_back(today) else ()),
        *_reason(strongest),
        *_hindrances(goal, today, strongest.kind if strongest else None),
        *_next_step(goal, today),
        *_laps(goal),
    )


def _strongest(measures: Measures | None) -> Reason | None:
    reasons = measures.attention.reasons if measures else ()
    return reasons[0] if reasons else None


def _says_due_today(reason: Reason | None) -> bool:
    """Whether a reason already says that the goal is due today."""
    return reason is not None and reason.kind is ReasonKind.LATE and not reason.days


def _at_door(goal: Goal) -> Fact:
    """At the last marker: what is still to be sealed."""
    items = goal.open_items
    if not items:
        return Fact("ready to seal", 0, "warning")
    things = f"{counted(len(items), 'thing')} to confirm"
    return Fact(f"at the finish, {things}", 0, "warning", brief=things)


def _reason(reason: Reason | None) -> tuple[Fact, ...]:
    if reason is None:
        return ()
    rank = -1 if reason.level > 1 else 1
    words = say_briefly(reason)
    brief, *beside = _BESIDE.split(words, 1)
    return (Fact(words, rank, _WEIGHTS[reason.level], brief=brief if beside else ""),)


def _hindrances(goal: Goal, today: date, named: ReasonKind | None) -> tuple[Fact, ...]:
    """The roadblock and the turn, even if they are too new to be a reason."""
    facts = []
    if goal.roadblocks and named is not ReasonKind.BLOCKED:
        block = goal.roadblocks[-1]
        facts.append(Fact(f"{block.label} {_since(block.since, today)}", 3))
    if goal.turn and named not in (ReasonKind.YOUR_TURN, ReasonKind.THEIR_TURN):
        whose = "your turn" if goal.turn.whose == "mine" else "their turn"
        facts.append(Fact(f"{whose} {_since(goal.turn.since, today)}", 4))
    return tuple(facts)


def _next_step(goal: Goal, today: date) -> tuple[Fact, ...]:
    """The next step; before its day, and without one, where the whole title has room as well."""
    step = goal.next_step
    if step is None:
        return ()
    if step.on is None or step.on > today:
        when = f", {say_short(step.on, today)}" if step.on else ""
        brief = f"next: {fit(step.text, _STEP_CELLS)}"
        return (Fact(f"next: {step.text}{when}", SPARE, brief=brief, topic=ComingKind.STEP),)
    when = "today" if step.on == today else f"{_age(step.on, today)} ago"
    words, brief = f"next: {step.text}, {when}", f"next step {when}"
    return (Fact(words, 5, "warning", brief=brief, topic=ComingKind.STEP),)


def _laps(goal: Goal) -> tuple[Fact, ...]:
    """Which lap it is, and what the last one took."""
    words = say_laps(goal) if goal.lap else ""
    return (Fact(words, SPARE, brief=words.partition("; ")[0]),) if words else ()


def _due(goal: Goal, today: date, forecast: Forecast | None, *, overdue: bool) -> tuple[Fact, ...]:
    """The due date against the forecast."""
    likely = say_forecast_briefly(forecast, today) if forecast else ""
    if goal.due is None:
        return (Fact(likely, 6),) if likely else ()
    late = overdue or goal.due < today
    near = (goal.due - today).days <= 1
    weight: Weight = "danger" if late else "warning" if near else "plain"
    due = f"{'was ' if late else ''}due {say_short(goal.due, today, goal.due_time)}"
    if late or not likely:
        return (Fact(due, 2, weight, topic=ComingKind.DUE),)
    return (Fact(f"{due}, {likely}", 2, weight, brief=due, topic=ComingKind.DUE),)


def _plan(goal: Goal, today: date, strongest: Reason | None) -> tuple[Fact, ...]:
    """Where it stands in the plan of its dated markers, unless that is the worry that is told."""
    if strongest and strongest.kind in (ReasonKind.MARKER_LATE, ReasonKind.SLIPS):
        return ()
    words = say_plan_briefly(goal, today)
    return (Fact(words, SPARE, topic=ComingKind.MARKER),) if words else ()


def _rate(goal: Goal, today: date, measures: Measures | None, *, overdue: bool) -> tuple[Fact, ...]:
    """The rate that a due date takes of a counting goal, where the whole title has room as well."""
    rate = rate_of(goal, measures.course, today, overdue=overdue) if measures else None
    if rate is None:
        return ()
    return (Fact(say_rate(rate, goal), SPARE + 1, brief=say_needed(rate, goal)),)


def _since(day: date, today: date) -> str:
    return "since today" if day >= today else _age(day, today)


def _age(since: date, today: date) -> str:
    """How long ago, in days: `3 d`."""
    return f"{max((today - since).days, 0)} d"
