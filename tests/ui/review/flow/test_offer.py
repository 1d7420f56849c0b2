"""When a review is offered, and when there is nothing to ask."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import status
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from support.ui.review import (
    CAR,
    SMALL,
    TODAY,
    at,
    days,
    driven_on,
    fill,
    on,
    reviewing,
)
from support.ui.screen import begun, shown, toast, until


async def test_a_review_that_is_due_is_offered_at_the_start(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await until(
            pilot, lambda: toast(app) == "The daily review is due: r begins it, about two minutes."
        )
        assert isinstance(app.screen, HighwayScreen)


@pytest.mark.parametrize("why", ["finished", "rest day", "all parked"])
async def test_no_review_is_offered_where_none_is_due(garage, why):
    rest = {"rest_days": ["saturday"]} if why == "rest day" else {}
    if why == "all parked":
        garage.add("Boat: a > b")
        driven_on(garage, "Boat", partial(status.park, until=TODAY + timedelta(3)))
    else:
        garage.add("Boat: a > b")
    if why == "finished":
        first = garage.app()
        async with first.run_test(size=SMALL) as pilot:
            await reviewing(pilot, "Boat")
            await pilot.press("equals_sign")
            await at(pilot, None)
    app = garage.app(**rest)
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        assert "review is due" not in toast(app)
        assert "review due" not in shown(app)


async def test_a_review_may_be_done_on_a_rest_day(garage):
    garage.add("Boat: a > b")
    app = garage.app(rest_days=["saturday"])
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, "Boat")
        await pilot.press("equals_sign")
        await at(pilot, None)
    assert days(garage) == {TODAY}


async def test_with_nothing_on_the_road_the_review_has_nothing_to_ask(garage):
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, None)
        assert "Nothing to ask today." in shown(app)
        await pilot.press("1", "2", "space", "equals_sign", "s", "backspace")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
    assert not days(garage)


async def test_the_review_opens_from_the_app_begun_with_it(garage):
    fill(garage)
    app = garage.app(opening="review")
    async with app.run_test(size=SMALL) as pilot:
        await at(pilot, CAR)
        assert "review is due" not in toast(app)
