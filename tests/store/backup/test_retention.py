"""Which daily backups are kept."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.store.backup.retention import DAYS, MONTHS, WEEKS, days_to_keep

DAY = timedelta(days=1)
some_days = st.sets(st.dates(date(2020, 1, 1), date(2027, 12, 31)), max_size=200)


def run(start, count):
    return {start + index * DAY for index in range(count)}


def test_a_year_of_daily_backups_keeps_days_weeks_and_months():
    last = date(2026, 11, 22)

    left = days_to_keep(run(last - 364 * DAY, 365))

    assert sorted(left, reverse=True) == [
        *(last - index * DAY for index in range(7)),
        date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1),
        date(2026, 10, 31), date(2026, 9, 30), date(2026, 8, 31), date(2026, 7, 31),
        date(2026, 6, 30), date(2026, 5, 31), date(2026, 4, 30), date(2026, 3, 31),
        date(2026, 2, 28), date(2026, 1, 31), date(2025, 12, 31),
    ]  # fmt: skip


def test_years_without_changes_take_no_backup_away():
    old = {date(2020, 5, 1), date(2021, 6, 1)}

    assert days_to_keep(old | {date(2026, 11, 22)}) == old | {date(2026, 11, 22)}


def test_weeks_are_those_of_iso_over_the_turn_of_the_year():
    days = {date(2026, 12, 31), date(2027, 1, 1), *run(date(2027, 3, 1), 7)}

    assert date(2026, 12, 31) in days_to_keep(days)  # the newest of its month
    assert len(days_to_keep({date(2026, 12, 28) - 400 * DAY, *run(date(2026, 12, 28), 7)})) == 8


@given(some_days)
def test_what_is_kept_was_there_and_holds_the_newest(days):
    left = days_to_keep(days)

    assert left <= days
    assert len(left) <= DAYS + WEEKS + MONTHS
    assert not days or max(days) in left


@given(some_days)
def test_the_last_seven_days_that_have_one_are_kept(days):
    assert set(sorted(days)[-DAYS:]) <= days_to_keep(days)


@given(some_days)
def test_the_newest_of_each_of_the_last_twelve_months_is_kept(days):
    months = sorted({(day.year, day.month) for day in days})[-MONTHS:]

    newest = {max(day for day in days if (day.year, day.month) == month) for month in months}

    assert newest <= days_to_keep(days)


@given(some_days, some_days)
def test_pruning_each_day_comes_to_the_same_as_pruning_once(first, second):
    later = {day + timedelta(days=3000) for day in second}
    left = days_to_keep(first)
    for day in sorted(later):
        left = days_to_keep(left | {day})

    assert left == days_to_keep(first | later)
