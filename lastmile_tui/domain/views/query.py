"""What the words of a filter find: titles, tags, people and states, and what is inside of goals."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.views.letters import plain_letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal


_WRITTEN = frozenset(
    (
        *(EventKind.NOTE, EventKind.ROADBLOCK, EventKind.CLEARED, EventKind.TURN),
        *(EventKind.NEXT_STEP, EventKind.STEP_DONE, EventKind.PARKED, EventKind.LET_GO),
    )
)
"""The kinds of events whose texts somebody wrote for the log; others repeat titles and markers."""


class Place(StrEnum):
    """Where inside of a goal a word stands."""

    MARKER = "marker"
    WHY = "why"
    LOG = "log"


class Match(IntEnum):
    """How well a query fits a goal."""

    NONE = 0
    INSIDE = 1
    TITLE = 2


class FoundWord(Struct, frozen=True):
    """Where a word of a query stands inside of a goal: a marker, its why or its log."""

    place: Place
    text: str = ""


class SearchTexts:
    """The plain texts of goals, each made once; `notes` are those of their logs, as far as read."""

    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        self._texts: dict[str, tuple[Goal, str, str]] = {}

    def title(self, goal: Goal) -> str:
        """Title, `#tags` and `@people`."""
        found = self._texts.get(goal.uid)
        return found[1] if found is not None and found[0] is goal else self._of(goal)[1]

    def inside(self, goal: Goal) -> str:
        """Markers and why."""
        return self._of(goal)[2]

    def note(self, goal: Goal) -> str:
        """What was written into the log."""
        return self.notes.get(goal.uid, "")

    def _of(self, goal: Goal) -> tuple[Goal, str, str]:
        found = self._texts.get(goal.uid)
        if found is None or found[0] is not goal:
            tags = (f"#{tag}" for tag in goal.tags)
            people = (f"@{person.name}" for person in goal.people)
            title = plain_letters("\n".join((goal.title, *tags, *people)))
            parts = (*(marker.title for marker in goal.markers), goal.why)
            found = self._texts[goal.uid] = (goal, title, plain_letters("\n".join(parts)))
        return found


class Query:
    """The words of a filter, each with the states that it names."""

    def __init__(self, text: str, names: Mapping[State, frozenset[str]], shortest: int) -> None:
        self.words = tuple(
            (word, frozenset(state for state in State if _names(word, names[state], shortest)))
            for word in plain_letters(text).split()
        )

    def match(self, goal: Goal, today: date, texts: SearchTexts) -> Match:
        """Where every word is found: in title, tags, people and state, or else inside too.

        Ten thousand goals are looked at between two keys, so that the state of a goal is found
        only for a word that names one.
        """
        title = texts.title(goal)
        state, best = None, Match.TITLE
        for word, states in self.words:
            if word in title:
                continue
            if states and (state := state or goal.state(today)) in states:
                continue
            if word in texts.inside(goal) or word in texts.note(goal):
                best = Match.INSIDE
                continue
            return Match.NONE
        return best

    def finding(self, goal: Goal, texts: SearchTexts) -> FoundWord | None:
        """Where the first word stands that the title has not."""
        title = texts.title(goal)
        for word, _ in self.words:
            if word in title:
                continue
            for marker in goal.markers:
                if word in plain_letters(marker.title):
                    return FoundWord(Place.MARKER, marker.title)
            if word in texts.inside(goal):
                return FoundWord(Place.WHY)
            if word in texts.note(goal):
                return FoundWord(Place.LOG)
        return None


def note_text(log: Log) -> str:
    """What was written into a log and stands, in plain letters: notes, reasons, next steps."""
    if not any(event.kind in _WRITTEN for event in log):
        return ""
    return plain_letters("\n".join(e.text for e in standing(log) if e.kind in _WRITTEN))


def _names(word: str, names: frozenset[str], shortest: int) -> bool:
    return word in names or (len(word) >= shortest and any(name.startswith(word) for name in names))
