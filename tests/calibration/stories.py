"""What one goal lives through, as dated moves of the domain, and the log that these make.

Days count from `FIRST`, a Monday. Nothing here knows a clock: a story is its seed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.changes.drive import advance, nudge
from lastmile_tui.domain.changes.edit import add_marker, redate
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.start import Plan, Stage, add
from lastmile_tui.domain.changes.status import let_go, park, resume
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.goal import FINAL_SHARE, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lastmile_tui.domain.model.record import Record

    Move = Callable[[Record, Stamp], Record]

FIRST = date(2024, 1, 1)

DEAD_FOR = 35
"""Days that a goal is looked at after its last work, where it died."""


class Beat(NamedTuple):
    """A move on a day; of one day those written first come first."""

    day: int
    move: Move


class Story(NamedTuple):
    """A goal with all its moves.

    `came` is the day on which the last marker was reached, None for a goal that died: on `last` it
    was worked on for the last time. One `aside` is only there while others are looked at.
    """

    plan: Plan
    begun: int
    beats: tuple[Beat, ...]
    last: int
    came: int | None
    aside: bool = False

    @property
    def over(self) -> int:
        """The day from which on nothing more is seen of it."""
        end = self.beats[-1].day if self.beats else self.begun
        return end if self.came is not None else max(end, self.last + DEAD_FOR)


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number)


class Clock:
    """Stamps of one person, each a minute after the one before at least."""

    def __init__(self) -> None:
        self._at = datetime.combine(FIRST, time(), UTC)
        self._count = 0

    def stamp(self, day: int) -> Stamp:
        evening = datetime.combine(day_of(day), time(8), UTC)
        self._at = max(self._at + timedelta(minutes=1), evening)
        self._count += 1
        mixed = self._count * 0x9E3779B97F4A7C15F39CC0605CEDC834
        return Stamp(ulid(self._at, mixed), self._at, "dev", day_of(day))


class Sketch:
    """A story while it is made up: moves on days, and where these bring the goal."""

    def __init__(
        self, begun: int, lengths: Sequence[float], *, unit: str = "", due: int | None = None
    ) -> None:
        self.begun, self.lengths, self.unit, self.due = begun, list(lengths), unit, due
        self.position = 0.0
        self.reached = begun
        """The last day of driving."""
        self._beats: list[Beat] = []
        self._stages = tuple(Stage(f"m{n}", miles) for n, miles in enumerate(lengths))

    @property
    def distance(self) -> float:
        return sum(self.lengths)

    @property
    def arrived(self) -> bool:
        return self.position >= self.distance - 1e-6

    @property
    def gate(self) -> float:
        """Where the final stretch begins, as `Goal.final_start` has it."""
        wanted, tail = self.distance * FINAL_SHARE - 1e-7, 0.0
        for length in reversed(self.lengths[1:]):
            tail += length
            if tail >= wanted:
                return self.distance - tail
        return 0.0

    def aside(self, day: int, move: Move) -> None:
        self._beats.append(Beat(day, move))

    def advance(self, day: int, *, written: int | None = None) -> None:
        """Reach the next marker; it may be `written` down later, with its day."""
        end = 0.0
        for length in self.lengths:
            end += length
            if end > self.position + 1e-6:
                break
        self.position = end
        if written is None or written == day:
            self._drive(day, advance)
        else:
            self._drive(day, on_day(advance, day_of(day)), written)

    def go(self, day: int, miles: float) -> None:
        """Drive a part; the end of the road stops it."""
        miles = round(miles, 6)
        if miles > 0 and not self.arrived:
            self.position = min(self.position + miles, self.distance)
            self._drive(day, partial(nudge, miles=miles))

    def _drive(self, day: int, move: Move, written: int | None = None) -> None:
        self.reached = day
        self._beats.append(Beat(day if written is None else written, move))

    def grow(self, day: int, miles: float) -> None:
        """Put a marker more at the end of the road."""
        self.lengths.append(miles)
        self.aside(day, partial(add_marker, index=10**6, title="more", miles=miles))

    def put_off(self, day: int, due: int) -> None:
        self.due_now = due
        self.aside(day, partial(redate, due=day_of(due)))

    def park(self, day: int, until: int) -> None:
        self.aside(day, partial(park, until=day_of(until)))

    def unpark(self, day: int) -> None:
        self.aside(day, resume)

    def finish(self, sealed: int) -> Story:
        """The story of a goal that is sealed some days after its last marker."""
        assert self.arrived
        beats = sorted(self._beats, key=lambda beat: beat.day)
        seen = max(self.reached + sealed, beats[-1].day)
        beats = [*beats, Beat(seen, seal)]
        return Story(self._plan(), self.begun, tuple(beats), self.reached, self.reached)

    def _plan(self) -> Plan:
        due = None if self.due is None else day_of(self.due)
        return Plan("A goal", self._stages, unit=self.unit, due=due)


def play(story: Story) -> Iterator[tuple[int, Record]]:
    """The goal after each of its moves, with their days."""
    clock = Clock()
    record = add(story.plan, clock.stamp(story.begun))
    yield story.begun, record
    for beat in story.beats:
        record = beat.move(record, clock.stamp(beat.day))
        yield beat.day, record


def die(story: Story, choose: Callable[[Sequence[int]], int], gone: int | None) -> Story | None:
    """The same story, but work stops for good in the stretch; None where it never stands there.

    It is let go `gone` days after its last work, or stays where it is.
    """
    stands = []
    for index, (day, record) in enumerate(play(story)):
        after = story.beats[index : index + 1]
        driven = index and record.event.set.get("position")
        breaks = after and after[0].day == day
        if driven and not breaks and record.goal.state(day_of(day)) is State.STRETCH:
            stands.append(index)
    if not stands:
        return None
    beats = story.beats[: choose(stands)]
    last = beats[-1].day
    if gone is not None:
        beats = (*beats, Beat(last + gone, partial(let_go, kind="no time")))
    return story._replace(beats=beats, last=last, came=None)
