"""The forms in which people write dates: each is read right, or refused with what to write.

The clock shows Sunday 29 November 2026, 10:00. Besides our own the forms are those of the manuals
and the bug trackers of other lists: taskwarrior, todo.txt, Todoist, org-mode.
"""

import re
from datetime import UTC, date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import When, match_date, read_date
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.errors import DateError

SUNDAY = date(2026, 11, 29)
ZONE = ZoneInfo("Europe/Berlin")
TEN = datetime(2026, 11, 29, 10, tzinfo=ZONE)
NIGHT = datetime(2026, 11, 29, 1, 30, tzinfo=ZONE)
SATURDAY = date(2026, 11, 28)

READ = {
    # a day and a time
    "fri @ 7pm": "2026-12-04 19:00",
    "fri @7pm": "2026-12-04 19:00",
    "fri 7 pm sharp": "2026-12-04 19:00",
    "fri at 18.00": "2026-12-04 18:00",
    "at 18.00": "2026-11-29 18:00",
    "fri 18.30": "2026-12-04 18:30",
    "fri at 18": "2026-12-04 18:00",
    "fri 18h30": "2026-12-04 18:30",
    "fri 18 h 30": "2026-12-04 18:30",
    "fri 18 Uhr": "2026-12-04 18:00",
    "fri um 18.30 Uhr": "2026-12-04 18:30",
    "18:00 Uhr": "2026-11-29 18:00",
    "5.12. 18 Uhr": "2026-12-05 18:00",
    "24.12. um 14 Uhr": "2026-12-24 14:00",
    "noon": "2026-11-29 12:00",
    "midday": "2026-11-29 12:00",
    "fri noon": "2026-12-04 12:00",
    "noon tomorrow": "2026-11-30 12:00",
    "5pm tomorrow": "2026-11-30 17:00",
    "at 5pm on friday": "2026-12-04 17:00",
    "fri, 6 p.m.": "2026-12-04 18:00",
    "tomorrow at 9:30 AM": "2026-11-30 09:30",
    "dec 4, 2026, 5:30 p.m.": "2026-12-04 17:30",
    "tonight 8pm": "2026-11-29 20:00",
    "tonight 1am": "2026-11-30 01:00",
    "2026-12-24T18:00": "2026-12-24 18:00",
    "<2026-12-24 Thu 18:00>": "2026-12-24 18:00",
    # near days
    "tmrw": "2026-11-30",
    "tmr": "2026-11-30",
    "2moro": "2026-11-30",
    "tommorow": "2026-11-30",
    "day after tomorrow": "2026-12-01",
    "tonight": "2026-11-29",
    "this evening": "2026-11-29",
    "tomorrow evening": "2026-11-30",
    "eod": "2026-11-29",
    "tomorrow eod": "2026-11-30",
    # lengths
    "in two weeks": "2026-12-13",
    "in twelve days": "2026-12-11",
    "a fortnight": "2026-12-13",
    "in a fortnight": "2026-12-13",
    "in 10 days": "2026-12-09",
    "10 days": "2026-12-09",
    "3d": "2026-12-02",
    "two weeks from now": "2026-12-13",
    "in a week's time": "2026-12-06",
    "a week from friday": "2026-12-11",
    "a week from tomorrow": "2026-12-07",
    "in an hour": "2026-11-29 11:00",
    "in half an hour": "2026-11-29 10:30",
    "in 90 minutes": "2026-11-29 11:30",
    # weekdays
    "next tue": "2026-12-01",
    "weds": "2026-12-02",
    "coming fri": "2026-12-04",
    "tuesday week": "2026-12-08",
    "a week on tuesday": "2026-12-08",
    "friday fortnight": "2026-12-18",
    "fri next week": "2026-12-04",
    "friday of next week": "2026-12-04",
    "fri the 4th": "2026-12-04",
    "Fri., Dec. 4": "2026-12-04",
    "2026-12-24 Thu": "2026-12-24",
    # days of a month
    "the 5th": "2026-12-05",
    "24th": "2026-12-24",
    "fri!": "2026-12-04",
    "next week fri": "2026-12-04",
    "2026-12": "2026-12-31",
    "12/2026": "2026-12-31",
    "31st": "2026-12-31",
    "the 5th of december": "2026-12-05",
    "on the 5th of december": "2026-12-05",
    "1st of next month": "2026-12-01",
    "Dec. 12": "2026-12-12",
    "12 Dec.": "2026-12-12",
    "12-dec-2026": "2026-12-12",
    "24 dec '26": "2026-12-24",
    "2026/12/24": "2026-12-24",
    "24.12.26": "2026-12-24",
    "24-12-2026": "2026-12-24",
    "20261224": "2026-12-24",
    "29 feb": "2028-02-29",
    # spans, of which the last day is meant
    "sep 2027": "2027-09-30",
    "sept 2027": "2027-09-30",
    "september 2027": "2027-09-30",
    "end of december": "2026-12-31",
    "end of 2027": "2027-12-31",
    "end of next month": "2026-12-31",
    "end of year": "2026-12-31",
    "eoq": "2026-12-31",
    "Q1 2027": "2027-03-31",
    "2027-Q2": "2027-06-30",
    "2026-W50": "2026-12-13",
    "2026-W50-3": "2026-12-09",
    "w50": "2026-12-13",
    "week 50": "2026-12-13",
    "week 5 of 2027": "2027-02-07",
    "weekend": "2026-11-29",
    "this weekend": "2026-11-29",
    "next weekend": "2026-12-06",
    "start of next month": "2026-12-01",
    # days with a name
    "christmas": "2026-12-25",
    "new year's eve": "2026-12-31",
    "New Year\u2019s Day": "2027-01-01",
}

