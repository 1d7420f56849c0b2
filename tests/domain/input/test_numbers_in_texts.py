"""Numbers in what is written to be edited: forms, lines, rows and the road ahead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import nudge
from lastmile_tui.domain.changes.edit import remeasure_marker
from lastmile_tui.domain.input.detour import detour, road_ahead
from lastmile_tui.domain.input.form import form_of, write_form
from lastmile_tui.domain.input.form_reader import read_form
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.errors import FormError
from support.domain.goals import Step, do, driven, goal_from, take

POINT, COMMA = Notation
RUN = "Run target 42.195 km: 10 > half 21.0975 >> 42.195 ! medal"


def no_date(_):
    return None


@given(driven(), st.sampled_from(Notation))
def test_a_form_reads_back_in_the_notation_it_was_written_in(made, notation):
    text = write_form(made.goal, notation)
    assert read_form(text, made.goal, no_date, notation) == form_of(made.goal)


@given(driven(), st.sampled_from(Notation))
def test_the_road_ahead_reads_back_in_either_notation(made, notation):
    after = take(made, Step(detour, (road_ahead(made.goal, notation), notation)))
    assert after.goal.ends == made.goal.ends


@pytest.mark.parametrize("notation", Notation)
def test_a_line_that_is_written_is_read_alike_everywhere(notation):
    line = write_line(do(goal_from(RUN), remeasure_marker, 0, 12.345).goal)
    plan = read_line(line, no_date, notation)
    assert [stage.miles for stage in plan.stages] == [12.345, 11.0975, 21.0975]


def test_a_marathon_is_as_long_as_it_is():
    made = goal_from(RUN)
    assert (made.goal.distance, made.goal.ends) == (42.195, (10.0, 21.0975, 42.195))
    made = do(made, nudge, 0.05)
    assert (made.goal.position, made.goal.to_go) == (0.05, 42.145)
    assert do(made, nudge, 42.145).goal.to_go == 0


def test_a_form_shows_and_takes_a_comma():
    goal = goal_from(RUN).goal
    text = write_form(goal, COMMA)
    assert "- [ ] half 21.0975: 21,0975 km\n" in text
    assert "- [ ] 42.195: 42,195 km\n" in text
    form = read_form(text.replace("21,0975 km", "21,5 km"), goal, no_date, COMMA)
    assert [marker.miles for marker in form.markers] == [10.0, 11.5, 20.695]
    plain = goal_from("Go: draft*1.5 > end").goal
    text = write_form(plain, COMMA)
    assert "draft *1,5\n" in text
    form = read_form(text.replace("*1,5", "*1.250"), plain, no_date, COMMA)
    assert form.markers[0].miles == 1250


@pytest.mark.parametrize(
    ("length", "miles"),
    [("1,5", 1.5), ("1.25", 1.25), (".5", 0.5), ("½", 0.5), ("1 000", 1000), ("1'000", 1000),
     ("1.234,5", 1234.5), ("2½", 2.5), ("0,05", 0.05), ("1e2", 100)],
)  # fmt: skip
def test_lengths_in_a_form_and_in_quick_add_are_read_alike(length, miles):
    goal = goal_from("Go: draft*3 > end").goal
    form = read_form(write_form(goal).replace("*3\n", f"*{length}\n"), goal, no_date)
    assert form.markers[0].miles == miles
    plan = read_line(f"Go: draft *{length} > end", no_date)
    assert (plan.stages[0].title, plan.stages[0].miles) == ("draft", miles)


@pytest.mark.parametrize("length", ["0", "-3", "1.2.3", "9" * 30, "1e20", "0.0000001"])
def test_a_length_that_is_none_is_named_with_its_line(length):
    goal = goal_from("Go: draft*3 > end").goal
    with pytest.raises(FormError):
        read_form(write_form(goal).replace("*3\n", f"*{length}\n"), goal, no_date)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Run target 42,195 km: half 21,0975 > all 42,195", [21.0975, 42.195]),
        ("Save target 1.000 €: half 500 > all 1.000 €", [500, 1000]),
        ("Walk target 1 000 km: half 500 km > all 1 000 km", [500, 1000]),
        ("Learn target 10 h 30 min: first 1:30 h > all 10:30 h", [1.5, 10.5]),
        ("Jog target 10 km: 5k > 7 km 500 m > 10k", [5, 7.5, 10]),
        ("Fly target 10k miles: half 5.000 > all 10.000", [5000, 10_000]),
        ("Read target 1.200 pages: part 3 100 > part 4 1.200", [3100 - 3000, 1200]),
    ],
)
def test_markers_stand_where_a_comma_says(line, ends):
    stages = read_line(line, no_date, COMMA).stages
    assert [round(sum(s.miles for s in stages[: at + 1]), 6) for at in range(len(stages))] == ends
