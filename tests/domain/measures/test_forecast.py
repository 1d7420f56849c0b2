from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.status import park
from lastmile_tui.domain.measures.course import Leg
from lastmile_tui.domain.measures.evidence.experience import NEWCOMER
from lastmile_tui.domain.measures.evidence.outlook import Ahead, outlook_of
from lastmile_tui.domain.measures.forecast import HORIZON, SHARES, foretell
from support.domain.forecasts import forecast
from support.domain.history import TODAY, begun, history, measured

DAY = date(2026, 1, 1)
legs = st.lists(
    st.tuples(st.floats(0.1, 5).map(lambda miles: round(miles, 1)), st.integers(1, 40)),
    min_size=3,
    max_size=12,
)
roads = st.tuples(st.floats(0.1, 30), st.floats(0, 30))
silences = st.integers(0, 400)
dues = st.none() | st.integers(-100, 400)


def say(legs, road, silent=0, *, due=None, factor=1.5, experience=NEWCOMER, window=100, grown=1.0):
    """The forecast from legs in miles and days, of a road before the stretch and in it."""
    driven = [Leg(float(miles), float(days), final=False, on=DAY) for miles, days in legs]
    miles = sum(leg.miles for leg in driven)
    ahead = Ahead(
        before=road[0],
        stretch=road[1],
        share=miles / (miles + sum(road)),
        silent=silent,
        gone=sum(leg.days for leg in driven) + silent,
        due=due,
        window=window,
        grown=grown,
    )
    return foretell(ahead, outlook_of(driven, ahead, factor), experience)


def test_the_range_of_a_road_that_counts_is_narrower_once_goals_are_finished():
    driven = [Leg(1.0, days, final=False, on=DAY) for days in (3.0, 4.0, 9.0, 5.0)]
    ahead = Ahead(before=8, stretch=2, share=0.3, silent=0, gone=21)
    outlook = outlook_of(driven, ahead, 1.0)
    for experience, narrower in ((NEWCOMER, False), (replace(NEWCOMER, goals=5), True)):
        plain, counting = (
            width(foretell(replace(ahead, counting=counts), outlook, experience))
            for counts in (False, True)
        )
        assert (counting < plain) is narrower


def width(found):
    return found.wide[1] - found.wide[0]


@given(legs, roads, silences, dues)
def test_a_forecast_is_ordered_and_after_tonight(legs, road, silent, due):
    found = say(legs, road, silent, due=due)
    assert len(found.days) == len(SHARES)
    assert list(found.days) == sorted(found.days)
    assert found.days[0] >= 1
    assert found.days[-1] <= HORIZON
    low, high = found.wide
    assert low <= found.likely[0] <= found.middle <= found.likely[1] <= high


@given(legs, roads, silences, st.floats(0.1, 10), st.integers(0, 1))
def test_more_miles_left_shift_it_later(legs, road, silent, more, which):
    longer = list(road)
    longer[which] += more
    before, after = say(legs, road, silent), say(legs, longer, silent)
    # but for a day in fifty: with the share of the way differs by how much such forecasts miss
    assert all(
        late >= early * 49 // 50 for early, late in zip(before.days, after.days, strict=True)
    )


@given(legs, roads, silences, st.integers(1, 60))
def test_another_day_of_silence_never_brings_the_date_forward(legs, road, silent, more):
    before, after = say(legs, road, silent), say(legs, road, silent + more)
    assert all(
        more + late >= early - 1 for early, late in zip(before.days, after.days, strict=True)
    )


@given(
    st.lists(st.floats(-1, 1), min_size=3, max_size=12),
    st.floats(0.5, 20),
    st.floats(0, 0.45),
    st.floats(0, 0.45),
)
def test_it_widens_with_the_noise_of_the_paces(noise, left, one, other):
    """The same deviations from a mean of a hundred days a mile, small and large."""
    mean = sum(noise) / len(noise)

    def wide(scale):
        days = [100 * (1 + scale * (deviation - mean) / 2) for deviation in sorted(noise)]
        return width(say([(1.0, day) for day in days[::2] + days[1::2]], (left, 0)))

    calm, noisy = sorted((one, other))
    assert wide(noisy) >= wide(calm) * 0.97 - 2  # the ends are whole days, trends are another story


@given(legs, roads, silences, dues)
def test_the_same_history_gives_the_same_range(legs, road, silent, due):
    assert say(legs, road, silent, due=due) == say(legs, road, silent, due=due)


