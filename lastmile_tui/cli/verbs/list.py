"""The verb list: goals by section, one line each, in columns."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from lastmile_tui.cli.file_warnings import warn
from lastmile_tui.cli.output import complain, json_item, say, say_json_list, say_spans
from lastmile_tui.cli.parser import SORTS, VIEWS
from lastmile_tui.cli.terminal import columns
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.views.find import short_ids
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.domain.views.lineup import Look, View, line_up, place_in_week

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.cli.listing.due import DueBy
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup, SectionKind
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.drawing.facts import Fact


MEASURED = 60
"""The first goals, of which attention and forecast are shown: of thousands nobody reads more."""

MEASURED_IN_PIPES = 20
"""The same for a pipe, which is often a part of something that should be fast."""

_FIRST_STEPS = """\
No roads yet. One line makes one:

  lastmile add "Sell the Volvo: listed > test drives > price agreed >> papers signed  due fri"

The title ends with a colon, > separates the markers, >> starts the final stretch.
lastmile demo shows seven roads to try."""


def run_list(context: Context, args: Namespace) -> None:
    wanted = {plain_letters(tag.removeprefix("#")) for tag in args.tag}
    due = _read_due(args.due, context)
    view = View.ACTIVE if due is None else View.ALL  # what is due may be parked until then
    look = Look(view=VIEWS[args.view] if args.view else view, sort=SORTS[args.sort])
    store = context.open_to_read(lost=True)
    warn(store)
    lost = _warn_if_lost(store, context)
    living = [goal for goal in store.goals.values() if not goal.hidden]
    chosen = [goal for goal in living if wanted <= set(map(plain_letters, goal.tags))]
    if due:
        chosen = [goal for goal in chosen if due.takes(goal, context.today, context.now)]
    lineup = line_up(chosen, look, context.today)
    if args.json:
        from lastmile_tui.domain.export.as_json import VERSION, goal_json  # noqa: PLC0415 # 5 ms

        once = {goal.uid: goal for goal in lineup.goals}  # a week has some on several days
        goals, today = context.measured(store, once.values()), context.today
        items = goals.texts(lambda found: json_item(goal_json(*found, today)))
        say_json_list({"version": VERSION}, "goals", items)
        goals.raise_trouble()
        return
    if context.linear and lineup.total:
        _say_in_lines(lineup, store, context)
    elif lineup.total:
        shorts = short_ids(goal.uid for goal in living)
        _print_rows(lineup, shorts, store, context, due, plain=args.plain)
        _say_elsewhere(living, lineup, args, context)
    elif living:
        week = "Nothing is planned or due this week"
        nothing = week if look.view is View.WEEK else "Nothing here"
        nothing = due.say_none(context.today) if due else nothing
        every = counted(len(living), "goal")
        say(f"{nothing}; lastmile list --view all shows all of your {every}.")
    elif not lost:
        say(_FIRST_STEPS)


def _read_due(text: str | None, context: Context) -> DueBy | None:
    """What is asked for by `--due`; DateError when it is no day."""
    if text is None:
        return None
    from lastmile_tui.cli.listing.due import read_due  # noqa: PLC0415 # only where it is asked for
    from lastmile_tui.dates import read_date  # noqa: PLC0415 # as above

    return read_due(text, context.today, partial(read_date, today=context.today, now=context.now))


def _say_elsewhere(living: list[Goal], lineup: Lineup, args: Namespace, context: Context) -> None:
    """Where the goals are that are off the road, below those that are on it."""
    if lineup.look.view is not View.ACTIVE or args.tag or args.due is not None:
        return
    counts = Counter(goal.state(context.today) for goal in living)
    beside = (State.PARKED, State.SEALED, State.LET_GO)
    found = [f"{counts[state]} {state}" for state in beside if counts[state]]
    if found:
        say("", f"Also {' · '.join(found)}: lastmile list --view all", plain=context.plain)


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


def _print_rows(
    lineup: Lineup,
    shorts: dict[str, str],
    store: GoalStore,
    context: Context,
    due: DueBy | None,
    *,
    plain: bool,
) -> None:
    """The goals in columns, as loud as on the Highway."""
    from lastmile_tui.cli.listing.rows import Rows  # noqa: PLC0415 # not for scripts
    from lastmile_tui.cli.listing.styles import wants_colour  # noqa: PLC0415 # as above
    from lastmile_tui.ui.drawing.facts import coming_fact  # noqa: PLC0415 # as above
    from lastmile_tui.ui.state.loudness import Loudness  # noqa: PLC0415 # as above

    today, measurer = context.today, context.measurer(store)
    most = MEASURED if sys.stdout is not None and sys.stdout.isatty() else MEASURED_IN_PIPES
    look = Look()
    every = lineup if lineup.look == look else line_up(store.goals.values(), look, today)
    measured = {goal.uid for goal in islice(lineup.goals, most)}

    def gauge(goal: Goal) -> Measures | None:
        return measurer.gauge(goal, today) if goal.on_road(today) else None

    loudness = Loudness(islice(every.goals, most), gauge, {})

    def measure(goal: Goal) -> Measures | None:
        return loudness.measure(goal) if goal.uid in measured else None

    def about(goal: Goal, part: SectionKind) -> Fact | None:
        if due and lineup.look.view is not View.WEEK:
            return due.about(goal, today, context.now)
        return coming_fact(goal, place_in_week(part), today)

    width, now = columns(), context.now
    rows = Rows(lineup, shorts, measure, context.calendar, now=now, width=width, about=about)
    styled = not plain and wants_colour(sys.stdout)
    say_spans(rows.lines(), plain=context.plain, styled=styled)
