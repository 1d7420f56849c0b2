"""A road in labelled lines: its state, its figures, its markers, its seal list, its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.spoken.facts import (
    FINAL,
    say_block,
    say_day_of,
    say_due_day,
    say_level,
    say_none,
    say_on,
    say_road,
    say_state,
    say_step,
    say_turn,
    sentence,
)
from lastmile_tui.dates import When, say_due
from lastmile_tui.domain.export.as_json import reached_on
from lastmile_tui.domain.figures.road import say_at
from lastmile_tui.domain.horizon.marker_plan import say_plan_of_day
from lastmile_tui.domain.measures.reasons import say_reasons
from lastmile_tui.domain.measures.stake import say_stake
from lastmile_tui.domain.model.goal import Goal, amount
from lastmile_tui.domain.model.numbers import miles
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.domain.wording.forecast import say_forecast
from lastmile_tui.domain.wording.history import history_entries
from lastmile_tui.domain.wording.track_record import ForecastNotes
from lastmile_tui.domain.wording.whole.laps import say_laps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from lastmile_tui.domain.measures.last_mile import Factor
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import SealItem
    from lastmile_tui.domain.model.record import Record


def say_page(
    record: Record,
    measures: Measures,
    factor: Factor | None,
    today: date,
    now: datetime | None = None,
    *,
    notes: ForecastNotes = ForecastNotes(),  # noqa: B008 # a frozen value
) -> Iterator[str]:
    """Everything of a road but its log, a labelled line each."""
    goal = record.goal
    final = FINAL if goal.in_stretch(today) else "Title: "
    yield f"{final}{clean_line(goal.title)}."
    yield sentence(f"state: {say_state(goal, measures, today)}")
    yield sentence(f"road: {say_road(goal)}")
    if due := say_due_day(goal, today, now):
        yield sentence(due)
    yield from _measured(goal, measures, factor, today)
    yield from say_notes(notes)
    yield from map(sentence, _beside(goal, today))
    yield from say_markers(record, today)
    yield from say_seal_list(goal)


def _measured(goal: Goal, measures: Measures, factor: Factor | None, today: date) -> Iterator[str]:
    """Why it needs attention, what is at stake, and when it may be finished."""
    if measures.attention.reasons:
        reasons = map(sentence, say_reasons(measures.attention.reasons))
        yield f"Why now, {say_level(measures)}: {' '.join(reasons)}"
    if measures.stake:
        yield sentence(f"at stake: {say_stake(measures.stake)}")
    if factor and (forecast := say_forecast(goal, measures, factor, today)):
        yield sentence(f"forecast: {forecast}")
    if plan := say_plan_of_day(goal, today):
        yield sentence(f"plan: {plan}")


def say_notes(notes: ForecastNotes) -> Iterator[str]:
    """What stands beside a forecast."""
    if notes.evidence:
        yield sentence(f"the forecast rests on: {notes.evidence}")
    if notes.possible:
        yield sentence(f"still possible: {notes.possible}")
    if notes.rate:
        yield sentence(f"pace: {notes.rate}")
    for words in notes.past:
        yield sentence(f"forecast of {words}")
    if notes.record:
        yield sentence(f"record of all forecasts: {notes.record}")


def _beside(goal: Goal, today: date) -> Iterator[str]:
    """What stands in the way and whose turn it is, what comes next, and what it is for."""
    if laps := say_laps(goal):
        yield laps
    for block in goal.roadblocks:
        yield say_block(block, today)
    if goal.turn:
        yield say_turn(goal.turn, today)
    if goal.next_step:
        yield say_step(goal.next_step, today)
    if goal.why:
        yield f"why: {goal.why}"
    if goal.tags:
        yield f"tags: {', '.join(goal.tags)}"
    if goal.people:
        yield f"people: {', '.join(who.name for who in goal.people)}"


def say_markers(record: Record, today: date) -> Iterator[str]:
    """The markers by their numbers: when each was reached, or when it is due."""
    goal = record.goal
    on = reached_on(record.log, today)
    yield f"Markers: {say_none(goal.reached)} of {len(goal.markers)} done."
    for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True)):
        done = end <= goal.position
        day = on.get(marker.id)
        facts = [f"at {say_at(goal, end)}" if goal.unit else f"{miles(1)} {amount(end)}"]
        if done:
            facts.append(f"reached {say_on(day, today)}" if day else "reached")
        else:
            facts.append("to come")
        if marker.due and not done:
            facts.append(f"due {say_due(When(marker.due), today)}")
        if index == goal.final_index:
            facts.append("the final stretch begins here")
        yield f"Marker {index + 1}, {clean_line(marker.title)}: {', '.join(facts)}."


def say_seal_list(goal: Goal) -> Iterator[str]:
    """The seal list by its numbers."""
    if not goal.seal:
        yield "Seal list: nothing on it."
        return
    done = len(goal.seal) - len(goal.open_items)
    yield f"Seal list: {say_none(done)} of {len(goal.seal)} done."
    for number, item in enumerate(goal.seal, 1):
        yield say_item(number, item)


def say_item(number: int, item: SealItem) -> str:
    """One item: `Item 2, paid: open`."""
    proof = f", evidence: {clean_line(item.evidence)}" if item.evidence else ""
    return f"Item {number}, {clean_line(item.text)}: {'done' if item.done else 'open'}{proof}."


def say_log(record: Record, today: date) -> list[str]:
    """The log as it stands, the newest entry first, a line each with its day."""
    return [
        f"{_capital(say_day_of(entry.day, today))}: {sentence(entry.text)}"
        for entry in reversed(entries(record.log, today))
    ]


def say_history(record: Record, today: date) -> list[str]:
    """Every change, undone ones too, the newest first."""
    return [
        f"{_capital(say_day_of(entry.day, today))}: {sentence(entry.words)}"
        f"{' This was undone since.' if entry.undone else ''}"
        for entry in reversed(history_entries(record.log, today))
    ]


def say_log_briefly(record: Record, today: date) -> str:
    """How long the log is, and its newest entry."""
    every = entries(record.log, today)
    newest = f", the newest {say_on(every[-1].day, today)}: {every[-1].text}" if every else ""
    return sentence(f"log: {counted(len(every), 'entry', 'entries')}{newest}")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
