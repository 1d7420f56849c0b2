"""A road to seal, and its list."""

from __future__ import annotations

from msgspec.structs import replace

from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.seal.screen import SealScreen
from support.ui.screen import until

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


async def listed(pilot, *, reached=("3", "enter")):
    """Drive to a marker and open the seal list."""
    await pilot.press(*reached)
    await pilot.press("s")
    await on(pilot, SealScreen)
