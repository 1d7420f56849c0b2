"""The verb marker: markers come, go, and change their titles, places and dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.edits.fields import carry_out, is_none
from lastmile_tui.cli.output import complain
from lastmile_tui.dates import When, has_passed
from lastmile_tui.dates.words import say_by
from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.changes.moved_dates import following, offered, pushing
from lastmile_tui.domain.input.grammar.offsets import read_marker_day
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.rows.edits import RowDraft, read_new, read_renamed
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.rows.keys import index_of, marker_move
from lastmile_tui.domain.views.find import find_marker
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.errors import GoalError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record


def run_marker(context: Context, args: Namespace) -> None:
    carry_out(context, args, partial(_read, context, args))


def _read(context: Context, args: Namespace, record: Record) -> RowDraft:
    draft = _READERS[args.what](context, args, record.goal)
    if draft.move is None and args.what == "date" and args.push:
        return _push_now(args, record)
    return draft


def _push_now(args: Namespace, record: Record) -> RowDraft:
    """The move of what follows a date that was moved just before, as the hint says."""
    push, marker = offered(record), record.goal.markers[find_marker(record.goal, args.marker)]
    if push is None or push.title != marker.title:
        complain("--push moved nothing: only what follows a date that was moved just now is moved.")
        return RowDraft()
    return RowDraft(push.move)


def _add(context: Context, args: Namespace, goal: Goal) -> RowDraft:
    text = " ".join(args.text)
    if not clean_line(text):
        raise UsageError("The title is empty; write a word or two.")
    at = len(goal.markers) - 1
    if args.after is not None:
        at = find_marker(goal, args.after)
    elif args.before is not None:
        at = find_marker(goal, args.before) - 1
    spot = RowId(RowKind.MARKER, goal.markers[at].id if at >= 0 else "")
    return read_new(goal, spot, text, context.today, context.notation)


def _rename(context: Context, args: Namespace, goal: Goal) -> RowDraft:
    spot, text = _spot(goal, args.marker), " ".join(args.text)
    return read_renamed(goal, spot, text, context.today, context.notation)


def _move(_: Context, args: Namespace, goal: Goal) -> RowDraft:
    spot = _spot(goal, args.marker)
    behind = args.after is not None
    other = _spot(goal, args.after if behind else args.before)
    if spot == other:
        title = goal.markers[find_marker(goal, args.marker)].title
        raise GoalError(f"‘{title}’ cannot stand beside itself; name another marker.")
    order = _order(goal, spot, other, behind=behind)
    if order == [marker.id for marker in goal.markers]:
        return RowDraft()

    def move(record: Record, stamp: Stamp) -> Record:
        found = _order(record.goal, spot, other, behind=behind)
        return edit.reorder_markers(record, stamp, found)

    place = order.index(spot.id) + 1
    title = clean_line(goal.markers[index_of(goal.markers, spot)].title)
    return RowDraft(move, f"‘{title}’ is marker {place} of {len(order)}")


def _remove(_: Context, args: Namespace, goal: Goal) -> RowDraft:
    return RowDraft(marker_move(_spot(goal, args.marker), edit.remove_marker))


def _date(context: Context, args: Namespace, goal: Goal) -> RowDraft:
    text = " ".join(args.text)
    due: date | None = None
    meaning = ""
    marker = goal.markers[find_marker(goal, args.marker)]
    if not is_none(text):
        when = read_marker_day(text, context.today, goal.due, context.now)
        if when.time:
            complain(f"A marker has a day; the time {when.time:%H:%M} is left out.")
        due = when.day
        passed = ", in the past" if has_passed(When(due), context.today, context.now) else ""
        meaning = f"‘{clean_line(marker.title)}’ {say_by(due, context.today)}{passed}"
    if due == marker.due:
        return RowDraft()
    move = marker_move(_spot(goal, args.marker), partial(edit.redate_marker, due=due))
    if args.push:
        if not (due and marker.due):
            complain(f"--push moved nothing: {_no_days(due)}.")
        elif not following(goal, marker.id, marker.due):
            complain("--push moved nothing: no date follows this one.")
        return RowDraft(pushing(move), meaning)
    if due and marker.due and (names := following(goal, marker.id, marker.due)):
        them = "date that follows" if len(names) == 1 else f"{len(names)} dates that follow"
        meaning = join_facts(meaning, f"the same with --push moves the {them}, too")
    return RowDraft(move, meaning)


def _no_days(due: date | None) -> str:
    """Why a date moves no others by as many days."""
    gone = "had no date before" if due else "has no date any more"
    return f"the marker {gone}, so that there are no days to move others by"


_READERS = {"add": _add, "rename": _rename, "move": _move, "remove": _remove, "date": _date}


def _spot(goal: Goal, reference: str) -> RowId:
    return RowId(RowKind.MARKER, goal.markers[find_marker(goal, reference)].id)


def _order(goal: Goal, spot: RowId, other: RowId, *, behind: bool) -> list[str]:
    """The ids of the markers when one stands beside another; GoalError if either is gone."""
    order = [marker.id for marker in goal.markers]
    order.pop(index_of(goal.markers, spot))
    index_of(goal.markers, other)
    order.insert(order.index(other.id) + behind, spot.id)
    return order
