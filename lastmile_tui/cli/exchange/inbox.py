"""The inbox beside the data file: its lines are goals before a verb shows or changes any."""

from __future__ import annotations

from functools import partial
from os.path import exists
from typing import TYPE_CHECKING

from lastmile_tui.cli.output import complain
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from lastmile_tui.cli.context import Context

VERBS = frozenset(
    (
        *("add", "list", "show", "next", "forecast", "mirror", "review", "edit", "set", "marker"),
        *("advance", "back", "note", "seal", "block", "next-step", "park", "export", "history"),
    )
)
"""The verbs before which it is looked at; the app looks itself. A prompt only tells."""


def take_in(context: Context, verb: str | None) -> None:
    """Take the inbox in, where there is one, and say what came of it; what fails is told."""
    if verb not in VERBS:
        return
    places = context.locations
    if not any(map(exists, (places.data.with_name("inbox.txt"), places.private / "inbox"))):
        return
    from lastmile_tui.domain.input.quick_add import read_line  # noqa: PLC0415 # with an inbox only
    from lastmile_tui.domain.wording.inbox import say_taken  # noqa: PLC0415
    from lastmile_tui.store.inbox import Inbox  # noqa: PLC0415

    inbox, now = Inbox(places.data, places.private), context.clock.now()
    try:
        if not inbox.waits(now):
            return
        read = partial(read_line, read_date=context.read_date, notation=context.notation)
        with context.store() as store:
            taken = inbox.take(store, read, now)
    except LastmileError as error:
        complain(f"inbox.txt was not taken in: {error}")
        return
    titles = [record.goal.title for record in taken.records]
    if words := say_taken(titles, taken.again, len(taken.refused), taken.doubts):
        complain(words)
