"""How much attention a goal needs, and why."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.seal import seal, tick
from lastmile_tui.domain.changes.status import turn
from lastmile_tui.domain.measures.attention import attention_of
from lastmile_tui.domain.measures.forecast import Forecast
from lastmile_tui.domain.measures.reasons import ReasonKind, say_briefly, say_reason
from lastmile_tui.domain.measures.silence import ASKED_DAYS, ASKED_WEEKS, OtherGoals
from lastmile_tui.domain.model.record import undo
from support.domain.goals import Step, changes, driven, take
from support.domain.history import TODAY, at, begun, history, measured, with_words
from support.domain.stories import (
    CABLE,
    CALLS,
    FIBRE,
    NEXT_CUSTOMER,
    PARCEL,
    POST,
    RACE,
    SALE,
    TRAINING,
    VIEWINGS,
    VOTE,
)

EVERYDAY = [
    history(line, *beats, due=due)
    for line, beats in (
        (RACE, TRAINING),
        (VOTE, CALLS),
        (SALE, VIEWINGS),
        (FIBRE, CABLE),
        (PARCEL, POST),
    )
    for due in (None, -3, 4, 60)
]


FORETOLD = (ReasonKind.LATE, ReasonKind.COASTING, ReasonKind.IDLE)
"""What looks at the forecast, and may be taken back by it."""


@given(driven(size=25), st.integers(0, 90), st.integers(0, 90))
def test_more_silence_never_lowers_attention_but_behind_the_evenings_of_a_question(
    made, days, more
):
    today = made.event.day + timedelta(days=days)
    before = measured(made, today=today)
    soon, rest = before.attention, before.course.rest(today)
    late = measured(made, today=today + timedelta(days=more)).attention
    came_back = made.goal.parked_until and made.goal.parked_until > today
    asked = rest // 7 in ASKED_WEEKS and rest % 7 < ASKED_DAYS
    assert late.level >= soon.level - asked or came_back


@pytest.mark.parametrize("made", EVERYDAY)
@given(st.integers(0, 120), st.integers(0, 60))
def test_more_silence_never_lowers_attention_of_an_everyday_goal(made, days, more):
    today = TODAY + timedelta(days=days)
    soon = measured(made, NEXT_CUSTOMER, today=today).attention
    late = measured(made, NEXT_CUSTOMER, today=today + timedelta(days=more)).attention
    levels = {reason.kind: reason.level for reason in late.reasons}
    for reason in soon.reasons:
        if reason.kind not in FORETOLD:
            assert levels.get(reason.kind, 0) >= reason.level


@pytest.mark.parametrize("made", EVERYDAY)
def test_a_level_that_came_stays_two_days_while_nothing_is_done(made):
    evenings = [TODAY + timedelta(days=day) for day in range(72)]
    levels = [measured(made, NEXT_CUSTOMER, today=today).attention.level for today in evenings]
    for day, level in enumerate(levels[:-2]):
        if day and level > levels[day - 1]:
            assert min(levels[day : day + 3]) >= level


@pytest.mark.parametrize("made", EVERYDAY)
@given(st.integers(0, 90), st.sampled_from(["note", "tick", "seal"]))
def test_a_touch_or_a_seal_never_raises_attention(made, days, what):
    today = TODAY + timedelta(days=days)
    before = measured(made, NEXT_CUSTOMER, today=today).attention
    moved = work(made, what, today)
    after = measured(moved, NEXT_CUSTOMER, today=today).attention
    assert after.level <= before.level


def work(made, what, today):
    stamp = at((TODAY - today).days, 900)
    if what == "note":
        return note(made, stamp, "a word")
    if what == "tick":
        return tick(made, stamp, 0)
    while made.goal.to_go > 0:
        made = advance(made, at((TODAY - today).days, 900 + made.goal.reached))
    return seal(made, at((TODAY - today).days, 990))


@given(driven(size=12), st.data())
def test_undoing_a_change_restores_goal_attention_and_forecast(made, data):
    after = take(made, data.draw(changes))
    if after is made:
        return
    back = take(after, Step(undo))
    today = back.event.day + timedelta(days=data.draw(st.integers(0, 40)))
    before, again = measured(made, today=today), measured(back, today=today)
    assert again.attention == before.attention
    assert again.forecast == before.forecast
    assert again.stake == before.stake


TAXES = [
    history("Tax: a > b > c > d >> e > f", begun(30), *beats, due=due)
    for beats in ([], TRAINING[1:3], TRAINING[1:])
    for due in (0, 2, 9)
]


@pytest.mark.parametrize("made", TAXES)
def test_a_road_with_miles_left_is_worst_from_the_day_it_is_due(made):
    levels = []
    for days in range(20):
        found = measured(made, today=TODAY + timedelta(days=days)).attention
        levels.append(found.level)
        if TODAY + timedelta(days=days) >= made.goal.due:
            assert found.reasons[0].kind is ReasonKind.LATE
            assert found.reasons[0].level == (3 if made.goal.position >= 4 else 2)
    assert levels == sorted(levels)


def test_the_due_date_is_the_first_thing_that_is_told_on_its_day():
    made = history(VOTE, *CALLS, (2, block, "emergency"), (1, turn, "mine"), due=0)
    first, *others = measured(made, NEXT_CUSTOMER).attention.reasons
    assert say_reason(first) == "due today, with 1.6 mi to go"
    assert say_briefly(first) == "due today"
    assert others


def test_idle_in_the_stretch_names_the_days_left_until_they_are_over():
    told = []
    for days in (0, 1, 2):
        found = measured(history(VOTE, *CALLS, due=1), today=TODAY + timedelta(days=days))
        told += [say_reason(r) for r in found.attention.reasons if r.kind is ReasonKind.IDLE]
    assert told == [
        "no move for 2 days, with 1 day left",
        "no move for 3 days, and due today",
        "no move for 4 days (usually every 2 days)",
    ]


def test_one_day_of_progress_before_the_stretch_is_no_pace_to_fall_behind():
    road = "Tax: a > b >> c > d"
    nudged = (5, nudge, 0.1), (4, nudge, 0.1)
    once = history(road, begun(9), (9, advance), (9, advance), *nudged, due=60)
    twice = history(road, begun(12), (12, advance), (8, advance), *nudged, due=60)
    found = [[r.kind for r in measured(made).attention.reasons] for made in (once, twice)]
    assert [ReasonKind.COASTING in kinds for kinds in found] == [False, True]


@pytest.mark.parametrize(
    ("days", "kind"), [(29, ReasonKind.IDLE), (30, ReasonKind.UPKEEP), (78, ReasonKind.UPKEEP)]
)
def test_an_untouched_road_is_told_once(days, kind):
    made = history(
        "Dutch: a > b > c > d > e", begun(days + 2), (days + 1, advance), (days, advance)
    )
    (reason,) = measured(made).attention.reasons
    assert (reason.kind, reason.level) == (kind, 1)


def test_a_blocked_goal_before_its_stretch_has_a_week():
    made = history(PARCEL, begun(9), (8, advance), (5, block, "emergency"), (1, note, "x"))
    assert measured(made).attention.level == 0
    made = history(PARCEL, begun(9), (8, advance), (8, block, "emergency"), (1, note, "x"))
    assert [reason.kind for reason in measured(made).attention.reasons] == [ReasonKind.BLOCKED]


def test_two_worries_of_level_two_make_three():
    made = history(
        PARCEL, *POST, (5, with_words(block, who="the depot"), "waiting"), (5, turn, "theirs")
    )
    found = measured(made, NEXT_CUSTOMER).attention
    assert found.level == 3
    assert [r.kind for r in found.reasons if r.level == 2] == [
        ReasonKind.BLOCKED,
        ReasonKind.MOVED_ON,
    ]


@pytest.mark.parametrize(
    ("beats", "quiet", "alarming"),
    [
        (POST, 2, 5),  # every day or two
        (VIEWINGS, 6, 9),  # every five days
        (TRAINING, 7, 10),  # every week
        (CABLE, 20, 31),  # every twenty days
    ],
)
def test_driving_others_counts_once_a_goal_rests_longer_than_usual(beats, quiet, alarming):
    road = f"Parcel: {' > '.join('abcdefgh'[: len(beats) - 1])} >> in her hands"
    for rest, found in ((quiet, False), (alarming, True)):
        made = history(road, *((day - beats[-1][0] + rest, *move) for day, *move in beats))
        other = history("Other: a > b", begun(90), (80, advance), (1, advance), uid=500)
        kinds = {reason.kind for reason in measured(made, other).attention.reasons}
        assert (ReasonKind.MOVED_ON in kinds) is found, rest


def rested(rests, rest):
    """A goal in its stretch that rested so many days each time, and does since `rest` days."""
    days = [rest + sum(rests[at:]) for at in range(len(rests) + 1)]
    stages = " > ".join(f"stage {number}" for number, _ in enumerate(days))
    return history(
        f"Parcel: {stages} >> in her hands", begun(days[0] + 1), *((day, advance) for day in days)
    )


def levels_by_rest(rests, *others):
    """The levels of rests of 1 to 49 days."""
    return {rest: measured(rested(rests, rest), *others).attention.level for rest in range(1, 50)}


@pytest.mark.parametrize("rests", [(10, 10, 30, 10, 10), (5, 5, 40, 5, 5), (12, 12, 12, 12)])
def test_a_goal_that_rests_three_weeks_is_asked_for_though_it_came_back_from_longer_rests(rests):
    levels = levels_by_rest(rests)
    assert all(levels[rest] >= 2 for rest in (21, 22, 23))
    assert all(levels[rest] >= 1 for rest in range(21, 35))


def test_who_was_asked_in_vain_is_asked_less_loudly_until_it_rests_too_long():
    levels = levels_by_rest((10, 10, 30, 10, 10))
    assert {levels[rest] for rest in range(1, 20)} == {0}
    assert levels[20] == 1
    assert {levels[rest] for rest in range(21, 24)} == {2}
    assert {levels[rest] for rest in range(24, 28)} == {1}
    assert levels[49] == 2


def test_who_rests_for_months_as_a_rule_is_not_asked_for_after_weeks():
    assert set(levels_by_rest((60, 60, 60)).values()) == {0}


@pytest.mark.parametrize(
    ("rest", "level"), [(12, 0), (13, 1), (14, 2), (16, 2), (17, 1), (20, 1), (21, 2)]
)
def test_who_began_another_goal_is_asked_after_two_weeks_however_long_is_usual(rest, level):
    other = history("Other: a > b", begun(rest - 2), (rest - 3, advance), uid=500)
    attention = measured(rested((60, 60, 60), rest), other).attention
    assert attention.level == level
    assert ReasonKind.MOVED_ON not in {reason.kind for reason in attention.reasons}


def foretold(*days):
    """A forecast with days from the least to the most, one for each of `SHARES`."""
    return Forecast(tuple(days))


SOON = foretold(1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9)
LONG = foretold(9, 11, 14, 15, 17, 20, 24, 30, 36, 40, 50, 80, 120)
WIDE = foretold(2, 5, 9, 12, 15, 20, 25, 30, 40, 45, 60, 90, 200)


@pytest.mark.parametrize(
    ("forecast", "days", "level"),
    [
        (SOON, 9, 0),
        (SOON, 3, 0),  # three in ten meet it
        (SOON, 2, 1),  # one in ten
        (SOON, 1, 2),  # one in twenty
        (LONG, 40, 0),
        (LONG, 15, 0),
        (LONG, 14, 1),
        (LONG, 10, 2),
        (LONG, 8, 2),
        (WIDE, 12, 0),
        (WIDE, 9, 1),
        (WIDE, 4, 2),
    ],
)
def test_a_goal_is_late_before_its_date_once_few_futures_meet_it(forecast, days, level):
    made = history(SALE, *VIEWINGS, due=days)
    course = measured(made).course
    found = attention_of(made.goal, course, forecast, OtherGoals(), TODAY)
    assert sum(r.level for r in found.reasons if r.kind is ReasonKind.LATE) == level


@pytest.mark.parametrize(
    ("days", "earlier", "level"),
    [
        (5, (), 0),
        (5, (LONG,), 2),
        (5, (SOON, LONG), 2),
        (5, (SOON, SOON), 0),
        (10, (LONG,), 1),
        (12, (SOON, LONG), 1),
        (13, (SOON, LONG), 0),
        (30, (LONG, LONG), 0),
    ],
)
def test_late_stays_two_days_after_the_forecast_took_it_back(days, earlier, level):
    made, back = history(SALE, *VIEWINGS, due=days), foretold(*range(days - 3, days + 10))
    course = measured(made).course
    found = attention_of(made.goal, course, back, OtherGoals(), TODAY, earlier=lambda: earlier)
    assert sum(r.level for r in found.reasons if r.kind is ReasonKind.LATE) == level


def test_late_is_not_told_beside_a_range_that_lies_before_the_date():
    made = history(SALE, *VIEWINGS, due=9)
    course = measured(made).course
    for worry in ((LONG,), (LONG, LONG)):
        found = attention_of(
            made.goal, course, SOON, OtherGoals(), TODAY, earlier=lambda worry=worry: worry
        )
        assert ReasonKind.LATE not in {reason.kind for reason in found.reasons}


@pytest.mark.parametrize(
    ("driven_ago", "other_work", "due", "level"),
    [
        (5, None, -5, 2),  # on the day itself
        (9, None, -5, 2),  # not driven since
        (4, None, -5, 1),  # driven the day after
        (0, None, -5, 1),
        (0, None, -1, 1),
        (1, None, -40, 1),
        (9, 2, -5, 2),  # a note is no progress
        (4, 2, -5, 1),
        (30, None, -40, 2),  # driven since, but it rests long
        (0, None, 0, 2),
    ],
)
def test_a_passed_date_is_loud_until_the_goal_is_driven_and_again_once_it_rests(
    driven_ago, other_work, due, level
):
    beats = [(day + driven_ago, advance) for day in (9, 6, 3, 0)]
    beats += [(other_work, note, "x")] if other_work is not None else []
    made = history("Book: a > b > c > d > e > f > g > h > i", begun(60), *beats, due=due)
    found = measured(made).attention
    assert [r.level for r in found.reasons if r.kind is ReasonKind.LATE] == [level]
    assert found.overdue is (due < 0)


@pytest.mark.parametrize(
    ("rest", "due", "level"),
    [(0, 2, 1), (2, 2, 1), (3, 2, 1), (6, 2, 2), (0, 9, 1), (5, 9, 1), (6, 9, 2), (9, 1, 2)],
)
def test_before_its_date_a_goal_that_is_driven_on_is_late_as_a_first_sign_only(rest, due, level):
    """These rest four days from one work to the next."""
    days = (38, 33, 28, 24, 20)
    beats = [(day - days[-1] + rest, advance) for day in days]
    made = history("Sale: a > b > c > d > e > f > g > h > i > j", begun(60), *beats, due=due)
    course = measured(made).course
    found = attention_of(made.goal, course, foretold(*range(60, 73)), OtherGoals(), TODAY)
    assert [r.level for r in found.reasons if r.kind is ReasonKind.LATE] == [level]
