"""The plain texts of a goal on its page: one table of their rows, their limits and their moves."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 # msgspec resolves the annotations
from functools import partial
from operator import attrgetter

from msgspec import Struct

from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.model.goal import Goal  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.domain.model.record import Record  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.domain.model.text import NOTE_LIMIT, TITLE_LIMIT
from lastmile_tui.domain.rows.ids import RowKind


class TextField(Struct, frozen=True):
    """A field that is edited as it is stored.

    `empty` is shown where there is no text. A field with `removable` may be emptied by a key.
    """

    label: str
    empty: str
    limit: int
    text: Callable[[Goal], str]
    move: Callable[[str], Callable[..., Record]]
    removable: bool = True


ABSENT = "—"
"""What is shown where there is nothing."""

TEXT_FIELDS = {
    RowKind.TITLE: TextField(
        label="Title",
        empty="",
        limit=TITLE_LIMIT,
        text=attrgetter("title"),
        move=lambda text: partial(edit.rename, title=text),
        removable=False,
    ),
    RowKind.WHY: TextField(
        label="Why",
        empty=ABSENT,
        limit=NOTE_LIMIT,
        text=attrgetter("why"),
        move=lambda text: partial(edit.explain, why=text),
    ),
}
"""The text fields by their rows, in the order of the page."""
