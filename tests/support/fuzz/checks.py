"""What the targets share: a time, stamps, looking at goals, and a limit of time."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import count
from time import process_time

import msgspec

from lastmile_tui.dates import match_date, say_short
from lastmile_tui.domain.changes.picks import picks_of
from lastmile_tui.domain.changes.seal import to_confirm
from lastmile_tui.domain.export.as_json import goals_json, log_json
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.mirror.gather import figures_of
from lastmile_tui.domain.mirror.headline import headline
from lastmile_tui.domain.mirror.tables import figures_json, rows_of
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.text import NOTE_LIMIT, clean_line, clean_note
from lastmile_tui.domain.review.queue import begin, look
from lastmile_tui.domain.review.streak import Streaks
from lastmile_tui.domain.views.lineup import Look, Sort, View, line_up
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import FormError, LastmileError
from lastmile_tui.store import codec
from lastmile_tui.store.db import documents

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
CALENDAR = Calendar(UTC)

SECONDS = 2.0
"""Of the processor, for one input of the fuzzer's size; most take a thousandth of it."""

_numbers = count(1 << 60)
"""Far from the ids in any file."""

dates = partial(match_date, today=TODAY)
"""The reader of dates, on one day."""


def stamp(at: datetime = NOW) -> Stamp:
    return Stamp(ulid(at, next(_numbers)), at, "fuzz", at.date())


@contextmanager
def in_time(seconds: float = SECONDS):
    """Fail for what takes too long; only the time of this process counts."""
    before = process_time()
    yield
    assert process_time() - before < seconds, "too slow"


def text_of(data: bytes) -> str:
    """Any text that a program can be given: with half surrogate pairs for what is no UTF-8."""
    return data.decode("utf-8", "surrogateescape")


def assert_clean(value: object, *, lines: bool = False) -> None:
    """Nothing that a goal holds may still be changed by cleaning, but for keys in `why`."""
    if isinstance(value, str):
        limit = NOTE_LIMIT
        clean = clean_note(value, limit) if lines else clean_line(value, limit)
        assert clean == value, ascii(value)
    elif isinstance(value, dict):
        for key, part in value.items():
            assert_clean(part, lines=key == "why")
    elif isinstance(value, (list, tuple)):
        for part in value:
            assert_clean(part, lines=lines)


def as_texts(value: object) -> object:
    return msgspec.to_builtins(value, builtin_types=(date, datetime, time))


def assert_told(error: LastmileError) -> None:
    """An error is a sentence."""
    assert str(error).rstrip().endswith((".", "signed")), str(error)


def assert_line(error: FormError, text: str) -> None:
    """An error of a form names one of its lines."""
    assert 1 <= error.line <= text.count("\n") + text.count("\r") + 1


def assert_kept(record) -> None:
    """What was made of an input can be saved, and is the same goal when it is read again."""
    assert_clean(as_texts(record.goal))
    document = codec.write_record(record)
    raw = documents.encode(document)
    assert codec.read_goal(raw) == record.goal
    again = codec.read_record(documents.decode(raw, "goals", "1"))
    assert again == record
    assert codec.read_log(raw) == record.log


def look_at(goals, log_of) -> None:
    """Look at goals as all screens and verbs do."""
    watch = Measurer(goals, log_of)
    seen = [goal for goal in goals if not goal.hidden]
    for view in View:
        line_up(seen, Look(view=view), TODAY)
    for sort in Sort:
        line_up(seen, Look(view=View.ALL, sort=sort), TODAY)
    watch.endangered(seen, TODAY)
    begin(goals, partial(watch.gauge, today=TODAY), TODAY)
    look(goals, partial(watch.gauge, today=TODAY), TODAY)
    to_confirm(goals, TODAY)
    picks_of(goals, TODAY, lambda instant: instant.date())
    figures = figures_of(goals, log_of, TODAY, Streaks())
    headline(figures)
    rows_of(figures)
    figures_json(figures)
    for goal in seen:
        if goal.due:
            say_short(goal.due, TODAY)
        with suppress(LastmileError):
            log = log_of(goal.uid)
            measures = watch.measure(goal, TODAY)
            goals_json([(goal, log, measures)], TODAY)
            log_json(log)
            entries(log)
