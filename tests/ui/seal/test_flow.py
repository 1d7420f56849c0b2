"""Sealing in the app: the question about open items, the moment, and reopening."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual import events

from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.messages import CommandRequested
from lastmile_tui.ui.seal import sealed
from lastmile_tui.ui.seal.screen import SealScreen
from lastmile_tui.ui.seal.sealed import SealedScreen
from support.ui.screen import chosen, shown, titles, toast, until, view
from support.ui.seal import BOAT, CAR, TITLE, as_saved, listed, on, ticks, told


async def asked(pilot):
    """Ask for the seal from the list, up to the question."""
    await listed(pilot)
    await pilot.press("s")
    await on(pilot, ChoiceScreen)


async def sealed_anyway(pilot):
    """Seal with what is open, up to the moment."""
    await asked(pilot)
    await pilot.press("y")
    await on(pilot, SealedScreen)


async def test_before_the_last_marker_a_seal_is_refused_with_a_sentence(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, reached="2")
        before = as_saved(garage)
        await pilot.press("s")
        sentence = f"‘{TITLE}’ has not reached ‘signed’ yet; reach it, then seal."
        await until(pilot, lambda: toast(app) == sentence)
        assert isinstance(app.screen, SealScreen)
    assert as_saved(garage) == before


async def test_with_an_open_item_it_names_the_next_one_and_asks(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        assert f"Seal anyway? · {TITLE}" in shown(app)
        assert "‘contract’ is open, and 1 more." in shown(app)
        await pilot.press("escape")
        await on(pilot, SealScreen)
        assert told(garage)[-1] == "reached ‘signed’", "escape is no answer"
        await pilot.press("space", "s")
        await on(pilot, ChoiceScreen)
        assert "‘keys’ is open." in shown(app)
    assert garage.saved(TITLE).sealed is None


async def test_no_is_logged_and_leads_back_to_the_list(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        before = as_saved(garage)
        garage.clock.instant += timedelta(hours=1)
        await pilot.press("n")
        await on(pilot, SealScreen)
        await until(pilot, lambda: toast(app).startswith("Not sealed yet: ‘contract’ is open"))
        assert told(garage)[-1] == "not sealed yet: ‘contract’ is open"
        assert as_saved(garage) == before, "an answer is no work: it touches nothing"
        await pilot.press("u")
        await until(pilot, lambda: told(garage)[-1] == "reached ‘signed’")
        assert as_saved(garage) == before


async def test_yes_seals_with_what_is_open_and_says_so(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).choose(garage.saved(TITLE).uid)
        await sealed_anyway(pilot)
        assert garage.saved(TITLE).sealed.date() == app.session.today
        assert told(garage)[-1] == "sealed with ‘contract’ and 1 more open"
        await until(pilot, lambda: "Left open: ‘contract’, ‘keys’" in shown(app))
        await pilot.press("x")
        await on(pilot, HighwayScreen)
        assert titles(app) == ["Paint the boat"]


async def test_the_moment_has_the_figures_of_the_road(garage):
    """Two miles in four days, then one mile in six until the seal."""
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        garage.clock.instant += timedelta(days=2)
        await pilot.press("1")
        garage.clock.instant += timedelta(days=2)
        await pilot.press("2")
        garage.clock.instant += timedelta(days=6)
        app.session.refresh()
        await sealed_anyway(pilot)
        await until(pilot, lambda: "8 days from the first mile to the seal" in shown(app))
        page = shown(app)
        assert "Sealed." in page
        assert TITLE in page
        assert "3 mi, 5 log entries" in page
        assert "a mile of the final stretch took 3.0 times as long as before it" in page


async def test_with_every_item_ticked_nothing_is_asked(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await pilot.press("space", "j", "space")
        await until(pilot, lambda: "all ticked · at the finish, ready to seal" in shown(app))
        await pilot.press("s")
        await on(pilot, SealedScreen)
        await until(pilot, lambda: "from the first mile" in shown(app))
        assert "Left open" not in shown(app)
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
    assert told(garage)[-1] == "sealed"
    assert all(ticks(garage))


@pytest.mark.parametrize("key", ["x", "enter", "u", "escape", "q"])
async def test_any_key_closes_the_moment_and_does_nothing_else(garage, key):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await sealed_anyway(pilot)
        await pilot.press(key)
        await on(pilot, HighwayScreen)
        assert app.is_running
        assert len(app.screen_stack) == 1
    assert garage.saved(TITLE).sealed is not None


async def test_with_animations_the_moment_plays_and_ends_in_the_same_words(garage, monkeypatch):
    monkeypatch.setattr(sealed, "REVEAL_SECONDS", 0.05)
    app = garage.app(CAR, animations=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await sealed_anyway(pilot)
        assert garage.saved(TITLE).sealed is not None, "the file has it before the moment is shown"
        await until(pilot, lambda: "from the first mile" in shown(app))
        await pilot.press("space")
        await on(pilot, HighwayScreen)


async def test_a_key_cuts_the_animated_moment_short(garage, monkeypatch):
    monkeypatch.setattr(sealed, "REVEAL_SECONDS", 1000.0)
    app = garage.app(CAR, animations=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        app.post_message(events.Key("y", "y"))  # a pilot's key would wait for the animation
        await on(pilot, SealedScreen)
        assert "from the first mile" not in shown(app)
        app.post_message(events.Key("space", " "))
        await on(pilot, HighwayScreen)
    assert garage.saved(TITLE).sealed is not None


async def test_a_sealed_goal_is_in_the_sealed_view(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).choose(garage.saved(TITLE).uid)
        await sealed_anyway(pilot)
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
        await pilot.press("v", "v", "v")
        assert toast(app) == "view: sealed roads, 1"
        assert titles(app) == [TITLE]


async def test_undo_takes_the_seal_off_exactly(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        before = as_saved(garage)
        await pilot.press("y")
        await on(pilot, SealedScreen)
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
        await pilot.press("u")
        assert titles(app) == [TITLE] == [chosen(app)]
        assert as_saved(garage) == before
        assert "final stretch 1 of 1" in shown(app)


async def test_reopening_keeps_everything(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        before = as_saved(garage)
        await pilot.press("y")
        await on(pilot, SealedScreen)
        await pilot.press("enter")
        await on(pilot, HighwayScreen)
        await pilot.press("v", "v", "v")
        app.screen.post_message(CommandRequested("resume", garage.saved(TITLE).uid))
        await until(pilot, lambda: toast(app) == f"Reopened · {TITLE}")
        assert as_saved(garage) == replace(before, touched=garage.saved(TITLE).touched)
        assert told(garage)[-2:] == ["sealed with ‘contract’ and 1 more open", "reopened"]
        await pilot.press("u")
        await until(pilot, lambda: titles(app) == [TITLE])
        assert garage.saved(TITLE).sealed is not None


async def test_what_is_on_the_road_needs_no_way_back(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        app.screen.post_message(CommandRequested("resume", garage.saved(TITLE).uid))
        await until(pilot, lambda: toast(app) == f"‘{TITLE}’ is on the road already.")
    assert told(garage) == ["added"]
