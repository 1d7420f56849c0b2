"""Five goals are loud on an evening, and the others are counted."""

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.ui.state.loudness import LOOKED_AT, MOST_LOUD, Loudness
from support.domain.history import TODAY, begun, history, watch


def overdue(number, stretch=False):
    """A goal that is late: of level 3 in its stretch, of level 2 before it."""
    line = f"Road {number}: a >> b > c" if stretch else f"Road {number}: a > b > c > d >> e"
    return history(line, begun(9), (9, advance), due=-2, uid=number * 10)


def quiet(number):
    return history(f"Calm {number}: a > b > c", begun(1), uid=number * 10)


def loudness(*records):
    measurer = watch(*records)
    goals = [record.goal for record in records]
    return Loudness(iter(goals), lambda goal: measurer.gauge(goal, TODAY), {})


def levels(records):
    shown = loudness(*records)
    return [shown.measure(record.goal).attention.level for record in records]


@pytest.mark.parametrize(
    ("records", "shown", "more"),
    [
        ([], [], 0),
        ([quiet(1)], [0], 0),
        ([overdue(n) for n in range(5)], [2] * 5, 0),
        ([overdue(n) for n in range(7)], [2] * 5 + [1] * 2, 2),
        ([*(overdue(n) for n in range(6)), overdue(6, stretch=True)], [2, 2, 2, 2, 1, 1, 3], 2),
        ([quiet(9), *(overdue(n) for n in range(6))], [0, 2, 2, 2, 2, 2, 1], 1),
    ],
)
def test_the_five_that_need_it_most_are_loud(records, shown, more):
    assert levels(records) == shown
    assert loudness(*records).count_quiet() == more


def test_a_quiet_goal_keeps_its_reasons_and_is_the_same_value_again():
    records = [overdue(number) for number in range(MOST_LOUD + 1)]
    measurer, hushed, last = watch(*records), {}, records[-1].goal
    goals = [record.goal for record in records]

    def gauge(goal):
        return measurer.gauge(goal, TODAY)

    first = Loudness(goals, gauge, hushed).measure(last)
    assert Loudness(goals, gauge, hushed).measure(last) is first
    kinds = [reason.kind for reason in first.attention.reasons]
    assert kinds == [reason.kind for reason in gauge(last).attention.reasons]
    assert {reason.level for reason in first.attention.reasons} == {1}


def test_no_more_goals_are_measured_than_the_first_ones():
    asked = []
    records = [quiet(number) for number in range(LOOKED_AT + 20)]
    shown = Loudness([r.goal for r in records], asked.append, {})
    assert shown.count_quiet() == 0
    assert len(asked) == LOOKED_AT


def test_what_is_late_tomorrow_is_loud_tomorrow():
    records = [overdue(number) for number in range(3)]
    measurer = watch(*records)
    then = TODAY - timedelta(days=3)
    shown = Loudness([r.goal for r in records], lambda goal: measurer.gauge(goal, then), {})
    assert all(shown.measure(record.goal).attention.level < 2 for record in records)
