"""On its due date nothing is said against a goal that may still be finished today."""

import pytest

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.export.forecast_as_json import goal_forecast_json
from lastmile_tui.domain.wording.track_record import notes_of
from support.domain.history import TODAY, begun, history, watch

ROAD = "Book: a > b > c > d > e > f > g > h"


def daily(markers, *, due):
    """A marker a day until yesterday."""
    beats = [(ago, advance) for ago in range(markers, 0, -1)]
    return history(ROAD, begun(markers + 1), *beats, due=due)


@pytest.mark.parametrize("markers", [3, 5, 6, 7])
def test_on_the_due_date_no_chance_is_told(markers):
    made = daily(markers, due=0)
    notes = notes_of(made.goal, watch(made), TODAY)
    assert notes.possible.startswith(f"it takes {8 - markers} mi today")
    assert goal_forecast_json(made.goal, watch(made), TODAY)["chance"] is None


@pytest.mark.parametrize("due", [1, 2, 30])
def test_until_then_one_is(due):
    made = daily(5, due=due)
    assert " cases; it takes " in notes_of(made.goal, watch(made), TODAY).possible
    assert 0 < goal_forecast_json(made.goal, watch(made), TODAY)["chance"] < 1


@pytest.mark.parametrize("due", [-1, -2, -30])
def test_a_date_that_has_passed_cannot_be_met(due):
    made = daily(5, due=due)
    assert not notes_of(made.goal, watch(made), TODAY).possible
    assert goal_forecast_json(made.goal, watch(made), TODAY)["chance"] == 0
