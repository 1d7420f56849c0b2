"""A threshold can be moved for a look, and stands where it was afterwards."""

from __future__ import annotations

import pytest

from calibration.thresholds import moved, say_moved
from lastmile_tui.domain.measures import attention


def test_a_threshold_is_where_it_was_after_a_look_even_at_one_that_fails():
    before = attention.UNLIKELY
    with moved("UNLIKELY", (0.5, 0.4)):
        assert attention.UNLIKELY == (0.5, 0.4)
    with pytest.raises(ZeroDivisionError), moved("UNLIKELY", (0.9, 0.8)):
        raise ZeroDivisionError
    assert before == attention.UNLIKELY

    with pytest.raises(SystemExit, match="no threshold PATIENCE"), moved("PATIENCE", 1):
        pass


def test_an_alarm_that_bears_more_is_false_less_often_and_sees_later():
    low, high = [
        [float(word) for word in line.partition(")")[2].split()]
        for line in say_moved(
            "LONGER", [(0.5, 1.0), (2.0, 3.0)], ["independent legs"], 10
        ).splitlines()[1:]
    ]
    assert high[0] < low[0]
    assert all(late <= early for late, early in zip(high[1:4], low[1:4], strict=True))
