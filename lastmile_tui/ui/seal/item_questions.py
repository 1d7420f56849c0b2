"""What the seal list asks about its items, and the moves of the answers."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 # msgspec resolves the annotations
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes import seal
from lastmile_tui.domain.model.record import Record  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.rows.keys import item_move

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import SealItem
    from lastmile_tui.domain.model.record import Move


class ItemQuestion(Struct, frozen=True):
    """What is asked, the move of an answer, and the current text."""

    prompt: str
    move: Callable[[str], Callable[..., Record]]
    text: str = ""
    adds: bool = False


ADD = ItemQuestion(
    "Add what must be true:", lambda text: partial(seal.add_seal_item, text=text), adds=True
)


def prove(item: SealItem) -> ItemQuestion:
    """Ask for the evidence for an item."""
    return ItemQuestion(
        "Evidence: a link, a number, a sentence",
        lambda text: on_item(item.id, partial(seal.prove, evidence=text)),
        item.evidence,
    )


def reword(item: SealItem) -> ItemQuestion:
    """Ask for other words."""
    return ItemQuestion(
        "In other words:",
        lambda text: on_item(item.id, partial(seal.reword_seal_item, text=text)),
        item.text,
    )


def on_item(item_id: str, verb: Callable[..., Record]) -> Move:
    """A move on an item by its id, since its index may change meanwhile."""
    return item_move(RowId(RowKind.SEAL, item_id), verb, "That item is no longer on the seal list.")
