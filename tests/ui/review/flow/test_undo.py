"""Answers of a review, taken back."""

from __future__ import annotations

from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    THESIS,
    TRIP,
    answers,
    asked,
    at,
    days,
    fill,
    key,
    kinds,
    line,
    number,
    reviewing,
    seal_with_all_ticked,
    to,
)
from support.ui.screen import toast, until


async def test_undo_leads_to_the_road_it_took_back_and_redo_brings_its_answer_back(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        place = number(app)
        await pilot.press("space")
        await until(pilot, lambda: garage.saved(ROOF).position == 2)
        for _ in range(5):
            await pilot.press("backspace")
        await at(pilot, CAR)
        await pilot.press("u")
        await at(pilot, ROOF)
        assert toast(app) == f"Undone: reached ‘slates’ · {ROOF}"
        assert not answers(app)[place - 1]
        await pilot.press("U")
        await until(pilot, lambda: garage.saved(ROOF).position == 2)
        assert answers(app)[place - 1]
        await pilot.press("u")
        await until(pilot, lambda: garage.saved(ROOF).position == 1)
    assert garage.saved(ROOF).reviewed is None


async def test_every_answer_of_a_review_undone_gives_the_roads_that_were(garage):
    fill(garage)
    titles = (CAR, THESIS, TRIP, ROOF)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        before = [state_of(garage.saved(title)) for title in titles]
        await seal_with_all_ticked(pilot)
        await at(pilot, THESIS)
        await pilot.press("space")
        await to(pilot, TRIP)
        await pilot.press("D")
        await key(pilot, "n")
        await line(pilot, "")
        await to(pilot, ROOF)
        await pilot.press("equals_sign")
        await at(pilot, None)
        count = sum(len(kinds(garage, title)) for title in titles)
        for undone in range(1, 7):
            await pilot.press("u")
            await until(
                pilot,
                lambda more=undone: sum(len(kinds(garage, one)) for one in titles) == count + more,
            )
        assert [state_of(garage.saved(title)) for title in titles] == before
        assert asked(app) == CAR
    assert not days(garage), "the day is unfinished again"


def state_of(goal):
    """All of a goal but the instant of its last change, which undoing moves on too."""
    return {name: getattr(goal, name) for name in goal.__struct_fields__ if name != "changed"}
