"""A due time counts: a goal is late from its minute on, on the clock of the user."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from lastmile_tui.dates import When, has_passed
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.measures.reasons import ReasonKind, say_briefly, say_reason
from lastmile_tui.domain.review import queue
from support.domain.history import TODAY, begun, history

BERLIN = ZoneInfo("Europe/Berlin")
LINE = "Ship: a > b > c"


def clock(day, hour, minute=0, zone=BERLIN):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def due(days, at=None, uid=0):
    record = history(LINE, begun(3), uid=uid)
    goal = replace(record.goal, due=TODAY + timedelta(days), due_time=at)
    return replace(record, goal=goal)


def reasons(record, now):
    watch = Measurer([record.goal], lambda _: record.log, lambda: now)
    found = watch.measure(record.goal, TODAY).attention.reasons
    return [reason for reason in found if reason.kind is ReasonKind.LATE]


SIX = time(18)


@pytest.mark.parametrize(
    ("days", "at", "now", "sentence", "brief"),
    [
        (0, SIX, (0, 17, 59), "due today at 18:00, with 3 mi to go", "due today 18:00"),
        (0, SIX, (0, 18, 0), "it was due at 18:00, with 3 mi to go", "late since 18:00"),
        (0, SIX, (0, 18, 30), "it was due at 18:00, with 3 mi to go", "late since 18:00"),
        (0, SIX, (1, 1, 30), "it was due at 18:00, with 3 mi to go", "late since 18:00"),
        (0, None, (0, 23, 59), "due today, with 3 mi to go", "due today"),
        (0, None, (1, 1, 30), "due today, with 3 mi to go", "due today"),
        (1, time(1), (1, 1, 30), "it was due at 01:00, with 3 mi to go", "late since 01:00"),
        (1, time(2), (1, 1, 30), None, None),
        (1, SIX, (0, 18, 30), None, None),
        (-1, SIX, (0, 9, 0), "the due date passed 1 day ago", "1 d late"),
        (-2, None, (0, 9, 0), "the due date passed 2 days ago", "2 d late"),
    ],
)
def test_a_goal_is_late_from_its_minute_on(days, at, now, sentence, brief):
    ahead, hour, minute = now
    found = reasons(due(days, at), clock(TODAY + timedelta(ahead), hour, minute))
    assert [say_reason(reason) for reason in found] == ([sentence] if sentence else [])
    assert [say_briefly(reason) for reason in found] == ([brief] if brief else [])
    assert [reason.overdue for reason in found] == (
        [not sentence.startswith("due")] if sentence else []
    )


def test_at_the_last_marker_a_due_time_passes_too():
    door = due(0, SIX)
    goal = replace(door.goal, position=door.goal.distance)
    assert not goal.is_overdue(TODAY, clock(TODAY, 17))
    assert goal.is_overdue(TODAY, clock(TODAY, 19))


@pytest.mark.parametrize(
    ("due_at", "now", "passed"),
    [
        # The clock is set back from 3:00 to 2:00: half past two is shown twice, and passes once.
        ("2026-10-25 02:30", "2026-10-25T00:29+00:00", False),
        ("2026-10-25 02:30", "2026-10-25T00:30+00:00", True),
        ("2026-10-25 02:30", "2026-10-25T01:10+00:00", True),
        # The clock is set forward from 2:00 to 3:00: half past two is never shown, and passes.
        ("2027-03-28 02:30", "2027-03-28T00:59+00:00", False),
        ("2027-03-28 02:30", "2027-03-28T01:31+00:00", True),
        ("2026-11-29 18:00", "2026-11-29T16:59+00:00", False),
        ("2026-11-29 18:00", "2026-11-29T17:00+00:00", True),
    ],
)
def test_a_time_passes_once_where_the_clocks_change(due_at, now, passed):
    at = datetime.fromisoformat(due_at)
    wall = datetime.fromisoformat(now).astimezone(BERLIN)
    assert has_passed(When(at.date(), at.time()), wall.date(), wall) is passed


def test_the_same_wall_clock_counts_in_every_zone():
    record = due(0, SIX)
    for zone in (UTC, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")):
        assert not record.goal.is_overdue(TODAY, clock(TODAY, 17, 59, zone))
        assert record.goal.is_overdue(TODAY, clock(TODAY, 18, 0, zone))


def test_at_the_ends_of_the_calendar_a_day_is_compared_as_a_day():
    for day in (date.min, date.max):
        for hour in (0, 23):
            now = datetime.combine(day, time(12), BERLIN)
            assert has_passed(When(day, time(hour)), day, now) in (True, False)


def test_measures_stay_the_same_value_until_the_minute_passes():
    record, now = due(0, SIX), [clock(TODAY, 9)]
    watch = Measurer([record.goal], lambda _: record.log, lambda: now[0])
    before = watch.measure(record.goal, TODAY)
    now[0] = clock(TODAY, 17, 59)
    assert watch.measure(record.goal, TODAY) is before
    now[0] = clock(TODAY, 18)
    after = watch.measure(record.goal, TODAY)
    assert after is not before
    assert after.attention.overdue
    now[0] = clock(TODAY, 20)
    assert watch.measure(record.goal, TODAY) is after


def test_what_is_late_comes_before_what_is_due_later_that_day():
    late, soon, whole = due(0, time(9), 3), due(0, time(20), 2), due(0, None, 1)
    records = {record.goal.uid: record for record in (whole, soon, late)}
    goals = [record.goal for record in records.values()]
    watch = Measurer(goals, lambda uid: records[uid].log, lambda: clock(TODAY, 12))
    order = [record.goal for record in (late, soon, whole)]
    assert [goal for goal, _ in watch.endangered(goals, TODAY)] == order
    review = queue.begin(goals, lambda goal: watch.measure(goal, TODAY), TODAY)
    assert review.queue[0] == late.goal.uid
