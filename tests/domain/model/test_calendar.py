from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lastmile_tui.domain.model.calendar import Calendar

ZONES = [
    "UTC",
    "Africa/Cairo",
    "America/Havana",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Auckland",
]
calendars = st.builds(Calendar, st.sampled_from(ZONES).map(ZoneInfo), st.integers(0, 12))
instants = st.integers(0, 2**31).map(lambda second: datetime.fromtimestamp(second, UTC))


@st.composite
def around_changes(draw):
    """Instants within three hours of a change of the clock, where mistakes live."""
    changes = ["2024-04-26T00", "2023-03-12T05", "2024-10-26T15", "2024-03-31T01", "2024-10-27T01"]
    near = datetime.fromisoformat(draw(st.sampled_from(changes))).replace(tzinfo=UTC)
    return near + timedelta(seconds=draw(st.integers(-10_800, 10_800)))


@given(calendars, st.dates(date(1975, 1, 2), date(2040, 1, 1)))
@example(Calendar(ZoneInfo("Africa/Cairo"), 0), date(2024, 4, 26))
@example(Calendar(ZoneInfo("America/Havana"), 0), date(2023, 3, 12))
@example(Calendar(ZoneInfo("Antarctica/Troll"), 2), date(2024, 10, 27))
def test_the_start_of_a_date_is_the_first_instant_of_it(calendar, day):
    start = calendar.start_of(day)
    assert start.tzinfo is UTC
    assert calendar.date_of(start) == day
    assert calendar.date_of(start - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(calendars, instants | around_changes())
def test_every_instant_lies_within_its_date(calendar, instant):
    day = calendar.date_of(instant)
    assert calendar.start_of(day) <= instant < calendar.end_of(day)


@given(calendars, instants | around_changes(), st.integers(0, 200_000))
def test_dates_never_run_backwards(calendar, instant, seconds):
    assert calendar.date_of(instant) <= calendar.date_of(instant + timedelta(seconds=seconds))


def test_the_small_hours_belong_to_the_day_before():
    berlin = Calendar(ZoneInfo("Europe/Berlin"))
    night = datetime(2026, 11, 27, 3, 59, tzinfo=ZoneInfo("Europe/Berlin"))
    assert berlin.date_of(night) == date(2026, 11, 26)
    assert berlin.date_of(night + timedelta(minutes=1)) == date(2026, 11, 27)


def test_a_midnight_that_is_skipped_starts_the_date_after_the_gap():
    cairo = Calendar(ZoneInfo("Africa/Cairo"), 0)
    assert cairo.start_of(date(2024, 4, 26)) == datetime(2024, 4, 25, 22, tzinfo=UTC)
    assert cairo.end_of(date(2024, 4, 25)) == datetime(2024, 4, 25, 22, tzinfo=UTC)


def test_an_hour_inside_a_gap_starts_the_date_where_the_gap_ends():
    berlin = Calendar(ZoneInfo("Europe/Berlin"), 2)
    assert berlin.start_of(date(2024, 3, 31)) == datetime(2024, 3, 31, 1, tzinfo=UTC)


def test_an_hour_struck_twice_starts_the_date_once():
    troll = Calendar(ZoneInfo("Antarctica/Troll"), 2)
    again = datetime(2024, 10, 27, 1, 30, tzinfo=ZoneInfo("Antarctica/Troll"), fold=1)
    assert troll.date_of(again) == date(2024, 10, 27)


def test_a_date_that_the_zone_left_out_is_empty():
    apia = Calendar(ZoneInfo("Pacific/Apia"), 0)
    assert apia.start_of(date(2011, 12, 30)) == apia.end_of(date(2011, 12, 30))


@pytest.mark.parametrize("name", ["Pacific/Auckland", "America/Havana", "UTC"])
@pytest.mark.parametrize("hour", [0, 4, 12])
def test_the_ends_of_time_raise_nothing(name, hour):
    calendar = Calendar(ZoneInfo(name), hour)
    for instant in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        day = calendar.date_of(instant)
        assert calendar.start_of(day) <= instant <= calendar.end_of(day)
    for day in (date.min, date.min + timedelta(days=1), date.max):
        assert calendar.start_of(day) < calendar.end_of(day)
