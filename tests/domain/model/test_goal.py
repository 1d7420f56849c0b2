from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import nudge, reach
from lastmile_tui.domain.changes.edit import start_stretch
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go, park
from lastmile_tui.domain.model.goal import Marker, State, amount, measure
from lastmile_tui.domain.model.numbers import rounded
from support.domain.goals import TODAY, do, driven, goal_from, lengths

TOMORROW = TODAY + timedelta(days=1)


def road(*miles, **fields):
    markers = tuple(Marker(str(index), "m", length) for index, length in enumerate(miles))
    return replace(goal_from().goal, markers=markers, final_from=None, **fields)


def test_a_goal_goes_through_its_states():
    made = goal_from("Go: a > b > c >> d")
    assert made.goal.state(TODAY) is State.PLANNED
    made = do(made, nudge, 0.1)
    assert made.goal.state(TODAY) is State.DRIVING
    made = do(made, nudge, 2.8)
    assert made.goal.state(TODAY) is State.DRIVING
    made = do(made, nudge, 0.1)
    assert made.goal.state(TODAY) is State.STRETCH
    made = do(made, nudge, 0.9)
    assert made.goal.state(TODAY) is State.STRETCH
    made = do(made, nudge, 0.1)
    assert made.goal.state(TODAY) is State.DOOR
    assert do(made, seal).goal.state(TODAY) is State.SEALED


def test_a_parked_goal_comes_back_by_itself_on_its_day():
    made = do(do(goal_from(), reach, 3), park, TOMORROW)
    assert made.goal.state(TODAY) is State.PARKED
    assert made.goal.state(TOMORROW) is State.DOOR


def test_letting_go_outlasts_parking():
    made = do(do(goal_from(), park, TOMORROW), let_go, "")
    assert made.goal.state(TODAY) is State.LET_GO
    assert made.goal.state(TOMORROW) is State.LET_GO


def test_a_road_of_one_marker_is_final_stretch_from_its_first_tenth():
    made = goal_from("Alone")
    assert made.goal.state(TODAY) is State.PLANNED
    assert do(made, nudge, 0.1).goal.state(TODAY) is State.STRETCH


@pytest.mark.parametrize(
    ("miles", "index"),
    [
        ([1.0] * 5, 4),
        ([1.0] * 6, 4),
        ([0.3] * 5, 4),
        ([0.7] * 10, 8),
        ([10.0, 1.0, 1.0], 0),
        ([8.0, 1.0, 1.0], 1),
        ([1.0, 9.0], 1),
        ([5.0], 0),
    ],
)
def test_the_final_stretch_holds_a_fifth_exactly(miles, index):
    assert road(*miles).final_index == index


@given(st.lists(lengths, min_size=1, max_size=30))
def test_the_final_stretch_is_the_shortest_tail_that_holds_a_fifth(miles):
    exact = [Fraction(round(length * 10**6), 10**6) for length in miles]
    goal = road(*miles)
    tails = [start for start in range(len(exact)) if sum(exact[start:]) * 5 >= sum(exact)]
    assert goal.final_index == max(tails)
    assert goal.final_start == float(sum(exact[: goal.final_index]))


def test_the_final_stretch_can_be_chosen_and_given_back():
    made = do(goal_from("Go: a > b > c > d > e"), start_stretch, 1)
    assert (made.goal.final_index, made.goal.final_start) == (1, 1.0)
    assert do(made, start_stretch, None).goal.final_index == 4


def test_ends_are_exact_for_the_longest_roads():
    goal = road(*[0.1] * 200)
    assert goal.ends == tuple(number / 10 for number in range(1, 201))
    assert goal.distance == 20.0
    goal = road(*[999_999_999.9] * 200)
    assert goal.ends[-1] == goal.distance == 199_999_999_980.0


@given(driven())
def test_the_markers_reached_are_those_behind_the_vehicle(made):
    goal = made.goal
    assert goal.reached == len([end for end in goal.ends if end <= goal.position])


@pytest.mark.parametrize(
    ("target", "step"),
    [(0.1, 0.1), (5, 0.1), (20, 0.2), (42, 0.2), (50, 0.5), (99, 0.5), (100, 1), (240, 2),
     (50_000, 500), (199_999, 1000), (1e9, 1e7)],
)  # fmt: skip
def test_a_counting_goal_is_nudged_by_a_round_hundredth(target, step):
    assert road(float(target), unit="m").step == step
    assert road(float(target)).step == 0.1


@pytest.mark.parametrize(
    ("number", "words"),
    [(5.0, "5"), (5.4, "5.4"), (0.0, "0"), (50_000.0, "50,000"), (1234.5, "1,234.5")],
)
def test_amounts_are_written_as_people_write_them(number, words):
    assert amount(number) == words
    assert measure(number, "") == f"{words} mi"
    assert measure(number, "km") == f"{words} km"


@given(st.integers(0, 10**12))
def test_a_whole_number_of_tenths_stays_the_same(number):
    assert rounded(number / 10) == number / 10
