import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lastmile_tui.dates import (
    FixedClock,
    SystemClock,
    When,
    match_date,
    read_date,
    read_instant,
    say_date,
    say_days,
    say_due,
    say_plain,
    say_short,
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
            "27.11.26",
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


@given(st.lists(st.sampled_from([word for piece in PIECES for word in piece.split()]), max_size=9))
def test_the_longest_date_at_the_start_is_found(words):
    longest = None
    for count in range(1, len(words) + 1):
        try:
            longest = read_date(" ".join(words[:count]), SATURDAY), count
        except DateError:
            continue
    assert match_date(words, SATURDAY) == longest


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("next fri 18:00 #car", 3),
        ("fri #car", 1),
        ("fri 6 people come", 1),
        ("27 nov 2027 @buyer", 3),
        ("in 3 days or so", 3),
        ("by fri 27 nov 2026 at 6 pm sharp", 8),
        ("soon", 0),
        ("", 0),
    ],
)
def test_a_date_takes_only_its_own_words(line, taken):
    found = match_date(line.split(), SATURDAY)
    assert (found[1] if found else 0) == taken


@pytest.mark.parametrize(
    ("ahead", "said", "short", "away"),
    [
        (-400, "Fri 17 Oct 2025", "17 Oct 2025", "13 months ago"),
        (-3, "Wed 18 Nov", "18 Nov", "3 days ago"),
        (-1, "yesterday", "20 Nov", "yesterday"),
        (0, "today", "today", "today"),
        (1, "tomorrow", "tomorrow", "tomorrow"),
        (2, "Mon 23 Nov", "Mon", "in 2 days"),
        (6, "Fri 27 Nov", "Fri", "in 6 days"),
        (7, "Sat 28 Nov", "28 Nov", "in 7 days"),
        (30, "Mon 21 Dec", "21 Dec", "in 30 days"),
        (31, "Tue 22 Dec", "22 Dec", "in 4 weeks"),
        (91, "Sat 20 Feb 2027", "20 Feb 2027", "in 3 months"),
        (800, "Mon 29 Jan 2029", "29 Jan 2029", "in 2 years"),
    ],
)
def test_a_date_is_said_with_no_more_words_than_needed(ahead, said, short, away):
    day = SATURDAY + timedelta(ahead)
    assert (say_date(day, SATURDAY), say_short(day, SATURDAY)) == (said, short)
    assert say_days(day, SATURDAY) == away


def test_a_day_with_a_name_can_be_said_plainly():
    assert say_plain(SATURDAY, SATURDAY) == "Sat 21 Nov"


@given(st.dates(), st.dates())
def test_any_date_can_be_said(day, today):
    for said in (say_date(day, today), say_short(day, today), say_days(day, today)):
        assert said.isascii()
        assert said
    assert (" ago" in say_days(day, today)) <= (day < today)


def test_a_due_date_is_said_with_its_distance():
    friday = date(2026, 11, 27)
    assert say_due(When(friday), SATURDAY) == "Fri 27 Nov, in 6 days"
    assert say_due(When(friday, time(18)), SATURDAY) == "Fri 27 Nov at 18:00, in 6 days"
    assert say_due(When(SATURDAY, time(0)), SATURDAY) == "today at 00:00"
    assert say_due(When(date(2026, 11, 22)), SATURDAY) == "tomorrow"


def test_the_clock_of_the_machine_is_aware_and_in_utc():
    assert SystemClock().now().tzinfo is UTC


def test_a_fixed_clock_stands_still():
    instant = datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert FixedClock(instant).now() is instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-27", "2026-11-27T11:00"),
        ("2026-11-27T18:00", "2026-11-27T17:00"),
        (" 2026-11-27 18:00:30 ", "2026-11-27T17:00:30"),
        ("2026-11-27T18:00Z", "2026-11-27T18:00"),
        ("2026-11-27T18:00+05:45", "2026-11-27T12:15"),
    ],
)
def test_an_instant_without_an_offset_is_local(text, instant):
    read = read_instant(text, timezone(timedelta(hours=1)))
    assert read == datetime.fromisoformat(instant + "+00:00")
    assert read.tzinfo is UTC


@pytest.mark.parametrize("text", ["", "now", "18:00", "fri", "0001-01-01", "2026-13-01", "\x1b[2J"])
def test_what_is_no_instant_is_refused_with_an_example(text):
    with pytest.raises(DateError, match="write it like 2026-11-27T18:00") as error:
        read_instant(text, timezone(timedelta(hours=14)))
    assert str(error.value).isprintable()


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
