"""The verb horizon: all roads on one axis of time."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.file_warnings import warn
from lastmile_tui.cli.output import columns, json_item, say, say_json_list, say_spans
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.domain.horizon.axis import Zoom
from lastmile_tui.domain.horizon.load import daily_load, load_of
from lastmile_tui.domain.horizon.timeline import measured_timeline, timeline_of
from lastmile_tui.domain.views.find import short_ids
from lastmile_tui.domain.views.lineup import Look, View, line_up

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore

MEASURED: Final = 60
"""The first roads, whose past and forecast are shown: of thousands nobody sees more at once."""


def run_horizon(context: Context, args: Namespace) -> None:
    """Print the roads that go on, parked ones too, by the days that they have."""
    store, today = context.open_to_read(), context.today
    warn(store)
    lineup = line_up(store.goals.values(), Look(view=View.ALL), today)
    goals = [goal for goal in lineup.goals if not goal.ended]
    if args.json:
        from lastmile_tui.domain.horizon.as_json import load_json, timeline_json  # noqa: PLC0415 # for scripts only

        head = {"version": VERSION, "today": today, "weeks": load_json(load_of(goals))}
        roads = _timelines(goals, store, context, len(goals))
        say_json_list(
            head, "goals", (json_item(timeline_json(goal, line, today)) for goal, line in roads)
        )
        return
    if not goals:
        say("No roads yet. lastmile add makes one.")
        return
    lines = [*_timelines(goals, store, context, MEASURED)]
    if context.linear:
        from lastmile_tui.cli.spoken.horizon import say_horizon  # noqa: PLC0415 # for who listens

        say(*say_horizon(lines, today, columns(sys.stdout)), plain=context.plain)
        return
    from lastmile_tui.cli.horizon.rows import lines_of  # noqa: PLC0415 # not for scripts
    from lastmile_tui.cli.listing.styles import wants_colour  # noqa: PLC0415 # as above

    shorts = short_ids(goal.uid for goal in store.goals.values() if not goal.hidden)
    rows = [(goal, shorts[goal.uid], line) for goal, line in lines]
    width = shutil.get_terminal_size().columns
    styled = wants_colour(sys.stdout, wanted=args.color)
    drawn = lines_of(rows, daily_load(goals), today, Zoom(args.zoom), width)
    say_spans(drawn, plain=context.plain, styled=styled)


def _timelines(
    goals: list[Goal], store: GoalStore, context: Context, most: int
) -> Iterator[tuple[Goal, GoalTimeline]]:
    """The timelines of goals; only so many are measured."""
    today, measurer = context.today, context.measurer(store)
    for number, goal in enumerate(goals):
        if number < most:
            yield goal, measured_timeline(goal, store.log(goal.uid), measurer, today)
        else:
            yield goal, timeline_of(goal, None, {}, today)
