"""What comes on which day: over the turn of a year, and where clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.status import let_go, plan_step
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.views.agenda import coming_of, say_coming, say_with_days
from lastmile_tui.domain.views.lineup import Look, View, heading_of, line_up
from support.cases import case
from support.domain.goals import do, goal_from

TODAY = date(2026, 11, 30)


def goal(title="Road", *, due=None, step=None, marker=None, today=TODAY):
    """A goal with days from today on, of which the marker is the second of three."""
    made = goal_from(f"{title}: one > draft >> end")
    if step is not None:
        made = do(made, plan_step, "call Ann", today + timedelta(step))
    first, second, third = made.goal.markers
    if marker is not None:
        second = replace(second, due=today + timedelta(marker))
    day = None if due is None else today + timedelta(due)
    goal = replace(made.goal, uid=title, due=day, markers=(first, second, third))
    return replace(made, goal=goal)


def week(*records, today=TODAY):
    """The days of a week with what comes on each."""
    lineup = line_up([one.goal for one in records], Look(view=View.WEEK), today)
    return {
        heading_of(section.part, today): [one.title for one in section.goals]
        for section in lineup.sections
        if section.goals
    }


def days_of(record, today=TODAY):
    """All that comes, by its words."""
    return say_with_days(coming_of(record.goal, today), today)


def test_everything_with_a_day_stands_on_it_once():
    reached = goal(marker=1)
    reached = replace(reached, goal=replace(reached.goal, position=2.0))
    table = {
        "a due date": (goal(due=4), {"Fri 4 Dec": ["Road"]}, "due date Fri"),
        "a next step": (goal(step=0), {"today": ["Road"]}, "next: call Ann today"),
        "a marker": (goal(marker=1), {"tomorrow": ["Road"]}, "‘draft’ due tomorrow"),
        "all three": (
            goal(due=6, step=2, marker=4),
            {"Wed 2 Dec": ["Road"], "Fri 4 Dec": ["Road"], "Sun 6 Dec": ["Road"]},
            "next: call Ann Wed, ‘draft’ due Fri, due date Sun",
        ),
        "two on a day": (
            goal(due=2, step=2), {"Wed 2 Dec": ["Road"]}, "next: call Ann Wed, due date Wed",
        ),
        "what is late": (
            goal(due=-1, step=-3, marker=-8),
            {"overdue": ["Road"]},
            "next: call Ann, was for 27 Nov, ‘draft’ was due 22 Nov, was due 29 Nov",
        ),
        "late and to come": (
            goal(due=3, step=-3), {"overdue": ["Road"], "Thu 3 Dec": ["Road"]},
            "next: call Ann, was for 27 Nov, due date Thu",
        ),
        "behind the week": (goal(due=7, step=8), {}, "next: call Ann 8 Dec, due date 7 Dec"),
        "a marker that is reached": (reached, {}, ""),
        "no day": (goal(), {}, ""),
    }  # fmt: skip
    for name, (made, days, words) in table.items():
        with case(name):
            assert (week(made), days_of(made)) == (days, words)


def test_what_is_off_the_road_waits_for_nothing_but_its_return():
    away = goal(due=5, step=1, marker=4)

    def until(days):
        return replace(away.goal, parked_until=TODAY + timedelta(days))

    for days, expected in {
        3: "back from parking Thu, ‘draft’ due Fri, due date Sat",
        5: "back from parking Sat, due date Sat",
        9: "back from parking 9 Dec, due date Sat",
        0: "back from parking today, next: call Ann tomorrow, ‘draft’ due Fri, due date Sat",
        -1: "next: call Ann tomorrow, ‘draft’ due Fri, due date Sat",
    }.items():
        with case(days):
            assert days_of(replace(away, goal=until(days))) == expected
    late = replace(goal(due=-2).goal, parked_until=TODAY + timedelta(20))
    assert week(replace(away, goal=late)) == {}
    assert week(replace(away, goal=replace(away.goal, deleted=True))) == {}
    assert week(replace(away, goal=do(goal(), let_go).goal)) == {}


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
        ("Pacific/Apia", date(2011, 12, 29)),  # which had no 30 December that year
        ("UTC", date(2026, 12, 31)),
        ("UTC", date(2028, 2, 28)),
    ],
)
def test_a_week_has_seven_days_wherever_clocks_or_years_turn(zone, change):
    """Each hour around the change belongs to one day, whose week begins with it."""
    calendar = Calendar(ZoneInfo(zone), day_starts=4)
    start = datetime.combine(change, datetime.min.time(), UTC) - timedelta(days=1)
    for hour in range(72):
        today = calendar.date_of(start + timedelta(hours=hour))
        made = [goal(f"{days}", due=days, today=today) for days in range(-1, 8)]
        found = week(*made, today=today)
        assert [*found.values()] == [[str(days)] for days in range(-1, 7)]
        assert [*found][:3] == ["overdue", "today", "tomorrow"]


def test_days_of_another_year_say_so():
    today = date(2026, 12, 29)
    made = [goal(f"{days}", due=days, today=today) for days in (1, 2, 3, 6)]
    assert [*week(*made, today=today)] == [
        "tomorrow", "Thu 31 Dec", "Fri 1 Jan 2027", "Mon 4 Jan 2027",
    ]  # fmt: skip
    last = date(9999, 12, 30)
    assert week(goal(due=1, today=last), today=last) == {"tomorrow": ["Road"]}


def test_the_words_of_a_known_day_leave_it_out():
    things = [*coming_of(goal(due=2, step=2, marker=2).goal, TODAY)]
    assert say_coming(things, TODAY) == "next: call Ann, ‘draft’ due, due date"
