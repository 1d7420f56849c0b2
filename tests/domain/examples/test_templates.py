from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.edit import explain, involve, redate, remove
from lastmile_tui.domain.changes.seal import SEAL_LIST, tick
from lastmile_tui.domain.changes.status import turn
from lastmile_tui.domain.examples.template_dates import START
from lastmile_tui.domain.examples.templates import (
    TEMPLATES,
    Template,
    all_templates,
    clean_template_name,
    find_template,
    new_goal,
    plan_of,
    save_template,
    template_of,
)
from lastmile_tui.domain.model.goal import Turn
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.model.text import TITLE_LIMIT, cells
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.errors import GoalError, NotFoundError, QuickAddError
from support.domain.goals import TODAY, do, driven, goal_from, stamp
from support.domain.quick_add import FRIDAY, read_date

SALE = "Sell the Volvo: listed > test drives*3 >> papers signed #car ! paid ! thanked"

with_a_road = pytest.mark.parametrize(
    "template", [one for one in TEMPLATES if one.name != "blank"], ids=lambda one: one.name
)


def plan(template, title=""):
    return plan_of(template, title, read_date)


def saved(made, name="sale", number=60):
    return save_template(made, name, stamp(number))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_a_template_of_the_app_reads_without_remarks(template):
    assert plan(template).remarks == ()
    assert (plan(template).due, plan(template).tags, plan(template).people) == (None, (), ())
    assert clean_template_name(template.name) == template.name
    assert template.about.endswith(".")
    assert cells(template.about) <= 70
    assert template.line == " ".join(template.line.split())


@with_a_road
def test_a_template_of_the_app_has_a_road_with_a_stretch_and_a_seal_list(template):
    made = plan(template)
    assert len(made.stages) >= 4
    assert sum(stage.final for stage in made.stages) == 1
    assert not made.stages[0].final
    assert len(made.seal) >= 3
    assert max(cells(stage.title) for stage in made.stages) <= 24
    assert max(map(cells, made.seal)) <= 52
    assert len({*made.seal}) == len(made.seal)
    assert len({stage.title for stage in made.stages}) == len(made.stages)


@with_a_road
def test_the_stretch_of_a_template_is_its_last_part_but_not_its_larger_one(template):
    goal = new_goal(template, plan(template), stamp(0)).goal
    assert 0.15 <= 1 - goal.final_start / goal.distance <= 0.5


def test_the_names_of_the_templates_are_unique_and_those_of_the_stories():
    assert [template.name for template in TEMPLATES] == [
        "thesis", "sale", "race", "vote", "rollout", "parcel", "friendship", "release", "blank",
    ]  # fmt: skip


def test_a_blank_template_gives_a_finish_and_the_three_questions():
    blank = find_template(TEMPLATES, "blank")
    goal = new_goal(blank, plan(blank, "Fix the gate"), stamp(0)).goal
    assert (goal.title, [marker.title for marker in goal.markers]) == ("Fix the gate", ["finish"])
    assert tuple(item.text for item in goal.seal) == SEAL_LIST


def test_a_title_takes_the_place_of_that_of_the_template():
    template = Template("sale", "x.", SALE)
    assert plan(template).title == "Sell the Volvo"
    assert plan(template, " \t ").title == "Sell the Volvo"
    assert plan(template, "Sell the boat").title == "Sell the boat"
    assert plan(template, "Sell the boat").stages == plan(template).stages


def test_a_title_brings_its_due_date_tags_people_and_seal_items():
    made = plan(Template("sale", "x.", SALE), "Sell the boat due fri #water #car @Ana ! trailer")
    assert (made.title, made.due, made.people) == ("Sell the boat", FRIDAY, ("Ana",))
    assert made.tags == ("car", "water")
    assert made.seal == ("paid", "thanked", "trailer")


def test_remarks_about_a_title_are_kept():
    assert plan(TEMPLATES[0], "A due someday").remarks == (
        "‘due someday’ names no date; it stays in the text.",
    )


@pytest.mark.parametrize("title", ["Sell: a > b", "Sell >> b", "Run target 42 km"])
def test_a_title_that_brings_markers_is_refused(title):
    with pytest.raises(QuickAddError, match="The markers come from the template"):
        plan(TEMPLATES[0], title)


def test_a_two_way_template_begins_with_my_turn():
    friendship = find_template(TEMPLATES, "friendship")
    made = new_goal(friendship, plan(friendship, "Marta"), stamp(0))
    assert made.goal.turn == Turn("mine", TODAY)
    assert len(made.log) == 1
    assert say_change(made) == "Added · Marta"
    sale = find_template(TEMPLATES, "sale")
    assert new_goal(sale, plan(sale), stamp(0)).goal.turn is None


