"""Whether alarms are right: those of goals that finish, and those of goals that die."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from calibration.replay import Load, Watch

LOUD = 2
"""The level from which on something counts as an alarm."""

SEEN = (7, 14, 21)
"""Days after the last work on which a goal that died should be seen."""

LEVELS = (1, 2, 3)
RESTS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
"""Times its rhythm, beyond which a plain rule would alarm: what a ROC is compared with."""


class Point(NamedTuple):
    """The share of alarms on evenings of goals that finish, and on days `SEEN` of dead ones."""

    false: float
    seen: tuple[float, ...]


class Alarms(NamedTuple):
    """`by_reason` is the share of evenings with a loud reason of each kind, of finishing goals.

    `overdue` is the share on which nothing was loud but a due date that had passed: these are among
    the false ones, though the date has passed in truth.
    `flicker` is how often the level changes in ten evenings without work. `reasons` an evening are
    those of a person with many goals, None for others.
    """

    evenings: int
    dead: int
    false: float
    overdue: float
    seen: tuple[float, ...]
    by_reason: dict[str, float]
    flicker: float
    levels: dict[int, Point]
    rests: dict[float, Point]
    reasons: float | None


def alarms(watches: Sequence[Watch], loads: Sequence[Load]) -> Alarms:
    finished = [watch for watch in watches if watch.story.came is not None]
    dead = [watch for watch in watches if watch.story.came is None]
    kinds: Counter[str] = Counter()
    for watch in finished:
        kinds.update({each.kind for each in watch.attention.reasons if each.level >= LOUD})
    loud = _point(finished, dead, lambda watch: watch.attention.level >= LOUD)
    count = max(len(finished), 1)
    return Alarms(
        evenings=len(finished),
        dead=len({id(watch.story) for watch in dead}),
        false=loud.false,
        overdue=_share(map(_only_overdue, finished)),
        seen=loud.seen,
        by_reason={str(kind): found / count for kind, found in kinds.most_common()},
        flicker=_flicker(watches),
        levels={
            level: _point(finished, dead, lambda watch, level=level: watch.attention.level >= level)
            for level in LEVELS
        },
        rests={
            rest: _point(finished, dead, lambda watch, rest=rest: watch.rest > rest)
            for rest in RESTS
        },
        reasons=sum(load.reasons for load in loads) / len(loads) if loads else None,
    )


def _only_overdue(watch: Watch) -> bool:
    loud = [reason for reason in watch.attention.reasons if reason.level >= LOUD]
    return bool(loud) and all(reason.overdue for reason in loud)


def _point(
    finished: Sequence[Watch], dead: Sequence[Watch], alarmed: Callable[[Watch], bool]
) -> Point:
    seen = []
    for days in SEEN:
        then = [watch for watch in dead if watch.day - watch.story.last == days]
        seen.append(_share(map(alarmed, then)))
    return Point(_share(map(alarmed, finished)), tuple(seen))


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else 0.0


def _flicker(watches: Sequence[Watch]) -> float:
    by_goal: dict[int, list[Watch]] = defaultdict(list)
    for watch in watches:
        by_goal[id(watch.story)].append(watch)
    changes = evenings = 0
    for row in by_goal.values():
        for before, after in itertools.pairwise(row):
            if after.quiet and after.day == before.day + 1:
                evenings += 1
                changes += after.attention.level != before.attention.level
    return 10 * changes / max(evenings, 1)
