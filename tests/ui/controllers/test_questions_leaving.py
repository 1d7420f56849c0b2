"""Parking and letting go, and the way back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.model.goal import State
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.messages import CommandRequested
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
from support.ui.screen import chosen, shown, titles, toast, typed, until

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
        words = f"Let go: {kind}, the job came first · {TITLE}\n2 mi driven still count"
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
