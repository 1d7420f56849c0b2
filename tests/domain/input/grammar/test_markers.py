r"""A marker is written alike everywhere: `title *miles by date`, wherever it is typed."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.examples.templates import Template, plan_of
from lastmile_tui.domain.input.detour import detour
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_reader import read_form
from lastmile_tui.domain.input.grammar.markers import guarded, read_marker
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from lastmile_tui.domain.input.several import read_lines
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.rows.edits import read_new, read_row, text_of
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.errors import FormError, GoalError
from support.domain.goals import TODAY, do, goal_from

FRIDAY, DECEMBER = date(2026, 3, 6), date(2026, 12, 1)
ROAD = "Thesis: outline > draft > printed"

dates = partial(match_date, today=TODAY)


def found(marker):
    return marker.title, marker.miles, marker.due


# The entrances: each takes the text of a marker, and gives what it was read as.


def quick_add(text):
    return found(read_line(f"Thesis: outline > {text} > printed", dates).stages[1])


def pasted(text):
    ((_, plan),) = read_lines([f"Thesis: outline > {text} > printed"], dates)
    return found(plan.stages[1])


def of_template(text):
    template = Template("own", "", f"Thesis: outline > {text} > printed")
    return found(plan_of(template, "Mine", dates).stages[1])


def row_typed(text):
    made = goal_from(ROAD)
    spot = RowId(RowKind.MARKER, made.goal.markers[1].id)
    draft = read_row(made.goal, spot, text, TODAY)
    return found(do(made, draft.move).goal.markers[1] if draft.move else made.goal.markers[1])


def row_added(text):
    made = goal_from("Thesis: outline > printed")
    spot = RowId(RowKind.MARKER, made.goal.markers[0].id)
    return found(do(made, read_new(made.goal, spot, text, TODAY).move).goal.markers[1])


def as_text(text):
    goal = goal_from(ROAD).goal
    lines = write_form(goal).replace("- [ ] draft\n", f"- [ ] {text}\n")
    return found(read_form(lines, goal, dates).markers[1])


def road_ahead(text):
    after = do(goal_from(ROAD), detour, f"outline > {text} > sent", read_date=dates)
    return found(after.goal.markers[1])


LINES = (quick_add, pasted, of_template, road_ahead)
FIELDS = (row_typed, row_added, as_text)
ENTRANCES = [pytest.param(each, id=each.__name__) for each in (*LINES, *FIELDS)]

READ = [
    # the grammar of the task
    ("draft *3 by fri", ("draft", 3, FRIDAY)),
    ("draft *3", ("draft", 3, None)),
    ("draft by fri", ("draft", 1, FRIDAY)),
    ("draft", ("draft", 1, None)),
    # its kin
    ("draft by fri *3", ("draft", 3, FRIDAY)),
    ("draft*1.5 by 1 dec", ("draft", 1.5, DECEMBER)),
    ("draft BY 2026-12-01", ("draft", 1, DECEMBER)),
    ("draft *½ (by fri)", ("draft", 0.5, FRIDAY)),
    ("draft (by 2026-12-01) *2", ("draft", 2, DECEMBER)),
    ("signed by Ana by fri", ("signed by Ana", 1, FRIDAY)),
    ("signed by Ana", ("signed by Ana", 1, None)),
    ("paid by card *2", ("paid by card", 2, None)),
    ("draft * 3", ("draft", 3, None)),
    ("read *this*", ("read *this*", 1, None)),
    ("rate 2*3", ("rate 2*3", 1, None)),
    ("rate 2 * 3", ("rate 2 * 3", 1, None)),
    (r"rate \*3", ("rate *3", 1, None)),
    (r"signed \by fri", ("signed by fri", 1, None)),
    (r"signed \by fri *2 by 1 dec", ("signed by fri", 2, DECEMBER)),
    ("by fri", ("by fri", 1, None)),
]


@pytest.mark.parametrize("entrance", ENTRANCES)
@pytest.mark.parametrize(("text", "wanted"), READ)
def test_a_marker_is_read_alike_wherever_it_is_typed(entrance, text, wanted):
    assert entrance(text) == wanted


NOT_UNDERSTOOD = [
    "draft *three",
    "draft *x",
    "draft *3x",
    "draft *0",
    "draft *1.2.3",
    "draft * 3x",
    "draft *99999999999",
    "draft by 31 feb",
    "draft by firday",
    "draft by tuseday",
    "draft by someday",
    "draft by mon 6 mar 2026",
    "draft by fri 18:00",
    "draft (by someday)",
    "draft *2 by 2026-13-01",
    "draft *3 *4",
    "draft by fri by 1 dec",
]


@pytest.mark.parametrize("entrance", [pytest.param(one, id=one.__name__) for one in FIELDS])
@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_a_field_keeps_what_is_not_understood_and_says_why(entrance, text):
    with pytest.raises((GoalError, FormError), match=r"\.$"):
        entrance(text)


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_a_line_says_at_once_what_is_not_understood_and_keeps_it_in_the_title(text):
    plan = read_line(f"Thesis: outline > {text} > printed", dates)
    (remark,) = plan.remarks
    assert remark.endswith("It stays in the text.")
    assert plan.stages[1].title.startswith("draft ")


@pytest.mark.parametrize("text", ["draft by hand", "paid by card", "draft by the buyer"])
def test_words_behind_by_that_are_no_day_are_said_and_stay_in_the_title(text):
    plan = read_line(f"Thesis: outline > {text}", dates)
    words = f"‘{text[text.index('by') :]}’ names no date; it stays in the title."
    assert plan.remarks == (words,)
    made = goal_from(ROAD)
    spot = RowId(RowKind.MARKER, made.goal.markers[1].id)
    assert read_row(made.goal, spot, text, TODAY).meaning.startswith(words)


def test_a_template_that_is_filled_in_takes_days_too():
    plan = plan_of(Template("own", "", "Thesis: draft *3 by fri > printed"), "", dates)
    assert (plan.stages[0].miles, plan.stages[0].due) == (3, FRIDAY)


def test_a_counting_goal_takes_them_as_well():
    plan = read_line("Run: half 21 by fri > end target 42 km", dates)
    assert [found(stage) for stage in plan.stages] == [
        ("half 21", 21, FRIDAY),
        ("end", 21, None),
    ]
    goal = goal_from("Run: half 21 > end target 42 km").goal
    text = write_form(goal).replace("- [ ] end: 42 km", "- [ ] end *22.5 by fri")
    marker = read_form(text, goal, dates).markers[1]
    assert found(marker) == ("end", 22.5, FRIDAY)


TITLES = st.lists(
    st.sampled_from(
        ["draft", "by", "due", "fri", "*3", "*", "*x", "\\", "\\by", "(by", "fri)", "31", "feb",
         "by hand", "*0", "x*3", "2*3", ":", "21 km", "someday", "firday"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip


@given(TITLES)
def test_any_title_comes_back_as_it_was_written(title):
    read = read_marker(guarded(title), dates)
    assert (read.title, read.miles, read.due, read.trouble) == (title, None, None, "")


@given(TITLES, st.sampled_from([0.5, 1.0, 3.0]), st.sampled_from([None, DECEMBER]))
def test_every_entrance_reads_what_was_written_for_it(title, miles, due):
    made = do(goal_from("Thesis: outline > one > printed"), edit.rename_marker, 1, title)
    if miles != 1:
        made = do(made, edit.remeasure_marker, 1, miles)
    if due:
        made = do(made, edit.redate_marker, 1, due)
    goal = made.goal
    wanted = (clean_line(title), miles, due)
    spot = RowId(RowKind.MARKER, goal.markers[1].id)
    assert read_row(goal, spot, text_of(goal, spot), TODAY).move is None
    assert found(read_form(write_form(goal), goal, dates).markers[1]) == wanted
    assert found(read_line(write_line(goal, read_date=dates), dates).stages[1]) == wanted
