"""What a sync did, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastmile_tui.store.sync.conflicts import Conflict


def say_exchanged(
    sent: Mapping[str, int],
    received: Mapping[str, int],
    conflicts: int,
    own: str = "",
    back: int = 0,
) -> str:
    """One line: `3 sent, 5 received from laptop, 0 in conflict`; `own` is the id of this device.

    `back` counts the changes that were missing in the file.
    """
    brought = f"{counted(back, 'change')} of this machine brought back" if back else ""
    if not (sent or received or conflicts):
        return f"{brought}." if brought else "Nothing new."
    arrived = f"{sum(received.values()):,} received"
    if received:
        arrived += f" from {say_names(received, own)}"
    exchanged = f"{sum(sent.values()):,} sent, {arrived}, {conflicts:,} in conflict"
    return f"{brought}; {exchanged}" if brought else exchanged


def say_names(devices: Iterable[str], own: str = "") -> str:
    """Devices as part of a sentence: `laptop, phone and this device`."""
    from lastmile_tui.domain.wording.merge import say_device  # noqa: PLC0415 # 5 ms, for news only

    names = list(dict.fromkeys(say_device(device, own) for device in devices))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def say_conflict(conflict: Conflict, own: str = "") -> str:
    """One line: `Sell the Volvo: the title, the date; what laptop did stands`."""
    what = ", ".join(conflict.what)
    return f"{conflict.title}: {what}; what {say_names(conflict.devices, own)} did stands"


def say_conflicts(conflicts: Sequence[Conflict], own: str = "") -> list[str]:
    """A line for each goal in conflict."""
    return [f"  {say_conflict(conflict, own)}" for conflict in conflicts]
