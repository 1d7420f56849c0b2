"""A disk on which nothing has room."""

from __future__ import annotations

from lastmile_tui.errors import StoreError


def no_space_left(*_, **__):
    """What any call says that needs room."""
    raise StoreError("The change was not saved: no space left on the device.")