def test_a_template_keeps_the_road_and_the_seal_list_and_nothing_driven():
    made = goal_from(f"{SALE} @buyer")
    for move, *args in (
        (advance,), (tick, 0), (explain, "money"), (redate, date(2026, 5, 1)), (involve, "Ana"),
        (turn, "theirs"),
    ):  # fmt: skip
        made = do(made, move, *args)
    kept = saved(made)
    goal = kept.goal
    assert (goal.uid, goal.template, goal.title) == (stamp(60).uid, "sale", "Sell the Volvo")
    assert [(m.title, m.miles) for m in goal.markers] == [
        ("listed", 1.0), ("test drives", 3.0), ("papers signed", 1.0),
    ]  # fmt: skip
    assert goal.markers[2].id == goal.final_from
    assert [(item.text, item.done) for item in goal.seal] == [("paid", False), ("thanked", False)]
    assert (goal.position, goal.why, goal.due, goal.people, goal.tags) == (
        0.0, "", START + timedelta(days=60), (), ("car",),
    )  # fmt: skip
    assert goal.turn == Turn("mine", stamp(60).day)
    (event,) = kept.log
    assert (event.kind, event.text) == ("added", "sale")


def test_a_template_is_on_no_road_and_undo_takes_it_away():
    kept = saved(goal_from(SALE))
    assert kept.goal.hidden
    with pytest.raises(NotFoundError):
        find([kept.goal], "Sell")
    assert all_templates([do(kept, undo).goal]) == TEMPLATES


def test_a_removed_goal_is_no_template():
    with pytest.raises(GoalError, match="was removed"):
        saved(do(goal_from(SALE), remove))


def test_a_road_whose_line_could_not_be_read_is_no_template():
    steps = " > ".join(f"{'step ' * 60}{number}" for number in range(32))
    with pytest.raises(GoalError, match="The road of ‘Long’ is too long for a template"):
        saved(goal_from(f"Long: {steps}"))


def test_a_template_of_ones_own_tells_what_it_was_made_after():
    template = template_of(saved(goal_from(SALE)).goal)
    assert template == Template(
        "sale",
        "Your own, after ‘Sell the Volvo’.",
        "Sell the Volvo: listed > test drives*3 >> papers signed #car ! paid ! thanked",
    )


@given(driven(), st.sampled_from(["", "Other"]))
def test_a_goal_after_a_template_has_the_road_of_the_goal_it_was_made_of(made, title):
    assume(not made.goal.deleted)
    template = template_of(saved(made).goal)
    dates = partial(match_date, today=made.log[0].day)
    goal = new_goal(template, plan_of(template, title, dates), stamp(70)).goal
    assert goal.title == (title or made.goal.title)
    days = [made.goal.due, *(marker.due for marker in made.goal.markers)]
    kept = [day if day and day >= made.log[0].day else None for day in days]
    assert [goal.due, *(marker.due for marker in goal.markers)] == kept
    assert goal.ends == made.goal.ends
    assert goal.final_index == made.goal.final_index
    assert bool(goal.final_from) is bool(made.goal.final_from)
    assert (goal.unit, goal.tags) == (made.goal.unit, made.goal.tags)
    assert [item.text for item in goal.seal] == (
        [item.text for item in made.goal.seal] or list(SEAL_LIST)
    )
    assert bool(goal.turn) is bool(made.goal.turn)
    assert (goal.position, goal.reached, goal.template) == (0.0, 0, "")
    for marker, held in zip(goal.markers, made.goal.markers, strict=True):
        assert marker.title == held.title or (
            made.goal.unit and marker.title.startswith(f"{held.title} ")
        )


def test_templates_of_ones_own_come_first_and_hide_those_of_the_same_name():
    old = saved(goal_from("Old: a > b"), "sale", 60).goal
    new = saved(goal_from("New: a > b"), "sale", 61).goal
    mine = saved(goal_from("Garden: dig > plant"), "garden", 59).goal
    templates = all_templates([old, goal_from().goal, new, mine])
    assert [template.name for template in templates] == [
        "sale", "garden", "thesis", "race", "vote", "rollout", "parcel", "friendship", "release",
        "blank",
    ]  # fmt: skip
    assert templates[0].line.startswith("New:")
    assert all_templates([]) == TEMPLATES


def test_a_template_is_found_by_its_name_or_the_only_one_that_starts_so():
    templates = (*TEMPLATES, Template("rac", "x.", "R"))
    assert find_template(templates, "thesis").name == "thesis"
    assert find_template(templates, " Thes ").name == "thesis"
    assert find_template(templates, "rac").name == "rac"
    with pytest.raises(NotFoundError) as caught:
        find_template(templates, "ra")
    assert str(caught.value) == "‘ra’ fits 2 templates; write one of: race, rac."


@pytest.mark.parametrize("name", ["", "wedding"])
def test_a_template_that_is_not_there_is_answered_with_the_names(name):
    with pytest.raises(NotFoundError) as caught:
        find_template(TEMPLATES, name)
    assert str(caught.value) == (
        f"No template is called ‘{name}’; there are: "
        "thesis, sale, race, vote, rollout, parcel, friendship, release, blank."
    )


def test_the_name_of_a_template_is_one_word_in_lower_case():
    assert clean_template_name(" Sale\n") == "sale"
    assert clean_template_name("straßen-ausbau2") == "straßen-ausbau2"
    for name in ("", " ", "two words", "-x", "#sale", "\u200b"):
        with pytest.raises(GoalError, match="Call the template by one word, such as ‘sale’"):
            clean_template_name(name)
    assert len(clean_template_name("x" * TITLE_LIMIT)) == 64