REFUSED = {
    "12/24": "‘12/24’ can be misread; write it 2026-12-24.",
    "1/2": "write it 2027-02-01 or 2027-01-02.",
    "05-12-2026": "write it 2026-12-05 or 2026-05-12.",
    "24-12-26": "write it 2026-12-24 or 2024-12-26.",
    "12-24-2026": "write it 2026-12-24.",
    "6 Uhr": "write 6am, 6pm or 18:00.",
    "18h": "‘18h’ may be a time or a length; write 18:00 or in 18 hours.",
    "2h": "write 2:00 or in 2 hours.",
    "fri 18h": "write 18:00 or in 18 hours.",
    "5.12. 18 h": "write 18:00 or in 18 hours.",
    "3rd week of december": "names no day",
    "the 2nd week": "names no day",
    "1st half of 2027": "names no day",
    "4th quarter": "names no day",
    "midnight": "write today 23:59 or tomorrow 0:00.",
    "fri midnight": "write fri 4 dec 23:59 or fri 4 dec 00:00.",
    "fri at midnight": "write fri 4 dec 23:59 or fri 4 dec 00:00.",
    "tonight midnight": "write today 23:59 or tomorrow 0:00.",
    "midnight tonight": "write today 23:59 or tomorrow 0:00.",
    "tomorrow morning": "‘morning’ is not a time of the clock; write one, such as 9:00.",
    "monday afternoon": "‘afternoon’ is not a time of the clock",
    "fri at 7": "write 7am, 7pm or 19:00.",
    "7 o'clock": "write 7am, 7pm or 19:00.",
    "tonight 7:30": "write today 07:30 or today 19:30.",
    "mid december": "names no day; write 15 dec or end of december.",
    "in december": "names no day; write 15 dec or end of december.",
    "may": "names no day; write 15 may or end of may.",
    "2027": "names no day; write 1 dec 2027 or end of 2027.",
    "a couple of weeks": "is not a certain number; write it like in 2 weeks.",
    "in a few days": "is not a certain number; write it like in 2 days.",
    "tom": "may be tomorrow or a name; write tomorrow.",
    "every fri": "repeats, and a goal is due once; write fri.",
    "daily": "repeats, and a goal is due once",
    "in 3 business days": "depends on who works when",
    "31 feb": "‘31 feb’ is not in the calendar",
    "week 54": "‘week 54’ is not in the calendar",
    "29 feb 2027": "is not in the calendar",
    "fri 18.10": "write mon 18 oct or fri 15 oct or fri 4 dec 18:10.",
}

WEEKDAYS = {
    "thu 4 dec": "4 Dec 2026 is a Friday, not a Thursday; write fri 4 dec or thu 3 dec.",
    "fri 4 dec 2025": "4 Dec 2025 is past and was a Thursday, not a Friday; "
    "write thu 4 dec 2025 or fri 4 dec.",
    "sat 29 nov": "29 Nov 2026 is a Sunday, not a Saturday; write sun 29 nov or sat 5 dec.",
    "mon 24.12.26": "24 Dec 2026 is a Thursday, not a Monday; write thu 24 dec or mon 21 dec.",
    "2026-12-24 Fri": "24 Dec 2026 is a Thursday, not a Friday; "
    "write thu 24 dec or fri 24 dec 2027.",
    "friday the 13th": "13 Dec 2026 is a Sunday, not a Friday; write sun 13 dec or fri 11 dec.",
}

