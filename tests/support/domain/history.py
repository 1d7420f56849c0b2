"""Small dated histories: what was done how many days ago."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from msgspec.structs import replace

from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.events import Stamp, ulid

TODAY = date(2026, 11, 22)


def at(days_ago, number=0):
    """A stamp at noon of that day, a minute later for each number."""
    instant = datetime.combine(TODAY - timedelta(days=days_ago), time(12), UTC)
    instant += timedelta(minutes=number)
    return Stamp(ulid(instant, number * 1000 + days_ago), instant, "dev", instant.date())


def history(line, *beats, due=None, uid=0):
    """A goal: its line, then beats (days ago, move, arguments); `due` in so many days."""
    plan = read_line(line, lambda _: None)
    if due is not None:
        plan = replace(plan, due=TODAY + timedelta(days=due))
    first = at(beats[0][0], uid)
    record = add(plan, first)
    for number, (days_ago, move, *args) in enumerate(beats[1:], uid + 1):
        stamp = at(days_ago, number)
        record = args[0](record, stamp) if move is None else move(record, stamp, *args)
    return record


def begun(days_ago):
    """The beat at which a goal is added."""
    return (days_ago, None)


def with_words(move, **named):
    """A move with named arguments."""
    return partial(move, **named)


def watch(*records):
    """A watch over these goals."""
    logs = {record.goal.uid: record.log for record in records}
    goals = [record.goal for record in records]
    return Measurer(goals, logs.__getitem__)


def measured(record, *others, today=TODAY):
    """The measures of a goal among others."""
    return watch(record, *others).measure(record.goal, today)
