"""The targets that read what a person writes: a line, a date, a form."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

from lastmile_tui.dates import match_date, read_date, split_date
from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.form import form_of, write_form
from lastmile_tui.domain.input.form_changes import revision
from lastmile_tui.domain.input.form_reader import read_form
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.text import NAME_LIMIT, TAGS_LIMIT, TITLE_LIMIT, clean_line
from lastmile_tui.errors import DateError, FormError, GoalError, QuickAddError
from support.fuzz.checks import (
    NOW,
    as_texts,
    assert_clean,
    assert_kept,
    assert_line,
    assert_told,
    dates,
    in_time,
    stamp,
    text_of,
)

DAYS = (date(2026, 11, 22), date(2024, 2, 29), date(9999, 12, 31), date(1, 1, 1))


def quick_add(data: bytes) -> None:
    """A line makes a goal that can be saved, or is refused with a sentence."""
    with in_time():
        try:
            plan = read_line(text_of(data), dates)
        except QuickAddError as error:
            assert_told(error)
            return
        assert_clean(as_texts(plan))
        assert len(plan.title) <= TITLE_LIMIT
        assert len(plan.tags) <= TAGS_LIMIT
        assert len(plan.people) <= TAGS_LIMIT
        assert all(len(name) <= NAME_LIMIT for name in (*plan.tags, *plan.people))
        made = add(plan, stamp())
        assert_kept(made)
        assert_kept(record.undo(made, stamp(NOW + timedelta(1))))
        line = write_line(made.goal, read_date=dates)
        assert clean_line(line, 1 << 20) == line


def dates_target(data: bytes) -> None:
    """A date that is read is the one that ISO 8601 writes; all else is refused with a sentence."""
    text = text_of(data)
    with in_time():
        for today in DAYS:
            words = text.split()
            if found := match_date(words, today):
                assert 0 < found.words <= len(words)
                assert found.when or found.remark
                assert found.when is None or type(found.when.day) is date
            rest, day = split_date(words, today)
            assert rest or day is None
            try:
                when = read_date(text, today)
            except DateError as error:
                assert_told(error)
                continue
            assert type(when.day) is date
            at = f" {when.time:%H:%M}" if when.time else ""
            assert read_date(f"{when.day.isoformat()}{at}", today) == when


@cache
def bases():
    """Goals that forms are written from: with everything, counting, alone."""
    line = "Thesis: outline > draft*3.5 > printed >> submitted ! signed ! thanked #study @Miriam"
    one = add(read_line(line, dates), stamp())
    steps = (
        lambda made, at: edit.explain(made, at, "Because it is nearly done.\n\n# It really is."),
        lambda made, at: edit.redate(made, at, date(2026, 12, 1), time(18)),
        lambda made, at: edit.redate_marker(made, at, 2, date(2026, 11, 30)),
        lambda made, at: seal.tick(made, at, 0, evidence="photo"),
        lambda made, at: status.turn(made, at, "mine"),
        lambda made, at: status.plan_step(made, at, "call Henrik", date(2026, 11, 23)),
        lambda made, at: drive.reach(made, at, 0),
    )
    for number, move in enumerate(steps, 1):
        one = move(one, stamp(NOW + timedelta(minutes=number)))
    counting = add(read_line("Run target 42 km: 10 > half 21 >> 42", dates), stamp())
    alone = add(read_line("Alone", dates), stamp())
    return one, drive.nudge(counting, stamp(NOW + timedelta(minutes=1)), 12.5), alone


def form(data: bytes) -> None:
    """A form changes a goal as it says, or one of its lines is refused with a sentence."""
    if not data:
        return
    made = bases()[data[0] % len(bases())]
    text = text_of(data[1:])
    with in_time():
        try:
            move = revision(text, made.goal, dates)
        except FormError as error:
            assert_told(error)
            assert_line(error, text)
            return
        assert_clean(as_texts(read_form(text, made.goal, dates)))
        if move is None:
            return
        try:
            after = move(made, stamp(datetime(2026, 11, 23, tzinfo=NOW.tzinfo)))
        except GoalError as error:
            assert_told(error)
            return
        assert_kept(after)
        assert read_form(write_form(after.goal), after.goal, dates) == form_of(after.goal)
