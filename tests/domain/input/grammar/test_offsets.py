"""Days that count back from the due date, alike wherever a marker is typed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.input.detour import detour
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_reader import read_form
from lastmile_tui.domain.input.grammar.offsets import counts_back, read_marker_day, say_offset
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from lastmile_tui.domain.rows.edits import read_new, read_row, text_of
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.errors import DateError, FormError, GoalError
from support.domain.goals import TODAY, do, goal_from

DUE = date(2026, 12, 20)
ROAD = "Thesis: outline > draft > printed"
dates = partial(match_date, today=TODAY)


def due_road():
    return do(goal_from(ROAD), edit.redate, due=DUE)


def quick_add(text):
    return read_line(f"Thesis: outline > {text} > printed due 20 dec", dates).stages[1]


def due_before_the_road(text):
    return read_line(f"Thesis due 20 dec: outline > {text} > printed", dates).stages[1]


def row(text):
    made = due_road()
    spot = RowId(RowKind.MARKER, made.goal.markers[1].id)
    return do(made, read_row(made.goal, spot, text, TODAY).move).goal.markers[1]


def new_row(text):
    made = due_road()
    spot = RowId(RowKind.MARKER, made.goal.markers[0].id)
    return do(made, read_new(made.goal, spot, text, TODAY).move).goal.markers[1]


def form(text):
    made = due_road()
    lines = write_form(made.goal).replace("draft", text)
    return read_form(lines, made.goal, dates).markers[1]


def on_a_detour(text):
    made = due_road()
    return do(made, detour, f"outline > {text}", read_date=dates).goal.markers[1]


ENTRANCES = [quick_add, due_before_the_road, row, new_row, form, on_a_detour]
READ = {
    "draft by -2w": date(2026, 12, 6),
    "draft by -14d": date(2026, 12, 6),
    "draft *3 by -10 days": date(2026, 12, 10),
    "draft by -1 week *3": date(2026, 12, 13),
    "draft by -1m": date(2026, 11, 20),
    "draft by -0d": DUE,
    "draft by +10d": TODAY + timedelta(days=10),
}


@pytest.mark.parametrize("entrance", ENTRANCES)
@pytest.mark.parametrize(("text", "day"), READ.items())
def test_a_day_before_the_due_date_is_read_alike_everywhere(entrance, text, day):
    found = entrance(text)
    assert (found.title, found.due) == ("draft", day)
    assert found.miles == (3 if "*3" in text else 1)


def test_without_a_due_date_it_stays_in_the_text_and_is_told():
    plan = read_line("Thesis: outline > draft by -2w", dates)
    assert (plan.stages[1].title, plan.stages[1].due) == ("draft by -2w", None)
    assert plan.remarks == (
        "‘-2w’ counts back from the due date, and there is none. It stays in the text.",
    )
    made = goal_from(ROAD)
    spot = RowId(RowKind.MARKER, made.goal.markers[1].id)
    with pytest.raises(GoalError, match="counts back from the due date, and there is none"):
        read_row(made.goal, spot, "draft by -2w", TODAY)
    with pytest.raises(FormError, match="counts back from the due date"):
        read_form(write_form(made.goal).replace("draft", "draft by -2w"), made.goal, dates)
    with pytest.raises(DateError, match="counts back"):
        read_marker_day(" -2w", TODAY, None)


def test_a_day_that_has_passed_is_told():
    plan = read_line("Thesis: outline by -2w > draft due +3d", dates)
    assert plan.stages[0].due == TODAY - timedelta(days=11)
    assert plan.remarks == ("Thu 19 Feb is in the past.",)


@pytest.mark.parametrize("title", ["draft by -2w", "sign due -3 days", "x (by -1m)"])
def test_a_title_that_ends_so_comes_back_as_a_title(title):
    made = do(due_road(), edit.rename_marker, index=1, title=title)
    assert counts_back(title)
    line = write_line(made.goal, "20 dec")
    assert [stage.title for stage in read_line(line, dates).stages][1] == title
    spot = RowId(RowKind.MARKER, made.goal.markers[1].id)
    assert read_row(made.goal, spot, text_of(made.goal, spot), TODAY).move is None
    assert read_form(write_form(made.goal), made.goal, dates).markers[1].title == title


@given(st.integers(-3, 12_000))
def test_what_is_written_of_days_is_read_as_so_many(days):
    written = say_offset(days, "-")
    assert bool(written) == (0 <= days <= 9999)
    if written:
        due = date(2800, 1, 1)
        assert read_marker_day(written, TODAY, due).day == due - timedelta(days=days)
        later = say_offset(days, "+")
        assert dates([later]).when.day == TODAY + timedelta(days=days)
