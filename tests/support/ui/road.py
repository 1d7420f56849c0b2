"""What tests of the page of a road share."""

from __future__ import annotations

from lastmile_tui.ui.road.row_editor import RoadEditor
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.screen import until

CAR = "Sell the car: listed > driven > agreed >> signed due today ! paid"
BOAT = "Paint the boat: sanded > primed"
WIDE, SMALL, LEAST = (120, 40), (80, 24), (60, 20)


async def opened(pilot):
    await pilot.press("g", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, RoadScreen))
    return pilot.app.screen.goal.title


async def at(pilot, kind, index=0):
    """Put the cursor on a row, with the keys."""
    await pilot.press("g")
    spots = pilot.app.screen.rows.spots
    place = [number for number, spot in enumerate(spots) if spot.kind is kind][index]
    await pilot.press(*("j",) * place)
    assert pilot.app.screen.rows.spot.kind is kind


async def line(pilot, key):
    """Open the line to type in with a key; the line."""
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen.query(RoadEditor))
    editor = pilot.app.screen.query_one(RoadEditor)
    await until(pilot, lambda: editor.line.has_focus)
    return editor


async def write(pilot, key, text):
    """Type a text over a row and keep it."""
    editor = await line(pilot, key)
    editor.line.value = text
    await pilot.press("enter")
    await until(pilot, lambda: not pilot.app.screen.query(RoadEditor))
