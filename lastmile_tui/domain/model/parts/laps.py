"""Laps as values: which goal one follows, and when the next one begins."""

from __future__ import annotations

from datetime import date  # noqa: TC003 # msgspec resolves the annotations
from typing import Annotated

from msgspec import Meta, Struct

A_LAP = Annotated[int, Meta(ge=1, le=100_000)]
"""The number of a lap, from 1."""


class Lap(Struct, frozen=True, omit_defaults=True, gc=False):
    """The `number`-th time that a road is driven, from 2 on; it `follows` the goal with that uid.

    `begins` is the day on which it was planned to begin. `days` and `last_mile` are what the lap
    before took, None where that is not known.
    """

    number: A_LAP = 1
    follows: str = ""
    begins: date | None = None
    days: int | None = None
    last_mile: int | None = None


class Again(Struct, frozen=True, omit_defaults=True, gc=False):
    """How often a road begins again by itself: every `count` units, counted from a day.

    `unit` is one of `crossing.rule.UNITS`, or of a newer version.
    """

    count: A_LAP = 1
    unit: str = "month"
    since: date | None = None
