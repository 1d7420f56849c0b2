"""The verb list: goals by section, one line each, in columns."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from lastmile_tui.cli.file_warnings import warn
from lastmile_tui.cli.output import (
    as_printed,
    json_item,
    json_line,
    say,
    say_document,
    say_json_list,
    say_spans,
)
from lastmile_tui.cli.table.list_arguments import SORTS, VIEWS
from lastmile_tui.cli.terminal import columns
from lastmile_tui.dates.words import quote
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.views.find import short_ids
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.domain.views.lineup import Look, View, line_up, place_in_week
from lastmile_tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from lastmile_tui.cli.context import Context
    from lastmile_tui.cli.listing.due import DueBy
    from lastmile_tui.cli.listing.fields import Fields
    from lastmile_tui.cli.prompt.placeholders import Parts
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup, SectionKind
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.drawing.facts import Fact
    from lastmile_tui.ui.state.loudness import Loudness


MEASURED = 60
"""The first goals, of which attention and forecast are shown: of thousands nobody reads more."""

MEASURED_IN_PIPES = 20
"""The same for a pipe, which is often a part of something that should be fast."""

_MOST_TAGS = 8
"""Tags that are named where one was wrong."""

_FIRST_STEPS = """\
No roads yet. One line makes one:

  lastmile add "Sell the Volvo: listed > test drives > price agreed >> papers signed  due fri"

