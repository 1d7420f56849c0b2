"""A threshold can be moved for a look, and stands where it was afterwards."""

from __future__ import annotations

import pytest

from calibration.thresholds import moved, say_moved
from lastmile_tui.domain.measures import attention, rhythm, silence

KINDS = ["independent legs"]


@pytest.mark.parametrize(
    ("home", "name"), [(silence, "COASTING"), (rhythm, "PRIOR_REST"), (attention, "PUT_OFF")]
)
def test_a_threshold_is_where_it_was_after_a_look_even_at_one_that_fails(home, name):
    before = getattr(home, name)
    with moved(name, 9.0):
        assert getattr(home, name) == 9.0
    with pytest.raises(ZeroDivisionError), moved(name, 1.0):
        raise ZeroDivisionError
    assert before == getattr(home, name)


def test_an_alarm_that_bears_more_is_false_less_often_and_sees_later():
    low, high = [
        [float(word) for word in line.split()[-5:]]
        for line in say_moved("SELDOM", [(0.5, 0.8, 1.0), (2.0, 3.0, 4.0)], KINDS, 10).splitlines()[
            1:
        ]
    ]
    assert high[0] < low[0]
    assert all(late <= early for late, early in zip(high[1:4], low[1:4], strict=True))
