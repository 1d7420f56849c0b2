"""The new-start gate in the app: what stands in the final stretch comes first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import reach
from lastmile_tui.domain.changes.edit import redate
from lastmile_tui.domain.changes.status import park, turn
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.gate import GateScreen
from lastmile_tui.ui.dialogs.quick_add import QuickAddScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from support.ui.screen import chosen, shown, titles, toast, typed, until, view

BOAT = "Paint the boat: sanded > primed > painted"


def told(garage, title):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(title).uid).log)]


def as_saved(garage, title):
    """The goal of the file but for the instant of its last change, which undoing moves on too."""
    return replace(garage.saved(title), changed=None)


def in_stretch(garage, *titles, days=0):
    """Add goals that stand in their final stretch, and let so many days pass."""
    for title in titles:
        goal = garage.add(f"{title}: a > b > c > d >> e")
        with garage.store() as store:
            store.change(goal.uid, lambda record, stamp: reach(record, stamp, 3))
    garage.clock.instant += timedelta(days=days)


def my_turn(garage, title, days):
    """Owe an answer for so many days."""
    with garage.store() as store:
        store.change(garage.saved(title).uid, lambda record, stamp: turn(record, stamp, "mine"))
    garage.clock.instant += timedelta(days=days)


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def at_gate(pilot, title="Paint the boat"):
    """Start a planned goal with space, up to the gate."""
    view(pilot.app).choose(uid_of(pilot.app, title))
    await pilot.press("space")
    await on(pilot, GateScreen)


def uid_of(app, title):
    return next(uid for uid, goal in app.session.goals.items() if goal.title == title)


async def settled(pilot):
    """Wait until what was asked for in the background is done."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_starting_a_planned_goal_beside_one_in_the_stretch_shows_the_gate(garage):
    in_stretch(garage, "Thesis")
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_gate(pilot)
        page = shown(app)
        assert "Before you start ‘Paint the boat’" in page
        assert "One road is in the final stretch. Finish it first?" in page
        assert "Thesis" in page
        assert "1 mi to go" in page
        assert "g  go on with ‘Paint the boat’" in page
    assert garage.saved("Paint the boat").position == 0


@pytest.mark.parametrize(("key", "position"), [("space", 1), ("plus", 0.1), ("2", 2)])
async def test_every_key_that_starts_asks_first_and_then_does_what_it_says(garage, key, position):
    in_stretch(garage, "Thesis")
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).choose(uid_of(app, "Paint the boat"))
        await pilot.press(key)
        await on(pilot, GateScreen)
        await pilot.press("g")
        await on(pilot, HighwayScreen)
        await settled(pilot)
    assert garage.saved("Paint the boat").position == position


@pytest.mark.parametrize("key", ["g", "enter"])
async def test_going_on_starts_it_and_says_beside_how_many(garage, key):
    in_stretch(garage, "Thesis", "Car")
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        before = as_saved(garage, "Paint the boat")
        await at_gate(pilot)
        await pilot.press(key)
        await until(pilot, lambda: "Reached ‘sanded’" in toast(app))
        assert "Reached ‘sanded’" in toast(app)
        assert garage.saved("Paint the boat").position == 1
        assert told(garage, "Paint the boat")[-1] == (
            "reached ‘sanded’, with 2 roads in the final stretch"
        )
        await pilot.press("u")
        assert as_saved(garage, "Paint the boat") == before
        assert told(garage, "Paint the boat") == ["added"]


async def test_escape_starts_nothing_and_writes_nothing(garage):
    in_stretch(garage, "Thesis")
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_gate(pilot)
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
        await settled(pilot)
        assert chosen(app) == "Paint the boat"
    assert told(garage, "Paint the boat") == ["added"]
    assert len(told(garage, "Thesis")) == 2


async def test_a_number_goes_there_starts_nothing_and_is_no_work_on_it(garage):
    in_stretch(garage, "Thesis", days=3)
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        before = as_saved(garage, "Thesis")
        await at_gate(pilot)
        await pilot.press("1")
        await until(pilot, lambda: toast(app) == "Good. One road at a time.")
        await until(pilot, lambda: chosen(app) == "Thesis")
        assert as_saved(garage, "Thesis") == before
        assert told(garage, "Thesis")[-1] == "first this, then ‘Paint the boat’"
        assert told(garage, "Paint the boat") == ["added"]
        await pilot.press("u")
        assert told(garage, "Thesis")[-1] == "reached ‘d’"
        assert as_saved(garage, "Thesis") == before


async def test_the_most_endangered_comes_first_before_what_is_due_first(garage):
    in_stretch(garage, "Owed")
    my_turn(garage, "Owed", days=9)
    in_stretch(garage, "Quiet")
    due = garage.clock.instant.date() + timedelta(days=60)
    with garage.store() as store:
        store.change(garage.saved("Quiet").uid, lambda record, at: redate(record, at, due))
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_gate(pilot)
        page = shown(app).partition("Before you start")[2]
        assert 0 < page.index("Owed") < page.index("Quiet")
        assert "it has been your turn for 9 days" in page
        await pilot.press("1")
        await until(pilot, lambda: chosen(app) == "Owed")
    assert told(garage, "Owed")[-1].startswith("first this")


