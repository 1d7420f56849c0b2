"""The verb move: a road in front of another one, or behind it, in the order of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.change import print_change
from lastmile_tui.domain.changes.roads.order import gap_beside
from lastmile_tui.domain.views.find import find

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context


def run_move(context: Context, args: Namespace) -> None:
    with context.store() as store:
        goals = store.goals.values()
        goal, other = find(goals, args.goal), find(goals, args.other)
        gap = gap_beside(goal, other, goals, behind=args.where == "after")
        record = store.change(goal.uid, gap.move)
    print_change(context, args, record)
