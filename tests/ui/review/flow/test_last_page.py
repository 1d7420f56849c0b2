"""The last page of a review: the last mile of the day, and the streak."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from lastmile_tui.domain.changes.picks import pick, pick_ahead
from lastmile_tui.domain.changes.status import park
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from support.domain.export import TODAY
from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    THESIS,
    answer_all,
    driven_on,
    fill,
    left,
    on,
    reviewing,
    to,
)
from support.ui.screen import shown, until


async def test_todays_last_mile_is_picked_by_enter_and_marked_until_it_moves(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, None)
        await pilot.press("j", "enter")
        await until(pilot, lambda: garage.saved(THESIS).picked)
        assert isinstance(app.screen, ReviewScreen)
        assert "TODAY’S LAST MILE" in shown(app)
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
        assert "today's pick" in shown(app)
        assert app.session.picked == garage.saved(THESIS).uid
        app.highway.view.choose(garage.saved(THESIS).uid)
        await pilot.press("plus")
        await until(pilot, lambda: garage.saved(THESIS).position > 4)
        assert app.session.picked is None
    assert garage.saved(THESIS).reviewed is None, "picking answers nothing"


async def test_todays_last_mile_is_picked_by_its_digit_and_another_one_after_it(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, None)
        await pilot.press("3")
        await until(pilot, lambda: garage.saved(ROOF).picked)
        garage.clock.instant += timedelta(seconds=1)
        await pilot.press("1")
        await until(pilot, lambda: garage.saved(CAR).picked)
        assert app.session.picked == garage.saved(CAR).uid
        await pilot.press("9")
        assert app.session.picked == garage.saved(CAR).uid
        await left(pilot)
        await reviewing(pilot, CAR)
        await to(pilot, None)
        assert "TODAY’S LAST MILE" in shown(app)


async def test_a_last_mile_of_yesterday_is_asked_for_anew_and_can_be_picked_again(garage):
    fill(garage)
    driven_on(garage, CAR, pick)
    garage.clock.instant += timedelta(days=1)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.session.picked == garage.saved(CAR).uid)
        await reviewing(pilot, CAR)
        await to(pilot, None)
        assert "Which one is today’s last mile?" in shown(app)
        await pilot.press("1")
        await pilot.pause()
        assert "TODAY’S LAST MILE" in shown(app)


async def test_the_streak_counts_reviews_of_the_days_before(garage):
    app = garage.demo()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await on(pilot, ReviewScreen)
        await answer_all(pilot)
        assert "13 days in a row." in shown(app)
        await left(pilot)
        assert "review streak 13 d" in shown(app)


async def test_tomorrows_last_mile_is_picked_in_the_evening_and_holds_on_its_day(garage):
    fill(garage)
    garage.clock.instant = garage.clock.instant.replace(hour=20)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, None)
        assert "Which one is tomorrow’s last mile?" in shown(app)
        await pilot.press("P")
        await until(pilot, lambda: "Which one is today’s last mile?" in shown(app))
        await pilot.press("P", "2")
        await until(pilot, lambda: garage.saved(THESIS).picked_ahead)
        assert "TOMORROW’S LAST MILE" in shown(app)
        await pilot.press("u")
        await to(pilot, None)  # undoing led to its page
        assert "Which one is tomorrow’s last mile?" in shown(app)
        await pilot.press("2")
        await until(pilot, lambda: "TOMORROW’S LAST MILE" in shown(app))
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
        assert "tomorrow's pick" in shown(app)
        assert app.session.picked is None
        garage.clock.instant += timedelta(hours=12)
        app.session.refresh()
        app.bind_down()
        assert app.session.picked == garage.saved(THESIS).uid
        assert "today's pick, not moved yet" in shown(app)


async def test_a_pick_that_was_parked_meanwhile_says_so_and_another_is_offered(garage):
    fill(garage)
    with garage.store() as store:
        uid = garage.saved(THESIS).uid
        store.change(uid, partial(pick_ahead, on=TODAY + timedelta(1)))
        store.change(uid, partial(park, until=TODAY + timedelta(9)))
    garage.clock.instant += timedelta(days=1)
    app = garage.app()
    async with app.run_test(size=(120, 30)) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, None)
        assert f"‘{THESIS}’ was picked for today, and is parked until" in shown(app)
        assert "Which one is it now?" in shown(app)
        await pilot.press("1")
        await until(pilot, lambda: "TODAY’S LAST MILE" in shown(app))
