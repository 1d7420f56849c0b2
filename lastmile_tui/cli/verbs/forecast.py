"""The verb forecast: when a goal will be finished, what says so, and how good that was so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.goal_lines import say_due_date, say_progress, say_when
from lastmile_tui.cli.output import in_columns, json_item, say, say_json, say_json_list
from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.cli.terminal import columns
from lastmile_tui.dates import say_past
from lastmile_tui.domain.export.as_json import goal_json
from lastmile_tui.domain.export.forecast_as_json import (
    forecast_json,
    goal_forecast_json,
    record_json,
)
from lastmile_tui.domain.model.text import cells, clean_line, fit
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.views.lineup import Look, SectionKind, line_up
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.forecast import say_forecast, say_no_forecast, say_wide_range
from lastmile_tui.domain.wording.track_record import notes_of, say_record

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date, datetime

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.measures.measurer import Measurer
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore

TITLE_CELLS = 16
"""The least cells of a title beside its forecast."""

UNDER_WAY = (SectionKind.STRETCH, SectionKind.ROAD)
"""The goals of which there may be a forecast."""


def run_forecast(context: Context, args: Namespace) -> None:
    """Print the forecast of one goal, or a line for each that is under way."""
    store = context.open_to_read()
    if args.goal is None:
        _say_all(context, store, json=args.json)
        return
    goal = find(store.goals.values(), args.goal)
    measurer = context.measurer(store)
    if args.json:
        document = goal_forecast_json(goal, measurer, context.today, context.now)
        measures = measurer.measure(goal, context.today)
        document["goal"] = goal_json(goal, store.log(goal.uid), measures, context.today)
        say_json(document)
    else:
        say(*_lines(context, goal, measurer), plain=context.plain, wrap=True)


def _lines(context: Context, goal: Goal, measurer: Measurer) -> Iterator[str]:
    today, now = context.today, context.now
    measures = measurer.measure(goal, today)
    notes = notes_of(goal, measurer, today, now)
    title = clean_line(goal.title)
    words = say_forecast(goal, measures, measurer.factor(goal), today)
    if not words and not notes.past:
        words = say_no_forecast(goal, measures)
    if context.linear:
        from lastmile_tui.cli.spoken.road import say_notes  # noqa: PLC0415 # for who listens

        yield sentence(f"{title}: {', '.join(filter(None, _state(goal, today, now)))}")
        if words:
            yield sentence(f"forecast: {words}")
        yield from say_notes(notes)
        return
    yield join_facts(title, *_state(goal, today, now))
    facts = (
        ("Forecast", words),
        ("Rests on", notes.evidence),
        ("Still possible", notes.possible),
        ("Pace", notes.rate),
        *(("Was said", past) for past in notes.past),
        ("Record", notes.record),
    )
    yield from (f"  {label}: {fact}" for label, fact in facts if fact)


def _state(goal: Goal, today: date, now: datetime) -> Iterator[str]:
    """How far the goal is, and its one date."""
    if goal.let_go and not goal.sealed:
        yield f"let go {say_past(goal.let_go.on, today)}"
    elif goal.seal_day:
        yield f"sealed {say_past(goal.seal_day, today)}"
    else:
        yield say_progress(goal, today)
        yield say_due_date(goal, today, now)


def _say_all(context: Context, store: GoalStore, *, json: bool) -> None:
    today = context.today
    living = [goal for goal in store.goals.values() if not goal.hidden]
    sections = line_up(living, Look(), today).sections
    goals = [goal for each in sections if each.part in UNDER_WAY for goal in each.goals]
    record = context.measurer(store).track_record()
    measured = context.measured(store, goals)
    if json:
        head = {"version": 1, "today": today.isoformat(), "record": record_json(record)}
        items = measured.texts(lambda found: json_item(forecast_json(found[0], found[2], today)))
        say_json_list(head, "goals", items)
    elif not goals:
        say("Nothing has been started; lastmile advance GOAL starts one.")
    else:
        rows = [
            (
                clean_line(goal.title),
                say_wide_range(goal, measures, today),
                say_when(goal, context.calendar, today, context.now),
            )
            for goal, _, measures in measured
        ]
        say(*_table(rows, linear=bool(context.linear)), plain=context.plain)
        if words := say_record(record):
            between = () if context.linear else ("",)
            say(*between, sentence(words), plain=context.plain)
    measured.raise_trouble()


def _table(rows: list[tuple[str, str, str]], *, linear: bool) -> Iterator[str]:
    """The titles, their forecasts and their dates under each other, or a sentence for each."""
    if linear:
        for title, words, when in rows:
            yield sentence(f"{title}: {'; '.join(filter(None, (words, when)))}")
        return
    widest = [max(map(cells, column), default=0) for column in zip(*rows, strict=True)]
    room = columns() - widest[1] - widest[2] - 4
    titles = max(min(widest[0], room), TITLE_CELLS)
    for title, words, when in rows:
        yield in_columns(fit(title, titles, pad=True), fit(words, widest[1], pad=True), when)
