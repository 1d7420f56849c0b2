"""What a sync did, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        from lastmile_tui.domain.wording.merge import say_devices  # noqa: PLC0415 # 5 ms, for news

        others = [device for device in received if device != own]  # what is our own comes by them
        arrived += f" from {say_devices(others or received, own)}"
    exchanged = f"{sum(sent.values()):,} sent, {arrived}, {conflicts:,} in conflict"
    return f"{brought}; {exchanged}" if brought else exchanged
