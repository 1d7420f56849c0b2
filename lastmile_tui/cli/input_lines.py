"""`lastmile add -`: a goal for each line of the standard input, all of them or none."""

from __future__ import annotations

import sys
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.export.as_json import goals_json
from lastmile_tui.domain.input.quick_add import LINE_LIMIT
from lastmile_tui.domain.input.several import read_lines
from lastmile_tui.domain.model.text import counted, fit
from lastmile_tui.domain.wording.events import join_facts, say_change
from lastmile_tui.domain.wording.plan import say_plan
from lastmile_tui.errors import QuickAddError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from lastmile_tui.cli.context import Context


_INPUT_LIMIT = 100_000
"""Lines that are looked at, most of them empty."""


def add_lines(context: Context, args: Namespace) -> None:
    """Add a goal for each line; QuickAddError with nothing added."""
    today = context.today
    lines = islice(_input_lines(), _INPUT_LIMIT)
    plans = read_lines(lines, context.read_date, context.notation)
    if not plans:
        raise QuickAddError("There is no line to add; write one goal a line.")
    for number, plan in plans:
        if plan.done:
            raise QuickAddError(
                f"Nothing was added. Line {number}: ‘{fit(plan.title, 40)}’ is done already where"
                " it comes from; take the line out, or what says so."
            )
    with context.store() as store:
        others = sum(goal.in_stretch(today) for goal in store.goals.values())
        records = store.add_all([partial(add, plan) for _, plan in plans], together=True)
        if args.json:
            measurer = context.measurer(store)
            rows = [(one.goal, one.log, measurer.measure(one.goal, today)) for one in records]
            say_json(goals_json(rows, today))
    if not args.json:
        for (_, plan), record in zip(plans, records, strict=True):
            say(join_facts(say_change(record), *say_plan(plan, today)), plain=context.plain)
        if len(records) > 1:
            say(f"{counted(len(records), 'goal')} added; lastmile undo takes them back.")
    for number, plan in plans:
        for remark in plan.remarks:
            complain(f"line {number}: {remark}")
    say_stretch(others)


def say_stretch(count: int) -> None:
    """Say in a terminal how many roads are in the final stretch, beside what is new."""
    if count and sys.stderr is not None and sys.stderr.isatty():
        stand = "1 road is" if count == 1 else f"{count} roads are"
        complain(f"{stand} in the final stretch; lastmile next says which needs you most.")


def _input_lines() -> Iterator[str]:
    """The lines of the standard input, each read no further than one that is too long."""
    if sys.stdin is None:
        return
    try:
        while line := sys.stdin.readline(LINE_LIMIT + 2):
            line.encode()  # a byte that is no text may come as a surrogate, depending on the locale
            yield line.removesuffix("\n")
    except UnicodeError as error:
        raise QuickAddError("Nothing was added: the lines are not UTF-8 text.") from error