@pytest.mark.parametrize("left", [1, 4, 16, 40])
def test_even_legs_are_no_promise_for_what_is_to_come(left):
    low, high = say([(1.0, 3.0)] * 5, (left, 0)).wide
    assert low < 3 * left < high


@pytest.mark.parametrize(("factor", "days"), [(1.0, 12), (1.5, 15), (4.0, 30)])
def test_a_mile_of_the_final_stretch_takes_as_many_times_longer(factor, days):
    assert say([(1.0, 3.0)] * 9, (2, 2), factor=factor).middle == pytest.approx(days, abs=1)


def test_the_days_since_the_last_move_count_where_legs_are_even():
    waited = say([(1.0, 10.0)] * 9, (1, 0), 6)
    assert waited.middle < say([(1.0, 10.0)] * 9, (1, 0)).middle - 2


@pytest.mark.parametrize("days", [[1, 1, 1, 4, 4, 4, 4, 4], [4, 4, 4, 4, 1, 1, 1, 1]])
def test_a_trend_and_a_road_that_grew_widen_it(days):
    uneven, mixed = [(1.0, each) for each in days], [(1.0, each) for each in sorted(days * 1)]
    mixed = mixed[::2] + mixed[1::2]

    def relative(found):
        return found.wide[1] / found.wide[0]

    assert relative(say(uneven, (12, 0))) > relative(say(mixed[::-1], (12, 0)))
    assert relative(say(mixed, (12, 0), grown=2.0)) > relative(say(mixed, (12, 0)))


def test_a_due_date_draws_it_closer_from_both_sides():
    legs, road = [(1.0, 4.0)] * 6, (10, 0)
    free = say(legs, road)
    assert say(legs, road, due=20).middle < free.middle < say(legs, road, due=90).middle
    assert say(legs, road, due=90).wide[1] >= 88  # either may be
    assert say(legs, road, due=90).wide[0] < 50
    assert say(legs, road, due=-400).middle == pytest.approx(free.middle, abs=2)  # none ends there


def test_the_chance_is_that_of_the_quantiles():
    found = forecast((10, 50), (20, 40))
    assert [round(found.chance(days), 2) for days in (0, 5, 20, 40, 50)] == [
        0, pytest.approx(0.03, abs=0.03), 0.25, 0.75, 0.95,
    ]  # fmt: skip
    chances = [found.chance(days) for days in range(200)]
    assert chances == sorted(chances)
    assert chances[-1] <= 1


@given(legs, roads, st.integers(-5, 500), st.integers(0, 200))
def test_a_chance_never_falls_with_the_days(legs, road, days, more):
    found = say(legs, road)
    assert 0 <= found.chance(days) <= found.chance(days + more) <= 1


def test_a_parked_goal_goes_on_where_it_stands_when_it_comes_back():
    beats = [begun(30), *((day, advance) for day in (25, 20, 15, 10))]
    line = "Book: a > b > c > d > e > f > g >> h"
    free = measured(history(line, *beats)).forecast
    away = measured(history(line, *beats, (0, park, TODAY + timedelta(days=30)))).forecast
    assert min(away.days) > 30
    assert away.middle - 30 <= free.middle


def simulated(random, factor):
    """A goal of one-mile markers with gamma-distributed days each, looked at on some day.

    Its legs, the roads left, the silence, and the true days.
    """
    mean, shape = random.uniform(1, 8), random.choice((1, 2, 4))
    count = random.randint(6, 16)
    gate = int(count * 0.8)
    slower = [factor if index >= gate else 1.0 for index in range(count)]
    days = [max(1, round(random.gammavariate(shape, mean / shape) * by)) for by in slower]
    moves = [sum(days[: index + 1]) for index in range(count)]
    today = random.randint(moves[2], moves[-1] - 1)
    done = sum(move <= today for move in moves)
    legs = [(1.0, days[index] / slower[index]) for index in range(done)]
    before = max(gate - done, 0)
    return legs, (before, count - done - before), today - moves[done - 1], moves[-1] - today


@pytest.mark.parametrize("factor", [0.7, 1.0, 1.6, 3.0])
def test_the_wide_range_holds_the_true_finish_in_four_fifths_of_the_cases(factor):
    random = Random(20261122)
    cases = [simulated(random, factor) for _ in range(500)]
    held = 0
    for legs, road, silent, truth in cases:
        low, high = say(legs, road, silent, factor=factor).wide
        held += low <= truth <= high
    assert 0.7 <= held / len(cases) <= 0.94  # nobody knows yet that they go by chance alone
