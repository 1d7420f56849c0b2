"""Quick add beside a goal in its final stretch: the gate stands in front of it."""

from __future__ import annotations

from functools import partial

from lastmile_tui.domain.changes import drive
from lastmile_tui.ui.dialogs.gate import GateScreen
from lastmile_tui.ui.dialogs.quick_add import QuickAddScreen
from support.ui.screen import until


def swim_in_stretch(garage):
    """Add a goal that stands in its final stretch."""
    swim = garage.add("Swim: a > b >> c")
    with garage.store() as store:
        store.change(swim.uid, partial(drive.reach, index=1))


async def past_gate(pilot):
    """Press the key of quick add, and go on at the gate."""
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, GateScreen))
    await pilot.press("g")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuickAddScreen))
