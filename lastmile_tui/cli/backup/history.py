"""The verb history: every change, newest first, undone ones too."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from heapq import heappush, heapreplace
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.output import say, say_json, say_json_lines
from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.dates import say_date
from lastmile_tui.domain.export.as_json import VERSION, spelled
from lastmile_tui.domain.model.text import cells, clean_line, fit
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.history import history_entries
from lastmile_tui.domain.wording.merge import say_device
from lastmile_tui.errors import UsageError
from lastmile_tui.store.app_state import DEVICE_LENGTH, read_device_id

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.wording.history import HistoryEntry
    from lastmile_tui.store.goals import GoalStore

    Order = tuple[tuple[Any, ...], HistoryEntry, Goal]

TITLE_CELLS = 30
"""The widest column of titles."""


def run_history(context: Context, args: Namespace) -> None:
    if args.limit < 0:
        raise UsageError("--limit is a number of changes, 0 for all.")
    store = context.open_to_read()
    goals = [goal for goal in store.goals.values() if not goal.diary]
    if args.goal:
        goals = [_find_goal(goals, args.goal)]
    changes = _newest(store, goals, args.limit, context.calendar, context.today)
    if args.jsonl:
        say_json_lines(_json(*change) for change in changes)
    elif args.json:
        say_json({"version": VERSION, "changes": [_json(*change) for change in changes]})
    elif changes:
        say(*_lines(changes, context, single_goal=bool(args.goal)), plain=context.plain, wrap=True)
    else:
        say("Nothing has been changed yet.", plain=context.plain)


def _find_goal(goals: list[Goal], reference: str) -> Goal:
    """The goal of a reference; a removed one only by its id."""
    exact = [goal for goal in goals if goal.uid == reference.casefold()]
    return exact[0] if exact else find(goals, reference)


def _newest(
    store: GoalStore, goals: Iterable[Goal], limit: int, calendar: Calendar, today: date
) -> list[tuple[HistoryEntry, Goal]]:
    """The changes of some goals that were done last; all of them if the limit is 0.

    What a person dated stands at the end of its day.

    A goal whose last change is older than all found so far is not read.
    """
    best: list[Order] = []
    for goal in sorted(goals, key=lambda goal: goal.changed, reverse=True):
        if limit and len(best) == limit and goal.changed < best[0][0][0]:
            break
        for change in history_entries(store.log(goal.uid), today):
            at = calendar.end_of(change.day) if change.dated else change.at
            item = ((at, *change.event.order, goal.uid), change, goal)
            if not limit or len(best) < limit:
                heappush(best, item)
            elif item[0] > best[0][0]:
                heapreplace(best, item)
    best.sort(key=lambda item: item[0], reverse=True)
    return [(change, goal) for _, change, goal in best]


def _lines(
    changes: list[tuple[HistoryEntry, Goal]], context: Context, *, single_goal: bool
) -> Iterator[str]:
    """One line a change; a day is named once, devices only if there are several."""
    zone, today = context.calendar.zone, context.today
    if context.linear:
        for change, goal in changes:
            time = "" if change.dated else f" at {change.at.astimezone(zone):%H:%M}"
            title = "" if single_goal else f", {clean_line(goal.title)}"
            yield sentence(f"{say_date(change.day, today)}{time}{title}: {_say_entry(change)}")
        return
    own = read_device_id(context.locations.state)
    names = _names({change.event.dev for change, _ in changes}, own)
    rows = []
    previous = None
    for change, goal in changes:
        event = change.event
        day = "" if change.day == previous else say_date(change.day, today)
        previous = change.day
        row = [day, "" if change.dated else f"{change.at.astimezone(zone):%H:%M}"]
        row += [names[event.dev]] if len(names) > 1 else []
        row += [] if single_goal else [fit(clean_line(goal.title), TITLE_CELLS)]
        rows.append((row, _say_entry(change)))
    widths = [max(map(cells, column)) for column in zip(*(row for row, _ in rows), strict=True)]
    indent = " " * (sum(widths) + 2 * len(widths))
    for row, words in rows:
        head = "".join(
            text + " " * (width - cells(text) + 2) for text, width in zip(row, widths, strict=True)
        )
        yield head + words.replace("\n", f"\n{indent}")


def _names(devices: set[str], own: str) -> dict[str, str]:
    """The names of devices, with the end of the id if two have the same."""
    names = {device: say_device(device, own) for device in devices}
    counts = Counter(names.values())
    return {
        device: name if counts[name] == 1 else f"{name} {clean_line(device[-DEVICE_LENGTH:])}"
        for device, name in names.items()
    }


def _say_entry(change: HistoryEntry) -> str:
    return f"{change.words} (undone since)" if change.undone else change.words


def _json(change: HistoryEntry, goal: Goal) -> dict[str, Any]:
    event = change.event
    return {
        "id": event.id,
        "at": change.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "day": change.day.isoformat(),
        "device": event.dev or None,
        "goal": goal.uid,
        "title": goal.title,
        "kind": spelled(event.kind),
        "text": change.words,
        "undone": change.undone,
    }
