"""The verb list: goals by section, one line each, in columns."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from lastmile_tui.cli.file_warnings import warn
from lastmile_tui.cli.goal_lines import draw_road, say_progress, say_when
from lastmile_tui.cli.output import complain, json_item, say, say_json_list
from lastmile_tui.cli.parser import SORTS, VIEWS
from lastmile_tui.domain.export.as_json import VERSION, goal_json
from lastmile_tui.domain.model.text import cells, clean_line, fit
from lastmile_tui.domain.views.find import short_ids
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.domain.views.lineup import Look, line_up

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup
    from lastmile_tui.store.goals import GoalStore


ROAD_CELLS = 12
"""The cells of a road in a column."""

TITLE_CELLS = 16
"""The least cells of a title: with less room there are no roads."""

_GAP = "  "

_FIRST_STEPS = """\
No roads yet. One line makes one:

  lastmile add "Sell the Volvo: listed > test drives > price agreed >> papers signed  due fri"

The title ends with a colon, > separates the markers, >> starts the final stretch.
lastmile demo shows seven roads to try."""


def run_list(context: Context, args: Namespace) -> None:
    wanted = {plain_letters(tag.removeprefix("#")) for tag in args.tag}
    look = Look(view=VIEWS[args.view], sort=SORTS[args.sort])
    store = context.open_to_read(lost=True)
    warn(store)
    lost = _warn_if_lost(store, context)
    living = [goal for goal in store.goals.values() if not goal.hidden]
    chosen = [goal for goal in living if wanted <= set(map(plain_letters, goal.tags))]
    lineup = line_up(chosen, look, context.today)
    if args.json:
        goals, today = context.measured(store, lineup.goals), context.today
        items = goals.texts(lambda found: json_item(goal_json(*found, today)))
        say_json_list({"version": VERSION}, "goals", items)
        goals.raise_trouble()
        return
    if context.linear and lineup.total:
        _say_in_lines(lineup, store, context)
    elif lineup.total:
        shorts = short_ids(goal.uid for goal in living)
        say(*_lines(lineup, shorts, context), plain=context.plain)
    elif living:
        others = f"{len(living)} goal{'s' * (len(living) != 1)}"
        say(f"Nothing here; lastmile list --view all shows all of your {others}.")
    elif not lost:
        say(_FIRST_STEPS)


def _say_in_lines(lineup: Lineup, store: GoalStore, context: Context) -> None:
    """The goals as sentences, each with the id that names it to the other verbs."""
    from lastmile_tui.cli.spoken.facts import say_goal  # noqa: PLC0415 # for who listens only
    from lastmile_tui.cli.spoken.highway import say_heading, say_lineup  # noqa: PLC0415

    today, measurer = context.today, context.measurer(store)
    shorts = short_ids(goal.uid for goal in store.goals.values() if not goal.hidden)

    def say_one(goal: Goal) -> str:
        measures = measurer.gauge(goal, today)
        more = f"its id is {shorts[goal.uid]}"
        return say_goal(goal, today, measures, now=context.now, found=more)

    stretch = sum(goal.in_stretch(today) for goal in lineup.goals)
    say(say_heading(lineup, stretch), *say_lineup(lineup, say_one, most=None), plain=context.plain)


def _warn_if_lost(store: GoalStore, context: Context) -> bool:
    """Warn if the file is lost, or lost its goals, which otherwise looks like a first start."""
    sentence = context.say_lost(store)
    if not sentence and not store.goals and not store.broken:
        from lastmile_tui.store.backup.lost_goals import say_emptied  # noqa: PLC0415 # 5 ms, without goals only

        backups = context.locations.backups
        sentence = say_emptied(store, backups, context.calendar, context.today) or ""
    if sentence:
        complain(sentence)
    return bool(sentence)


def _lines(lineup: Lineup, shorts: dict[str, str], context: Context) -> Iterator[str]:
    """The headings and rows, in columns as wide as their widest text."""
    today, calendar, now = context.today, context.calendar, context.now
    width = shutil.get_terminal_size().columns
    facts = {
        goal.uid: (say_progress(goal, today), say_when(goal, calendar, today, now))
        for goal in lineup.goals
    }
    id_cells = max(len(shorts[goal.uid]) for goal in lineup.goals)
    left_cells = max(cells(left) for left, _ in facts.values())
    when_cells = max(cells(when) for _, when in facts.values())
    room = width - id_cells - left_cells - when_cells - 3 * len(_GAP)
    with_road = room - ROAD_CELLS - len(_GAP)
    deck = ROAD_CELLS if with_road >= TITLE_CELLS else 0
    title_cells = max(with_road if deck else room, TITLE_CELLS)

    def row(goal: Goal) -> str:
        left, when = facts[goal.uid]
        columns = [
            shorts[goal.uid].ljust(id_cells),
            *([draw_road(goal, deck)] if deck else []),
            fit(clean_line(goal.title), title_cells, pad=True),
            left.rjust(left_cells),
            when,
        ]
        return _GAP.join(columns).rstrip()

    before: list[str] = []
    for section in lineup.sections:
        if section.goals:
            yield from (*before, section.part.upper())
            yield from map(row, section.goals)
            before = [""]
