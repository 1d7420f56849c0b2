"""When something was done: clocks that run ahead or behind, and days that a person gave."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import say_date, say_past
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.event_log import EventLog
from lastmile_tui.domain.model.events import made_at
from lastmile_tui.domain.model.fold import goal_of
from lastmile_tui.domain.model.record import as_of, days_of
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.domain.wording.history import history_entries
from support.domain.clocks import NOW, TODAY, VOLVO, day, note, road, stamp_of
from support.domain.history import measured

FAST = "phone-abcdefgh"


@pytest.mark.parametrize(
    ("walls", "done"),
    [
        # what the clocks said: when it was done
        (["2026-10-01", "2026-10-09", "2026-10-17"], ["2026-10-01", "2026-10-09", "2026-10-17"]),
        (["2026-10-01", "2027-06-10", "2026-10-17"], ["2026-10-01", "2026-10-17", "2026-10-17"]),
        (["2026-10-01", "2026-10-17", "2027-06-10"], ["2026-10-01", "2026-10-17", "2026-10-17"]),
        (["2027-06-10", "2026-10-01", "2026-10-17"], ["2026-10-01", "2026-10-01", "2026-10-17"]),
        (
            ["2026-10-01", "2027-06-10", "2027-06-11", "2027-06-12", "2026-10-17"],
            ["2026-10-01", "2026-10-17", "2026-10-17", "2026-10-17", "2026-10-17"],
        ),
        (["2027-06-10"], ["2026-11-29"]),
        (["2026-10-01", "9998-01-01"], ["2026-10-01", "2026-10-01"]),
        # one that ran ahead but lies in the past by now, and one that stood at 1970 or jumped back
        (["2026-10-01", "2026-11-20", "2026-10-05", "2026-10-17"], ["2026-10-01", "2026-10-05"]),
        (["2026-10-01", "1970-01-02", "2026-10-17"], ["2026-10-01", "2026-10-01", "2026-10-17"]),
        (
            ["2026-10-01", "2026-10-05", "2026-09-01", "2026-10-17"],
            ["2026-10-01", "2026-10-05", "2026-10-05", "2026-10-17"],
        ),
    ],
)
def test_an_event_was_done_when_its_neighbours_allow(walls, done):
    log = road(*walls, move=note).log
    times = times_of(log, TODAY)
    found = [times.day(event).isoformat() for event in log]
    assert found[: len(done)] == done
    assert all(times.at(event) <= NOW + timedelta(days=1) for event in log)


@pytest.mark.parametrize("today", ["2026-11-29", "2027-06-09", "2027-06-10", "2027-07-01"])
def test_a_fast_clock_is_no_more_right_when_its_time_has_come(today):
    log = road("2026-10-01", "2027-06-10", "2026-10-17", "2026-11-02", move=note).log
    times = times_of(log, date.fromisoformat(today))
    assert [times.day(event).isoformat() for event in log] == [
        *("2026-10-01", "2026-10-17", "2026-10-17", "2026-11-02")
    ]


@pytest.mark.parametrize("minutes", [0, 1, 20, 59])
def test_small_differences_of_clocks_are_none(minutes):
    later = NOW - timedelta(minutes=minutes)
    log = road(NOW - timedelta(days=3), (NOW, FAST), (later, FAST), move=note).log
    assert times_of(log, TODAY).moved == {}


@pytest.mark.parametrize(
    ("fast", "level"),
    [("2027-06-10", 3), ("2026-12-05", 3), ("2031-01-01", 3), ("9998-12-31", 3)],
)
@pytest.mark.parametrize("seen", [True, False], ids=["went on", "was the last"])
def test_a_fast_clock_does_not_hide_a_goal(fast, level, seen):
    walls = ["2026-10-01", "2026-10-05", "2026-10-09", "2026-10-13"]
    plain = road(*walls, "2026-10-17")
    ahead = note(road(*walls), stamp_of(day(fast), road(*walls).event, FAST))
    record = drive.advance(ahead, stamp_of(day("2026-10-17"), ahead.event)) if seen else ahead
    goal = goal_of(record.goal.uid, record.log, TODAY)
    course = course_of(goal, record.log, TODAY)
    assert (TODAY - course.touched).days == (43 if seen else 47)
    if seen:
        assert course.moves == course_of(plain.goal, plain.log).moves
        assert (goal.touched, goal.driven) == (plain.goal.touched, plain.goal.driven)
        quiet, loud = measured(plain, today=TODAY), measured(record, today=TODAY)
        assert loud.attention.level == quiet.attention.level == level
        assert loud.forecast == quiet.forecast


def test_later_events_keep_their_own_time_and_still_win():
    record = road("2026-10-01", "2027-06-10", "2026-10-17", "2026-10-25", move=note)
    assert [made_at(event).date().isoformat() for event in record.log] == [
        *("2026-10-01", "2027-06-10", "2026-10-17", "2026-10-25")
    ]
    assert [event.at for event in record.log] == sorted(event.at for event in record.log)
    assert record.goal.touched.date().isoformat() == "2026-10-25"


FLIGHTS = [
    # from, to, when it is written, and when it is looked at; in UTC
    ("Asia/Tokyo", "America/Los_Angeles", "2026-11-28T23:00", "2026-11-29T01:00"),
    ("Pacific/Auckland", "Pacific/Honolulu", "2026-11-28T20:00", "2026-11-29T09:00"),
    ("Europe/Berlin", "America/New_York", "2026-11-29T04:30", "2026-11-29T06:00"),
    ("Pacific/Kiritimati", "Pacific/Pago_Pago", "2026-11-28T14:30", "2026-11-28T23:00"),
    ("Asia/Kolkata", "Europe/Lisbon", "2026-11-28T23:00", "2026-11-29T02:00"),
    ("Australia/Sydney", "America/Santiago", "2026-11-28T18:00", "2026-11-29T06:30"),
    # over the date line to the east: the same day a second time
    ("Pacific/Apia", "Pacific/Honolulu", "2026-11-28T19:00", "2026-11-29T00:30"),
]


@pytest.mark.parametrize(("there", "here", "written", "seen"), FLIGHTS)
def test_after_a_flight_west_nothing_was_done_tomorrow(there, here, written, seen):
    wall = datetime.fromisoformat(written).replace(tzinfo=UTC)
    now = datetime.fromisoformat(seen).replace(tzinfo=UTC)
    made = add(read_line(VOLVO, lambda _: None), stamp_of(wall - timedelta(days=5)))
    made = drive.advance(made, stamp_of(wall, made.event, zone=ZoneInfo(there)))
    today = Calendar(ZoneInfo(here)).date_of(now)
    assert made.event.day > today
    shown = [entry.day for entry in entries(made.log, today)]
    assert shown == [entry.day for entry in history_entries(made.log, today)]
    assert max(shown) == max(days_of(made.log, today)) == today
    assert {say_date(each, today) for each in shown}.isdisjoint({"tomorrow"})
    assert say_past(made.event.day, today) == "today"
    assert as_of(made, today, today).goal.position == 1.0
    # measured is the day as it was written there
    course = course_of(made.goal, made.log, today)
    assert course.touched == made.event.day
    assert entries(made.log, today + timedelta(days=2))[-1].day == made.event.day


# Order and merging


SKEWS = (0, 30, -30, 3600, -86_400, 200 * 86_400, -400 * 86_400)
"""Seconds by which the clock of a device is wrong."""


@st.composite
def logs(draw):
    """What three devices with wrong clocks wrote, who saw each other now and then."""
    skews = draw(st.lists(st.sampled_from(SKEWS), min_size=3, max_size=3))
    devices = {name: road("2026-10-01") for name in ("a", "b", "c")}
    base = devices["a"]
    devices = dict.fromkeys(devices, base)
    now = day("2026-10-02")
    for name, partner in draw(
        st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc-")), max_size=12)
    ):
        now += timedelta(hours=draw(st.integers(1, 40)))
        if partner != "-":
            union = {each.id: each for each in (*devices[name].log, *devices[partner].log)}
            devices[name] = type(base)(base.goal, EventLog(union.values()))
        wall = now + timedelta(seconds=skews["abc".index(name)])
        record = devices[name]
        devices[name] = note(record, stamp_of(wall, record.event, name))
    return [each.log for each in devices.values()]


def merged(*logs):
    return EventLog({event.id: event for log in logs for event in log}.values())


@given(logs(), st.integers(0, 9))
def test_every_device_says_the_same_whatever_the_clocks(three, seed):
    one, two, three = three
    whole = merged(one, two, three)
    assert whole == merged(three, one, two) == merged(merged(one, two), merged(two, three), one)
    shuffled = list(whole)
    random.Random(seed).shuffle(shuffled)
    assert EventLog(shuffled) == whole
    assert times_of(EventLog(shuffled), TODAY) == times_of(whole, TODAY)
    assert goal_of("u", EventLog(shuffled)) == goal_of("u", whole)
    assert len({event.order for event in whole}) == len(whole)


@given(logs())
def test_times_that_follow_the_log_are_those_of_the_whole_log(three):
    for log in three:
        grown = EventLog(log[:1])
        for event in log[1:]:
            times_of(grown)
            grown = grown.with_event(event)
        assert times_of(grown) == times_of(EventLog(log))


@given(logs())
def test_nothing_that_is_known_was_done_after_today(three):
    for log in three:
        times = times_of(log, TODAY)
        assert all(times.day(event) <= TODAY + timedelta(days=2) for event in log)
        assert times.in_order(log) == list(log)
