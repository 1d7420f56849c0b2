"""The verb show: one goal with all its parts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lastmile_tui.cli.goal_lines import draw_road, say_due_date, say_progress
from lastmile_tui.cli.listing import styles
from lastmile_tui.cli.listing.styles import wants_colour
from lastmile_tui.cli.output import say, say_json, say_spans
from lastmile_tui.cli.terminal import columns
from lastmile_tui.dates import read_past, say_date, say_past, say_plain, say_short
from lastmile_tui.domain.export.as_json import answer_json, log_json, reached_on
from lastmile_tui.domain.figures.road import say_at, say_of, say_rest
from lastmile_tui.domain.horizon.marker_plan import say_plan_of_day
from lastmile_tui.domain.measures.measurer import Measurer, Measures
from lastmile_tui.domain.measures.reasons import say_reasons
from lastmile_tui.domain.measures.stake import say_stake
from lastmile_tui.domain.model.goal import ROAD, State
from lastmile_tui.domain.model.record import as_of, days_of
from lastmile_tui.domain.model.text import cells, clean_line, fit
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import entries, join_facts
from lastmile_tui.domain.wording.forecast import say_ranges
from lastmile_tui.domain.wording.returns import BACK_TODAY
from lastmile_tui.domain.wording.whole.laps import say_laps
from lastmile_tui.domain.wording.whole.rate import say_rate_of
from lastmile_tui.errors import NotFoundError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.cli.listing.styles import Span
    from lastmile_tui.domain.measures.last_mile import Factor
    from lastmile_tui.domain.model.goal import Goal, Roadblock
    from lastmile_tui.domain.model.record import Record

_EMPTY = ("", styles.PLAIN)
_ROAD = "road"
"""Stands for the styles that a road has by its signs."""

ROAD_CELLS = 60
"""The widest road."""

TITLE_CELLS = 40
"""The widest column of marker titles."""


def run_show(context: Context, args: Namespace) -> None:
    store = context.open_to_read()
    record = store.record(find(store.goals.values(), args.goal).uid)
    if args.on is not None:
        _show_past(context, args, record)
        return
    measurer = context.measurer(store)
    measures = measurer.measure(record.goal, context.today)
    if context.linear and not args.json:
        factor = measurer.factor(record.goal)
        _say_in_lines(context, record, measures, factor, context.today)
    elif args.json:
        log = log_json(record.log, context.today)
        say_json(answer_json(record.goal, record.log, measures, context.today, log=log))
    else:
        _print(_lines(record, measures, context, context.today), context, args)


def _show_past(context: Context, args: Namespace, record: Record) -> None:
    """The goal as it was at the end of a day, without attention and forecast of today."""
    past, measures, day = read_past_record(record, args.on, context.today)
    if args.json:
        more = {"on": day.isoformat(), "log": log_json(past.log, day)}
        document = answer_json(past.goal, past.log, measures, day, **more)
        for names in (document, document["goal"]):
            del names["attention"], names["forecast"]
        say_json(document)
    else:
        on = say_plain(day, context.today)
        if context.linear:
            say(f"As it was on {on}:")
            _say_in_lines(context, past, Measures(measures.course), None, day)
            return
        lines = _lines(past, Measures(measures.course), context, day)
        _print([(f"As it was on {on}", ""), ("", ""), *lines], context, args)


def _print(lines: Iterable[Span], context: Context, args: Namespace) -> None:
    """Print lines, each of one style but for the road."""
    styled = wants_colour(sys.stdout, wanted=args.color)
    spans = (
        styles.road_spans(text) if style == _ROAD else [(text, style)] for text, style in lines
    )
    say_spans(spans, plain=context.plain, styled=styled)


def _say_in_lines(
    context: Context, record: Record, measures: Measures, factor: Factor | None, day: date
) -> None:
    """The goal in labelled lines, and its log."""
    from lastmile_tui.cli.spoken.road import say_log, say_page  # noqa: PLC0415 # for who listens
    from lastmile_tui.domain.wording.track_record import ForecastNotes  # noqa: PLC0415

    now = context.now if day == context.today else None
    notes = ForecastNotes(rate=_rate(record.goal, measures, context, day))
    page = say_page(record, measures, factor, day, now, notes=notes)
    say(*page, "Log, the newest entry first:", *say_log(record, day), plain=context.plain)


def read_past_record(record: Record, text: str, today: date) -> tuple[Record, Measures, date]:
    """A goal as it was at the end of a day that was typed; NotFoundError if it was not there."""
    day = read_past(text, today)
    on = say_plain(day, today)
    title = clean_line(record.goal.title)
    if day > today:
        raise NotFoundError(f"{on} is still ahead; --on takes a day such as yesterday.")
    past = as_of(record, day, today)
    if past is None:
        added = say_plain(days_of(record.log, today)[0], today)
        raise NotFoundError(f"‘{title}’ was not there yet on {on}: it was added on {added}.")
    if past.goal.deleted:
        raise NotFoundError(f"‘{title}’ was removed on {on}, or before.")
    return past, Measurer((past.goal,), lambda _: past.log).measure(past.goal, day), day


def _lines(record: Record, measures: Measures, context: Context, today: date) -> Iterator[Span]:
    goal = record.goal
    yield clean_line(goal.title), styles.BOLD
    yield _facts(goal, context, today), styles.PLAIN
    signs = [*(f"#{tag}" for tag in goal.tags), *(f"@{who.name}" for who in goal.people)]
    if signs:
        yield clean_line(" ".join(signs)), styles.MUTED
    if goal.why:
        yield goal.why, styles.PLAIN
    width = columns()
    yield _EMPTY
    yield draw_road(goal, min(max(width, 3), ROAD_CELLS), posts=True), _ROAD
    yield from _measured(goal, measures, today)
    if rate := _rate(goal, measures, context, today):
        yield f"Pace: {rate}", styles.PLAIN
    yield _EMPTY
    yield from _plain(_markers(record, context, today))
    if goal.seal:
        yield from _headed("Seal list")
        for item in goal.seal:
            evidence = f" ({item.evidence})" if item.evidence else ""
            yield f"  {'✓' if item.done else '○'} {clean_line(item.text + evidence)}", styles.PLAIN
    if laps := say_laps(goal):
        yield "", styles.PLAIN
        yield f"{laps[0].upper()}{laps[1:]}", styles.PLAIN
    if goal.roadblocks:
        yield from _headed("Roadblocks")
        yield from _plain(f"  {_roadblock(block, today)}" for block in goal.roadblocks)
    if goal.turn:
        yield _EMPTY
        yield f"Turn: {goal.turn.whose}, since {say_past(goal.turn.since, today)}", styles.PLAIN
    if goal.next_step:
        on = f", {say_date(goal.next_step.on, today)}" if goal.next_step.on else ""
        yield _EMPTY
        yield f"Next step: {clean_line(goal.next_step.text)}{on}", styles.PLAIN
    yield from _headed("Log")
    yield from _plain(_log(record, today))


def _headed(title: str) -> Iterator[Span]:
    yield _EMPTY
    yield title, styles.BOLD


def _plain(lines: Iterable[str]) -> Iterator[Span]:
    return ((line, styles.PLAIN) for line in lines)


def _facts(goal: Goal, context: Context, today: date) -> str:
    """The line below the title: the state on a day, how far, how much is left, until when."""
    state = goal.state(today)
    words = state.value
    if goal.sealed:
        words += f" {say_past(goal.sealed_on or context.calendar.date_of(goal.sealed), today)}"
    elif goal.let_go:
        reason = f": {clean_line(goal.let_go.reason)}" if goal.let_go.reason else ""
        words += f" {say_past(goal.let_go.on, today)}{reason}"
    elif goal.parked_until and state is State.PARKED:
        words += f" until {say_date(goal.parked_until, today)}"
    facts = [words, BACK_TODAY if goal.is_back(today) else ""]
    facts.append(say_of(goal))
    if not goal.sealed:
        facts.append(say_rest(goal) if goal.way and goal.to_go > 0 else say_progress(goal, today))
    if goal.due and not goal.sealed and not goal.let_go:
        facts.append(say_due_date(goal, today, context.now if today == context.today else None))
    return join_facts(*facts)


def _rate(goal: Goal, measures: Measures, context: Context, day: date) -> str:
    """How fast it comes on, and how fast it has to; of today alone."""
    return say_rate_of(goal, measures.course, day, context.now) if day == context.today else ""


def _measured(goal: Goal, measures: Measures, today: date) -> Iterator[Span]:
    """Why it needs attention, what is at stake, and when it may be finished."""
    if measures.attention.reasons:
        yield from _headed("Why now")
        style = styles.BY_LEVEL[measures.attention.level]
        for why in say_reasons(measures.attention.reasons):
            yield f"  {clean_line(why)}", style
    if measures.stake:
        yield _EMPTY
        yield f"At stake: {say_stake(measures.stake)}", styles.PLAIN
    if forecast := measures.forecast:
        yield f"Forecast: {say_ranges(forecast, today)}", styles.PLAIN
    if plan := clean_line(say_plan_of_day(goal, today)):
        yield from (() if measures.stake or measures.forecast else (_EMPTY,))
        yield f"Plan: {plan}", styles.PLAIN


def _markers(record: Record, context: Context, today: date) -> Iterator[str]:
    """The markers with their numbers, the date when each was reached, or its own date."""
    goal = record.goal
    on = reached_on(record.log, today)
    digits = len(str(len(goal.markers)))
    longest = max(len(say_at(goal, end)) for end in goal.ends)
    widest = min(max(cells(clean_line(marker.title)) for marker in goal.markers), TITLE_CELLS)
    final_index = goal.final_index
    for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True)):
        passed = end <= goal.position
        sign = "✓" if passed else "⚑" if index >= final_index else " "
        if passed:
            day = on.get(marker.id) or context.calendar.date_of(goal.touched)
            fact = say_past(day, today)
        else:
            fact = f"due {say_short(marker.due, today)}" if marker.due else ""
        words = clean_line(marker.title)
        title, at = fit(words, widest, pad=True), say_at(goal, end)
        at = "" if words.casefold() == at.casefold() else at  # which the title says already
        place = f"{at:<{longest}}  " if goal.unit else ""
        yield f"  {sign} {index + 1:>{digits}}  {title}  {place}{fact}".rstrip()


def _roadblock(block: Roadblock, today: date) -> str:
    on_whom = block.who and block.kind != ROAD
    name = f"{block.name} on {block.who}" if on_whom else block.label
    text = f": {block.text}" if block.text else ""
    return clean_line(f"{name}, since {say_past(block.since, today)}{text}")


def _log(record: Record, today: date) -> Iterator[str]:
    """The log, newest entry first; a day is named once."""
    rows = [
        (say_date(entry.day, today), entry.text) for entry in reversed(entries(record.log, today))
    ]
    width = max(len(day) for day, _ in rows) if rows else 0
    previous = ""
    for day, text in rows:
        indent = " " * (width + 4)
        yield f"  {'' if day == previous else day:<{width}}  " + text.replace("\n", f"\n{indent}")
        previous = day
