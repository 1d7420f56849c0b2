"""What the app knows between two keys: the store, the goals, the day; no Textual here.

Every method that changes something writes the file first, and only then the board.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.model.events import DRIVES
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.wording.events import say_change, say_left
from lastmile_tui.domain.wording.finish import say_door, say_stretch_left
from lastmile_tui.errors import GoalError
from lastmile_tui.store.review_days import ReviewDays
from lastmile_tui.ui.state.board import Board
from lastmile_tui.ui.state.lineups import Lanes, Looking
from lastmile_tui.ui.state.notices import Notices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from lastmile_tui.dates import Clock
    from lastmile_tui.domain.measures.measurer import Measurer, Measures
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.domain.review.queue import Review
    from lastmile_tui.store.app_state import AppState as Remembered
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.drawing.page import Page


class Session:
    """The single writer: turns verbs into changes of the file, and the file into a board."""

    def __init__(
        self,
        store: GoalStore,
        calendar: Calendar,
        clock: Clock,
        remembered: Remembered,
        rest: frozenset[int] = frozenset(),
    ) -> None:
        self._store, self._calendar, self._clock = store, calendar, clock
        self._remembered = remembered
        self._today = calendar.date_of(clock.now())
        self._watch: Measurer | None = None
        self.habit = ReviewDays(store, rest)
        self.news = Notices(store)
        self.place = remembered.place
        """Where the review was left, as the state keeps it."""
        self.review: Callable[[str | None], Review | None] = _no_review
        """The review that is open; of a goal, the one that a change of it is an answer in."""
        self._goals = dict(store.goals)
        self._lanes = Lanes(self._goals, self._today, calendar.date_of)
        self.looking = Looking(self._lanes, remembered)
        self._picked: Goal | None = None

    @property
    def board(self) -> Board:
        """What there is to show now."""
        return Board(
            lineup=self._lanes.lineup,
            today=self._today,
            tally=self._lanes.tally,
            goals=self._goals,
            density=self.looking.density,
            notice=self.news.notice,
            measure=self.measure if self._watch else _unmeasured,
            streak=self.habit.streak(self._today) if self._watch else 0,
            due=self._watch is not None and self.habit.due(self._today),
            picked=self.picked,
            picked_today=self.picked_today,
        )

    def record(self, uid: str) -> Record:
        """A goal with its log; GoalError when it was removed."""
        record = self._store.record(uid)
        there(record.goal)
        return record

    def log(self, uid: str) -> Log:
        """The log of any goal; LastmileError when it cannot be read."""
        return self._store.log(uid)

    def goal(self, uid: str) -> Goal | None:
        """A goal that is there: neither removed nor gone with its file."""
        goal = self._goals.get(uid)
        return None if goal is None or goal.hidden else goal

    @property
    def picked(self) -> str | None:
        """The goal picked as the one last mile of the day."""
        return self._picked.uid if self._picked else None

    @property
    def picked_today(self) -> bool:
        """Whether that was today."""
        at = self._picked.picked if self._picked else None
        return at is not None and self._calendar.date_of(at) == self._today

    @property
    def goals(self) -> Mapping[str, Goal]:
        """All goals of the file, hidden ones too."""
        return self._goals

    @property
    def now(self) -> datetime:
        """The instant."""
        return self._clock.now()

    @property
    def day_now(self) -> date:
        """The day as the clock has it, which `today` follows at the next look outside."""
        return self._calendar.date_of(self._clock.now())

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.storage.path

    @property
    def today(self) -> date:
        """The day, which turns as configured."""
        return self._today

    def state(self, theme: str, guide: str | None) -> Remembered:
        """What the next start is to begin with."""
        look = self.looking.kept(self._remembered)
        return replace(look, theme=theme, place=self.place, guide=guide)

    def compact(self) -> None:
        """Bring the snapshot up to date."""
        self._store.storage.compact()

    # Changes

    def drive(self, uid: str, move: Move) -> str:
        """Drive a goal, or move its seal on; what was done, and what is left."""
        old = self._goals.get(uid)
        before = old.state(self._today) if old else State.PLANNED
        record = self._change_record(uid, move)
        drove = record.event.kind in DRIVES
        return f"{say_change(record)}{self._left(before, record.goal) if drove else ''}"

    def change(self, uid: str, move: Move) -> str:
        """Change a goal; what was done."""
        return say_change(self._change_record(uid, move))

    def pick(self, uid: str) -> str:
        """Pick a goal as the one last mile of the day, which answers nothing."""
        from lastmile_tui.domain.review.answers import pick  # noqa: PLC0415 # after the first frame

        record = self._store.change(uid, pick)
        self._take_in([uid])
        return say_change(record)

    def add(self, make: Callable[[Stamp], Record]) -> tuple[str, str]:
        """Add a goal, and look where it is shown; its uid, and what was done."""
        record = self._store.add_record(make)
        self._take_in([record.goal.uid])
        if self._lanes.lineup.index(record.goal) is None and not record.goal.hidden:
            self.looking.at_the_road()
        return record.goal.uid, say_change(record)

    def undo(self) -> tuple[str, str]:
        """Undo the newest change; the uid of its goal, and what was undone.

        While a review is open only what was answered in it today is undone.
        """
        held = self.review(None)
        if held is not None:
            from lastmile_tui.domain.review.answers import is_answer  # noqa: PLC0415 # after the first frame

            last = self._store.last_change()
            if last is None or not is_answer(last, held.scope, self._today):
                raise GoalError("No answer of this review is left to undo; leave it to undo more.")
        return self._taken_back(self._store.undo())

    def redo(self) -> tuple[str, str]:
        """Redo what was undone last."""
        return self._taken_back(self._store.redo())

    # What is measured

    def begin_watch(self) -> None:
        """Measure goals from here on: the first frame does without."""
        from lastmile_tui.domain.measures.measurer import Measurer  # noqa: PLC0415 # 5 ms, after the first frame

        self._watch = Measurer(self._goals.values(), self._store.log)
        self._pick_anew()

    def page(self, uid: str) -> Page:
        """A goal as its page shows it."""
        from lastmile_tui.ui.controllers.presenters import page_of  # noqa: PLC0415 # opened later

        record = self.record(uid)
        return page_of(record, self._today, self.measured(record.goal), self.watch.factor)

    def measured(self, goal: Goal) -> Measures:
        """What is measured of a goal today."""
        return self.watch.measure(goal, self._today)

    def measure(self, goal: Goal) -> Measures | None:
        """What is measured of a goal today; a log that cannot be read takes nothing else away."""
        return self.watch.gauge(goal, self._today)

    def endangered(self) -> list[tuple[Goal, Measures]]:
        """The goals of the final stretch, the most endangered first."""
        return self.watch.endangered(self._lanes.stretch, self._today)

    def starts_beside_others(self, goal: Goal) -> bool:
        """Whether driving a goal would start it while others stand in the final stretch."""
        return bool(self._lanes.stretch) and goal.state(self._today) is State.PLANNED

    @property
    def watch(self) -> Measurer:
        """The measures, begun now where they were not yet."""
        if self._watch is None:
            self.begin_watch()
        assert self._watch is not None  # noqa: S101 # begun above
        return self._watch

    # The world outside

    def refresh(self) -> bool:
        """Take in what others wrote and what the clock says; true when something is new."""
        changed = self._store.refresh()
        self._take_in(changed)
        today = self.day_now
        if today != self._today:
            self._today = today
            self._lanes.sort_anew(today)
            self._pick_anew()
            return True
        return bool(changed)

    def _left(self, before: State, goal: Goal) -> str:
        """What is left after a drive; into the stretch and to its end it is told in full."""
        now = goal.state(self._today)
        if now is State.DOOR and before is not State.DOOR:
            return f"\n{say_door(goal)}"
        if now is State.STRETCH and before not in (State.STRETCH, State.DOOR):
            course = self.watch.course(goal)
            return f"\nfinal stretch: {say_stretch_left(goal, course, self.watch.factor.value)}"
        return f" · {say_left(goal)}" if goal.to_go > 0 else ""

    def _change_record(self, uid: str, move: Move) -> Record:
        held = self.review(uid)
        if held is not None:
            from lastmile_tui.domain.review.answers import answering  # noqa: PLC0415 # after the first frame

            move = answering(move, held.scope)
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
            if self._watch is not None:
                self._watch.change(old, new)
            if new is not None:
                self._goals[new.uid] = new
            elif old is not None:
                del self._goals[old.uid]
        self._lanes.follow(changed)
        if any(goal and goal.picked for pair in changed for goal in pair):
            self._pick_anew()

    def _pick_anew(self) -> None:
        from lastmile_tui.domain.review.answers import picked  # noqa: PLC0415 # after the first frame

        self._picked = picked(self._goals.values(), self._today)


def _no_review(_: str | None) -> Review | None:
    """What is open before any review is."""
    return None


def _unmeasured(_: Goal) -> Measures | None:
    """What the first frame shows beyond a goal."""
    return None
