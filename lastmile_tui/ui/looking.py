"""The look: which roads are shown, in which order, and how large their lanes are."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from lastmile_tui.domain.lineup import Look, Sort, View
from lastmile_tui.ui.board import Density

if TYPE_CHECKING:
    from lastmile_tui.store.state import State as Remembered
    from lastmile_tui.ui.lanes import Lanes

E = TypeVar("E", bound=StrEnum)

_SIZES = {
    Density.AUTO: "as the terminal has room",
    Density.COMFORTABLE: "comfortable",
    Density.COMPACT: "compact",
}


class Looking:
    """Turns the look of the lanes; what is turned says what is shown now."""

    def __init__(self, lanes: Lanes, remembered: Remembered) -> None:
        self._lanes = lanes
        self.density = _member(Density, remembered.density) or Density.AUTO
        view = _member(View, remembered.view) or View.ACTIVE
        lanes.look_at(Look(view=view, sort=_member(Sort, remembered.sort) or Sort.DUE))

    @property
    def look(self) -> Look:
        """The view, the order and the filter."""
        return self._lanes.lineup.look

    def next_view(self) -> str:
        """Look at the next kind of goals."""
        view = _following(View, self.look.view)
        self._lanes.look_at(replace(self.look, view=view))
        return f"Showing {view} goals" if view is not View.ALL else "Showing all goals"

    def next_sort(self) -> str:
        """Take the next sort order."""
        sort = _following(Sort, self.look.sort)
        self._lanes.look_at(replace(self.look, sort=sort))
        return f"Order: {sort}"

    def next_density(self) -> str:
        """Take the next lane size."""
        self.density = _following(Density, self.density)
        return f"Lanes: {_SIZES[self.density]}"

    def filter(self, query: str) -> None:
        """Show the goals that match."""
        self._lanes.look_at(replace(self.look, query=query))

    def at_the_road(self) -> None:
        """Show all active goals, in the order of before."""
        self._lanes.look_at(Look(sort=self.look.sort))

    def kept(self, state: Remembered) -> Remembered:
        """A state that holds this look; a filter is not kept."""
        view, sort = self.look.view.value, self.look.sort.value
        return replace(state, density=self.density.value, sort=sort, view=view)


def _member(kind: type[E], name: str | None) -> E | None:
    """The member that a state file names; None for a name of another version."""
    return next((member for member in kind if member == name), None)


def _following(kind: type[E], member: E) -> E:
    members = list(kind)
    return members[(members.index(member) + 1) % len(members)]
