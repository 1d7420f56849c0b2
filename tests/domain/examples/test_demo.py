"""The seven roads of the demo."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.examples.demo import day_of, demo_records
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.text import clean_line, clean_note

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
PARIS = Calendar(ZoneInfo("Europe/Paris"))


def roads(now=NOW, calendar=PARIS):
    numbers = count(1)
    records = demo_records(now, calendar, lambda: next(numbers) << 20)
    return [record for record in records if not record.goal.diary]


MOMENTS = st.integers(0, 7 * 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
CALENDARS = st.builds(
    Calendar,
    st.sampled_from(
        [
            UTC,
            ZoneInfo("Europe/Paris"),
            ZoneInfo("Africa/Cairo"),
            ZoneInfo("America/St_Johns"),
            ZoneInfo("Pacific/Kiritimati"),
            timezone(timedelta(hours=-12)),
        ]
    ),
    st.integers(0, 12),
)


def test_there_are_seven_goals_in_all_seven_states():
    today = PARIS.date_of(NOW)
    assert Counter(record.goal.state(today) for record in roads()) == Counter(State)


@given(MOMENTS, CALENDARS)
def test_on_any_day_in_any_zone_the_states_are_the_same_and_nothing_lies_ahead(now, calendar):
    today = calendar.date_of(now)
    usual = [record.goal.state(PARIS.date_of(NOW)) for record in roads()]
    told = roads(now, calendar)
    assert [record.goal.state(today) for record in told] == usual
    for record in told:
        instants = [event.at for event in record.log]
        assert instants == sorted(set(instants))
        assert instants[-1] < now
        assert [event.day for event in record.log] == [calendar.date_of(at) for at in instants]


def test_every_history_is_long_enough_to_tell_a_story():
    assert all(8 <= len(record.log) <= 25 for record in roads())


def test_people_act_when_they_are_awake():
    hours = {event.at.astimezone(PARIS.zone).hour for record in roads() for event in record.log}
    assert min(hours) >= 7
    assert max(hours) <= 22


def test_the_same_day_gives_the_same_demo():
    assert roads() == roads()


def test_each_goal_is_what_its_log_tells():
    assert all(record_of(record.goal.uid, record.log) == record for record in roads())


def test_all_ids_differ():
    events = [event.id for record in roads() for event in record.log]
    goals = [record.goal.uid for record in roads()]
    assert len(set(events)) == len(events)
    assert len(set(goals)) == len(goals)


def test_everything_that_hangs_on_a_goal_is_shown_by_one_of_them():
    goals = [record.goal for record in roads()]
    for part in ("why", "unit", "due", "tags", "people", "seal", "roadblocks", "turn", "next_step"):
        assert any(getattr(goal, part) for goal in goals), part
    assert any(marker.due for goal in goals for marker in goal.markers)
    assert any(item.evidence for goal in goals for item in goal.seal)
    assert {event.kind for record in roads() for event in record.log} >= {
        "added", "why", "reached", "moved", "note", "roadblock", "cleared", "due", "marker due",
        "ticked", "sealed", "turn", "next step", "parked", "let go", "involved",
    }  # fmt: skip


def test_what_is_dated_stands_around_today():
    today = PARIS.date_of(NOW)
    goals = [record.goal for record in roads()]
    waiting = [g for g in goals if g.due and g.state(today) in (State.STRETCH, State.DOOR)]
    assert waiting
    assert all(0 < (goal.due - today).days <= 8 for goal in waiting)


def test_no_text_was_changed_by_the_cleaning():
    for record in roads():
        assert record.goal.title == clean_line(record.goal.title)
        assert all(event.text == clean_note(event.text) for event in record.log)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0d", date(2026, 11, 21)),
        ("5d", date(2026, 11, 16)),
        ("+4d", date(2026, 11, 25)),
        ("0w mon", date(2026, 11, 16)),
        ("1w sun", date(2026, 11, 15)),
        ("+1w tue", date(2026, 11, 24)),
    ],
)
def test_a_day_is_counted_from_today_or_from_this_week(text, day):
    assert day_of(text, date(2026, 11, 21)) == day


def test_a_day_that_no_story_means_is_refused():
    with pytest.raises(ValueError, match="next week"):
        day_of("next week", date(2026, 11, 21))
