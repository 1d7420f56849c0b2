"""A review that is left is gone on with where it was left."""

from __future__ import annotations

from datetime import timedelta

from lastmile_tui.ui.highway.screen import HighwayScreen
from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    THESIS,
    TODAY,
    TRIP,
    answers,
    at,
    fill,
    left,
    line,
    on,
    reviewing,
    to,
)
from support.ui.screen import until


async def test_leaving_keeps_the_place_for_the_day_also_in_a_new_app(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        await left(pilot)
        assert isinstance(app.screen, HighwayScreen)
        await reviewing(pilot, ROOF)
        await pilot.press("q")
        await on(pilot, HighwayScreen)
    again = garage.app()
    async with again.run_test(size=SMALL) as pilot:
        await reviewing(pilot, ROOF)
    garage.clock.instant += timedelta(days=1)
    tomorrow = garage.app()
    async with tomorrow.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)


async def test_the_place_is_kept_though_answers_were_given_before_it(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, THESIS)
        await pilot.press("space")
        await until(pilot, lambda: garage.saved(THESIS).reviewed == TODAY)
        await to(pilot, TRIP)
        await left(pilot)
        await reviewing(pilot, TRIP)
        assert sum(answers(app)) == 1


async def test_answers_of_a_review_that_was_left_are_not_asked_again(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("n")
        await line(pilot, "rang them")
        await until(pilot, lambda: garage.saved(CAR).reviewed == TODAY)
        await pilot.press("enter")
        await at(pilot, THESIS)
        await left(pilot)
        await pilot.press("q")
    again = garage.app()
    async with again.run_test(size=SMALL) as pilot:
        await reviewing(pilot, THESIS)
        assert answers(again)[0]
        await pilot.press("backspace")
        await at(pilot, CAR)


async def test_outside_of_a_review_a_change_is_no_answer(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await left(pilot)
        app.highway.view.choose(garage.saved(ROOF).uid)
        await pilot.press("space")
        await until(pilot, lambda: garage.saved(ROOF).position == 2)
    assert garage.saved(ROOF).reviewed is None
