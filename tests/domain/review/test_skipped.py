"""Dates that never happened break no streak, dates lived twice count once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.review import diary
from lastmile_tui.domain.review.skipped import FinishedReview, is_left_out, skipped_between
from lastmile_tui.domain.review.streak import streaks_of

AUCKLAND, ANGELES, HONOLULU = "Pacific/Auckland", "America/Los_Angeles", "Pacific/Honolulu"
APIA, PAGO, TOKYO, BERLIN = "Pacific/Apia", "Pacific/Pago_Pago", "Asia/Tokyo", "Europe/Berlin"


def evening(day, zone, hour=20, minute=0):
    """An instant of a local date: hours from 24 on are those of the night behind it."""
    year, month, number = day
    local = datetime(year, month, number, hour % 24, minute, tzinfo=ZoneInfo(zone))
    return zone, (local + timedelta(days=hour // 24)).astimezone(UTC)


def streak(*places, today=None, offsets=True, active=lambda _: True, rest=()):
    """The streaks of a person who reviewed at these places and instants, the last one being now.

    With `today`, a place and an instant too, it is that now, and nothing was reviewed then.
    """
    made = None
    for number, (zone, instant) in enumerate(places):
        calendar = Calendar(ZoneInfo(zone))
        offset = calendar.wall(instant).utcoffset() if offsets else None
        day = calendar.date_of(instant)
        stamp = Stamp(ulid(instant, number), instant, "dev", day, offset)
        goals = {diary.DIARY: made.goal} if made else {}
        if not diary.finished(goals, day):
            made = diary.finish(made, stamp) if made else diary.begin(stamp)
    zone, now = today or places[-1]
    calendar = Calendar(ZoneInfo(zone))
    reviews, day = diary.reviews_of(made.log), calendar.date_of(now)
    here = FinishedReview(day, now, calendar.wall(now).utcoffset())
    past = [review for review in reviews if review.day <= day]
    found = streaks_of(
        {review.day for review in reviews},
        day,
        rest=frozenset(rest),
        active_on=lambda each: not is_left_out(each, calendar) and active(each),
        skipped=skipped_between([*past, here], calendar),
    )
    return found.current, found.longest, found.reviewed


def each_evening(zone, first, count, hour=20):
    start = date(*first)
    days = (start + timedelta(number) for number in range(count))
    return [evening((day.year, day.month, day.day), zone, hour) for day in days]


LEFT_OUT = {
    "Samoa": (APIA, date(2011, 12, 30)),
    "Tokelau": ("Pacific/Fakaofo", date(2011, 12, 30)),
    "Kwajalein": ("Pacific/Kwajalein", date(1993, 8, 21)),
    "Kiritimati": ("Pacific/Kiritimati", date(1994, 12, 31)),
    "Enderbury": ("Pacific/Enderbury", date(1994, 12, 31)),
}


@pytest.mark.parametrize("hour", [5, 12, 20, 23, 27])
@pytest.mark.parametrize("offsets", [True, False])
@pytest.mark.parametrize(("zone", "gone"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_date_that_a_zone_left_out_breaks_no_streak(zone, gone, hour, offsets):
    calendar = Calendar(ZoneInfo(zone))
    assert is_left_out(gone, calendar)
    days = [gone + timedelta(number) for number in (-3, -2, -1, 1, 2, 3)]
    places = [evening((day.year, day.month, day.day), zone, hour) for day in days]
    if hour == 27:  # three at night of the date that is none
        places[2] = evening((days[2].year, days[2].month, days[2].day), zone, 23)
    assert streak(*places, offsets=offsets) == (6, 6, 6)
    before = places[:3]
    assert streak(*before, today=places[3], offsets=offsets) == (3, 3, 3)


@pytest.mark.parametrize("missed", [-1, 1])
@pytest.mark.parametrize(("zone", "gone"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_date_beside_it_that_was_lived_breaks_as_ever(zone, gone, missed):
    days = [gone + timedelta(number) for number in (-3, -2, -1, 1, 2, 3) if number != missed]
    places = [evening((day.year, day.month, day.day), zone) for day in days]
    current, longest, reviewed = streak(*places)
    assert (longest, reviewed) == (3, 5)
    assert current == {-1: 3, 1: 2}[missed]


@pytest.mark.parametrize(
    ("zone", "twice"),
    [
        ("Pacific/Kwajalein", date(1969, 9, 30)),
        ("America/Juneau", date(1867, 10, 18)),
        (APIA, date(1892, 7, 4)),
        ("Pacific/Guam", date(1844, 12, 31)),
    ],
)
def test_a_date_that_a_zone_had_twice_counts_once(zone, twice):
    """Every twelve hours a review, over a week around it: as many days as there were dates."""
    calendar = Calendar(ZoneInfo(zone))
    start = calendar.start_of(twice - timedelta(3)) + timedelta(hours=6)
    instants = [start + timedelta(hours=12 * number) for number in range(14)]
    dates = {calendar.date_of(instant) for instant in instants}
    assert streak(*((zone, instant) for instant in instants)) == (len(dates),) * 3


JOURNEYS = {
    "Los Angeles to Auckland, Tuesday never was": (
        [evening((2026, 11, 15), ANGELES), evening((2026, 11, 16), ANGELES)],
        [evening((2026, 11, 18), AUCKLAND), evening((2026, 11, 19), AUCKLAND)],
    ),
    "Honolulu to Auckland": (
        [evening((2026, 11, 15), HONOLULU), evening((2026, 11, 16), HONOLULU)],
        [evening((2026, 11, 18), AUCKLAND), evening((2026, 11, 19), AUCKLAND)],
    ),
    "from one Samoa to the other, an hour's flight": (
        [evening((2026, 11, 16), PAGO)],
        [evening((2026, 11, 18), APIA, 22)],
    ),
    "Los Angeles to Tokyo, reviewed late": (
        [evening((2026, 11, 16), ANGELES, 23)],
        [evening((2026, 11, 18), TOKYO, 19)],
    ),
    "Los Angeles to Tokyo, reviewed early and then late": (
        [evening((2026, 11, 16), ANGELES, 19)],
        [evening((2026, 11, 18), TOKYO, 23)],
    ),
    "Vancouver to Sydney": (
        [evening((2026, 11, 16), "America/Vancouver", 21)],
        [evening((2026, 11, 18), "Australia/Sydney", 21)],
    ),
    "New York to Auckland": (
        [evening((2026, 11, 16), "America/New_York", 18)],
        [evening((2026, 11, 18), AUCKLAND, 20)],
    ),
}


@pytest.mark.parametrize(("there", "here"), JOURNEYS.values(), ids=JOURNEYS)
def test_who_flies_east_and_reviews_each_local_evening_keeps_the_streak(there, here):
    count = len(there) + len(here)
    assert streak(*there, *here) == (count, count, count)
    assert streak(*there, today=here[0])[0] == len(there)


def test_there_and_back_between_auckland_and_los_angeles():
    """Monday evening is lived twice on the way there, Friday not at all on the way back."""
    places = [
        *each_evening(AUCKLAND, (2026, 11, 14), 3),
        *each_evening(ANGELES, (2026, 11, 16), 4),
        *each_evening(AUCKLAND, (2026, 11, 21), 2),
    ]
    dates = 3 + 3 + 2
    assert streak(*places) == (dates, dates, dates)


def test_many_journeys_there_and_back():
    places, day = [], date(2026, 6, 1)
    for number in range(20):
        zone = (AUCKLAND, ANGELES)[number % 2]
        places += each_evening(zone, (day.year, day.month, day.day), 5)
        # west: the last evening is lived again; east: a date is left out
        day += timedelta(4 if number % 2 == 0 else 6)
    current, longest, reviewed = streak(*places)
    assert current == longest == reviewed


@pytest.mark.parametrize(
    ("there", "here"),
    [
        (evening((2026, 11, 15), ANGELES), evening((2026, 11, 18), AUCKLAND)),
        (evening((2026, 11, 16), BERLIN), evening((2026, 11, 18), TOKYO)),
        (evening((2026, 11, 16), ANGELES), evening((2026, 11, 18), "America/New_York")),
        (evening((2026, 11, 16), AUCKLAND), evening((2026, 11, 18), ANGELES)),
        (evening((2026, 11, 16), BERLIN, 23), evening((2026, 11, 18), BERLIN, 5)),
        (evening((2026, 3, 27), BERLIN, 27), evening((2026, 3, 29), BERLIN, 4)),
    ],
    ids=["a day more", "a short way east", "coasts", "west", "at home", "clocks go forward"],
)
def test_who_had_the_date_and_did_not_review_loses_the_streak(there, here):
    assert streak(there, here) == (1, 1, 2)


def test_no_other_missed_date_is_excused_by_the_one_that_never_was():
    """Sunday was missed in Los Angeles, Tuesday fell out over the Pacific."""
    places = [
        evening((2026, 11, 14), ANGELES),
        evening((2026, 11, 16), ANGELES),
        evening((2026, 11, 18), AUCKLAND),
    ]
    assert streak(*places) == (2, 2, 3)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(4, 27)), min_size=1, max_size=20),
    st.sampled_from([BERLIN, ANGELES, AUCKLAND, "Australia/Lord_Howe", "Antarctica/Troll"]),
    st.booleans(),
)
def test_at_home_no_date_is_skipped(beats, zone, offsets):
    """Whatever the hours, and whether the reviews know their offsets or come from before."""
    calendar, day, reviews = Calendar(ZoneInfo(zone)), date(2026, 3, 20), []
    for gap, hour in beats:
        day += timedelta(gap)
        _, instant = evening((day.year, day.month, day.day), zone, hour)
        offset = calendar.wall(instant).utcoffset() if offsets else None
        reviews.append(FinishedReview(calendar.date_of(instant), instant, offset))
    assert skipped_between(reviews, calendar) == {}


def test_a_review_from_before_offsets_were_kept_is_excused_where_time_itself_rules_the_date_out():
    there, here = (FinishedReview(date(2026, 11, number), instant) for number, (_, instant) in (
        (16, evening((2026, 11, 16), PAGO)), (18, evening((2026, 11, 18), APIA, 16)),
    ))  # fmt: skip
    calendar = Calendar(ZoneInfo(APIA))
    assert skipped_between([there, here], calendar) == {here.day: 1}
    later = replace(here, at=here.at + timedelta(hours=9))
    assert skipped_between([there, later], calendar) == {}


@pytest.mark.parametrize("offset", ["x", 1440, -1440, 10**9, None, 1.5, [780]])
def test_an_offset_that_no_clock_has_is_none(offset):
    instant = evening((2026, 11, 16), ANGELES)[1]
    made = diary.begin(Stamp(ulid(instant, 1), instant, "dev", date(2026, 11, 16), timedelta(0)))
    (event,) = made.log
    (found,) = diary.reviews_of((replace(event, set=event.set | {"offset": offset}),))
    assert found == FinishedReview(date(2026, 11, 16), instant, None)
