"""Lives of people, day by day, looked at in the evenings with what is known by then."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from calibration.kinds import TWELVE
from calibration.stories import Clock, day_of
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.goal import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calibration.kinds import Person
    from calibration.stories import Story
    from lastmile_tui.domain.measures.attention import Attention
    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.forecast import Forecast
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record

LOOKS = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
"""Shares of the way in whose evening a forecast is asked for."""

AT_RANDOM = 3
"""Evenings more, drawn from all between the first day and the last marker."""

MANY = 9
"""Goals under way from which on the reasons of an evening are counted."""


class Evening(NamedTuple):
    """A forecast asked for: by a new user and by one with finished goals, None where none is made.

    `came` are the days that it took from then on, `whole` those of the whole goal; `finished` how
    long the finished goals took that are known.
    """

    story: Story
    day: int
    goal: Goal
    course: Course
    new: Forecast | None
    known: Forecast | None
    came: int
    whole: int
    finished: tuple[int, ...]


class Watch(NamedTuple):
    """What attention said of a goal in its stretch on an evening.

    `quiet` is whether nothing was done on the day, `rest` the days without work over its rhythm.
    """

    story: Story
    day: int
    attention: Attention
    quiet: bool
    rest: float


class Load(NamedTuple):
    """The reasons that one evening had, of so many goals under way."""

    reasons: int
    goals: int


class Life:
    """One person, day by day."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.evenings: list[Evening] = []
        self.watches: list[Watch] = []
        self.loads: list[Load] = []
        self._measurer = Measurer((), self._log)
        self._records: dict[str, Record] = {}
        self._uids: dict[int, str] = {}
        self._crossed: dict[int, int] = {}
        self._finished: list[int] = []
        self._dice = Random(f"evenings of {person.kind} {person.stories[0].plan}")

    def live(self) -> Life:
        stories = self.person.stories
        agenda: dict[int, list[tuple[int, int]]] = {}
        clock = Clock()
        for index, story in enumerate(stories):
            agenda.setdefault(story.begun, []).append((index, -1))
            for number, beat in enumerate(story.beats):
                agenda.setdefault(beat.day, []).append((index, number))
        random = {index: self._drawn(story) for index, story in enumerate(stories)}
        for day in range(max(story.over for story in stories) + 1):
            changed: set[int] = set()
            for index, number in agenda.get(day, ()):
                self._step(index, number, clock, day)
                changed.add(index)
            self._evening(day, changed, random)
        return self

    def _log(self, uid: str):
        return self._records[uid].log

    def _drawn(self, story: Story) -> set[int]:
        if story.came is None or story.came - story.begun <= 1:
            return set()
        return {self._dice.randrange(story.begun + 1, story.came) for _ in range(AT_RANDOM)}

    def _step(self, index: int, number: int, clock: Clock, day: int) -> None:
        story = self.person.stories[index]
        stamp = clock.stamp(day)
        if number < 0:
            record, old = add(story.plan, stamp), None
            self._uids[index] = record.goal.uid
        else:
            before = self._records[self._uids[index]]
            record, old = story.beats[number].move(before, stamp), before.goal
        self._records[record.goal.uid] = record
        self._measurer.change(old, record.goal)
        if record.goal.sealed:
            self._finished.append(index)
            if len(self._finished) > self.person.teach:
                oldest = self._finished.pop(0)
                self._measurer.change(self._records[self._uids[oldest]].goal, None)

    def _evening(self, day: int, changed: set[int], random: dict[int, set[int]]) -> None:
        looked, reasons, goals = False, 0, 0
        for index, uid in self._uids.items():
            story = self.person.stories[index]
            if index < self.person.teach or day > story.over:
                continue
            record = self._records[uid]
            if record.goal.sealed or record.goal.let_go:
                continue
            wanted = self._wants(index, record, day in random[index])
            stretch = record.goal.state(day_of(day)) is State.STRETCH
            many = len(self._uids) > 1 and self.person.kind == TWELVE
            if not (wanted or stretch or many):
                continue
            measures = self._measurer.measure(record.goal, day_of(day))
            if many and story.came is not None:
                looked, goals = True, goals + 1
                reasons += len(measures.attention.reasons)
            if story.aside:
                continue
            if stretch and day > story.begun:
                quiet = index not in changed
                rest = _rest(measures.course, day)
                self.watches.append(Watch(story, day, measures.attention, quiet, rest))
            if wanted and story.came is not None and story.came > day:
                alone = Measurer((record.goal,), self._log).measure(record.goal, day_of(day))
                durations = tuple(self._duration(each) for each in self._finished)
                self.evenings.append(
                    Evening(
                        story, day, record.goal, measures.course, alone.forecast,
                        measures.forecast, story.came - day, story.came - story.begun, durations,
                    )
                )  # fmt: skip
        if looked and goals >= MANY:
            self.loads.append(Load(reasons, goals))

    def _duration(self, index: int) -> int:
        story = self.person.stories[index]
        return (story.came or story.last) - story.begun

    def _wants(self, index: int, record: Record, drawn: bool) -> bool:
        goal = record.goal
        if goal.to_go <= 0:
            return False
        share = goal.position / goal.distance
        crossed = sum(share >= look for look in LOOKS)
        new = crossed > self._crossed.get(index, 0)
        self._crossed[index] = max(crossed, self._crossed.get(index, 0))
        return new or drawn


def _rest(course: Course, day: int) -> float:
    return (day_of(day) - course.touched).days / max(course.rhythm or 3.5, 1.0)


def lives(people: Iterator[Person]) -> Iterator[Life]:
    for person in people:
        yield Life(person).live()
