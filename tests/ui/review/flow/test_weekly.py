"""The weekly look by keys: from the last page on its day, and from the palette."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from lastmile_tui.domain.changes import drive, status
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.review import diary
from lastmile_tui.domain.review.diary import DIARY
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    THESIS,
    asked,
    at,
    days,
    driven_on,
    fill,
    key,
    kinds,
    left,
    line,
    on,
    to,
)
from support.ui.screen import footer, shown, until

LOST = date(2026, 11, 23)
"""A Monday, the day of the weekly look in these tests."""


async def test_the_weekly_look_is_begun_from_the_last_page_on_its_day(garage):
    weeks_later(garage)
    app = garage.app(weekly_look="monday")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("r")
        await on(pilot, ReviewScreen)
        await to(pilot, None)
        assert "weekly look: 4 roads were lost sight of" in shown(app)
        await pilot.press("W")
        await at(pilot, "Boat")
        seen = {asked(app)}
        await pilot.press("d")
        await until(pilot, lambda: asked(app) != "Boat")
        assert garage.saved("Boat").state(LOST) is State.STRETCH
        for title, answer in ((CAR, park), (THESIS, let_go), (ROOF, stay)):
            await to(pilot, title)
            seen.add(title)
            await answer(pilot)
            await until(pilot, lambda was=title: asked(app) != was)
        assert asked(app) is None
        assert "That was the weekly look." in shown(app)
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
    assert garage.saved(CAR).parked_until == LOST + timedelta(7)
    assert garage.saved(THESIS).let_go.kind == "no longer wanted"
    looked = {garage.saved(title).looked for title in ("Boat", CAR, THESIS, ROOF)}
    assert looked == {LOST}
    assert kinds(garage, ROOF)[-1] == "kept on"
    assert not days(garage), "a weekly look finishes no daily review"


def weeks_later(garage):
    """Roads that were lost sight of, on the day of the look; one of them comes back this week."""
    fill(garage, days_ago=40)
    driven_on(
        garage,
        "Boat",
        status.resume,
        drive.advance,
        partial(status.park, until=LOST + timedelta(4)),
    )
    garage.clock.instant += timedelta(days=2)


async def park(pilot):
    await pilot.press("p")
    await line(pilot, "in 7 days")


async def let_go(pilot):
    await pilot.press("D")
    await key(pilot, "w")
    await line(pilot, "")


async def stay(pilot):
    await pilot.press("d")


async def test_what_was_answered_today_is_not_asked_about_once_more(garage):
    weeks_later(garage)
    app = garage.app(weekly_look="monday")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("r")
        await on(pilot, ReviewScreen)
        await to(pilot, ROOF)
        await pilot.press("plus")
        await until(pilot, lambda: garage.saved(ROOF).reviewed == LOST)
        await to(pilot, None)
        assert "weekly look: 3 roads were lost sight of" in shown(app)
        await pilot.press("W")
        await at(pilot, "Boat")
        assert garage.saved(ROOF).uid not in app.reviewing.review.queue


async def test_the_weekly_look_is_offered_on_its_day_only(garage):
    weeks_later(garage)
    app = garage.app(weekly_look="tuesday")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("r")
        await on(pilot, ReviewScreen)
        await to(pilot, None)
        assert "weekly look" not in shown(app)
        assert "weekly" not in footer(app)
        await pilot.press("W")
        await pilot.pause()
        assert asked(app) is None


async def test_the_palette_begins_the_weekly_look_on_any_day(garage):
    weeks_later(garage)
    app = garage.app(weekly_look="tuesday")
    async with app.run_test(size=SMALL) as pilot:
        app.highway.action_command("weekly")
        await until(pilot, lambda: "Weekly look" in shown(app))
        await at(pilot, "Boat")
        await pilot.press("d")
        await until(pilot, lambda: asked(app) not in ("Boat", None))
        await pilot.press("u")
        await at(pilot, "Boat")
        assert garage.saved("Boat").state(LOST) is State.PARKED
        await left(pilot)
        app.highway.action_command("weekly")
        await at(pilot, "Boat")


async def test_an_answer_undone_in_the_weekly_look_leaves_the_review_of_the_day_finished(garage):
    weeks_later(garage)
    with garage.store() as store:
        store.keep(DIARY, diary.begin, diary.finish)
    app = garage.app(weekly_look="tuesday")
    async with app.run_test(size=SMALL) as pilot:
        app.highway.action_command("weekly")
        await at(pilot, "Boat")
        await pilot.press("d")
        await until(pilot, lambda: garage.saved("Boat").looked == LOST)
        await pilot.press("u")
        await until(pilot, lambda: garage.saved("Boat").looked is None)
        await at(pilot, "Boat")
        assert app.session.review_days.finished(LOST)


async def test_keys_of_the_daily_review_answer_nothing_in_the_weekly_look(garage):
    weeks_later(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        app.highway.action_command("weekly")
        await at(pilot, "Boat")
        before = garage.saved("Boat")
        for sign in ("space", "plus", "equals_sign", "b", "n", "w", "t", "s", "h", "minus", "1"):
            await pilot.press(sign)
            assert isinstance(app.screen, ReviewScreen)
        assert garage.saved("Boat") == before
