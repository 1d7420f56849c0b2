"""Verbs that move the vehicle or take changes back: advance, back, undo, redo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import answer, change_on, print_change
from lastmile_tui.cli.goal_lines import say_progress
from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.figures.road import place_at, place_of, say_beyond, say_now
from lastmile_tui.domain.model.numbers import miles
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import subject_of
from lastmile_tui.domain.views.find import find, find_marker
from lastmile_tui.domain.wording.events import say_event
from lastmile_tui.errors import CountedError, GoalError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record


def run_advance(context: Context, args: Namespace) -> None:
    move = advance_move(context, args.to, args.by)
    if args.set is None:
        if args.id is not None:
            raise UsageError("--id names a reading of --set; write --set with the total.")
        _drive(context, args, move, forwards=True)
        return
    try:
        record = change_on(context, args, _reading(context, args.set, args.id))
    except CountedError as error:  # a script that tries again has done nothing wrong
        _print_counted(context, args, str(error))
    else:
        beyond = _say_beyond(context, record, f"={args.set}")
        print_change(context, args, record, beyond, say_progress(record.goal, context.today))


def advance_move(context: Context, to: str | None, by: str | None) -> Move:
    """Drive on: to a marker, or so far, else to the next marker; UsageError for no distance."""
    if to is not None:
        return partial(_reach, marker=to, forwards=True)
    return drive.advance if by is None else _by(context, by, 1)


def run_back(context: Context, args: Namespace) -> None:
    move: Move = drive.back
    if args.to is not None:
        move = partial(_reach, marker=args.to, forwards=False)
    elif args.by is not None:
        move = _by(context, args.by, -1)
    _drive(context, args, move)


def run_undo(context: Context, args: Namespace) -> None:
    with context.store() as store:
        record = store.undo()
    _print_taken_back(context, args, record, "undone")


def run_redo(context: Context, args: Namespace) -> None:
    with context.store() as store:
        record = store.redo()
    _print_taken_back(context, args, record, "redone")


def _print_taken_back(context: Context, args: Namespace, record: Record, name: str) -> None:
    """Print what was undone or redone; with --json its entry under that name beside the goal."""
    if not args.json:
        print_change(context, args, record)
        return
    from lastmile_tui.domain.export.as_json import iso, spelled  # noqa: PLC0415 # for scripts only

    about = subject_of(record.log, record.event)
    times = times_of(record.log, context.today)
    entry = {
        "id": about.id,
        "at": iso(times.at(about)),
        "day": iso(times.shown_day(about)),
        "kind": spelled(about.kind),
        "text": say_event(about),
    }
    say_json(answer(context, record, **{name: entry}))


def _drive(context: Context, args: Namespace, move: Move, *, forwards: bool = False) -> None:
    record = change_on(context, args, move)
    beyond = _say_beyond(context, record, args.by) if forwards and args.by else ""
    print_change(context, args, record, beyond, say_progress(record.goal, context.today))
    if args.by is not None:
        from lastmile_tui.domain.input.amounts import read_measure  # noqa: PLC0415 # for --by only

        read = read_measure(args.by.lstrip("= "), record.goal.unit, context.notation)
        if read and read.doubt:
            complain(read.doubt)


def _say_beyond(context: Context, record: Record, text: str) -> str:
    """What of the amount that came, or of a total, lies behind the end of the road."""
    from lastmile_tui.domain.input.amounts import read_measure  # noqa: PLC0415 # for amounts only

    read = read_measure(clean_line(text).lstrip("= "), record.goal.unit, context.notation)
    if read is None:
        return ""
    since = 0.0 if text.strip().startswith("=") else record.event.was.get("position") or 0.0
    return say_beyond(record.goal, since + read.value)


def _by(context: Context, text: str, sign: int) -> Move:
    """Drive so far, or to a total such as =46.2; `sign` is the direction of the verb."""
    if text.strip().startswith("="):
        return _total(context, text, sign)
    return _nudge(context, text, sign)


def _reading(context: Context, text: str, key: str | None) -> Move:
    """Set the total that a text says; UsageError when it says none."""
    from lastmile_tui.domain.changes.readings import set_total  # noqa: PLC0415 # for --set only
    from lastmile_tui.domain.input.amounts import read_measure  # noqa: PLC0415

    if key is not None and not key.strip():
        raise UsageError("--id is empty; leave it out, or name the reading, such as by its date.")

    def move(record: Record, stamp: Stamp) -> Record:
        unit = record.goal.unit or miles(2)
        read = read_measure(clean_line(text), record.goal.unit, context.notation)
        if read is None:
            typed = fit(clean_line(text), 40)
            raise UsageError(
                f"--set ‘{typed}’ is not a number of {unit}; write it like --set 46.2."
            )
        return set_total(record, stamp, read.value, key or "")

    return move


def _print_counted(context: Context, args: Namespace, sentence: str) -> None:
    """Say that a reading has changed nothing; with --json the goal as it is."""
    if not args.json:
        say(sentence, plain=context.plain)
        return
    store = context.open_to_read()
    say_json(answer(context, store.record(find(store.goals.values(), args.goal).uid)))


def _nudge(context: Context, text: str, sign: int) -> Move:
    """Drive so far as a text says; UsageError when it says no distance."""
    from lastmile_tui.domain.input.amounts import read_amount, read_measure  # noqa: PLC0415 # for --by only

    notation = context.notation
    words = clean_line(text).split()
    known = read_amount(words, notation) or read_amount([*words, "h"], notation)
    if not (words and known and known.words >= len(words) and known.value > 0):
        raise UsageError(
            f"‘{fit(clean_line(text), 40)}’ is not a distance; write a number such as 0.5 or 12."
        )

    def move(record: Record, stamp: Stamp) -> Record:
        unit = record.goal.unit or miles(2)
        read = read_measure(" ".join(words), record.goal.unit, notation)
        if read is None:
            raise GoalError(f"‘{record.goal.title}’ counts {unit}; write how many of them.")
        return drive.nudge(record, stamp, sign * read.value)

    return move


def _total(context: Context, text: str, sign: int) -> Move:
    """Drive to a total, but only in the direction that the verb says."""
    from lastmile_tui.domain.input.drives.how_far import read_driven  # noqa: PLC0415 # for --by only

    def move(record: Record, stamp: Stamp) -> Record:
        goal = record.goal
        total = read_driven(text, goal, context.today, context.notation)
        if total.day is not None:
            raise GoalError("--by says how far only; the day stands behind --on.")
        if (place_at(goal, total.value) - place_of(goal)) * sign < 0:
            there, verb = say_now(goal), "back" if sign > 0 else "advance"
            raise GoalError(f"‘{goal.title}’ stands at {there}; lastmile {verb} --by goes there.")
        return total.move(record, stamp)

    return move


def _reach(record: Record, stamp: Stamp, marker: str, *, forwards: bool) -> Record:
    """Drive to a marker, but only in the direction that the verb says."""
    goal = record.goal
    index = find_marker(goal, marker)
    ahead = goal.ends[index] > goal.position
    if goal.ends[index] != goal.position and ahead is not forwards:
        where, verb = ("ahead of", "advance") if ahead else ("behind", "back")
        title = goal.markers[index].title
        raise GoalError(f"‘{title}’ lies {where} the vehicle; lastmile {verb} --to goes there.")
    return drive.reach(record, stamp, index)
