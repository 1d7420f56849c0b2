"""The kinds of people, and what a person of one kind lives through."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from calibration import by_counts, by_dates, by_markers
from calibration.habits import Habits, around, habits
from calibration.stories import Sketch, Story, die
from lastmile_tui.domain.changes.drive import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Kind = Callable[[Random, Habits, int], Sketch]

KINDS: dict[str, Kind] = {
    "independent legs": by_markers.independent,
    "written down later": by_markers.written_later,
    "last mile 1.5 times slower": by_markers.slower,
    "last mile 4 times slower": by_markers.much_slower,
    "slow at the end": by_markers.slow_end,
    "coasting": by_markers.coasting,
    "moods": by_markers.moods,
    "bursts": by_markers.bursts,
    "scope grows": by_markers.grows,
    "breaks": by_markers.breaks,
    "check lists": by_markers.check_list,
    "splits": by_markers.splits,
    "steady": by_counts.steady,
    "weekends": by_counts.weekends,
    "batches": by_counts.batches,
    "rising": by_counts.rising,
    "falling": by_counts.falling,
    "beeminder": by_counts.beeminder,
    "deadlines": by_dates.deadline,
    "put off twice": by_dates.put_off_twice,
}

TWELVE = "twelve at once"

NAMES = (*KINDS, TWELVE)

LEARNT_FROM = 5
"""Finished goals that a person has who is no longer new."""

DATED = {"deadlines", "put off twice"}

SIDE_BY_SIDE = 12


class Person(NamedTuple):
    """The goals of a person, by the day on which they begin; the first ones only teach."""

    kind: str
    stories: tuple[Story, ...]
    teach: int


def person_of(kind: str, number: int, targets: int) -> Person:
    """The person of a kind by a number: always the same one. One more goal dies in its stretch."""
    dice = Random(f"{kind} {number}")
    me = habits(dice)
    make = KINDS.get(kind, by_markers.independent)
    stories: list[Story] = []
    begun = dice.randint(0, 6)
    if kind == TWELVE:
        for _ in range(2):
            stories += _side_by_side(dice, me, begun)
            begun = max(story.over for story in stories) + dice.randint(1, 12)
    else:
        for index in range(LEARNT_FROM + targets):
            story = _story(dice, me, make, kind, begun)
            stories.append(story)
            begun = _next(dice, story, overlap=index >= LEARNT_FROM)
    if dead := _dead(dice, me, make, kind, begun):
        stories.append(dead)
        if dice.random() < 0.5:  # another one is begun while it rests
            later = dead.last + dice.randint(2, 20)
            stories.append(_story(dice, me, make, kind, later)._replace(aside=True))
    stories.sort(key=lambda story: story.begun)
    return Person(kind, tuple(stories), SIDE_BY_SIDE if kind == TWELVE else LEARNT_FROM)


def people(kind: str, goals: int, first: int = 0) -> Iterator[Person]:
    """People of a kind with so many goals to look at, or a few more, from the `first` number on."""
    each = SIDE_BY_SIDE if kind == TWELVE else min(5, goals)
    for number in range(first, first - (-goals // each)):
        yield person_of(kind, number, each)


def _story(dice: Random, me: Habits, make: Kind, kind: str, begun: int) -> Story:
    sketch = make(dice, me, begun)
    if kind not in DATED:
        _due(dice, me, sketch)
    _notes(dice, me, sketch)
    return sketch.finish(dice.choice((0, 0, 0, 0, 0, 1, 2, 3, 7)))


def _due(dice: Random, me: Habits, sketch: Sketch) -> None:
    """A date that was hoped for; half of those that pass are put off that day."""
    if dice.random() >= me.dues:
        return
    days = sketch.reached - sketch.begun
    sketch.due = sketch.begun + max(round(days * around(dice, me.hope, 0.2)), 3)
    if sketch.due < sketch.reached and dice.random() < 0.5:
        due = sketch.begun + round(days * around(dice, 1.05, 0.15))
        sketch.put_off(sketch.due, max(due, sketch.due + 2))


def _notes(dice: Random, me: Habits, sketch: Sketch) -> None:
    """Work that drives nowhere, on a few days."""
    for _ in range(int(me.taste * dice.randint(0, 4))):
        day = dice.randint(sketch.begun, max(sketch.reached, sketch.begun))
        sketch.aside(day, partial(note, text=f"note {dice.random():.6f}"))


def _next(dice: Random, story: Story, *, overlap: bool) -> int:
    """Most begin what is next when the goal before is finished, some a little earlier."""
    if overlap and dice.random() < 0.3:
        days = story.over - story.begun
        return story.over - round(days * dice.uniform(0.0, 0.25))
    return story.over + dice.randint(1, 12)


def _dead(dice: Random, me: Habits, make: Kind, kind: str, begun: int) -> Story | None:
    gone = dice.randint(22, 60) if dice.random() < 0.5 else None
    for _ in range(5):
        story = _story(dice, me, make, kind, begun)
        if dead := die(story, dice.choice, gone):
            return dead
    return None


def _side_by_side(dice: Random, me: Habits, begun: int) -> list[Story]:
    """Twelve goals begun within two weeks; each day one of them is worked on, often the same."""
    sketches = []
    for _ in range(SIDE_BY_SIDE):
        count = dice.randint(4, 9)
        sketches.append(Sketch(begun + dice.randint(0, 14), [1.0] * count))
    now, at = begun, None
    while open_ones := [each for each in sketches if not each.arrived]:
        now += 1
        here = [each for each in open_ones if each.begun <= now]
        if not here or dice.random() > 0.85:
            continue
        if at not in here or dice.random() > 0.5:
            at = dice.choice(here)
        at.advance(now)
    stories = []
    for sketch in sketches:
        _due(dice, me, sketch)
        _notes(dice, me, sketch)
        stories.append(sketch.finish(dice.choice((0, 0, 0, 1, 3))))
    return stories
