"""The way of a goal that goes from one value to another: 82 kg to 75 kg, a debt of 3,400 € to 0.

The road begins at the first value and ends at the other one; positions on it are what was done of
the way. A value may lie before the start of the road or behind its end: it stays what it is.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import asdict

from lastmile_tui.domain.model.numbers import rounded

Value = Annotated[float, Meta(ge=-1e12, le=1e12)]


class Way(Struct, frozen=True, omit_defaults=True, gc=False):
    """The value that a road begins with, and whether values fall along it."""

    start: Value
    down: bool = False

    @property
    def register(self) -> dict[str, Any]:
        """What the register `way` of a goal holds."""
        return asdict(self)

    def value(self, place: float) -> float:
        """The value at a place of the road."""
        return rounded(self.start - place if self.down else self.start + place) + 0.0

    def place(self, value: float) -> float:
        """How much of the way is done at a value; below 0 before its start."""
        return rounded(self.start - value if self.down else value - self.start) + 0.0

    def shifted(self, miles: float) -> Way:
        """The way of a road that has so many miles more in front."""
        return Way(self.value(-miles), self.down)


def way_between(start: float, end: float) -> Way:
    """The way from a value to another one."""
    return Way(start, down=end < start)
