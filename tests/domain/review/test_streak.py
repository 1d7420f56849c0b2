"""Review streaks: what counts, what breaks, and which day a review belongs to."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.review import diary
from lastmile_tui.domain.review.streak import current_streak, streaks_of
from support.domain.history import TODAY

SATURDAY, SUNDAY = 5, 6


def always(_):
    return True


def never(_):
    return False


def days_in(table):
    """A table that ends today: x is a day with a review, . and - are without, - without a goal."""
    first = TODAY - timedelta(len(table) - 1)
    return {first + timedelta(index): sign for index, sign in enumerate(table)}


def told(table, rest=()):
    """The current and the longest streak of a table."""
    held = days_in(table.replace(" ", ""))
    days = {day for day, sign in held.items() if sign == "x"}
    found = streaks_of(
        days, TODAY, rest=frozenset(rest), active_on=lambda day: held.get(day, "-") != "-"
    )
    assert found.days == tuple(sorted(days))
    assert found.reviewed == len(days)
    return found.current, found.longest


@pytest.mark.parametrize(
    ("table", "current", "longest"),
    [
        ("", 0, 0),
        (".......", 0, 0),
        ("x", 1, 1),
        ("x.", 1, 1),
        ("x..", 0, 1),
        (".xxx", 3, 3),
        (".xxx.", 3, 3),
        ("xxx.xx", 2, 3),
        ("xxx.x..", 0, 3),
        ("xx-xx", 4, 4),
        ("x-------x", 2, 2),
        ("x---.---x", 1, 1),
        ("xx--", 2, 2),
        ("--x", 1, 1),
        ("xx.x-x.xxx-.", 3, 3),
    ],
)
def test_a_day_counts_one_and_only_an_active_day_without_a_review_breaks(table, current, longest):
    assert told(table) == (current, longest)


@pytest.mark.parametrize(
    ("table", "current", "longest"),
    [
        # the last sign is Sunday, 22 November
        ("xxxxx..", 5, 5),
        ("xxxxx.x", 6, 6),
        ("xxxxxxx", 7, 7),
        (". xxxxx..", 5, 5),
        ("xxxxx.. xxxx...", 0, 9),
        (".. xxxxx..", 5, 5),
        ("xxxxx.. xxxxx..", 10, 10),
        ("xxxxx.. ....... xxxxx..", 5, 5),
        ("xxxxx.. ------- xxxxx..", 10, 10),
        ("x...... .......", 0, 1),
    ],
)
def test_rest_days_break_nothing_and_count_only_when_reviewed(table, current, longest):
    assert TODAY.weekday() == SUNDAY
    assert told(table, rest=(SATURDAY, SUNDAY)) == (current, longest)


def test_one_rest_day_saves_no_other():
    assert told("xxxxx.x", rest=(SUNDAY,)) == (1, 5)


def test_days_after_today_are_left_out():
    tomorrow = TODAY + timedelta(1)
    found = streaks_of({TODAY, tomorrow, date.max}, TODAY, active_on=always)
    assert (found.current, found.longest, found.reviewed, found.days) == (1, 1, 1, (TODAY,))


def test_the_current_streak_is_found_without_a_look_before_it():
    asked = []

    def active(day):
        asked.append((TODAY - day).days)
        return True

    days = {TODAY - timedelta(back) for back in (1, 2, 3, 7, 8, 200)}
    assert current_streak(days, TODAY, active_on=active) == 3
    assert asked == [4]


def test_neither_a_reviewed_day_nor_a_rest_day_nor_today_is_asked_about():
    asked = []
    days = {TODAY - timedelta(back) for back in (3, 4, 5)}
    found = streaks_of(days, TODAY, rest=frozenset({SATURDAY}), active_on=asked.append)
    assert set(asked) == {TODAY - timedelta(2)}
    assert found.longest == 3


def test_no_day_before_the_first_review_is_asked_about():
    assert streaks_of({date.min}, date.min, active_on=always).current == 1
    assert streaks_of(set(), TODAY, active_on=pytest.fail).reviewed == 0


near = st.integers(-40, 5).map(lambda number: TODAY + timedelta(number))
day_sets = st.frozensets(near)
rests = st.frozensets(st.integers(0, 6), max_size=2)


def counted(days, rest, active):
    """The rule once more, forwards and a day at a time."""
    run = longest = 0
    for back in range(60, -1, -1):
        day = TODAY - timedelta(back)
        if day in days:
            run += 1
        elif back and day.weekday() not in rest and day in active:
            run = 0
        longest = max(longest, run)
    return run, longest


@given(day_sets, rests, day_sets)
def test_the_streaks_are_those_of_a_count_by_day(days, rest, active):
    found = streaks_of(days, TODAY, rest=rest, active_on=active.__contains__)
    assert (found.current, found.longest) == counted(days, rest, active)
    assert found.current <= found.longest <= found.reviewed


@given(day_sets, rests, day_sets)
def test_the_current_streak_alone_is_the_same(days, rest, active):
    found = streaks_of(days, TODAY, rest=rest, active_on=active.__contains__)
    alone = current_streak(days, TODAY, rest=rest, active_on=active.__contains__)
    assert alone == found.current


@given(day_sets, near, rests, day_sets)
def test_one_more_review_shortens_no_streak(days, more, rest, active):
    before = streaks_of(days, TODAY, rest=rest, active_on=active.__contains__)
    after = streaks_of(days | {more}, TODAY, rest=rest, active_on=active.__contains__)
    assert after.longest >= before.longest
    assert after.current >= before.current


@given(day_sets)
def test_where_nothing_can_break_every_review_is_in_one_streak(days):
    resting = streaks_of(days, TODAY, rest=frozenset(range(7)), active_on=always)
    idle = streaks_of(days, TODAY, active_on=never)
    assert resting == idle
    assert resting.current == resting.longest == resting.reviewed


@given(day_sets, rests)
def test_a_day_without_goals_never_makes_a_streak_shorter(days, rest):
    busy = streaks_of(days, TODAY, rest=rest, active_on=always)
    calm = streaks_of(days, TODAY, rest=rest, active_on=lambda day: day.day % 2 == 0)
    assert calm.current >= busy.current
    assert calm.longest >= busy.longest


def reviews(calendar, instants):
    """A diary with a review at each of these instants, as the days it has in the end."""
    made = None
    for number, instant in enumerate(instants):
        stamp = Stamp(ulid(instant, number), instant, "dev", calendar.date_of(instant))
        made = diary.finish(made, stamp) if made else diary.begin(stamp)
    return diary.days_of(made.log)


def test_a_review_before_four_in_the_morning_belongs_to_the_day_before():
    berlin = ZoneInfo("Europe/Berlin")
    late = datetime(2026, 11, 22, 3, 59, tzinfo=berlin)
    days = reviews(Calendar(berlin), [late, late + timedelta(minutes=1)])
    assert days == {date(2026, 11, 21), date(2026, 11, 22)}
    assert current_streak(days, date(2026, 11, 22), active_on=always) == 2


@pytest.mark.parametrize("hour", [3, 4, 12, 23])
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
    ],
)
def test_a_week_of_reviews_is_seven_days_also_when_the_clock_is_changed(name, change, hour):
    zone = ZoneInfo(name)
    first = change - timedelta(3)
    walls = [
        datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone)
        for day in (first + timedelta(number) for number in range(7))
    ]
    offsets = {wall.utcoffset() for wall in walls}
    assert len(offsets) == 2
    calendar = Calendar(zone)
    days = reviews(calendar, [wall.astimezone(UTC) for wall in walls])
    today = calendar.date_of(walls[-1])
    found = streaks_of(days, today, active_on=always)
    assert (found.current, found.longest, found.reviewed) == (7, 7, 7)


@pytest.mark.parametrize(
    ("name", "day_starts", "turns"),
    [
        ("Europe/Berlin", 2, "2026-03-29T01:00"),  # two is skipped
        ("Europe/Berlin", 3, "2026-03-29T01:00"),
        ("Europe/Berlin", 2, "2026-10-25T00:00"),  # two is struck twice
        ("Europe/Berlin", 3, "2026-10-25T02:00"),
        ("America/New_York", 2, "2026-03-08T07:00"),
        ("America/New_York", 1, "2026-11-01T05:00"),
        ("Australia/Lord_Howe", 2, "2026-10-03T15:30"),  # half an hour
        ("Australia/Lord_Howe", 2, "2026-04-04T15:30"),
        ("Africa/Cairo", 0, "2026-04-23T22:00"),  # midnight is skipped
        ("America/Santiago", 0, "2026-09-06T04:00"),
        ("Asia/Beirut", 0, "2026-03-28T22:00"),
        ("Asia/Kolkata", 4, "2026-11-21T22:30"),
    ],
)
def test_a_review_before_the_day_starts_belongs_to_the_day_before_in_every_zone(
    name, day_starts, turns
):
    """Also where the clock is changed at that hour: the minute before, and the one after."""
    instant = datetime.fromisoformat(turns).replace(tzinfo=UTC)
    calendar = Calendar(ZoneInfo(name), day_starts)
    day = calendar.date_of(instant)
    minute = timedelta(minutes=1)
    evening = instant - timedelta(hours=4)
    for before, after in ((evening, instant), (instant - minute, instant + minute)):
        assert reviews(calendar, [before]) == {day - timedelta(1)}
        assert reviews(calendar, [after]) == {day}
    assert instant.astimezone(ZoneInfo(name)).date() == day
