"""A goal's row of marks: every day in its column, the due date above all, golden drawings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.horizon.axis import Zoom, axis_of
from lastmile_tui.domain.horizon.bar import DayMark, bar_of, free_room
from lastmile_tui.domain.horizon.signs import ASCII, LEGEND, PLAIN, UNICODE, legend
from lastmile_tui.domain.horizon.timeline import GoalTimeline, MarkerDay

TODAY = date(2026, 11, 30)
TO_TODAY = " " * 19
"""What lies before today on an axis of 60 columns."""


def on(text):
    return date.fromisoformat(text)


def drawn(line, zoom=Zoom.MONTH, columns=60, *, today=TODAY, signs=ASCII, let_go=False):
    axis = axis_of(today, columns, zoom, reach=line.reach)
    return "".join(signs[mark] for mark in bar_of(line, axis, let_go=let_go)).rstrip()


THESIS = GoalTimeline(
    moved=(on("2026-11-05"), on("2026-11-22")),
    reached=(MarkerDay(1, "outline", on("2026-11-05")), MarkerDay(2, "draft", on("2026-11-16"))),
    planned=(MarkerDay(3, "print", on("2026-12-11")),),
    due=on("2026-12-20"),
    likely=(on("2026-12-16"), on("2026-12-26")),
    wide=(on("2026-12-09"), on("2027-01-10")),
    step=on("2026-12-02"),
)
LATE = GoalTimeline(
    moved=(on("2026-11-20"), on("2026-11-28")),
    due=on("2026-12-04"),
    likely=(on("2026-12-20"), on("2026-12-26")),
    wide=(on("2026-12-14"), on("2027-01-03")),
)


@pytest.mark.parametrize(
    ("line", "zoom", "columns", "picture"),
    [
        (THESIS, Zoom.MONTH, 60, "   *######*####----| +   ..o..::P::::.........."),
        (THESIS, Zoom.WEEK, 60, "--------------------|    +                   ......o.......>"),
        (THESIS, Zoom.YEAR, 60, "                  **oP."),
        (THESIS, Zoom.MONTH, 20, " *#*#-|+.oP::..."),
        (LATE, Zoom.MONTH, 60, "             ######|  !~~~~~~...:::::......"),
        (LATE, Zoom.YEAR, 60, "                   #!:"),
        (GoalTimeline(), Zoom.MONTH, 60, "                   |"),
        (
            GoalTimeline(back=on("2026-12-30")),
            Zoom.MONTH,
            60,
            f"{TO_TODAY}|{' ' * 19}r",
        ),
        (GoalTimeline(waits=("Floor",)), Zoom.MONTH, 60, f"{TO_TODAY}X"),
        (
            GoalTimeline(waits=("Floor",), moved=(on("2026-11-20"), TODAY), due=on("2026-12-11")),
            Zoom.MONTH,
            60,
            "             ######X       P",
        ),
        (GoalTimeline(due=on("2026-08-01")), Zoom.MONTH, 60, "<                  |"),
        (
            GoalTimeline(due=on("2036-08-01")),
            Zoom.MONTH,
            60,
            f"{TO_TODAY}|{' ' * 39}>",
        ),
    ],
)
def test_a_row_is_drawn(line, zoom, columns, picture):
    assert drawn(line, zoom, columns) == picture


def test_what_ended_has_its_end_and_rests_no_more():
    sealed = GoalTimeline(moved=(on("2026-11-05"), on("2026-11-20")), ended=on("2026-11-24"))
    assert drawn(sealed) == "   ########### v   |"
    assert drawn(sealed, let_go=True) == "   ########### x   |"


def test_over_the_turn_of_a_year_and_both_changes_of_the_clock():
    for text in ("2026-12-31", "2027-03-28", "2026-10-25"):
        day = on(text)
        line = GoalTimeline(moved=(day - timedelta(5), day), due=day + timedelta(5))
        assert drawn(line, Zoom.WEEK, 21, today=day) == "  ######    P"


DAYS = st.dates(min_value=on("2026-06-01"), max_value=on("2027-12-31"))
PAIRS = st.none() | st.tuples(DAYS, DAYS).map(lambda pair: tuple(sorted(pair)))
STAGES = st.lists(st.builds(MarkerDay, st.integers(1, 9), st.just("x"), DAYS), max_size=4).map(
    tuple
)
LINES = st.builds(
    GoalTimeline,
    moved=PAIRS,
    reached=STAGES,
    planned=STAGES,
    due=st.none() | DAYS,
    likely=PAIRS,
    wide=PAIRS,
    back=st.none() | DAYS,
    step=st.none() | DAYS,
    ended=st.none() | DAYS,
    waits=st.just(()) | st.just(("Floor",)),
)


@given(LINES, st.sampled_from(Zoom), st.integers(1, 160), st.integers(-9, 9))
def test_the_due_date_stands_in_its_column_and_the_row_fills_the_axis(line, zoom, columns, pan):
    axis = axis_of(TODAY, columns, zoom, pan, line.reach)
    row = bar_of(line, axis)
    assert len(row) == columns
    if line.due and axis.shows(line.due):
        assert row[axis.column(line.due)] is (DayMark.LATE if line.late else DayMark.DUE)
    else:
        assert not {DayMark.DUE, DayMark.LATE} & {*row}


@given(LINES, st.integers(20, 160))
def test_all_shows_each_day_or_one_that_shares_its_column(line, columns):
    axis = axis_of(TODAY, columns, Zoom.ALL, 0, line.reach)
    row = bar_of(line, axis)
    for day in line.days:
        assert row[axis.column(day)] is not DayMark.NONE


@given(LINES)
def test_late_is_what_stands_before_the_whole_range(line):
    expected = (line.wide[0] - line.due).days if line.wide and line.due else 0
    assert line.late == max(expected, 0)


@pytest.mark.parametrize("signs", [UNICODE, PLAIN, ASCII])
def test_each_mark_has_a_sign_of_one_cell_that_no_other_one_has(signs):
    assert set(signs) == set(DayMark)
    assert all(len(sign) == 1 for sign in signs.values())
    shared = {DayMark.AFTER, DayMark.BEFORE}
    apart = [sign for mark, sign in signs.items() if mark not in shared]
    assert len({*apart}) == len(apart)
    assert [mark for mark, _ in LEGEND if mark is not DayMark.NONE] == [*dict(LEGEND)]
    assert {mark for mark, _ in LEGEND} == set(DayMark) - {DayMark.NONE}
    assert len(legend(signs)) == len(LEGEND)


@given(LINES, st.sampled_from(Zoom), st.integers(1, 160), st.integers(-9, 9))
def test_words_have_room_where_no_mark_stands_nor_beside_one(line, zoom, columns, pan):
    row = bar_of(line, axis_of(TODAY, columns, zoom, pan, line.reach))
    room = free_room(row)
    beside = row[max(room.start - 1, 0) : room.stop + 1] if room else []
    assert set(beside) <= {DayMark.NONE}
    if DayMark.WAITS in row and room:
        assert room.start > row.index(DayMark.WAITS)


@given(LINES, st.sampled_from(Zoom), st.integers(1, 160), st.integers(-9, 9))
def test_no_bar_ends_before_it_begins(line, zoom, columns, pan):
    axis = axis_of(TODAY, columns, zoom, pan, line.reach)
    marks = bar_of(GoalTimeline(moved=line.moved, wide=line.wide), axis)
    for days, kinds in (
        (line.moved, {DayMark.DRIVEN}),
        (line.wide, {DayMark.WIDE}),
    ):
        columns_of = [at for at, mark in enumerate(marks) if mark in kinds]
        if days is None:
            assert not columns_of
            continue
        span = axis.span(*days)
        assert span.start <= span.stop
        assert all(at in span for at in columns_of)
        if kinds == {DayMark.WIDE}:
            assert columns_of == [at for at in span if marks[at] in kinds]
            assert len(columns_of) >= len(span) - 2  # what points out of sight may stand there
