"""The next step, done: an answer of the review, and work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import finish_step, let_go, plan_step
from lastmile_tui.domain.input.questions import step_done
from lastmile_tui.domain.model.record import undo
from lastmile_tui.errors import GoalError
from support.domain.history import TODAY, begun, history, measured
from support.domain.review import do

ROAD = history("Road: a > b > c > d >> e", begun(30), (20, advance))
STEPPED = do(ROAD, plan_step, "call Ann", days_ago=12)


@pytest.mark.parametrize("days_ago", [0, 1, 4, 9])
def test_a_step_that_is_done_is_work_of_that_day_and_can_be_undone(days_ago):
    done = do(STEPPED, finish_step, days_ago=days_ago)
    assert done.goal.next_step is None
    assert done.event.text == "call Ann"
    assert measured(done).course.touched == TODAY - timedelta(days_ago)
    back = do(done, undo)
    assert back.goal.next_step == STEPPED.goal.next_step
    assert measured(back).course == measured(STEPPED).course


@pytest.mark.parametrize(
    "made",
    [
        ROAD,
        do(STEPPED, finish_step, days_ago=1),
        do(STEPPED, let_go, days_ago=1),
        do(do(do(do(do(STEPPED, advance), advance), advance), advance), seal),
    ],
)
def test_where_nothing_comes_next_or_the_goal_has_ended_it_is_refused(made):
    with pytest.raises(GoalError):
        do(made, finish_step)
    with pytest.raises(GoalError):
        step_done(made.goal, TODAY)
