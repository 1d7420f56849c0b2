"""An import in words and for scripts: what becomes of each road, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.wording.events import join_facts, say_day
from lastmile_tui.exchange.plan import Fate, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.exchange.items import Left
    from lastmile_tui.exchange.plan import ImportPlan, Step

_SIGNS = {Fate.CREATED: "+", Fate.CHANGED: "~", Fate.SAME: "="}

_TITLE = 40
"""Cells of a title in the list."""

_SHOWN = 50
"""Lines of a list that are shown; the totals count all."""


def print_plan(plan: ImportPlan, name: str, today: date, *, quiet: bool, to: Any) -> None:
    """Print what would become of each road, what is left out, and what could not be read."""
    lines = [*_steps(plan, today)] if not quiet else []
    if len(lines) > _SHOWN:
        more = len(lines) - _SHOWN
        lines = [*lines[:_SHOWN], f"  … and {counted(more, 'more road', 'more roads')}"]
    to(f"{clean_line(name)}, read as {plan.origin}:")
    for remark in plan.remarks:
        to(f"  {clean_line(remark)}")
    for line in lines:
        to(line)
    for line in (*_left("Skipped", plan.skipped), *_unread(plan.unread)):
        to(line)


def _steps(plan: ImportPlan, today: date) -> Iterator[str]:
    for step in plan.steps:
        if step.fate is not Fate.SAME or step.stays:
            yield f"  {_SIGNS[step.fate]} {say_step(step, today)}"


def say_step(step: Step, today: date) -> str:
    """What becomes of one road."""
    goal = step.goal
    title = fit(goal.title, _TITLE)
    if step.fate is Fate.CREATED:
        return join_facts(title, *_facts(goal, today))
    stays = [f"stays: {words}" for words in step.stays]
    return join_facts(title, *step.news, *stays)


def _facts(goal: Goal, today: date) -> Iterator[str]:
    if goal.counting:
        yield f"{goal.position:g} of {goal.distance:g} {goal.unit}"
    else:
        reached = f", {goal.reached} reached" if goal.reached else ""
        yield counted(len(goal.markers), "marker") + reached
    state = goal.state(today).value
    if state in ("sealed", "let go", "parked"):
        yield state
    if goal.due:
        yield f"due {say_day(goal.due, today)}"


def _left(word: str, left: tuple[Left, ...]) -> Iterator[str]:
    if left:
        parts = ", ".join(f"{count:,} {reason}" for reason, count in reasons(left))
        yield f"{word} {len(left):,}: {parts}."


def _unread(left: tuple[Left, ...]) -> Iterator[str]:
    for one in left[:_SHOWN]:
        where = f"line {one.line}" if one.line else "one entry"
        what = f" ‘{fit(clean_line(one.what), _TITLE)}’" if one.what else ""
        yield f"Not read, {where}:{what} {one.reason}."
    if len(left) > _SHOWN:
        yield f"Not read: {len(left) - _SHOWN:,} more."


def say_totals(plan: ImportPlan, name: str, *, done: bool) -> str:
    """What was done, with all counts."""
    new, changed, same = (len(plan.of(fate)) for fate in Fate)
    if not done:
        words = f"Nothing new in {clean_line(name)}"
        return join_facts(f"{words}: {counted(same, 'road')} as they are") if same else f"{words}."
    markers = sum(len(goal.markers) for goal, _ in plan.created)
    created = f"{counted(new, 'road')} created with {counted(markers, 'marker')}" if new else ""
    more = f"{changed:,} changed" if changed else ""
    rest = f"{same:,} as they were" if same else ""
    skipped = f"{len(plan.skipped):,} skipped" if plan.skipped else ""
    unread = f"{len(plan.unread):,} not read" if plan.unread else ""
    return join_facts(created, more, rest, skipped, unread, "lastmile undo takes the import back")


def dry_lines(plan: ImportPlan) -> list[str]:
    """Lines of quick add that make the new roads, but for their past."""
    from lastmile_tui.domain.input.quick_add_writer import (  # noqa: PLC0415 # with --dry-run only
        write_line,
    )

    lines = []
    for goal, _ in plan.created:
        lines.append(write_line(goal, goal.due.isoformat() if goal.due else ""))
    return lines


def plan_json(plan: ImportPlan, name: str, today: date, *, done: bool) -> dict[str, Any]:
    """The plan for scripts."""
    from lastmile_tui.domain.export.as_json import VERSION  # noqa: PLC0415 # with --json only

    def left(one: Left) -> dict[str, Any]:
        return {"line": one.line or None, "what": clean_line(one.what), "reason": one.reason}

    return {
        "version": VERSION,
        "file": clean_line(name),
        "format": plan.origin,
        "done": done,
        "roads": [
            {
                "uid": step.goal.uid,
                "title": step.goal.title,
                "result": step.fate.value,
                "state": step.goal.state(today).value.replace(" ", "-"),
                "markers": len(step.goal.markers),
                "changes": list(step.news),
                "stays": list(step.stays),
            }
            for step in plan.steps
        ],
        "remarks": [clean_line(remark) for remark in plan.remarks],
        "skipped": [left(one) for one in plan.skipped],
        "unread": [left(one) for one in plan.unread],
    }
