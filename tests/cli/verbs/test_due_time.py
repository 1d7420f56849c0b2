"""A due time in the words of the command line, and what is said of a date that was typed."""

import pytest

STRETCH = "Ship: draft >> sent due today 18:00"


@pytest.fixture
def ship(lastmile):
    """A goal in its last mile that is due at 18:00 on the day of the tests."""
    lastmile("add", STRETCH)
    lastmile("advance", "ship")
    return lastmile


@pytest.mark.parametrize(
    ("now", "listed", "why", "prompted"),
    [
        ("2026-11-21T17:59", "due today 18:00", "due today at 18:00", "due today 18:00"),
        ("2026-11-21T18:30", "was due today 18:00", "it was due at 18:00", "late since 18:00"),
        ("2026-11-22T01:30", "was due today 18:00", "it was due at 18:00", "late since 18:00"),
        ("2026-11-20T18:30", "due tomorrow 18:00", None, None),
        ("2026-11-18T09:00", "due Sat", None, None),
    ],
)
def test_list_next_and_prompt_go_by_the_minute(ship, now, listed, why, prompted):
    line = ship("list", now=now).out.splitlines()[1]
    assert line.endswith(f"  {listed}")
    if why:
        assert why in ship("next", now=now).out
        assert prompted in ship("prompt", now=now).out
        assert ship("show", "ship", "--json", now=now).json["attention"]["level"] == 3


def test_show_says_that_it_was_due(ship):
    assert "· due today at 18:00" in ship("show", "ship", now="2026-11-21T17:00").out
    assert "· was due today at 18:00" in ship("show", "ship", now="2026-11-21T18:30").out


def test_goals_of_a_day_are_listed_by_their_times(lastmile):
    for title, at in (("Whole", ""), ("Late", "20:00"), ("Early", "7:30")):
        lastmile("add", f"{title}: a > b due tomorrow {at}")
    rows = lastmile("list").out.splitlines()[1:]
    assert [row.split("⚑")[1].split()[0] for row in rows] == ["Early", "Late", "Whole"]


@pytest.mark.parametrize(
    ("line", "now", "understood", "remark"),
    [
        ("X due 5pm", "2026-11-22T01:30", "due tomorrow at 17:00", ""),
        ("X due 9am", "2026-11-21T10:00", "due tomorrow at 09:00", ""),
        ("X due fri @ 7pm", "2026-11-21T10:00", "due Fri 27 Nov at 19:00, in 6 days", ""),
        ("X due noon", "2026-11-21T10:00", "due today at 12:00", ""),
        (
            "X due today 9am",
            "2026-11-21T10:00",
            "due today at 09:00",
            "Sat 21 Nov at 09:00 is in the past.",
        ),
        (
            "X due tomorrow",
            "2026-11-22T01:30",
            "due tomorrow",
            "Until the day turns it is Sat 21 Nov, and tomorrow is Sun 22 Nov.",
        ),
        ("X due sept 2027", "2026-11-21T10:00", "due Thu 30 Sep 2027, in 10 months", ""),
        (
            "X due fri 28 nov 2025",
            "2026-11-21T10:00",
            "due Fri 28 Nov 2025, 12 months ago",
            "Fri 28 Nov 2025 is in the past.",
        ),
    ],
)
def test_add_says_what_it_understood(lastmile, line, now, understood, remark):
    done = lastmile("add", line, now=now)
    assert done.out == f"Added · X · 1 marker · {understood}\n"
    assert done.err == (f"lastmile: {remark}\n" if remark else "")


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("thu 4 dec", "4 Dec 2026 is a Friday, not a Thursday; write fri 4 dec or thu 3 dec."),
        ("12/24", "‘12/24’ can be misread; write it 2026-12-24."),
        ("mid december", "‘mid december’ names no day; write 15 dec or end of december."),
        ("a couple of weeks", "is not a certain number; write it like in 2 weeks."),
    ],
)
def test_an_option_is_refused_with_the_same_sentence_as_a_line(ship, option, sentence):
    for command in (
        ("park", "ship", "--until", option),
        ("next-step", "ship", "call", "--on", option),
    ):
        refused = ship(*command)
        assert refused.code
        assert sentence in refused.err
    added = ship("add", f"Plan due {option}")
    assert sentence in added.err
    assert added.out == f"Added · Plan due {option} · 1 marker\n"


def test_a_next_step_keeps_a_date_whose_weekday_is_wrong_and_says_so(ship):
    done = ship("next-step", "ship", "call", "Ann", "thu", "4", "dec")
    assert "4 Dec 2026 is a Friday, not a Thursday" in done.err
    assert ship("show", "ship", "--json").json["next_step"]["text"] == "call Ann thu 4 dec"
