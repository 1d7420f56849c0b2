"""What must hold of the short run: loose, so that only a fall breaks it. All in one place."""

from __future__ import annotations

from typing import Final, NamedTuple


class Bound(NamedTuple):
    """A figure lies from `low` to `high`; the long run's figures are told in the README."""

    low: float
    high: float


MEAN_OF_KINDS: Final[dict[str, Bound]] = {
    "80 % range, five finished goals": Bound(0.55, 0.92),
    "80 % range, new user": Bound(0.50, 0.92),
    "50 % range, five finished goals": Bound(0.38, 0.62),
    "bias, five finished goals": Bound(-0.25, 0.25),
    "pinball to the best simple guess": Bound(0.3, 2.5),
    "false alarms": Bound(0.0, 0.42),
    "seen after 7 days": Bound(0.4, 1.0),
    "seen after 14 days": Bound(0.65, 1.0),
    "seen after 21 days": Bound(0.75, 1.0),
    "level changes in ten evenings without work": Bound(0.0, 1.2),
    "reasons an evening with twelve goals": Bound(0.5, 9.0),
}

EACH_KIND: Final[dict[str, Bound]] = {
    "80 % range, five finished goals": Bound(0.20, 1.0),
    "80 % range, new user": Bound(0.06, 1.0),
}
