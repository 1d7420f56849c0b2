"""One finished goal unlike all others does not take the forecast of the next one away."""

import pytest

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.seal import seal
from support.domain.history import begun, history, measured

ROAD = "Book: a > b > c > d > e > f > g > h > i > j"


def driven(days_ago, *, uid, line=ROAD):
    """A goal begun two days before the first of these, and driven a marker on each."""
    beats = [(ago, advance) for ago in days_ago]
    return history(line, begun(days_ago[0] + 2), *beats, uid=uid)


def finished(days_ago, *, uid):
    """The same, sealed on its last day."""
    beats = [*((ago, advance) for ago in days_ago), (days_ago[-1], seal)]
    return history(ROAD, begun(days_ago[0] + 2), *beats, uid=uid)


def every(days, first, count=10):
    return [first - days * number for number in range(count)]


UNDER_WAY = driven(every(4, 16, 5), uid=500)
"""Half of its way in eighteen days: by its pace the rest takes about twenty more."""

STRANGE = {
    "lay around for four years": [2400, 2390, 2380, 2370, 2360, 900, 890, 880, 870, 860],
    "ended slowly": [3000, 2990, 2980, 2970, 2960, 2700, 2400, 1900, 1300, 600],
    "waited for its last marker": [*every(5, 2900, 9), 700],
    "was taken up again twice": [3300, 3295, 3290, 2300, 2290, 2280, 2270, 1200, 1190, 1180],
}


@pytest.mark.parametrize("days_ago", STRANGE.values(), ids=STRANGE)
def test_after_a_goal_that_took_years_the_pace_of_the_next_one_still_counts(days_ago):
    alone = measured(UNDER_WAY).forecast
    after = measured(UNDER_WAY, finished(days_ago, uid=100)).forecast
    assert after.wide[0] <= alone.likely[1]
    assert after.wide[1] >= alone.likely[1]


@pytest.mark.parametrize("fast", [1, 2])
def test_after_a_goal_that_ended_at_once_the_pace_of_the_next_one_still_counts(fast):
    at_once = [*every(40, 900, 4), *[720 - fast * number for number in range(6)]]
    alone = measured(UNDER_WAY).forecast
    after = measured(UNDER_WAY, finished(at_once, uid=100)).forecast
    assert after.wide[1] >= alone.likely[0]
    assert after.wide[0] <= alone.wide[0]
