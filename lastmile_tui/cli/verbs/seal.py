"""Verbs about the end of a goal: seal, reopen, again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import answer, change, change_on, day_done, print_change, say_others
from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.context import entropy
from lastmile_tui.cli.output import say, say_json
from lastmile_tui.cli.spoken.road import say_seal_list
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.changes import seal
from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.export.as_json import SEAL
from lastmile_tui.domain.model.events import TICK, Stamp, ulid
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.views.find import find, fitting
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.domain.wording.finish import say_still_open
from lastmile_tui.errors import GoalError, NotFoundError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record

NOT_SEALED = 1
"""The exit code if the goal stays open."""

_ITEM_CELLS = 40
"""Cells of an item that a sentence about others names."""


def run_seal(context: Context, args: Namespace) -> int | None:
    """Change the seal list, or show it, or else seal."""
    day = day_done(context, args)
    moves = [on_day(move, day) for move in _moves(args)]
    if moves:
        record = change(context, args, partial(_apply_all, moves=moves))
    elif args.list:
        store = context.open_to_read()
        record = store.record(find(store.goals.values(), args.goal).uid)
    else:
        return _seal(context, args, day)
    if args.json:
        print_change(context, args, record)
    else:
        say(*_say_changes(record, len(moves)), plain=context.plain)
        if args.list:
            say(*_say_list(record.goal), plain=context.plain)
        say_others(context, args)
    return None


def run_reopen(context: Context, args: Namespace) -> None:
    print_change(context, args, change_on(context, args, seal.reopen))


def run_again(context: Context, args: Namespace) -> None:
    """Begin a sealed road again, or say how often one does."""
    from lastmile_tui.domain.crossing.again import again  # noqa: PLC0415 # of this verb only
    from lastmile_tui.domain.crossing.laps import say_new_lap  # noqa: PLC0415 # as above

    with context.store() as store:
        goal = find(store.goals.values(), args.goal)
        change = again(store.record(goal.uid), " ".join(args.when), store.goals, context.today)
        if change.make is None:
            record = store.change(change.uid, change.move)
        else:
            record = store.keep(change.uid, change.make, change.move)
    if change.make is None:
        print_change(context, args, record)
    elif args.json:
        say_json(answer(context, record))
    else:
        say(say_new_lap(record.goal, context.today), plain=context.plain)


def find_item(goal: Goal, reference: str) -> int:
    """The index of the item of the seal list that a reference means.

    It is named as in `fitting`. NotFoundError when no item fits, or more than one.
    """
    texts = [item.text for item in goal.seal]
    rules = fitting(texts, reference, [f"{SEAL}{item.id}" for item in goal.seal])
    for found in rules:
        if len(found) == 1:
            return found[0]
    if not texts:
        raise NotFoundError(_say_empty(goal))
    candidates = sorted({index for found in rules for index in found}) or range(len(texts))
    listed = ", ".join(f"{index + 1} ‘{_shorten(goal.seal[index].text)}’" for index in candidates)
    raise NotFoundError(
        f"‘{_shorten(reference)}’ is not one item of the seal list of ‘{_shorten(goal.title)}’; "
        f"give a number: {listed}."
    )


def _moves(args: Namespace) -> list[Move]:
    """The moves of the options; a removal comes last, so that item numbers stay valid."""
    if args.evidence is not None and len(args.tick) != 1:
        raise UsageError("--evidence goes with one --tick; lastmile seal --help says how.")
    tick = partial(seal.tick, evidence=args.evidence or "")
    moves: list[Move] = [partial(seal.add_seal_item, text=text) for text in args.add]
    moves += [_on_item(item, tick) for item in args.tick]
    moves += [_on_item(item, seal.untick) for item in args.untick]
    if args.remove is not None:
        moves.append(_on_item(args.remove, seal.remove_seal_item))
    if args.anyway:
        moves.append(seal.seal)
    return moves


def _on_item(reference: str, move: Callable[[Record, Stamp, int], Record]) -> Move:
    """A move on the item that a reference means when the move is applied."""
    return lambda record, stamp: move(record, stamp, find_item(record.goal, reference))


def _apply_all(record: Record, stamp: Stamp, moves: Sequence[Move]) -> Record:
    """Apply several moves, all or none, each with its own entry and undo."""
    for move in moves:
        record = move(record, stamp)
        at = stamp.at + TICK
        stamp = Stamp(ulid(stamp.made, entropy()), at, stamp.dev, stamp.day)
    return record


def _seal(context: Context, args: Namespace, day: date | None) -> int | None:
    """Seal; if an item is open, ask first, or refuse if nobody can be asked."""
    with context.store() as store:
        goal = find(store.goals.values(), args.goal)
        seal.sealable(goal)
        move: Move = seal.seal
        if goal.open_items:
            if args.json or not can_ask():
                raise GoalError(f"{say_still_open(goal)}; tick it, or seal with --anyway.")
            if not ask_yes_no(f"{say_still_open(goal)}. Seal anyway? [y/N] ", plain=context.plain):
                move = seal.hold_back
        record = store.change(goal.uid, on_day(move, day))
    print_change(context, args, record)
    say_others(context, args)
    return None if record.goal.sealed else NOT_SEALED


def _say_changes(record: Record, count: int) -> Iterator[str]:
    """What the newest changes did, one line each."""
    ends = range(len(record.log) - count + 1, len(record.log) + 1)
    return (say_change(record_of(record.goal.uid, record.log[:end])) for end in ends)


def _say_list(goal: Goal) -> Iterator[str]:
    """The seal list with its numbers: `✓ 1  contract signed  (photo)`."""
    if not goal.seal:
        yield _say_empty(goal)
    if SPELLED.get():
        yield from say_seal_list(goal)
        return
    digits = len(str(len(goal.seal)))
    for number, item in enumerate(goal.seal, 1):
        evidence = f"  ({clean_line(item.evidence)})" if item.evidence else ""
        text = clean_line(item.text)
        yield f"{'✓' if item.done else '○'} {number:>{digits}}  {text}{evidence}"


def _say_empty(goal: Goal) -> str:
    return f"The seal list of ‘{_shorten(goal.title)}’ is empty; lastmile seal --add TEXT fills it."


def _shorten(text: str) -> str:
    return fit(clean_line(text), _ITEM_CELLS)
