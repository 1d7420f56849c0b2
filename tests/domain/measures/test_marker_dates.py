"""Dated markers: where a goal stands in its plan, and when a marker is a reason for attention."""

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.edit import redate_marker
from lastmile_tui.domain.changes.status import park
from lastmile_tui.domain.horizon.marker_plan import say_plan_briefly, say_plan_of_day
from lastmile_tui.domain.measures.attention import attention_of
from lastmile_tui.domain.measures.reasons import ReasonKind, say_reason
from lastmile_tui.domain.measures.silence import OtherGoals
from support.domain.forecasts import forecast
from support.domain.history import TODAY, at, begun, history, measured, watch

OF_MARKERS = (ReasonKind.MARKER_LATE, ReasonKind.SLIPS)
LINE = "Thesis: outline > draft > study > edits >> print > hand in"


def dated(days, *, reached=0, due=None, more=()):
    """A thesis of which markers are due in so many days; one was reached every four days."""
    drives = [(4 * (reached - index), advance) for index in range(reached)]
    dates = [
        (0, None, partial(redate_marker, index=index, due=TODAY + timedelta(days=day)))
        for index, day in days.items()
    ]
    return history(LINE, begun(30), *drives, *dates, *more, due=due)


def worries(made, today=TODAY):
    """What is told of markers, with the level of each."""
    found = measured(made, today=today).attention
    return [(say_reason(each), each.level) for each in found.reasons if each.kind in OF_MARKERS]


LATE = [
    (dated({1: -4}), "‘draft’ was due 4 days ago", 1),
    (dated({1: -1}, reached=1), "‘draft’ was due 1 day ago", 1),
    (dated({1: -7}, reached=1), "‘draft’ was due 7 days ago", 2),
    (dated({1: -7}, reached=1, due=400), "‘draft’ was due 7 days ago", 1),
    (dated({1: -7}, due=-1), "‘draft’ was due 7 days ago", 2),
    (dated({3: -2, 1: -9}), "‘draft’ was due 9 days ago", 2),
    (dated({1: 5, 3: -2}), "‘edits’ was due 2 days ago", 1),
    (dated({5: -3}, reached=5), "‘hand in’ was due 3 days ago", 1),
]
SLIPPING = [
    dated({5: 3}, reached=4),
    dated({4: 0}, reached=3),
    dated({5: 2}, reached=3),
    dated({3: -9, 5: 1}, reached=4, due=400),
]
QUIET = [
    dated({}),
    dated({1: 0}),
    dated({1: 30}),
    dated({1: -4}, reached=2),
    dated({0: -9, 1: -9, 3: 60}, reached=2),
    dated({5: 3}, reached=2),
    dated({5: 30}, reached=4),
    dated({4: 200}, reached=3, due=9),
    dated({5: -9}, reached=6),
    dated({1: -4}, more=[(0, park, TODAY + timedelta(days=9))]),
]


@pytest.mark.parametrize(("made", "words", "level"), LATE)
def test_a_marker_is_late_after_its_day(made, words, level):
    assert worries(made) == [(words, level)]


@pytest.mark.parametrize("made", SLIPPING)
def test_a_plan_slips_where_most_of_the_forecast_lies_behind_the_day(made):
    ((words, level),) = worries(made)
    assert level == 1
    title, days = words.split("’ slips about ")
    assert title in ("‘print", "‘hand in")
    assert int(days.split()[0]) >= 1


@pytest.mark.parametrize("made", QUIET)
def test_no_marker_is_a_reason_that_is_reached_ahead_or_not_on_the_road(made):
    assert worries(made) == []


def test_a_slip_is_the_days_from_the_date_to_the_middle_of_the_forecast():
    made = dated({1: 4}, reached=1)
    seen = (made.goal, measured(made).course, None, OtherGoals(0), TODAY)
    for wide, likely, words in (
        ((2, 30), (5, 15), "‘draft’ slips about 6 days"),
        ((2, 30), (4, 15), None),
        ((1, 3), (1, 2), None),
    ):
        (*found,) = attention_of(
            *seen, foretell=lambda _, days=(wide, likely): forecast(*days)
        ).reasons
        assert next((say_reason(each) for each in found if each.kind in OF_MARKERS), None) == words


@given(
    st.dictionaries(st.integers(0, 5), st.integers(-20, 20), max_size=6),
    st.integers(0, 6),
    st.none() | st.integers(-9, 40),
    st.integers(0, 40),
)
def test_markers_give_one_reason_that_is_no_louder_than_the_due_date(days, reached, due, later):
    made = dated(days, reached=reached, due=due)
    today = TODAY + timedelta(days=later)
    attention = measured(made, today=today).attention
    levels = {each.kind: each.level for each in attention.reasons}
    of_markers = [levels[kind] for kind in OF_MARKERS if kind in levels]
    assert len(of_markers) <= 1
    assert all(level <= levels.get(ReasonKind.LATE, 2) for level in of_markers)
    plain = dated({}, reached=reached, due=due)
    assert attention.level <= max(measured(plain, today=today).attention.level, *of_markers, 0) + 1


PLANS = [
    (dated({}), "", ""),
    (dated({1: 4}), "on time: nothing is due yet; next is ‘draft’, by Thu 26 Nov, in 4 days",
     "‘draft’ by Thu"),
    (dated({1: 0}), "‘draft’ should be reached today", "‘draft’ by today"),
    (dated({1: -4}), "‘draft’ was to be reached by Wed 18 Nov; you are 4 days behind", ""),
    (dated({1: -9, 2: -1}, reached=1),
     "‘study’ was to be reached by Sat 21 Nov; you are 9 days behind, at ‘draft’", ""),
    (dated({0: -1, 1: 3, 3: 9}, reached=2),
     "3 days ahead: ‘draft’ is reached; next is ‘edits’, by Tue 1 Dec, in 9 days",
     "3 d ahead of plan"),
    (dated({0: -1}, reached=1, due=8),
     "on time: ‘outline’ is reached; next is ‘hand in’, by Mon 30 Nov, in 8 days", ""),
    (dated({0: -1}, reached=1), "on time: ‘outline’ is reached", ""),
    (dated({0: -1}, reached=6), "", ""),
    (dated({1: -1}, more=[(0, park, TODAY + timedelta(days=9))]), "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("made", "words", "brief"), PLANS)
def test_a_plan_says_what_should_be_reached_and_how_far_off_it_is(made, words, brief):
    assert say_plan_of_day(made.goal, TODAY) == words
    assert say_plan_briefly(made.goal, TODAY) == brief


def test_a_marker_is_foretold_no_later_than_the_end_of_its_road():
    made = dated({4: 1, 5: 90}, reached=3, due=2)
    found = watch(made).measure(made.goal, TODAY)
    slips = [each for each in found.attention.reasons if each.kind is ReasonKind.SLIPS]
    assert [each.days <= found.forecast.middle for each in slips] == [True]


def test_a_lane_names_the_next_dated_marker_also_where_the_last_one_is_called_alike():
    made = history("Book: draft > edits >> draft", begun(30))
    made = redate_marker(made, at(0, 1), 0, TODAY + timedelta(days=5))
    assert say_plan_briefly(made.goal, TODAY).startswith("‘draft’ by")


def test_no_forecast_of_a_marker_is_made_where_the_whole_road_ends_in_time():
    made = dated({1: 20}, reached=1)
    asked = []
    for likely in ((5, 15), (30, 40)):
        attention_of(
            made.goal,
            measured(made).course,
            forecast((2, 90), likely),
            OtherGoals(0),
            TODAY,
            foretell=asked.append,
        )
    assert len(asked) == 1
