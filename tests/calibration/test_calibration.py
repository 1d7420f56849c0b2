"""Forecasts and alarms of simulated people, a few of each kind: their figures do not fall."""

from __future__ import annotations

from statistics import mean

import pytest

from calibration.bounds import EACH_KIND, MEAN_OF_KINDS
from calibration.kinds import NAMES, TWELVE
from calibration.tables import result_of, say

GOALS = 25


@pytest.fixture(scope="module")
def results():
    return [result_of(kind, GOALS) for kind in NAMES]


def figures(results):
    by_kind = {
        "80 % range, five finished goals": [each.known.wide for each in results],
        "80 % range, new user": [each.new.wide for each in results],
        "50 % range, five finished goals": [each.known.half for each in results],
        "bias, five finished goals": [each.known.bias for each in results],
        "pinball to the best simple guess": [each.known.ratio for each in results],
        "false alarms": [each.alarms.false for each in results],
        "level changes in ten evenings without work": [each.alarms.flicker for each in results],
        "reasons an evening with twelve goals": [
            each.alarms.reasons for each in results if each.kind == TWELVE
        ],
    }
    for at, days in enumerate((7, 14, 21)):
        by_kind[f"seen after {days} days"] = [each.alarms.seen[at] for each in results]
    return by_kind


def test_the_figures_of_all_kinds_are_in_their_bounds_and_every_kind_has_its_line(results):
    found = {name: mean(values) for name, values in figures(results).items()}
    assert found.keys() == MEAN_OF_KINDS.keys()
    outside = {
        name: (found[name], bound)
        for name, bound in MEAN_OF_KINDS.items()
        if not bound.low <= found[name] <= bound.high
    }
    assert not outside
    lines = say(results).splitlines()
    assert all(sum(line.startswith(f"{kind} ") for line in lines) == 4 for kind in NAMES)


def test_no_kind_falls_out_of_the_bounds_of_each(results):
    outside = {
        (each.kind, name): value
        for name, bound in EACH_KIND.items()
        for each, value in zip(results, figures(results)[name], strict=True)
        if not bound.low <= value <= bound.high
    }
    assert not outside
