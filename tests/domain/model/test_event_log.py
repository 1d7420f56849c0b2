"""A log that grows event by event comes to exactly what the whole log comes to."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.edit import rename
from lastmile_tui.domain.changes.restore import bring_back
from lastmile_tui.domain.model.event_log import EventLog, event_log, written
from lastmile_tui.domain.model.events import Event
from lastmile_tui.domain.model.fold import fold, goal_of
from lastmile_tui.domain.model.undo import standing, subject_of, timeline
from lastmile_tui.domain.wording.differences import changed_registers
from support.domain.goals import START, changes, do, driven, goal_from, take_all, takebacks

UID = "a"


def all_of(log):
    """Everything that a log comes to."""
    told = [subject_of(log, event) for event in log]
    return fold(log), standing(log), timeline(log), told


def read_anew(log):
    """The log as it is read from the file: nothing of it is known yet."""
    return EventLog(list(log))


histories = driven(st.one_of(changes, takebacks), size=12)
steps = st.lists(st.one_of(changes, takebacks), max_size=12)


@given(histories, steps)
def test_what_moves_append_comes_to_the_same_as_the_whole_log(made, more):
    made = take_all(made, more)
    assert all_of(made.log) == all_of(read_anew(made.log))
    assert made.goal == goal_of(made.goal.uid, read_anew(made.log))


@given(histories, steps, steps)
def test_a_restore_and_what_follows_it_come_to_the_same_as_the_whole_log(then, more, after):
    now = take_all(then, more)
    back = changed_registers(fold(now.log), fold(then.log))
    if back:
        now = do(now, bring_back, back, then.log, text="2026-11-17")
    made = take_all(now, after)
    assert all_of(made.log) == all_of(read_anew(made.log))


ids = st.sampled_from("abcdefg")
values = st.one_of(
    st.none(),
    st.integers(0, 3),
    st.dictionaries(st.sampled_from("xy"), st.none() | st.integers(0, 3)),
)
events = st.builds(
    Event,
    id=ids,
    at=st.integers(0, 5).map(lambda number: START + timedelta(minutes=number)),
    dev=st.sampled_from(["one", "other"]),
    day=st.just(START.date()),
    kind=st.sampled_from(["reached", "undone", "redone", "restored", "of a later version"]),
    set=st.dictionaries(st.sampled_from(["title", "marker:m", "turn"]), values, max_size=2),
    undoes=st.one_of(st.just(""), ids),
    drops=st.lists(ids, max_size=2),
    revives=st.lists(ids, max_size=2),
)


@given(st.lists(events, min_size=1, max_size=12), st.data())
def test_events_of_any_kind_in_any_order_come_to_the_same_as_the_whole_log(every, data):
    log = EventLog(())
    for event in every:
        if data.draw(st.booleans()):  # known or not before the next event
            all_of(log)
        log = log.with_event(event)
    whole = EventLog(every)
    assert list(log) == list(whole)
    assert all_of(log) == all_of(whole)


@given(histories, steps)
def test_a_log_that_grew_is_as_it_was_without_what_was_added(made, more):
    held, known = made.log, all_of(made.log)
    after = take_all(made, more)
    assert all_of(held) == known == all_of(after.log[: len(held)])
    assert event_log(after.log).before == after.log[:-1]
    assert all_of(event_log(after.log).before) == all_of(after.log[:-1])


def test_an_event_of_a_clock_that_is_behind_takes_its_place_in_the_order():
    made = goal_from()
    early = do(made, rename, "Early", dev="one").event
    late = do(do(made, advance, dev="other"), advance, dev="other")
    log = event_log(late.log).with_event(early)
    assert [event.kind for event in log] == ["added", "renamed", "reached", "reached"]
    assert goal_of(UID, log) == goal_of(UID, (*late.log, early))


def test_what_is_folded_is_the_callers_own():
    made = do(goal_from(), advance)
    fold(made.log).clear()
    assert fold(made.log)["position"] == 1.0


@given(driven(st.one_of(changes, takebacks), size=12))
def test_what_wrote_a_register_is_found_by_its_name_or_its_kind(made):
    log = made.log
    names = {name for event in log for name in event.set}
    for kind in {*names, *(name[: name.find(":") + 1] for name in names), "marker:", "due", "on:"}:
        alike = [
            event
            for event in log
            if any(
                name.startswith(kind) if kind.endswith(":") else name == kind for name in event.set
            )
        ]
        if kind and (kind.endswith(":") or ":" not in kind):
            assert written(log, kind) == alike
