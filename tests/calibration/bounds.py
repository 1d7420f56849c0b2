"""What must hold of the short run, all in one place: near enough that a fall breaks it.

The short run has few people of each kind, so that its figures lie a few per cent from those of the
long one.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Bound(NamedTuple):
    """A figure lies from `low` to `high`."""

    low: float
    high: float


MEAN_OF_KINDS: Final[dict[str, Bound]] = {
    "80 % range, five finished goals": Bound(0.80, 0.87),
    "80 % range, new user": Bound(0.79, 0.88),
    "50 % range, five finished goals": Bound(0.52, 0.61),
    "bias, five finished goals": Bound(-0.08, 0.08),
    "pinball to the best simple guess": Bound(0.5, 0.72),
    "false alarms": Bound(0.0, 0.095),
    "seen after 7 days": Bound(0.5, 1.0),
    "seen after 14 days": Bound(0.85, 1.0),
    "seen after 21 days": Bound(0.87, 1.0),
    "level changes in ten evenings without work": Bound(0.0, 0.68),
    "reasons an evening with twelve goals": Bound(0.5, 5.5),
}

EACH_KIND: Final[dict[str, Bound]] = {
    "80 % range, five finished goals": Bound(0.68, 1.0),
    "80 % range, new user": Bound(0.42, 1.0),
    "pinball to the best simple guess": Bound(0.0, 1.05),
}
