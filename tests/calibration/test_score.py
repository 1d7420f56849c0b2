"""Scores and alarms, worked out by hand."""

from __future__ import annotations

from random import Random

import pytest

from calibration.alarms import alarms
from calibration.kinds import person_of
from calibration.replay import Life, Load, Watch
from calibration.score import pinball, scores
from lastmile_tui.domain.measures.attention import Attention
from lastmile_tui.domain.measures.forecast import SHARES, Forecast
from lastmile_tui.domain.measures.reasons import Reason, ReasonKind

LOUD, QUIET = Attention(2, (Reason(ReasonKind.IDLE, 2),)), Attention()


@pytest.fixture(scope="module")
def evenings():
    return Life(person_of("independent legs", 0, 5)).live().evenings


def test_a_point_costs_half_of_what_it_is_wrong_by():
    point = [10.0] * len(SHARES)
    assert pinball(point, 10) == 0
    assert pinball(point, 14) == pytest.approx(2.0)
    assert pinball(point, 6) == pytest.approx(2.0)


def test_quantiles_that_are_right_cost_less_than_their_middle_alone():
    dice = Random(1)
    futures = sorted(dice.lognormvariate(3, 0.5) for _ in range(4000))
    right = [futures[int(share * len(futures))] for share in SHARES]
    narrow = [right[len(SHARES) // 2]] * len(SHARES)
    cost, point = (sum(pinball(days, came) for came in futures) for days in (right, narrow))
    assert cost < point * 0.85


def said(evenings, low, high):
    """Scores of a forecast that says these shares of what really comes."""

    def forecast(evening):
        inner = [low + (high - low) * (share - 0.1) / 0.8 for share in SHARES]
        return Forecast(tuple(max(round(evening.came * each), 1) for each in inner))

    return scores([[each for each in evenings if each.known]], forecast)


def test_a_range_counts_where_what_came_lies_in_it(evenings):
    assert said(evenings, 0.5, 1.5).wide == 1
    assert said(evenings, 1.6, 1.9).wide < 0.3
    assert said(evenings, 1.0, 1.0).bias == 0
    assert said(evenings, 0.5, 0.5).bias > 0.4
    assert said(evenings, 1.5, 1.5).bias < -0.2


def test_evenings_on_which_nothing_is_foretold_are_counted_apart(evenings):
    assert scores([evenings], lambda _: None) is None
    found = scores([evenings], lambda evening: evening.known)
    assert found.evenings + found.silent == len(evenings)


def test_every_simple_guess_is_worse_than_what_really_comes(evenings):
    found = said(evenings, 1.0, 1.0)
    assert all(cost > 0 for cost in found.guesses.values())
    assert found.ratio == found.pinball / found.guesses[found.best]


def watch(story, day, attention, *, quiet=True):
    return Watch(story, day, attention, quiet, 0.0)


def test_alarms_of_goals_that_finish_are_false_and_those_of_dead_ones_are_seen():
    *_, done = (each for each in person_of("steady", 0, 2).stories if each.came is not None)
    dead = done._replace(came=None, last=10)
    rows = [watch(done, day, LOUD if day < 3 else QUIET) for day in range(12)]
    rows += [watch(dead, 10 + days, LOUD if days > 9 else QUIET) for days in range(22)]
    found = alarms(rows, [Load(4, 12), Load(7, 12)])
    assert found.false == 3 / 12
    assert found.seen == (0.0, 1.0, 1.0)
    assert found.by_reason == {"idle": 3 / 12}
    assert found.reasons == 5.5
    assert (found.evenings, found.dead) == (12, 1)
    assert [found.levels[level].false for level in (1, 2, 3)] == [0.25, 0.25, 0.0]


def test_a_level_flickers_where_it_changes_though_nothing_was_done():
    (done, *_) = person_of("steady", 0, 2).stories
    row = [watch(done, day, LOUD if day % 2 else QUIET) for day in range(11)]
    assert alarms(row, []).flicker == 10
    worked = [each._replace(quiet=False) for each in row]
    assert alarms(worked, []).flicker == 0
    apart = [each for each in row if each.day in (0, 1, 5, 9)]
    assert alarms(apart, []).flicker == 10
    assert alarms(apart[1:], []).flicker == 0
    assert alarms(row, []).reasons is None
