"""Which goals are shown, under which heading, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.dates.words import say_plain
from lastmile_tui.domain.model.calendar import later
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.model.value.order import key_of
from lastmile_tui.domain.views.letters import title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.views.query import Query, SearchTexts

Key = tuple[Any, ...]


class View(StrEnum):
    """Which goals are looked at."""

    ACTIVE = "active"
    WEEK = "this week"
    PARKED = "parked"
    SEALED = "sealed"
    LET_GO = "let go"
    ALL = "all"


class Sort(StrEnum):
    """How goals are sorted in their section."""

    DUE = "due date"
    NEAREST = "closest to finish"
    IDLE = "longest without a move"
    RECENT = "last changed"
    TITLE = "title"
    OWN = "your own order"


class SectionKind(StrEnum):
    """A section of the Highway."""

    STRETCH = "final stretch"
    ROAD = "on the road"
    PLANNED = "planned"
    PARKED = "parked"
    SEALED = "sealed"
    LET_GO = "let go"
    INSIDE = "in markers and notes"

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    DAY_2 = "in 2 days"
    DAY_3 = "in 3 days"
    DAY_4 = "in 4 days"
    DAY_5 = "in 5 days"
    DAY_6 = "in 6 days"


_DAYS = (
    *(SectionKind.OVERDUE, SectionKind.TODAY, SectionKind.TOMORROW),
    *(SectionKind.DAY_2, SectionKind.DAY_3, SectionKind.DAY_4, SectionKind.DAY_5),
    SectionKind.DAY_6,
)
"""The sections of a week in their order: what is late, then today and the days behind it."""

_SECTION_OF = {
    State.DOOR: SectionKind.STRETCH,
    State.STRETCH: SectionKind.STRETCH,
    State.DRIVING: SectionKind.ROAD,
    State.PLANNED: SectionKind.PLANNED,
    State.PARKED: SectionKind.PARKED,
    State.SEALED: SectionKind.SEALED,
    State.LET_GO: SectionKind.LET_GO,
}

_SHORTEST_START = 3
"""Letters that a word of a query needs to match the start of a state's name."""

_STATE_NAMES = {
    state: frozenset(f"{state} {part}".split()) - {"on", "the"}
    for state, part in _SECTION_OF.items()
}
"""The words that find a state."""

PARTS: dict[View, tuple[SectionKind, ...]] = {
    View.ACTIVE: (SectionKind.STRETCH, SectionKind.ROAD, SectionKind.PLANNED),
    View.WEEK: _DAYS,
    View.PARKED: (SectionKind.PARKED,),
    View.SEALED: (SectionKind.SEALED,),
    View.LET_GO: (SectionKind.LET_GO,),
    View.ALL: tuple(dict.fromkeys(_SECTION_OF.values())),
}
"""The sections of each view; a filter adds one for what it finds inside of goals."""


def place_in_week(part: SectionKind) -> int | None:
    """The day of a section, counted from today, -1 for what is late; None for no day at all."""
    return _DAYS.index(part) - 1 if part in _DAYS else None


def days_of(goal: Goal, today: date) -> tuple[SectionKind, ...]:
    """The sections of a goal in the week that begins today."""
    from lastmile_tui.domain.views.agenda import in_week  # noqa: PLC0415 # other views do without

    return tuple(_DAYS[place + 1] for place in in_week(goal, today))


def heading_of(part: SectionKind, today: date) -> str:
    """What a section is called: a day of the week by its date, but for the next two."""
    place = place_in_week(part)
    if place is None or place <= 1:
        return part.value
    return say_plain(later(today, place), today)


class Section(Struct, frozen=True):
    """The goals of one part in their order, with the keys they are sorted by."""

    part: SectionKind
    goals: tuple[Goal, ...] = ()
    keys: tuple[Key, ...] = ()


class Look(Struct, frozen=True):
    """Which goals the user wants to see; `query` is words, `#tag` and `@person` included."""

    view: View = View.ACTIVE
    sort: Sort = Sort.DUE
    query: str = ""


