"""Every answer of a review: what it asks, where it leads, what the file has, and undone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.gate import GateScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.seal.screen import SealScreen
from lastmile_tui.ui.seal.sealed import SealedScreen
from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    THESIS,
    TODAY,
    TRIP,
    answers,
    asked,
    at,
    fill,
    key,
    kinds,
    line,
    number,
    on,
    reviewing,
    to,
)
from support.ui.screen import shown, toast, until

# One answer


async def test_space_moves_to_the_next_marker_and_the_page_stays(garage):
    await one_answer(garage, ROOF, "space", lambda goal: goal.position == 2, stays=True)


async def test_plus_moves_a_part_of_the_way_and_the_page_stays(garage):
    await one_answer(garage, ROOF, "plus", lambda goal: goal.position == 1.1, stays=True)


async def test_h_and_minus_take_back_what_was_driven_too_far(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        await pilot.press("space", "h", "plus", "plus", "minus")
        await until(pilot, lambda: garage.saved(ROOF).position == 1.1)
        assert asked(app) == ROOF
    assert kinds(garage, ROOF)[2:] == ["reached", "back", "moved", "moved", "moved"]


async def test_equals_logs_no_change_and_leads_on(garage):
    goal = await one_answer(garage, ROOF, "equals_sign", lambda goal: goal.reviewed == TODAY)
    assert goal.touched.date() == TODAY - timedelta(3)
    assert kinds(garage, ROOF)[-2:] == ["no change", "undone"]


@pytest.mark.parametrize(
    ("sign", "kind", "entry"),
    [
        ("w", "waiting", "roadblock"),
        ("d", "dead end", "roadblock"),
        ("h", "don't know how", "roadblock"),
        ("t", None, "no change"),
        ("n", None, "no change"),
    ],
)
async def test_equals_in_the_final_stretch_asks_once_what_stands_in_the_way_and_goes_on(
    garage, sign, kind, entry
):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, THESIS)
        before = len(kinds(garage, THESIS))
        await pilot.press("equals_sign")
        await on(pilot, ChoiceScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, ChoiceScreen)
        await pilot.press(sign)
        if kind:
            await on(pilot, PromptScreen)
            await line(pilot, "")
        if kind == "dead end":
            await until(pilot, lambda: "Change the road ahead" in shown(app))
            await pilot.press("escape")
        await until(pilot, lambda: asked(app) not in (THESIS, CAR))
    goal = garage.saved(THESIS)
    assert [block.kind for block in goal.roadblocks] == ([kind] if kind else [])
    assert goal.reviewed == TODAY
    assert kinds(garage, THESIS)[before:] == [entry]


@pytest.mark.parametrize("keys", [("escape",), ("w", "escape"), ("h", "escape")])
async def test_escape_leaves_the_question_at_once_and_no_change_stands(garage, keys):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("equals_sign")
        await on(pilot, ChoiceScreen)
        await pilot.press(keys[0])
        if len(keys) > 1:
            await on(pilot, PromptScreen)
            await pilot.press(keys[1])
        await at(pilot, THESIS)
        await pilot.press("backspace")
        await at(pilot, CAR)
        await pilot.press("equals_sign")
        await at(pilot, THESIS)
    assert kinds(garage, CAR)[-1] == "no change"
    assert kinds(garage, CAR).count("no change") == 1


async def test_b_puts_a_roadblock_and_clears_it_again(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        await pilot.press("b")
        await key(pilot, "e")
        await line(pilot, "the knee")
        await until(pilot, lambda: toast(app).startswith("Roadblock: emergency, the knee"))
        assert asked(app) == ROOF
        assert "Noted. Anything else?" in shown(app)
        assert [block.text for block in garage.saved(ROOF).roadblocks] == ["the knee"]
        await pilot.press("b")
        await until(pilot, lambda: not garage.saved(ROOF).roadblocks)
        assert asked(app) == ROOF
    assert garage.saved(ROOF).reviewed == TODAY


async def test_n_writes_a_note_and_the_page_stays(garage):
    await one_answer(
        garage,
        ROOF,
        "n",
        lambda goal: goal.reviewed == TODAY,
        stays=True,
        lines=["two slates"],
    )
    assert kinds(garage, ROOF)[-2:] == ["note", "undone"]


async def test_w_plans_a_step_and_the_page_stays(garage):
    goal = await one_answer(
        garage, ROOF, "w", lambda goal: goal.next_step, stays=True, lines=["buy nails tomorrow"]
    )
    assert (goal.next_step.text, goal.next_step.on) == ("buy nails", date(2026, 11, 22))


async def test_t_says_whose_turn_it_is_and_the_page_stays(garage):
    goal = await one_answer(garage, ROOF, "t", lambda goal: goal.turn, stays=True, keys=["t"])
    assert (goal.turn.whose, goal.turn.since) == ("theirs", TODAY)


async def test_p_parks_until_a_day_and_leads_on(garage):
    goal = await one_answer(garage, ROOF, "p", lambda goal: goal.parked_until, lines=["in 3 days"])
    assert goal.parked_until == TODAY + timedelta(3)


async def test_shift_d_lets_go_with_the_reason_and_leads_on(garage):
    goal = await one_answer(
        garage, ROOF, "D", lambda goal: goal.let_go, keys=["l"], lines=["the house is sold"]
    )
    assert (goal.let_go.kind, goal.let_go.reason) == ("too late", "the house is sold")


async def one_answer(garage, title, sign, holds, *, stays=False, keys=(), lines=()):
    """Answer one road of a review, whose answer is saved and undone; the goal that was saved."""
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, title)
        place = number(app)
        before = kinds(garage, title)
        await pilot.press(sign)
        for answer in keys:
            await key(pilot, answer)
        for text in lines:
            await line(pilot, text)
        await until(pilot, lambda: holds(garage.saved(title)))
        await until(pilot, lambda: (asked(app) == title) is stays)
        goal = garage.saved(title)
        assert goal.reviewed == TODAY
        assert app.session.goal(goal.uid) == goal
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await pilot.press("u")
        await at(pilot, title)
        assert not answers(app)[place - 1]
        assert garage.saved(title).reviewed is None
        assert not holds(garage.saved(title))
        assert kinds(garage, title) == [*before, kinds(garage, title)[len(before)], "undone"]
    return goal


async def test_a_question_that_is_left_answers_nothing_and_leads_nowhere(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        before = garage.saved(ROOF)
        for sign in ("p", "D", "b", "t", "n", "w"):
            await pilot.press(sign)
            await until(pilot, lambda: not isinstance(app.screen, ReviewScreen))
            await pilot.press("escape")
            await at(pilot, ROOF)
    assert garage.saved(ROOF) == before


async def test_a_line_that_is_refused_stays_to_be_mended(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        await pilot.press("p")
        await line(pilot, "yesterday")
        await until(pilot, lambda: "a day after today" in shown(app))
        assert garage.saved(ROOF).reviewed is None
        await line(pilot, "in 3 days")
        await until(pilot, lambda: asked(app) != ROOF)
    assert garage.saved(ROOF).parked_until == TODAY + timedelta(3)


async def test_moving_a_planned_road_asks_at_the_gate(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, TRIP)
        await pilot.press("space")
        await on(pilot, GateScreen)
        assert garage.saved(TRIP).position == 0
        await pilot.press("escape")
        await at(pilot, TRIP)
        assert garage.saved(TRIP).reviewed is None


# The door


async def test_s_at_the_door_asks_about_open_items_and_no_ticks_nothing(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("s")
        await on(pilot, SealScreen)
        await pilot.press("s")
        await key(pilot, "n")
        await on(pilot, SealScreen)
        await pilot.press("escape")
        await at(pilot, CAR)
        assert garage.saved(CAR).sealed is None
        await pilot.press("s")
        await on(pilot, SealScreen)
        await pilot.press("s")
        await key(pilot, "y")
        await on(pilot, SealedScreen)
        await pilot.press("x")
        await at(pilot, THESIS)
        await pilot.press("backspace")
        await at(pilot, CAR)
        assert "It is sealed." in shown(app)
        for sign in ("s", "equals_sign", "p", "D", "space", "b", "n"):
            await pilot.press(sign)
            assert isinstance(app.screen, ReviewScreen)
        assert kinds(garage, CAR)[-1] == "sealed"
        await pilot.press("u")
        await until(pilot, lambda: not garage.saved(CAR).sealed)
        assert asked(app) == CAR
        assert "‘contract’ is open. Is it done?" in shown(app)


async def test_a_tick_is_an_answer_and_the_page_stays(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("s")
        await on(pilot, SealScreen)
        await pilot.press("space")
        await until(pilot, lambda: garage.saved(CAR).seal[0].done)
        await pilot.press("escape")
        await at(pilot, CAR)
        assert answers(app)[0]
        assert "‘keys’ is open. Is it done?" in shown(app)
    assert garage.saved(CAR).reviewed == TODAY