The title ends with a colon, > separates the markers, >> starts the final stretch.
lastmile demo shows seven roads to try."""


def run_list(context: Context, args: Namespace) -> None:
    wanted = {plain_letters(tag.removeprefix("#")) for tag in args.tag}
    due = _read_due(args.due, context)
    view = View.ACTIVE if due is None else View.ALL  # what is due may be parked until then
    form, names = _read_form(args)
    look = Look(view=VIEWS[args.view] if args.view else view, sort=SORTS[args.sort])
    store = context.open_to_read()
    warn(store)
    living = [goal for goal in store.goals.values() if not goal.hidden]
    chosen = [goal for goal in living if wanted <= set(map(plain_letters, goal.tags))]
    if due:
        chosen = [goal for goal in chosen if due.takes(goal, context.today, context.now)]
    lineup = line_up(chosen, look, context.today)
    if args.tree:
        from lastmile_tui.cli.listing.tree import say_tree  # noqa: PLC0415 # only where it is asked for

        say_tree(lineup, store.goals, plain=context.plain, scripts=args.json)
        return
    once = lineup.each
    if args.json or args.jsonl:
        _print_json(once, store, context, lines=args.jsonl)
        return
    if form is not None:
        _print_lines(once, form, _fields(living, store, context), store, context)
        return
    if names is not None:
        _print_table(once, names, _fields(living, store, context), context, args.color)
        return
    if context.linear and lineup.total:
        _say_in_lines(lineup, store, context, due)
    elif lineup.total:
        shorts = short_ids(goal.uid for goal in living)
        _print_rows(lineup, shorts, store, context, due, color=args.color)
        _say_elsewhere(living, lineup, args, context)
    elif living:
        say(_unknown_tag(args.tag, living) or _why_none(living, look, due, context))
    else:
        say(_FIRST_STEPS)


def _why_none(living: Sequence[Goal], look: Look, due: DueBy | None, context: Context) -> str:
    """That there is nothing of what was asked for, and where all is."""
    week = "Nothing is planned or due this week"
    nothing = week if look.view is View.WEEK else "Nothing here"
    nothing = due.say_none(context.today) if due else nothing
    every = counted(len(living), "goal")
    return f"{nothing}; lastmile list --view all shows all of your {every}."


def _unknown_tag(tags: Sequence[str], living: Sequence[Goal]) -> str:
    """That no goal has one of some tags, and which one was meant; empty where each is known."""
    known = Counter(tag for goal in living for tag in goal.tags)
    letters = set(map(plain_letters, known))
    for tag in (tag.removeprefix("#") for tag in tags):
        if plain_letters(tag) not in letters:
            from lastmile_tui.domain.views.near import ask_near, near_words  # noqa: PLC0415 # when it is wrong

            most = ", ".join(f"#{name}" for name, _ in known.most_common(_MOST_TAGS))
            near = ask_near([f"#{name}" for name in near_words(tag, known)])
            there = f"there are {most}." if most else "no goal has any."
            return f"No goal has the tag {quote(f'#{tag}')}; {near or there}"
    return ""


def _read_form(args: Namespace) -> tuple[Parts | None, list[str] | None]:
    """What is to be shown of a goal; UsageError for what it does not have."""
    chosen = args.format is not None or args.columns is not None
    if args.tree and (chosen or args.jsonl):
        raise UsageError(
            "--tree has a shape of its own; leave out --columns, --format and --jsonl."
        )
    if not chosen:
        return None, None
    from lastmile_tui.cli.prompt.placeholders import columns_of, parts_of  # noqa: PLC0415 # where asked for
    from lastmile_tui.cli.table.list_arguments import COLUMNS, TEXT, WHOLE  # noqa: PLC0415 # as above

    if args.columns is not None:
        return None, columns_of(args.columns, COLUMNS)
    return parts_of(args.format, (*COLUMNS, TEXT, *WHOLE)), None


def _fields(living: list[Goal], store: GoalStore, context: Context) -> Fields:
    """What may be shown of a goal: all are measured that are asked for."""
    from lastmile_tui.cli.listing.fields import Fields  # noqa: PLC0415 # where asked for
    from lastmile_tui.cli.prompt.verb import say_marks  # noqa: PLC0415 # as above

    @cache
    def loudness() -> Loudness:  # only where something measured is asked for
        every = line_up(store.goals.values(), Look(), context.today)
        return _loudness(every, store, context, MEASURED)

    def measure(goal: Goal) -> Measures | None:
        return loudness().measure(goal)

    shorts = short_ids(goal.uid for goal in living)
    calendar, today, now = context.calendar, context.today, context.now
    return Fields(shorts, measure, say_marks, calendar=calendar, today=today, now=now)


def _print_lines(
    goals: list[Goal], form: Parts, fields: Fields, store: GoalStore, context: Context
) -> None:
    """A line for each goal as the format has it, and nothing beside."""
    from lastmile_tui.cli.prompt.placeholders import fill  # noqa: PLC0415 # where asked for
    from lastmile_tui.cli.prompt.verb import PromptValues  # noqa: PLC0415 # as above
    from lastmile_tui.cli.table.list_arguments import WHOLE  # noqa: PLC0415 # as above

    whole = cache(PromptValues(context, store).value)

    def value(goal: Goal, name: str) -> str:
        return whole(name) if name in WHOLE else fields.value(goal, name)

    for goal in goals:
        if line := fill(form, partial(value, goal)):
            cells = (as_printed(each, plain=context.plain) for each in line.split("\t"))
            say_document(["\t".join(cells), "\n"])  # with the tabs that scripts have asked for


def _print_table(
    goals: list[Goal], names: list[str], fields: Fields, context: Context, color: str
) -> None:
    """The columns that were chosen, and nothing beside: whole in a pipe."""
    from lastmile_tui.cli.listing.fields import table_of  # noqa: PLC0415 # where asked for
    from lastmile_tui.cli.listing.styles import wants_colour  # noqa: PLC0415 # as above

    width = columns() if sys.stdout is not None and sys.stdout.isatty() else 0
    styled = wants_colour(sys.stdout, wanted=color)
    if goals:
        say_spans(table_of(goals, names, fields, width), plain=context.plain, styled=styled)


def _print_json(goals: list[Goal], store: GoalStore, context: Context, *, lines: bool) -> None:
    from lastmile_tui.domain.export.as_json import VERSION, goal_json  # noqa: PLC0415 # 5 ms

    measured, today = context.measured(store, goals), context.today
    make = json_line if lines else json_item
    items = measured.texts(lambda found: make(goal_json(*found, today)))
    if lines:
        say_document(f"{item}\n" for item in items)
    else:
        say_json_list({"version": VERSION}, "goals", items)
    measured.raise_trouble()


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


def _say_in_lines(lineup: Lineup, store: GoalStore, context: Context, due: DueBy | None) -> None:
    """The goals as sentences, each with the id that names it to the other verbs."""
    from lastmile_tui.cli.spoken.facts import say_goal  # noqa: PLC0415 # for who listens only
    from lastmile_tui.cli.spoken.highway import say_heading, say_lineup  # noqa: PLC0415

    today, measurer = context.today, context.measurer(store)
    shorts = short_ids(goal.uid for goal in store.goals.values() if not goal.hidden)

    def say_one(goal: Goal) -> str:
        measures = measurer.gauge(goal, today)
        marked = due.about(goal, today, context.now) if due else None
        more = f"{marked.text}; " if marked else ""
        more += f"its id is {shorts[goal.uid]}"
        return say_goal(goal, today, measures, now=context.now, found=more)

    stretch = sum(goal.in_stretch(today) for goal in lineup.goals)
    say(say_heading(lineup, stretch), *say_lineup(lineup, say_one, most=None), plain=context.plain)


def _print_rows(
    lineup: Lineup,
    shorts: dict[str, str],
    store: GoalStore,
    context: Context,
    due: DueBy | None,
    *,
    color: str,
) -> None:
    """The goals in columns, as loud as on the Highway."""
    from lastmile_tui.cli.listing.rows import Rows  # noqa: PLC0415 # not for scripts
    from lastmile_tui.cli.listing.styles import wants_colour  # noqa: PLC0415 # as above
    from lastmile_tui.ui.drawing.facts import coming_fact  # noqa: PLC0415 # as above

    today = context.today
    most = MEASURED if sys.stdout is not None and sys.stdout.isatty() else MEASURED_IN_PIPES
    look = Look()
    every = lineup if lineup.look == look else line_up(store.goals.values(), look, today)
    measured = {goal.uid for goal in islice(lineup.goals, most)}

    loudness = _loudness(every, store, context, most)

    def measure(goal: Goal) -> Measures | None:
        return loudness.measure(goal) if goal.uid in measured else None

    def about(goal: Goal, part: SectionKind) -> Fact | None:
        if due and lineup.look.view is not View.WEEK:
            return due.about(goal, today, context.now)
        return coming_fact(goal, place_in_week(part), today)

    width, now = columns(), context.now
    quiet = loudness.count_quiet()
    rows = Rows(
        lineup, shorts, measure, context.calendar, now=now, width=width, about=about, quiet=quiet
    )
    styled = wants_colour(sys.stdout, wanted=color)
    say_spans(rows.lines(), plain=context.plain, styled=styled)


def _loudness(every: Lineup, store: GoalStore, context: Context, most: int) -> Loudness:
    """The measures of goals as the Highway has them, of which the first ones are compared."""
    from lastmile_tui.ui.state.loudness import Loudness  # noqa: PLC0415 # not for scripts

    today, measurer = context.today, context.measurer(store)

    def gauge(goal: Goal) -> Measures | None:
        return measurer.gauge(goal, today) if goal.on_road(today) else None

    return Loudness(islice(every.goals, most), gauge, {})
