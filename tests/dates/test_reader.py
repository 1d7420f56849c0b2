import subprocess
import sys
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lastmile_tui.dates import (
    When,
    match_date,
    read_date,
    say_date,
)
from lastmile_tui.errors import DateError

SATURDAY = date(2026, 11, 21)
days = st.dates(date(1000, 1, 1), date(9000, 1, 1))
FORWARD = [
    *("today", "tonight", "tomorrow", "mon", "this wednesday", "next sun", "+3d", "+2w", "+13m"),
    *("in 3 days", "in a year", "eow", "eom", "eoy", "next week", "next month", "next year"),
    *("27 nov", "feb 29th", "1st of march", "31.12.", "end of the week", "by fri at 6pm", "18:00"),
]
PIECES = [
    *FORWARD,
    "2026-02-30",
    "01/02/2026",
    "99:99",
    "fri",
    "at",
    "13pm",
    "+9999y",
    "29.2.",
    ",",
]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-21"),
        ("tonight", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("yesterday", "2026-11-20"),
        ("fri", "2026-11-27"),
        ("Thurs", "2026-11-26"),
        ("sunday", "2026-11-22"),
        ("on mon", "2026-11-23"),
        ("+3d", "2026-11-24"),
        ("+2w", "2026-12-05"),
        ("+1m", "2026-12-21"),
        ("+1y", "2027-11-21"),
        ("in 3 days", "2026-11-24"),
        ("in a month", "2026-12-21"),
        ("eow", "2026-11-22"),
        ("eom", "2026-11-30"),
        ("end of the year", "2026-12-31"),
        ("next week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("next year", "2027-01-01"),
        ("2026-11-27", "2026-11-27"),
        ("2020-02-29", "2020-02-29"),
        ("27 nov", "2026-11-27"),
        ("27th of November", "2026-11-27"),
        ("nov 27", "2026-11-27"),
        ("Nov 27, 2027", "2027-11-27"),
        ("27 november 2027", "2027-11-27"),
        ("27.11.", "2026-11-27"),
        ("27.11", "2026-11-27"),
        ("3. 2. 2027", "2027-02-03"),
        ("27.11.2026", "2026-11-27"),
        ("27.11.26", "2026-11-27"),
        ("Fri 27 Nov", "2026-11-27"),
        ("  fri   27   nov  ", "2026-11-27"),
    ],
)
def test_dates_are_read_as_people_write_them(text, day):
    assert read_date(text, SATURDAY) == When(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("fri 18:00", time(18)),
        ("fri at 6pm", time(18)),
        ("fri at 6 pm", time(18)),
        ("fri 6:30 pm", time(18, 30)),
        ("27 nov 12am", time(0)),
        ("27 nov 12pm", time(12)),
        ("2026-11-27T09:05", time(9, 5)),
        ("by fri 27 nov 2026 at 6 pm", time(18)),
    ],
)
def test_a_time_may_follow_a_date(text, clock):
    assert read_date(text, SATURDAY) == When(date(2026, 11, 27), clock)


def test_a_time_alone_is_today():
    assert read_date("18:00", SATURDAY) == When(SATURDAY, time(18))


def test_a_weekday_said_on_that_day_is_a_week_away():
    assert read_date("sat", SATURDAY).day == SATURDAY + timedelta(7)
    assert read_date("this sat", SATURDAY).day == SATURDAY


@pytest.mark.parametrize(("today", "day"), [("2026-11-16", 27), ("2026-11-20", 27)])
def test_next_friday_lies_in_the_week_after_this_one(today, day):
    assert read_date("next fri", date.fromisoformat(today)).day == date(2026, 11, day)


def test_a_date_that_passed_this_year_means_the_next():
    assert read_date("20 nov", SATURDAY).day == date(2027, 11, 20)
    assert read_date("21.11.", SATURDAY).day == SATURDAY
    assert read_date("29 feb", SATURDAY).day == date(2028, 2, 29)


