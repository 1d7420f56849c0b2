"""The day turns at four while a review is open, also in the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from support.ui.review import answers, asked, at, days, kinds, line, on
from support.ui.screen import shown, toast, until

ROADS = ("Roof: a > b > c > d > e > f", "Trip: a > b > c > d > e > f")
NEW_DAY = "A new day: the review begins anew. Every answer is kept."

NIGHTS = [
    pytest.param(datetime(2026, 11, 22, 3, tzinfo=UTC), id="any night"),
    pytest.param(datetime(2026, 3, 29, 2, tzinfo=UTC), id="an hour less"),
    pytest.param(datetime(2026, 10, 25, 3, tzinfo=UTC), id="an hour more"),
]
"""Four in the morning in Berlin."""


def before(garage, four):
    """An app a minute before the day turns, on roads of some days ago."""
    garage.clock.instant = four - timedelta(days=3)
    garage.add(*ROADS)
    garage.clock.instant = four - timedelta(minutes=1)
    return garage.app()


async def half_a_review(pilot):
    """Answer the first road, and turn to the second; their titles."""
    await pilot.press("r")
    await until(pilot, lambda: pilot.app.reviewing is not None and asked(pilot.app))
    first = asked(pilot.app)
    await pilot.press("space", "enter")
    await until(pilot, lambda: asked(pilot.app) not in (first, None))
    return first, asked(pilot.app)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("four", NIGHTS)
async def test_the_review_begins_anew_at_four_and_keeps_what_was_answered(garage, four):
    old, new = four.date() - timedelta(1), four.date()
    app = before(garage, four)
    async with app.run_test(size=(80, 24)) as pilot:
        first, second = await half_a_review(pilot)
        garage.clock.instant = four - timedelta(seconds=1)
        await pilot.pause(0.05)
        assert asked(app) == second
        assert sum(answers(app)) == 1
        garage.clock.instant = four
        await until(pilot, lambda: toast(app) == NEW_DAY)
        assert answers(app) == (False, False)
        assert "goal 1 of 2" in shown(app)
        await pilot.press("equals_sign")
        await until(pilot, lambda: sum(answers(app)) == 1)
        await pilot.press("equals_sign")
        await at(pilot, None)
    assert garage.saved(first).position == 1
    assert days(garage) == {new}, "the old day was not finished"
    assert kinds(garage, first) == ["added", "reached", "no change"]
    told = [event.day for event in garage.store().log(garage.saved(first).uid)]
    assert told[1:] == [old, new]


@pytest.mark.usefixtures("quick")
async def test_a_review_finished_before_four_counts_for_the_day_that_ends(garage):
    four = datetime(2026, 11, 22, 3, tzinfo=UTC)
    app = before(garage, four)
    async with app.run_test(size=(120, 40)) as pilot:
        await half_a_review(pilot)
        await pilot.press("equals_sign")
        await at(pilot, None)
        assert days(garage) == {four.date() - timedelta(1)}
        garage.clock.instant = four
        await until(pilot, lambda: toast(app) == NEW_DAY)
        await until(pilot, lambda: asked(app) is not None)
        assert "review due" in shown(app)
    assert days(garage) == {four.date() - timedelta(1)}


@pytest.mark.usefixtures("quick")
async def test_a_line_typed_over_four_is_kept_and_counts_for_the_new_day(garage):
    four = datetime(2026, 11, 22, 3, tzinfo=UTC)
    app = before(garage, four)
    async with app.run_test(size=(80, 24)) as pilot:
        _, second = await half_a_review(pilot)
        await pilot.press("n")
        await on(pilot, PromptScreen)
        garage.clock.instant = four
        await until(pilot, lambda: app.session.today == four.date())
        await line(pilot, "still awake")
        await until(pilot, lambda: garage.saved(second).reviewed == date(2026, 11, 22))
        assert sum(answers(app)) == 1
    assert kinds(garage, second)[-1] == "note"


async def test_an_answer_in_the_moment_before_the_turn_is_seen_finishes_no_day(garage, monkeypatch):
    monkeypatch.setattr("lastmile_tui.ui.app.POLL_SECONDS", 3600)
    four = datetime(2026, 11, 22, 3, tzinfo=UTC)
    app = before(garage, four)
    async with app.run_test(size=(80, 24)) as pilot:
        _, second = await half_a_review(pilot)
        garage.clock.instant = four
        await pilot.press("equals_sign")
        await until(pilot, lambda: garage.saved(second).reviewed == date(2026, 11, 22))
        await at(pilot, None)
        assert not days(garage)
        app.background.look_outside()
        await until(pilot, lambda: asked(app) is not None)
        assert sum(answers(app)) == 1
    assert not days(garage)


@pytest.mark.usefixtures("quick")
async def test_a_weekly_look_over_four_stays_one(garage):
    four = datetime(2026, 11, 22, 3, tzinfo=UTC)
    garage.clock.instant = four - timedelta(days=40)
    garage.add(*ROADS)
    garage.clock.instant = four - timedelta(minutes=1)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.highway.action_command("weekly")
        await at(pilot, None)
        garage.clock.instant = four
        await until(pilot, lambda: app.session.today == four.date())
        await pilot.pause()
        assert asked(app) is None
        await pilot.press("enter")
        await on(pilot, HighwayScreen)


@pytest.mark.usefixtures("quick")
async def test_missed_days_do_not_pile_up(garage):
    app = garage.app(*ROADS)
    async with app.run_test(size=(80, 24)) as pilot:
        garage.clock.instant += timedelta(days=9)
        await until(pilot, lambda: app.session.today == date(2026, 11, 30))
        await until(pilot, lambda: "The daily review is due" in toast(app))
        await pilot.press("r")
        await until(pilot, lambda: "goal 1 of 2" in shown(app))
