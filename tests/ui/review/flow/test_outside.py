"""A review beside other processes, and with hostile titles."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from support.ui.hostile_titles import MARKUP, SPOKEN
from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    THESIS,
    TODAY,
    TRIP,
    answers,
    asked,
    at,
    driven_on,
    fill,
    key,
    left,
    line,
    on,
    one_road,
    reviewing,
    to,
)
from support.ui.screen import shown, toast, until

# Other processes


@pytest.mark.usefixtures("quick")
async def test_the_page_follows_what_another_process_does_to_its_road(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        driven_on(garage, ROOF, drive.advance, partial(edit.rename, title="Mend the roof"))
        await until(pilot, lambda: "Mend the roof" in shown(app))
        assert "reached ‘slates’" in shown(app)
        assert asked(app) == "Mend the roof"
        await pilot.press("space")
        await until(pilot, lambda: garage.saved("Mend the roof").position == 3)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("how", ["sealed", "parked"])
async def test_a_road_to_come_that_leaves_meanwhile_is_left_out_and_that_is_said(garage, how):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("enter")
        await at(pilot, THESIS)
        driven_on(garage, ROOF, *LEAVING[how])
        await until(pilot, lambda: f"‘{ROOF}’ left the road meanwhile." in toast(app))
        assert asked(app) == THESIS
        assert "goal 2 of 3" in shown(app)
        seen = [await turned(pilot) for _ in range(2)]
        assert seen == [TRIP, None]


LEAVING = {
    "sealed": (partial(drive.reach, index=4), seal.seal),
    "removed": (edit.remove,),
    "parked": (partial(status.park, until=TODAY + timedelta(3)),),
    "let go": (partial(status.let_go, reason="", kind="no time"),),
}


async def turned(pilot):
    await pilot.press("enter")
    await pilot.pause()
    return asked(pilot.app)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("how", ["sealed", "removed"])
async def test_the_road_on_the_page_that_leaves_meanwhile_gives_way_to_the_next(garage, how):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        driven_on(garage, CAR, seal.seal if how == "sealed" else edit.remove)
        await at(pilot, THESIS)
        await until(pilot, lambda: f"‘{CAR}’ left the road meanwhile." in toast(app))
        assert "goal 1 of 3" in shown(app)
        await pilot.press("backspace", "space")
        await until(pilot, lambda: garage.saved(THESIS).position == 5)


@pytest.mark.usefixtures("quick")
async def test_the_only_road_that_is_removed_leaves_nothing_to_ask(garage):
    one_road(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, ROOF)
        driven_on(garage, ROOF, edit.remove)
        await at(pilot, None)
        assert "Nothing to ask today." in shown(app)
        await pilot.press("space", "equals_sign", "1", "u")
        await left(pilot)
        assert garage.saved(ROOF) is None
        await pilot.press("u")
        await until(pilot, lambda: garage.saved(ROOF))
        await reviewing(pilot, ROOF)


@pytest.mark.usefixtures("quick")
async def test_a_road_that_was_answered_stays_though_it_is_sealed_elsewhere(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("n")
        await line(pilot, "rang them")
        await until(pilot, lambda: answers(app)[0])
        driven_on(garage, CAR, seal.seal)
        await until(pilot, lambda: "It is sealed." in shown(app))
        assert asked(app) == CAR
        assert "goal 1 of 4" in shown(app)


@pytest.mark.usefixtures("quick")
async def test_a_road_that_is_added_meanwhile_disturbs_nothing_and_is_asked_next_time(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("enter")
        garage.add("Song: words > chords")
        await until(pilot, lambda: len(app.session.goals) == 8)
        assert asked(app) == THESIS
        assert "goal 2 of 4" in shown(app)
        await left(pilot)
        await reviewing(pilot, THESIS)
        assert "goal 2 of 5" in shown(app)


@pytest.mark.usefixtures("quick")
async def test_a_road_that_leaves_while_a_line_is_typed_about_it_refuses_the_line(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        await pilot.press("w")
        await on(pilot, PromptScreen)
        driven_on(garage, ROOF, edit.remove)
        await until(pilot, lambda: app.session.goal(app.reviewing.screen.uid))
        await line(pilot, "buy nails")
        await until(pilot, lambda: "was removed" in shown(app))
        await pilot.press("escape")
        await on(pilot, ReviewScreen)
        assert asked(app) != ROOF


@pytest.mark.usefixtures("quick")
async def test_a_line_about_a_road_that_was_parked_meanwhile_answers_no_other_road(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("n")
        await on(pilot, PromptScreen)
        driven_on(garage, CAR, *LEAVING["parked"])
        await until(pilot, lambda: asked(app) == THESIS)
        await line(pilot, "rang them")
        await until(pilot, lambda: garage.saved(CAR).reviewed == TODAY)
        assert garage.saved(THESIS).reviewed is None


@pytest.mark.usefixtures("quick")
async def test_a_question_that_is_left_leads_nowhere_though_others_changed_the_road(garage):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await pilot.press("p")
        await on(pilot, PromptScreen)
        driven_on(garage, CAR, partial(drive.note, text="from elsewhere"))
        await until(pilot, lambda: app.session.goal(garage.saved(CAR).uid) == garage.saved(CAR))
        await pilot.press("escape")
        await on(pilot, ReviewScreen)
        await pilot.pause()
        assert asked(app) == CAR


@pytest.mark.usefixtures("quick")
async def test_two_reviews_at_once_share_their_answers_and_finish_one_day(garage):
    one_road(garage, f"{TRIP}: a > b > c > d")
    one, two = garage.app(), garage.app()
    async with one.run_test(size=SMALL) as first, two.run_test(size=SMALL) as second:
        await reviewing(first, ROOF)
        await reviewing(second, ROOF)
        await first.press("n")
        await line(first, "rang them")
        await until(second, lambda: answers(two)[0])
        await second.press("enter")
        await at(second, TRIP)
        await second.press("equals_sign")
        await at(second, None)
        await until(first, lambda: all(answers(one)))
        await to(first, None)
        assert "Day one." in shown(one)
    assert kinds_of_diary(garage) == ["reviewed"]


def kinds_of_diary(garage):
    return [event.kind for event in garage.store().log("dailyreviewdiary")]


async def test_whether_a_seal_holds_is_asked_in_the_review_that_is_opened_with(garage):
    fill(garage, days_ago=8)
    app = garage.app(opening="review")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await key(pilot, "y")
        await until(pilot, lambda: garage.saved("Garden").confirmed)
    assert garage.saved("Garden").reviewed is None


# Hostile titles


async def test_titles_are_text_in_the_whole_review(garage):
    clean = {title: SPOKEN.get(title, title) for title in (*MARKUP[:4], MARKUP[-1], *SPOKEN)}
    garage.clock.instant -= timedelta(3)
    garage.add(*(f"{title}: {title} > b > c > d > e > f ! {title}" for title in clean))
    for title in clean.values():
        driven_on(garage, title, partial(status.plan_step, text=title, on=TODAY))
    garage.clock.instant += timedelta(3)
    app = garage.app()
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("r")
        await on(pilot, ReviewScreen)
        seen = []
        while title := asked(app):
            seen.append(title)
            assert shown(app).count(title) >= 4
            assert f"The next step was ‘{title}’. Has it moved?" in shown(app)
            await pilot.press("plus")
            await until(pilot, lambda was=title: garage.saved(was).position > 0)
            await until(pilot, lambda was=title: was in toast(app))
            await pilot.press("enter")
            await until(pilot, lambda was=title: asked(app) != was)
            assert not any(sign in shown(app) for sign in "\x1b\x07\x9b\u202e\x00")
        assert len(seen) == 10
        assert set(seen) < set(clean.values())
        assert all(title in shown(app) for title in seen)
        await pilot.press("1")
        await until(pilot, lambda: app.session.picked)
        await left(pilot)
        assert not any(sign in shown(app) for sign in "\x1b\x07\x9b\u202e\x00")
    assert app.return_value is None
