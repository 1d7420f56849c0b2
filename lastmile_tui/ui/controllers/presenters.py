"""What is measured of goals, in the sentences that screens show."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.dates import match_date
from lastmile_tui.domain.measures.reasons import say_reason, say_reasons
from lastmile_tui.domain.measures.stake import say_stake
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.wording import finish
from lastmile_tui.domain.wording.events import say_left
from lastmile_tui.domain.wording.forecast import say_forecast
from lastmile_tui.domain.wording.track_record import ForecastNotes
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.examples.templates import Template
    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.last_mile import Factor
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.ui.dialogs.gate import GateRow
    from lastmile_tui.ui.dialogs.templates import TemplateRow
    from lastmile_tui.ui.drawing.page import Page
    from lastmile_tui.ui.seal.sealed import FinishSummary


def page_of(
    record: Record,
    today: date,
    measures: Measures,
    factor: Factor,
    notation: Notation = Notation.POINT,
    *,
    notes: ForecastNotes = ForecastNotes(),  # noqa: B008 # a frozen value
) -> Page:
    """A goal as its page shows it."""
    from lastmile_tui.ui.drawing.page import Page  # noqa: PLC0415 # opened later

    attention = measures.attention
    return Page(
        record=record,
        today=today,
        level=attention.level,
        overdue=attention.overdue,
        reasons=say_reasons(attention.reasons),
        stake=say_stake(measures.stake) if measures.stake else "",
        forecast=say_forecast(record.goal, measures, factor, today),
        notation=notation,
        notes=notes,
    )


def gate_rows(goals: Iterable[tuple[Goal, Measures]]) -> list[GateRow]:
    """The rows of the gate, in the order given."""
    from lastmile_tui.ui.dialogs.gate import GateRow  # noqa: PLC0415 # opened later

    return [
        GateRow(
            uid=goal.uid,
            title=goal.title,
            level=measures.attention.level,
            reason=next((say_reason(reason) for reason in measures.attention.reasons), ""),
            left=say_left(goal) if goal.to_go > 0 else "at the finish",
            goal=goal,
        )
        for goal, measures in goals
    ]


def template_rows(templates: Iterable[Template], today: date) -> list[TemplateRow]:
    """Templates with the goals that they would make."""
    from lastmile_tui.domain.examples.templates import sample_goal  # noqa: PLC0415 # opened later
    from lastmile_tui.ui.dialogs.templates import TemplateRow  # noqa: PLC0415

    dates = partial(match_date, today=today)
    rows = []
    for one in templates:
        with suppress(LastmileError):  # a line of another program that makes no road
            rows.append(TemplateRow(one.name, one.about, sample_goal(one, dates, today)))
    return rows


def finish_summary(goal: Goal, course: Course, today: date) -> FinishSummary:
    """What a goal took that was sealed today."""
    from lastmile_tui.ui.seal.sealed import FinishSummary  # noqa: PLC0415 # opened later

    return FinishSummary(
        days=finish.say_days(course, today),
        miles_text=finish.say_distance(goal),
        entries=finish.say_entries(course),
        stretch_line=finish.say_stretch(goal, course, today),
        open_items=tuple(item.text for item in goal.open_items),
    )
