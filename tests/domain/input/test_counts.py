from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.input.amounts import read_amount
from lastmile_tui.domain.input.counts import lay_out
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.numbers import Notation, rounded
from lastmile_tui.errors import QuickAddError


def places(target, *titles, unit="km"):
    """Where each marker stands."""
    stages, remarks = lay_out([(title, 1.0) for title in titles], target, unit)
    end, ends = 0.0, {}
    for title, length in stages:
        end = rounded(end + length)
        ends[title] = end
    return ends, remarks


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("42 km", (42.0, "km", 2)),
        ("42km", (42.0, "km", 1)),
        ("42", (42.0, "", 1)),
        ("42 5", (42.0, "", 1)),
        ("42, km", (42.0, "km", 2)),
        ("1,234.56 €", (1234.56, "€", 2)),
        ("42 km/h", (42.0, "km/h", 2)),
        ("km", None),
        ("4x2", None),
        ("1,23", (1.23, "", 1)),
        ("", None),
    ],
)
def test_an_amount_is_a_number_with_a_unit_or_none(words, read):
    amount = read_amount(words.split())
    assert (amount and (amount.value, amount.unit, amount.words)) == read


def test_markers_stand_at_their_numbers():
    assert places(42.0, "10", "half 21", "30 km", "40km", "there 42") == (
        {"10": 10.0, "half 21": 21.0, "30 km": 30.0, "40km": 40.0, "there 42": 42.0},
        [],
    )


def test_markers_without_a_number_are_spread_between_those_with_one():
    assert places(42.0, "start", "10", "easy", "hard", "40", "party") == (
        {"start": 5.0, "10": 10.0, "easy": 20.0, "hard": 30.0, "40": 40.0, "party": 42.0},
        [],
    )


def test_markers_are_spread_by_their_shares():
    assert lay_out([("a", 1.0), ("b", 3.0)], 100.0, "%") == ([("a", 25.0), ("b", 75.0)], [])


def test_a_number_behind_words_that_only_counts_the_markers_is_no_place():
    assert places(50_000.0, "chapter 1", "chapter 2", "chapter 3", "edit", unit="words") == (
        {"chapter 1": 12_500.0, "chapter 2": 25_000.0, "chapter 3": 37_500.0, "edit": 50_000.0},
        [],
    )
    assert places(42.0, "born 1999", "run 5k", "21 mi") == (
        {"born 1999": 14.0, "run 5k": 28.0, "21 mi": 42.0},
        [],
    )


def test_a_road_that_falls_short_of_the_target_is_led_to_it():
    assert places(42.0, "10", "30") == ({"10": 10.0, "30": 30.0, "42 km": 42.0}, [])


def test_a_target_without_markers_has_four():
    assert places(42.0)[0] == {"10.5 km": 10.5, "21 km": 21.0, "31.5 km": 31.5, "42 km": 42.0}
    assert places(0.1)[0] == {"0.1 km": 0.1}


@pytest.mark.parametrize(
    ("titles", "wrong", "place"),
    [
        (("30", "10", "42"), "10", 36.0),
        (("10", "10 km", "42"), "10 km", 26.0),
        (("0 km", "42"), "0 km", 21.0),
        (("42 km", "party"), "42 km", 21.0),
        (("50 km", "party"), "50 km", 21.0),
        (("half", "50 km"), "50 km", 42.0),
    ],
)
def test_a_number_that_cannot_be_is_said_and_estimated(titles, wrong, place):
    ends, remarks = places(42.0, *titles)
    assert ends[wrong] == place
    assert remarks == [f"‘{wrong}’ cannot stand where it says; its place is estimated."]


def test_markers_that_would_fall_together_are_a_tenth_apart():
    titles = [f"c{number}" for number in range(10)]
    ends, _ = places(1.0, *titles, unit="book")
    assert list(ends.values()) == [number / 10 for number in range(1, 11)]


def test_markers_are_finer_than_tenths_where_the_amounts_that_are_said_leave_no_room():
    titles = [f"c{number}" for number in range(10)]
    ends, remarks = places(50.0, *titles, "1", unit="books")
    assert (ends["1"], ends["50 books"], remarks) == (1.0, 50.0, [])
    assert list(ends.values())[:3] == [0.09, 0.18, 0.27]
    assert places(1.0, "a", "0.1", "b", "0.2", "c")[0] == {
        "a": 0.05, "0.1": 0.1, "b": 0.15, "0.2": 0.2, "c": 1.0,
    }  # fmt: skip


def test_a_target_and_the_places_on_the_way_keep_their_decimals():
    assert places(42.195, "10", "half 21.0975 km", "42.195") == (
        {"10": 10.0, "half 21.0975 km": 21.0975, "42.195": 42.195},
        [],
    )
    assert places(0.05, "a", "b")[0] == {"a": 0.02, "b": 0.05}
    assert places(42.195)[0] == {
        "10.5 km": 10.5, "21.1 km": 21.1, "31.6 km": 31.6, "42.195 km": 42.195,
    }  # fmt: skip


def test_a_target_without_room_for_its_markers_is_refused():
    with pytest.raises(QuickAddError, match="1 book is too short for 11 markers; name a larger"):
        places(1.0, *map(str, range(20, 31)), unit="book")


@given(
    st.integers(1, 10**7).map(lambda number: number / 10),
    st.lists(
        st.tuples(
            st.sampled_from(["a", "5", "b 21", "7.5 km", "0", "99,999", "c 3"]),
            st.sampled_from([1.0, 0.1, 3.0, 999_999_999.0]),
        ),
        max_size=12,
    ),
)
def test_every_marker_has_a_length_and_the_last_one_is_the_target(target, stages):
    try:
        laid, _ = lay_out(stages, target, "km")
    except QuickAddError:
        assert len(stages) + 1 > target * 10
        return
    assert [title for title, _ in laid][: len(stages)] == [title for title, _ in stages]
    assert all(length > 0 for _, length in laid)
    assert all(length == rounded(length) for _, length in laid)
    assert rounded(sum(length for _, length in laid)) == target


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Save target 1.000,50 €: 500 > 1.000", [500, 1000, 1000.5]),
        ("Save target 2.500,5 €: 1.000 > 2.000", [1000, 2000, 2500.5]),
        ("Save target 1.000.000 €: 1.000 > 10.000 > 1.000.000", [1000, 10000, 1000000]),
        ("Save target 1,000.50 $: 500 > 1,000", [500, 1000, 1000.5]),
        ("Walk target 10,5 km: 1,125 > 5,25", [1.125, 5.25, 10.5]),
    ],
)
@pytest.mark.parametrize("notation", Notation)
def test_markers_are_read_as_their_target_is_written(line, ends, notation):
    plan = read_line(line, lambda _: None, notation)
    assert [*accumulate(stage.miles for stage in plan.stages)] == pytest.approx(ends)
