"""An import in words: what becomes of each road, what is left out, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lastmile_tui.cli.listing.styles import AMBER, GREEN, MUTED, PLAIN, WARNING
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.figures.road import say_of
from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.wording.events import join_facts, say_day
from lastmile_tui.exchange.plan import Fate, reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.exchange.items import Left
    from lastmile_tui.exchange.plan import ImportPlan, Step

_TITLE = 40
"""Cells of a title in the list."""

SHOWN = 50
"""Lines of a list that are shown before a question; the totals count all."""


class PlanLine(NamedTuple):
    """A line of the plan: a mark with its style, and words behind it."""

    mark: str
    words: str
    style: str = PLAIN


_SIGNS = {
    Fate.CHANGED: ("  ~", "Changed:", AMBER),
    Fate.CREATED: ("  +", "New:", GREEN),
    Fate.SAME: ("  =", "As it is:", MUTED),
}
"""How a step is marked, also for who listens, and the style of the mark; the order in the list."""


def plan_lines(
    plan: ImportPlan, name: str, today: date, limit: int | None = SHOWN
) -> list[PlanLine]:
    """What would become of each road of a file, what is left out, and what could not be read.

    With a limit at most so many roads, and so many lines that could not be read.
    """
    roads = [
        PlanLine(*_mark(step.fate), say_step(step, today), _SIGNS[step.fate][2])
        for fate in _SIGNS
        for step in plan.of(fate)
        if step.news or step.stays or step.fate is Fate.CREATED
    ]
    lines = [PlanLine(f"{clean_line(name)},", f"read as {plan.origin}:", PLAIN)]
    lines += (PlanLine(" ", clean_line(remark)) for remark in plan.remarks)
    lines += roads[:limit]
    if (more := len(roads[limit:] if limit is not None else ())) > 0:
        words = f"and {counted(more, 'more road', 'more roads')}; --dry-run shows all"
        lines.append(PlanLine("  …", words, MUTED))
    return [*lines, *_skipped(plan.skipped), *_unread(plan.unread, limit)]


def _mark(fate: Fate) -> tuple[str]:
    sign, word, _ = _SIGNS[fate]
    return (word if SPELLED.get() else sign,)


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
        yield say_of(goal)
    else:
        reached = f", {goal.reached} reached" if goal.reached else ""
        yield counted(len(goal.markers), "marker") + reached
    state = goal.state(today).value
    if state in ("sealed", "let go", "parked"):
        yield state
    if goal.due:
        yield f"due {say_day(goal.due, today)}"


def _skipped(left: Sequence[Left]) -> Iterator[PlanLine]:
    counts = [*reasons(left)]
    if len(counts) == 1:
        ((reason, count),) = counts
        yield PlanLine(f"Skipped {count:,}:", f"{reason}.", MUTED)
    elif counts:
        yield PlanLine(f"Skipped {len(left):,}:", "", MUTED)
        width = len(f"{counts[0][1]:,}")
        yield from (PlanLine(f"  {count:>{width},} ×", reason, MUTED) for reason, count in counts)


_PREDICATES = ("is ", "has ", "stands ", "was ", "could ")
"""How reasons begin that what could not be read is the subject of."""


def _unread(left: Sequence[Left], limit: int | None) -> Iterator[PlanLine]:
    for one in left[:limit]:
        where = f"line {one.line:,}" if one.line else "one entry"
        what = f"‘{fit(clean_line(one.what), _TITLE)}’" if one.what else ""
        if what and not one.reason.startswith(_PREDICATES):
            what += ":"
        reason = one.reason.removesuffix(".")
        yield PlanLine(f"Not read, {where}:", f"{what} {reason}.".lstrip(), WARNING)
    if limit is not None and len(left) > limit:
        words = f"{len(left) - limit:,} more; --dry-run shows all."
        yield PlanLine("Not read:", words, WARNING)


def say_totals(plans: Iterable[ImportPlan], created: Sequence[Goal], changed: int) -> str:
    """What all files together would bring, with all counts; empty for nothing at all."""
    plans = [*plans]
    markers = sum(len(goal.markers) for goal in created)
    new = f"{counted(len(created), 'new road')} with {counted(markers, 'marker')}"
    skipped = sum(len(plan.skipped) for plan in plans)
    unread = sum(len(plan.unread) for plan in plans)
    return join_facts(
        new if created else "",
        f"{counted(changed, 'road')} changed" if changed else "",
        _as_it_is(_same(plans)) if created or changed else "",
        f"{skipped:,} skipped" if skipped else "",
        f"{unread:,} not read" if unread else "",
    )


def say_nothing_new(plans: Sequence[ImportPlan], names: Sequence[str]) -> str:
    """That there is nothing to import."""
    where = clean_line(names[0]) if len(names) == 1 else f"{len(names):,} files"
    same = _same(plans)
    return f"Nothing new in {where}: {_as_it_is(same)}" if same else f"Nothing new in {where}."


def _same(plans: Iterable[ImportPlan]) -> int:
    """How many roads of here are in the files, and no different."""
    steps = [step for plan in plans for step in plan.steps]
    news = {step.goal.uid for step in steps if step.fate is not Fate.SAME}
    return len({step.goal.uid for step in steps} - news)


def _as_it_is(count: int) -> str:
    if not count:
        return ""
    return f"{counted(count, 'road')} {'as it is' if count == 1 else 'as they are'}"


def say_imported(roads: Iterable[Goal], today: date) -> tuple[str, ...]:
    """That it is done, and what can be typed next, where these roads are new or changed."""
    active = any(goal.state(today).value not in ("sealed", "let go", "parked") for goal in roads)
    shows = "lastmile list" if active else "lastmile list --view all"
    next_ones = f"{shows} shows what came, lastmile opens the Highway"
    return join_facts("Imported", next_ones), "lastmile undo takes the import back"


def dry_lines(goals: Iterable[Goal]) -> list[str]:
    """Lines of quick add that make the new roads, but for their past."""
    from lastmile_tui.domain.input.quick_add_writer import (  # noqa: PLC0415 # with --dry-run only
        write_line,
    )

    return [write_line(goal, goal.due.isoformat() if goal.due else "") for goal in goals]
