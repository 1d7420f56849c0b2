"""The verb set: one field of a goal, read as its row on the road page is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import print_change
from lastmile_tui.cli.output import say
from lastmile_tui.domain.changes.edit import count_in
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.rows.edits import RowDraft, read_row
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.moved_dates import say_dates
from lastmile_tui.errors import DateError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record

NONE = "none"
"""What stands for no date."""

_SAID = (RowKind.DUE,)
"""The rows whose meaning says more than what was changed."""


def run_set(context: Context, args: Namespace) -> None:
    text = " ".join(args.text)
    if args.field == "unit":
        carry_out(context, args, lambda record: _read_unit(record.goal, text))
        return
    kind = RowKind(args.field)
    if kind is RowKind.DUE and is_none(text):
        text = ""

    def read(record: Record) -> RowDraft:
        row, today, now = RowId(kind), context.today, context.now
        draft = read_row(record.goal, row, text, today, now, notation=context.notation)
        return draft if kind in _SAID else RowDraft(draft.move)

    carry_out(context, args, read)


def is_none(text: str) -> bool:
    """Whether the text of a date says that there is none."""
    return text.strip().casefold() in ("", NONE)


def carry_out(context: Context, args: Namespace, read: Callable[[Record], RowDraft]) -> None:
    """Read an edited row of the goal that the arguments name, change it, and print what changed.

    UsageError where a date is none.
    """
    with context.store() as store:
        record = store.record(find(store.goals.values(), args.goal).uid)
        goal = record.goal
        try:
            draft = read(record)
        except DateError as error:
            raise UsageError(str(error)) from error
        if draft.move:
            record = store.change(goal.uid, draft.move)
    if draft.move or args.json:
        print_change(context, args, record, draft.meaning, say_dates(record) if draft.move else "")
    else:
        say(join_facts("Nothing changed", clean_line(goal.title)), plain=context.plain)


def _read_unit(goal: Goal, text: str) -> RowDraft:
    unit = clean_line(text)
    if unit == goal.unit:
        return RowDraft()
    return RowDraft(partial(count_in, unit=unit), measure(goal.distance, unit))