UNFINISHED = [
    *(
        "fri 7",
        "fri 2027",
        "24 dec 26",
        "fri 4 dec 18",
        "fri am",
        "fri 25:00",
        "fri 6-8pm",
        "fri 815pm",
        "fri 815",
    ),
    *(
        "fri or sat",
        "fri - sun",
        "fri \u2013 sun",
        "fri in december",
        "fri in two weeks",
        "fri after next",
    ),
    *("3 days ago", "in a week or two", "today 5pm fri", "2026-12-24 18:00 UTC", "fri may"),
    *("fri 18 heures", "fri 6 to 7 pm", "fri 6 or 7", "fri 6ish", "fri five pm"),
    *("fri from 18:00 to 19:00", "fri between 6 and 7", "fri around 6pm", "fri about 6"),
    *("fri half six", "fri cob", "fri eob", "fri eve", "fri at lunch", "24 dec lunchtime"),
    *("fri close of business", "fri end of business", "fri first thing"),
    *("fri 6pm local time", "fri 6pm my time", "fri 6pm +0100", "fri 18:00 +01:00"),
    *("fri 18:00 UTC+1", "fri 18:00 GMT-5", "fri 6pm Europe/Berlin", "fri 6pm Asia/Kolkata"),
    *("fri 6pm IST", "fri 6pm JST", "fri or earlier", "24 dec this year"),
    *("fri at half past 6", "tomorrow 4 december", "fri every week", "fri 7pm 2026"),
]
"""Dates that go on with words which make no date with them."""

NO_DATES = [
    *("5", "12", "second", "sat down", "banana", "soon", "asap", "easter", "mon-fri"),
    *("2026-12-24T18:00Z", "first of december", "last fri", "half past 6", "the bank", "at home"),
]

read = partial(read_date, today=SUNDAY, now=TEN)
match = partial(match_date, today=SUNDAY, now=TEN)


def spelled(when):
    return f"{when.day} {when.time:%H:%M}" if when.time else str(when.day)


@pytest.mark.parametrize(("form", "meant"), READ.items())
def test_a_form_is_read_as_it_is_meant_and_taken_whole(form, meant):
    assert spelled(read(form)) == meant
    found = match([*form.split(), "#home"])
    assert (spelled(found.when), found.words, found.remark) == (meant, len(form.split()), "")


@pytest.mark.parametrize(("form", "sentence"), [*REFUSED.items(), *WEEKDAYS.items()])
def test_a_form_that_is_not_certain_is_refused_whole_with_what_to_write(form, sentence):
    with pytest.raises(DateError) as refusal:
        read(form)
    assert sentence in str(refusal.value)
    found = match([*form.split(), "#home"])
    assert (found.when, found.words) == (None, len(form.split()))
    assert found.remark == str(refusal.value)


@pytest.mark.parametrize("form", WEEKDAYS)
def test_both_readings_of_a_wrong_weekday_can_be_typed(form):
    sentence = match(form.split()).remark
    readings = re.search(r"; write (.*) or (.*)\.$", sentence).groups()
    days = [read(reading).day for reading in readings]
    assert len({*days}) == len(days)
    assert min(days) >= min(SUNDAY, read(readings[0]).day)


@pytest.mark.parametrize("form", UNFINISHED)
def test_a_date_is_never_split_from_what_goes_on_with_it(form):
    found = match([*form.split(), ">", "draft"])
    assert found.when is None
    assert found.words == len(form.split())
    assert "write it like" in found.remark or "names no day" in found.remark


@pytest.mark.parametrize("form", NO_DATES)
def test_words_that_are_no_date_are_none(form):
    assert match(form.split()) is None or not match(form.split()).when or form == "sat down"
    with pytest.raises(DateError):
        read(form)


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("Pay due:2026-12-24 now", "Pay now", "2026-12-24"),
        ("Pay due: 24 dec #home", "Pay", "2026-12-24"),
        ("Pay due:fri", "Pay", "2026-12-04"),
        ("Pay DUE: Fri @ 7pm", "Pay", "2026-12-04 19:00"),
        ("Pay due fri 4 dec 2025 @7pm", "Pay due fri 4 dec 2025 @7pm", None),
        ("Pay due: 12/24", "Pay due 12/24", None),
        ("Pay due fri 2027", "Pay due fri 2027", None),
        ("Ring due thu 4 dec 18:00", "Ring due thu 4 dec 18:00", None),
        ("Dinner due fri 7", "Dinner due fri 7", None),
        ("Rent due: landlord paid > done", "Rent due", None),
        ("Taxes due: march > april", "Taxes due", None),
        ("The second may march on in 5 days, sat down", *2 * [None]),
    ],
)
def test_no_word_of_a_date_is_left_in_a_title(line, title, due):
    plan = read_line(line, match)
    assert plan.title == (title or line)
    assert (spelled(When(plan.due, plan.due_time)) if plan.due else None) == due
    assert not plan.people
    assert bool(plan.remarks) == ("due " in (title or "") and "Rent" not in line)


