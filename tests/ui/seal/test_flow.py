"""Sealing in the app: the list, the question about open items, the moment, and reopening."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual import events

from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.messages import CommandRequested
from lastmile_tui.ui.road.screen import RoadScreen
from lastmile_tui.ui.seal import sealed
from lastmile_tui.ui.seal.screen import SealScreen
from lastmile_tui.ui.seal.sealed import SealedScreen
from support.ui.screen import chosen, shown, titles, toast, typed, until, view

TITLE = "Sell the car"
CAR = f"{TITLE}: listed > agreed >> signed ! contract ! keys"
BOAT = "Paint the boat: sanded > primed"


def told(garage):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(TITLE).uid).log)]


def as_saved(garage):
    """The goal of the file but for the instant of its last change, which undoing moves on too."""
    return replace(garage.saved(TITLE), changed=None)


def ticks(garage):
    return [item.done for item in garage.saved(TITLE).seal]


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def listed(pilot, *, reached="3"):
    """Drive to a marker and open the seal list."""
    await pilot.press(reached)
    await pilot.press("s")
    await on(pilot, SealScreen)


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


# The list


async def test_s_opens_the_seal_list_of_the_chosen_road(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).choose(garage.saved(TITLE).uid)
        await pilot.press("s")
        await on(pilot, SealScreen)
        page = shown(app)
        for words in (f"To seal ‘{TITLE}’", "[ ] contract", "[ ] keys", "2 of 2 open · 3 mi to go"):
            assert words in page
        await pilot.press("escape")
        await on(pilot, HighwayScreen)


async def test_a_goal_without_its_own_list_has_three_good_items(garage):
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await on(pilot, SealScreen)
        assert shown(app).count("[ ]") == 3
        assert "[ ] confirmed by them" in shown(app)


async def test_a_tick_is_saved_and_u_in_the_list_takes_it_back(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        before = as_saved(garage)
        await pilot.press("space")
        await until(pilot, lambda: "[✓] contract" in shown(app))
        assert ticks(garage) == [True, False]
        assert told(garage)[-1] == "ticked ‘contract’"
        await pilot.press("u")
        await until(pilot, lambda: "[ ] contract" in shown(app))
        assert toast(app) == f"Undone: ticked ‘contract’ · {TITLE}"
        assert as_saved(garage) == before
        await pilot.press("U")
        await until(pilot, lambda: "[✓] contract" in shown(app))
        assert ticks(garage) == [True, False]


async def test_an_item_is_added_in_the_list_and_taken_back(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        before = as_saved(garage)
        await pilot.press("a")
        await typed(pilot, "spare tyre")
        await pilot.press("enter")
        await until(pilot, lambda: "[ ] spare tyre" in shown(app))
        assert [item.text for item in garage.saved(TITLE).seal] == [
            "contract",
            "keys",
            "spare tyre",
        ]
        await pilot.press("u")
        await until(pilot, lambda: "spare tyre" not in shown(app).partition("Undone")[0])
        assert as_saved(garage) == before


async def test_evidence_is_written_in_the_list_and_taken_back(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        before = as_saved(garage)
        await pilot.press("j", "v")
        await typed(pilot, "2 keys, 1 fob")
        await pilot.press("enter")
        await until(pilot, lambda: "[ ] keys   2 keys, 1 fob" in shown(app))
        assert garage.saved(TITLE).seal[1].evidence == "2 keys, 1 fob"
        assert told(garage)[-1] == "evidence for ‘keys’"
        await pilot.press("u")
        await until(pilot, lambda: "[ ] keys   2 keys" not in shown(app))
        assert as_saved(garage) == before


async def test_the_list_over_a_page_leads_back_to_the_page_which_shows_the_tick(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await on(pilot, RoadScreen)
        await pilot.press("s")
        await on(pilot, SealScreen)
        await pilot.press("space", "escape")
        await on(pilot, RoadScreen)
        await until(pilot, lambda: "ticked ‘contract’" in shown(app))
    assert ticks(garage) == [True, False]


# Sealing


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
        await until(pilot, lambda: "all ticked · at the door, ready to be sealed" in shown(app))
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
        await pilot.press("v", "v")
        assert toast(app) == "Showing sealed goals"
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
        await pilot.press("v", "v")
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
