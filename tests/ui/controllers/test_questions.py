"""Turns, next steps, parking, letting go, and what is said on the way into the stretch."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.messages import CommandRequested
from support.ui.screen import chosen, shown, titles, toast, typed, until

TITLE = "Thesis"
THESIS = f"{TITLE}: draft > edits > tables > printed >> submitted ! receipt ! thanks ! copies"
TODAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 27)


def told(garage):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(TITLE).uid).log)]


def as_saved(garage):
    """The goal of the file but for the instant of its last change, which undoing moves on too."""
    return replace(garage.saved(TITLE), changed=None)


def field(app):
    return app.screen.query_one(LineInput)


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def asked(pilot, key, line=None):
    """Press a key that asks for a line, and answer it where one is given."""
    await pilot.press(key)
    await on(pilot, PromptScreen)
    if line is not None:
        field(pilot.app).value = line
        await pilot.press("enter")


async def answered(pilot, key, answer):
    """Press a key that asks for a key, and answer it."""
    await pilot.press(key)
    await on(pilot, ChoiceScreen)
    await pilot.press(answer)


async def undone(pilot, garage, before):
    """Take the last change back, which gives the goal that was."""
    await pilot.press("u")
    await until(pilot, lambda: as_saved(garage) == before)


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
        await until(pilot, lambda: toast(app) == f"Nobody's turn · {TITLE}")
        assert garage.saved(TITLE).turn is None
        await answered(pilot, "t", "n")
        await until(pilot, lambda: toast(app) == "It is nobody's turn already.")
    assert told(garage) == ["added", "turn: mine", "nobody's turn"]


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


# Parking


async def test_p_parks_until_a_day_and_says_which_while_it_is_typed(garage):
    app = garage.app(THESIS, "Boat: a > b")
    async with app.run_test(size=(80, 24)) as pilot:
        app.highway.show(garage.saved(TITLE).uid)
        before = as_saved(garage)
        await asked(pilot, "p")
        await typed(pilot, "fri")
        await until(pilot, lambda: "Fri 27 Nov, in 6 days" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: titles(app) == ["Boat"])
        assert toast(app) == f"Parked until 27 Nov 2026 · {TITLE}"
        assert garage.saved(TITLE).parked_until == FRIDAY
        await undone(pilot, garage, before)
        assert chosen(app) == TITLE


@pytest.mark.parametrize(("key", "line"), [("p", ""), ("w", "call Henrik ")])
@pytest.mark.parametrize("day", ["today", "tomorrow"])
async def test_a_day_that_has_a_name_is_told_once(garage, key, line, day):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, key)
        await typed(pilot, line + day)
        await until(pilot, lambda: app.screen.meaning.content.plain == day)


async def test_parking_until_no_day_says_what_to_type_until_one_types(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "p", "")
        await until(pilot, lambda: "Type until when, such as in 2 weeks." in shown(app))
        assert app.screen.meaning.content.plain == ""
        await typed(pilot, "x")
        await until(pilot, lambda: not app.screen.query(".trouble"))
        assert shown(app).count("is not a date") == 1
        await pilot.press("backspace")
        await until(pilot, lambda: app.screen.meaning.content.plain == "")


async def test_a_line_that_is_refused_is_refused_once(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "p", "someday")
        await until(pilot, lambda: bool(app.screen.query(".trouble")))
        assert shown(app).count("is not a date") == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [("someday soon", "someday soon"), ("today", "Park it until a day after today.")],
)
async def test_a_day_that_makes_no_sense_keeps_the_text_and_says_why(garage, line, sentence):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "p", line)
        await until(pilot, lambda: bool(app.screen.query(".trouble")))
        trouble = app.screen.query(".trouble").first().content.plain
        assert sentence in trouble
        assert trouble.endswith(".")
        assert field(app).value == line
        assert told(garage) == ["added"]
        field(app).value = "in 2 weeks"
        await pilot.press("enter")
        await until(pilot, lambda: toast(app).startswith("Parked until 5 Dec 2026"))
    assert garage.saved(TITLE).parked_until == date(2026, 12, 5)


@pytest.mark.usefixtures("quick")
async def test_a_parked_goal_comes_back_by_itself_on_the_day(garage):
    app = garage.app(THESIS, "Boat: a > b")
    async with app.run_test(size=(80, 24)) as pilot:
        app.highway.show(garage.saved(TITLE).uid)
        await asked(pilot, "p", "in 3 days")
        await until(pilot, lambda: titles(app) == ["Boat"])
        garage.clock.instant += timedelta(days=2)
        await until(pilot, lambda: app.session.today == TODAY + timedelta(days=2))
        assert titles(app) == ["Boat"]
        garage.clock.instant += timedelta(days=1)
        await until(pilot, lambda: set(titles(app)) == {"Boat", TITLE})
    assert told(garage)[-1] == "parked until 24 Nov 2026", "nothing was written for it to come back"
    assert garage.saved(TITLE).state(app.session.today) is State.PLANNED


async def test_a_parked_goal_is_resumed_by_hand(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "p", "in 3 days")
        await until(pilot, lambda: titles(app) == [])
        parked = as_saved(garage)
        app.screen.post_message(CommandRequested("resume", garage.saved(TITLE).uid))
        await until(pilot, lambda: toast(app) == f"Back on the road · {TITLE}")
        assert titles(app) == [TITLE]
        assert garage.saved(TITLE).parked_until is None
        await undone(pilot, garage, parked)


# Letting go


@pytest.mark.parametrize(("key", "kind"), list(zip("wntple", LET_GO_REASONS, strict=True)))
async def test_a_reason_in_one_key_and_a_sentence_let_it_go(garage, key, kind):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        before = as_saved(garage)
        await answered(pilot, "D", key)
        await on(pilot, PromptScreen)
        await typed(pilot, "the job came first")
        await pilot.press("enter")
        words = f"Let go: {kind}, the job came first · {TITLE}\n2 mi were driven, and count"
        await until(pilot, lambda: toast(app) == words)
        assert titles(app) == []
        gone = garage.saved(TITLE).let_go
        assert (gone.kind, gone.reason, gone.on) == (kind, "the job came first", TODAY)
        assert garage.saved(TITLE).position == 2
        await undone(pilot, garage, before)


async def test_the_sentence_may_be_left_out_and_nothing_driven_is_not_praised(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(pilot, "D", "t")
        await on(pilot, PromptScreen)
        await pilot.press("enter")
        await until(pilot, lambda: toast(app) == f"Let go: no time · {TITLE}")
    assert garage.saved(TITLE).let_go.reason == ""


@pytest.mark.parametrize("keys", [("escape",), ("w", "escape")])
async def test_escape_lets_nothing_go(garage, keys):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("D")
        await on(pilot, ChoiceScreen)
        for key in keys:
            await pilot.press(key)
        await on(pilot, HighwayScreen)
    assert told(garage) == ["added"]


async def test_what_was_let_go_is_resumed_where_it_was_left(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await answered(pilot, "D", "n")
        await on(pilot, PromptScreen)
        await pilot.press("enter")
        await until(pilot, lambda: titles(app) == [])
        app.screen.post_message(CommandRequested("resume", garage.saved(TITLE).uid))
        await until(pilot, lambda: titles(app) == [TITLE])
        goal = garage.saved(TITLE)
        assert (goal.position, goal.let_go) == (2, None)


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
        assert "final stretch 1 of 1" in shown(app)
        await pilot.press("plus")
        assert toast(app) == f"Moved to 4.1 mi · {TITLE} · 0.9 mi to go", "it is said once"
        await pilot.press("u", "u")
        assert as_saved(garage) == before


async def test_the_last_marker_is_the_door_and_says_what_seals_it(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
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
        await pilot.press("5")
        assert "to seal it: receipt" in toast(app)
        assert "final stretch:" not in toast(app)
    assert garage.saved(TITLE).state(TODAY) is State.DOOR
