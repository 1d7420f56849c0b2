"""Turns, next steps, and what is said on the way into the stretch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.model.goal import State
from lastmile_tui.ui.highway.screen import HighwayScreen
from support.ui.questions import (
    FRIDAY,
    THESIS,
    TITLE,
    TODAY,
    answered,
    as_saved,
    asked,
    field,
    on,
    told,
    undone,
)
from support.ui.screen import shown, toast, typed, until

# Turns


@pytest.mark.parametrize(("key", "whose"), [("m", "mine"), ("t", "theirs")])
async def test_t_says_whose_turn_it_is_and_since_when(garage, key, whose):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        before = as_saved(garage)
        await answered(pilot, "t", key)
        await until(pilot, lambda: toast(app) == f"Turn: {whose} · {TITLE}")
        turn = garage.saved(TITLE).turn
        assert (turn.whose, turn.since) == (whose, TODAY)
        await undone(pilot, garage, before)


async def test_nobodys_turn_takes_it_away_and_the_same_again_is_refused(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(pilot, "t", "m")
        await until(pilot, lambda: toast(app).startswith("Turn"))
        await answered(pilot, "t", "n")
        await until(pilot, lambda: toast(app) == f"Turn taken away · {TITLE}")
        assert garage.saved(TITLE).turn is None
        await answered(pilot, "t", "n")
        await until(pilot, lambda: toast(app) == "No turn is set.")
    assert told(garage) == ["added", "turn: mine", "turn taken away"]


async def test_escape_says_nothing_about_turns(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(pilot, "t", "escape")
        await on(pilot, HighwayScreen)
    assert told(garage) == ["added"]


# Next steps


async def test_w_plans_a_step_with_the_day_at_its_end_and_says_what_it_understood(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        before = as_saved(garage)
        await asked(pilot, "w")
        await typed(pilot, "call Henrik")
        assert "Fri 27 Nov" not in shown(app)
        await typed(pilot, " fri")
        await until(pilot, lambda: "Fri 27 Nov, in 6 days" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: toast(app).startswith("Next step: call Henrik"))
        step = garage.saved(TITLE).next_step
        assert (step.text, step.on) == ("call Henrik", FRIDAY)
        await undone(pilot, garage, before)


async def test_a_step_without_a_day_has_none(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "w", "find a printer")
        await until(pilot, lambda: toast(app).startswith("Next step: find a printer"))
    assert garage.saved(TITLE).next_step.on is None


async def test_an_empty_line_says_that_the_step_is_done(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "w", "call Henrik fri")
        await until(pilot, lambda: toast(app).startswith("Next step"))
        before = as_saved(garage)
        await asked(pilot, "w")
        assert field(app).value == "call Henrik 2026-11-27", "the step that stands is there"
        assert "an empty line: it is done" in shown(app)
        field(app).value = ""
        await pilot.press("enter")
        await until(pilot, lambda: toast(app) == f"Next step done: call Henrik · {TITLE}")
        assert garage.saved(TITLE).next_step is None
        await undone(pilot, garage, before)


async def test_an_empty_line_without_a_step_is_asked_again(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "w", "")
        await until(pilot, lambda: "Write a word or two first." in shown(app))
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
    assert told(garage) == ["added"]


# Into the stretch, and to the door


async def test_crossing_into_the_stretch_says_what_is_left(garage):
    """Four miles in four days: one more is left, and three items."""
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        garage.clock.instant += timedelta(days=2)
        await pilot.press("2")
        assert toast(app) == f"Reached ‘edits’ · {TITLE} · 3 mi to go"
        before = as_saved(garage)
        garage.clock.instant += timedelta(days=2)
        app.session.refresh()
        await pilot.press("4")
        assert toast(app).splitlines() == [
            f"Reached ‘printed’ · {TITLE}",
            "final stretch: 1 marker and 3 seal items",
        ]
        assert "stretch 1 of 1" in shown(app)
        await pilot.press("plus")
        assert toast(app) == f"Moved to 4.1 mi · {TITLE} · 0.9 mi to go", "it is said once"
        await pilot.press("u", "u")
        assert as_saved(garage) == before


async def test_the_last_marker_is_the_door_and_says_what_seals_it(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "enter")
        before = as_saved(garage)
        await pilot.press("space")
        assert toast(app).splitlines() == [
            f"Reached ‘submitted’ · {TITLE}",
            "the last marker is reached; to seal it: receipt, and 2 more",
        ]
        goal = garage.saved(TITLE)
        assert (goal.state(TODAY), goal.sealed) == (State.DOOR, None)
        await undone(pilot, garage, before)


async def test_straight_to_the_door_tells_of_the_door_only(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "enter")
        assert "to seal it: receipt" in toast(app)
        assert "final stretch:" not in toast(app)
    assert garage.saved(TITLE).state(TODAY) is State.DOOR
