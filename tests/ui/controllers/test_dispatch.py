"""Keys that drive a road, and what they leave in the file."""

from __future__ import annotations

import pytest
from textual import events
from tinydb import TinyDB

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.gate import GateScreen
from lastmile_tui.ui.drawing.lane import draw_lane
from support.ui.screen import chosen, position, shown, titles, toast, until

CAR = "Sell the car: listed > driven > agreed >> signed #car"
BOAT = "Paint the boat: sanded > primed > painted"


async def test_space_reaches_the_next_marker_and_says_so(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("space")
        assert toast(app) == "Reached ‘listed’ · Sell the car · 3 mi to go"
        assert garage.saved("Sell the car").position == 1
        assert "✓1" in shown(app)


@pytest.mark.parametrize("key", ["space", "l", "right"])
async def test_every_key_of_the_table_that_advances_does(garage, key):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press(key)
    assert garage.saved("Sell the car").position == 1


async def test_three_markers_are_there_for_stock_tinydb_when_the_app_has_closed(garage):
    garage.add(CAR)
    store = garage.store()
    app = garage.app(store=store)
    async with app.run_test() as pilot:
        await pilot.press("space", "space", "space", "q")
    store.close()
    with TinyDB(garage.path, access_mode="r") as db:
        (goal,) = db.table("goals").all()
    assert (goal["title"], goal["position"]) == ("Sell the car", 3.0)
    assert [event["kind"] for event in goal["events"]] == ["added", *["reached"] * 3]


async def test_the_last_marker_is_the_end_of_the_road(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("4", "enter", "space")
        assert "is at its last marker" in toast(app)
        assert garage.saved("Sell the car").position == 4
        assert "at the finish, 1 thing to confirm" in shown(app)


async def test_plus_and_minus_drive_a_tenth_of_a_mile(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("plus", "plus", "minus")
        assert toast(app) == "Moved to 0.1 mi · Sell the car · 3.9 mi to go"
    assert garage.saved("Sell the car").position == 0.1


async def test_a_digit_drives_to_its_marker_forwards_and_backwards(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("2")
        assert garage.saved("Sell the car").position == 2
        await pilot.press("1")
        assert garage.saved("Sell the car").position == 1


async def test_a_digit_beyond_the_last_marker_says_how_many_there_are(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("5")
        assert toast(app) == "‘Sell the car’ has 4 markers; there is no marker 5."
    assert garage.saved("Sell the car").position == 0


async def test_back_leads_to_where_the_last_move_began(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("1", "3", "h")
        assert garage.saved("Sell the car").position == 1


async def test_the_cursor_stays_on_its_goal_when_it_changes_sections(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("G")
        last = chosen(app)
        await pilot.press("space")
        assert titles(app)[0] == chosen(app) == last


async def test_undo_and_redo_say_what_they_did_and_go_there(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        await pilot.press("g", "space")
        driven = chosen(app)
        await pilot.press("G")
        await pilot.press("u")
        assert toast(app).startswith("Undone: reached")
        assert chosen(app) == driven
        assert garage.saved(driven).position == 0
        await pilot.press("U")
        assert toast(app).startswith("Redone: reached")
        assert garage.saved(driven).position == 1


async def test_undo_works_after_a_restart(garage):
    first = garage.app(CAR)
    async with first.run_test() as pilot:
        await pilot.press("space", "q")
    second = garage.app()
    async with second.run_test() as pilot:
        await pilot.press("u")
        assert toast(second) == "Undone: reached ‘listed’ · Sell the car"
    assert garage.saved("Sell the car").position == 0


async def test_a_goal_that_is_removed_comes_back_with_undo(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        app.screen.action_command("remove")
        await pilot.pause()
        assert toast(app) == "Removed · Sell the car"
        assert titles(app) == [chosen(app)] == ["Paint the boat"]
        await pilot.press("u")
        assert chosen(app) == "Sell the car"
        assert garage.saved("Sell the car") is not None


async def test_nothing_to_undo_is_said(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await pilot.press("u")
        assert toast(app) == "Nothing to undo."


async def test_without_a_road_the_keys_that_need_one_say_so(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        for key in ("space", "h", "plus", "1", "n", "enter"):
            await pilot.press(key)
            assert toast(app) == "No road is chosen here."


async def at_the_gate(pilot, key):
    """Start the planned boat while the car is in the final stretch."""
    await pilot.press("G")
    assert (chosen(pilot.app), titles(pilot.app)[0]) == ("Paint the boat", "Sell the car")
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, GateScreen))


def in_stretch(garage):
    """An app on a car in its final stretch and a boat that is planned."""
    car = garage.add(CAR)
    with garage.store() as store:
        for _ in range(3):
            store.change(car.uid, drive.advance)
    return garage.app(BOAT)


def last_entry(garage, title):
    """What the log of a goal ends with."""
    return entries(garage.store().record(garage.saved(title).uid).log)[-1].text


@pytest.mark.parametrize(("key", "position"), [("space", 1), ("plus", 0.1), ("2", 2)])
async def test_a_start_beside_the_final_stretch_asks_first_and_goes_on_with_a_key(
    garage, key, position
):
    app = in_stretch(garage)
    async with app.run_test(size=(100, 40)) as pilot:
        await at_the_gate(pilot, key)
        assert garage.saved("Paint the boat").position == 0
        await pilot.press("g")
        await until(pilot, lambda: "Paint the boat" in toast(app))
        assert garage.saved("Paint the boat").position == position
        assert last_entry(garage, "Paint the boat").endswith("with 1 road in the final stretch")
        await pilot.press("plus")
        assert len(app.screen_stack) == 1, "a road that was started is driven unasked"


async def test_at_the_gate_escape_starts_nothing(garage):
    app = in_stretch(garage)
    async with app.run_test(size=(100, 40)) as pilot:
        await at_the_gate(pilot, "space")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert garage.saved("Paint the boat").position == 0
        assert last_entry(garage, "Paint the boat") == "added"


async def test_at_the_gate_a_road_of_the_stretch_is_gone_to_instead(garage):
    app = in_stretch(garage)
    async with app.run_test(size=(100, 40)) as pilot:
        await at_the_gate(pilot, "space")
        await pilot.press("1")
        await until(pilot, lambda: chosen(app) == "Sell the car")
        assert garage.saved("Paint the boat").position == 0
        assert last_entry(garage, "Sell the car") == "first this, then ‘Paint the boat’"


async def test_fast_keys_are_all_driven_in_order(garage, monkeypatch):
    app = garage.app("Long: " + " > ".join("abcdefghi"), animations=True)
    glides = []

    def draw(goal, *args, glide, **options):
        glides.append((goal.position, glide))
        return draw_lane(goal, *args, glide=glide, **options)

    async with app.run_test() as pilot:
        monkeypatch.setattr("lastmile_tui.ui.highway.lane_cache.draw_lane", draw)
        for _ in range(9):
            app.post_message(events.Key("space", " "))
        await until(pilot, lambda: position(app) == 9)
        await until(pilot, lambda: (9, None) in glides)
        last = [left for position, left in glides if position == 9 and left is not None]
        assert last, "it glides"
        assert min(last) >= 8, "each glide starts from where the goal really was"
        assert garage.saved("Long").position == 9
    log = garage.store().record(garage.saved("Long").uid).log
    assert [change.text for change in log[1:]] == list("abcdefghi")
