"""Makes a data file of so many goals: `python data.py COUNT PATH`, of ten events each or as told.

The same count gives the same goals, but for their dates, which lie around the present: 20 % stand
in the final stretch or at the door, 50 % are driven, 15 % planned, 15 % sealed, parked or let go.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui import locations
from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.store.goals import GoalStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastmile_tui.domain.model.record import Record

    Move = Callable[[Record, Stamp], Record]

EVENTS = 10

NAME = "Benchmark"
"""The first word of every title: on the screen it tells that a road is drawn."""

DEVICE = "benchmark"

_ID_BITS = 80
_PATTERNS = 200
"""Goals that are made move by move; all others are copies of these with dates of their own."""

_BLOCKS = 3
_CREPT = 0.85
"""Roadblocks and miles of a road at most, before its last moves."""

_THINGS = ("Ship the thesis", "Sell the Volvo", "Paint the kitchen", "Learn to sail", "Öl wechseln")
_STAGES = ("first draft", "asked around", "half of it", "a long afternoon", "told everyone")
_TAGS = ("home", "work", "health", "money", "friends")
_NOTES = (
    "Two calls, two desks, two answers.",
    "It took the whole evening, and it was worth it.",
    "Half of the comments are one word: why?",
    "Less than I feared, more than I hoped.",
)


class Maker:
    """Makes goals whose last events lie before `now`."""

    def __init__(self, now: datetime, seed: int, events: int = EVENTS) -> None:
        self.now, self.events = now, events
        self.random = Random(seed)
        self.calendar = Calendar(UTC)

    def records(self, count: int) -> Iterator[Record]:
        patterns = [self._pattern(number) for number in range(min(count, _PATTERNS))]
        for number in range(count):
            yield self._copy(patterns[number % len(patterns)], number)

    def _pattern(self, number: int) -> Record:
        """A goal of its own: the last moves bring it where its share of the mix wants it."""
        stages = self.random.randint(4, 7)
        at = self.now - timedelta(days=self.random.randint(6 * self.events, 20 * self.events))
        made = add(read_line(self._line(stages), lambda _: None), self._stamp(at))
        ends = self._ends(number % 20, stages)
        while len(made.log) < self.events:
            at += timedelta(days=self.random.randint(1, 5), minutes=self.random.randint(1, 500))
            left = self.events - len(made.log)
            move = ends[-left] if left <= len(ends) else self._aside()
            made = move(made, self._stamp(at))
        return made

    def _line(self, stages: int) -> str:
        names = [self.random.choice(_STAGES) for _ in range(stages)]
        final = names.pop()
        thing = self.random.choice(_THINGS)
        tag = self.random.choice(_TAGS)
        return f"{thing}: {' > '.join(names)} >> {final} #{tag} @Lena ! in writing"

    def _ends(self, share: int, stages: int) -> list[Move]:
        """The last moves of a goal, by its place among twenty."""

        def reach(marker: int) -> Move:
            return lambda record, stamp: drive.reach(record, stamp, marker)

        last, halfway = stages - 1, (stages - 1) // 2
        begun = [reach(marker) for marker in range(self.random.randint(1, stages - 2))]
        mix: list[list[Move]] = [
            [reach(halfway), reach(last)],  # at the door
            *[[reach(halfway), reach(last - 1)]] * 3,  # in the final stretch
            *[begun[-4:]] * 10,  # driving
            *[[]] * 3,  # planned
            *[[reach(halfway), reach(last), seal.seal, seal.confirm]] * 2,
            [reach(0), self._rest()],
        ]
        return mix[share]

    def _rest(self) -> Move:
        """Parking a goal, or letting it go."""
        far = self.calendar.date_of(self.now) + timedelta(days=self.random.randint(10, 300))
        if self.random.random() < 1 / 2:
            return lambda record, stamp: status.park(record, stamp, far)
        return lambda record, stamp: status.let_go(record, stamp, "it had its time")

    def _aside(self) -> Move:
        """A move that leaves the vehicle where it is."""
        note = self.random.choice(_NOTES)
        due = self.calendar.date_of(self.now) + timedelta(days=self.random.randint(-10, 200))

        def redate(record: Record, stamp: Stamp) -> Record:
            later = timedelta(days=record.goal.due == due)
            return edit.redate(record, stamp, due + later)

        return self.random.choice(
            (
                lambda record, stamp: drive.note(record, stamp, note),
                lambda record, stamp: drive.note(record, stamp, note),
                redate,
                lambda record, stamp: status.plan_step(record, stamp, note, stamp.day),
                _block,
                *[_creep] * 6 * (self.events > EVENTS),
            )
        )

    def _copy(self, pattern: Record, number: int) -> Record:
        """The goal under another name, and begun up to a day earlier."""
        earlier = timedelta(seconds=self.random.randint(0, 86_400))
        log = [
            replace(event, id=ulid(at, self.random.getrandbits(_ID_BITS)), at=at)
            for event in pattern.log
            for at in (event.at - earlier,)
        ]
        title = f"{NAME} {number}: {pattern.goal.title}"
        log[0] = replace(log[0], set=log[0].set | {"title": title})
        return record_of(log[0].id[-16:], tuple(log))

    def _stamp(self, at: datetime) -> Stamp:
        number = ulid(at, self.random.getrandbits(_ID_BITS))
        return Stamp(number, at, DEVICE, self.calendar.date_of(at))


def _block(record: Record, stamp: Stamp) -> Record:
    """A roadblock, or the way cleared where some stand already."""
    if len(record.goal.roadblocks) < _BLOCKS:
        return roadblocks.block(record, stamp, "waiting", who="Miriam")
    return roadblocks.clear(record, stamp)


def _creep(record: Record, stamp: Stamp) -> Record:
    """A tenth of a mile, before the first marker; then a note."""
    if record.goal.position < _CREPT:
        return drive.nudge(record, stamp, 0.1)
    return drive.note(record, stamp, _NOTES[0])


def open_store(path: Path) -> GoalStore:
    """The store as the app opens it."""
    random = Random()
    return GoalStore(
        path,
        private=locations.find(os.environ, file=path).private,
        device=DEVICE,
        now=lambda: datetime.now(UTC),
        calendar=Calendar(UTC),
        entropy=lambda: random.getrandbits(_ID_BITS),
    )


def make(count: int, path: Path, events: int = EVENTS) -> None:
    with open_store(path) as store:
        store.insert(Maker(datetime.now(UTC), count, events).records(count))


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
