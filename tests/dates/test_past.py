"""Dates of commands that look back: the latest such day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import read_past, say_date
from lastmile_tui.errors import DateError

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("20 nov", "2026-11-20"),
        ("Nov 20", "2026-11-20"),
        ("20th of november", "2026-11-20"),
        ("20.11.", "2026-11-20"),
        ("22 nov", "2026-11-22"),
        ("23 nov", "2025-11-23"),
        ("25.12.", "2025-12-25"),
        ("29 feb", "2024-02-29"),
        ("fri 20 nov", "2026-11-20"),
        ("Mon, 21 Nov 2022", "2022-11-21"),
        ("fri", "2026-11-20"),
        ("last fri", "2026-11-20"),
        ("on monday", "2026-11-16"),
        ("sun", "2026-11-15"),
        ("3 days ago", "2026-11-19"),
        ("a week ago", "2026-11-15"),
        ("1 month ago", "2026-10-22"),
        ("2 years ago", "2024-11-22"),
        ("-3d", "2026-11-19"),
        ("-2w", "2026-11-08"),
        ("-9m", "2026-02-22"),
        ("2026-11-20", "2026-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("20 nov 2025", "2025-11-20"),
        ("tomorrow", "2026-11-23"),
        ("two days ago", "2026-11-20"),
        ("one week ago", "2026-11-15"),
        ("twelve days ago", "2026-11-10"),
        ("a year ago", "2025-11-22"),
        ("-2 days", "2026-11-20"),
        ("-1 week", "2026-11-15"),
        ("day before yesterday", "2026-11-20"),
        ("the day before yesterday", "2026-11-20"),
        ("the 5th", "2026-11-05"),
        ("on the 22nd", "2026-11-22"),
        ("23rd", "2026-10-23"),
        ("31st", "2026-10-31"),
    ],
)
def test_a_date_is_the_latest_such_day(text, day):
    assert read_past(text, SUNDAY).isoformat() == day


def test_the_last_of_a_month_is_as_far_back_as_the_month_is_long():
    assert read_past("-1m", date(2027, 3, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        *("", "never", "32 nov", "31.2.", "fri fri", "-3", "-3x", "days ago"),
        *(
            "99999 days ago",
            "9999 years ago",
            "18:00",
            "fri 18:00",
            "1/2/2026",
            "٣ days ago",
            "-٣d",
        ),
    ],
)
def test_what_is_no_day_is_refused_with_days_that_are_past(text):
    with pytest.raises(DateError, match="20 nov, 3 days ago or 2026-11-20"):
        read_past(text, SUNDAY)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sat 20 nov", "20 Nov 2026 was a Friday, not a Saturday; write fri 20 nov or sat 14 nov."),
        ("mon 22 nov", "22 Nov 2026 was a Sunday, not a Monday; write sun 22 nov or mon 16 nov."),
        (
            "Tue, Nov 18",
            "18 Nov 2026 was a Wednesday, not a Tuesday; write wed 18 nov or tue 17 nov.",
        ),
        ("sun 1.10.", "1 Oct 2026 was a Thursday, not a Sunday; write thu 1 oct or sun 27 sep."),
    ],
)
def test_a_weekday_that_is_not_the_dates_is_refused_with_both_readings(text, sentence):
    with pytest.raises(DateError) as refused:
        read_past(text, SUNDAY)
    assert str(refused.value) == sentence
    for reading in sentence.removesuffix(".").split("; write ")[1].split(" or "):
        assert read_past(reading, SUNDAY) <= SUNDAY


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("11/20", "‘11/20’ can be misread; write it like"),
        ("20/11/2026", "‘20/11/2026’ can be misread; write it like"),
        ("fri 18:00", "‘fri 18:00’ has a time, and only a day is asked; write it like"),
        ("20 nov 6pm", "‘20 nov 6pm’ has a time, and only a day is asked; write it like"),
        ("yesterday 9am", "‘yesterday 9am’ has a time, and only a day is asked; write it like"),
        ("soon", "‘soon’ is not a day; write it like"),
    ],
)
def test_a_refusal_says_why(text, why):
    with pytest.raises(DateError) as refusal:
        read_past(text, SUNDAY)
    assert str(refusal.value).startswith(why)


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)), st.integers(0, 364))
def test_every_day_of_the_last_year_is_found_without_its_year(today, back):
    day = today - timedelta(back)
    for text in (f"{day.day} {day:%b}", f"{day:%B} {day.day}", f"{day.day}.{day.month}."):
        found = read_past(text, today)
        assert found <= today
        assert found == day or (day.month, day.day) == (2, 29)


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)), st.integers(0, 3000))
def test_every_past_day_is_read_as_it_is_said(today, back):
    day = today - timedelta(back)
    assert read_past(say_date(day, today), today) == day


@given(st.dates(), st.text(max_size=20))
def test_no_text_does_anything_else_than_being_a_day_or_none(today, text):
    with suppress(DateError):
        assert isinstance(read_past(text, today), date)


@given(st.dates(date(2, 1, 1)), st.sampled_from(["fri", "1 may", "-4d", "a month ago"]))
def test_a_day_without_a_year_is_never_ahead(today, text):
    assert read_past(text, today) <= today