async def test_at_most_five_are_shown_and_all_are_counted(garage):
    names = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta")
    in_stretch(garage, *names)
    app = garage.app(BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        await at_gate(pilot)
        page = shown(app)
        assert "Seven roads are in the final stretch, these five need you most." in page
        assert sum(f" {name} " in page for name in names) == 5
        await pilot.press("6")
        assert isinstance(app.screen, GateScreen), "there is no sixth road to choose"
        await pilot.press("g")
        await until(pilot, lambda: "Reached ‘sanded’" in toast(app))


async def test_adding_asks_at_the_gate_and_the_new_goal_says_so(garage):
    in_stretch(garage, "Thesis")
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await on(pilot, GateScreen)
        assert "Before you start something new" in shown(app)
        await pilot.press("g")
        await on(pilot, QuickAddScreen)
        await typed(pilot, "Tea")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Tea")
        assert toast(app) == "Added, with 1 road in the final stretch · Tea"
        assert told(garage, "Tea") == ["added, with 1 road in the final stretch"]
        await pilot.press("u")
        await until(pilot, lambda: "Tea" not in titles(app))
        assert garage.saved("Tea") is None


async def test_a_number_before_adding_adds_nothing(garage):
    in_stretch(garage, "Thesis")
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).choose(uid_of(app, "Paint the boat"))
        await pilot.press("a")
        await on(pilot, GateScreen)
        await pilot.press("1")
        await until(pilot, lambda: chosen(app) == "Thesis")
        assert isinstance(app.screen, HighwayScreen)
        assert len(titles(app)) == 2
    assert told(garage, "Thesis")[-1] == "first this"


async def test_escape_at_the_gate_adds_nothing(garage):
    in_stretch(garage, "Thesis")
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await on(pilot, GateScreen)
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
        await settled(pilot)
        assert isinstance(app.screen, HighwayScreen)
    assert len(told(garage, "Thesis")) == 2


async def test_without_a_road_in_the_stretch_there_is_no_gate(garage):
    app = garage.app(BOAT, "Other: a > b > c > d > e")
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).choose(uid_of(app, "Other"))
        await pilot.press("space")
        assert garage.saved("Other").position == 1
        view(app).choose(uid_of(app, "Paint the boat"))
        await pilot.press("space")
        assert garage.saved("Paint the boat").position == 1
        await pilot.press("a")
        await on(pilot, QuickAddScreen)
    assert told(garage, "Paint the boat")[-1] == "reached ‘sanded’"


async def test_a_road_that_is_driven_already_is_driven_on_without_a_question(garage):
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        in_stretch(garage, "Thesis")
        app.session.refresh()
        await pilot.press("space")
        await settled(pilot)
        assert isinstance(app.screen, HighwayScreen)
    assert told(garage, "Paint the boat")[-1] == "reached ‘primed’"
    assert garage.saved("Paint the boat").position == 2


async def test_what_is_sealed_or_parked_asks_nobody(garage):
    in_stretch(garage, "Thesis")
    until_then = garage.clock.instant.date() + timedelta(days=9)
    with garage.store() as store:
        store.change(garage.saved("Thesis").uid, lambda record, at: park(record, at, until_then))
    app = garage.app(BOAT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await settled(pilot)
        assert isinstance(app.screen, HighwayScreen)
    assert garage.saved("Paint the boat").position == 1


async def test_from_the_page_of_a_planned_road_a_number_leads_to_the_chosen_one(garage):
    in_stretch(garage, "Thesis")
    app = garage.app(BOAT)
    async with app.run_test(size=(100, 30)) as pilot:
        app.highway.show(uid_of(app, "Paint the boat"))
        await pilot.press("enter")
        await until(
            pilot, lambda: app.navigator.road is not None and app.screen is app.navigator.road
        )
        await pilot.press("space")
        await on(pilot, GateScreen)
        await pilot.press("1")
        await until(pilot, lambda: toast(app) == "Good. One road at a time.")
        await settled(pilot)
        if app.navigator.road is not None:
            assert app.navigator.road.goal.title == "Thesis"
        assert chosen(app) == "Thesis"


async def test_a_road_that_was_started_elsewhere_while_it_asked_is_not_driven_on(garage):
    in_stretch(garage, "Thesis")
    app = garage.app(BOAT)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_gate(pilot)
        with garage.store() as store:
            store.change(garage.saved("Paint the boat").uid, lambda r, s: reach(r, s, 0))
        await pilot.press("g")
        await until(pilot, lambda: "was started elsewhere meanwhile" in toast(app))
        assert garage.saved("Paint the boat").position == 1