def test_a_month_ahead_ends_with_that_month():
    assert read_date("+1m", date(2027, 1, 31)).day == date(2027, 2, 28)
    assert read_date("+1y", date(2028, 2, 29)).day == date(2029, 2, 28)
    assert read_date("eom", date(2027, 12, 31)).day == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("01/02/2026", "write it 2026-02-01 or 2026-01-02."),
        ("27/11/2026", "write it 2026-11-27."),
        ("1/12", "write it 2026-12-01 or 2027-01-12."),
        ("31/31/2026", "write it like fri"),
        ("30/2", "write it like fri"),
        ("5/5/2027", "write it 2027-05-05."),
        ("banana", "is not a date; write it like fri, 27 nov, +3d or 2026-11-27."),
    ],
)
def test_a_refusal_says_what_to_write(text, advice):
    with pytest.raises(DateError) as error:
        read_date(text, SATURDAY)
    assert advice in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "13",
            "2026",
            "nov",
            "31 feb",
            "2026-02-30",
            "10000-01-01",
            "+9999y",
        ),
        *("mon 27 nov", "buy milk on friday", "25:00", "fri 13pm", "friday friday", "in days"),
        *(
            "+3",
            "d",
            "0000-01-01",
            "\u0662\u0667 nov",
            "fri " * 1000 + "1",
            "27.112026",
            "fri 18:60",
        ),
        *("next", "at", "by", "\x1b[2J", "0.0.", "+99999d"),
    ],
)
def test_what_is_not_certainly_a_date_is_refused(text):
    with pytest.raises(DateError) as error:
        read_date(text, SATURDAY)
    assert str(error.value).isprintable()


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=3).map(" ".join), st.dates())
@example("eom", date(9999, 12, 31))
@example("tomorrow", date(9999, 12, 31))
@example("next year", date(9999, 12, 31))
@example("29 feb", date(9999, 3, 1))
@example("1/1", date(9999, 12, 31))
@example("yesterday", date(1, 1, 1))
def test_reading_raises_nothing_but_a_date_error(text, today):
    try:
        read = read_date(text, today)
    except DateError:
        return
    assert date.min <= read.day <= date.max


@pytest.mark.parametrize("text", FORWARD)
@given(today=days)
def test_words_that_look_ahead_never_lead_back(text, today):
    assert read_date(text, today).day >= today


@given(st.dates(), days, st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_iso_dates_read_as_themselves(day, today, clock):
    text = f"{day.isoformat()} {clock:%H:%M}" if clock else day.isoformat()
    assert read_date(text, today) == When(day, clock)


@given(days, st.integers(0, 800))
def test_a_date_that_was_said_reads_as_itself(today, ahead):
    day = today + timedelta(ahead)
    assert read_date(say_date(day, today), today).day == day


def reads(text):
    """What a whole text reads as, None when it is none and a sentence when it is refused."""
    try:
        return read_date(text, SATURDAY)
    except DateError as error:
        return None if "is not a date" in str(error) else str(error)


@given(st.lists(st.sampled_from([word for piece in PIECES for word in piece.split()]), max_size=9))
def test_the_longest_date_at_the_start_is_found(words):
    spans = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    readings = [(reads(text), count) for count, text in enumerate(spans, 1) if reads(text)]
    found = match_date(words, SATURDAY)
    if found is None or not readings:
        assert found is None
        assert not readings
    elif found.when:
        assert (found.when, found.words) == readings[-1]
    else:
        assert found.remark
        assert found.words >= readings[-1][1]


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("next fri 18:00 #car", 3),
        ("fri #car", 1),
        ("fri 6 people come", 1),
        ("27 nov 2027 @buyer", 3),
        ("in 3 days or so", 3),
        ("by fri 27 nov 2026 at 6 pm sharp", 9),
        ("soon", 0),
        ("", 0),
    ],
)
def test_a_date_takes_only_its_own_words(line, taken):
    found = match_date(line.split(), SATURDAY)
    assert (found.words if found else 0) == taken


def test_pendulum_is_imported_only_by_what_needs_it():
    script = (
        "import sys, datetime as dt, lastmile_tui.dates as w\n"
        "today = dt.date(2026, 11, 21)\n"
        "w.zone('Europe/Berlin'), w.SystemClock().now(), w.read_date('fri 18:00', today)\n"
        "w.say_due(w.When(today), today)\n"
        "assert 'pendulum' not in sys.modules\n"
        "w.read_date('+1m', today)\n"
        "assert 'pendulum' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
