"""The first steps: which step fits what was done, what it says, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.commands import BY_ID
from lastmile_tui.domain.examples.first_steps import (
    EXAMPLE,
    FirstStep,
    Guide,
    coach_for,
    from_text,
    to_text,
    update_guide,
)
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.goal import Goal, LetGo, Marker

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
BEGUN = Guide(NOW, TODAY)
FILE = "~/goals.json"
KEYS = {
    "add": ("a",),
    "advance": ("space", "l"),
    "review": ("r",),
    "undo": ("u",),
    "keys": ("?",),
    "palette": (":", "ctrl+p"),
}


def goal(position=0.0, uid="cake", minutes=1, **fields):
    """A road of three miles, the last of them its final stretch, added after the guide began."""
    at = NOW + timedelta(minutes=minutes)
    markers = tuple(Marker(title, title) for title in ("flour", "bake", "bring"))
    made = Goal(uid, uid.title(), at, at, at, markers, position)
    return replace(made, **fields)


def after(*goals, guide=BEGUN, today=TODAY):
    return update_guide(guide, goals, today)


def place(*goals, **named):
    reached = after(*goals, **named)
    return reached.step, reached.uid


ANSWERED = {"reviewed": TODAY}
STEPS = [
    ([], FirstStep.ADD, None),
    ([goal()], FirstStep.DRIVE, "cake"),
    ([goal(0.1)], FirstStep.STRETCH, "cake"),
    ([goal(1.9)], FirstStep.STRETCH, "cake"),
    ([goal(2)], FirstStep.REVIEW, "cake"),
    ([goal(3)], FirstStep.REVIEW, "cake"),
    ([goal(2, **ANSWERED)], FirstStep.DONE, "cake"),
]


@pytest.mark.parametrize(("goals", "step", "uid"), STEPS)
def test_each_step_follows_from_what_was_done(goals, step, uid):
    assert place(*goals) == (step, uid)


@pytest.mark.parametrize(("goals", "step", "uid"), STEPS)
@pytest.mark.parametrize("before", FirstStep)
def test_undo_leads_back_to_the_step_that_fits(goals, step, uid, before):
    assert place(*goals, guide=replace(BEGUN, step=before, uid="cake")) == (step, uid)


def test_a_review_before_the_drive_is_passed_over_once_the_drive_is_done():
    assert after(goal(0, **ANSWERED)).step is FirstStep.DRIVE
    assert after(goal(1, **ANSWERED)).step is FirstStep.STRETCH
    assert after(goal(2, **ANSWERED)).step is FirstStep.DONE


@pytest.mark.parametrize("hidden", [{"deleted": True}, {"template": "Cakes"}, {"diary": True}])
def test_what_is_on_no_road_is_no_first_goal_and_its_day_no_answer(hidden):
    assert place(goal(2, **hidden, **ANSWERED)) == (FirstStep.ADD, None)
    assert place(goal(2), goal(uid="other", **hidden, **ANSWERED)) == (FirstStep.REVIEW, "cake")


def test_a_goal_from_before_the_guide_is_not_the_first_goal():
    assert place(goal(2, minutes=-1, **ANSWERED)) == (FirstStep.ADD, None)
    assert place(goal(2, minutes=0, **ANSWERED)) == (FirstStep.DONE, "cake")


def test_the_answer_to_another_goal_counts_from_the_day_the_guide_began():
    old = goal(uid="old", minutes=-1)
    assert after(goal(2), replace(old, reviewed=YESTERDAY)).step is FirstStep.REVIEW
    assert after(goal(2), replace(old, reviewed=TODAY)).step is FirstStep.DONE


def test_an_answer_still_counts_on_the_next_day():
    assert after(goal(2, **ANSWERED), today=TODAY + timedelta(days=1)).step is FirstStep.DONE


LEFT = [{"parked_until": TODAY + timedelta(days=9)}, {"let_go": LetGo(TODAY)}]


@pytest.mark.parametrize("left", LEFT)
def test_a_goal_that_left_the_road_too_early_is_as_good_as_removed(left):
    for position in (0, 1, 2):
        assert place(goal(position, **left)) == (FirstStep.ADD, None)


@pytest.mark.parametrize("left", LEFT)
def test_leaving_the_road_is_an_answer_like_any_other(left):
    assert place(goal(2, **left, **ANSWERED)) == (FirstStep.DONE, "cake")


def test_a_sealed_goal_is_done_as_no_review_asks_about_it():
    assert place(goal(3, sealed=NOW)) == (FirstStep.DONE, "cake")


def test_the_goal_that_came_furthest_counts():
    assert place(goal(0), goal(1, "boat", 2)) == (FirstStep.STRETCH, "boat")
    assert place(goal(1), goal(0, "boat", 2)) == (FirstStep.STRETCH, "cake")


def test_of_goals_that_came_as_far_the_one_that_counted_stays_or_else_the_newest():
    both = goal(), goal(0, "boat", 2)
    assert after(*both).uid == "boat"
    assert after(*both, guide=after(both[0])).uid == "cake"


def test_removing_the_goal_leads_to_the_next_one_or_back_to_the_start():
    driven = after(goal(1), goal(0, "boat"))
    assert place(goal(1, deleted=True), goal(0, "boat"), guide=driven) == (FirstStep.DRIVE, "boat")
    assert place(goal(1, deleted=True), guide=driven) == (FirstStep.ADD, None)


# Any sequence of changes

dates = st.none() | st.sampled_from([YESTERDAY, TODAY, TODAY + timedelta(days=1)])
goals = st.builds(
    goal,
    st.integers(0, 30).map(lambda tenths: tenths / 10),
    st.sampled_from(["cake", "boat", "song"]),
    st.integers(-2, 2),
    reviewed=dates,
    deleted=st.booleans(),
    diary=st.booleans(),
    parked_until=dates,
    let_go=st.none() | st.just(LetGo(TODAY)),
    sealed=st.none() | st.just(NOW),
    final_from=st.sampled_from([None, "flour", "bake", "bring", "gone"]),
)
files = st.lists(goals, max_size=3, unique_by=lambda one: one.uid)


@given(st.lists(st.tuples(files, st.integers(0, 2)), max_size=8))
def test_no_step_is_reached_without_what_it_asks_for(changes):
    guide = BEGUN
    for file, days in changes:
        guide = update_guide(guide, file, TODAY + timedelta(days=days))
        living = [one for one in file if not one.hidden]
        walked = next((one for one in living if one.uid == guide.uid), None)
        assert (walked is None) is (guide.step is FirstStep.ADD)
        if walked is None:
            continue
        assert walked.created >= NOW
        assert guide.step < FirstStep.STRETCH or walked.position > 0
        assert guide.step < FirstStep.REVIEW or walked.position >= walked.final_start
        answered = any(one.reviewed and one.reviewed >= TODAY for one in living)
        assert guide.step < FirstStep.DONE or answered or walked.sealed


@given(files, files)
def test_a_second_look_at_the_same_goals_changes_no_step(before, now):
    once = update_guide(update_guide(BEGUN, before, TODAY), now, TODAY)
    again = update_guide(once, now, TODAY)
    assert (again.step, again.uid) == (once.step, once.uid)


# What is kept


def test_a_guide_that_is_kept_goes_on_where_the_goals_are():
    kept = from_text(to_text(after(goal(1))))
    assert kept == BEGUN
    assert place(goal(1), guide=kept) == (FirstStep.STRETCH, "cake")


def test_a_guide_that_was_left_or_walked_to_its_end_does_not_come_back():
    assert from_text(to_text(None)) is None
    assert from_text(to_text(after(goal(2, **ANSWERED)))) is None


@pytest.mark.parametrize(
    "text",
    [None, "", "over", "2026-11-22", "2026-11-22T09:00:00 2026-11-22", f"{to_text(BEGUN)} more"],
)
def test_what_tells_of_no_guide_is_none(text):
    assert from_text(text) is None


@given(
    st.none()
    | st.text()
    | st.builds("{}{} {}".format, st.datetimes(), st.sampled_from(["", "Z"]), st.dates())
    | st.builds(
        lambda at, zone, day: f"{at.isoformat()}{zone} {day}",
        st.datetimes(),
        st.sampled_from(["Z", "+14:00", "-14:00"]),
        st.dates(),
    )
)
def test_whatever_is_kept_can_be_gone_on_with(text):
    kept = from_text(text)
    if kept is not None:
        assert update_guide(kept, [goal(1), goal(0, "boat")], TODAY).step in FirstStep


def test_it_can_be_left_at_every_step():
    for step in FirstStep:
        assert coach_for(replace(BEGUN, step=step), KEYS, FILE).step is step
        assert from_text(to_text(None)) is None


# What is said


def said(step, keys=KEYS, *, explained=True):
    coach = coach_for(replace(BEGUN, step=step, explained=explained), keys, FILE)
    return " ".join("".join(part.text for part in said) for said in (coach.why, coach.do) if said)


def test_every_step_says_what_to_press():
    assert {step: said(step) for step in FirstStep} == {
        FirstStep.ADD: "A goal is a road. Press a, type a title and markers, then enter.",
        FirstStep.DRIVE: "The vehicle waits at the start. "
        "Press space: it drives to the next marker.",
        FirstStep.STRETCH: "Goals get stuck in the last mile: that is why it is drawn so long. "
        "Drive into it with space.",
        FirstStep.REVIEW: "Press r: the review asks about each road, most at risk first. "
        "One key answers.",
        FirstStep.DONE: "That is all there is to it. u takes back any change, ? shows all keys. "
        "Everything is saved in ~/goals.json.",
    }  # fmt: skip


def test_the_keys_stand_out_and_are_the_users_own():
    coach = coach_for(BEGUN, KEYS | {"add": ("insert", "a")}, FILE)
    assert [part.text for part in coach.do if part.is_key] == ["insert", "enter"]


def test_a_command_without_a_key_is_named_as_the_palette_finds_it():
    assert said(FirstStep.DRIVE, KEYS | {"advance": ()}) == (
        "The vehicle waits at the start. "
        "Find ‘advance’ in the palette (:): it drives to the next marker."
    )
    assert "‘undo’ in the palette takes back any change" in said(FirstStep.DONE, {})
    for name in KEYS:
        assert BY_ID[name].label == name


def test_the_stretch_is_explained_later_to_who_drove_past_that_step():
    hasty = after(goal(2), guide=after(goal()))
    slow = after(goal(2), guide=after(goal(1)))
    assert coach_for(hasty, KEYS, FILE).why == coach_for(after(goal(1)), KEYS, FILE).why
    assert coach_for(slow, KEYS, FILE).why == ()


def test_the_heading_counts_the_steps():
    assert coach_for(after(goal()), KEYS, FILE).heading == "First steps 2 of 5"


def test_the_example_is_a_road_with_a_stretch():
    plan = read_line(coach_for(BEGUN, KEYS, FILE).example, lambda _: None)
    assert plan.title == "Bake a cake"
    assert [(stage.title, stage.final) for stage in plan.stages] == [
        ("flour", False),
        ("bake", False),
        ("bring it to Ana", True),
    ]
    assert not plan.remarks
    assert coach_for(after(goal()), KEYS, FILE).example == ""
    assert EXAMPLE.isascii()
