"""What a register may hold when it comes from a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from lastmile_tui.domain.model.registers import check
from lastmile_tui.errors import StoreError
from support.domain.goals import driven, goal_from


def with_register(name, value, where="set"):
    made = goal_from()
    return [replace(made.event, **{where: {name: value}})]


@given(driven())
def test_every_log_that_moves_make_is_sound(made):
    check(made.log)


@pytest.mark.parametrize("where", ["set", "was"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 5),
        ("due", "tomorrow"),
        ("due", "2026-13-01"),
        ("position", "x"),
        ("position", 1e300),
        ("marker:a", 5),
        ("marker:a", {"miles": 0}),
        ("marker:a", {"rank": "first"}),
        ("marker:a", {"due": 5}),
        ("seal:a", {"text": []}),
        ("roadblock:a", {"since": "then"}),
        ("tag:a", "yes"),
        ("turn", "mine"),
        ("sealed", "2026-11-20T09:00:00"),
        ("tag: a", True),
    ],
)
def test_what_no_fold_can_go_on_from_is_refused(name, value, where):
    with pytest.raises(StoreError, match="a register"):
        check(with_register(name, value, where))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", None),
        ("marker:a", None),
        ("marker:a", {"gone": True}),
        ("marker:a", {"rank": None, "colour": [1]}),
        ("turn", {"whose": None, "since": None}),
        ("position", 3),
        ("song", {"la": [1]}),
        ("song:a", 5),
    ],
)
def test_empty_registers_and_those_of_a_later_lastmile_are_let_be(name, value):
    check(with_register(name, value))
