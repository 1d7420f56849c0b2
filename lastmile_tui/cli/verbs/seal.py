"""Verbs about the end of a goal: seal, reopen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import change, tell
from lastmile_tui.cli.confirm import agreed, answerable
from lastmile_tui.cli.context import entropy
from lastmile_tui.cli.output import say
from lastmile_tui.cli.parser import UsageError
from lastmile_tui.domain.changes import seal
from lastmile_tui.domain.model.events import TICK, Stamp, ulid
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.domain.wording.finish import say_still_open
from lastmile_tui.errors import GoalError, NotFoundError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record

NOT_SEALED = 1
"""The exit code where the answer is no."""

_CELLS = 40
"""Cells of an item that a sentence about others names."""


def run_seal(context: Context, args: Namespace) -> int | None:
    """Change the seal list, or show it, or else seal."""
    steps = _steps(args)
    if steps:
        record = change(context, args, partial(_in_turn, steps=steps))
    elif args.list:
        store = context.look()
        record = store.record(find(store.goals.values(), args.goal).uid)
    else:
        return _seal(context, args)
    if args.json:
        tell(context, args, record)
    else:
        say(*_told(record, len(steps)), plain=context.plain)
        if args.list:
            say(*_list(record.goal), plain=context.plain)
    return None


def run_reopen(context: Context, args: Namespace) -> None:
    tell(context, args, change(context, args, seal.reopen))


def find_item(goal: Goal, reference: str) -> int:
    """The index of the item of the seal list that a reference means.

    A whole text comes first, then the item's number, counted from 1, then a part of a text.
    NotFoundError when no item fits, or more than one.
    """
    wanted = clean_line(reference).casefold()
    texts = [item.text.casefold() for item in goal.seal]
    rules = (
        [index for index, text in enumerate(texts) if text == wanted],
        [index for index in range(len(texts)) if str(index + 1) == wanted],
        [index for index, text in enumerate(texts) if wanted and wanted in text],
    )
    for found in rules:
        if len(found) == 1:
            return found[0]
    if not texts:
        raise NotFoundError(_empty(goal))
    candidates = sorted({index for found in rules for index in found}) or range(len(texts))
    listed = ", ".join(f"{index + 1} ‘{_short(goal.seal[index].text)}’" for index in candidates)
    raise NotFoundError(
        f"‘{_short(reference)}’ is not one item of the seal list of ‘{_short(goal.title)}’; "
        f"give a number: {listed}."
    )


def _steps(args: Namespace) -> list[Move]:
    """The changes that the options ask for; what is removed goes last, so that numbers hold."""
    if args.evidence is not None and len(args.tick) != 1:
        raise UsageError("--evidence goes with one --tick; lastmile seal --help says how.")
    tick = partial(seal.tick, evidence=args.evidence or "")
    steps: list[Move] = [partial(seal.add_seal_item, text=text) for text in args.add]
    steps += [_at(item, tick) for item in args.tick]
    steps += [_at(item, seal.untick) for item in args.untick]
    if args.remove is not None:
        steps.append(_at(args.remove, seal.remove_seal_item))
    if args.anyway:
        steps.append(seal.seal)
    return steps


def _at(reference: str, step: Callable[[Record, Stamp, int], Record]) -> Move:
    """A change to the item that a reference means when its turn comes."""
    return lambda record, stamp: step(record, stamp, find_item(record.goal, reference))


def _in_turn(record: Record, stamp: Stamp, steps: Sequence[Move]) -> Record:
    """Make several changes, all or none, each with an entry and an undo of its own."""
    for step in steps:
        record = step(record, stamp)
        at = stamp.at + TICK
        stamp = Stamp(ulid(at, entropy()), at, stamp.dev, stamp.day)
    return record


def _seal(context: Context, args: Namespace) -> int | None:
    """Seal, unless an item is open: then ask where somebody can answer, and refuse elsewhere."""
    with context.store() as store:
        goal = find(store.goals.values(), args.goal)
        seal.sealable(goal)
        move: Move = seal.seal
        if goal.open_items:
            if args.json or not answerable():
                raise GoalError(f"{say_still_open(goal)}; tick it, or seal with --anyway.")
            if not agreed(f"{say_still_open(goal)}. Seal anyway? [y/N] ", plain=context.plain):
                move = seal.hold_back
        record = store.change(goal.uid, move)
    tell(context, args, record)
    return None if record.goal.sealed else NOT_SEALED


def _told(record: Record, count: int) -> Iterator[str]:
    """What the newest changes did, a line each."""
    ends = range(len(record.log) - count + 1, len(record.log) + 1)
    return (say_change(record_of(record.goal.uid, record.log[:end])) for end in ends)


def _list(goal: Goal) -> Iterator[str]:
    """The seal list with its numbers: `✓ 1  contract signed  (photo)`."""
    if not goal.seal:
        yield _empty(goal)
    digits = len(str(len(goal.seal)))
    for number, item in enumerate(goal.seal, 1):
        evidence = f"  ({clean_line(item.evidence)})" if item.evidence else ""
        text = clean_line(item.text)
        yield f"{'✓' if item.done else '○'} {number:>{digits}}  {text}{evidence}"


def _empty(goal: Goal) -> str:
    return f"The seal list of ‘{_short(goal.title)}’ is empty; lastmile seal --add TEXT fills it."


def _short(text: str) -> str:
    return fit(clean_line(text), _CELLS)
