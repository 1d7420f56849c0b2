"""The lineup that is shown, and that of all active goals, kept up to date change by change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from lastmile_tui.domain.measures.stake import LEAST_DAYS
from lastmile_tui.domain.views.lineup import (
    Look,
    SectionKind,
    Sort,
    View,
    line_up,
    narrow,
    read_query,
)
from lastmile_tui.domain.views.query import Match, SearchTexts
from lastmile_tui.ui.state.board import Density, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup
    from lastmile_tui.domain.views.query import FoundWord
    from lastmile_tui.store.app_state import AppState


E = TypeVar("E", bound=StrEnum)

FEW = 64
"""Up to this many changed goals are put in place one by one; more are sorted anew."""


_VIEWS = {
    View.ACTIVE: "active roads",
    View.WEEK: "what comes this week",
    View.PARKED: "parked roads",
    View.SEALED: "sealed roads",
    View.LET_GO: "roads let go",
    View.ALL: "all roads",
}

_OLD_NAMES = {
    "nearest to the finish": Sort.NEAREST,
    "longest untouched": Sort.IDLE,
    "last touched": Sort.RECENT,
}
"""Orders as older states call them; the next state that is kept has the name of now."""


class Lineups:
    """The lineup that is shown, and that of all active goals; `calendar` is the one by now.

    Methods that change the look return a sentence about it.
    """

    def __init__(
        self,
        goals: Mapping[str, Goal],
        today: date,
        calendar: Callable[[], Calendar],
        remembered: AppState,
    ) -> None:
        self._goals, self._calendar = goals, calendar
        self._active = self._whole = line_up(goals.values(), Look(), today)
        self.texts = SearchTexts()
        """What the filter looks through."""
        self.lineup: Lineup = self._active
        """What is shown."""
        self._days = self._count_days()
        self.tally = self._count()
        """What the header counts."""
        self.density, look = _look_in(remembered)
        self._show(look)

    def _count(self) -> Tally:
        return Tally(self._active.total, len(self.stretch), self._days)

    @property
    def stretch(self) -> tuple[Goal, ...]:
        """All goals of the final stretch."""
        sections = self._active.sections
        return next(section.goals for section in sections if section.part is SectionKind.STRETCH)

    @property
    def active(self) -> Iterator[Goal]:
        """All active goals, the final stretch first."""
        return self._active.goals

    @property
    def whole(self) -> Lineup:
        """What would be shown without a filter."""
        return self._whole

    @property
    def look(self) -> Look:
        """The view, the order and the filter."""
        return self.lineup.look

    def next_view(self) -> str:
        """Look at the next kind of goals."""
        return self.show_view(_following(View, self.look.view))

    def show_view(self, view: View) -> str:
        """Look at some kind of goals."""
        self._show(replace(self.look, view=view))
        return f"view: {_VIEWS[view]}, {len(self.lineup.each):,}"

    def next_sort(self) -> str:
        """Take the next sort order that shows the goals otherwise, or say why there is none."""
        look, shown = self.look, self._uids()
        sort = look.sort
        for _ in range(len(Sort) - 1):
            sort = _following(Sort, sort)
            self._show(replace(look, sort=sort))
            if self._uids() != shown:
                return f"sorted: {sort}"
        self._show(look)
        if len(shown) > 1:
            return f"Every order shows these {len(shown):,} roads alike."
        return f"There is nothing to sort: {'one road' if shown else 'no road'} is shown."

    def _uids(self) -> list[str]:
        return [goal.uid for goal in self.lineup.goals]

    def sort_by(self, sort: Sort) -> str:
        """Take a sort order."""
        self._show(replace(self.look, sort=sort))
        return f"sorted: {sort}"

    def turn_density(self, is_compact: Callable[[Density], bool]) -> str:
        """Take the other lane size, that of the terminal where it is the one wanted."""
        if not self.lineup.total:
            return "No road is shown whose lane could take another size."
        compact = not is_compact(self.density)
        other = Density.COMPACT if compact else Density.COMFORTABLE
        self.density = Density.AUTO if is_compact(Density.AUTO) is compact else other
        return f"lanes: {other}"

    def filter(self, query: str) -> None:
        """Show the goals that match."""
        self.lineup = narrow(self._whole, query, self.texts)

    def finding(self, goal: Goal) -> FoundWord | None:
        """Where the filter found a goal; None where title, tags, people or state say it."""
        query = read_query(self.look.query)
        if not query.words or query.match(goal, self._active.today, self.texts) is not Match.INSIDE:
            return None
        return query.finding(goal, self.texts)

    def show_active(self) -> None:
        """Show all active goals, in the order of before."""
        self._show(Look(sort=self.look.sort))

    def is_kept_in(self, state: AppState) -> bool:
        """Whether a start with this state begins with this look."""
        return _look_in(state) == (self.density, self._whole.look)

    def kept(self, state: AppState) -> AppState:
        """A state that holds this look; a filter is not kept."""
        view, sort = self.look.view.value, self.look.sort.value
        return replace(state, density=self.density.value, sort=sort, view=view)

    def _show(self, look: Look) -> None:
        """Show the goals of another look."""
        today, whole = self._active.today, replace(look, query="")
        same = whole == self._active.look
        self._whole = self._active if same else line_up(self._goals.values(), whole, today)
        self.filter(look.query)

    def sort_anew(self, today: date) -> None:
        """Sort all goals for a day."""
        self._active = line_up(self._goals.values(), Look(), today)
        self._days = self._count_days()
        self.tally = self._count()
        self._show(self.lineup.look)

    def follow(self, changed: Sequence[tuple[Goal | None, Goal | None]]) -> None:
        """Follow changes that the goals hold already: pairs of what was and what is."""
        if len(changed) > FEW:
            self.sort_anew(self._active.today)
            return
        same, filtered = self._whole is self._active, self.lineup is not self._whole
        for old, new in changed:
            self._days += self._days_behind(new) - self._days_behind(old)
            self._active = self._active.with_goal(old, new)
            self._whole = self._active if same else self._whole.with_goal(old, new)
            if filtered:
                self.lineup = self.lineup.with_goal(old, new, self.texts)
        self.tally = self._count()
        if not filtered:
            self.lineup = self._whole

    def _count_days(self) -> int:
        return sum(map(self._days_driven, self.stretch))

    def _days_behind(self, goal: Goal | None) -> int:
        """The days of work behind a goal, when it is in the final stretch."""
        if goal is None or not goal.in_stretch(self._active.today):
            return 0
        return self._days_driven(goal)

    def _days_driven(self, goal: Goal) -> int:
        """The days since a goal was started; none in its first week, when little is at stake."""
        if goal.started is None:
            return 0
        days = (self._active.today - self._calendar().date_of(goal.started)).days
        return days if days >= LEAST_DAYS else 0


def _look_in(state: AppState) -> tuple[Density, Look]:
    """The look that a state holds."""
    view = _member(View, state.view) or View.ACTIVE
    sort = _member(Sort, _OLD_NAMES.get(state.sort or "", state.sort)) or Sort.DUE
    return _member(Density, state.density) or Density.AUTO, Look(view=view, sort=sort)


def _member(kind: type[E], name: str | None) -> E | None:
    """The member that a state file names; None for a name of another version."""
    return next((member for member in kind if member == name), None)


def _following(kind: type[E], member: E) -> E:
    members = list(kind)
    return members[(members.index(member) + 1) % len(members)]
