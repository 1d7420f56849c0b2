"""A pick for a day to come, as a value."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 # msgspec resolves the annotations
from typing import Annotated

from msgspec import Meta, Struct


class PickedAhead(Struct, frozen=True, gc=False):
    """The day to come that a goal was picked for as its one last mile, and when that was."""

    on: date
    at: Annotated[datetime, Meta(tz=True)]
