"""Which commands do something for a goal as it stands: what a footer offers.

Whatever does not fit is refused by its move, with a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.model.goal import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.model.goal import Goal

BESIDE: Final = frozenset((State.PARKED, State.SEALED, State.LET_GO))
"""The states beside the road: a goal comes back from them, and is not driven there."""

_DRIVES = frozenset(("advance", "nudge"))
_BACK = frozenset(("back", "nudge_back"))
_ON_ROAD = frozenset(
    ("seal", "block", "next_step", "turn", "park", "let_go", "detour", "last_mile")
)


def fits(command: str, goal: Goal, today: date) -> bool:
    """Whether a command by its id does something for a goal now."""
    beside = goal.state(today) in BESIDE
    if command == "resume":
        return beside
    if command in _DRIVES:
        return not beside and goal.to_go > 0
    if command in _BACK:
        return not beside and goal.position > 0
    return command not in _ON_ROAD or not beside


def fitting_words(
    commands: Iterable[Command], goal: Goal, today: date
) -> Iterator[tuple[Command, str]]:
    """The commands that fit, each with its word: `add km`, or `enter kg` of a value."""
    for command in commands:
        if fits(command.id, goal, today):
            counts = command.id == "nudge" and goal.counting
            verb = "enter" if goal.way else "add"
            yield command, f"{verb} {goal.unit}" if counts else command.label
