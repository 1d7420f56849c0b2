"""The keys that work on a row of a road's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.commands import BY_ID
from lastmile_tui.domain.rows.ids import RowKind
from lastmile_tui.ui.kit.key_bar import Hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.rows.ids import RowId

TYPED = frozenset(RowKind) - {RowKind.BLOCK, RowKind.TURN, RowKind.ENTRY}
"""The rows that can be typed in."""

_ENTER_WORDS = {RowKind.SEAL: "tick", RowKind.BLOCK: "clear", RowKind.TURN: "flip"}
"""What enter does at once, in a word."""

_ADD, _REMOVE = Hint("a", "add", "insert"), Hint("x", "remove", "take")
_MOVE = Hint("J K", "move", "shift(1)")

_OTHER_HINTS = {
    RowKind.MARKER: (Hint("f", "stretch", "stretch"), _ADD, _REMOVE, _MOVE),
    RowKind.SEAL: (Hint("v", "evidence", "prove"), _ADD, _REMOVE, _MOVE),
    RowKind.TURN: (Hint("x", "take away", "take"),),
    RowKind.TAGS: (_ADD,),
    RowKind.PEOPLE: (_ADD,),
}
"""The other keys of a row."""


def row_hints(
    goal: Goal, spot: RowId, hints_of: Callable[[Iterable[Command]], list[Hint]]
) -> Iterator[Hint]:
    """The hints of a row; `hints_of` gives those of commands with the user's own keys."""

    def named(command: str, word: str) -> Iterator[Hint]:
        return (Hint(hint.key, word, hint.action) for hint in hints_of([BY_ID[command]]))

    exists = bool(spot.id) or spot.kind not in (RowKind.SEAL, RowKind.BLOCK)
    if exists and spot.kind in _ENTER_WORDS:
        yield from named("open", _ENTER_WORDS[spot.kind])
    if exists and spot.kind in TYPED:
        yield from named("edit", "edit")
    if spot.kind is RowKind.STEP and goal.next_step:
        yield from named("step_done", "done")
    yield from (hint for hint in _OTHER_HINTS.get(spot.kind, ()) if exists or hint is _ADD)


_WHY_NOTHING = {
    "take": "Nothing stands here that could be taken out.",
    "shift": "Only markers and items of the seal list change their places.",
    "stretch": "The final stretch begins at a marker; go to one first.",
    "prove": "Evidence belongs to an item of the seal list; go to one first.",
    "edit": "Nothing is chosen here.",
}


def why_nothing(key: str, spot: RowId | None) -> str:
    """Why the key of a row does nothing on this one."""
    if spot is not None and spot.kind is RowKind.ENTRY:
        return "The log stays as it is written; W says on which day an entry was done."
    return _WHY_NOTHING[key]
