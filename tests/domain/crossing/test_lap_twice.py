"""A lap that two devices made: it is there as long as what one of them added stands."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.domain.crossing.laps import begin_again
from lastmile_tui.domain.crossing.rule import LapStart
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.event_log import EventLog
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.errors import GoalError
from support.domain.goals import TODAY, do, goal_from, stamp

SEALED = do(do(goal_from("Rent: a > b"), drive.reach, 1), seal.seal)
MOVES = {
    "undo": record.undo,
    "redo": record.redo,
    "drive": drive.advance,
    "tag": partial(edit.tag, name="home"),
}
steps = st.lists(st.sampled_from([*MOVES]), max_size=6)


def lap(dev, number, days):
    start = LapStart(TODAY.replace(day=TODAY.day + days))
    return begin_again(SEALED, start, stamp(number, dev))


def lived(made, names, dev):
    for name in names:
        try:
            made = do(made, MOVES[name], dev=dev)
        except GoalError:
            continue
    return made


def merged(*records):
    events = {event.id: event for one in records for event in one.log}
    log = EventLog(sorted(events.values(), key=lambda event: event.order))
    return record_of(records[0].goal.uid, log)


@given(steps, steps, st.integers(0, 3), steps)
def test_it_is_there_as_long_as_one_device_has_it(here, there, later, then):
    one = lived(lap("one", 5, 3), here, "one")
    two = lived(lap("three", 5 + later, 9), there, "three")
    both = merged(one, two)
    assert both.goal.deleted is (one.goal.deleted and two.goal.deleted)
    assert both.goal.title == "Rent"
    after = lived(both, then, "one")
    assert record_of(after.goal.uid, EventLog(after.log)).goal == after.goal


def test_one_undo_takes_back_what_one_device_added_and_a_second_one_both():
    both = merged(lap("one", 5, 3), lap("three", 6, 9))
    assert both.goal.parked_until == TODAY.replace(day=TODAY.day + 9)
    first = do(both, record.undo)
    assert not first.goal.deleted
    assert first.goal.parked_until == TODAY.replace(day=TODAY.day + 3)
    second = do(first, record.undo)
    assert second.goal.deleted
    back = do(second, record.redo)
    assert not back.goal.deleted
    removed = do(both, edit.remove)
    assert removed.goal.deleted
