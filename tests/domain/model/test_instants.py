"""When a goal was begun, moved, driven and worked on, however its log came about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.event_log import EventLog, are_in_turn
from lastmile_tui.domain.model.events import ANSWERS, FORWARD, Event, ulid
from lastmile_tui.domain.model.fold import document
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
KINDS = ("reached", "moved", "back", "note", "gate", "confirmed", "undone")

steps = st.lists(
    st.tuples(
        st.integers(0, 3),  # milliseconds since the one before
        st.integers(-2, 2_000),  # microseconds by which its instant is behind its id
        st.sampled_from(KINDS),
        st.sampled_from([0.0, 1.0, None]),
        st.booleans(),
    ),
    max_size=8,
)


def log_of(found):
    at = START
    events = [Event(ulid(at, 1), at, "a", date(2026, 3, 1), "added", {"title": "Thesis"})]
    for number, (later, behind, kind, position, undoes) in enumerate(found, 2):
        at += timedelta(milliseconds=later)
        written = {} if position is None else {"position": position}
        instant = at + timedelta(microseconds=behind)
        about = events[-1].id if undoes and kind == "undone" else ""
        event = Event(ulid(at, number), instant, "a", date(2026, 3, 1), kind, written, undoes=about)
        events.append(event)
    return EventLog(events)


@given(steps)
def test_they_are_the_first_or_the_last_of_all_that_stand(found):
    log = log_of(found)
    at, live, shown = times_of(log).at, standing(log), document("x", log)
    moves = [at(event) for event in live if event.set.get("position")]
    drives = [at(event) for event in live if event.kind in FORWARD]
    work = [at(event) for event in live if event.kind not in ANSWERS]
    assert shown["created"] == at(log[0])
    assert shown.get("started") == min(moves, default=None)
    assert shown.get("driven") == max(drives, default=None)
    assert shown["touched"] == max(work, default=at(log[0]))


def test_only_events_each_of_its_own_millisecond_are_in_turn():
    assert are_in_turn(log_of([(1, 0, "note", None, False), (2, 900, "moved", 1.0, False)]))
    assert not are_in_turn(log_of([(1, 0, "note", None, False), (0, 9, "moved", 1.0, False)]))
    named = [Event(name, START, "a", date(2026, 3, 1), "note") for name in ("1", "2")]
    assert not are_in_turn(EventLog(named))
