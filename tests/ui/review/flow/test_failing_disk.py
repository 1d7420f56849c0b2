"""A review on a disk that refuses."""

from __future__ import annotations

from lastmile_tui.store.disk import files
from lastmile_tui.store.goals import GoalStore
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from support.store.full_disk import no_space_left
from support.ui.review import (
    CAR,
    ROOF,
    SMALL,
    TODAY,
    asked,
    at,
    days,
    fill,
    line,
    on,
    one_road,
    reviewing,
    to,
)
from support.ui.screen import shown, toast, until

REFUSED = "The change was not saved: no space left on the device."


async def test_a_full_disk_refuses_every_answer_keeps_the_place_and_nothing_is_lost(
    garage, monkeypatch
):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, ROOF)
        before = garage.path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", no_space_left)
            for sign in ("space", "plus", "equals_sign"):
                app.say("")
                await pilot.press(sign)
                await until(pilot, lambda: toast(app) == REFUSED)
                assert asked(app) == ROOF
                assert isinstance(app.screen, ReviewScreen)
            await pilot.press("n")
            await line(pilot, "kept until there is room")
            await until(pilot, lambda: REFUSED in " ".join(shown(app).split()))
            assert garage.path.read_bytes() == before
        await pilot.press("enter")
        await until(pilot, lambda: garage.saved(ROOF).reviewed == TODAY)
        assert asked(app) == ROOF
    assert garage.saved(ROOF).position == 1


async def test_no_change_that_is_refused_stays_on_its_page(garage, monkeypatch):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", no_space_left)
            await pilot.press("equals_sign")
            await on(pilot, ChoiceScreen)
            await pilot.press("n")
            await until(pilot, lambda: toast(app) == REFUSED)
            await pilot.pause()
            assert isinstance(app.screen, ReviewScreen)
            assert asked(app) == CAR
    assert garage.saved(CAR).reviewed is None


async def test_a_day_that_cannot_be_written_down_is_written_a_turn_later(garage, monkeypatch):
    one_road(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, ROOF)
        with monkeypatch.context() as patch:
            patch.setattr(GoalStore, "keep", no_space_left)
            await pilot.press("equals_sign")
            await at(pilot, None)
            assert "Day one." not in shown(app)
        assert garage.saved(ROOF).reviewed == TODAY
        assert not days(garage)
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: "Day one." in shown(app))
    assert days(garage) == {TODAY}
