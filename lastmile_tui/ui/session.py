"""What the app knows between two keys: the store, the look, the day; no Textual here.

Every method that changes something writes the file first, and only then the board.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from lastmile_tui.domain import edits, moves
from lastmile_tui.domain.describe import say_change, say_left
from lastmile_tui.domain.goal import Goal, State
from lastmile_tui.domain.lineup import Look, Part, Sort, View, line_up
from lastmile_tui.ui.board import Board, Density, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.clock import Calendar
    from lastmile_tui.domain.quick_add import Plan
    from lastmile_tui.domain.record import Move, Record
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.state import State as Remembered
    from lastmile_tui.when import Clock

E = TypeVar("E", bound=StrEnum)

_NOTICES = {"ok": "", "read-only": "read-only file", "failed": "nothing is saved"}

_SIZES = {
    Density.AUTO: "as the terminal has room",
    Density.COMFORTABLE: "comfortable",
    Density.COMPACT: "compact",
}

FEW = 64
"""Up to this many changed goals are put in place one by one; more are sorted anew."""


class Session:
    """The single writer: turns verbs into changes of the file, and the file into a board."""

    def __init__(
        self, store: GoalStore, calendar: Calendar, clock: Clock, remembered: Remembered
    ) -> None:
        self._store, self._calendar, self._clock = store, calendar, clock
        self._remembered = remembered
        self.density = _member(Density, remembered.density) or Density.AUTO
        look = Look(
            view=_member(View, remembered.view) or View.ACTIVE,
            sort=_member(Sort, remembered.sort) or Sort.DUE,
        )
        self._today = calendar.date_of(clock.now())
        self._told: set[str] = set()
        self._goals = dict(store.goals)
        self._active = line_up(self._goals.values(), Look(), self._today)
        self._lineup = self._active
        self._days = sum(map(self._days_driven, self._stretch))
        if look != self._active.look:
            self._relook(look)

    @property
    def board(self) -> Board:
        """What there is to show now."""
        return Board(
            lineup=self._lineup,
            today=self._today,
            tally=Tally(self._active.total, len(self._stretch), self._days),
            goals=self._goals,
            density=self.density,
            notice=self._notice,
        )

    def record(self, uid: str) -> Record:
        """A goal with its log."""
        return self._store.record(uid)

    def goal(self, uid: str) -> Goal | None:
        """A goal that is there: neither removed nor gone with its file."""
        goal = self._goals.get(uid)
        return None if goal is None or goal.hidden else goal

    @property
    def look(self) -> Look:
        """The view, the order and the filter."""
        return self._lineup.look

    def state(self, theme: str) -> Remembered:
        """What the next start is to begin with."""
        return replace(
            self._remembered,
            theme=theme,
            density=self.density.value,
            sort=self.look.sort.value,
            view=self.look.view.value,
        )

    def compact(self) -> None:
        """Bring the snapshot up to date."""
        self._store.storage.compact()

    # Changes

    def advance(self, uid: str) -> str:
        """Reach the next marker."""
        return self._drive(uid, moves.advance)

    def back(self, uid: str) -> str:
        """Go back to where the last move began."""
        return self._drive(uid, moves.back)

    def reach(self, uid: str, index: int) -> str:
        """Drive to a marker."""
        return self._drive(uid, partial(moves.reach, index=index))

    def nudge(self, uid: str, direction: int) -> str:
        """Drive one step of the goal's own size, forwards (1) or backwards (-1)."""
        return self._drive(
            uid, lambda record, stamp: moves.nudge(record, stamp, direction * record.goal.step)
        )

    def note(self, uid: str, text: str) -> str:
        """Write a note."""
        return self._change(uid, partial(moves.note, text=text))

    def rename(self, uid: str, title: str) -> str:
        """Give the goal another title."""
        return self._change(uid, partial(edits.rename, title=title))

    def remove(self, uid: str) -> str:
        """Remove the goal."""
        return self._change(uid, edits.remove)

    def add(self, plan: Plan) -> tuple[str, str]:
        """Add a goal, and look where it is shown; its uid, and what was done."""
        record = self._store.add(plan)
        self._take_in([record.goal.uid])
        if self._lineup.index(record.goal) is None:
            self._relook(Look(sort=self.look.sort))
        return record.goal.uid, say_change(record)

    def undo(self) -> tuple[str, str]:
        """Undo the newest change; the uid of its goal, and what was undone."""
        return self._taken_back(self._store.undo())

    def redo(self) -> tuple[str, str]:
        """Redo what was undone last."""
        return self._taken_back(self._store.redo())

    # The look

    def next_view(self) -> str:
        """Look at the next kind of goals."""
        view = _following(View, self.look.view)
        self._relook(replace(self.look, view=view))
        return f"Showing {view} goals" if view is not View.ALL else "Showing all goals"

    def next_sort(self) -> str:
        """Take the next sort order."""
        sort = _following(Sort, self.look.sort)
        self._relook(replace(self.look, sort=sort))
        return f"Order: {sort}"

    def next_density(self) -> str:
        """Take the next lane size."""
        self.density = _following(Density, self.density)
        return f"Lanes: {_SIZES[self.density]}"

    def filter(self, query: str) -> None:
        """Show the goals that match."""
        self._relook(replace(self.look, query=query))

    # The world outside

    def refresh(self) -> bool:
        """Take in what others wrote and what the clock says; true when something is new."""
        changed = self._store.refresh()
        self._take_in(changed)
        today = self._calendar.date_of(self._clock.now())
        if today != self._today:
            self._today = today
            self._relook(self.look, anew=True)
            return True
        return bool(changed)

    def news(self) -> tuple[str, ...]:
        """What the user should know of the file since the last call, a sentence each."""
        broken = len(self._store.broken)
        told = [*self._store.storage.report.sentences]
        if broken:
            goals = "1 goal" if broken == 1 else f"{broken} goals"
            told.append(f"{goals} of the file cannot be read; lastmile list says which.")
        new = tuple(sentence for sentence in told if sentence not in self._told)
        self._told.update(new)
        return new

    @property
    def _stretch(self) -> tuple[Goal, ...]:
        """All goals of the final stretch."""
        sections = self._active.sections
        return next(section.goals for section in sections if section.part is Part.STRETCH)

    @property
    def _notice(self) -> str:
        return _NOTICES[self._store.storage.health]

    def _drive(self, uid: str, move: Move) -> str:
        record = self._change_record(uid, move)
        left = "" if record.goal.to_go <= 0 else f" · {say_left(record.goal)}"
        return f"{say_change(record)}{left}"

    def _change(self, uid: str, move: Move) -> str:
        return say_change(self._change_record(uid, move))

    def _change_record(self, uid: str, move: Move) -> Record:
        record = self._store.change(uid, move)
        self._take_in([uid])
        return record

    def _taken_back(self, record: Record) -> tuple[str, str]:
        self._take_in([record.goal.uid])
        return record.goal.uid, say_change(record)

    def _take_in(self, uids: Iterable[str]) -> None:
        """Bring goals up to date in the lineups and the tally."""
        changed = [(self._goals.get(uid), self._store.goals.get(uid)) for uid in uids]
        for old, new in changed:
            self._days += self._days_behind(new) - self._days_behind(old)
            if new is not None:
                self._goals[new.uid] = new
            elif old is not None:
                del self._goals[old.uid]
        if len(changed) > FEW:
            self._relook(self.look, anew=True)
            return
        same = self._lineup is self._active
        for old, new in changed:
            self._active = self._active.with_goal(old, new)
            if not same:
                self._lineup = self._lineup.with_goal(old, new)
        if same:
            self._lineup = self._active

    def _relook(self, look: Look, *, anew: bool = False) -> None:
        if anew:
            self._active = line_up(self._goals.values(), Look(), self._today)
            self._days = sum(map(self._days_driven, self._stretch))
        same = look == self._active.look
        self._lineup = self._active if same else line_up(self._goals.values(), look, self._today)

    def _days_behind(self, goal: Goal | None) -> int:
        """The days of work behind a goal, when it is in the final stretch."""
        if goal is None or goal.hidden:
            return 0
        final = goal.state(self._today) in (State.STRETCH, State.DOOR)
        return self._days_driven(goal) if final else 0

    def _days_driven(self, goal: Goal) -> int:
        """The days since a goal was started."""
        if goal.started is None:
            return 0
        return max((self._today - self._calendar.date_of(goal.started)).days, 0)


def _member(kind: type[E], name: str | None) -> E | None:
    """The member that a state file names; None for a name of another version."""
    return next((member for member in kind if member == name), None)


def _following(kind: type[E], member: E) -> E:
    members = list(kind)
    return members[(members.index(member) + 1) % len(members)]
