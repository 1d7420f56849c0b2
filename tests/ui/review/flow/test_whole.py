"""Whole reviews by keys, from the first page to the last one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, status
from lastmile_tui.domain.model.goal import State
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    THESIS,
    TODAY,
    TRIP,
    answer_all,
    answers,
    asked,
    at,
    days,
    driven_on,
    fill,
    key,
    left,
    line,
    on,
    reviewing,
    seal_with_all_ticked,
    to,
)
from support.ui.screen import shown, toast, until

ORDER = [CAR, THESIS, TRIP, ROOF]
"""Door and final stretch first; what nobody put on a list is in no review."""


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_whole_review_moves_each_road_and_ends_with_a_day_of_the_streak(garage, size):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=size) as pilot:
        await reviewing(pilot, CAR)
        await seal_with_all_ticked(pilot)
        await at(pilot, THESIS)
        await pilot.press("equals_sign")
        await key(pilot, "w")
        await line(pilot, "Miriam, her signature")
        await at(pilot, TRIP)
        await pilot.press("p")
        await line(pilot, "in 2 weeks")
        await at(pilot, ROOF)
        await pilot.press("space")
        await until(pilot, lambda: "Reached ‘slates’" in toast(app))
        assert asked(app) == ROOF
        assert answers(app) == (True, True, True, True)
        await pilot.press("enter")
        await at(pilot, None)
        assert days(garage) == {TODAY}
        told = ("Day one.", "MOVED  2", "NOT MOVED  2", "waiting on Miriam", "parked for 14 days")
        await until(pilot, lambda: all(words in shown(app) for words in told))  # below the toast
    car, thesis, trip, roof = (garage.saved(title) for title in ORDER)
    assert (car.state(TODAY), [item.done for item in car.seal]) == (State.SEALED, [True, True])
    assert [(block.kind, block.who) for block in thesis.roadblocks] == [("waiting", "Miriam")]
    assert trip.parked_until == date(2026, 12, 5)
    assert roof.position == 2
    assert {goal.reviewed for goal in (car, thesis, trip, roof)} == {TODAY}
    assert {garage.saved(title).reviewed for title in ("Boat", "Piano", "Garden")} == {None}


async def test_the_review_shows_pages_in_the_order_of_what_matters(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        seen = []
        for number in range(1, 5):
            assert f"goal {number} of 4" in shown(app)
            seen.append(asked(app))
            await pilot.press("enter")
            await pilot.pause()
        assert seen[:2] == [CAR, THESIS]
        assert set(seen[2:]) == {TRIP, ROOF}
        assert asked(app) is None
        await pilot.press("backspace")  # to the first that has no answer
        await at(pilot, CAR)
        await pilot.press("enter", "enter", "backspace", "backspace", "backspace")
        await at(pilot, CAR)


async def test_five_roads_of_the_demo_kind_take_fewer_than_25_keys(garage):
    fill(garage)
    garage.add("Learn the song: words > chords > by heart")
    app = garage.app()
    pressed = 0
    async with app.run_test(size=SMALL) as pilot:

        async def press(*keys):
            nonlocal pressed
            pressed += len(keys)
            await pilot.press(*keys)
            await pilot.pause()

        await press("r")
        await at(pilot, CAR)
        await press("equals_sign")
        await on(pilot, ChoiceScreen)
        await press("w")
        await on(pilot, PromptScreen)
        await press("enter")
        await until(pilot, lambda: garage.saved(CAR).roadblocks)
        await at(pilot, THESIS)
        await press("space", "enter")
        for _ in range(3):
            await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
            await press("equals_sign")
        await at(pilot, None)
        await press("1", "enter")
        await on(pilot, HighwayScreen)
    assert days(garage) == {TODAY}
    assert pressed < 25
    assert garage.saved(THESIS).state(TODAY) is State.DOOR


async def test_finishing_is_written_once_and_takes_the_reminder_away(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "review due" in shown(app))
        await reviewing(pilot, CAR)
        await answer_all(pilot)
        assert "review due" not in shown(app)
        assert "review streak 1 d" in shown(app)
        await pilot.press("backspace", "enter", "backspace", "enter")
        await at(pilot, None)
        await left(pilot)
        assert "review due" not in shown(app)
        await reviewing(pilot, None)
    store = garage.store()
    assert [event.kind for event in store.log("dailyreviewdiary")] == ["reviewed"]


async def test_a_road_without_an_answer_keeps_the_day_open_and_that_is_said(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("enter")
        for title in (THESIS, TRIP, ROOF):
            await to(pilot, title)
            await pilot.press("n")
            await line(pilot, "looked at it")
            await until(pilot, lambda one=title: garage.saved(one).reviewed == TODAY)
        await to(pilot, None)
        assert "Today counts once every goal has its answer." in shown(app)
        for words in ("1 road to answer yet.", "NO ANSWER YET  1", "no answer", "review due"):
            assert words in shown(app)
        assert "That was the review." not in shown(app)
        assert not days(garage)
        await pilot.press("backspace")
        await at(pilot, CAR)
        await left(pilot)
        await reviewing(pilot, CAR)
        await pilot.press("n")
        await line(pilot, "at last")
        await until(pilot, lambda: garage.saved(CAR).reviewed == TODAY)
        await to(pilot, None)
        assert "Day one." in shown(app)
    assert days(garage) == {TODAY}


async def test_a_road_worked_on_today_needs_no_answer(garage):
    fill(garage)
    for title in (CAR, THESIS, TRIP):
        driven_on(garage, title, partial(drive.note, text="seen to already"))
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, ROOF)
        await pilot.press("plus")
        await to(pilot, CAR)
        assert "‘contract’ is open. Is it done?" in shown(app)
        await to(pilot, THESIS)
        assert "You worked on it today. Anything else?" in shown(app)
        await to(pilot, None)
        assert "Day one." in shown(app)
    assert days(garage) == {TODAY}


async def test_the_last_answer_finishes_the_day_though_the_last_page_is_not_seen(garage):
    fill(garage)
    for title in (CAR, THESIS, TRIP):
        driven_on(garage, title, partial(status.park, until=TODAY + timedelta(3)))
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, ROOF)
        assert "review due" in shown(app)
        await pilot.press("space")
        await until(pilot, lambda: garage.saved(ROOF).position == 2)
        await until(pilot, lambda: "review due" not in shown(app))
        await left(pilot)
        assert days(garage) == {TODAY}
        assert "review due" not in shown(app)


async def test_an_answer_undone_after_the_review_makes_the_day_unfinished_again(garage):
    fill(garage)
    for title in (CAR, THESIS, TRIP):
        driven_on(garage, title, partial(status.park, until=TODAY + timedelta(3)))
    app = garage.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await reviewing(pilot, ROOF)
        await pilot.press("equals_sign")
        await at(pilot, None)
        assert "review streak 1 d" in shown(app)
        await pilot.press("u")
        await at(pilot, ROOF)
        await until(pilot, lambda: "review due" in shown(app))
        assert "review streak" not in shown(app)
        assert not days(garage)
        await left(pilot)
        await reviewing(pilot, ROOF)
        await pilot.press("equals_sign")
        await at(pilot, None)
    assert days(garage) == {TODAY}
