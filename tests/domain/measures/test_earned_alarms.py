"""Alarms that a person would call earned: levels rise one by one, stay, and say what is true."""

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance, nudge
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.status import park, turn
from lastmile_tui.domain.measures.reasons import ReasonKind, say_reason
from support.domain.history import TODAY, begun, history, measured, watch, with_words


def evenings(made, *others, days):
    """What is said on each of some evenings from today on, nothing being done on them."""
    made_of = watch(made, *others)
    return [made_of.measure(made.goal, TODAY + timedelta(day)).attention for day in range(days + 1)]


def levels(made, *others, days=60):
    return [found.level for found in evenings(made, *others, days=days)]


def spaced(*rests):
    """A road whose days of work lie so far apart; the last one, of a tenth of a mile, is today."""
    days = [sum(rests[at:]) for at in range(len(rests) + 1)]
    beats = [*((day, advance) for day in days[:-1]), (0, nudge, 0.1)]
    return history("Shed: a > b > c > d > e >> f > g > h > i", begun(days[0]), *beats)


@pytest.mark.parametrize("days", [1, 2, 5, 6, 7, 8, 10, 12, 13, 14, 20, 21, 30])
def test_levels_of_a_rest_rise_one_after_another_and_stay_two_days(days):
    found = levels(spaced(*[days] * 5), days=8 * days + 40)
    assert max(found[: days + 1]) == 0
    rises = [day for day in range(1, len(found)) if found[day] > found[day - 1]]
    assert all(found[day] == found[day - 1] + 1 for day in rises)
    assert all(min(found[day : day + 3]) >= found[day] for day in rises)
    assert max(found) == 3
    assert found.index(3) >= found.index(2) + 7


def added(title, *beats, number):
    return history(f"{title}: a > b > c >> d > e", *beats, uid=number * 10)


@pytest.mark.parametrize("later", [0, 1])
def test_roads_that_are_put_in_on_one_evening_do_not_accuse_each_other(later):
    made = added("Road", begun(5), *[(5, advance)] * 3, number=1)
    others = [
        added(f"Road {number}", begun(5 - later), *[(5 - later, advance)] * 3, number=number)
        for number in range(2, 9)
    ]
    for found in evenings(made, *others, days=0):
        assert not any(reason.name for reason in found.reasons)


@pytest.mark.parametrize("rest", range(1, 24))
def test_who_is_asked_because_another_road_was_begun_is_asked_for_three_evenings(rest):
    """The other one is begun so many days after the last work."""
    made = history(
        "Shed: a > b > c > d >> e > f > g",
        begun(84 + rest), *((day + rest, advance) for day in (84, 64, 42, 22, 0)),
    )  # fmt: skip
    other = added("Other", begun(0), (0, advance), number=9)
    found = evenings(made, other, days=25)
    seen = [each.level for each in found]
    first = seen.index(2)
    assert rest + first == max(rest, 14)
    assert min(seen[first : first + 3]) == 2
    asked = next(each for each in found[first].reasons if each.level == 2)
    assert "you started ‘Other’" in say_reason(asked)


def test_coasting_takes_as_much_evidence_as_a_forecast():
    made = history("Roof: a > b >> e > f", begun(5), (5, advance), (3, advance))
    assert all(
        reason.kind is not ReasonKind.COASTING
        for found in evenings(made, days=9)
        for reason in found.reasons
    )


def test_who_drives_at_weekends_does_not_coast_on_the_sunday():
    sunday = TODAY
    assert sunday.weekday() == 6
    made = history(
        "Boat: a > b >> g > h > i > j", begun(8), (8, advance), (7, advance), (1, advance)
    )
    assert measured(made, today=sunday).attention.reasons == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [((15, 14, 8, 7, 1, 0), "no move for 9 days (usually weekly)"),
     ((18, 15, 12, 9, 6, 0), "no move for 9 days (usually every 3 days)")],
)  # fmt: skip
def test_who_drives_at_weekends_does_it_weekly_and_not_daily(days, words):
    road = "Boat: a > b > c > d >> e > f > g"
    made = history(road, begun(days[0]), *((day, advance) for day in days))
    said = evenings(made, days=9)[9].reasons
    assert words in map(say_reason, said)


def test_a_road_that_comes_back_starts_afresh():
    """It was parked for eleven weeks, its date passed meanwhile, and somebody's answer is due."""
    made = history(
        "Shed: a > b > c > d > e >> f > g > h",
        begun(100), *((100 - day, advance) for day in (0, 3, 6, 9, 12, 15)),
        (85, with_words(block, who="the depot"), "waiting"), (85, turn, "mine"),
        (78, park, TODAY), due=-20,
    )  # fmt: skip
    first, second, *later = evenings(made, days=20)
    assert [say_reason(reason) for reason in first.reasons] == [
        "the due date passed 20 days ago, while it was off the road"
    ]
    assert first.level == 1
    assert second.level == 1
    assert "waiting on the depot for 1 day" in map(say_reason, second.reasons)
    assert max(found.level for found in later) == 3


def test_a_date_that_passed_before_a_road_was_parked_is_told_as_it_is():
    beats = [(90 - day, advance) for day in (0, 3, 6, 9)]
    made = history("Shed: a > b > c > d > e", begun(90), *beats, (10, park, TODAY), due=-20)
    (late,) = [r for r in measured(made).attention.reasons if r.kind is ReasonKind.LATE]
    assert (late.level, say_reason(late)) == (1, "the due date passed 20 days ago")
