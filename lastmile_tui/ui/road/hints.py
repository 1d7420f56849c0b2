"""Which keys do something to a row of a road's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.commands import BY_ID
from lastmile_tui.ui.drawing.page import RowKind
from lastmile_tui.ui.kit.key_bar import Hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lastmile_tui.commands import Command
    from lastmile_tui.ui.drawing.page import RowId

TYPED = frozenset(RowKind) - {RowKind.BLOCK, RowKind.TURN, RowKind.ENTRY}
"""The rows that are typed in."""

_PRESSED = {RowKind.SEAL: "tick", RowKind.BLOCK: "clear", RowKind.TURN: "flip"}
"""What enter does at once."""

_ADD, _REMOVE = Hint("a", "add", "insert"), Hint("x", "remove", "take")
_MOVE = Hint("J K", "move", "shift(1)")

_MORE = {
    RowKind.MARKER: (Hint("f", "stretch", "stretch"), _ADD, _REMOVE, _MOVE),
    RowKind.SEAL: (Hint("v", "evidence", "prove"), _ADD, _REMOVE, _MOVE),
    RowKind.STEP: (Hint("x", "done", "take"),),
    RowKind.TURN: (Hint("x", "nobody's", "take"),),
    RowKind.TAGS: (_ADD,),
    RowKind.PEOPLE: (_ADD,),
}
"""What else can be done."""


def row_hints(spot: RowId, hints_of: Callable[[Iterable[Command]], list[Hint]]) -> Iterator[Hint]:
    """The hints of a row; `hints_of` gives those of commands with the user's own keys."""

    def named(command: str, word: str) -> Iterator[Hint]:
        return (Hint(hint.key, word, hint.action) for hint in hints_of([BY_ID[command]]))

    there = bool(spot.id) or spot.kind not in (RowKind.SEAL, RowKind.BLOCK)
    if there and spot.kind in _PRESSED:
        yield from named("open", _PRESSED[spot.kind])
    if there and spot.kind in TYPED:
        yield from named("edit", "edit")
    yield from (hint for hint in _MORE.get(spot.kind, ()) if there or hint is _ADD)