class Lineup(Struct, frozen=True):
    """The goals that are shown, by section. One changed goal costs a look-up, not a new sort."""

    look: Look
    today: date
    sections: tuple[Section, ...]

    @property
    def goals(self) -> Iterator[Goal]:
        """All goals shown, from the top."""
        return (goal for section in self.sections for goal in section.goals)

    @property
    def each(self) -> list[Goal]:
        """The goals shown, each once: a week has some on several days."""
        return [*{goal.uid: goal for goal in self.goals}.values()]

    @property
    def total(self) -> int:
        """How many goals are shown."""
        return sum(len(section.goals) for section in self.sections)

    def at(self, index: int) -> Goal | None:
        """The goal at an index from the top."""
        found = self.place(index)
        return found[0].goals[found[1]] if found else None

    def place(self, index: int) -> tuple[Section, int] | None:
        """The section at an index from the top, and the place in that."""
        if index < 0:
            return None
        for section in self.sections:
            if index < len(section.goals):
                return section, index
            index -= len(section.goals)
        return None

    def index(self, goal: Goal | None, near: int = 0) -> int | None:
        """Where a goal stands, counted from the top; None when it is not shown.

        A week shows it on each of its days: of these the one that is `near`est to an index.
        """
        if goal is None:
            return None
        before, places = 0, []
        for section in self.sections:
            if (found := _find(section, self._key(goal))) is not None:
                places.append(before + found)
            before += len(section.goals)
        return min(places, key=lambda place: abs(place - near), default=None)

    def with_goal(
        self, old: Goal | None, new: Goal | None, texts: SearchTexts | None = None
    ) -> Lineup:
        """The lineup after a goal changed, came (`old` is None) or went (`new` is None)."""
        sections, places = list(self.sections), self._places(new, texts)
        for number, section in enumerate(sections):
            if old is not None and (found := _find(section, self._key(old))) is not None:
                section = _without(section, found)  # noqa: PLW2901 - the section as it is now
            if new is not None and section.part in places:
                section = _with(section, new, self._key(new))  # noqa: PLW2901
            sections[number] = section
        return replace(self, sections=tuple(sections))

    def _key(self, goal: Goal) -> Key:
        return _sort_key(goal, goal.state(self.today), self.look.sort)

    def _places(self, goal: Goal | None, texts: SearchTexts | None) -> tuple[SectionKind, ...]:
        """The sections of a goal; none if it is not shown."""
        from lastmile_tui.domain.views.query import Match, SearchTexts  # noqa: PLC0415 # lists do without

        if goal is None or goal.hidden:
            return ()
        part = _SECTION_OF[goal.state(self.today)]
        week = self.look.view is View.WEEK
        parts = days_of(goal, self.today) if week else (part,) * (part in PARTS[self.look.view])
        match = read_query(self.look.query).match(goal, self.today, texts or SearchTexts())
        inside = (SectionKind.INSIDE,) if parts else ()
        return {Match.TITLE: parts, Match.INSIDE: inside, Match.NONE: ()}[match]


def line_up(goals: Iterable[Goal], look: Look, today: date) -> Lineup:
    """Sort the goals of a look into their sections."""
    found: dict[SectionKind, list[tuple[Key, Goal]]] = {part: [] for part in PARTS[look.view]}
    sort, week = look.sort, look.view is View.WEEK
    for goal in goals:
        if goal.hidden:
            continue
        if week:
            for part in days_of(goal, today):
                found[part].append((_sort_key(goal, goal.state(today), sort), goal))
            continue
        state = goal.state(today)
        section_members = found.get(_SECTION_OF[state])
        if section_members is not None:
            section_members.append((_sort_key(goal, state, sort), goal))
    sections = tuple(_sorted(part, members) for part, members in found.items())
    whole = Lineup(replace(look, query=""), today, sections)
    return narrow(whole, look.query) if look.query else whole


def narrow(whole: Lineup, query: str, texts: SearchTexts | None = None) -> Lineup:
    """The goals of an unfiltered lineup that a query finds, last those that it finds inside."""
    from lastmile_tui.domain.views.query import Match, SearchTexts  # noqa: PLC0415 # lists do without

    if not query:
        return whole
    words, texts, today = read_query(query), texts or SearchTexts(), whole.today
    sections, inside = [], []
    for section in whole.sections:
        found = []
        for key, goal in zip(section.keys, section.goals, strict=True):
            match = words.match(goal, today, texts)
            if match is Match.TITLE:
                found.append((key, goal))
            elif match is Match.INSIDE:
                inside.append((key, goal))
        sections.append(_sorted(section.part, found, done=True))
    if whole.look.view is View.WEEK:  # which shows a goal on each of its days
        inside = [*{goal.uid: (key, goal) for key, goal in inside}.values()]
    sections.append(_sorted(SectionKind.INSIDE, inside))
    return Lineup(replace(whole.look, query=query), today, tuple(sections))


def _sorted(part: SectionKind, members: list[tuple[Key, Goal]], *, done: bool = False) -> Section:
    if not done:
        members.sort(key=itemgetter(0))
    keys, goals = zip(*members, strict=True) if members else ((), ())
    return Section(part, goals, keys)


@lru_cache(maxsize=4)
def read_query(text: str) -> Query:
    """The words of a filter.

    A state is named by its words and those of its section, three letters at least.
    """
    from lastmile_tui.domain.views.query import Query  # noqa: PLC0415 # lists do without

    return Query(text, _STATE_NAMES, _SHORTEST_START)


_NEVER = date.max
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def _sort_key(goal: Goal, state: State, sort: Sort) -> Key:
    """The sort key of a goal in its section; goals at the door come before the stretch."""
    rest = state is not State.DOOR
    due = goal.due or _NEVER, goal.clock_due
    match sort:
        case Sort.DUE:
            return (rest, *due, goal.touched, goal.uid)
        case Sort.NEAREST:
            return (rest, goal.to_go / goal.distance, *due, goal.uid)
        case Sort.IDLE:
            return (rest, goal.touched, goal.uid)
        case Sort.RECENT:
            return (rest, _END_OF_TIME - goal.touched, goal.uid)
        case Sort.TITLE:
            return (rest, *title_key(goal.title), goal.uid)
        case Sort.OWN:
            return (rest, key_of(goal.rank, goal.created, goal.uid), goal.uid)


def _find(section: Section, key: Key) -> int | None:
    found = bisect_left(section.keys, key)
    return found if found < len(section.keys) and section.keys[found] == key else None


def _without(section: Section, index: int) -> Section:
    goals, keys = section.goals, section.keys
    return Section(
        section.part, goals[:index] + goals[index + 1 :], keys[:index] + keys[index + 1 :]
    )


def _with(section: Section, goal: Goal, key: Key) -> Section:
    found = bisect_left(section.keys, key)
    goals, keys = section.goals, section.keys
    return Section(
        section.part,
        (*goals[:found], goal, *goals[found:]),
        (*keys[:found], key, *keys[found:]),
    )
