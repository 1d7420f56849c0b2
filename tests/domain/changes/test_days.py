"""Saying on which day something was done, at once or later; undo and merging stay exact."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.dates import read_past
from lastmile_tui.domain.changes import drive, roadblocks, seal, status
from lastmile_tui.domain.changes.days import date_entry, newest_entry, on_day
from lastmile_tui.domain.export.as_json import log_json, reached_on
from lastmile_tui.domain.mirror.gather import figures_of, trace_of
from lastmile_tui.domain.model import record as records
from lastmile_tui.domain.model.event_log import EventLog
from lastmile_tui.domain.model.fold import fold, goal_of
from lastmile_tui.domain.model.record import as_of, days_of, record_of
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import timeline
from lastmile_tui.domain.review.outcomes import outcome
from lastmile_tui.domain.wording.events import entries, say_change
from lastmile_tui.domain.wording.history import history_entries
from lastmile_tui.errors import GoalError
from support.domain.clocks import NOW, TODAY, days_ago, note, road, stamp_of
from support.domain.history import measured

YESTERDAY = TODAY - timedelta(days=1)
FINISHED = road(*[days_ago(n) for n in (30, 20, 15, 10, 5, 4)])


def now(record):
    return stamp_of(NOW, record.event)


def done(record, move, day, **named):
    return on_day(partial(move, **named), day)(record, now(record))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("yesterday", "2026-11-28"),
        ("fri", "2026-11-27"),
        ("2026-11-20", "2026-11-20"),
        ("3 days ago", "2026-11-26"),
        ("-2d", "2026-11-27"),
        ("a week ago", "2026-11-22"),
        ("20 nov", "2026-11-20"),
        ("last mon", "2026-11-23"),
        ("1.10.", "2026-10-01"),
        ("today", "2026-11-29"),
    ],
)
def test_what_was_done_counts_from_its_day(typed, day):
    made = road(days_ago(70), days_ago(65))
    after = done(made, drive.advance, read_past(typed, TODAY))
    wanted = date.fromisoformat(day)
    assert times_of(after.log, TODAY).day(after.event) == wanted
    course = measured(after, today=TODAY).course
    assert (course.touched, course.moves[-1]) == (wanted, wanted)
    assert entries(after.log, TODAY)[-1].day == wanted
    assert log_json(after.log, TODAY)[-1]["day"] == day
    assert list(reached_on(after.log, TODAY).values())[-1] == wanted
    assert trace_of(after.goal, after.log, TODAY).work_days[-1] == wanted
    assert outcome(after, wanted).moved
    assert records.undo(after, now(after)).goal.position == made.goal.position


@pytest.mark.parametrize("days", [1, 5, 400])
def test_a_day_that_is_ahead_is_refused(days):
    made = road(days_ago(9))
    ahead = TODAY + timedelta(days=days)
    with pytest.raises(GoalError, match="is still ahead; write a day that has been"):
        done(made, drive.advance, ahead)
    with pytest.raises(GoalError, match="is still ahead"):
        date_entry(made, now(made), made.event.id, ahead)


@pytest.mark.parametrize("day", [date(1969, 12, 31), date(26, 11, 20), date.min])
def test_a_year_that_is_half_written_is_refused(day):
    with pytest.raises(GoalError, match="No day before 1970 is kept"):
        done(road(days_ago(9)), drive.advance, day)


def test_what_was_done_before_a_goal_was_added_counts():
    made = road(days_ago(0))
    for ago in (28, 20, 12):
        made = done(made, drive.advance, TODAY - timedelta(days=ago))
    measures = measured(made, today=TODAY)
    assert measures.course.begun == TODAY - timedelta(days=28)
    assert measures.course.pace == pytest.approx(3 / 17)
    assert measures.forecast is not None
    assert as_of(made, TODAY - timedelta(days=29), TODAY) is None
    assert as_of(made, TODAY - timedelta(days=15), TODAY).goal.position == 2.0
    assert [entry.text for entry in entries(made.log, TODAY)][-1] == "added"


KIN = [
    # what is done on a day, and what of the goal says that day
    (drive.advance, {}, lambda goal: goal.driven.date()),
    (drive.back, {}, lambda goal: goal.touched.date()),
    (drive.note, {"text": "hello"}, lambda goal: goal.touched.date()),
    (drive.nudge, {"miles": 0.5}, lambda goal: goal.driven.date()),
    (roadblocks.block, {"kind": "waiting", "who": "Bo"}, lambda goal: goal.roadblocks[0].since),
    (status.turn, {"whose": "theirs"}, lambda goal: goal.turn.since),
    (status.let_go, {"reason": "no"}, lambda goal: goal.let_go.on),
]


@pytest.mark.parametrize(("move", "named", "said"), KIN)
def test_at_once_or_later_it_is_the_same_day(move, named, said):
    made = road(days_ago(30), days_ago(20))
    at_once = done(made, move, YESTERDAY, **named)
    assert said(at_once.goal) == YESTERDAY
    after = move(made, now(made), **named)
    assert said(after.goal) == TODAY
    later = date_entry(after, now(after), after.event.id, YESTERDAY)
    assert said(later.goal) == YESTERDAY
    back = records.undo(later, now(later))
    assert fold(back.log) == fold(after.log)
    assert replace(back.goal, changed=after.goal.changed) == after.goal
    assert entries(back.log, TODAY) == entries(after.log, TODAY)
    again = records.redo(back, now(back))
    assert replace(again.goal, changed=later.goal.changed) == later.goal
    gone = records.undo(at_once, now(at_once))
    assert replace(gone.goal, changed=made.goal.changed) == made.goal


def test_a_seal_is_dated_with_the_goal():
    sealed = seal.seal(FINISHED, now(FINISHED))
    later = date_entry(sealed, now(sealed), sealed.event.id, TODAY - timedelta(days=3))
    assert later.goal.seal_day == TODAY - timedelta(days=3)
    assert done(FINISHED, seal.seal, TODAY - timedelta(days=3)).goal.seal_day == later.goal.seal_day
    (month,) = [m for m in figures_of([later.goal], lambda _: later.log, TODAY).months if m.sealed]
    assert month.first == date(2026, 11, 1)


def test_the_log_stands_in_the_order_of_what_happened():
    made = road(days_ago(20), days_ago(10), days_ago(5))
    made = done(made, drive.note, TODAY - timedelta(days=10), text="then")
    made = done(made, drive.note, TODAY - timedelta(days=30), text="first")
    made = note(made, now(made))
    texts = [entry.text for entry in entries(made.log, TODAY)]
    assert texts == [
        *("note: first", "added", "reached ‘listed’", "note: then"),
        *("reached ‘test drives’", "note: seen"),
    ]
    assert [each.words for each in history_entries(made.log, TODAY)] == texts
    assert days_of(made.log, TODAY) == tuple(TODAY - timedelta(days=n) for n in (30, 20, 10, 5, 0))


def test_what_was_undone_was_never_done_on_its_day():
    made = road(days_ago(20))
    after = done(made, drive.advance, TODAY - timedelta(days=10))
    gone = records.undo(after, now(after))
    past = TODAY - timedelta(days=6)
    assert as_of(after, past, TODAY).goal.position == 1.0
    assert as_of(gone, past, TODAY).goal.position == 0.0
    assert as_of(records.redo(gone, now(gone)), past, TODAY).goal.position == 1.0


def test_it_is_said_in_words():
    made = done(road(days_ago(20)), drive.advance, YESTERDAY)
    assert say_change(made) == "Reached ‘listed’, on Sat 28 Nov · Sell the Volvo"
    later = date_entry(made, now(made), made.event.id, TODAY - timedelta(days=9))
    assert say_change(later).startswith("Entry dated 20 Nov 2026: reached ‘listed’")
    assert newest_entry(later).id == made.event.id


def test_what_makes_no_sense_is_refused():
    made = road(days_ago(20), days_ago(10))
    with pytest.raises(GoalError, match="stands on Thu 19 Nov already"):
        date_entry(made, now(made), made.event.id, TODAY - timedelta(days=10))
    undone = records.undo(made, now(made))
    for entry in (made.event.id, undone.event.id, "nothing"):
        with pytest.raises(GoalError, match="no longer in the log"):
            date_entry(undone, now(undone), entry, YESTERDAY)


dated = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 40), st.sampled_from(["date", "do", "undo"])),
    max_size=10,
)


@given(dated)
def test_two_devices_agree_on_the_days_and_one_undo_takes_each_back(steps):
    base = road(days_ago(50), days_ago(45), days_ago(40))
    copies = dict.fromkeys("ab", base)
    for name, ago, what in steps:
        record, day = copies[name], TODAY - timedelta(days=ago)
        stamp = stamp_of(NOW, record.event, name)
        before = fold(record.log)
        try:
            if what == "undo":
                copies[name] = records.undo(record, stamp)
                continue
            if what == "date":
                after = date_entry(record, stamp, base.log[1 + ago % 2].id, day)
            else:
                after = on_day(note, day)(record, stamp)
        except GoalError:
            continue
        copies[name] = after
        assert fold(records.undo(after, stamp_of(NOW, after.event, name)).log) == before
    one, two = (copy.log for copy in copies.values())
    union = {each.id: each for each in (*one, *two)}
    there, back = EventLog(union.values()), EventLog(reversed(union.values()))
    assert times_of(there, TODAY) == times_of(back, TODAY)
    assert entries(there, TODAY) == entries(back, TODAY)
    assert goal_of("u", there) == goal_of("u", back)
    assert timeline(record_of("u", there).log) == timeline(back)
