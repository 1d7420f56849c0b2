"""The verbs duplicate, split and join: a road made twice, made two, and two made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.change import print_change, say_others
from lastmile_tui.domain.views.find import find, find_marker
from lastmile_tui.domain.wording.whole.roads import say_duplicated, say_joined, say_split
from lastmile_tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.goals import NewStamp


def run_duplicate(context: Context, args: Namespace) -> None:
    from lastmile_tui.domain.changes.roads.duplicate import another_title, duplicate  # noqa: PLC0415 # for it only

    with context.store() as store:
        goal = find(store.goals.values(), args.goal)

        title = another_title(goal, args.title, store.goals.values())

        def make(stamp: Stamp) -> Record:
            return duplicate(goal, stamp, title)

        record = store.add_record(make)
    print_change(context, args, record, say_duplicated(goal))


def run_split(context: Context, args: Namespace) -> None:
    from lastmile_tui.domain.changes.roads.duplicate import another_title  # noqa: PLC0415 # for it only
    from lastmile_tui.domain.changes.roads.split import split_at, split_at_marker  # noqa: PLC0415
    from lastmile_tui.domain.crossing.whole_roads import with_waiting  # noqa: PLC0415 # for it only

    if (args.marker is None) is (args.at is None):
        raise UsageError("Name the marker behind which to split, or the place with --at.")

    def make(records: list[Record], stamp: NewStamp) -> tuple[Record, Record]:
        (record,) = records
        one = stamp(record.event)
        two = stamp(record.event)
        title = another_title(record.goal, args.title, store.goals.values())
        if args.marker is not None:
            index = find_marker(record.goal, args.marker)
            return split_at_marker(record, one, two, index, title)
        return split_at(record, one, two, _place(context, record, args.at), title)

    with context.store() as store:
        uid = find(store.goals.values(), args.goal).uid
        whole = with_waiting(make, store.goals, store.record)
        first, second, *others = store.change_together([uid], whole)
    print_change(context, args, first, say_split(first.goal, second.goal))
    say_others(context, args, others)


def run_join(context: Context, args: Namespace) -> None:
    from lastmile_tui.domain.changes.roads.join import join_both  # noqa: PLC0415 # for it only
    from lastmile_tui.domain.crossing.whole_roads import with_waiting  # noqa: PLC0415 # as above

    with context.store() as store:
        goals = store.goals.values()
        uids = [find(goals, name).uid for name in (args.goal, args.other)]
        whole = with_waiting(join_both, store.goals, store.record)
        first, _, *others = store.change_together(uids, whole)
    print_change(context, args, first, say_joined(first.goal))
    say_others(context, args, others)


def _place(context: Context, record: Record, text: str) -> float:
    """The place of an amount or value on the road of a goal."""
    from lastmile_tui.domain.input.drives.places import read_place  # noqa: PLC0415 # with --at only

    return read_place(record.goal, text, context.notation)