@pytest.mark.parametrize(
    ("form", "meant", "remark"),
    [
        ("thu 4 dec 2025", "2025-12-04", "Thu 4 Dec 2025 is in the past."),
        ("4 dec 2025", "2025-12-04", "Thu 4 Dec 2025 is in the past."),
        ("yesterday", "2026-11-28", "Sat 28 Nov is in the past."),
        ("today 9am", "2026-11-29 09:00", "Sun 29 Nov at 09:00 is in the past."),
        ("2026-01-01", "2026-01-01", "Thu 1 Jan is in the past."),
        ("sun 29 nov 9:59", "2026-11-29 09:59", "Sun 29 Nov at 09:59 is in the past."),
        ("today 10:01", "2026-11-29 10:01", ""),
    ],
)
def test_a_date_in_the_past_is_read_and_remarked(form, meant, remark):
    found = match(form.split())
    assert (spelled(found.when), found.remark) == (meant, remark)
    assert read_line(f"X due {form}", match).remarks == ((remark,) if remark else ())


@pytest.mark.parametrize(
    ("form", "today", "now", "meant"),
    [
        ("9am", SUNDAY, TEN, "2026-11-30 09:00"),
        ("10:00", SUNDAY, TEN, "2026-11-30 10:00"),
        ("10:01", SUNDAY, TEN, "2026-11-29 10:01"),
        ("5pm", SUNDAY, TEN, "2026-11-29 17:00"),
        ("5pm", SATURDAY, NIGHT, "2026-11-29 17:00"),
        ("noon", SATURDAY, NIGHT, "2026-11-29 12:00"),
        ("1:00", SATURDAY, NIGHT, "2026-11-30 01:00"),
        ("tomorrow 5pm", SATURDAY, NIGHT, "2026-11-29 17:00"),
        ("today 5pm", SATURDAY, NIGHT, "2026-11-28 17:00"),
        ("in 2 hours", SATURDAY, NIGHT, "2026-11-29 03:30"),
    ],
)
def test_a_bare_time_is_the_next_one_that_the_clock_shows(form, today, now, meant):
    assert spelled(read_date(form, today, now)) == meant


@pytest.mark.parametrize("form", ["tomorrow", "today", "tonight", "tmrw noon"])
def test_before_the_day_turns_it_is_told_which_day_it_is(form):
    told = "Until the day turns it is Sat 28 Nov, and tomorrow is Sun 29 Nov."
    assert match_date(form.split(), SATURDAY, NIGHT).remark == told
    assert match_date(form.split(), SUNDAY, TEN).remark == ""
    assert match_date(["fri"], SATURDAY, NIGHT).remark == ""


@pytest.mark.parametrize(
    ("now", "form", "meant"),
    [
        ("2026-10-25T00:30+00:00", "in 2 hours", "2026-10-25 03:30"),
        ("2026-10-25T00:30+00:00", "in an hour", "2026-10-25 02:30"),
        ("2027-03-28T00:30+00:00", "in an hour", "2027-03-28 03:30"),
    ],
)
def test_an_hour_is_an_hour_where_the_clocks_change(now, form, meant):
    wall = datetime.fromisoformat(now).astimezone(UTC).astimezone(ZONE)
    assert spelled(read_date(form, wall.date(), wall)) == meant


PIECES = sorted(
    {word for form in (*READ, *REFUSED, *WEEKDAYS, *UNFINISHED) for word in form.split()}
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10), st.dates(), st.times())
def test_whatever_is_matched_is_read_alone_or_refused_with_a_sentence(words, day, clock):
    now = datetime.combine(day, clock, UTC)
    found = match_date(words, day, now)
    if found is None:
        return
    assert 0 < found.words <= len(words)
    if found.when:
        assert read_date(" ".join(words[: found.words]), day, now) == found.when
    else:
        assert found.remark.endswith(".")
        assert found.remark.isprintable()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 1000))
def test_a_time_of_midnight_is_a_time(day, minutes):
    clock = time(minutes // 60, minutes % 60)
    assert read_date(f"{day} {clock:%H:%M}", day) == When(day, clock)
