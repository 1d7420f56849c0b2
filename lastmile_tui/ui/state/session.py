"""What the app knows between two keys: the store, the goals, the day; no Textual here.

Every method that changes something writes the file first, and only then the board.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.what_counts import entering, is_to_ask
from lastmile_tui.domain.model.events import DRIVES
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.picks.last_mile import Picks, pick_for, picks_of
from lastmile_tui.domain.wording.events import join_facts, say_change, say_left
from lastmile_tui.domain.wording.finish import say_door, say_stretch_left
from lastmile_tui.domain.wording.moved_dates import say_dates
from lastmile_tui.errors import GoalError
from lastmile_tui.store.review_days import ReviewDays
from lastmile_tui.ui.state.board import Board, unmeasured
from lastmile_tui.ui.state.lineups import Lineups
from lastmile_tui.ui.state.loudness import Loudness
from lastmile_tui.ui.state.note_index import NoteIndex
from lastmile_tui.ui.state.notices import Notices
from lastmile_tui.ui.state.wrong_clocks import dated_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from lastmile_tui.dates import Clock
    from lastmile_tui.domain.crossing.whole_roads import Make
    from lastmile_tui.domain.measures.measurer import Measurer, Measures
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.domain.review.queue import Scope
    from lastmile_tui.store.app_state import AppState
    from lastmile_tui.store.goals import GoalStore


class Session:
    """The single writer: turns moves into changes of the file, and the file into a board."""

    def __init__(
        self,
        store: GoalStore,
        calendar: Calendar,
        clock: Clock,
        remembered: AppState,
        rest: frozenset[int] = frozenset(),
        *,
        notation: Notation = Notation.POINT,
    ) -> None:
        self.calendar, self.notation = calendar, notation  # how the user writes fractions
        self._store, self._clock, self._remembered = store, clock, remembered
        now = clock.now()
        self.today, self.wall = calendar.date_of(now), calendar.wall(now)  # at the last look
        self._measurer: Measurer | None = None
        self._hushed: dict[str, tuple[Measures, Measures]] = {}
        self.review_days = ReviewDays(store, rest)
        self.notices = Notices(store)
        self.place = remembered.place  # where the review was left, as the state keeps it
        self._goals = dict(store.goals)
        self.lineups = Lineups(self._goals, self.today, lambda: self.calendar, remembered)
        self.note_index = NoteIndex(store.log, self.lineups.texts.notes)
        self.picks = Picks()  # the one last mile of today, and of a day ahead
        self.followed: Sequence[Record] = ()  # others that the last change changed
        self.entered: Goal | None = None  # of which the newest change asks `what_counts`

    @property
    def board(self) -> Board:
        """What there is to show now."""
        loudness = Loudness(self.lineups.active, self._gauge, self._hushed)
        return Board(
            lineup=self.lineups.lineup,
            today=self.today,
            tally=self.lineups.tally,
            goals=self._goals,
            density=self.lineups.density,
            finding=self.lineups.finding,
            notice=self.notices.notice,
            measure=loudness.measure if self._measurer else unmeasured,
            count_quiet=loudness.count_quiet if self._measurer else int,
            streak=self.review_days.streak(self.today) if self._measurer else 0,
            due=self._measurer is not None and self.review_days.due(self.today),
            picked=self.picked,
            picked_today=self.picked_today,
            picked_ahead=self.picks.ahead,
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
        return self.picks.today.goal.uid if self.picks.today else None

    @property
    def picked_today(self) -> bool:
        """Whether that was today."""
        return self.picks.today is not None and self.picks.today.on == self.today

    def picked_for(self, day: date) -> str | None:
        """The goal picked for a day itself, today or one ahead."""
        picks = (self.picks.today, self.picks.ahead)
        return next((one.goal.uid for one in picks if one and one.on == day), None)

    @property
    def goals(self) -> Mapping[str, Goal]:
        """All goals of the file, hidden ones too."""
        return self._goals

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self._clock.now()

    @property
    def day_now(self) -> date:
        """The day as the clock has it, which `today` follows at the next look outside."""
        return self.calendar.date_of(self._clock.now())

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.storage.path

    def state(self, theme: str, guide: str | None) -> AppState:
        """What the next start is to begin with."""
        kept = self.lineups.kept(self._remembered)
        return replace(kept, theme=theme, place=self.place, guide=guide)

    def settle(self, calendar: Calendar, rest: frozenset[int], notation: Notation) -> None:
        """Go on with other settings: all is dated, written and measured anew."""
        self.calendar = self._store.calendar = calendar
        self.notation, self.review_days = notation, ReviewDays(self._store, rest)
        self.wall, self.today = calendar.wall(self.now), self.day_now
        self.lineups.sort_anew(self.today)
        self.begin_measuring()

    def compact(self) -> None:
        """Bring the snapshot up to date."""
        self._store.storage.compact()

    def change(self, uid: str, move: Move, *, answer: Scope | None = None) -> str:
        """Change a goal, also as an `answer` of a review; what was done, and what is left.

        GoalError or StoreError with nothing changed.
        """
        old = self._goals.get(uid)
        if answer is not None:
            from lastmile_tui.domain.review.answers import answering  # noqa: PLC0415 # after the first frame

            move = answering(move, answer)
        record = self._store.change(uid, entering(move))
        self.followed = self._store.followed
        self.entered = record.goal if is_to_ask(record) else None
        self._take_in([uid, *(each.goal.uid for each in self.followed)])
        if old is not None and old.title != record.goal.title:  # others may wait for it
            self._take_in(self._store.refresh())
        left = self._left(old, record.goal) if record.log[-1].kind in DRIVES else say_dates(record)
        words = say_change(record)
        if self.followed:
            from lastmile_tui.domain.crossing.follow_ups import say_followed  # noqa: PLC0415 # rarely

            return "\n".join((words, *say_followed(self.followed, self.today)))
        return f"{words}{left}" if left.startswith("\n") else join_facts(words, left)

    def keep(self, uid: str, make: Callable[[Stamp], Record], move: Move) -> Goal:
        """Make a goal, or change it where it is in the file; the goal as it is then."""
        self._take_in([self._store.keep(uid, make, move).goal.uid])
        return self._goals[uid]

    def pick(self, uid: str, on: date | None = None) -> str:
        """Pick a goal as the one last mile of today, or of a day; it is no answer of a review."""
        move = pick_for(on or self.today, self.today)
        return self._taken_back(self._store.change(uid, move))[1]

    def change_together(self, uids: Sequence[str], make: Make) -> list[Record]:
        """Split or join roads as one change; both, then what waits for them, as they are now."""
        from lastmile_tui.domain.crossing.whole_roads import with_waiting  # noqa: PLC0415 # rarely

        whole = with_waiting(make, self._store.goals, self._store.record)
        records = self._store.change_together(uids, whole)
        self._take_in(record.goal.uid for record in records)
        return records

    def add(self, make: Callable[[Stamp], Record]) -> tuple[str, str]:
        """Add a goal, and look where it is shown; its uid, and what was done."""
        return self._added([self._store.add_record(make)])

    def add_all(self, makes: Sequence[Callable[[Stamp], Record]]) -> tuple[str, str]:
        """Add goals together, to be undone together; the first one's uid, and what was done."""
        return self._added(self._store.add_all(makes, together=True))

    def _added(self, records: list[Record]) -> tuple[str, str]:
        self._take_in(record.goal.uid for record in records)
        first = records[0]
        if self.lineups.lineup.index(first.goal) is None and not first.goal.hidden:
            self.lineups.show_active()
        if len(records) == 1:
            return first.goal.uid, say_change(first)
        return first.goal.uid, join_facts("Added", counted(len(records), "goal"))

    def undo(self, within: Scope | None = None) -> tuple[str, str]:
        """Undo the newest change; the uid of its goal, and what was undone.

        `within` a review only what was answered in it today is undone; GoalError for the rest.
        """
        if within is not None:
            from lastmile_tui.domain.review.answers import is_answer  # noqa: PLC0415 # after the first frame

            last = self._store.last_change()
            if last is None or not is_answer(last, within, self.today):
                raise GoalError("No answer of this review is left to undo; leave it to undo more.")
        return self._taken_back(self._store.undo(), *self._store.refresh())

    def redo(self) -> tuple[str, str]:
        """Redo what was undone last."""
        return self._taken_back(self._store.redo(), *self._store.refresh())

    # What is measured

    def begin_measuring(self) -> None:
        """Measure goals from here on: the first frame does without."""
        from lastmile_tui.domain.measures.measurer import Measurer  # noqa: PLC0415 # 5 ms, after the first frame

        self._measurer = Measurer(self._goals.values(), self._store.log, lambda: self.wall)
        self._hushed.clear()
        self._pick_anew()

    @property
    def measurer(self) -> Measurer:
        """What measures the goals, begun now where it was not yet."""
        if self._measurer is None:
            self.begin_measuring()
        assert self._measurer is not None  # noqa: S101 # begun above
        return self._measurer

    def endangered(self) -> list[tuple[Goal, Measures]]:
        """The goals of the final stretch, the most endangered first."""
        return self.measurer.endangered(self.lineups.stretch, self.today)

    def starts_beside_others(self, goal: Goal) -> bool:
        """Whether driving a goal would start it while others stand in the final stretch."""
        return bool(self.lineups.stretch) and goal.state(self.today) is State.PLANNED

    def dated_ahead(self) -> Iterator[str]:
        """What clocks dated ahead that ran so, a sentence a goal without its full stop."""
        # The day may be a later one than the screen shows yet.
        return dated_ahead(self._goals.values(), self._store.log, self.day_now, self._store.device)

    def refresh(self) -> bool:
        """Take in what others wrote and what the clock says; true when something is new."""
        changed = self._store.refresh()
        self._take_in(changed)
        came_due = self._look_at_clock()
        if (today := self.day_now) != self.today:
            self.today = today
            self.lineups.sort_anew(today)
            self._pick_anew()
            return True
        return bool(changed) or came_due

    def _look_at_clock(self) -> bool:
        """Take in what the clock shows; true when a due time passed since the last look."""
        before, self.wall = self.wall, self.calendar.wall(self.now)
        if before.replace(second=0, microsecond=0) == self.wall.replace(second=0, microsecond=0):
            return False  # times are whole minutes, so that goals are looked through once a minute
        return any(
            goal.is_overdue(self.today, self.wall) and not goal.is_overdue(self.today, before)
            for goal in self._goals.values()
            if goal.due_time
        )

    def _left(self, old: Goal | None, goal: Goal) -> str:
        """What is left after a drive; into the stretch and to its end it is told in full."""
        before = old.state(self.today) if old else State.PLANNED
        now = goal.state(self.today)
        if now is State.DOOR and before is not State.DOOR:
            return f"\n{say_door(goal)}"
        if now is State.STRETCH and before not in (State.STRETCH, State.DOOR):
            course, factor = self.measurer.course(goal), self.measurer.factor(goal)
            return f"\nfinal stretch: {say_stretch_left(goal, course, factor)}"
        return say_left(goal) if goal.to_go > 0 else ""

    def _gauge(self, goal: Goal) -> Measures | None:
        """What is measured of a goal today; a log that cannot be read takes nothing else away."""
        return self.measurer.gauge(goal, self.today)

    def _taken_back(self, record: Record, *others: str) -> tuple[str, str]:
        self._take_in({record.goal.uid, *others})
        return record.goal.uid, say_change(record)

    def _take_in(self, uids: Iterable[str]) -> None:
        """Bring goals up to date in the lineups and the tally."""
        changed = [(self._goals.get(uid), self._store.goals.get(uid)) for uid in uids]
        for old, new in changed:
            if self._measurer is not None:
                self._measurer.change(old, new)
            if new is not None:
                self._goals[new.uid] = new
            elif old is not None:
                del self._goals[old.uid]
        self.note_index.follow(new.uid for _, new in changed if new is not None)
        self.lineups.follow(changed)
        if any(goal and (goal.picked or goal.picked_ahead) for pair in changed for goal in pair):
            self._pick_anew()

    def _pick_anew(self) -> None:
        self.picks = picks_of(self._goals.values(), self.today, self.calendar.date_of)
