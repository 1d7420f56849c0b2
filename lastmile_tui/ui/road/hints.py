"""Which keys do something to a row of a road's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.commands import BY_ID
from lastmile_tui.ui.drawing.page import Kind
from lastmile_tui.ui.kit.key_bar import Hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lastmile_tui.commands import Command
    from lastmile_tui.ui.drawing.page import Spot

TYPED = frozenset(Kind) - {Kind.BLOCK, Kind.TURN, Kind.ENTRY}
"""The rows that are typed in."""

_PRESSED = {Kind.SEAL: "tick", Kind.BLOCK: "clear", Kind.TURN: "flip"}
"""What enter does at once."""

_ADD, _REMOVE = Hint("a", "add", "insert"), Hint("x", "remove", "take")
_MOVE = Hint("J K", "move", "shift(1)")

_MORE = {
    Kind.MARKER: (Hint("f", "stretch", "stretch"), _ADD, _REMOVE, _MOVE),
    Kind.SEAL: (Hint("v", "evidence", "prove"), _ADD, _REMOVE, _MOVE),
    Kind.STEP: (Hint("x", "done", "take"),),
    Kind.TURN: (Hint("x", "nobody's", "take"),),
    Kind.TAGS: (_ADD,),
    Kind.PEOPLE: (_ADD,),
}
"""What else can be done."""


def row_hints(spot: Spot, hints_of: Callable[[Iterable[Command]], list[Hint]]) -> Iterator[Hint]:
    """The hints of a row; `hints_of` gives those of commands with the user's own keys."""

    def named(command: str, word: str) -> Iterator[Hint]:
        return (Hint(hint.key, word, hint.action) for hint in hints_of([BY_ID[command]]))

    there = bool(spot.id) or spot.kind not in (Kind.SEAL, Kind.BLOCK)
    if there and spot.kind in _PRESSED:
        yield from named("open", _PRESSED[spot.kind])
    if there and spot.kind in TYPED:
        yield from named("edit", "edit")
    yield from (hint for hint in _MORE.get(spot.kind, ()) if there or hint is _ADD)
