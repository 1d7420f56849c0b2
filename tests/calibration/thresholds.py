"""A ROC of one threshold: what alarms are worth where it stands at several values."""

from __future__ import annotations

from contextlib import contextmanager
from statistics import mean
from typing import TYPE_CHECKING, Any

from calibration.alarms import SEEN, alarms
from calibration.kinds import people
from calibration.replay import lives
from lastmile_tui.domain.measures import attention, rhythm, silence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MODULES = (attention, silence, rhythm)
"""Where the thresholds of alarms are."""


@contextmanager
def moved(name: str, value: Any) -> Iterator[None]:
    """A threshold at another value for a while, in all modules that know it."""
    places = [module for module in MODULES if hasattr(module, name)]
    if not places:
        raise SystemExit(f"There is no threshold {name} in domain/measures.")
    before = getattr(places[0], name)
    for module in places:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module in places:
            setattr(module, name, before)


def say_moved(name: str, values: Sequence[Any], kinds: Sequence[str], goals: int) -> str:
    """A line for each value: false alarms, goals seen, and changes of level, the mean of kinds."""
    days = " ".join(f"{day:>4}" for day in SEEN)
    lines = [f"{name:18} {'false':>6} {days} {'flicker':>8}"]
    for value in values:
        with moved(name, value):
            found = [_alarms(kind, goals) for kind in kinds]
        seen = " ".join(f"{100 * mean(a.seen[at] for a in found):4.0f}" for at in range(len(SEEN)))
        lines.append(
            f"{value!s:18} {100 * mean(a.false for a in found):6.1f} {seen} "
            f"{mean(a.flicker for a in found):8.2f}"
        )
    return "\n".join(lines) + "\n"


def _alarms(kind: str, goals: int):
    watches = [watch for life in lives(people(kind, goals)) for watch in life.watches]
    return alarms(watches, [])
